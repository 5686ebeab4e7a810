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
# Assignment 12: Understanding networks

You can build networks, train them and measure how well they do. This last assignment looks at what came out. What has a
network learned that another task can use? How little does it take to mislead it? Does it know a rule, or every example by
heart? Which of its weights mean something, and which training images does an answer hang on? Every claim comes with an
experiment that you write yourself, small enough to run in a second.

| exercise | you write | points | minutes | tier |
|---|---|---|---|---|
| 12.1 | `freeze`, `finetune` | 4 + 14 | 50 | core |
| 12.2 | `fgsm`, `fooling_image` | 10 + 8 | 40 | core |
| 12.3 | `memorize` | 10 | 30 | stretch |
| 12.4 | `interpolate_loss` | 12 | 25 | core |
| 12.5 | `permute_hidden`, `rescale_relu` | 6 + 6 | 30 | core |
| 12.6 | `nearest_same_class`, `remove_and_retrain` | 6 + 8 | 35 | more |
| 12.7 | `saliency` | 10 | 20 | more |
| 12.8 | three choices | 6 | 15 | more |

Each exercise prints its **promises**: all that is graded, the hidden checks included, which only use other numbers.
Replace `raise NotImplementedError(...)`, run the cell, then run the check below it. Pictures draw themselves once the
functions that they need work.

**Notation.** A network is a dict `params` with the weights `W1, W2, ...` and the biases `b1, b2, ...`; layers are counted
from 1, hidden ones use relu, the last one puts out **scores** (logits). N examples with D inputs, K classes, rows of X are
examples, the step size is $\eta$, in code `eta`.

**Given.** Below are the network as functions of its parameters, and a training that is the same every time:

- `initial_params(sizes, rng)` draws a network, `train(params, X, y)` trains it, with Adam on all examples at once;
- `scores(params, X)` and `loss_and_grads(params, X, y)` are what they were; `softmax` makes probabilities of scores;
- `input_gradient(params, X, dscores)` carries a gradient by the scores back *to the inputs*. Backpropagation always
  computed it on its way, and nobody asked for it until now;
- `Adam(eta).step(params, grads)` returns new parameters. It moves those that have a gradient in `grads`, and no others.
"""

# %%
# bootstrap

# %%
# given

# %% [markdown]
r"""
## 12.1 What one task teaches another

Lower layers find strokes, corners and gaps; upper layers combine them into an answer. Who can tell cars from birds has
seen edges enough to begin with trucks, so keep the lower layers and learn the upper ones anew: **transfer learning**. It
pays where the new task has few labels.

A layer whose parameters stay as they are is **frozen**. One does not know beforehand how much to keep, so layers are
unfrozen in stages: first only the top learns, then more and more. If everything were free at once, the wild gradients of
an untrained top would destroy below what was to be reused.

**Frozen means not moved, to the last bit.** A gradient of 0 is not enough: Adam, like every method with a memory, goes on
moving by what it remembers. So leave the names of frozen parameters out of the gradients. And frozen does not mean
*impassable*: the gradient of the layers below a frozen one still passes through it.

**Worked example.** A network has three layers. `freeze(params, [1])` names W2, b2, W3 and b3. `stages=[[1, 2], [1], []]`
trains the last layer alone, then the last two, then all three.

**The loss of an epoch** is the mean over its examples, as in assignment 7. Batches of 10, 10 and 3 examples with losses
1, 2 and 5 give $(10 + 20 + 15) / 23 = 1.96$.
"""

# %%
# exercise: freeze

# %%
# exercise: finetune

# %% [markdown]
r"""
**Picture: how many layers to reuse.** A network with three layers has learned the digits 0 to 4 from many images, and is
to learn 5 to 9 from 50. The first 0, 1 or 2 layers are taken over, the others drawn anew. Shown is the share of new images
named: dots with the taken layers frozen to the end, squares with all of them unfrozen in a second stage; each is the mean
of eight trainings, and the bars hold the middle half of them. The second layer belongs to the old task more than the first
does: kept frozen it costs far more. Unfrozen in time, neither does much harm.

And transfer does not pay here: with no layer taken over the network is at least as good. That is no slip of yours. The old
task was small, 50 labels are a lot for images of 8 by 8 pixels, and the claim of the lecture is about networks that have
seen a million photographs. An experiment may contradict a slide, and then says under which circumstances.
"""

# %%
with picture("layers_reused", needs=("freeze", "finetune")):
    import matplotlib.pyplot as plt

    X, y = load("digits/train_inputs"), load("digits/train_labels")
    shares = np.zeros((8, 2, 3))
    for number in range(8):
        rng = np.random.default_rng(number)
        old, new = np.flatnonzero(y < 5), rng.permutation(np.flatnonzero(y >= 5))
        few, rest = new[:50], new[50:]
        learned = train(initial_params((64, 40, 20, 5), rng), X[old], y[old])
        for taken in (0, 1, 2):
            fresh = initial_params((64, 40, 20, 5), rng)
            mixed = {name: (learned if int(name[1:]) <= taken else fresh)[name] for name in fresh}
            kept = list(range(1, taken + 1))
            for row, plan in enumerate(([kept, kept], [kept, []])):
                tuned, _ = finetune(mixed, X[few], y[few] - 5, plan, 0.01, 20, np.random.default_rng(number))
                shares[number, row, taken] = (scores(tuned, X[rest]).argmax(axis=1) == y[rest] - 5).mean()
    fig, ax = plt.subplots(figsize=(5, 3.2))
    for row, label, mark in ((0, "frozen to the end", "o-"), (1, "unfrozen after half of the time", "s--")):
        low, high = np.quantile(shares[:, row], [0.25, 0.75], axis=0)
        mean = shares[:, row].mean(axis=0)
        ax.errorbar([0, 1, 2], mean, [mean - low, high - mean], fmt=mark, capsize=3, label=label)
    ax.set(xlabel="layers taken over", ylabel="share of new images named", xticks=[0, 1, 2], ylim=(0, 1))
    ax.legend(loc="lower left")
    plt.show()

# %% [markdown]
r"""
## 12.2 Pictures made against a network

**Adversarial examples.** Training asks how the loss changes with the weights. Ask instead how it changes with the *pixels*,
and you know how to change an image so that the network is wrong. Every pixel may move by no more than $\varepsilon$. To
first order the loss changes by the sum of slope times step over all pixels, and that is largest when every pixel goes the
whole way, each in the direction of its own slope: the **fast gradient sign method**. One step is all.

Why does it work so well? Each pixel contributes only a little. But there are many, and all contributions have the same
sign; a random change of the same size cancels itself out.

**Worked example.** Two pixels, 0.5 and 0.95, the slopes $-0.3$ and $0.001$, and $\varepsilon = 0.1$: the new pixels are 0.4
and 1. The size of a slope does not matter, and 1.05 would be whiter than white, so it is cut off.

The loss is that of the *true* label. Who takes the class that the network names leads images back which were misread
already.

**Noise with a meaning.** The other direction: begin with noise, and change it until the network is *sure* that it sees, say,
a seven. What you descend is the loss of the target. The network has a region for each class that reaches far beyond
everything that it has ever seen, and nothing in its training says what to answer there.

The number of steps is up to you, and so is their size. Look at the probability before each step, stop when it is 0.99, and
keep the pixels in 0 .. 1 all the time.
"""

# %%
# exercise: fgsm

# %%
# exercise: fooling_image

# %% [markdown]
r"""
**Picture: a small step.** Eight digits that were not trained on, the change of at most 0.1 for each pixel (red: more
ink, blue: less), and the sum. Above each image stands what the network names and how sure it is. The titles in red are wrong.
You would have read every one of them.
"""

# %%
with picture("a_small_step", needs=("fgsm",)):
    import matplotlib.pyplot as plt

    X, y = load("digits/train_inputs"), load("digits/train_labels")
    params = train(initial_params((64, 30, 10), np.random.default_rng(0)), X[:1000], y[:1000])
    shown = 1000 + np.array([np.flatnonzero(y[1000:] == digit)[1] for digit in (0, 1, 2, 3, 4, 6, 7, 9)])
    changed = fgsm(params, X[shown], y[shown], 0.1)
    fig, axes = plt.subplots(3, 8, figsize=(10, 4.2))
    for column, i in enumerate(shown):
        for ax, image in ((axes[0, column], X[i]), (axes[2, column], changed[column])):
            P = softmax(scores(params, image[None]))[0]
            ax.imshow(image.reshape(8, 8), cmap="Greys", vmin=0, vmax=1)
            color = "black" if P.argmax() == y[i] else "red"
            ax.set_title(f"{P.argmax()}: {100 * P.max():.0f} %", fontsize=9, color=color)
        axes[1, column].imshow((changed[column] - X[i]).reshape(8, 8), cmap="RdBu_r", vmin=-0.3, vmax=0.3)
    for ax in axes.flat:
        ax.axis("off")
    fig.tight_layout()
    plt.show()

# %% [markdown]
r"""
**Picture: how far the step goes.** The share of 352 new digits that are still named, for steps from 0 to 0.2: your step, and
random signs of the same size.
"""

# %%
with picture("sizes_of_steps", needs=("fgsm",)):
    import matplotlib.pyplot as plt

    X, y = load("digits/train_inputs"), load("digits/train_labels")
    params = train(initial_params((64, 30, 10), np.random.default_rng(0)), X[:1000], y[:1000])
    X, y, rng = X[1000:], y[1000:], np.random.default_rng(1)
    sizes, named = np.linspace(0, 0.2, 9), []
    for eps in sizes:
        shaken = X + eps * rng.choice([-1, 1], size=X.shape)
        both = fgsm(params, X, y, eps), np.minimum(np.maximum(shaken, 0), 1)
        named.append([(scores(params, one).argmax(axis=1) == y).mean() for one in both])
    fig, ax = plt.subplots(figsize=(5, 3))
    ax.plot(sizes, np.array(named)[:, 1], "o--", label="random signs")
    ax.plot(sizes, np.array(named)[:, 0], "s-", label="signs of the slopes")
    ax.set(
        xlabel="largest change of a pixel", ylabel="share still named", ylim=(0, 1.02), xticks=[0, 0.05, 0.1, 0.15, 0.2]
    )
    ax.legend()
    plt.show()

# %% [markdown]
r"""
**Picture: sure of noise.** For each digit from 0 to 9 an image that the network is at least 99 % sure of, made from noise by
your function.
"""

# %%
with picture("sure_of_noise", needs=("fooling_image",)):
    import matplotlib.pyplot as plt

    X, y = load("digits/train_inputs"), load("digits/train_labels")
    params = train(initial_params((64, 30, 10), np.random.default_rng(0)), X, y)
    fig, axes = plt.subplots(1, 10, figsize=(10, 1.6))
    for target, ax in enumerate(axes):
        image = fooling_image(params, target, np.random.default_rng(target))
        P = softmax(scores(params, image[None]))[0]
        ax.imshow(image.reshape(8, 8), cmap="Greys", vmin=0, vmax=1)
        ax.set_title(f"{P.argmax()}: {100 * P.max():.1f} %", fontsize=9)
        ax.axis("off")
    plt.show()

# %% [markdown]
r"""
**Picture: stickers.** An attacker of traffic signs cannot change every pixel a little, but a few of them a lot: a sticker on
a stop sign. Here a white sticker of 2 by 2 pixels is moved over each image until the network errs. Above, digits that were
not trained on; below, with the sticker, and what the network sees.
"""

# %%
with picture("stickers"):
    import matplotlib.pyplot as plt

    X, y = load("digits/train_inputs"), load("digits/train_labels")
    params = train(initial_params((64, 30, 10), np.random.default_rng(0)), X[:1000], y[:1000])
    found = []
    for i in range(1000, 1100):
        stuck = np.tile(X[i].reshape(8, 8), (7, 7, 1, 1))
        for row in range(7):
            for column in range(7):
                stuck[row, column, row : row + 2, column : column + 2] = 1.0
        answers = scores(params, stuck.reshape(49, 64)).argmax(axis=1)
        wrong = np.flatnonzero(answers != y[i])
        right_before = scores(params, X[i : i + 1]).argmax() == y[i]
        if right_before and wrong.size and y[i] not in [label for label, *_ in found]:
            found.append((y[i], X[i].reshape(8, 8), stuck.reshape(49, 8, 8)[wrong[0]], answers[wrong[0]]))
    found = found[:7]
    fig, axes = plt.subplots(2, len(found), figsize=(9, 3))
    for column, (label, before, after, answer) in enumerate(found):
        for ax, image, text in ((axes[0, column], before, label), (axes[1, column], after, answer)):
            ax.imshow(image, cmap="gray", vmin=0, vmax=1)
            ax.set_title(text, fontsize=9, color="black" if text == label else "red")
            ax.axis("off")
    fig.tight_layout()
    plt.show()

# %% [markdown]
r"""
## 12.3 Everything by heart

Take real images and deal their labels out at random. There is no rule left: whoever names the labels of the training images
has learned them by heart, and is as good as chance on new ones. Large networks do it without effort. Nothing had to be
changed for it: neither the network nor its training, only the labels.

That is a puzzle. The same network, trained on the true labels, names new images well. If it *could* have learned by heart,
why did it not? It is not because it is too small.

**Your task**: make it happen. The labels may mean nothing, but they stay the same through the training, and each stays with
its image. How often a network is right and how large its loss is are different things: a mean loss of 0.1 may leave some
labels wrong. So what you stop on is the share of training labels that are named.

**Worked example.** Four points 0, 1, 2, 3 on a line with the labels 1, 0, 0, 1: no straight line separates them, but 16
relu units have room for as many kinks as that takes.
"""

# %%
# exercise: memorize

# %% [markdown]
r"""
**Picture: true and random labels.** The same network with 128 hidden units and the same 300 images, once with their labels and
once with random ones. Left the share of training labels named, step by step: the random ones take several times as long,
and get there. Right what your function reaches on the images seen and on 1,000 new ones.
"""

# %%
with picture("true_and_random_labels", needs=("memorize",)):
    import matplotlib.pyplot as plt

    X, y = load("digits/train_inputs"), load("digits/train_labels")
    dealt = np.random.default_rng(0).integers(10, size=len(y))
    fig, axes = plt.subplots(1, 2, figsize=(9, 3.2))
    for place, (labels, name) in enumerate(((y, "true labels"), (dealt, "random labels"))):
        params, adam, course = initial_params((64, 128, 10), np.random.default_rng(1)), Adam(0.01), []
        for _ in range(101):
            course.append((scores(params, X[:300]).argmax(axis=1) == labels[:300]).mean())
            _, grads = loss_and_grads(params, X[:300], labels[:300])
            params = adam.step(params, grads)
        axes[0].plot(course, "--" if place else "-", label=name)
        params = memorize(X[:300], labels[:300], 128, np.random.default_rng(2))
        both = [(scores(params, X[part]).argmax(axis=1) == labels[part]).mean() for part in (np.s_[:300], np.s_[300:])]
        bars = axes[1].bar(np.arange(2) + 0.4 * place, both, 0.36, label=name)
        axes[1].bar_label(bars, fmt="%.2f", fontsize=8)
    axes[0].set(xlabel="step", ylabel="share of training labels named", ylim=(0, 1.05))
    axes[0].legend(loc="lower right")
    axes[1].set(xticks=[0.2, 1.2], xticklabels=["images seen", "new images"], ylabel="share named", ylim=(0, 1.15))
    fig.tight_layout()
    plt.show()

# %% [markdown]
r"""
## 12.4 The straight way down

The loss of a network is a landscape over thousands of weights, said to be full of hills, valleys and dead ends. Nobody can
look at it. But one can walk along a line in it and note the height. Choose the line from the random start of a training,
$\theta_0$, to its end, $\theta_1$:

$$\theta(\alpha) = (1 - \alpha)\,\theta_0 + \alpha\,\theta_1.$$

Training went by a winding path and did not know this line. If the landscape were as rough as is said, the line would cross
hills.

*Every* parameter goes along, weights and biases of all layers. Then ask the network in between for its loss: that is not
the mixture of the two losses.

**Worked example.** One input $x = 1$, two classes, the true one is 0. At $\theta_0$ everything is 0, at $\theta_1$ the scores
are $(4, 2)$. Halfway they are $(2, 1)$ and the loss is $\ln(1 + e^{-1}) = 0.313$. The mean of the losses of both ends would
be $\frac12 (0.693 + 0.127) = 0.410$.

Nothing forbids $\alpha = 2$, which goes on beyond the end, or a negative one.
"""

# %%
# exercise: interpolate_loss

# %% [markdown]
r"""
**Picture: from start to end, and from end to end.** Left the line from the random start to the end of a training on the
digits, and a little further on both sides; training images and new ones. There is no hill. Right, on a larger scale, the
line from the end of that training to the end of another one with another start, equally good: there is a hill. The mean of
two good networks is a much worse one.
"""

# %%
with picture("loss_on_a_line", needs=("interpolate_loss",)):
    import matplotlib.pyplot as plt

    X, y = load("digits/train_inputs"), load("digits/train_labels")
    begin, begin2 = (initial_params((64, 30, 10), np.random.default_rng(number)) for number in (0, 1))
    end, end2 = (train(one, X[:1000], y[:1000]) for one in (begin, begin2))
    places = np.linspace(-0.3, 1.3, 33)
    fig, axes = plt.subplots(1, 2, figsize=(9, 3.2))
    for ax, (first, last), words in (
        (axes[0], (begin, end), ("start", "end")),
        (axes[1], (end, end2), ("end of one training", "end of another")),
    ):
        ax.plot(places, interpolate_loss(first, last, X[:1000], y[:1000], places), label="training images")
        ax.plot(places, interpolate_loss(first, last, X[1000:], y[1000:], places), "--", label="new images")
        ax.set(xlabel=r"$\alpha$", xticks=[0, 0.5, 1], xticklabels=[f"0\n{words[0]}", "0.5", f"1\n{words[1]}"])
        for at in (0, 1):
            ax.axvline(at, color="lightgrey", zorder=0)
    axes[0].set(ylabel="loss", ylim=(0, 3.2))
    axes[1].set(ylim=(0, 0.8))
    axes[0].legend()
    fig.tight_layout()
    plt.show()

# %% [markdown]
r"""
## 12.5 Many networks, one function

Is the network that fits the data unique? Never. Two symmetries produce endlessly many others that give *every* input the
same answer:

- **Order.** The units of a hidden layer have no order. Let them change places, each with its incoming weights, its bias and
  its outgoing weights, and nothing changes. M units have M! orders.
- **Loudness.** For $k > 0$ is $\mathrm{relu}(k z) = k\,\mathrm{relu}(z)$. Multiply all that goes into a unit by k and divide
  all that leads on by k. (A slide scales "the inputs by k and the output by 1/k". The bias goes in as well, and k must be
  above 0: for $k < 0$ relu would cut off the other side.)

So the number of a unit means nothing, nor does the size of its weights. For every good network there are M! equally good ones,
far apart: many minima, all of the same depth.

**Worked example.** Three units with the biases $(4, 5, 6)$ and `perm = [2, 0, 1]`: new unit 0 is old unit 2, so the biases are
$(6, 4, 5)$. With $k = 2$ they would be $(8, 10, 12)$.

Where are the units? `Z = X @ W1 + b1` has a column for each unit, so has W1; the next layer reads them by the *rows* of W2.
Only the first hidden layer is concerned; a network may have more.
"""

# %%
# exercise: permute_hidden

# %%
# exercise: rescale_relu

# %% [markdown]
r"""
**Picture: the same function, other weights.** Left the first-layer weights of six units, before and after your permutation,
and after rescaling each by a factor of its own. Right the loss on the line from a trained network to the same network with
its units in another order: both ends give the same answers to everything, and in between there is a hill. So the hill of
12.4 does not mean that the two trainings found different things.
"""

# %%
with picture("one_function", needs=("permute_hidden", "rescale_relu", "interpolate_loss")):
    import matplotlib.pyplot as plt

    X, y = load("digits/train_inputs"), load("digits/train_labels")
    params = train(initial_params((64, 24, 10), np.random.default_rng(0)), X[:1000], y[:1000])
    perm = np.roll(np.arange(24), 5)
    turned = permute_hidden(params, perm)
    scaled = rescale_relu(params, np.exp(np.linspace(-1.5, 1, 24)[np.random.default_rng(0).permutation(24)]))
    fig = plt.figure(figsize=(10, 3.4))
    left, right = fig.subfigures(1, 2, width_ratios=(3, 2))
    grid = left.subplots(3, 6)
    for row, (name, one) in enumerate((("as trained", params), ("permuted", turned), ("rescaled", scaled))):
        for column in range(6):
            grid[row, column].imshow(one["W1"][:, column].reshape(8, 8), cmap="RdBu_r", vmin=-0.8, vmax=0.8)
            grid[row, column].set(xticks=[], yticks=[])
        off = np.abs(scores(one, X) - scores(params, X)).max()
        grid[row, 0].set_ylabel(f"{name}\nscores off\nby {off:.0e}", fontsize=8)
    ax = right.subplots()
    places = np.linspace(0, 1, 21)
    ax.plot(places, interpolate_loss(params, turned, X[:1000], y[:1000], places))
    ax.set(xlabel=r"$\alpha$", ylabel="loss", xticks=[0, 1], xticklabels=["0\nas trained", "1\npermuted"])
    right.subplots_adjust(bottom=0.22, left=0.2)
    plt.show()

# %% [markdown]
r"""
## 12.6 What an answer hangs on

The lecture shows a yacht among 50,000 training images of CIFAR-10. Trained again and again, networks get it right 84 % of the
time: a robust answer, one should think. Without *nine* of the training images it is 34 %, without eleven more 10 %, which
is guessing. The answer hung on twenty images that look like it.

Which ones those are, there are clever ways to find out. A simple one does well on digits: take the nearest neighbours of the
same class. Remove them, train again, and see what becomes of the answer. What is it to be compared with? With a training
that does without as many *random* examples, because every training set that is smaller is a little worse.

Three trainings, and only the examples may differ. So all three begin with the **same weights**, drawn once, and not where
the training with everything ended: that network has already seen what is to be removed.

**Worked example.** Points 0, 1, 2, 5 on a line with the classes 1, 0, 1, 1, asked at 1.5 for class 1: the distances within
the class are 1.5, 0.5 and 3.5, so the two nearest are rows 2 and 0. Row 1, at distance 0.5, is of another class.
"""

# %%
# exercise: nearest_same_class

# %%
# exercise: remove_and_retrain

# %% [markdown]
r"""
**Picture: removed neighbours.** Six digits that were not trained on (framed), beside each the six nearest of the 20 that are
removed from 300, and the probability of the right class before, without the 20, and without 20 random ones. Some answers
hardly notice, others are lost. Random removal hurts none of them.

Mind the proportion, though: here the 20 are most of the 30 or so images of the class. In the lecture's example they are 20 of
5,000, found by training thousands of networks. What would be a stricter comparison than 20 of all? You have the functions
to try 20 random ones of the same class.
"""

# %%
with picture("removed_neighbours", needs=("nearest_same_class", "remove_and_retrain")):
    import matplotlib.pyplot as plt

    X, y = load("digits/train_inputs"), load("digits/train_labels")
    asked = [303, 316, 302, 301, 329, 327]
    fig = plt.figure(figsize=(9, 5))
    left, right = fig.subfigures(1, 2, width_ratios=(3, 2))
    grid, bars = left.subplots(6, 7), []
    left.subplots_adjust(top=0.84, bottom=0.12)
    for row, i in enumerate(asked):
        near = nearest_same_class(X[:300], y[:300], X[i], int(y[i]), 20)
        near = near[np.argsort(((X[near] - X[i]) ** 2).sum(axis=1))]
        for column, image in enumerate([X[i], *X[near[:6]]]):
            grid[row, column].imshow(image.reshape(8, 8), cmap="Greys", vmin=0, vmax=1)
            grid[row, column].set(xticks=[], yticks=[])
            if column:
                grid[row, column].spines[:].set_visible(False)
        bars.append(remove_and_retrain(X[:300], y[:300], X[i], int(y[i]), 20, np.random.default_rng(i)))
    ax = right.subplots()
    marks = (
        ("before", "black", 0.25),
        ("without its neighbours", "tab:red", 0),
        ("without random ones", "grey", -0.25),
    )
    for place, (name, color, shift) in enumerate(marks):
        ax.barh(np.arange(6)[::-1] + shift, [one[place] for one in bars], 0.22, label=name, color=color)
    ax.set(xlabel="probability of the right class", xlim=(0, 1), yticks=[])
    right.legend(loc="upper center", ncols=1, fontsize=8)
    ax.set_ylim(-0.5, 5.5)
    right.subplots_adjust(top=0.84, bottom=0.12)
    plt.show()

# %% [markdown]
r"""
## 12.7 Where the network looks

Why was *this* image read as a three? The simplest explanation is a slope: how much would the score of the winning class grow
with each pixel? The **saliency map** has one number for each pixel. Its sign says whether more ink would speak for the
class or against it, so do not throw it away.

Take the score of the last layer, not its probability. The probability of a sure network hardly moves, whatever one does:
$P (1 - P)$ is a factor of its slope. And a probability also grows when *other* classes lose.

**Worked example.** One layer with the weights $W_1 = \begin{pmatrix} 2 & 0 \\ -5 & 1 \end{pmatrix}$: at $x = (1, 0)$ the
scores are 2 and 0, so class 0 leads, and its slope is the first *column*, $(2, -5)$. In a network with hidden layers the map
depends on x, because other units are on for other images.

A warning that belongs to every such map: it is the slope at one point. It says what a *tiny* change would do, not what
the network "looked at".
"""

# %%
# exercise: saliency

# %% [markdown]
r"""
**Picture: saliency maps.** Six digits, and below each the map of the class that is named: red where more ink would raise its
score, blue where it would lower it. The gap above the loop of the 6 is blue: ink there would make an 8 of it. Much of the
rest is as ragged as the weights are, above all in the corners, which are empty in nearly all images: training had nothing
to say about them.
"""

# %%
with picture("saliency_maps", needs=("saliency",)):
    import matplotlib.pyplot as plt

    X, y = load("digits/train_inputs"), load("digits/train_labels")
    params = train(initial_params((64, 30, 10), np.random.default_rng(0)), X[:1000], y[:1000])
    shown = 1000 + np.array([np.flatnonzero(y[1000:] == digit)[0] for digit in (0, 2, 3, 4, 6, 7)])
    fig, axes = plt.subplots(2, 6, figsize=(9, 3.4))
    for column, i in enumerate(shown):
        slopes = saliency(params, X[i])
        axes[0, column].imshow(X[i].reshape(8, 8), cmap="Greys", vmin=0, vmax=1)
        axes[0, column].set_title(f"named {scores(params, X[i : i + 1]).argmax()}", fontsize=9)
        limit = np.abs(slopes).max()
        axes[1, column].imshow(slopes.reshape(8, 8), cmap="RdBu_r", vmin=-limit, vmax=limit)
    for ax in axes.flat:
        ax.axis("off")
    fig.tight_layout()
    plt.show()

# %% [markdown]
r"""
## 12.8 What we may say

**Explained or interpretable?** A model is *interpretable* if a person can follow the decision itself: a short rule, a small
tree, a score made of a few weighted measurements. A large network is none of that. It can be *explained*: a second method
makes a picture or a simple substitute of it afterwards. Explanations help to find mistakes. But they are models of the
model, and where they disagree with it, it is the model that decides. Where much is at stake, it is worth asking whether an
interpretable model would do as well.

**Hidden units.** It was the hope of the first lectures that hidden units are features: this one for a loop, that one for a
stroke in the upper left. Sometimes that can be seen. After 12.5 you know what is certain about a unit, and what is not.

**Learning by heart.** After 12.3 you know that training accuracy proves nothing about new examples, and that a network may
generalize although it would have room to learn everything by heart.

Each question prints five statements of your own, drawn from a name. Enter yours and run the two cells. The grader reads
your `who` and draws the same statements, so do not change it afterwards.
"""

# %%
who = ...  # your name or student number, in quotes

# %%
if isinstance(who, str) and who.strip():
    for name, statements in numbers_of_12(who).items():
        print(f"{name}:")
        for letter, statement in statements.items():
            print(f"  {letter}  {statement}")
else:
    print("Put your name into the cell above and run it, then run this one.")

# %%
# question: q_12_8a

# %%
# question: q_12_8b

# %%
# question: q_12_8c

# %% [markdown]
r"""
**To read on.** Nielsen, *Neural Networks and Deep Learning*, shows in its chapter 4 with pictures why networks can compute any
function. Goodfellow, Bengio and Courville, *Deep Learning*, treat optimization in chapter 8, transfer in section 15.2 and
adversarial training in 7.13. The notes of Stanford's course CS231n and its UFLDL tutorial cover the same ground with other
words and code. The papers named in the docstrings above are short, and you now know enough to read them.

## Before you hand in

`check.all()` shows what will be graded: it runs your functions in a fresh namespace, as the grader will, and tells
which names are used but never defined. Outputs, pictures and extra cells do not matter.
"""

# %%
check.all()
