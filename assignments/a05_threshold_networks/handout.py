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
# Assignment 5: Threshold networks and universality

One perceptron draws one line. In 1969 Minsky and Papert showed how little that is: not even "exactly one of two" can be
said with a line. The way out is to let units listen to units. In this notebook you prove what one unit cannot do, build
networks by hand that can, and end with a construction that follows any continuous curve with a single hidden layer.
Nothing is trained here: you choose every weight yourself, and know what it does.

| exercise | you write | points | minutes | tier |
|---|---|---|---|---|
| 5.1 | `collapse_linear` | 10 | 20 | core |
| 5.2 | `verify_certificate`, `xor_certificate` | 8 + 2 | 30 | more |
| 5.3 | `ThresholdMLP`, `xor_net`, `quadrant_detector` | 8 + 6 + 6 | 50 | core |
| 5.4 | `memorizing_net` | 12 | 30 | more |
| 5.5 | `sigmoid`, `xor_sigmoid` | 6 + 4 | 25 | core |
| 5.6 | `step_unit`, `box` | 4 + 6 | 25 | core |
| 5.7 | `approximate` | 14 | 40 | core |
| 5.8 | three short answers | 2 + 1 + 1 | 10 | more |
| 5.9 | `find_certificate` | 10 | 50 | stretch |

Each exercise prints its **promises**: all that is graded, the hidden checks included, which only use other numbers.
Replace `raise NotImplementedError(...)`, run the cell, then run the check below it. Pictures draw themselves once the
functions that they need work.

**What a network is.** A layer of M units with D inputs is a pair `(W, b)`: W has shape (D, M), one column for each
unit, and b has shape (M,). With examples in the rows of X, the *pre-activations* of the layer are $Z = X W + b$. A
network is a list of such pairs, `[(W1, b1), (W2, b2), ...]`, from the input to the output. Your functions return these
lists, and the checks compute what the network puts out, so it does not matter which of many right weights you choose,
nor whether numbers stand in arrays or in lists. A weight of 0 is an edge that is not there.

**When a threshold unit fires.** In this assignment a threshold unit puts out 1 where its sum is at least 0, and 0 where
it is below: a sum of exactly 0 fires. (The digits lecture prints "greater", the review lecture "greater or equal".)
"""

# %%
# bootstrap

# %% [markdown]
r"""
## 5.1 Layers that collapse

A *linear* unit has no threshold: it puts out its sum as it is. What do many layers of such units gain? Put the first
layer $Z_1 = X W_1 + b_1$ into the second one:

$$Z_1 W_2 + b_2 = (X W_1 + b_1)\,W_2 + b_2 = X\,(W_1 W_2) + (b_1 W_2 + b_2).$$

That is one layer again. However deep the cascade is, a single layer does the same.

The introduction says so of "cascaded perceptrons", and the review lecture solves XOR with a "multi-layer perceptron".
Both are right about different units: linear ones collapse, as here; with a threshold in between, as from 5.3 on, they
do not.

**Worked example.** One input and two layers of one unit each, $z_1 = 2x + 1$ and $z_2 = 10\,z_1 + 3$. Together
$z_2 = 20x + 13$: the weights multiply, and the first bias arrives at the output ten times as large.
"""

# %%
# exercise: collapse_linear

# %% [markdown]
r"""
## 5.2 How to prove that no line exists

That a line separates two classes is easy to prove: show it. Anyone can check your weights $w$ on every example,
$y\,(w \cdot \tilde x) > 0$, where $\tilde x = (1, x_1, \dots, x_D)$ carries the bias.

How do you prove that *no* line does? Trying a million lines proves nothing. But there is a certificate for this, too:
numbers $\lambda_i \ge 0$, one for each example and not all 0, with

$$\sum_i \lambda_i\,y_i\,\tilde x_i = 0.$$

Suppose some $w$ separated. Then each $y_i\,(w \cdot \tilde x_i)$ is above 0, so their mixture
$\sum_i \lambda_i\,y_i\,(w \cdot \tilde x_i)$ is above 0 as well. But the mixture is also the product of $w$ with
$\sum_i \lambda_i\,y_i\,\tilde x_i$, which is 0: a contradiction. Each of the three conditions is needed for this argument,
and each has a check. That nothing is missed, because one of the two certificates always exists, is a theorem on linear
inequalities that goes back to Farkas (1902).

**Worked example.** Three examples with one input, $x = 0, 1, 2$ with labels $-1, +1, -1$. The rows $y \tilde x$ are
$(-1, 0), (1, 1), (-1, -2)$. With $\lambda = (1, 2, 1)$ their sum is $(-1 + 2 - 1,\ 0 + 2 - 2) = (0, 0)$: no threshold on
$x$ singles out the middle.

**Rounding.** Computed sums are rarely exactly 0, and $\lambda$ may be multiplied by any positive number, so "small" must
be measured against something. Here a sum counts as 0 up to $10^{-9}$ of the largest single entry of any
$\lambda_i y_i \tilde x_i$.

Then prove by hand that no line computes exclusive or. (The review lecture derives a contradiction from four
inequalities. It writes $w_1 > -w_0$ where $w_1 \ge -w_0$ follows; since $w_0 < 0$, the conclusion holds all the same.
Add its inequalities up with the right factors and you have your certificate.)
"""

# %%
# exercise: verify_certificate

# %%
# exercise: xor_certificate

# %% [markdown]
r"""
## 5.3 Units that listen to units

Now put the threshold in. The hidden units of a network each draw a line of their own, and the output unit sees nothing
of the inputs but which hidden units fire: the **hidden code**. Two inputs with the same code are the same to it. So the
hidden layer has one task: give inputs that the output must tell apart different codes, and such codes that a line can
separate.

Each unit turns many numbers into one, each layer a list of numbers into another list, and the network is these layers
one after the other, $f_2(f_1(x))$ or $f_3(f_2(f_1(x)))$. The number of layers, not counting the inputs, is its *depth*.

**Worked example.** Three hidden units on two inputs of 0 and 1: "at least one" ($x_1 + x_2 - 0.5$), "both"
($x_1 + x_2 - 1.5$) and "the first" ($x_1 - 0.5$).

| input | sums | code |
|---|---|---|
| (0, 0) | $-0.5, -1.5, -0.5$ | (0, 0, 0) |
| (0, 1) | $0.5, -0.5, -0.5$ | (1, 0, 0) |
| (1, 0) | $0.5, -0.5, 0.5$ | (1, 0, 1) |
| (1, 1) | $1.5, 0.5, 0.5$ | (1, 1, 1) |

An output unit with the weights $(1, 1, -2)$ and the bias $-0.5$ has the sums $-0.5, 0.5, -1.5, -0.5$: it fires for
(0, 1) alone, "at least one, but not the first". What goes into these sums are the 1s and 0s of the code.

For XOR two hidden units are enough. A table in the review lecture prints for (0, 1) the code (0, 0), the same as for
(0, 0); no output unit can work with that, and surely a (0, 1) was meant. Any code that tells the two classes apart is
right, and so are networks with more hidden units than are needed: a homework asks for four.
"""

# %%
# exercise: ThresholdMLP

# %%
# exercise: xor_net

# %% [markdown]
r"""
**Picture: XOR before and behind the hidden layer.** On the left the plane of the inputs, cut by the lines of your two
hidden units; each shade is one hidden code. Corners for which XOR is 1 are filled, the others are empty: no single
line has both filled corners on one side. On the right the plane of the codes: the four corners have moved, two of them
perhaps onto the same place, and now the line of the output unit separates filled from empty.
"""

# %%
with picture("xor_regions", needs=("ThresholdMLP", "xor_net")):
    import matplotlib.pyplot as plt

    layers = xor_net(2)
    net = ThresholdMLP(layers)
    side = np.linspace(-0.5, 1.5, 301)
    plane = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)
    corners = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    shades = (np.asarray(net.forward(plane)[0][0]) * [1, 2]).sum(axis=1).reshape(301, 301)
    code = np.asarray(net.forward(corners)[0][0])
    (v1, v2), c = np.ravel(layers[1][0]), float(np.ravel(layers[1][1])[0])
    sums = (v1 * plane[:, 0] + v2 * plane[:, 1] + c).reshape(301, 301)
    fig, (left, right) = plt.subplots(1, 2, figsize=(8, 4))
    left.contourf(side, side, shades, levels=[-0.5, 0.5, 1.5, 2.5, 3.5], cmap="Blues", alpha=0.7)
    right.contourf(side, side, sums >= 0, levels=[-0.5, 0.5, 1.5], colors=["white", "0.8"])
    for ax, points in ((left, corners), (right, code)):
        for number, point in enumerate(points):
            fill = "black" if number in (1, 2) else "white"
            ax.scatter(*point, s=90, color=fill, edgecolor="black", zorder=3)
        for place in sorted({tuple(point) for point in points.tolist()}):
            here = [tuple(map(int, corners[k])) for k in range(4) if tuple(points[k].tolist()) == place]
            ax.annotate(" and ".join(map(str, here)), place, xytext=(0, 10), textcoords="offset points", ha="center")
    left.set(xlabel="$x_1$", ylabel="$x_2$", title="inputs, shaded by hidden code", aspect="equal")
    right.set(xlabel="hidden unit 1", ylabel="hidden unit 2", title="codes; the output fires in gray", aspect="equal")
    fig.tight_layout()
    plt.show()

# %% [markdown]
r"""
**A detector for a shape.** The digits lecture imagines four hidden units that each look for one corner of a handwritten
0, and an output unit that fires when all four have found theirs. Build it. An image is flattened row by row into one
long input, so "the top left quadrant" is a set of inputs; a hidden unit has a weight for those that are lit in the
template and 0 for all others.

**Worked example.** A template of 2x2 pixels, all lit, and share 0.5: each quadrant is a single pixel, and half of one
pixel must be lit, so each hidden unit fires exactly where its pixel is on. With 6 lit pixels in a quadrant and share
0.7 a unit asks for more than 4.2 of them: five are enough, four are not.
"""

# %%
# exercise: quadrant_detector

# %% [markdown]
r"""
**Picture: four detectors and what they see.** Above, the weights of the four hidden units as images: each holds one
quadrant of the zero. Below, three images with the hidden code that they get: a zero, a zero with a few pixels lost
(still seen), and a C, of which the right side is missing (two units fall silent, and the output with them).
"""

# %%
with picture("quadrants", needs=("quadrant_detector", "ThresholdMLP")):
    import matplotlib.pyplot as plt

    rows, columns = np.indices((12, 12)) - 5.5
    zero = (np.abs(np.hypot(rows, 1.25 * columns) - 4.6) < 0.9).astype(float)
    lost, open_right = zero.copy(), zero * (columns < 2.5)
    lost[2:4, 3], lost[7, 9], lost[9, 7] = 0, 0, 0
    layers = quadrant_detector(zero, 0.6)
    shown = np.stack([zero, lost, open_right])
    codes, fires = ThresholdMLP(layers).forward(shown.reshape(3, 144))
    fig, axes = plt.subplots(2, 4, figsize=(8, 4.4))
    for unit, ax in enumerate(axes[0]):
        ax.imshow(np.asarray(layers[0][0])[:, unit].reshape(12, 12), cmap="Purples")
        ax.set_title(f"hidden unit {unit}", fontsize=9)
    for ax, image, code, answer in zip(axes[1][:3], shown, codes[0], fires, strict=True):
        ax.imshow(image, cmap="gray_r")
        ax.set_title(f"code {''.join(map(str, code))}, output {int(answer)}", fontsize=9)
    for ax in axes.flat:
        ax.set(xticks=[], yticks=[])
    axes[1, 3].axis("off")
    fig.tight_layout()
    plt.show()

# %% [markdown]
r"""
## 5.4 Anything that a table can say

With n inputs of 0 and 1 there are $2^n$ possible inputs, and a Boolean function is a table with an output for each.
The review lecture states: a network with $2^n$ hidden units and one output unit computes any such table. The proof is a
construction: let every hidden unit recognise one row of the table and no other. Then exactly one hidden unit fires for
every input, and its weight in the output unit is what the table says about that row.

**Worked example.** A unit for the row (1, 0, 1) of three inputs. Give it a positive weight where the row has a 1 and a
negative one where it has a 0: with $(1, -1, 1)$ the weighted sum is 2 on the row itself. Change any bit, and it falls to
1 or less. A bias of $-1.5$ lies between, and the unit fires for its row alone.

Rows are numbered as binary numbers, the first input being the highest bit, so (1, 0, 1) is row 5. Mind the table that
is 0 everywhere: its output unit must be silent although nothing speaks against firing.

The theorem says *enough*, not *necessary*: XOR needs two hidden units, not four. For 20 inputs it would build a
million units that have learned the table by heart, and know nothing about any input that is not in it.
"""

# %%
# exercise: memorizing_net

# %% [markdown]
r"""
## 5.5 A step without an edge

A threshold unit is harsh: a sum of 0.49 leaves it silent where 0.51 makes it fire. And it is flat everywhere else, so a
small change of a weight changes nothing, or everything. The **sigmoid**

$$\sigma(z) = \frac{1}{1 + e^{-z}}$$

is a step without an edge: near 0 far on the left, near 1 far on the right, 1/2 at $z = 0$, and smooth in between.
$\sigma(-z) = 1 - \sigma(z)$, and the *odds* $\sigma(z) / (1 - \sigma(z))$ are $e^z$.

**Worked example.** $z = \ln 4$: then $e^{-z} = 1/4$ and $\sigma(z) = 1 / 1.25 = 0.8$; odds of four to one.

One slide says that the output lies in $[0, 1]$. In exact arithmetic it never reaches 0 or 1; in floats it does. That
is harmless, but the way there may not be: `np.exp` overflows beyond 709, with a warning. Find a form that never
computes a large exponential. Another slide counts the bias twice, once as $w_0$ and once in a sum from $i = 0$; it
belongs there once.

**From hard to soft.** Multiply all weights and biases of a unit by a large number, and its sigmoid turns into a step:
$\sigma(100 z)$ is 0.007 at $z = -0.05$ and 0.993 at $z = 0.05$. So a network of thresholds can be copied with
sigmoids, if no sum comes near 0: at 0 the sigmoid puts out 1/2 whatever the scale.

**Worked example.** A unit for OR with the sums $-0.5, 0.5, 0.5, 1.5$, multiplied by 20: the sigmoids of the products,
$-10$, 10, 10 and 30, differ from 0, 1, 1, 1 by at most $5 \cdot 10^{-5}$. The same unit with the bias $-1$ has a sum of
0 at two corners, and puts out 1/2 there.
"""

# %%
# exercise: sigmoid

# %%
# exercise: xor_sigmoid

# %% [markdown]
r"""
**Picture: XOR with soft units.** The output of your network over the plane of the inputs, at scales 3, 8 and 20, from
white (0) to black (1); the corners for which XOR is 1 are marked by a dot, the others by a cross. At a small scale
everything is gray. As the scale grows, the picture approaches the one that threshold units draw.
"""

# %%
with picture("soft_xor", needs=("sigmoid", "xor_sigmoid")):
    import matplotlib.pyplot as plt

    side = np.linspace(-0.5, 1.5, 201)
    plane = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)
    fig, axes = plt.subplots(1, 3, figsize=(9, 3.2))
    for ax, scale in zip(axes, (3.0, 8.0, 20.0), strict=True):
        out = plane
        for weights, biases in xor_sigmoid(scale):
            out = sigmoid(out @ np.asarray(weights) + np.asarray(biases))
        ax.imshow(out.reshape(201, 201), origin="lower", extent=(-0.5, 1.5, -0.5, 1.5), cmap="gray_r", vmin=0, vmax=1)
        ax.plot([0, 1], [1, 0], "o", color="tab:orange")
        ax.plot([0, 1], [0, 1], "x", color="tab:orange")
        ax.set(title=f"scale {scale:g}", xlabel="$x_1$", ylabel="$x_2$")
    fig.tight_layout()
    plt.show()

# %% [markdown]
r"""
## 5.6 Steps and boxes

From now on there is a single input x, and the output unit is **linear**: it puts out the weighted sum of the hidden
units plus its bias, so that it can take any value and not just 0 to 1.

A hidden unit puts out $\sigma(w x + b)$. Its step is where $w x + b = 0$, at $x = -b / w$; call that place s. The
weight decides how steep it is: most of the rise happens within $5 / w$ of s.

**Worked example.** A step at $s = 0.3$ with the weight 20 has the bias $-6$. At $x = 0.3$ it puts out 1/2, at $x = 0.55$
it puts out $\sigma(5) = 0.993$.

Two steps make a **box**: let one lift the output by h at a, and let a second one take it down again at b.

**Worked example.** Height 3 on $(0.2, 0.6)$ with steep sides: the step at 0.2 times 3, minus the step at 0.6 times 3.
At $x = 0.1$ neither has risen, $0 - 0$; at $x = 0.4$ only the first, $3 - 0$; at $x = 0.9$ both, $3 - 3 = 0$.
"""

# %%
# exercise: step_unit

# %%
# exercise: box

# %% [markdown]
r"""
**Picture: two steps make a box.** On the left, steps at 0.4 with the weights 10, 40 and 400: the larger the weight, the
sharper the edge, always through 1/2 at 0.4. On the right, boxes of height 1 on (0.3, 0.7) with the same weights: with 10
the two sides run into each other and the box does not reach its height.
"""

# %%
with picture("steps_and_boxes", needs=("sigmoid", "step_unit", "box")):
    import matplotlib.pyplot as plt

    x = np.linspace(0, 1, 500)
    fig, (left, right) = plt.subplots(1, 2, figsize=(8, 3), sharey=True)
    for steepness, style in ((10.0, ":"), (40.0, "--"), (400.0, "-")):
        weight, bias = step_unit(0.4, steepness)
        left.plot(x, sigmoid(weight * x + bias), style, color="black", label=f"w = {steepness:g}")
        (inner, inner_bias), (outer, outer_bias) = box(0.3, 0.7, 1.0, steepness)
        units = sigmoid(x[:, None] * np.reshape(inner, (1, 2)) + np.ravel(inner_bias))
        right.plot(x, (units * np.ravel(outer)).sum(axis=1) + float(np.ravel(outer_bias)[0]), style, color="black")
    left.set(xlabel="x", title="a step at 0.4")
    right.set(xlabel="x", title="a box on (0.3, 0.7)")
    left.legend()
    plt.show()

# %% [markdown]
r"""
## 5.7 Any curve

Set boxes side by side, each as high as the function there, and the output follows the function like a histogram. Since
the output unit only adds up, all boxes fit into **one hidden layer**: n boxes, 2n hidden units.

How good is it? Let f change by at most L per unit of x. A box of width $1/n$ whose height is the value of f in its
middle is never further than $1/(2n)$ from where that height was taken, so it is wrong by at most $L / (2n)$. Twice as
many boxes, half the error: whatever accuracy is asked for, some n reaches it. The exception are the sides themselves,
where one box passes to the next; the steeper they are, the less room they take. The checks keep a tenth of a box away
from them, so choose sides that have come to rest after that distance. That depends on the width of a box.

This is the **universal approximation theorem** in one dimension. A slide shortens it to "any function"; it holds for
*continuous* functions on a *bounded closed* interval (Cybenko 1989, Hornik and others 1989). It tells that good weights exist.
It does not tell how to find them, nor that a network of bearable size is enough: in two dimensions the same accuracy
takes about $n^2$ boxes, in ten dimensions $n^{10}$.

**Worked example.** $f(x) = x^2$ with two boxes: their heights are $f(0.25) = 0.0625$ on $(0, 0.5)$ and $f(0.75) = 0.5625$
on $(0.5, 1)$. The largest error is at $x = 1$, $1 - 0.5625 = 0.4375$. On $[0, 1]$ the slope of f is at most $L = 2$, and
indeed $0.4375 \le 2 / 4$.
"""

# %%
# exercise: approximate


# %%
def wiggle(x):
    """The function of the two pictures below."""
    return np.sin(2 * np.pi * x) + np.cos(7 * np.pi * x) / 3


def evaluated(layers, x):
    """What a network of hidden sigmoid units and a linear output puts out at each x."""
    (inner, inner_bias), (outer, outer_bias) = layers
    units = sigmoid(x[:, None] * np.reshape(inner, (1, -1)) + np.ravel(inner_bias))
    return (units * np.ravel(outer)).sum(axis=1) + float(np.ravel(outer_bias)[0])


# %% [markdown]
r"""
**Picture: boxes become a curve.** The function $\sin 2\pi x + \frac13 \cos 7\pi x$ (thin line) and your network with 5,
15 and 60 boxes (thick line). With 5 boxes the wiggles are lost, with 15 they are there as stairs, with 60 the stairs are
hard to see.
"""

# %%
with picture("boxes_become_a_curve", needs=("sigmoid", "approximate")):
    import matplotlib.pyplot as plt

    x = np.linspace(0.001, 0.999, 1500)
    fig, axes = plt.subplots(1, 3, figsize=(10, 3), sharey=True)
    for ax, number in zip(axes, (5, 15, 60), strict=True):
        ax.plot(x, evaluated(approximate(wiggle, number), x), lw=2, color="tab:orange")
        ax.plot(x, wiggle(x), lw=0.8, color="black")
        ax.set(xlabel="x", title=f"{number} boxes, {2 * number} hidden units")
    plt.show()

# %% [markdown]
r"""
**Picture: the error against the number of boxes.** The largest error away from the sides, for the same function, on
logarithmic scales, and as a thin line the bound $L / (2n)$ with the largest slope $L \approx 12.4$. From about
16 boxes on the dots fall along a line of slope $-1$: ten times as many boxes, a tenth of the error.
"""

# %%
with picture("error_against_boxes", needs=("sigmoid", "approximate")):
    import matplotlib.pyplot as plt

    numbers = [2, 4, 8, 16, 32, 64, 128, 256]
    fine = np.linspace(0, 1, 20001)
    slope = np.abs(np.gradient(wiggle(fine), fine)).max()
    worst = []
    for number in numbers:
        x = ((np.arange(number)[:, None] + np.linspace(0.1, 0.9, 9)) / number).ravel()
        worst.append(np.abs(evaluated(approximate(wiggle, number), x) - wiggle(x)).max())
    fig, ax = plt.subplots(figsize=(5, 3.5))
    ax.loglog(numbers, worst, "o", label="largest error")
    ax.loglog(numbers, [slope / (2 * number) for number in numbers], lw=0.8, color="black", label="L / (2 n)")
    ax.set(xlabel="number of boxes n", ylabel="error")
    ax.legend()
    plt.show()

# %% [markdown]
r"""
## 5.8 Three short answers

Everybody gets numbers of their own, drawn from a name. Enter yours, run the two cells, and answer with the numbers that
are printed. The grader reads your `who` and draws the same ones, so do not change it afterwards. The first answer you can
check here.
"""

# %%
who = ...  # your name or student number, in quotes

# %%
if isinstance(who, str) and who.strip():
    for name, drawn in numbers_of_5_8(who).items():
        print(f"{name}:", "" if isinstance(drawn, dict) else drawn)
        for letter, choice in drawn.items() if isinstance(drawn, dict) else ():
            print(f"  {letter}  {choice}")
else:
    print("Put your name into the cell above and run it, then run this one.")

# %%
# question: q_5_8a

# %%
check("q_5_8a")

# %%
# question: q_5_8b

# %%
# question: q_5_8c

# %% [markdown]
r"""
## 5.9 Finding a certificate

5.2 checks certificates; where do they come from? Take all mixtures of the examples of one class, with weights that are
at least 0 and add up to 1: they fill the **convex hull** of that class, like a rubber band around the points. A line
separates two classes exactly where their hulls keep a distance. So look for the two points, one in each hull, that are
nearest to each other:

$$\min_\lambda \ \tfrac12 \Big\| \sum_i \lambda_i\,y_i\,x_i \Big\|^2 \quad \text{with} \quad
\sum_{y_i = +1} \lambda_i = 1, \quad \sum_{y_i = -1} \lambda_i = 1, \quad \lambda_i \ge 0.$$

The sum is the way from the point in the hull of $-1$ to the point in the hull of $+1$.

- If the way has a length, the line that crosses it at right angles in its middle separates the classes.
- If it has none, the hulls meet, and $\lambda$ is the other certificate: $\sum \lambda_i y_i x_i = 0$ is what was found,
  and the leading ones cancel because both classes have the same sum of weights.

This is a quadratic program, and `solve_qp` above solves those: it finds the x with the least
$\frac12 x^T P x + q^T x$ under the constraints that you name. It is given with its body; assignment 4 is where such
programs are at home. Its answers are good to about $10^{-8}$, so do not ask whether a length is exactly 0. You have a
function that can tell a good certificate from a bad one: use it.

**Worked example.** One input, $x = 1$ and $x = 2$ with label $-1$, $x = 5$ with label $+1$. The hulls are the interval
$[1, 2]$ and the point 5. The nearest points are 2 and 5, $\lambda = (0, 1, 1)$, the way is $5 - 2 = 3$ and its middle
3.5. The line is $w_1 = 3$ and $w_0 = -3 \cdot 3.5 = -10.5$, which gives the scores $-7.5, -4.5, 4.5$.
"""

# %%
# exercise: find_certificate

# %% [markdown]
r"""
**Picture: hulls that keep a distance, and hulls that meet.** Each class with its hull. On the left the two hulls keep a
distance, and the line of your certificate runs between them. On the right they overlap: there is no line, and the
circles show the examples that your certificate mixes, the larger, the more of them. Both classes mix to the same point,
marked by a star.
"""

# %%
with picture("hulls", needs=("find_certificate",)):
    import matplotlib.pyplot as plt

    def hull(points):
        """Return the corners of the convex hull, by Andrew's chain."""
        chains = []
        for ordered in (sorted(map(tuple, points)), sorted(map(tuple, points), reverse=True)):
            chain = []
            for x1, x2 in ordered:
                while len(chain) > 1:
                    (a1, a2), (b1, b2) = chain[-2:]
                    if (b1 - a1) * (x2 - a2) > (b2 - a2) * (x1 - a1):  # a left turn: b is a corner
                        break
                    chain.pop()
                chain.append((x1, x2))
            chains += chain[:-1]
        return np.array(chains)

    rng = np.random.default_rng(4)
    y = np.repeat([-1, 1], 10)
    cloud = rng.normal(size=(20, 2))
    fig, axes = plt.subplots(1, 2, figsize=(8, 3.8))
    for ax, gap in zip(axes, (2.2, 0.7), strict=True):
        X = cloud + gap * y[:, None] * np.array([0.8, 0.6])
        kind, certificate = find_certificate(X, y)
        certificate = np.ravel(certificate)
        for label, color, marker in ((-1, "tab:blue", "x"), (1, "tab:orange", "o")):
            ax.fill(*hull(X[y == label]).T, color=color, alpha=0.15)
            ax.scatter(*X[y == label].T, color=color, marker=marker, s=18)
        if kind == "w":
            ends = np.array([X[:, 1].min(), X[:, 1].max()])
            ax.plot(-(certificate[0] + certificate[2] * ends) / certificate[1], ends, color="black")
        else:
            mixed = certificate / certificate[y > 0].sum()
            ax.scatter(*X.T, s=1500 * mixed, facecolor="none", edgecolor="black")
            ax.plot(*(mixed[y > 0] @ X[y > 0]), "*", color="black", markersize=12)
        ax.set(title=f'certificate "{kind}"', xlabel="$x_1$", ylabel="$x_2$", aspect="equal")
    fig.tight_layout()
    plt.show()

# %% [markdown]
r"""
## Before you hand in

`check.all()` shows what will be graded: it runs your functions in a fresh namespace, as the grader will, and tells
which names are used but never defined. Outputs, pictures and extra cells do not matter.

To read further: chapter 4 of Nielsen's *Neural Networks and Deep Learning* plays with steps and boxes, also in two
dimensions; chapter 6 of *Deep Learning* by Goodfellow, Bengio and Courville begins with XOR, and says what depth is good
for.
"""

# %%
check.all()
