"""Raises an exception whose text raises, and one whose text is 50 MB.

Ends as: raised.
"""


class Silent(Exception):
    def __str__(self):
        raise RuntimeError("x" * 50_000_000)

    __repr__ = __str__


def attack():
    raise Silent
