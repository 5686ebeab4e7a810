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
# Assignment 7: Losses, training, MNIST

You can compute what a network puts out, and how its output changes with every weight. Now let it learn. Three things are
missing: a number that says how wrong the network is, a way down, and data. At the end of this notebook a network that
you wrote from the first line to the last reads handwritten digits.

| exercise | you write | points | minutes | tier |
|---|---|---|---|---|
| 7.1 | `softmax`, `cross_entropy` | 6 + 10 | 35 | core |
| 7.2 | `mse_loss`, `bce_with_logits`, a number | 4 + 4 + 2 | 25 | more |
| 7.3 | `gradient_descent` | 12 | 25 | more |
| 7.4 | `minibatches`, `train_sgd` | 8 + 12 | 45 | core |
| 7.5 | `load_idx`, `Scaler` | 4 + 4 | 20 | more |
| 7.6 | `MLP`, a choice | 26 + 2 | 90 | core |
| 7.7 | `gradient_variance` | 6 | 20 | stretch |

Each exercise prints its **promises**: all that is graded, the hidden checks included, which only use other numbers.
Replace `raise NotImplementedError(...)`, run the cell, then run the check below it. Pictures draw themselves once the
functions that they need work.

**Notation.** N examples with D inputs, K classes; rows of X are examples. `Z` holds pre-activations, `P` probabilities,
`L` is a mean loss, and `dZ` is the gradient of L by Z, an array of the shape of Z. The step size is $\eta$, in code `eta`.

**Given.** `sigmoid`, `relu` and `he_normal` come with their bodies. The first you know; the other two have an assignment
of their own (10) and are used here as they are.
"""

# %%
# bootstrap

# %% [markdown]
r"""
## 7.1 Probabilities, and surprise

The last layer of a network that knows K classes gives K numbers for each example, of any size and sign. They are called
**logits**. Softmax makes probabilities of them: take exponentials, so that all are positive, and divide by their sum.

$$P_{ik} = \frac{e^{Z_{ik}}}{\sum_j e^{Z_{ij}}}$$

**Worked example.** The logits $(0, \ln 3)$ have the exponentials $1$ and $3$; divided by their sum they are $\frac14$ and
$\frac34$. Adding 5 to both logits multiplies both exponentials by $e^5$, which cancels: **only differences between logits
count.** That is useful, because $e^{1000}$ is more than a float can hold. You are free to shift each row to where nothing
overflows.

A slide uses softmax to *pick* the digit. Exponentials keep the order, so the largest probability belongs to the largest
logit, and for picking you can spare yourself the softmax. What it is needed for is the loss.

**Surprise.** If the network gave the right class the probability $p$, its loss is $-\ln p$: nothing for $p = 1$, more and
more as $p$ goes to 0. The mean over the examples is the **cross-entropy**. In general the target is a row of
probabilities, $Y_{ik}$, and the loss weighs the logarithms with it:

$$L = -\frac1N \sum_i \sum_k Y_{ik} \ln P_{ik}.$$

The labels that you mostly have are classes $0 \dots K-1$; then $Y$ is 1 for the class and 0 elsewhere (*one-hot*), and one
logarithm of each row is left. `cross_entropy` takes both, classes of shape `(N,)` and rows of shape `(N, K)`.

Why the logarithm? The probability of all labels together is the product of N probabilities. The weights under which the
labels are most likely are those that make the sum of $-\ln p$ least: cross-entropy is maximum likelihood.

**Its slope** is a pleasant surprise. Write $-\ln P_{ik} = \ln \sum_j e^{Z_{ij}} - Z_{ik}$ and differentiate by each logit
of the row, the ones inside the sum too: what remains is the difference between two rows that you have. Work it out on
paper, for one example first; do not forget that L is a mean.

**Worked example.** Logits $(0, \ln 3)$, right class 0. The loss is $-\ln \frac14 = 1.386$. If the second logit grows a
little, by $h$, the loss becomes $\ln(1 + 3 e^h)$, which has the slope $\frac34$ at $h = 0$: the wrong class is pushed down
as hard as the network believes in it.

**Far away from 0.** With logits like $-10{,}000$ a probability is rounded to 0, and the logarithm of 0 is $-\infty$. The
right answer is near 10,000. It comes out if you simplify the formula *before* you put numbers in, as above.
"""

# %%
# exercise: softmax

# %%
# exercise: cross_entropy

# %% [markdown]
r"""
**Picture: what softmax does.** Five logits (left), and their probabilities as they are, ten times smaller, and five times
larger. Small logits give nearly equal probabilities, large ones nearly a single 1: softmax is a soft version of "the
largest wins". The order of the bars never changes.
"""

# %%
with picture("softmax_over_logits", needs=("softmax",)):
    import matplotlib.pyplot as plt

    logits = np.array([[1.0, -0.5, 2.0, 0.3, 1.5]])
    fig, axes = plt.subplots(1, 4, figsize=(9, 2.5))
    axes[0].bar(range(5), logits[0], color="grey")
    axes[0].set(title="logits", xlabel="class")
    for ax, factor in zip(axes[1:], (0.1, 1.0, 5.0), strict=True):
        ax.bar(range(5), softmax(factor * logits)[0])
        ax.set(title=f"softmax of {factor:g} times", xlabel="class", ylim=(0, 1))
    fig.tight_layout()
    plt.show()

# %% [markdown]
r"""
## 7.2 Other losses, and why cross-entropy is preferred

The oldest loss is the squared distance between outputs A and targets Y. Our lectures print it with four different
constants: with and without a $\frac12$ in front, added up over the examples or averaged. None of them changes where the
minimum is, all of them change the length of a step. So `mse_loss` takes two arguments that say which one is meant. In
every case the squares of *one* example are added up over its outputs.

**Worked example.** Outputs $(3, 1)$ and $(0, 2)$, targets $(1, 1)$ twice. The squared errors are $4 + 0$ and $1 + 1$:
together 6, on average 3, with the half 3 and 1.5. The gradient of the averaged loss is twice the error, divided by $N = 2$:
$(2, 0)$ and $(-1, 1)$.

**Yes or no.** For two classes a single sigmoid output is enough: $\text{out} = \sigma(z)$ is the probability of class 1,
$1 - \text{out}$ that of class 0, and the cross-entropy is $-\ln$ of the one that came true. As before, put the logarithm
and the exponential together before you compute. A useful form is $-\ln \sigma(z) = \ln(1 + e^{-z})$; for class 0 it is
$\ln(1 + e^{z})$. Where $e^{1000}$ threatens, remember what $\ln(1 + e^{z}) - z$ is.

**Worked example.** $z = \ln 3$ means odds of three to one: $\text{out} = \frac34$. If the target is 0, the loss is
$-\ln \frac14 = \ln(1 + 3)$. Its slope is $\frac34$.

**Who learns from a confident mistake?** Let a sigmoid unit be sure of itself and wrong. With the squared error the slope
by $z$ contains $\sigma'(z)$, the slope of the flat part of the sigmoid: nearly 0, the unit hardly moves. The logarithm in
the cross-entropy is exactly as steep as the sigmoid is flat. The question below asks by how much the two differ.
"""

# %%
# exercise: mse_loss

# %%
# exercise: bce_with_logits

# %% [markdown]
r"""
**Picture: loss and slope of a mistake.** A sigmoid unit whose target is 0, for pre-activations from $-6$ to 8. Left the two
losses, right their slopes. To the right of 0 the unit is wrong. The slope of the squared error rises, and falls again to
nothing for the worst mistakes; that of the cross-entropy stays near 1.
"""

# %%
with picture("slope_of_a_mistake", needs=("mse_loss", "bce_with_logits")):
    import matplotlib.pyplot as plt

    zs = np.linspace(-6, 8, 141)
    outs = sigmoid(zs)
    binary = [bce_with_logits(np.array([z]), np.array([0.0])) for z in zs]
    square = [mse_loss(np.array([[out]]), np.array([[0.0]]), half=True) for out in outs]
    fig, axes = plt.subplots(1, 2, figsize=(9, 3))
    axes[0].plot(zs, [loss for loss, _ in binary], label="cross-entropy")
    axes[0].plot(zs, [loss for loss, _ in square], "--", label="half the squared error")
    axes[0].set(xlabel="pre-activation z, target 0", ylabel="loss")
    axes[1].plot(zs, [slope[0] for _, slope in binary], label="cross-entropy")
    axes[1].plot(zs, [slope[0, 0] for _, slope in square] * outs * (1 - outs), "--", label="half the squared error")
    axes[1].set(xlabel="pre-activation z, target 0", ylabel="slope by z")
    axes[0].legend()
    fig.tight_layout()
    plt.show()

# %% [markdown]
r"""
**Two questions**, this one and one at the end of 7.6, have numbers of their own for everybody, drawn from a name. Enter
yours and run the two cells. The grader reads your `who` and draws the same numbers, so do not change it afterwards.
"""

# %%
who = ...  # your name or student number, in quotes

# %%
if isinstance(who, str) and who.strip():
    for name, drawn in numbers_of_7(who).items():
        print(f"{name}:", "" if isinstance(drawn, dict) else drawn)
        for letter, choice in drawn.items() if isinstance(drawn, dict) else ():
            print(f"  {letter}  {choice}")
else:
    print("Put your name into the cell above and run it, then run this one.")

# %%
# question: q_7_2

# %% [markdown]
r"""
## 7.3 Down the slope

There is no formula for the best weights of a network: setting the gradient to zero gives equations that nobody can solve.
So walk. A small change $\Delta w$ of the weights changes the loss by about $\nabla L \cdot \Delta w$. Choose
$\Delta w = -\eta \nabla L$, and the change is $-\eta \|\nabla L\|^2$: never uphill, as long as the step is small enough for
"about" to hold.

A network has many arrays of weights, so the parameters travel as a dict from name to array, and so does the gradient. All
gradients are taken at one point; then all arrays move. The box on a slide prints $b := -\eta\,\Delta b$ for the bias; it is
a parameter like the others and moves *from where it is*.

**When to stop.** At a minimum the gradient is zero. On the way there it becomes small, so stop where *every* entry is small:
where the largest absolute value is at most `tol`. Look before you step; if you are there, you are there.

**Worked example.** $L = x^2$ from $x = 8$ with $\eta = \frac14$: the slope is 16, so the first step leads to
$8 - \frac14 \cdot 16 = 4$, the next ones to 2 and 1. With `tol=2` the walk ends at 1, after three steps.
"""

# %%
# exercise: gradient_descent

# %% [markdown]
r"""
**Picture: the length of a step.** Twelve steps on $L = x^2$ from $x = 2$. With $\eta = 0.05$ the walk is slow, with 0.3 it
is quickly there, with 0.95 it jumps from side to side and creeps closer, and with 1.05 each jump is longer than the last.
"""

# %%
with picture("step_sizes", needs=("gradient_descent",)):
    import matplotlib.pyplot as plt

    fig, axes = plt.subplots(1, 4, figsize=(10, 2.6), sharey=True)
    line = np.linspace(-4, 4, 81)
    for ax, eta in zip(axes, (0.05, 0.3, 0.95, 1.05), strict=True):
        walk = []
        for number in range(13):
            found, _ = gradient_descent(lambda p: {"x": 2 * p["x"]}, {"x": np.array([2.0])}, eta, number)
            walk.append(float(found["x"][0]))
        ax.plot(line, line**2, lw=0.8, color="grey")
        ax.plot(walk, np.square(walk), "o-", ms=3)
        ax.set(title=f"eta {eta:g}", xlabel="x", xlim=(-4, 4), ylim=(-0.5, 16))
    axes[0].set_ylabel("$x^2$")
    plt.show()

# %% [markdown]
r"""
## 7.4 A few examples at a time

The loss is a mean over all examples, and so is its gradient. With 60,000 images one exact step takes as long as 60,000
rough ones, and a rough direction is often good enough. So take the mean gradient of a small batch, step, take the next
batch. One pass through all examples is an **epoch**.

Deal the examples like cards: shuffle, then hand out `batch_size` at a time, until none are left. Each example comes
exactly once per epoch, and every epoch is shuffled anew. What is left at the end may be a shorter batch; it is kept,
unless `drop_last` says otherwise. (A box on a slide deals a single batch and calls that an epoch; another pass of its loop
would be needed for the rest.)

**Worked example.** Ten examples in batches of four: one shuffle may give `[3 7 1 9] [0 2 8 5] [6 4]`.

A generator function suits: `yield` hands out a batch and goes on from there when the next one is asked for. A list is as
good.

**Training** is then short. For each epoch, for each batch: ask for loss and gradients of *this batch*, at the parameters
of *this moment*, and move. The gradients that you get are those of the mean loss over the batch, so nothing is multiplied
or divided any more. (Boxes that add up the gradients of a batch take a step that is `batch_size` times as long; others
use that of the last example only.)

Keep an eye on the loss. Each batch tells its own; report for each epoch the mean over the *examples*.

**Worked example.** Batches of 4, 4 and 2 examples with the losses 1, 2 and 6: the epoch's loss is
$(4 \cdot 1 + 4 \cdot 2 + 2 \cdot 6) / 10 = 2.4$, not 3.

`train_sgd` knows nothing about networks. It gets a function `loss_and_grads(params, X, y)` and calls it.
"""

# %%
# exercise: minibatches

# %%
# exercise: train_sgd

# %% [markdown]
r"""
**Picture: rough and smooth.** A line is fitted to 200 points, with batches of 1, 10 and 200. Left: the path of slope and
intercept over the contours of the loss, from the cross to the star. One example at a time staggers about, the whole set
glides. Right: the loss against the number of *examples seen*: for the same work, small batches have gone much further,
though they never come to rest.
"""

# %%
with picture("batch_sizes", needs=("train_sgd",)):
    import matplotlib.pyplot as plt

    rng = np.random.default_rng(2)
    X = np.column_stack([rng.normal(size=200), np.ones(200)])
    y = X @ np.array([1.5, -1.0]) + 0.6 * rng.normal(size=200)

    def line_loss(p, X, y):
        errors = X @ p["w"] - y
        return np.mean(errors**2) / 2, {"w": X.T @ errors / len(y)}

    best = np.linalg.lstsq(X, y, rcond=None)[0]
    fig, axes = plt.subplots(1, 2, figsize=(10, 3.6))
    slopes, levels = np.meshgrid(np.linspace(-1.2, 2.4, 60), np.linspace(-1.8, 1.2, 60))
    heights = [line_loss({"w": np.array(w)}, X, y)[0] for w in zip(slopes.ravel(), levels.ravel(), strict=True)]
    axes[0].contour(slopes, levels, np.reshape(heights, slopes.shape), 12, colors="lightgrey")
    for size, epochs in ((1, 3), (10, 3), (200, 3)):
        path = []

        def watched(p, X_batch, y_batch, path=path):
            path.append(p["w"].copy())
            return line_loss(p, X_batch, y_batch)

        train_sgd(watched, {"w": np.array([-0.8, 0.8])}, X, y, 0.1, epochs, size, np.random.default_rng(1))
        path = np.array(path)
        axes[0].plot(*path.T, "o-" if size == 200 else "-", ms=4, lw=1, label=f"batches of {size}")
        seen = size * np.arange(len(path))
        heights = [line_loss({"w": w}, X, y)[0] for w in path]
        axes[1].plot(seen, heights, "o-" if size == 200 else "-", ms=4, lw=1, label=f"batches of {size}")
    axes[0].plot(-0.8, 0.8, "kx")
    axes[0].plot(*best, "k*", ms=10)
    axes[0].set(xlabel="slope", ylabel="intercept")
    axes[1].set(xlabel="examples seen", ylabel="loss on all 200")
    axes[1].legend()
    fig.tight_layout()
    plt.show()

# %% [markdown]
r"""
## 7.5 Data

MNIST holds 60,000 images for training and 10,000 for testing, 28x28 pixels with a byte each, from forms that employees of
the census bureau and high school students filled in. (A slide of the introduction says 1000 samples, from the postal
service.) It comes in four **IDX** files. Such a file begins with a header: two zero bytes, a byte for the type of the
data (8 for unsigned bytes), a byte for the number of axes, then the length of each axis in four bytes, the most
significant first. Everything after that is data.

**Worked example.** `00 00 08 01 00 00 00 03 05 00 04`: unsigned bytes, one axis, of length 3; the data are 5, 0, 4. These
are the first three labels of MNIST, if you leave out the other 59,997.

A file that was cut off on its way is better refused than read as garbage: compare what is there with what the header says.

**Scaling.** Pixels from 0 to 255 make pre-activations of a hundred and more; sigmoids saturate, gradients explode with
the inputs, and a step size that fits one column is wrong for another. Shift each column to mean 0 and divide it by its
standard deviation. Two traps: a pixel in a corner that is never inked has deviation 0, and *new* data must be treated with
the numbers of the *training* data, or the same image would mean different things to the network.

**Worked example.** A column 1, 3 has mean 2 and deviation 1 and becomes $-1, 1$. A new 4 in that column becomes 2.
"""

# %%
# exercise: load_idx

# %%
# exercise: Scaler

# %% [markdown]
r"""
## 7.6 A network reads digits

Put it all together. A multi-layer perceptron with sizes $(64, 30, 10)$ has 64 inputs, 30 hidden units and 10 outputs;
$(64, 10)$ has no hidden layer, which is called *softmax regression*. Its parameters are `W1`, `b1`, `W2`, `b2`, ...; layer
k computes `out @ Wk + bk`, and hidden layers apply their activation.

What the last layer does depends on the loss:

- `cross_entropy`: nothing. Its sums are the logits, and softmax is inside the loss.
- `quadratic`: a sigmoid, and the loss is half the squared distance from the one-hot row, averaged over the examples. That
  is the lecture's network 784-15-10.

**Backwards.** You wrote this in assignment 6: the gradient by the pre-activations of the last layer first (`cross_entropy`
returns it; the quadratic loss needs the slope of the sigmoid as well), then layer by layer: `dW` is the transposed input
of the layer times the error, `db` the error added up over the rows, and the error of the layer before is the error times
`W` transposed, times the slope of the activation there.

**Worked example.** One input, one hidden relu unit, two classes: $x = 2$, $W_1 = 1$, $b_1 = -1$, $W_2 = (1, -1)$,
$b_2 = (0, 0)$. The hidden unit puts out 1, the logits are $(1, -1)$, the probabilities $(0.881, 0.119)$. If the right class
is 1, the error at the logits is $(0.881, -0.881)$. So `dW2` is 1 times that, the error at the hidden unit is
$0.881 \cdot 1 + (-0.881)(-1) = 1.762$, the slope of relu there is 1, and `dW1` is $2 \cdot 1.762$.

**Start.** With all weights 0, as a box on a slide has it, every hidden unit computes the same and gets the same gradient, so
they stay twins for ever. Draw the weights with the given `he_normal`. Biases may start at 0.

**Before you train, check.** The check of the gradient compares every entry of every array with a difference quotient. A wrong
gradient often learns *something*, and you would search for days.

The data are 1797 images of 8x8 pixels, some of them held out for grading. The pixels come in an order that changes from
course to course, which a network without an eye for neighbours does not mind. If you have MNIST, try it: on its 60,000
images 784-30-10 reaches about 95 %.
"""

# %%
# exercise: MLP

# %% [markdown]
r"""
**Picture: loss and accuracy.** The network 64-30-10 on the digits, with 300 of them set aside, for thirty epochs. The loss on
the training images falls all the time. The share of new images that are named correctly rises steeply, then levels out.
"""

# %%
with picture("learning_curve", needs=("MLP",)):
    import matplotlib.pyplot as plt

    X, y = load("digits/train_inputs"), load("digits/train_labels")
    rows = np.random.default_rng(0).permutation(len(X))
    aside, rest = rows[:300], rows[300:]
    model, rng = MLP((64, 30, 10), "relu", "cross_entropy", np.random.default_rng(0)), np.random.default_rng(1)
    losses, shares = [], []
    for _ in range(30):
        losses += list(model.fit(X[rest], y[rest], 0.03, 1, 10, rng))
        shares.append((model.predict(X[aside]) == y[aside]).mean())
    fig, axes = plt.subplots(1, 2, figsize=(9, 3))
    axes[0].semilogy(range(1, 31), losses)
    axes[0].set(xlabel="epoch", ylabel="loss of the epoch")
    axes[1].plot(range(1, 31), shares)
    axes[1].set(xlabel="epoch", ylabel="share of new images named", ylim=(0, 1))
    fig.tight_layout()
    plt.show()

# %% [markdown]
r"""
**Picture: why pixels are scaled.** The same network and the same step size, with pixels from 0 to 1, from 0 to 255, and from
0 to 255 after your `Scaler`. Unscaled, the first steps are so long that nearly all units are cut off for good: the
network gives the same answer for every image and stays near 10 %. (On MNIST it is 11.4 %, the share of ones.)
"""

# %%
with picture("unscaled_pixels", needs=("MLP", "Scaler")):
    import matplotlib.pyplot as plt

    X, y = load("digits/train_inputs"), load("digits/train_labels")
    rows = np.random.default_rng(0).permutation(len(X))
    aside, rest = rows[:300], rows[300:]
    scaler = Scaler().fit(255 * X[rest])
    versions = {"0 to 1": X, "0 to 255": 255 * X, "0 to 255, then Scaler": scaler.transform(255 * X)}
    fig, ax = plt.subplots(figsize=(5, 3))
    for label, inputs in versions.items():
        model, rng = MLP((64, 30, 10), "relu", "cross_entropy", np.random.default_rng(0)), np.random.default_rng(1)
        shares = []
        for _ in range(8):
            model.fit(inputs[rest], y[rest], 0.1, 1, 32, rng)
            shares.append((model.predict(inputs[aside]) == y[aside]).mean())
        ax.plot(range(1, 9), shares, "o-", ms=3, label=label)
    ax.set(xlabel="epoch", ylabel="share of new images named", ylim=(0, 1))
    ax.legend(loc="center right")
    plt.show()

# %% [markdown]
r"""
**Picture: what is mixed up, and what the hidden units look at.** Left the confusion matrix on 300 images set aside: rows are
the true digits, columns the answers; everything off the diagonal is a mistake. Right the first-layer weights of twelve
hidden units as images: red pixels excite the unit, blue ones silence it. Some have found strokes and gaps, none a whole digit; the
pale ones still look like the noise they started from.
"""

# %%
with picture("confusion_and_weights", needs=("MLP",)):
    import matplotlib.pyplot as plt

    X, y = load("digits/train_inputs"), load("digits/train_labels")
    rows = np.random.default_rng(0).permutation(len(X))
    aside, rest = rows[:300], rows[300:]
    model = MLP((64, 30, 10), "relu", "cross_entropy", np.random.default_rng(0))
    model.fit(X[rest], y[rest], 0.03, 30, 10, np.random.default_rng(1))
    table = np.zeros((10, 10), dtype=int)
    np.add.at(table, (y[aside], model.predict(X[aside])), 1)
    fig = plt.figure(figsize=(10, 4))
    left, right = fig.subfigures(1, 2)
    ax = left.subplots()
    ax.imshow(np.log1p(table), cmap="Greys")
    for true, answer in zip(*np.nonzero(table), strict=True):
        ax.text(answer, true, table[true, answer], ha="center", va="center", color="red" if true != answer else "white")
    ax.set(xlabel="answer", ylabel="true digit", xticks=range(10), yticks=range(10))
    limit = np.abs(model.params["W1"]).max()
    for k, small in enumerate(right.subplots(3, 4).flat):
        small.imshow(model.params["W1"][:, k].reshape(8, 8), cmap="RdBu_r", vmin=-limit, vmax=limit)
        small.axis("off")
    plt.show()

# %%
# question: q_7_6

# %% [markdown]
r"""
## 7.7 How rough is a batch?

A batch of one gives a direction that scatters around the true gradient. How much does a batch of m improve on that? Let
$g_i$ be the gradient of example i and $\bar g$ their mean. A single example, drawn at random, is off by
$V = \frac1N \sum_i \|g_i - \bar g\|^2$ in the mean square: that is the variance, added up over the entries. Draw m examples
independently, *with* replacement, and average: the errors cancel in part, and the variance is $V / m$.

A law that can be derived can also be measured. Draw many batches, compute the mean gradient of each, and take the
variance of these means over the draws.

**Worked example.** The gradients $(1, 0), (-1, 0), (0, 1), (0, -1)$ have mean 0 and squared length 1 each, so $V = 1$, and
batches of two scatter by $\frac12$. Of four draws of two, say $(0, 0), (1, 0), (\frac12, \frac12), (0, -1)$, the variance
is somewhere near that; of thousands it is quite near.

To halve the *length* of a typical error takes four times the work. That is why batches stay small.
"""

# %%
# exercise: gradient_variance

# %% [markdown]
r"""
**Picture: the law of 1/m.** The gradients of a network after one epoch on the digits, for 300 images one by one, and the
scatter of batches of 1 to 256 of them (dots), each from 300 draws, beside the line $V / m$. Both axes are logarithmic: a
power law is a straight line.
"""

# %%
with picture("one_over_m", needs=("gradient_variance", "MLP")):
    import matplotlib.pyplot as plt

    X, y = load("digits/train_inputs"), load("digits/train_labels")
    model = MLP((64, 10), "relu", "cross_entropy", np.random.default_rng(0))
    model.fit(X, y, 0.05, 1, 10, np.random.default_rng(1))
    each = [model.loss_and_grads(X[i : i + 1], y[i : i + 1])[1] for i in range(300)]
    gradients = np.array([np.concatenate([one["W1"].ravel(), one["b1"]]) for one in each])
    sizes = 2 ** np.arange(9)
    scatter = [gradient_variance(gradients, int(m), 300, np.random.default_rng(int(m))) for m in sizes]
    V = ((gradients - gradients.mean(axis=0)) ** 2).sum(axis=1).mean()
    fig, ax = plt.subplots(figsize=(5, 3.4))
    ax.loglog(sizes, V / sizes, color="grey", label="V / m")
    ax.loglog(sizes, scatter, "o", label="measured")
    ax.set(xlabel="examples in a batch, m", ylabel="variance of its gradient")
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
