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
# Assignment 9: Regularization

A network with thousands of weights can learn a few hundred examples by heart, and be wrong about the next one. What you
want is not a small loss on what was seen, but on what was not. Everything that is done to training for that purpose, at
the price of a larger loss on the training examples, is called **regularization**. You write the usual kinds: a price on
large weights, stopping in time, more examples than you have, noise, dropout, and many models in the place of one.

| exercise | you write | points | minutes | tier |
|---|---|---|---|---|
| 9.0 | letters, and three numbers | 1 + 1 | 5 | more |
| 9.1 | `l1_penalty`, `l2_penalty`, `l2_step` | 4 + 5 + 5 | 30 | core |
| 9.2 | `l2_solution`, `effective_parameters` | 6 + 4 | 30 | more |
| 9.3 | `EarlyStopping`, `weight_change_stop` | 8 + 4 | 40 | core |
| 9.4 | `shift`, `rotate`, `mirror`, `blur3`, `channel_gain`, `jitter`, `gaussian_noise`, letters | 7 + 1 | 33 | core |
| 9.5 | `mixup`, `cutout` | 5 + 5 | 30 | core |
| 9.6 | `input_noise`, `disturb_label`, `gradient_noise`, `noisy_loss` | 2 + 3 + 3 + 2 | 35 | more |
| 9.7 | `Dropout` | 16 | 40 | core |
| 9.8 | `bootstrap`, `bagging_mse`, `ensemble_predict` | 2 + 3 + 3 | 25 | more |
| 9.9 | `mask_outputs`, `ngm` | 3 + 3 | 25 | stretch |
| 9.10 | `shrink` | 4 | 20 | stretch |

Each exercise prints its **promises**: all that is graded, the hidden checks included, which only use other numbers.
Replace `raise NotImplementedError(...)`, run the cell, then run the check below it. Pictures draw themselves once the
functions that they need work.

**Notation.** N examples with D inputs, K classes; rows of X are examples. The price of a penalty is $a$, in lectures often
$\alpha$ or $\lambda$. `params` is a dict from name to array. **Arrays with two or more axes are weights, those with one
are biases.** Images have rows from top to bottom and columns from left to right; with channels, those come first.

**Chance.** Much here is drawn from a generator `rng` that you are given: use it, and nothing else, for everything random.
Your draws need not be ours. Checks ask for what was promised, such as a mean, and leave so much room that a right program
fails about once in a million times.

**Given.** `softmax` and `cross_entropy` are from assignment 7; `sigmoid`, `relu` and `he_normal` you know. `train_with_dropout`
is the network of 9.7.
"""

# %%
# bootstrap

# %% [markdown]
r"""
## 9.0 What is my rule?

Three numbers may satisfy a rule that I have in mind. Say that 1 2 3, 4 5 6 and 7 8 9 satisfy it, and 9 2 31 does not. What
is the rule? Consecutive numbers? Ascending ones? Numbers below 10? A sum below 25? Or just these three triples and no
others? All of these fit everything that you know, and they disagree about the next triple. To learn is to choose among
them, and the examples cannot do it for you.

**Three questions**, these two and one in 9.4, have numbers of their own for everybody, drawn from a name. Enter yours and
run the two cells. The grader reads your `who` and draws the same numbers, so do not change it afterwards.
"""

# %%
who = ...  # your name or student number, in quotes

# %%
if isinstance(who, str) and who.strip():
    drawn = numbers_of_9_0(who)
    for triple, holds in drawn["examples"]:
        print(*triple, "satisfies the rule" if holds else "does not satisfy the rule")
    print("\nrules")
    for letter, rule in drawn["rules"].items():
        print(f"  {letter}  {rule}")
    print("\ntwo:", " and ".join(drawn["two"]))
else:
    print("Put your name into the cell above and run it, then run this one.")

# %%
# question: q_9_0a

# %%
# question: q_9_0b

# %% [markdown]
r"""
## 9.1 A price on weights

Of two networks that fit equally well, prefer the one with the smaller weights: its output changes less when an input
changes a little. Put that preference into the loss. With a price $a$,

$$\tilde L = L + \frac{a}{2} \sum w^2 \qquad\text{or}\qquad \tilde L = L + a \sum |w|.$$

The sums go over all *weights*. Biases are left out: they move a function up and down and do not make it any wilder.
The first one is called **l2 penalty** or weight decay, the second one **l1 penalty**.

**Worked example.** Weights $(3, -1)$, a bias of 7, and $a = \frac12$. The l2 penalty is $\frac14 (9 + 1) = 2.5$, with the
gradient $\frac12 (3, -1) = (1.5, -0.5)$. The l1 penalty is $\frac12 (3 + 1) = 2$, with the gradient $\frac12 (1, -1)$. The
bias costs nothing.

The l2 penalty pulls a large weight strongly and a small one hardly at all. The l1 penalty pulls all of them equally, until
they are 0. At 0 itself, $|w|$ has no slope; anything from $-a$ to $a$ will do.

**A step** goes down the slope of the sum, with $\eta$ before both parts:
$w - \eta\,(\nabla L + a w)$. Seen differently, each step multiplies the weight by $1 - \eta a$ before it follows the
loss, and that is why it is called decay. (For plain gradient descent the two are the same; for the optimizers of
assignment 8 they are not.)

**Worked example.** $w = 2$, the gradient of the loss is 1, $a = \frac12$, $\eta = 0.1$: the new weight is
$2 - 0.1\,(1 + 1) = 1.8$.
"""

# %%
# exercise: l1_penalty

# %%
# exercise: l2_penalty

# %%
# exercise: l2_step

# %% [markdown]
r"""
**Picture: how hard they pull.** Both penalties of a single weight (left), and their slopes (right), for $a = 1$. The slope
of the l2 penalty (dashed) vanishes towards 0; that of the l1 penalty is as strong at 0.01 as at 2.
"""

# %%
with picture("two_penalties", needs=("l1_penalty", "l2_penalty")):
    import matplotlib.pyplot as plt

    line = np.linspace(-2, 2, 80)  # 0 is not among them
    prices = {"l1": ("-", l1_penalty), "l2": ("--", l2_penalty)}
    fig, axes = plt.subplots(1, 2, figsize=(9, 3))
    for label, (style, penalty) in prices.items():
        found = [penalty({"W": np.array([[w]])}, 1.0) for w in line]
        axes[0].plot(line, [value for value, _ in found], style, label=label)
        axes[1].plot(line, [grads["W"].item() for _, grads in found], style, label=label)
    axes[0].set(xlabel="weight", ylabel="penalty")
    axes[1].set(xlabel="weight", ylabel="slope of the penalty")
    axes[0].legend()
    fig.tight_layout()
    plt.show()

# %% [markdown]
r"""
## 9.2 Where the price leads

Near its minimum $w^*$ a loss looks like a bowl, $L(w) = \frac12 (w - w^*)^T H (w - w^*)$, where H holds its second
derivatives: large along directions in which it is steep, small where it is flat. Add the l2 penalty and ask where the two
slopes cancel:

$$H (w - w^*) + a w = 0.$$

That is a system of linear equations for w. Collect what stands before w, and solve it; `np.linalg.solve` does that without
an inverse. H itself may be flat in some direction and have no inverse; what stands before w always has one.

Along the eigenvectors of H every direction is on its own. With the eigenvalue $\lambda$, what is left of $w^*$ there is the
share

$$\frac{\lambda}{\lambda + a},$$

nearly all where the bowl is steep, nearly nothing where it is flat. The sum of the shares counts how many
parameters are still free to follow the data: the **effective parameters**.

**Worked example.** $H = \mathrm{diag}(4, 1)$, $w^* = (1, 1)$, $a = 1$: the shares are $\frac45$ and $\frac12$, the weights
$(0.8, 0.5)$, and 1.3 parameters out of 2 are effective.
"""

# %%
# exercise: l2_solution

# %%
# exercise: effective_parameters

# %% [markdown]
r"""
**Picture: less freedom.** Twelve points on a wave, with noise, and polynomials of degree 11 with three prices; the dashed
line is the wave. With next to no price (left) nearly all of the 12 parameters are used to pass through every point. In the
middle about six are effective, and the curve comes close to the wave. On the right the price is too high.
"""

# %%
with picture("effective_parameters", needs=("l2_solution", "effective_parameters")):
    import matplotlib.pyplot as plt

    rng = np.random.default_rng(4)
    x, dense = np.linspace(-1, 1, 12), np.linspace(-1, 1, 300)
    y = np.sin(3 * x) + 0.25 * rng.normal(size=12)
    features, curve = x[:, None] ** np.arange(12), dense[:, None] ** np.arange(12)
    second, best = features.T @ features / 12, np.linalg.lstsq(features, y, rcond=None)[0]
    fig, axes = plt.subplots(1, 3, figsize=(10, 3), sharey=True)
    for ax, a in zip(axes, (1e-9, 1e-3, 1.0), strict=True):
        ax.plot(dense, np.sin(3 * dense), "--", color="grey", lw=1)
        ax.plot(dense, curve @ l2_solution(second, best, a))
        ax.plot(x, y, "ko", ms=4)
        ax.set(title=f"a = {a:g}: {effective_parameters(second, a):.1f} effective", xlabel="x", ylim=(-2, 2))
    fig.tight_layout()
    plt.show()

# %% [markdown]
r"""
## 9.3 Stop in time

While a network trains, its loss on the training examples falls and falls. Its loss on examples that were set aside falls
too, for a while. Then it rises: what is learned from there on is the noise. Keep the parameters of the best moment.

One does not know that it was the best before some time has passed. So wait: if for `patience` epochs in a row nothing was
gained, stop. A gain is a loss that lies *more than* `min_delta` below the best one. Since the optimum may be near, one can
then go on for a few epochs with a smaller step: `cooldown` of them, at a `rate` that multiplies the step size.

**Worked example.** Patience 2, losses 3, 1, 2, 1.5. The second epoch is a gain, the third and the fourth are not: stop after
the fourth, with the parameters of the second. With `cooldown=2`, the fourth epoch answers False and sets `rate` to `factor`;
the fifth answers False, the sixth True.

Two traps. A loss that was divided by zero is NaN, and every comparison with NaN is false: write the condition so that NaN is
no gain. And the arrays in `params` go on changing after you looked at them: keep copies.

**When nothing moves.** Another sign is that the weights came to rest. Compare them with those of ten epochs ago. Not by
the length of the whole change: a thousand units that tremble a little look like one that is still on its way. Take the
change of each unit, a column of W, and let the *largest* decide. It may be measured as a share of the unit's old length.

**Worked example.** Two units; the first moves by $(0.3, 0.4)$, a length of 0.5, the second rests. With $\rho = 0.6$ that is
rest, with $\rho = 0.4$ it is not.
"""

# %%
# exercise: EarlyStopping

# %%
# exercise: weight_change_stop

# %% [markdown]
r"""
**Picture: the best moment.** A polynomial of degree 14 learns 20 noisy points by gradient descent, watched by your
`EarlyStopping`. The loss on these points falls all the time (dashed), that on 200 others turns. Marked are the epoch in which
training would have stopped, and the one whose parameters are kept. (The horizontal axis is logarithmic.)
"""

# %%
with picture("the_best_moment", needs=("EarlyStopping",)):
    import matplotlib.pyplot as plt

    rng = np.random.default_rng(1)
    spots, others = rng.uniform(-1, 1, 20), rng.uniform(-1, 1, 200)
    features, more = np.polynomial.legendre.legvander(spots, 14), np.polynomial.legendre.legvander(others, 14)
    y, y_more = np.sin(3 * spots) + 0.4 * rng.normal(size=20), np.sin(3 * others) + 0.4 * rng.normal(size=200)
    w, seen, unseen, watch, ended, kept = np.zeros(15), [], [], EarlyStopping(60), None, 0
    for epoch in range(3000):
        w = w - 0.3 * features.T @ (features @ w - y) / 20
        seen.append(((features @ w - y) ** 2).mean() / 2)
        unseen.append(((more @ w - y_more) ** 2).mean() / 2)
        if ended is None:
            ended = epoch if watch.update(unseen[-1], {"w": w}) else None
            kept = epoch if watch.best_loss == unseen[-1] else kept
    fig, ax = plt.subplots(figsize=(6, 3.4))
    epochs = np.arange(1, 3001)
    ax.semilogx(epochs, seen, "--", label="20 points that are learned")
    ax.semilogx(epochs, unseen, label="200 others")
    ax.plot(kept + 1, unseen[kept], "o", label="kept")
    if ended is not None:
        ax.axvline(ended + 1, color="grey", lw=1, label="stopped")
    ax.set(xlabel="epoch", ylabel="loss", ylim=(0, 0.3))
    ax.legend()
    plt.show()

# %% [markdown]
r"""
## 9.4 More images than you have

A digit that is moved by a pixel is the same digit. So every image that was collected is worth dozens. You write the usual
transformations, in plain indexing, for images of shape `(height, width)` and `(C, height, width)`: rows and columns are
always the *last* two axes, which `image[..., r, c]` reaches whatever stands in front.

- `shift` moves; what leaves on one side is lost, and zeros come in on the other. (`np.roll` brings it back.)
- `rotate` by quarter turns, counter-clockwise; `mirror` swaps left and right. Both keep the sum of the pixels.
- `blur3` takes the mean over the 3 x 3 window around each pixel. At an edge only six of the nine pixels lie in the image, in
  a corner four: divide by as many as there are, or the borders grow dark.
- `channel_gain` multiplies each colour channel by a number: another light.
- `jitter` shifts each image of a batch by a draw of its own, `gaussian_noise` adds grain, each pixel by itself.

**Worked example.** A 3 x 3 image with a 9 in the middle of its top row and zeros elsewhere. Blurred, the corner above is the
mean of four pixels, $9/4$; the pixel in the middle is the mean of nine, 1.

**Do labels survive?** Only you know that: a mirrored 3 is no 3. A network of 100 hidden units, which had been trained on
MNIST and names 97 % of its test images, was shown them transformed. Here is how many of each digit it still took for that
digit, in per cent, the mean over five networks.

| | 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 |
|---|---|---|---|---|---|---|---|---|---|---|
| as they are | 99 | 99 | 97 | 98 | 97 | 97 | 98 | 97 | 95 | 96 |
| down and right by one pixel | 91 | 65 | 93 | 96 | 88 | 87 | 91 | 96 | 84 | 73 |
| mirrored | 71 | 60 | 42 | 2 | 82 | 0 | 37 | 18 | 88 | 31 |
| by a quarter turn | 53 | 0 | 2 | 4 | 5 | 13 | 1 | 44 | 6 | 21 |
| by half a turn | 46 | 77 | 23 | 0 | 31 | 54 | 0 | 0 | 42 | 0 |

Of the sixes that were turned by half, 56 % were taken for nines. To add such copies to the training set, with the old
labels, does harm: five networks trained on 6,000 images named 93.6 % of the test images on average, and 91.8 % when mirrored
copies were added. Each of the five lost.
"""

# %%
# exercise: shift

# %%
# exercise: rotate

# %%
# exercise: mirror

# %%
# exercise: blur3

# %%
# exercise: channel_gain

# %%
# exercise: jitter

# %%
# exercise: gaussian_noise

# %% [markdown]
r"""
**Picture: one image, eight times.** A digit of 8 x 8 pixels as it is, moved, turned, mirrored, blurred, jittered twice and
with grain. Decide for each whether you would still call it by its name.
"""

# %%
with picture("eight_times", needs=("shift", "rotate", "mirror", "blur3", "jitter", "gaussian_noise")):
    import matplotlib.pyplot as plt

    X, y = load("digits/train_inputs"), load("digits/train_labels")
    image, rng = X[np.flatnonzero(y == 3)[1]].reshape(8, 8), np.random.default_rng(0)
    copies = {"as it is": image, "moved": shift(image, 1, -1), "turned": rotate(image, 1), "mirrored": mirror(image)}
    pair = jitter(np.stack([image, image]), 2, rng)
    copies |= {"blurred": blur3(image), "jittered": pair[0], "jittered again": pair[1]}
    copies["with grain"] = gaussian_noise(image[None], 0.15, rng)[0]
    fig, axes = plt.subplots(1, 8, figsize=(12, 1.9))
    for ax, (label, one) in zip(axes, copies.items(), strict=True):
        ax.imshow(one, cmap="Greys", vmin=0, vmax=1)
        ax.set_title(label, fontsize=9)
        ax.axis("off")
    plt.show()

# %% [markdown]
r"""
**Picture: another light.** A picture of three channels, red, green and blue, and two others that your `channel_gain` makes of
it: warmer, with less blue, and colder, with less red.
"""

# %%
with picture("another_light", needs=("channel_gain",)):
    import matplotlib.pyplot as plt

    rows, columns = np.mgrid[0:24, 0:36] / 24
    disc = (rows - 0.4) ** 2 + (columns - 0.9) ** 2 < 0.06
    scene = np.stack([0.35 + 0.4 * rows, 0.55 - 0.1 * rows, 0.85 - 0.6 * rows])
    scene = np.where(disc, np.array([0.9, 0.8, 0.5])[:, None, None], scene)
    fig, axes = plt.subplots(1, 3, figsize=(9, 2.2))
    lights = {"as it is": [1, 1, 1], "warmer": [1.1, 0.9, 0.5], "colder": [0.5, 0.9, 1.1]}
    for ax, (label, gains) in zip(axes, lights.items(), strict=True):
        ax.imshow(np.clip(channel_gain(scene, np.array(gains)), 0, 1).transpose(1, 2, 0))
        ax.set_title(label, fontsize=9)
        ax.axis("off")
    plt.show()

# %% [markdown]
r"""
The question below is about copies of digits that somebody wants to add to a training set, with the label of the original.
"""

# %%
if isinstance(who, str) and who.strip():
    print("copies")
    for letter, text in numbers_of_9_4(who).items():
        print(f"  {letter}  {text}")
else:
    print("Put your name into the cell of 9.0 and run it, then run this one.")

# %%
# question: q_9_4

# %% [markdown]
r"""
## 9.5 Examples that never were

**mixup** goes further: it invents examples between two real ones. Draw a weight $\lambda$ in $0 \dots 1$ and a partner j for
example i, and take

$$\tilde x = \lambda x_i + (1 - \lambda) x_j, \qquad \tilde y = \lambda y_i + (1 - \lambda) y_j.$$

The label is mixed with the same weight and the same partner, or the network is taught nonsense. The y are one-hot rows, so
that $\tilde y$ says "70 % a three, 30 % an eight"; `cross_entropy` takes such rows. The weight comes from the
distribution Beta(alpha, alpha): for alpha = 1 it is uniform, for small alpha mostly close to 0 or 1, so that one of the two
dominates. One weight may serve for the whole batch, or each row may have its own; both are in use.

**Worked example.** $x_i = 0$ and $x_j = 4$ with the labels $(1, 0)$ and $(0, 1)$, and $\lambda = \frac34$: the new example
is 1, with the label $(\frac34, \frac14)$.

**cutout** hides a square of every image, so that the network cannot rely on one spot. Draw its place for each image, set it
to zero in all channels, and clip what reaches over the border: in NumPy a slice that starts at $-1$ starts at the *end*.

**Worked example.** A square of 3 x 3 whose top left pixel would be in row $-1$, column 4, of an image with 6 columns covers
rows 0 and 1 and columns 4 and 5.
"""

# %%
# exercise: mixup

# %%
# exercise: cutout

# %% [markdown]
r"""
**Picture: mixed and cut.** Above, six digits that `mixup` made, with their largest two label entries. Below, six that lost
squares of 3 x 3, drawn in red; some of the squares reach over the border.
"""

# %%
with picture("mixed_and_cut", needs=("mixup", "cutout")):
    import matplotlib.pyplot as plt

    X, y = load("digits/train_inputs")[:40], load("digits/train_labels")[:40]
    X_mixed, Y_mixed = mixup(X, np.eye(10)[y], 1.0, np.random.default_rng(3))
    cut = cutout(1.0 + X.reshape(-1, 1, 8, 8), 3, np.random.default_rng(3))[:, 0] - 1  # what is cut becomes -1
    fig, axes = plt.subplots(2, 6, figsize=(9, 3.4))
    for i, (above, below) in enumerate(axes.T):
        above.imshow(X_mixed[i].reshape(8, 8), cmap="Greys", vmin=0, vmax=1)
        second, first = np.argsort(Y_mixed[i])[-2:]
        above.set_title(f"{first}: {Y_mixed[i, first]:.2f}, {second}: {Y_mixed[i, second]:.2f}", fontsize=8)
        below.imshow(np.maximum(cut[i], 0), cmap="Greys", vmin=0, vmax=1)
        below.imshow(np.ma.masked_greater(cut[i], -0.5), cmap="Reds_r", vmin=-2, vmax=0)
        above.axis("off")
        below.set(xticks=[], yticks=[])
    plt.show()

# %% [markdown]
r"""
## 9.6 Noise

**On the inputs.** Add a little normal noise to every input, drawn anew each time an example is used. It says that
neighbours of an example have the same target. (The generator asks for the *standard deviation*; a variance is its square.)

For a linear unit with squared error one can say what that does. Its score becomes $w \cdot x + w \cdot \varepsilon$, where
$\varepsilon$ has independent entries with mean 0 and variance $\sigma^2$. The error is squared: of the three terms the mixed one
vanishes on average, and the last one is the variance of $w \cdot \varepsilon$. Work out that variance, and you have
`noisy_loss`: the mean over all noise, without drawing any. Then look at it: you know this penalty.

**Worked example.** One weight $w = 2$, one example $x = 1$ with target 3: without noise the loss is $\frac12 (2 - 3)^2 =
\frac12$. Noise of variance 0.01 gives the score a variance of $4 \cdot 0.01$, and the loss becomes $0.5 + 0.02$.

**On the labels.** `disturb_label` draws a label anew with probability alpha, from *all* K classes, whatever it was. So it may
come out as it was, which happens to a share $\alpha / K$ of all labels. A network that cannot trust labels altogether will
not become too sure of itself.

**Worked example.** K = 10 and $\alpha = 0.1$: a label stays as it is with probability $0.9 + 0.01 = 0.91$.

**On the gradient.** Noise with the variance $\eta / (1 + t)^\gamma$ shakes the weights out of bad places early on, and fades
as t grows. (Here $\eta$ is the first variance, not a step size; the letter is the lecture's.)
"""

# %%
# exercise: input_noise

# %%
# exercise: disturb_label

# %%
# exercise: gradient_noise

# %%
# exercise: noisy_loss

# %% [markdown]
r"""
**Picture: noise is a penalty.** A linear unit with four weights and 30 examples. Dots: the loss with noisy inputs, 200 drawings
averaged. Line: your formula. The horizontal axis is the *variance* of the noise, and the line is straight: its slope is that
of a price on the squares of the weights.
"""

# %%
with picture("noise_is_a_penalty", needs=("input_noise", "noisy_loss")):
    import matplotlib.pyplot as plt

    rng = np.random.default_rng(0)
    X, w = rng.normal(size=(30, 4)), np.array([1.0, -2.0, 0.5, 1.0])
    y = X @ w + 0.5 * rng.normal(size=30)
    variances = np.linspace(0, 1, 11)
    measured = [
        np.mean([((input_noise(X, np.sqrt(v), rng) @ w - y) ** 2).mean() / 2 for _ in range(200)]) for v in variances
    ]
    fig, ax = plt.subplots(figsize=(5, 3.2))
    ax.plot(variances, [noisy_loss(w, X, y, np.sqrt(v)) for v in variances], label="formula")
    ax.plot(variances, measured, "o", label="200 drawings")
    ax.set(xlabel="variance of the noise", ylabel="loss")
    ax.legend()
    plt.show()

# %% [markdown]
r"""
## 9.7 Dropout

Units of a large network come to rely on each other: one is trained to mend what another one gets wrong. Make that impossible.
In every step of training, switch off each unit of a hidden layer with probability p, for each example anew. No unit can count
on any other. **In testing all units are there.**

Then a unit of the next layer suddenly gets more: after training with $p = \frac12$, twice as much. This has to be made up for,
and there are two ways.

- The **plain** form: while training, units are dropped and the others are left alone; in testing all outputs are multiplied by
  the share $1 - p$ that was there on average. (A slide says "reduce them by factor p"; the paper writes p for the probability to
  *keep* a unit. For $p = \frac12$ all of this is the same, which is why the checks also ask for 0.2 and 0.8.)
- The **inverted** form, which everybody uses: what is kept while training is divided by $1 - p$; in testing nothing is done.

**Worked example.** $p = 0.2$, outputs $(1, 2, 3)$, and the second unit is dropped. Inverted: $(1.25, 0, 3.75)$ while
training, $(1, 2, 3)$ in testing. Plain: $(1, 0, 3)$ while training, $(0.8, 1.6, 2.4)$ in testing.

**Backwards.** With the mask held fixed, each output is its input times a number: 0, or the scale. The slope goes back through
the same numbers. So `forward` has to remember what it drew.

`train_with_dropout`, at the top, has a hidden layer of 100 units with your layer behind it. Read how it calls `forward` and
`backward`.
"""

# %%
# exercise: Dropout

# %% [markdown]
r"""
**Picture: masks, and what they are good for.** Left, what is left of the outputs of 30 units for 12 examples: every row has a
mask of its own. Right, networks of 100 hidden units that learned 200 digits in 100 epochs, for five shares p, three networks
each: dots are the share of 600 other digits that they name. On images this small half of the units can be dropped and nothing
is lost, nor gained by much more than one network differs from the next; the gains of the paper are those of large networks.
When nearly everything is dropped, too little is left to learn with.
"""

# %%
with picture("masks_and_accuracy", needs=("Dropout",)):
    import matplotlib.pyplot as plt

    X, y = load("digits/train_inputs"), load("digits/train_labels")
    fig, axes = plt.subplots(1, 2, figsize=(10, 3.2))
    axes[0].imshow(Dropout(0.5, np.random.default_rng(0)).forward(np.ones((12, 30)), True), cmap="Greys")
    axes[0].set(xlabel="unit", ylabel="example")
    shares = (0.0, 0.3, 0.5, 0.7, 0.95)
    found = np.zeros((len(shares), 3))
    for row, p in enumerate(shares):
        for k in range(3):
            layer, rng = Dropout(p, np.random.default_rng(k)), np.random.default_rng(10 + k)
            classes, _ = train_with_dropout(layer, X[:200], y[:200], X[200:800], 100, rng)
            found[row, k] = (classes == y[200:800]).mean()
    axes[1].plot(shares, found.mean(axis=1), color="lightgrey")
    for column in found.T:
        axes[1].plot(shares, column, "ko", ms=4)
    axes[1].set(xlabel="p, the share that is dropped", ylabel="named correctly")
    fig.tight_layout()
    plt.show()

# %% [markdown]
r"""
## 9.8 Many models

Ask ten people, and take the mean of their answers. If their errors have nothing to do with each other, most of them cancel.
Let each of k models have an error with mean 0 and variance V, and any two of them the covariance C. The mean of the k errors,
squared, is a sum of $k^2$ products, divided by $k^2$. How many of these products are squares, and how many belong to two
different models? That gives the expected square, `bagging_mse`.

**Worked example.** Two models with $V = 1$ and $C = 0.5$: of the four products two are 1 and two are 0.5 on average, together 3,
divided by four: 0.75. Not 0.5, because the two tend to be wrong together.

Where do k different models come from, if there is one training set? **Bagging**: give each a *bootstrap* sample, n examples
drawn from the n with replacement. About a third of the examples is missing in each, a different third every time. The answer of
the **ensemble** is the class with the largest *mean probability*. That is not a majority vote: who is sure counts for
more.

**Worked example.** Two models, two classes: $(0.9, 0.1)$ and $(0.4, 0.6)$. They disagree, so a vote is a tie; the means are
$(0.65, 0.35)$.
"""

# %%
# exercise: bootstrap

# %%
# exercise: bagging_mse

# %%
# exercise: ensemble_predict

# %% [markdown]
r"""
**Picture: what more models bring.** The expected squared error of the mean of 1 to 30 models, for errors that share nothing, a
quarter, three quarters, and everything. All curves begin at V; they end at C.
"""

# %%
with picture("more_models", needs=("bagging_mse",)):
    import matplotlib.pyplot as plt

    counts = np.arange(1, 31)
    fig, ax = plt.subplots(figsize=(5.5, 3.2))
    for C, style in ((1.0, "-"), (0.75, "--"), (0.25, "-."), (0.0, ":")):
        ax.plot(counts, [bagging_mse(1.0, C, int(k)) for k in counts], style, label=f"C = {C:g} V")
    ax.set(xlabel="models", ylabel="expected squared error / V", ylim=(0, 1.05))
    ax.legend()
    plt.show()

# %% [markdown]
r"""
## 9.9 Dropout is an ensemble

With n inputs that may be dropped, a unit is $2^n$ different units that share their weights. Training with dropout trains all of
them a little. In testing one would want their common answer, and it is surprising that for one sigmoid unit and $p = \frac12$
it can be had without asking all of them.

The common answer is taken in a special way. G is the *geometric* mean of the $2^n$ outputs, $G'$ that of their complements
$1 - o$; they do not add up to 1, so divide: the **normalized geometric mean** is $G / (G + G')$. Write $(1 - o)/o$ for a sigmoid
unit, which is $e^{-s}$ with its score s, and see that $G'/G$ is $e$ to the power of minus the *mean score*. Each input is in
half of the sets. So the mean score is $\frac12 w \cdot x + b$: the weights are halved, and the **bias stays whole**, because it
is never dropped. (A slide halves "the weights" and means just these.)

**Worked example.** One input, $w x = 2$, $b = 0$: the outputs are $\sigma(0) = \frac12$ and $\sigma(2) = 0.881$, with odds 1 and
$e^2$. Their geometric mean is $e^1$, so the answer is $\sigma(1) = 0.731$. The arithmetic mean would be 0.690.

A product of 1024 probabilities is smaller than the smallest float. Add up logarithms.
"""

# %%
# exercise: mask_outputs

# %%
# exercise: ngm

# %% [markdown]
r"""
**Picture: a thousand units in one.** How often each output occurs among the $2^{10}$ units of one with ten inputs and a bias.
The solid line is their normalized geometric mean, and exactly on it, dotted, the single unit with halved weights. The dashed line is
the unit whose bias was halved as well.
"""

# %%
with picture("a_thousand_units", needs=("mask_outputs", "ngm")):
    import matplotlib.pyplot as plt

    rng = np.random.default_rng(3)
    w, x, b = rng.normal(size=10), rng.normal(size=10), 1.5
    outputs = mask_outputs(w, b, x)
    fig, ax = plt.subplots(figsize=(6, 3.2))
    ax.hist(outputs, bins=40, color="lightgrey")
    ax.axvline(ngm(outputs), color="C0", lw=3, label="normalized geometric mean")
    ax.axvline(sigmoid(w @ x / 2 + b), color="white", ls=":", lw=1.5, label="weights halved")
    ax.axvline(sigmoid((w @ x + b) / 2), color="C1", ls="--", label="bias halved too")
    ax.set(xlabel="output", ylabel="number of units")
    ax.legend(loc="upper left", facecolor="silver")
    plt.show()

# %% [markdown]
r"""
## 9.10 Which powers give zeros?

A slide says that penalties $|w|^p$ with $p < 2$ make weights sparse: many of them 0. Look closer, at one weight that would like
to be c. Which w makes

$$\tfrac12 (w - c)^2 + a |w|^p$$

least? For $p = 2$ set the slope to 0. For $p = 1$ there is a corner at 0: try $w > 0$ and $w < 0$ separately; where neither
works, the corner itself is best. For $p = 4$ and $p = 1.5$ the slope rises from 0 to $|c|$ only once through 0: halve the interval
again and again. For $p = \frac12$ the penalty is so steep near 0 that $w = 0$ is always a *local* minimum; there may be another
one farther out, and you have to compare. It lies where the slope rises: to the right of the w at which
$w - |c| + \frac a2 w^{-1/2}$ is least.

**Worked example.** $c = 3$, $a = 1$. For $p = 1$ the slope for $w > 0$ is $w - 3 + 1$, so $w = 2$. For $p = 2$ it is $w - 3 + 2w$, so
$w = 1$. With $c = 0.5$ and $p = 1$ no slope is 0 anywhere, and the best w is exactly 0.

Zeros must be exact: a network with zeros in it can be made smaller, one with $10^{-9}$ cannot.
"""

# %%
# exercise: shrink

# %% [markdown]
r"""
**Picture: five powers.** What becomes of c, for $a = \frac12$, with dots where it is exactly 0. Up to $p = 1$ there is a piece
of zeros around 0, and for $p = \frac12$ a jump at its end. For $p = 1.5$ small weights become very small, and none becomes 0.
"""

# %%
with picture("five_powers", needs=("shrink",)):
    import matplotlib.pyplot as plt

    targets = np.linspace(-2, 2, 401)
    fig, axes = plt.subplots(1, 5, figsize=(12, 2.8), sharey=True)
    for ax, p in zip(axes, (0.5, 1, 1.5, 2, 4), strict=True):
        weights = shrink(targets, 0.5, p)
        ax.plot(targets, targets, color="lightgrey", lw=1)
        for part in (targets < 0, targets > 0):
            inner = part & (weights != 0)
            ax.plot(targets[inner], weights[inner], color="C0")
        zeros = targets[weights == 0]
        ax.plot(zeros[::8], np.zeros(len(zeros[::8])), "o", ms=2.5, color="C1")
        ax.set(title=f"p = {p:g}", xlabel="c")
    axes[0].set_ylabel("best w")
    plt.show()

# %% [markdown]
r"""
## Before you hand in

`check.all()` shows what will be graded: it runs your functions in a fresh namespace, as the grader will, and tells
which names are used but never defined. Outputs, pictures and extra cells do not matter.
"""

# %%
check.all()
