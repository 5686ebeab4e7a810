"""Raises KeyboardInterrupt and GeneratorExit in the grader's face.

Ends as: raised.
"""


def attack():
    try:
        raise KeyboardInterrupt
    finally:
        raise GeneratorExit
