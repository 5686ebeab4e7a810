"""A small graph of scalars that knows its derivatives: backpropagation without layers."""

import math


class Value:
    r"""A number that remembers what it was computed from.

    Arithmetic on Values makes new Values, so that a computation leaves a graph behind. `backward`, called on the last
    of them, walks that graph from the end to the beginning.

    Parameters
    ----------
    data : float
        The number.

    Attributes
    ----------
    data : float
        The number.
    grad : float
        Derivative, by this Value, of the Value on which `backward` was called last.

    Promises
    --------
    data : sums and products of Values are Values with the right data.
    grad : after ``out.backward()``, every Value that out was computed from has in grad the derivative of out by it;
        out itself has 1.
    uses : a Value that is used several times, directly or along several paths, gets the sum over all of them.
    arithmetic : differences, quotients, the negative, and powers with a fixed number as exponent work the same way.
    functions : exp, tanh, relu and maximum work the same way; where relu or maximum has a kink, nothing is asked.
    numbers : a plain number may stand on either side of + - * /, and in maximum.
    again : backward first sets the grad of every Value of its graph to 0, so that calling it twice is like calling it
        once, and calling it on another Value of the same graph gives the derivatives of that one.
    deep : a chain of 5,000 operations works.

    Notes
    -----
    Only what is said here is asked: where you keep what was computed from what, and in which order you visit it, is
    yours to choose.

    References
    ----------
    .. [1] Griewank, Walther, *Evaluating Derivatives*, 2nd ed., SIAM, 2008, chapter 3.
    .. [2] Karpathy, micrograd. https://github.com/karpathy/micrograd

    Examples
    --------
    >>> x, y = Value(3.0), Value(-2.0)
    >>> out = x * y + x
    >>> out.backward()
    >>> out.data, x.grad, y.grad
    (-3.0, -1.0, 3.0)
    """

    def __init__(self, data: float) -> None:
        self.data = float(data)
        self.grad = 0.0
        self._inputs: tuple[tuple[Value, float], ...] = ()  # what this was computed from, and its slope by each

    # A double underscore or a name of mathematics says what goes in and what comes out: one line is enough for those.

    def _made(self, data: float, *inputs: "tuple[Value, float]") -> "Value":
        """Return a new node of the graph, with the Values that it depends on and its slope by each.

        Parameters
        ----------
        data : float
            The number.
        *inputs : tuple of (Value, float)
            Known now, in the forward pass; backward only multiplies and adds.

        Returns
        -------
        out : Value
            The node.
        """
        out = type(self)(data)
        out._inputs = inputs
        return out

    def _wrapped(self, other: "Value | float") -> "Value":
        """Return a plain number as a leaf of the graph, and a Value as it is.

        Parameters
        ----------
        other : Value or float
            The other operand.

        Returns
        -------
        other : Value
            The same, as a Value.
        """
        return other if isinstance(other, Value) else type(self)(other)

    def __add__(self, other: "Value | float") -> "Value":  # numpydoc ignore=PR01,RT01
        """Return self + other."""
        other = self._wrapped(other)
        return self._made(self.data + other.data, (self, 1.0), (other, 1.0))

    def __mul__(self, other: "Value | float") -> "Value":  # numpydoc ignore=PR01,RT01
        """Return self * other."""
        other = self._wrapped(other)
        return self._made(self.data * other.data, (self, other.data), (other, self.data))

    def __pow__(self, exponent: float) -> "Value":  # numpydoc ignore=PR01,RT01
        """Return self ** exponent, for a fixed number as exponent."""
        slope = exponent * self.data ** (exponent - 1) if exponent else 0.0
        return self._made(self.data**exponent, (self, slope))

    def __neg__(self) -> "Value":  # numpydoc ignore=PR01,RT01
        """Return -self."""
        return self * -1.0

    def __sub__(self, other: "Value | float") -> "Value":  # numpydoc ignore=PR01,RT01
        """Return self - other."""
        return self + self._wrapped(other) * -1.0

    def __truediv__(self, other: "Value | float") -> "Value":  # numpydoc ignore=PR01,RT01
        """Return self / other."""
        return self * self._wrapped(other) ** -1

    def __radd__(self, other: float) -> "Value":  # numpydoc ignore=PR01,RT01
        """Return other + self, where other is a plain number."""
        return self + other

    def __rmul__(self, other: float) -> "Value":  # numpydoc ignore=PR01,RT01
        """Return other * self, where other is a plain number."""
        return self * other

    def __rsub__(self, other: float) -> "Value":  # numpydoc ignore=PR01,RT01
        """Return other - self, where other is a plain number."""
        return self._wrapped(other) - self

    def __rtruediv__(self, other: float) -> "Value":  # numpydoc ignore=PR01,RT01
        """Return other / self, where other is a plain number."""
        return self._wrapped(other) / self

    def exp(self) -> "Value":  # numpydoc ignore=PR01,RT01
        """Return e to the power of self."""
        out = math.exp(self.data)
        return self._made(out, (self, out))

    def tanh(self) -> "Value":  # numpydoc ignore=PR01,RT01
        """Return the hyperbolic tangent of self."""
        out = math.tanh(self.data)
        return self._made(out, (self, 1.0 - out**2))

    def relu(self) -> "Value":  # numpydoc ignore=PR01,RT01
        """Return self where it is above 0, else 0."""
        return self.maximum(0.0)

    def maximum(self, other: "Value | float") -> "Value":  # numpydoc ignore=PR01,RT01
        """Return the larger of self and other."""
        other = self._wrapped(other)
        first = float(self.data > other.data)
        return self._made(max(self.data, other.data), (self, first), (other, 1.0 - first))

    def backward(self) -> None:
        """Set grad of every Value that self was computed from to the derivative of self by it."""
        order = self._in_order()
        for node in order:
            node.grad = 0.0
        self.grad = 1.0
        for node in reversed(order):  # all that uses a node comes before it, so its own grad is complete
            for source, slope in node._inputs:
                source.grad += slope * node.grad

    def _in_order(self) -> "list[Value]":
        """Return the Values of the graph, each after all that it was computed from, without recursion.

        Returns
        -------
        order : list of Value
            self is the last.
        """
        order: list[Value] = []
        seen: set[int] = set()
        waiting = [(self, False)]
        while waiting:
            node, complete = waiting.pop()
            if complete:
                order.append(node)
            elif id(node) not in seen:
                seen.add(id(node))
                waiting.append((node, True))  # again, once its inputs are done
                waiting += [(source, False) for source, _ in node._inputs]
        return order
