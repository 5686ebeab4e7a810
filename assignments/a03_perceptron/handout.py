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
# Assignment 3: The perceptron

In 1958 Frank Rosenblatt showed a machine that learned to tell patterns apart by being corrected. Its unit, the
perceptron, adds up weighted inputs and fires when the sum is large enough. In this notebook you build it, watch it
learn, find out why it stops (and when it cannot), and let ten of them read handwritten digits.

| exercise | you write | points | minutes | tier |
|---|---|---|---|---|
| 3.1 | `augment`, `decide` | 4 + 6 | 15 | core |
| 3.2 | `perceptron_fit` | 25 | 50 | core |
| 3.3 | `pocket_perceptron` | 10 | 30 | stretch |
| 3.4 | `convergence_quantities`, `angle_after_update` | 12 + 8 | 35 | more |
| 3.5 | `average_squared_loss`, `delta_rule_step` | 5 + 5 | 20 | more |
| 3.6 | `OneVsRestPerceptron` | 25 | 60 | core |

Each exercise prints its **promises**: all that is graded, the hidden checks included, which only use other numbers.
Replace `raise NotImplementedError(...)`, run the cell, then run the check below it. Pictures draw themselves once the
functions that they need work.

**Notation.** There are N examples with D inputs each; rows of X are examples. A tilde marks an example with a leading
one, $\tilde x = (1, x_1, \dots, x_D)$. The score of an example is $s = w \cdot \tilde x$.
"""

# %%
# bootstrap

# %% [markdown]
r"""
## 3.1 One unit

A perceptron fires when the weighted sum of its inputs exceeds a threshold. Three ways to say so are the same:

1. $w_1 x_1 + \dots + w_D x_D$ exceeds the threshold $\theta$;
2. the sum exceeds $-b$, where the *bias* $b = -\theta$;
3. $b + w_1 x_1 + \dots + w_D x_D$ exceeds 0.

The third form suggests a trick that we use throughout: give every example an extra input $x_0 = 1$ and call the bias
$w_0$. Then the score is a single product, $s = w \cdot \tilde x$, and the bias is learned like any other weight.

**Worked example.** With $w = (-1.5, 1, 1)$ the unit computes AND: its scores on $(0,0), (0,1), (1,0), (1,1)$ are
$-1.5, -0.5, -0.5, 0.5$, so it fires on the last corner only. The threshold is 1.5.

What if the score is exactly 0? One of our lectures says "greater", another "greater or equal", a third leaves it
open. Neither is wrong; a program has to choose. Here the argument `fire_at_equality` chooses, and by default a score of
0 fires.
"""

# %%
# exercise: augment

# %%
# exercise: decide

# %% [markdown]
r"""
## 3.2 Learning from mistakes

Nobody wants to guess weights. Rosenblatt's rule starts anywhere, looks at one example after the other, and changes the
weights only where they are wrong. With labels $y = \pm 1$,

$$w \leftarrow w + y\,\tilde x \qquad \text{wherever } \tilde x \text{ is wrong.}$$

After the update the score of that example has moved by $y\,\tilde x \cdot \tilde x > 0$ in the right direction. It may
still be wrong, and others may have become wrong, but if some line separates the two classes then the updates come to an
end (3.4 shows why).

**When is an example wrong?** Where $y\,s \le 0$: the score has the wrong sign, or none. The slide of the introduction
prints strict inequalities, "$w \cdot x < 0$ or $w \cdot x > 0$". Try it from $w = 0$: all scores are 0, nothing is wrong,
and learning is over before it began. A score of 0 must count as a mistake for at least one of the two labels. The review
lecture lets it fire (wrong only for label $-1$), a unit that fires strictly above 0 does the opposite. All three rules
find a separating line; they take different paths. **Choose one and keep to it.** The checks recognise which one it is.

**Worked example.** Two examples with one input, $x = 1$ with label $-1$ and $x = 3$ with label $+1$, from $w = (0, 0)$:

| visit | score | wrong? | w afterwards |
|---|---|---|---|
| $\tilde x = (1, 1)$, $-1$ | 0 | yes | $(-1, -1)$ |
| $\tilde x = (1, 3)$, $+1$ | $-4$ | yes | $(0, 2)$ |
| $\tilde x = (1, 1)$, $-1$ | 2 | yes | $(-1, 1)$ |
| $\tilde x = (1, 3)$, $+1$ | 2 | no | |
| $\tilde x = (1, 1)$, $-1$ | 0 | yes | $(-2, 0)$ |

and so on. An *epoch* is one visit of every example. The history lists the updates only, here
`[(0, (-1, -1)), (1, (0, 2)), (0, (-1, 1)), (0, (-2, 0)), ...]`.

Three things to watch:

- An array in the history must not change later. `w = w + ...` makes a new array, `w += ...` changes the old one.
- Labels are $-1$ and $+1$. With 0 and 1 the update $y\,\tilde x$ would be zero for half of the examples, silently.
- Where no line separates the classes, learning never ends by itself: that is what `max_epochs` is for.
"""

# %%
# exercise: perceptron_fit

# %% [markdown]
r"""
**Picture: the moving line.** Twenty points of two classes, and the line $w \cdot \tilde x = 0$ after each of the first
updates, from light to dark. Each update turns and shifts the line towards the example that was wrong; the last, black
line has all points of one class on one side.
"""

# %%
with picture("decision_boundary", needs=("perceptron_fit",)):
    import matplotlib.pyplot as plt

    rng = np.random.default_rng(3)
    X = rng.normal(size=(20, 2)) + np.where(np.arange(20) % 2, 1.6, -1.6)[:, None] * np.array([1.0, 0.6])
    y = np.where(np.arange(20) % 2, 1, -1)
    X = X + 1.0
    w, history, converged = perceptron_fit(X, y, max_epochs=200)
    fig, ax = plt.subplots(figsize=(5, 4))
    ax.scatter(*X[y > 0].T, marker="o", label="+1")
    ax.scatter(*X[y < 0].T, marker="x", label="-1")
    ends = np.array([X[:, 0].min() - 1, X[:, 0].max() + 1])
    shown = [step for _, step in history if abs(step[2]) > 1e-9][-8:]
    for k, step in enumerate(shown, start=1):
        ax.plot(ends, -(step[0] + step[1] * ends) / step[2], color="black", alpha=(k / len(shown)) ** 2, lw=1)
    ax.set(
        xlim=ends,
        ylim=(X[:, 1].min() - 1, X[:, 1].max() + 1),
        xlabel="$x_1$",
        ylabel="$x_2$",
        title=f"{len(history)} updates, converged: {bool(converged)}",
    )
    ax.legend()
    plt.show()

# %% [markdown]
r"""
## 3.3 A pocket for what cannot be separated

XOR fires where exactly one of two inputs is on. No line does that: the four conditions on the weights contradict each
other. On such data the perceptron goes on for ever, and whatever you stop with may be the worst it has seen. Gallant's
remedy is simple: keep the best weights seen so far *in your pocket*, and return those.

**Worked example.** Suppose that after the epochs 1 to 5 the current weights make 3, 2, 4, 1, 3 mistakes. The pocket
holds weights with 3, 2, 2, 1, 1: it never gets worse.

Count the mistakes of the weights on *all* examples at the end of an epoch. How many updates the epoch made is something
else: an update is made for weights that are already gone.

One caution if you experiment: on the corners with coordinates 0 and 1, many scores are exactly 0. If you count a score
of 0 as wrong and start from zeros, you never meet weights with fewer than two mistakes at the end of an epoch, although
one is possible. The check moves the four points a little off the grid.
"""

# %%
# exercise: pocket_perceptron

# %% [markdown]
r"""
**Picture: in the pocket.** Sixty points, eight of which have the wrong label. The thin line shows the mistakes of the
current weights, which jump up and down; the thick line shows the pocket, which only ever falls.
"""

# %%
with picture("pocket_errors", needs=("perceptron_fit", "pocket_perceptron")):
    import matplotlib.pyplot as plt

    rng = np.random.default_rng(5)
    X = rng.normal(size=(60, 2))
    y = np.where(X @ np.array([1.0, -0.7]) + 0.2 > 0, 1, -1)
    y[:8] *= -1
    epochs = range(1, 31)
    ones = np.ones((len(X), 1))
    current = []
    for number in epochs:
        w, _, _ = perceptron_fit(X, y, number, order="random", rng=np.random.default_rng(1))
        current.append(int((y * (np.hstack([ones, X]) @ w) <= 0).sum()))
    pocket = [pocket_perceptron(X, y, number, np.random.default_rng(1))[1] for number in epochs]
    fig, ax = plt.subplots(figsize=(5, 3))
    ax.plot(epochs, current, lw=0.8, label="current weights")
    ax.step(epochs, pocket, where="post", lw=2, label="pocket")
    ax.set(xlabel="epochs", ylabel="mistakes of 60", ylim=(0, None))
    ax.legend()
    plt.show()

# %% [markdown]
r"""
## 3.4 Why it stops

Suppose that some weights $w^\star$ separate the classes. Two lengths then decide how hard the problem is:

- the **radius** $R = \max_i \|\tilde x_i\|$: how far the augmented examples reach;
- the **margin** $\gamma = \min_i y_i\,(u \cdot \tilde x_i)$ with $u = w^\star / \|w^\star\|$: how much room the best-placed
  line leaves. Scaling $w^\star$ changes nothing, because only its direction counts.

Follow two numbers during learning from $w = 0$. Each update adds $y\,\tilde x$, so $u \cdot w$ grows by at least
$\gamma$: after $k$ updates $u \cdot w \ge k\gamma$. And because an update happens only where $y\,s \le 0$,
$\|w\|^2$ grows by at most $R^2$: after $k$ updates $\|w\|^2 \le k R^2$. A component can never be longer than the
vector, so $k\gamma \le \|w\| \le \sqrt{k}\,R$, that is

$$k \le (R / \gamma)^2.$$

That is Novikoff's theorem: whatever the order of the visits, there are at most $(R/\gamma)^2$ updates.

**Worked example.** The examples $x = 0$ (label $-1$) and $x = 2$ (label $+1$) with $w^\star = (-3, 4)$: the augmented
examples are $(1, 0)$ and $(1, 2)$, so $R = \sqrt 5$. $\|w^\star\| = 5$, the scores are $-3$ and $5$, so
$\gamma = \min(3, 5) / 5 = 0.6$ and the bound is $5 / 0.36 \approx 13.9$.

**The turn of one update.** Weights are right about an example if they point to its side: the angle between $w$ and
$y\,x$ is below 90 degrees. An update makes that angle smaller. A slide argues with $(w + x) \cdot x > w \cdot x$ and drops
the lengths; the statement is true with them as well, as long as $w$ and $x$ do not lie on one line, where the angle
cannot change except by flipping over. Your function measures both cosines, with their lengths.

**Worked example.** $w = (3, 0)$ and $x = (0, 4)$ with $y = +1$: the cosine before is 0. The new weights $(3, 4)$ have
length 5 and product 16 with $x$, so the cosine after is $16 / (5 \cdot 4) = 0.8$.
"""

# %%
# exercise: convergence_quantities

# %%
# exercise: angle_after_update

# %% [markdown]
r"""
**Picture: the bound.** A hundred random problems. Each dot has the bound $(R/\gamma)^2$ on the horizontal axis and the
number of updates that were made on the vertical one, both on logarithmic scales. All dots lie below the diagonal, most
of them far below: the theorem is a promise about the worst case.
"""

# %%
with picture("convergence_bound", needs=("perceptron_fit", "convergence_quantities")):
    import matplotlib.pyplot as plt

    rng = np.random.default_rng(11)
    bounds, updates = [], []
    while len(bounds) < 100:
        w_star = rng.normal(size=3)
        X = rng.normal(size=(12, 2))
        scores = w_star[0] + X @ w_star[1:]
        if np.abs(scores).min() < 0.05 * np.linalg.norm(w_star):
            continue
        y = np.where(scores > 0, 1, -1)
        bounds.append(convergence_quantities(X, y, w_star)[2])
        updates.append(max(1, len(perceptron_fit(X, y, 5000)[1])))
    fig, ax = plt.subplots(figsize=(4, 4))
    ax.loglog(bounds, updates, ".")
    ax.loglog([1, max(bounds)], [1, max(bounds)], lw=0.8, color="black")
    ax.set(xlabel=r"bound $(R/\gamma)^2$", ylabel="updates made")
    plt.show()

# %% [markdown]
r"""
## 3.5 How wrong, not only whether

The perceptron asks only *whether* an example is wrong. To ask *how* wrong, put a number on it. The lecture uses half the
squared difference between target and output, averaged over the examples:

$$L(w) = \frac1N \sum_i \tfrac12\,(t_i - \text{out}_i)^2.$$

If the output is the *fired* 0 or 1, as on the slide, this loss is half the share of mistakes: it is flat almost
everywhere, and there is no direction in which to improve. In 1960 Widrow and Hoff left the threshold out:
$\text{out}_i = w \cdot x_i$, the score itself. Now the loss is a bowl, its gradient is

$$\frac{\partial L}{\partial w} = -\frac1N \sum_i (t_i - w \cdot x_i)\,x_i,$$

and one step of size $\eta$ against it is the *delta rule*. It is gradient descent, three assignments early.

In this exercise X is already augmented where a bias is wanted.

**Worked example.** $w = (0, 1)$ with the rows $(1, 0)$ and $(1, 2)$ and targets $1, 1$: the scores are $0, 2$, the errors
$1, -1$, and the loss is $\frac12 (1 + 1) / 2 = 0.5$. The mean of error times row is $((1, 0) - (1, 2)) / 2 = (0, -1)$, so
a step of size 0.5 leads to $(0, 0.5)$.
"""

# %%
# exercise: average_squared_loss

# %%
# exercise: delta_rule_step

# %% [markdown]
r"""
## 3.6 Ten perceptrons read digits

A perceptron answers yes or no. To name one of K classes, train K of them: perceptron k learns with target $+1$ for
class k and $-1$ for everything else. On a new image each computes its score.

**Worked example.** The lecture's image gets the scores 6.5, 2.4 and $-7.2$ from the perceptrons for 0, 1 and 2. Two of
them fire. "The right one fires and no other" is a hard demand, so we ask for less: **the largest score wins**, and the
answer is 0. The demand of the slide is met for about 72 of 100 MNIST digits, the largest score is right for about 87.

**Averaging.** The last weights of a perceptron are whatever its last mistake left behind; one more example can change a
lot. Freund and Schapire let all the weights of the journey vote, and Collins made that practical: use the *mean of the
weights over all steps*, where a step is one visit, whether it led to an update or not. Weights that survived long count
much. On the digits below this is worth two to three points of percentage, and the result hardly depends on luck.

**Worked example.** Weights 0, then 2 after the first visit, 2 after the second (no update) and 5 after the third: the
mean over the three steps is $(2 + 2 + 5) / 3 = 3$.

The data are 1797 images of 8x8 pixels, scaled to 0 .. 1, of which some are held out for grading. (A slide of the
introduction says that MNIST, the larger collection, has 1000 samples; it has 60,000 for training and 10,000 for
testing.)
"""

# %%
# exercise: OneVsRestPerceptron

# %% [markdown]
r"""
**Picture: what ten perceptrons look for.** The weights of each perceptron as an image of 8x8 pixels, without the bias:
red pixels speak for the digit, blue ones against it. The perceptron for 0 dislikes ink in the middle of the ring; the
one for 1 likes a stroke down the middle.
"""

# %%
with picture("weight_images", needs=("OneVsRestPerceptron",)):
    import matplotlib.pyplot as plt

    model = OneVsRestPerceptron(10)
    model.fit(load("digits/train_inputs"), load("digits/train_labels"), 5, np.random.default_rng(0))
    limit = np.abs(model.W[1:]).max()
    fig, axes = plt.subplots(2, 5, figsize=(7, 3))
    for k, ax in enumerate(axes.flat):
        ax.imshow(model.W[1:, k].reshape(8, 8), cmap="RdBu_r", vmin=-limit, vmax=limit)
        ax.set_title(str(k))
        ax.axis("off")
    plt.show()

# %% [markdown]
r"""
**Picture: the learning curve.** The share of 300 set-aside images that are named correctly after 1 to 10 epochs. The
last weights (dashed) jump from epoch to epoch; the averaged weights (solid) rise quickly, stay, and lie above.
"""

# %%
with picture("learning_curve", needs=("OneVsRestPerceptron",)):
    import matplotlib.pyplot as plt

    X, y = load("digits/train_inputs"), load("digits/train_labels")
    rows = np.random.default_rng(0).permutation(len(X))
    rest, aside = rows[300:], rows[:300]
    epochs = range(1, 11)
    fig, ax = plt.subplots(figsize=(5, 3))
    for averaged, style, label in ((True, "-", "averaged weights"), (False, "--", "last weights")):
        shares = []
        for number in epochs:
            model = OneVsRestPerceptron(10)
            model.fit(X[rest], y[rest], number, np.random.default_rng(1), averaged=averaged)
            shares.append((model.predict(X[aside]) == y[aside]).mean())
        ax.plot(epochs, shares, style, label=label)
    ax.set(xlabel="epochs", ylabel="share named correctly", ylim=(0.7, 1))
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
