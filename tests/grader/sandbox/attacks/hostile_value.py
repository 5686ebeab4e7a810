"""Returns a list that contains itself.

Ends as: bad_return.
"""


def attack():
    nested = []
    nested.append(nested)
    return nested
