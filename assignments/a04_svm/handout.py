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
# Assignment 4: Margin and support vector machines

The perceptron stops at the first line that separates the classes, whichever that is. Some lines are better: they keep away
from the examples on both sides, and a new example that is a little different still falls on the right side. In this
notebook you find the best one, see that it hangs on a handful of examples, and then bend it without any effort.

| exercise | you write | points | minutes | tier |
|---|---|---|---|---|
| 4.1 | `geometric_margin`, `canonicalize` | 6 + 6 | 20 | core |
| 4.2 | `primal_qp` | 16 | 35 | core |
| 4.3 | `dual_qp` | 20 | 45 | core |
| 4.4 | `SVC` | 20 | 50 | more |
| 4.5 | `linear_kernel`, `poly_kernel`, `rbf_kernel` | 3 + 4 + 5 | 20 | core |
| 4.6 | `hinge_loss`, `pegasos_fit` | 6 + 4 | 40 | stretch |
| 4.7 | `one_vs_one_predict` | 10 | 25 | more |

Each exercise prints its **promises**: all that is graded, the hidden checks included, which only use other numbers.
Replace `raise NotImplementedError(...)`, run the cell, then run the check below it. Pictures draw themselves once the
functions that they need work.

**Notation.** N examples with D inputs, rows of X; labels $y_i$ are $-1$ or $+1$. A line (in general a hyperplane) is
$w \cdot x + b = 0$; the bias stands apart here, and no 1 is put in front of x. $f(x) = w \cdot x + b$ is the **score**.
$\alpha_i$ is a multiplier, one for each example. **C is the penalty** in this assignment, and counts nothing.

**Given.** `solve_qp` solves quadratic programs. It is given with its body, a hundred readable lines; you need not read them.
"""

# %%
# bootstrap

# %%
# given

# %% [markdown]
r"""
## 4.1 How wide is the street?

Let a line separate two classes. Grow it on both sides until it touches an example: the empty corridor is the **street**,
the line is its middle, and the distance from the middle to a border is the **margin**. Wide streets are safe.

How far is a point from a line? Walk from it at right angles to the line, that is along $w$, until the score is 0. A step of
length 1 in the direction $w / |w|$ changes the score by $w \cdot w / |w| = |w|$, where $|w|^2 = w_1^2 + \dots + w_D^2$ by
Pythagoras. So the distance is the score divided by $|w|$. With the label in front it says also on which side the point is:

$$\text{signed distance of example } i: \quad y_i \, \frac{w \cdot x_i + b}{|w|}.$$

The margin of a line is the smallest of these. If one of them is negative, the line does not separate, and the margin says
how far the worst example is on the wrong side.

**One line has many names.** $(w, b)$ and $(5w, 5b)$ are the same line. Of all names one is convenient: the one in which the
nearest examples have a score of $\pm 1$. Then the borders of the street are $w \cdot x + b = 1$ and $w \cdot x + b = -1$,
the margin is $1 / |w|$, and the street is $2 / |w|$ wide.

**Worked example.** The line $3 x_1 + 4 x_2 - 10 = 0$, with $|w| = 5$, and two examples: $(4, 2)$ with label $+1$ has the
score 10 and the distance 2, $(0, 0)$ with label $-1$ has the score $-10$ and the distance 2 as well. The margin is 2. Divided by
10 the line is $0.3 x_1 + 0.4 x_2 - 1 = 0$; now $|w| = \frac12$, and $1 / |w|$ is the margin.
"""

# %%
# exercise: geometric_margin

# %%
# exercise: canonicalize

# %% [markdown]
r"""
**Picture: three lines that separate.** The same two classes (circles $+1$, crosses $-1$) and three lines without a
mistake, each with the street that your margin gives it. The perceptron is content with any of them; the left one fails as
soon as an example moves a little.
"""

# %%
with picture("three_streets", needs=("geometric_margin",)):
    import matplotlib.pyplot as plt

    points = np.array([[1.0, 0.2], [0.0, 1.0], [0.4, -0.6], [2.4, 2.2], [3.2, 1.0], [3.0, 3.0]])
    sides = np.array([-1, -1, -1, 1, 1, 1])
    fig, axes = plt.subplots(1, 3, figsize=(9, 3), sharey=True)
    for ax, (weights, bias) in zip(axes, (((1.0, 0.12), -1.25), ((0.4, 1.0), -1.9), ((1.0, 0.75), -2.6)), strict=True):
        weights = np.array(weights)
        half = geometric_margin(weights, bias, points, sides)
        across = np.array([-1.0, 4.2])
        heights = -(weights[0] * across + bias) / weights[1]
        rise = half * np.linalg.norm(weights) / weights[1]
        ax.fill_between(across, heights - rise, heights + rise, alpha=0.25)
        ax.plot(across, heights, lw=1.5)
        ax.plot(*points[sides > 0].T, "o", color="C1")
        ax.plot(*points[sides < 0].T, "x", color="black")
        ax.set(title=f"margin {half:.2f}", xlim=(-1, 4.2), ylim=(-1.2, 3.6), aspect="equal")
    plt.show()

# %% [markdown]
r"""
## 4.2 The widest street

Among all lines, written in their convenient name, we want the one with the largest $2 / |w|$, which is the one with the
smallest $|w|$. A square has no root to differentiate and the same minimum:

$$\min_{w, b} \ \tfrac12\, w \cdot w \quad \text{with} \quad y_i \, (w \cdot x_i + b) \ge 1 \ \text{ for every } i.$$

(A slide prints $|w| / 2$, which has its minimum at the same $w$, and $> 1$, where no smallest $|w|$ exists: one could
always come a little closer to 1. The border belongs to what is allowed.)

The conditions are linear, what is minimized is a square: this is a **quadratic program**. A linear program, with a linear
function to minimize, would be easier, and cannot say how long $w$ is. Quadratic programs are old acquaintances, and
solvers want them in one form,

$$\min_x \ \tfrac12\, x^\top P\, x + q^\top x \quad \text{with} \quad G x \le h.$$

The letter x stands for all variables together, here $x = (w_1, \dots, w_D, b)$. Your part is to say what P, q, G and h are.
Three things to mind: b costs nothing, only w does; the form wants $\le$ where we have $\ge$; and the $\frac12$ stands there
already.

**Worked example.** One input, two examples: $x = 0$ with label $-1$, and $x = 4$ with label $+1$. The conditions are
$-b \ge 1$ and $4 w + b \ge 1$, or $0 w + b \le -1$ and $-4 w - b \le -1$. So

$$P = \begin{pmatrix} 1 & 0 \\ 0 & 0 \end{pmatrix}, \quad q = \begin{pmatrix} 0 \\ 0 \end{pmatrix}, \quad
G = \begin{pmatrix} 0 & 1 \\ -4 & -1 \end{pmatrix}, \quad h = \begin{pmatrix} -1 \\ -1 \end{pmatrix}.$$

Add the two conditions: $4 w \ge 2$. The smallest w is $\frac12$, with $b = -1$; the middle of the street is at $x = 2$.
"""

# %%
# exercise: primal_qp

# %% [markdown]
r"""
**Picture: the widest street.** The points from above, with the line that your program finds. Its borders touch three of the
points: they hold the street, and none of the others matters.
"""

# %%
with picture("widest_street", needs=("primal_qp",)):
    import matplotlib.pyplot as plt

    points = np.array([[1.0, 0.2], [0.0, 1.0], [0.4, -0.6], [2.4, 2.2], [3.2, 1.0], [3.0, 3.0]])
    sides = np.array([-1, -1, -1, 1, 1, 1])
    P, q, G, h = primal_qp(points, sides)
    *weights, bias = solve_qp(P, q, G, h)
    fig, ax = plt.subplots(figsize=(4.4, 4))
    across = np.array([-1.0, 4.2])
    for level, style in ((-1, "--"), (0, "-"), (1, "--")):
        ax.plot(across, (level - bias - weights[0] * across) / weights[1], style, color="C0", lw=1.2)
    ax.plot(*points[sides > 0].T, "o", color="C1")
    ax.plot(*points[sides < 0].T, "x", color="black")
    at_border = np.abs(np.abs(points @ weights + bias) - 1) < 1e-4
    ax.scatter(*points[at_border].T, s=160, facecolors="none", edgecolors="C3", linewidths=1.5)
    ax.set(title=f"margin {1 / np.hypot(*weights):.2f}", xlim=(-1, 4.2), ylim=(-1.2, 3.6), aspect="equal")
    plt.show()

# %% [markdown]
r"""
## 4.3 The same problem, seen from the examples

The primal problem has one variable for each input, and one condition for each example. Its **dual** has one variable for
each example. It is worth having: it shows which examples matter, and it knows the inputs only by their scalar products. Here
it is in seven steps.

**1. A price for each condition.** Instead of forbidding $y_i f(x_i) < 1$, let it cost: whoever lacks
$1 - y_i f(x_i)$ pays $\alpha_i$ times that, with a price $\alpha_i \ge 0$ (and is paid where it is negative). The sum is
the **Lagrange function**

$$L(w, b, \alpha) = \tfrac12\, w \cdot w + \sum_i \alpha_i \big(1 - y_i (w \cdot x_i + b)\big).$$

**2. Prices against weights.** For given $(w, b)$ let somebody choose the prices who wants L large. If a condition is broken,
they take $\alpha_i \to \infty$; if none is, they can do no better than $\frac12 w \cdot w$. So
$\min_{w, b} \max_{\alpha \ge 0} L$ is our problem.

**3. Swap.** Let the prices be chosen first. Whoever chooses last has the advantage, so
$\max_\alpha \min_{w,b} L \le \min_{w,b} \max_\alpha L$. For problems like ours, a convex square with linear conditions that
can be met, both are equal; we take that on trust, and you can watch it in the numbers.

**4. The best w.** For given prices L is a parabola in w. Its slope is $w - \sum_i \alpha_i y_i x_i$, and it is zero at

$$w = \sum_i \alpha_i\, y_i\, x_i :$$

the weights are a mixture of the examples.

**5. The best b.** In b, L is a straight line with the slope $-\sum_i \alpha_i y_i$. A straight line has a minimum only if it
is flat; with any other prices L falls for ever. So the prices must **balance**: $\sum_i \alpha_i y_i = 0$.

**6. Put it in.** With step 4, $w \cdot w = \sum_i \sum_j \alpha_i \alpha_j y_i y_j\, x_i \cdot x_j$, and the middle part
$-\sum_i \alpha_i y_i\, w \cdot x_i$ is minus the same double sum. One half minus one is minus one half; b is gone by step 5:

$$\max_\alpha \ \sum_i \alpha_i - \tfrac12 \sum_i \sum_j \alpha_i \alpha_j\, y_i y_j\; x_i \cdot x_j
\quad \text{with} \quad \sum_i \alpha_i y_i = 0, \quad \alpha_i \ge 0.$$

**7. Who pays?** At the solution the prices change nothing, so each product $\alpha_i (1 - y_i f(x_i))$ is 0. An example
beyond the border has $\alpha_i = 0$; only those *at* the border can have $\alpha_i > 0$. They are the **support vectors**.
(A slide says "if and only if". One direction holds: an example at the border may happen to have $\alpha_i = 0$ too.)

**Examples that will not be separated.** If a line that separates does not exist, the prices of step 2 run away. So cap
them: no example can be charged more than **C** for each unit that it lacks,

$$0 \le \alpha_i \le C.$$

That is all that changes in the dual. In the primal it means that conditions may be broken at a price, and the price is what
4.6 writes down. A large C insists on separating, a small C prefers a wide street; $C = \infty$ is the **hard margin** from
above. Now three kinds of examples are left: beyond the border, $\alpha_i = 0$; at the border, $0 \le \alpha_i \le C$; inside
of the street or on the wrong side, $\alpha_i = C$.

**Three points by hand.** $x_1 = (1, 0)$ with label $-1$, $x_2 = (2, 2)$ and $x_3 = (4, 3)$ with label $+1$; no cap. The scalar
products are

$$\begin{pmatrix} 1 & 2 & 4 \\ 2 & 8 & 14 \\ 4 & 14 & 25 \end{pmatrix}.$$

The balance says $\alpha_1 = \alpha_2 + \alpha_3$. With that, $w = \alpha_2 (x_2 - x_1) + \alpha_3 (x_3 - x_1)
= \alpha_2 (1, 2) + \alpha_3 (3, 3)$, and the dual is a function of two numbers,

$$2 (\alpha_2 + \alpha_3) - \tfrac12 \left(5 \alpha_2^2 + 18 \alpha_2 \alpha_3 + 18 \alpha_3^2\right).$$

Its slopes are $2 - 5 \alpha_2 - 9 \alpha_3$ and $2 - 9 \alpha_2 - 18 \alpha_3$. Both zero would need $\alpha_2 = 2$ and
$\alpha_3 = -\frac89$, which is not allowed. So one of them is 0. Try $\alpha_3 = 0$: the first slope is zero at
$\alpha_2 = \frac25$, and there the second is $2 - \frac{18}{5} < 0$, so $\alpha_3$ wants to be no larger. This is the
maximum: $\alpha = (0.4, 0.4, 0)$, with the value 0.4.

Now go back. $w = 0.4\, (1, 2) = (0.4, 0.8)$, and $\frac12 w \cdot w = 0.4$: the two problems meet. At the border,
$f(x_1) = 0.4 + b = -1$ gives $b = -1.4$. Check: $f(x_2) = 0.8 + 1.6 - 1.4 = 1$, and $f(x_3) = 1.6 + 2.4 - 1.4 = 2.6$, beyond
the border, at a price of 0.

**Your part** is to hand this to `solve_qp`, which also takes an equation $A x = b$ and bounds $lb \le x \le ub$. It
minimizes, so turn the sign of what is maximized. Leave the scalar products as they come, in `gram`: in 4.5 other numbers
will stand there. (Write the bounds as bounds. As rows of G they mean the same, and make the solver many times slower.)

Whatever $\alpha$ somebody gives you, you can tell how good it is without knowing the right one: no dual value exceeds any
primal value. Make w and b from $\alpha$; if the two values meet, both are best. That is how your program is graded.
"""

# %%
# exercise: dual_qp

# %% [markdown]
r"""
**Picture: two problems meet.** For the three points, prices $\alpha = (0.4,\ 0.4 - u,\ u)$: the value of the dual (blue) for
each u, and the primal value $\frac12 w \cdot w$ of the w that they make, stretched until it keeps all conditions (orange,
dashed). The further u moves price from the second point to the third, the lower the first and the higher the second. They
meet at $u = 0$.
"""

# %%
with picture("two_problems_meet", needs=("dual_qp",)):
    import matplotlib.pyplot as plt

    points, sides = np.array([[1.0, 0.0], [2.0, 2.0], [4.0, 3.0]]), np.array([-1, 1, 1])
    P, q, *_ = dual_qp(points @ points.T, sides, np.inf)
    shares = np.linspace(0, 0.3, 61)
    dual_values, primal_values = [], []
    for u in shares:
        prices = np.array([0.4, 0.4 - u, u])
        dual_values.append(-(prices @ P @ prices / 2 + q @ prices))
        reach = points @ (prices * sides @ points)
        street = reach[1:].min() - reach[0]  # the best bias puts the middle of it at 0, and it must become 2
        primal_values.append(prices @ P @ prices / 2 * (2 / street) ** 2)
    fig, ax = plt.subplots(figsize=(5.5, 3.2))
    ax.plot(shares, primal_values, "--", color="C1", label="primal")
    ax.plot(shares, dual_values, color="C0", label="dual")
    ax.set(xlabel="u", ylabel="value", ylim=(-0.4, 0.6))
    ax.legend()
    plt.show()

# %% [markdown]
r"""
## 4.4 The machine

With step 4, the score of a new example needs no w either:

$$f(x) = \sum_i \alpha_i\, y_i\, k(x_i, x) + b, \qquad k(x, z) = x \cdot z \text{ for now.}$$

Most $\alpha_i$ are 0; the sum runs over the support vectors. **Put the pieces together**: kernel values of the training
rows, your program, `solve_qp`, then b.

**Where b comes from.** An example with $0 < \alpha_i < C$ stands *at* the border: $f(x_i) = y_i$ exactly. Solve for b; each
such example gives the same number, up to rounding, so take their mean. An example with $\alpha_i = C$ may stand anywhere
inside of the street, and says nothing precise.

Now and then no $\alpha_i$ lies strictly between. Then the others leave an interval: $\alpha_i = 0$ asks for
$y_i f(x_i) \ge 1$, and $\alpha_i = C$ for $y_i f(x_i) \le 1$. Each is an upper or a lower bound of b, depending on the label.
Take the middle between the tightest two.

**Nearly zero.** `solve_qp` walks through the inside of the bounds, so it never arrives: where 0 is meant you find $10^{-11}$,
and $C - 10^{-11}$ where C is meant. Decide by a small share of C what counts as zero; but C may be infinite.

**Worked example.** Two examples with one input, $x = -1$ and $x = 1$, labels $-1$ and $+1$. The dual is
$2 \alpha - \frac12 (2 \alpha)^2$ with both prices equal to $\alpha$; its maximum is $\alpha = \frac12$. For
$C = \infty$, or any C above $\frac12$, $w = 1$ and $b = 0$. For $C = 0.1$ the cap holds: $\alpha = 0.1$ for both, $w = 0.2$, no
example is free. $y f \le 1$ says $0.2 + b \le 1$ for the one and $0.2 - b \le 1$ for the other: b lies between $-0.8$ and
$0.8$, and the middle is 0.
"""

# %%
# exercise: SVC

# %% [markdown]
r"""
**Picture: what the penalty does.** Two clouds that overlap, and the machine for three penalties: the line, its borders
(dashed), and the support vectors (ringed). A small C buys a wide street and lets many examples stand in it; a large C pays
attention to single examples. Most examples are no support vectors.
"""

# %%
with picture("penalties", needs=("SVC",)):
    import matplotlib.pyplot as plt

    rng = np.random.default_rng(5)
    sides = np.repeat([-1, 1], 25)
    points = rng.normal(size=(50, 2)) + 1.1 * sides[:, None]
    grid = np.stack(np.meshgrid(np.linspace(-4, 4, 60), np.linspace(-4, 4, 60)), axis=-1)
    fig, axes = plt.subplots(1, 3, figsize=(10, 3.4), sharey=True)
    for ax, penalty in zip(axes, (0.01, 1.0, 100.0), strict=True):
        machine = SVC(lambda X, Z: np.einsum("nd,md->nm", X, Z), penalty).fit(points, sides)
        scores = machine.decision_function(grid.reshape(-1, 2)).reshape(60, 60)
        ax.contour(grid[..., 0], grid[..., 1], scores, [-1, 0, 1], colors="C0", linestyles=["--", "-", "--"])
        ax.plot(*points[sides > 0].T, "o", ms=4, color="C1")
        ax.plot(*points[sides < 0].T, "x", ms=4, color="black")
        ringed = points[np.asarray(machine.support)]
        ax.scatter(*ringed.T, s=70, facecolors="none", edgecolors="C3")
        ax.set(title=f"C = {penalty:g}: {len(ringed)} of 50", aspect="equal")
    plt.show()

# %% [markdown]
r"""
**Picture: who holds the street.** Left the machine of all fifty examples, with $C = 1$. Middle: only its support vectors are
left. Right: two hundred more examples, all beyond the borders. The line is the same in all three.
"""

# %%
with picture("who_holds_the_street", needs=("SVC",)):
    import matplotlib.pyplot as plt

    rng = np.random.default_rng(5)
    sides = np.repeat([-1, 1], 25)
    points = rng.normal(size=(50, 2)) + 1.1 * sides[:, None]

    def straight(X, Z):
        return np.einsum("nd,md->nm", X, Z)

    machine = SVC(straight, 1.0).fit(points, sides)
    holding = np.asarray(machine.support)
    extra = rng.uniform(-4, 4, size=(2000, 2))
    reached = machine.decision_function(extra)
    far = np.flatnonzero(np.abs(reached) > 1.1)[:200]
    sets = (
        ("all fifty", points, sides),
        (f"{len(holding)} support vectors", points[holding], sides[holding]),
        ("two hundred more", np.vstack([points, extra[far]]), np.append(sides, np.where(reached[far] > 0, 1, -1))),
    )
    grid = np.stack(np.meshgrid(np.linspace(-4, 4, 60), np.linspace(-4, 4, 60)), axis=-1)
    fig, axes = plt.subplots(1, 3, figsize=(10, 3.4), sharey=True)
    for ax, (title, some, labels) in zip(axes, sets, strict=True):
        scores = SVC(straight, 1.0).fit(some, labels).decision_function(grid.reshape(-1, 2)).reshape(60, 60)
        ax.contour(grid[..., 0], grid[..., 1], scores, [-1, 0, 1], colors="C0", linestyles=["--", "-", "--"])
        ax.plot(*some[labels > 0].T, "o", ms=3, color="C1")
        ax.plot(*some[labels < 0].T, "x", ms=3, color="black")
        ax.set(title=title, aspect="equal")
    plt.show()

# %% [markdown]
r"""
## 4.5 Bending the street

Some classes no line separates: exclusive or, or a disc inside of a ring. Give each example more inputs, computed from those
that it has, and a straight cut through the larger space is a curved one in ours. For a disc in a ring one more input is
enough, the squared distance from the middle.

Nothing in 4.3 and 4.4 asks for the inputs themselves, only for scalar products. So we need not compute the new inputs
if we can compute their scalar products in some other way. A function that does that is a **kernel**.

**Powers.** Take two inputs, and the six features

$$\varphi(x) = \left(1,\ \sqrt2\, x_1,\ \sqrt2\, x_2,\ x_1^2,\ \sqrt2\, x_1 x_2,\ x_2^2\right).$$

Then $\varphi(x) \cdot \varphi(z) = 1 + 2 x_1 z_1 + 2 x_2 z_2 + x_1^2 z_1^2 + 2 x_1 x_2 z_1 z_2 + x_2^2 z_2^2
= (1 + x \cdot z)^2$. One scalar product and a square, instead of six features. With 64 inputs and the power 3 it would be
47,905 features, and the kernel is as cheap as before.

**Worked example.** $x = (1, 2)$, $z = (3, 1)$: $x \cdot z = 5$ and $(1 + 5)^2 = 36$. With features: $\varphi(x) = (1, \sqrt2,
2\sqrt2, 1, 2\sqrt2, 4)$, $\varphi(z) = (1, 3\sqrt2, \sqrt2, 9, 3\sqrt2, 1)$, and
$1 + 6 + 4 + 9 + 12 + 4 = 36$.

**Nearness.** $e^{-\gamma |x - z|^2}$ is 1 for equal rows and fades with their distance (a *radial basis function*, rbf). Its
features would be infinitely many. Each support vector raises a bell around itself, upwards or downwards, and the score is
the landscape. Some authors write $e^{-|x - z|^2 / (2 \sigma^2)}$; then $\gamma = 1 / (2 \sigma^2)$.

All rows with all rows: `kernel(X, Z)` has the shape (N, M). For the squared distances $|x|^2 + |z|^2 - 2\, x \cdot z$ is
handy, and treacherous: for long rows that are close together, large numbers cancel and leave rounding. It may even come
out below 0, which no square is.
"""

# %%
# exercise: linear_kernel

# %%
# exercise: poly_kernel

# %%
# exercise: rbf_kernel

# %% [markdown]
r"""
**Picture: three kernels, one disc in a ring.** Where the machine of 4.4 says $+1$ (shaded), its borders (dashed) and its support
vectors (ringed). A line cannot do it; the square makes a circle or an ellipse; the bells follow the points, and with a large
$\gamma$ (right) each point gets an island of its own.
"""

# %%
with picture("three_kernels", needs=("SVC", "linear_kernel", "poly_kernel", "rbf_kernel")):
    import matplotlib.pyplot as plt

    rng = np.random.default_rng(3)
    sides = np.repeat([1, -1], 30)
    turns, radii = rng.uniform(0, 2 * np.pi, 60), np.where(sides > 0, 0.8, 2.2) + 0.35 * rng.normal(size=60)
    points = radii[:, None] * np.column_stack([np.cos(turns), np.sin(turns)])
    grid = np.stack(np.meshgrid(np.linspace(-3.2, 3.2, 70), np.linspace(-3.2, 3.2, 70)), axis=-1)
    kernels = (
        ("a line", linear_kernel),
        ("degree 2", lambda X, Z: poly_kernel(X, Z, 2)),
        ("rbf, gamma 0.5", lambda X, Z: rbf_kernel(X, Z, 0.5)),
        ("rbf, gamma 20", lambda X, Z: rbf_kernel(X, Z, 20.0)),
    )
    fig, axes = plt.subplots(1, 4, figsize=(11, 3.1), sharey=True)
    for ax, (title, kernel) in zip(axes, kernels, strict=True):
        machine = SVC(kernel, 10.0).fit(points, sides)
        scores = machine.decision_function(grid.reshape(-1, 2)).reshape(70, 70)
        ax.contourf(grid[..., 0], grid[..., 1], scores > 0, levels=[0.5, 1.5], colors="C0", alpha=0.25)
        ax.contour(grid[..., 0], grid[..., 1], scores, [-1, 1], colors="C0", linestyles="--", linewidths=0.8)
        ax.plot(*points[sides > 0].T, "o", ms=3, color="C1")
        ax.plot(*points[sides < 0].T, "x", ms=3, color="black")
        ax.scatter(*points[np.asarray(machine.support)].T, s=45, facecolors="none", edgecolors="C3", linewidths=0.7)
        ax.set(title=title, aspect="equal")
    plt.show()

# %% [markdown]
r"""
## 4.6 Without a quadratic program

What does the cap C mean in the primal? An example that reaches $y f(x) \ge 1$ costs nothing, one that lacks
$1 - y f(x)$ costs C times that. No conditions are left, only a price:

$$\tfrac12\, w \cdot w + C \sum_i \max\big(0,\ 1 - y_i (w \cdot x_i + b)\big).$$

The second part is the **hinge loss**. It is what the 0-1 count of mistakes would be, if it could be differentiated: flat where
all is well, and a slope where it is not. At the corner itself, $y f = 1$, it has many slopes, all between the two sides;
any of them will do (a *subgradient*).

**Worked example.** $w = (1, 0)$, $b = -\frac12$, $C = 10$; the example $(2, 0)$ with label $+1$ has $y f = 1.5$ and costs
nothing, the origin with label $-1$ has $y f = 0.5$ and costs $10 \cdot 0.5$. The loss is $0.5 + 5 = 5.5$. Only the origin
pulls: $-y x$ is 0, so $dw = w = (1, 0)$; $-C y = 10$, so $db = 10$: the bias wants to fall.

**Pegasos** walks down this slope with one drawn example at a time. Divide the price by $C N$ and write
$\lambda = 1 / (C N)$: it becomes $\frac\lambda2 w \cdot w$ plus a mean, and the slope of one example stands for the mean. The
rate of step t is $1 / (\lambda t)$: the first steps are wild, the later ones small enough to settle. So do not average over
all steps; the last w and b are fine, and so is their mean over the later half.

Each step shrinks w and, where the drawn example falls short of 1, adds a share of it: a perceptron that is never quite
content, and that forgets.
"""

# %%
# exercise: hinge_loss

# %%
# exercise: pegasos_fit

# %% [markdown]
r"""
**Picture: what being wrong costs.** The hinge loss of one example by its $y f$ (blue), beside the count of mistakes (grey) and
the squared error (orange, dashed). The hinge lies above the count everywhere; it asks for a margin of 1 and then for nothing
more, while the squared error punishes examples that are *too* right.
"""

# %%
with picture("hinge", needs=("hinge_loss",)):
    import matplotlib.pyplot as plt

    reach = np.linspace(-2, 3, 101)
    one, up = np.array([[1.0]]), np.array([1])
    hinges = [hinge_loss(np.zeros(1), r, one, up, 1.0)[0] for r in reach]  # w = 0: b alone is the score
    fig, ax = plt.subplots(figsize=(5.5, 3.2))
    ax.plot([-2, 0, 0, 3], [1, 1, 0, 0], color="grey", label="mistakes")
    ax.plot(reach, (1 - reach) ** 2, "--", color="C1", label="squared error")
    ax.plot(reach, hinges, color="C0", lw=2, label="hinge")
    ax.set(xlabel="y f(x)", ylabel="cost", ylim=(-0.1, 4))
    ax.legend()
    plt.show()

# %% [markdown]
r"""
**Picture: walking to the same place.** The price that `pegasos_fit` reaches with more and more steps, three walks, and the
least price, which `solve_qp` knows (dashed). Rough at first, and then close; each step looks at a single example.
"""

# %%
with picture("pegasos_walks", needs=("pegasos_fit", "hinge_loss", "dual_qp")):
    import matplotlib.pyplot as plt

    rng = np.random.default_rng(5)
    sides = np.repeat([-1, 1], 25)
    points = rng.normal(size=(50, 2)) + 1.1 * sides[:, None]
    lam = 0.05
    penalty = 1 / (lam * 50)
    P, q, A, zero, low, high = dual_qp(points @ points.T, sides, penalty)
    prices = solve_qp(P, q, A=A, b=zero, lb=low, ub=high)
    least = lam * penalty * (prices.sum() - prices @ P @ prices / 2) / penalty
    counts = [10, 30, 100, 300, 1000, 3000, 10000]
    fig, ax = plt.subplots(figsize=(5.5, 3.2))
    for walk in range(3):
        ends = [pegasos_fit(points, sides, lam, count, np.random.default_rng(walk)) for count in counts]
        reached = [hinge_loss(*end, points, sides, penalty)[0] * lam for end in ends]
        ax.loglog(counts, reached, "o-", ms=3, lw=1)
    ax.axhline(least, ls="--", color="grey")
    ax.set(xlabel="steps", ylabel="price divided by C N")
    plt.show()

# %% [markdown]
r"""
## 4.7 More than two classes

A machine tells two classes apart. Ten perceptrons each told one digit from all the others (assignment 3). Here we go the
other way, **one against one**: for each pair of labels a machine of its own, trained on the examples of these two labels
alone, K (K - 1) / 2 machines in all. A new example is shown to all of them, each votes for one of its two labels, and the
label with the most votes wins. If several have equally many, the smallest of them is taken.

For ten digits these are 45 machines. That is less work than it sounds: each sees a fifth of the data, and the time for a
program grows faster than the number of examples.

**Worked example.** Labels 3, 7 and 8. The machine for 3 and 7 votes 7, that for 3 and 8 votes 3, that for 7 and 8 votes 7: two votes
for 7, one for 3. If the last one votes 8, each label has one vote, and 3 is predicted.

One of the two labels must become $-1$ and the other $+1$. Labels need not be 0, 1, 2: count the votes by the *place* of a label
among all labels, and return the label.
"""

# %%
# exercise: one_vs_one_predict

# %% [markdown]
r"""
**Picture: digits.** 45 machines with the rbf kernel have learned 1000 digits. Shown are new ones that they get wrong, with
the label above, and in brackets what was predicted: some would puzzle us too.
"""

# %%
with picture("digits_that_fool_us", needs=("one_vs_one_predict", "SVC", "rbf_kernel")):
    import matplotlib.pyplot as plt

    X, y = load("digits/train_inputs"), load("digits/train_labels")
    named = one_vs_one_predict(X[:1000], y[:1000], X[1000:], lambda X, Z: rbf_kernel(X, Z, 0.1), 5.0)
    wrong = np.flatnonzero(named != y[1000:])
    fig, axes = plt.subplots(1, 8, figsize=(9, 1.9))
    fig.suptitle(f"{len(wrong)} of {len(named)} are wrong")
    for ax in axes:
        ax.axis("off")
    for ax, row in zip(axes, wrong[:8], strict=False):
        ax.imshow(X[1000 + row].reshape(8, 8), cmap="gray_r")
        ax.set_title(f"{y[1000 + row]} ({named[row]})", fontsize=10)
    plt.show()

# %% [markdown]
r"""
## Before you hand in

`check.all()` shows what will be graded: it runs your functions in a fresh namespace, as the grader will, and tells
which names are used but never defined. Outputs, pictures and extra cells do not matter.
"""

# %%
check.all()
