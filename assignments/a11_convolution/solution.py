"""The numbers of the questions, and the answers of the reference to them."""

from reference.variants import variant


def numbers_of_11(who: str) -> dict[str, object]:
    """Draw the numbers of the five questions for one student.

    Parameters
    ----------
    who : str
        The name or student number.

    Returns
    -------
    numbers : dict
        The ``layers`` of q_11_8a, the ``channels`` of q_11_8b, the ``wide`` and ``squeezed`` of q_11_8c, the
        ``millions`` of q_11_8d, and the ``choices`` of q_11_8e.
    """
    rng = variant(who, "q_11_8")
    layers, channels = int(rng.integers(4, 12)), 32 * int(rng.integers(4, 9))
    wide, squeezed, millions = 32 * int(rng.integers(2, 6)), int(rng.integers(4, 13)), int(rng.integers(20, 99))
    choices = ["What a feature map deep inside a network stands for can only be guessed from what makes it large"]
    choices += ["A block with a skip connection must learn the whole of what it puts out, its input included"]
    choices += ["Pooling by 2x2 windows keeps half of the numbers"]
    choices += ["Filters of 1x1 pixel change nothing, because they see no neighbours"]
    order = variant(who, "q_11_8e").permutation(4)
    lettered = {"ABCD"[place]: choices[number] for place, number in enumerate(order)}
    drawn: dict[str, object] = {"layers": layers, "channels": channels, "wide": wide, "squeezed": squeezed}
    return drawn | {"millions": millions, "choices": lettered}


def answers_of_11(who: str) -> dict[str, float | str]:
    """Return the right answer to each question."""
    numbers = numbers_of_11(who)
    layers, channels, wide, squeezed, millions = (
        int(str(numbers[name])) for name in ("layers", "channels", "wide", "squeezed", "millions")
    )
    choices = numbers["choices"]
    assert isinstance(choices, dict)
    direct, bottleneck = 25 * channels * 32, channels * 16 + 25 * 16 * 32
    return {
        "q_11_8a": 1 + 2 * layers,
        "q_11_8b": direct / bottleneck,
        "q_11_8c": 9 * wide + wide * wide + 2 * wide * squeezed,
        "q_11_8d": 2 * millions,
        "q_11_8e": next(letter for letter, text in choices.items() if text.startswith("What a feature map")),
    }


who = "Ada Lovelace"
q_11_8a = answers_of_11(who)["q_11_8a"]
q_11_8b = answers_of_11(who)["q_11_8b"]
q_11_8c = answers_of_11(who)["q_11_8c"]
q_11_8d = answers_of_11(who)["q_11_8d"]
q_11_8e = answers_of_11(who)["q_11_8e"]
