"""Returns an object that says it is equal to whatever it is compared with.

Ends as: failed.
"""


class Chameleon:
    def __eq__(self, other):
        return True

    def __float__(self):
        return 42.0

    __lt__ = __le__ = __gt__ = __ge__ = __eq__
    __hash__ = None


def attack():
    return Chameleon()
