"""How many numbers a layer has to learn."""


def count_parameters(layer: tuple[str | int, ...]) -> int:
    """Count weights and biases of one layer.

    Parameters
    ----------
    layer : tuple
        ``("dense", fan_in, fan_out)``, a layer that is connected with all of its inputs; or ``("conv", C, F, kh, kw)``,
        F filters of kh x kw pixels over C channels.

    Returns
    -------
    count : int
        All weights and all biases.

    Promises
    --------
    dense : each unit of a dense layer has one weight for each input, and a bias.
    conv : each filter has one weight for each of its pixels in each channel, and one bias, wherever it is moved.

    Examples
    --------
    >>> count_parameters(("dense", 784, 10))
    7850
    >>> count_parameters(("conv", 1, 6, 5, 5))
    156
    """
    kind, *sizes = layer
    inputs, units = int(sizes[0]), int(sizes[1])
    if kind == "conv":
        inputs *= int(sizes[2]) * int(sizes[3])
    return units * (inputs + 1)
