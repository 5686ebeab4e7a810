# ---
# jupyter:
#   jupytext:
#     formats: py:percent
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
r"""
# Assignment 6: Gradients and backpropagation

A network learns by changing each weight a little in the direction that lowers its loss. So for each of perhaps millions
of weights we must know: if this one grows a little, by how much does the loss change? In this notebook you measure such
slopes by trying, compute them on a graph, and then compute all of them in two walks through a network. That last method,
backpropagation, is what made learning in networks with hidden layers practical.

| exercise | you write | points | minutes | tier |
|---|---|---|---|---|
| 6.1 | `dsigmoid`, `tanh`, `dtanh` | 4 + 2 + 4 | 20 | core |
| 6.2 | `numeric_gradient`, two answers | 12 + 3 | 40 | core |
| 6.3 | `Value` | 30 | 120 | more |
| 6.4 | `node_forward`, `node_deltas`, `node_gradients` | 6 + 10 + 6 | 100 | core |
| 6.5 | `from_s2`, `gradients_s2` | 2 + 3 | 20 | stretch |
| 6.6 | `from_s4`, `gradients_s4` | 2 + 3 | 20 | stretch |
| 6.7 | five answers by hand | 8 | 30 | core |
| 6.8 | `count_ops` | 5 | 10 | core |

Each exercise prints its **promises**: all that is graded, the hidden checks included, which only use other numbers.
Replace `raise NotImplementedError(...)`, run the cell, then run the check below it. Pictures draw themselves once the
functions that they need work. You have two weeks: 6.1, 6.2 and 6.4 belong to the first.

**Notation.** N examples, rows of X. Of each unit we keep two numbers, and call them by words, because the lectures use the
letters $z$ and $a$ in both ways: **pre** is its weighted sum plus bias (the *pre-activation*), **out** is what it makes of
it. One backpropagation wears five coats:

| | here | S0, S3 | S1 | S2 | S4 |
|---|---|---|---|---|---|
| weighted sum plus bias | pre | $z$ | $z$ | $z$ | $a$ ("activation") |
| what the unit puts out | out | $a$ | $a(w, b)$ | $a$ | $h$ hidden, $z$ output |
| weight from unit j to unit k | `W[j, k]` | $w_{kj}$ | $w_j$, one unit | $W_{kj}$ in the formulas | $v_{kj}$, $w_{kj}$ |
| bias | `b[k]` | $b_k$ | $b$ | $b_k$ | $v_{k0}$, $w_{k0}$ |
| the inputs are | `outs[0]` | $a^0$ | $x$ | layer 1 | $x$, with $x_0 = 1$ |
| weights out of the inputs | `weights[0]` | $w^1$ | $w$ | $W^{(1)}$ | $V$, or $W^{(1)}$ |
| derivative of the cost by pre | deltas | $\delta$ | | $\delta$ | $\delta$ |
| cost of one example | $\sum_j (\text{out}_j - y_j)^2$ | the same | half of it | half of it | half of it |

The cost of many examples is the mean of theirs. One slide of S2 says that $W_{ij}$ leads *from* i *to* j, while its
formulas $z = W a$ and $\delta = W^\top \delta$ read it the other way round; we follow the formulas. Factors of 2 never
change where the minimum is, but they change every number on the way: look which cost is meant.
"""

# %%
# bootstrap

# %% [markdown]
r"""
## 6.1 Two soft steps and their slopes

The sigmoid of the last assignment, $\sigma(z) = 1 / (1 + e^{-z})$, is given. What makes it better than a step is that it
has a slope everywhere. On two slides its derivative stands with the remark "work this out". Do so: differentiate the
quotient, then look for $\sigma(z)$ in the result, so that no further exponential is needed.

The **hyperbolic tangent** has the same shape, but runs from $-1$ to 1 and passes through the origin. It *is* a sigmoid:
$\tanh z = 2\,\sigma(2z) - 1$. Its derivative has an equally short form in terms of $\tanh z$ itself.

**Worked example.** For the *squaring unit* $q(z) = z^2$ the derivative is $2z$; at $z = 3$ it is 6. Written by the output
$a = q(z)$ it is $2\sqrt a$, and at $a = 9$ that is 6 as well. The two forms take different arguments: who puts $z = 3$
into the second gets 3.46. All functions here take **z**, what goes in.

Mind the tails. $e^{1000}$ is more than a float can hold; NumPy warns and calls it infinite, and infinity divided by
infinity is no number. The true slopes out there are simply 0.
"""

# %%
# exercise: dsigmoid

# %%
# exercise: tanh

# %%
# exercise: dtanh

# %% [markdown]
r"""
**Picture: steps and slopes.** Left the sigmoid (blue) and tanh (orange), right their slopes. The slope of the sigmoid is
at most 1/4, that of tanh at most 1, and both are nearly 0 beyond $\pm 5$. Remember the 1/4 for the last picture of 6.4.
"""

# %%
with picture("slopes", needs=("dsigmoid", "tanh", "dtanh")):
    import matplotlib.pyplot as plt

    z = np.linspace(-6, 6, 241)
    fig, (left, right) = plt.subplots(1, 2, figsize=(8, 3))
    left.plot(z, sigmoid(z), label="sigmoid")
    left.plot(z, tanh(z), "--", label="tanh")
    right.plot(z, dsigmoid(z), label="slope of the sigmoid")
    right.plot(z, dtanh(z), "--", label="slope of tanh")
    for ax in (left, right):
        ax.axhline(0, lw=0.5, color="black")
        ax.set_xlabel("z")
        ax.legend(loc="upper left", fontsize=8)
    right.set_ylim(-0.1, 1.4)
    plt.show()

# %% [markdown]
r"""
## 6.2 Slopes by trying

No calculus is needed to find a slope: change one weight by a small h, and see how the loss changes. The digits lecture
does this with $h = 0.0001$. It has the loss 1.25347; with the first weight moved it is 1.25322, so that slope is
$(1.25322 - 1.25347) / 0.0001 = -2.5$. The second and third weight give 0.6 and 0. This is the **one-sided** scheme.

The **centred** scheme moves the weight both ways and divides by the whole run, from $x - h$ to $x + h$. It costs more
calls and is worth it: Taylor's formula says

$$\frac{f(x + h) - f(x)}{h} = f'(x) + \tfrac12 h f''(x) + \dots, \qquad
\frac{f(x + h) - f(x - h)}{2h} = f'(x) + \tfrac16 h^2 f'''(x) + \dots$$

In the second one the terms with $f''$ cancel, since they are equal on both sides. A tenth of h leaves a tenth of the
error in the first scheme, and a hundredth in the second.

**Worked example.** $f(x) = x^3$ at $x = 2$, with $h = 0.1$: the slope is 12. One-sided gives
$(9.261 - 8) / 0.1 = 12.61$, centred gives $(9.261 - 6.859) / 0.2 = 12.01$.

So take h as small as can be? No: a computer rounds. $f(x + h)$ and $f(x - h)$ agree in more and more digits, their
difference keeps fewer and fewer, and dividing by a tiny h blows the rounding up. The picture shows both regimes.

Three things to watch:

- x belongs to the caller. Adding h to an entry and subtracting it again does not give the old bits back; putting back a
  saved number does.
- An array of integers stores $3 + 0.25$ as 3. Compute with float64.
- x may be a view into a larger array, or have no axes at all. `np.ndindex(x.shape)` walks over any of them.
"""

# %%
# exercise: numeric_gradient

# %% [markdown]
r"""
**Picture: the V.** The error of the numeric slope of $e^{\sin x}$ at $x = 1$, against h, both axes logarithmic. From the
right each line falls as its scheme promises (slope 1 and slope 2); from the left rounding drives both up. The best h is
near $10^{-8}$ for the one-sided scheme, near $10^{-5}$ for the centred one, and there the centred one is a thousand times
better.
"""

# %%
with picture("error_of_the_numeric_gradient", needs=("numeric_gradient",)):
    import matplotlib.pyplot as plt

    steps = np.logspace(-13, 0, 53)
    at = np.array([1.0])
    true = np.cos(1.0) * np.exp(np.sin(1.0))
    fig, ax = plt.subplots(figsize=(6, 3.5))
    for scheme, style in (("one-sided", "--"), ("centred", "-")):
        found = [numeric_gradient(lambda x: float(np.exp(np.sin(x[0]))), at, h, scheme)[0] for h in steps]
        ax.loglog(steps, np.abs(np.array(found) - true) + 1e-16, style, label=scheme)
    ax.set(xlabel="h", ylabel="error of the slope", ylim=(1e-13, 10))
    ax.annotate("rounding", (1e-12, 2e-3), (1e-11, 0.3), arrowprops={"arrowstyle": "->"})
    ax.annotate("curvature", (0.1, 0.05), (1e-4, 1.0), arrowprops={"arrowstyle": "->"})
    ax.legend(loc="lower right")
    plt.show()

# %% [markdown]
r"""
**How exact is the slide?** Its losses are printed with five decimals. What follows for the slopes, if nothing else is
wrong? Everybody gets numbers of their own, drawn from a name. Enter yours and run both cells; the grader reads your `who`
and draws the same numbers, so do not change it afterwards.
"""

# %%
who = ...  # your name or student number, in quotes

# %%
if isinstance(who, str) and who.strip():
    for name, drawn in numbers_of_6_2(who).items():
        print(f"{name} = {drawn}")
else:
    print("Put your name into the cell above and run it, then run this one.")

# %%
# question: q_6_2a

# %%
# question: q_6_2b

# %% [markdown]
r"""
## 6.3 Slopes on a graph

Every computation is a graph: numbers at the beginning, one operation after the other, one number at the end. Each single
operation is so simple that its slope is known at once: the slope of a sum by each part is 1, that of a product by one
factor is the other factor. The **chain rule** multiplies the slopes along a path, and where several paths lead from a
number to the end, it **adds** them up:

$$\frac{\partial L}{\partial x_1} =
\frac{\partial L}{\partial z_1} \frac{\partial z_1}{\partial x_1} +
\frac{\partial L}{\partial z_2} \frac{\partial z_2}{\partial x_1}.$$

A graph of n operations can have some $2^n$ paths. The idea that saves us is to work *backwards*, and to keep at each
number one sum: the derivative of the end by this number. S4 colours the two ingredients: what the **forward** pass knows
(the slope of each operation) and what the **backward** pass brings along (the derivative by its result). When a number has
collected its share from everything that uses it, it can pass its own on. That is dynamic programming.

**Worked example.** $u = 2,\ v = 5$, then $p = u v = 10$, $q = p + u = 12$, $L = p q = 120$. Backwards:

| number | collects | derivative of L |
|---|---|---|
| $L$ | | 1 |
| $q$ | slope $p = 10$ from L | 10 |
| $p$ | slope $q = 12$ from L, and slope 1 times 10 from q | 22 |
| $v$ | slope $u = 2$ times 22 from p | 44 |
| $u$ | slope $v = 5$ times 22 from p, and slope 1 times 10 from q | 120 |

Had p passed on its first 12 before the 10 arrived, the result would be wrong. So the order matters: **a number may pass on
only when everything that uses it has had its turn**. Sort the graph so that each number comes after all that it was made
of, and go through it from the end.

You write a class `Value` whose objects do this by themselves: `x * y + x` makes the graph, `.backward()` walks it. Python
helps: for `x * y` it calls `x.__mul__(y)`, for `3 * x`, where 3 knows nothing of Values, `x.__rmul__(3)`. Differences,
quotients and negatives can be made of products, sums and powers, so there are only a few slopes to get right.

- `grad` collects: `+=`, not `=`. In `x * x` both factors are uses of x.
- `backward` begins by setting all grads of its graph to 0, so that a second call does not count twice.
- A function that calls itself for every operation gives up after a thousand of them. Keep a list of what is still to do.
"""

# %%
# exercise: Value

# %% [markdown]
r"""
**Picture: forward and backward.** The graph of $L = (x_1 x_2)(x_1 x_2 + x_1) $ for $x_1 = 2$, $x_2 = -3$. Each box holds a
number (data, black, computed from left to right) and the derivative of L by it (grad, red, computed from right to left).
$x_1$ and the product $s$ are used twice: two arrows leave them, and two shares come back.
"""

# %%
with picture("computational_graph", needs=("Value",)):
    import matplotlib.pyplot as plt

    x1, x2 = Value(2.0), Value(-3.0)
    s = x1 * x2
    t = s + x1
    loss = s * t
    loss.backward()
    boxes = {
        "$x_1$": (0, 1.6, x1),
        "$x_2$": (0, 0.0, x2),
        "$s = x_1 x_2$": (1, 0.4, s),
        "$t = s + x_1$": (2, 1.6, t),
        "$L = s\\,t$": (3, 0.8, loss),
    }
    names = list(boxes)
    fig, ax = plt.subplots(figsize=(8, 3.2))
    for start, end in ((0, 2), (1, 2), (2, 3), (0, 3), (2, 4), (3, 4)):
        (ax1, ay, _), (bx, by, _) = boxes[names[start]], boxes[names[end]]
        style = {"arrowstyle": "-|>", "color": "gray", "shrinkA": 42, "shrinkB": 42}
        ax.annotate("", (bx, by), (ax1, ay), arrowprops=style)
    for name, (across, up, node) in boxes.items():
        frame = {"boxstyle": "round", "facecolor": "white", "edgecolor": "black", "pad": 1.1}
        ax.text(across, up, " " * 18 + "\n", ha="center", va="center", bbox=frame)
        ax.text(across, up + 0.17, name, ha="center", va="center", fontsize=9)
        ax.text(across, up - 0.02, f"data {node.data:g}", ha="center", va="center", fontsize=9)
        ax.text(across, up - 0.21, f"grad {node.grad:g}", ha="center", va="center", fontsize=9, color="firebrick")
    ax.set(xlim=(-0.5, 3.5), ylim=(-0.5, 2.1))
    ax.axis("off")
    plt.show()

# %% [markdown]
r"""
## 6.4 Backpropagation by layers

A layered network is a graph with a lot of order in it, so that whole layers, and whole batches of examples, can be handled
by one product of matrices each. Three functions share the work.

**Forward.** `outs[0]` is X. Each layer computes `pre = out @ W + b`, where `out` is that of the layer before, and puts out
`activation(pre)`. One slide prints $z = w a$ and leaves $b$ out; it belongs there, once. (Another slide starts a sum at
$i = 0$ *and* adds $w_0$: that would be twice.)

**Backward.** The cost of an example is $C = \sum_j (\text{out}_j - y_j)^2$, summed over the output units. Call the
derivative of C by the pre-activation of a unit its **delta**. In the output layer, the chain rule gives it in two factors:
how C depends on out, how out depends on pre. (Differentiate the square and mind its 2. The $\frac1n$ on that slide counts
*examples*; it has nothing to do with the units j, and is left for later.) In a hidden layer, C depends on a unit only
through the units of the next layer, so the deltas of these come back through the very weights that led there, are added
up, and meet the slope of the unit itself.

**Gradients.** The weight from unit j to unit k takes part in only one place: in $\text{pre}_k$, multiplied by
$\text{out}_j$. The derivative of C by it joins these two: the out where the connection begins, the delta where it ends. The
bias has a 1 in the place of the out. Last, take the mean over the examples.

**Worked example.** One input, one hidden unit, one output, all *tripling units* $f(\text{pre}) = 3\,\text{pre}$ with slope
3. Weights 2 and $-1$, biases 1 and 0, one example $x = 1$ with target $y = -20$.

| | pre | out | | delta | by the weight | by the bias |
|---|---|---|---|---|---|---|
| hidden | $2 \cdot 1 + 1 = 3$ | 9 | | $-42 \cdot (-1) \cdot 3 = 126$ | $1 \cdot 126$ | 126 |
| output | $-1 \cdot 9 + 0 = -9$ | $-27$ | | $2(-27 + 20) \cdot 3 = -42$ | $9 \cdot (-42) = -378$ | $-42$ |

Does it fit? Let the second weight grow by 0.001: pre is $-8.991$, out is $-26.973$, and the cost goes from 49 to
$48.622\dots$: it falls by 0.378, as promised.

**All layers equally wide.** Two lectures fill every layer up to m units, so that all matrices are square; the added units
have weights and biases 0. They do no harm in one pass: no weight leads on from them, so their deltas are 0, and the other
units never notice. But they are not idle: with the sigmoid they put out $\sigma(0) = \frac12$ (a slide sets them to 0), so
the weights that lead on from them get gradients, and after one step they take part. Real programs do not pad.

The rectifier "relu" is $\max(0, \text{pre})$. At exactly 0 it has a kink, and any slope from 0 to 1 is accepted.
"""

# %%
# exercise: node_forward

# %%
# exercise: node_deltas

# %%
# exercise: node_gradients

# %% [markdown]
r"""
**Picture: does it fit?** Each dot is one weight of a network with three layers: across what backpropagation says, up what
`numeric_gradient` measures. If your functions of 6.2 and 6.4 are right, all dots lie on the diagonal.
"""

# %%
with picture(
    "numeric_against_backpropagation", needs=("node_forward", "node_deltas", "node_gradients", "numeric_gradient")
):
    import matplotlib.pyplot as plt

    rng = np.random.default_rng(2)
    sizes = (4, 6, 5, 2)
    weights = [rng.normal(size=(sizes[k], sizes[k + 1])) for k in range(3)]
    biases = [rng.normal(size=size) for size in sizes[1:]]
    inputs, targets = rng.normal(size=(10, 4)), rng.uniform(size=(10, 2))
    pres, outs = node_forward(weights, biases, inputs, "sigmoid")
    dWs, dbs = node_gradients(outs, node_deltas(weights, pres, outs, targets, "sigmoid"))

    fig, ax = plt.subplots(figsize=(4, 4))
    for k, marker in enumerate("os^"):

        def cost(W, k=k):
            tried = [*weights[:k], W, *weights[k + 1 :]]
            return float(((node_forward(tried, biases, inputs, "sigmoid")[1][-1] - targets) ** 2).sum()) / 10

        ax.plot(dWs[k].ravel(), numeric_gradient(cost, weights[k], 1e-5).ravel(), marker, ms=4, label=f"weights[{k}]")
    ends = np.array(ax.get_xlim())
    ax.plot(ends, ends, lw=0.7, color="black")
    ax.set(xlabel="backpropagation", ylabel="numeric gradient")
    ax.legend()
    plt.show()

# %% [markdown]
r"""
**Picture: gradients on their way back.** A network of ten layers with 30 units each, random weights. Each line shows how
large the deltas of each layer are, on a logarithmic scale; the loss is on the right, the way back leads to the left. With
the sigmoid every layer multiplies by slopes of at most 1/4, and after ten layers next to nothing is left for the first
weights to learn from: the *vanishing gradient*. With tanh and relu the loss of signal is much smaller. Weights three times
as large make the relu line climb instead: the *exploding gradient*.
"""

# %%
with picture("gradient_flow", needs=("node_forward", "node_deltas")):
    import matplotlib.pyplot as plt

    rng = np.random.default_rng(0)
    weights = [rng.normal(size=(30, 30)) / np.sqrt(30) for _ in range(10)]
    biases = [np.zeros(30)] * 10
    inputs, targets = rng.normal(size=(50, 30)), rng.uniform(size=(50, 30))
    fig, ax = plt.subplots(figsize=(6, 3.5))
    shown = [("sigmoid", "sigmoid", 1.0, "o-"), ("tanh", "tanh", 1.0, "s--"), ("relu", "relu", 1.0, "^-.")]
    for label, activation, factor, style in [*shown, ("relu, weights times 3", "relu", 3.0, "v:")]:
        grown = [factor * W for W in weights]
        pres, outs = node_forward(grown, biases, inputs, activation)
        deltas = node_deltas(grown, pres, outs, targets, activation)
        sizes = np.array([np.sqrt((delta**2).mean()) for delta in deltas])
        ax.semilogy(range(1, 11), sizes / sizes[-1], style, ms=4, label=label)
    ax.set(xlabel="layer", ylabel="size of its deltas\n(last layer = 1)", xticks=range(1, 11))
    ax.legend(fontsize=8)
    plt.show()

# %% [markdown]
r"""
## 6.5 The same in the words of S2

The review lecture stands its vectors upright: an example is a column, and $z^{(l+1)} = W^{(l)} a^{(l)} + b^{(l)}$. So
its matrices have a row for each unit that they lead **to**, and a column for each unit that they lead **from**: exactly the
transpose of ours. It counts layers from the inputs, which are its layer 1; $W^{(1)}$ therefore leads out of the inputs and is
entry 0 of the lists, as with us. (S0 and S3 call the *first hidden* layer 1.) And it halves the cost:
$\frac{1}{2N} \sum_i \|y_i - a_i\|^2$, so that no 2 is left over in its $\delta = -(y - a) \circ f'(z)$.

To use code with another notation you need no second backpropagation. Translate the weights, call what exists, translate
the gradients back: that is an **adapter**.

**Worked example.** $W = (5, 6, 7)$, one row, leads from three units to one. For `node_forward` it is the column with
entries 5, 6, 7. If our gradient by that column is $(2, 4, 8)$, upright, then that of S2 is $(1, 2, 4)$, lying.
"""

# %%
# exercise: from_s2

# %%
# exercise: gradients_s2

# %% [markdown]
r"""
## 6.6 The same in the words of S4

The lecture with the computational graphs has one hidden layer, $h = \sigma(V x)$ and $z = \sigma(W h)$, and hides the biases
in the matrices: every x begins with $x_0 = 1$, every h with $h_0 = 1$, and **column 0** of V and W belongs to these.
Mind the letters: here z is the *output*. Later the same lecture calls the pre-activation $a$ and writes $z = h(a)$.

Three of its lines are shorthand, and worth spelling out:

- the gradient of $h_j$ by $v_j$ is $\sigma'(v_j \cdot x)\,x = h_j (1 - h_j)\,x$: the middle term is printed without its x;
- the gradient of $z_i$ by h is $\sigma'(w_i \cdot h)\,w_i$: the argument is $w_i \cdot h$, not $w_i z_i$;
- a hidden unit as a feature is $\phi_i(x) = \sigma(\sum_j w_{ij} x_j)$: with its sigmoid, otherwise two layers are only
  one. What training does with these features is to *learn* them; choosing among given ones would be selection.

$h_0$ is a constant. No weight of V leads to it, so nothing flows back into it: leave its column of W out on the way to V.

**Worked example.** $V = \begin{pmatrix} 4 & 2 & 3 \end{pmatrix}$ has the bias 4 and the weights 2 and 3: one hidden unit
with two inputs. For `node_forward` that is the bias vector $(4)$ and the column with entries 2 and 3.
"""

# %%
# exercise: from_s4

# %%
# exercise: gradients_s4

# %% [markdown]
r"""
## 6.7 Once by hand

S4's example is a network with two inputs, three hidden units and two outputs, all biases included. The numbers are yours,
drawn from the `who` of 6.2. All units are sigmoid units, the loss is $L = \frac12 \|z - y\|^2$, and the notation is that
of S4: row j of V leads to $h_j$, its first entry is the bias $v_{j0}$.

**Worked example.** For $V$ with the row $(0.2, -0.1, 0.3)$ and $x = (1, 2)$ the weighted sum is
$0.2 - 0.1 \cdot 1 + 0.3 \cdot 2 = 0.7$ and the output is $\sigma(0.7) = 0.668$. An output unit with $z = 0.6$ and target
$y = 1$ has the slope $0.6 \cdot 0.4 = 0.24$, so the derivative of L by its weighted sum is
$(0.6 - 1) \cdot 0.24 = -0.096$, and that by a weight that comes from a hidden output 0.668 is $-0.096 \cdot 0.668 = -0.064$.

**Picture: the network.** Two inputs, three hidden units and two outputs; grey circles hold the constant 1 that carries the
biases. The paths along which $v_{11}$ reaches the loss are drawn thick: through $h_1$, and from there through both outputs.
"""

# %%
with picture("network_of_6_7"):
    import matplotlib.pyplot as plt

    columns = [["1", "$x_1$", "$x_2$"], ["1", "$h_1$", "$h_2$", "$h_3$"], ["$z_1$", "$z_2$"]]
    heights = [np.linspace(1, -1, 3), np.linspace(1.5, -1.5, 4), np.linspace(0.5, -0.5, 2)]
    fig, ax = plt.subplots(figsize=(6, 3.6))
    for k in (0, 1):
        for j, start in enumerate(heights[k]):
            for i, end in enumerate(heights[k + 1]):
                if k == 0 and i == 0:
                    continue  # nothing leads to the constant
                thick = (k, j, i) in ((0, 1, 1), (1, 1, 0), (1, 1, 1))
                ax.plot([k, k + 1], [start, end], color="firebrick" if thick else "gray", lw=2.5 if thick else 0.6)
    for k, names in enumerate(columns):
        for name, height in zip(names, heights[k], strict=True):
            color = "lightgray" if name == "1" else "white"
            ax.text(k, height, name, ha="center", va="center", bbox={"boxstyle": "circle,pad=0.5", "facecolor": color})
    ax.text(0.62, 0.42, "$v_{11}$", color="firebrick")
    ax.text(1.5, 0.62, "$w_{11}$", color="firebrick")
    ax.text(1.24, 0.02, "$w_{21}$", color="firebrick")
    ax.set(xlim=(-0.3, 2.3), ylim=(-1.9, 1.9))
    ax.axis("off")
    plt.show()

# %%
if isinstance(who, str) and who.strip():
    for name, drawn in numbers_of_6_7(who).items():
        print(f"{name} =\n{drawn}")
else:
    print("Enter your name in 6.2 and run that cell, then run this one.")

# %%
# question: q_6_7a

# %%
# question: q_6_7b

# %%
# question: q_6_7c

# %%
# question: q_6_7d

# %%
# question: q_6_7e

# %% [markdown]
r"""
## 6.8 What it costs

One walk through a network touches every weight once; call it a **pass**. Measured slopes need at least one pass for each
weight, so a gradient by n weights costs some n passes of n operations each: $n^2$. Backpropagation needs a forward and a
backward pass, whatever n is: some $2n$ operations. (On one slide of S4 these read *nodes* squared against nodes, on a later
one weights. It is the weights that are counted: two layers of 100 nodes have 200 nodes, but 10,000 weights between them.)

**Worked example.** A network with 784 inputs, 100 hidden units and 10 outputs has
$784 \cdot 100 + 100 + 100 \cdot 10 + 10 = 79{,}510$ parameters. If a pass takes a millisecond, a gradient by trying takes
more than a minute, and backpropagation some two milliseconds.

The idea was found several times, became known to everybody in 1986 through Rumelhart, Hinton and Williams, and had to wait
another twenty years for the data and the parallel hardware that large networks need.

Is 6.2 useless then? On the contrary: it is slow, simple and independent, and so it is how backpropagation is *tested*. The
grader does so, too.
"""

# %%
# exercise: count_ops

# %% [markdown]
r"""
**Picture: two ways to grow.** Passes for one gradient against the number of parameters, both axes logarithmic. Trying
climbs with n, backpropagation stays where it is. The dot marks the network of the worked example.
"""

# %%
with picture("cost_of_a_gradient", needs=("count_ops",)):
    import matplotlib.pyplot as plt

    numbers = np.unique(np.logspace(0, 6, 25).astype(int))
    fig, ax = plt.subplots(figsize=(5.5, 3.2))
    for key, style in (("one_sided", "--"), ("centred", "-."), ("backprop", "-")):
        ax.loglog(numbers, [count_ops(int(n))[key] for n in numbers], style, label=key)
    ax.plot(79_510, count_ops(79_510)["centred"], "o", color="black")
    ax.set(xlabel="parameters", ylabel="passes for one gradient")
    ax.legend()
    plt.show()

# %% [markdown]
r"""
## Before you hand in

`check.all()` shows what will be graded: it runs your functions in a fresh namespace, as the grader will, and tells
which names are used but never defined. Outputs, pictures and extra cells do not matter.
"""

# %%
check.all()
