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
# Assignment 10: Activations, initialization, batch normalization

Your networks learn. Whether a *deep* one does is decided by three choices that are made before the first step: what a
unit does with its sum, how large the weights are at the start, and what keeps the numbers in between in range while
the weights move. This notebook takes them in that order. At its end stands a network that learns from a start, and at
a step size, that would ruin a plain one.

| exercise | you write | points | minutes | tier |
|---|---|---|---|---|
| 10.1 | `ReLU`, `LeakyReLU`, `RReLU`, `ELU`, `Maxout` | 3 + 3 + 5 + 4 + 5 | 50 | core |
| 10.2 | `dead_fraction`, `symmetry_spread` | 4 + 4 | 15 | core |
| 10.3 | `xavier_uniform`, `xavier_normal`, `he_normal`, `he_uniform`, `conv_fans` | 3 + 3 + 3 + 3 + 2 | 30 | core |
| 10.4 | `signal_propagation` | 6 | 25 | more |
| 10.5 | `batchnorm_forward` | 14 | 35 | core |
| 10.6 | `batchnorm_backward` | 18 | 50 | more |
| 10.7 | `update_running`, `batchnorm_test` | 5 + 3 | 25 | core |
| 10.8 | `BatchNormMLP` | 5 | 30 | stretch |
| 10.9 | `dead_by_rate` | 4 | 20 | stretch |
| 10.10 | three answers | 3 | 15 | more |

Each exercise prints its **promises**: all that is graded, the hidden checks included, which only use other numbers.
Replace `raise NotImplementedError(...)`, run the cell, then run the check below it. Pictures draw themselves once the
functions that they need work.

**Notation.** N examples, D inputs, M units; rows of X are examples. `x` and `pre` are pre-activations, `out` is what
an activation makes of them. `dout` is the gradient of some loss by `out`, `dx` that by x. `W` has one column for each
unit: shape (fan_in, fan_out).

**Given.** `sigmoid`, `tanh` and `relu`; from assignment 7 `softmax`, `cross_entropy` and `minibatches`; and a small
network for 10.2 and 10.9, `relu_network` and `train_network`, with their bodies.
"""

# %%
# bootstrap

# %%
# given

# %% [markdown]
r"""
## 10.1 What a unit does with its sum

A sigmoid is flat on both sides: a unit that is far out hardly moves, however wrong it is. tanh is flat as well, but
its outputs have both signs. A **rectifier** is flat on one side only, and costs a comparison. Its relatives differ in
what they do with negative inputs:

| layer | $x > 0$ | $x < 0$ |
|---|---|---|
| `ReLU()` | $x$ | $0$ |
| `LeakyReLU(a)` | $x$ | $a x$ |
| `RReLU(lo, hi, rng)` | $x$ | $r x$ with $r$ drawn from lo to hi in training, $r = (\text{lo} + \text{hi})/2$ in tests |
| `ELU(a)` | $x$ | $a (e^x - 1)$ |
| `Maxout(W, b)` | the largest of k linear pieces $x W_j + b_j$ | the same |

Each is a small class. `forward` computes, and remembers what the way back needs; `backward` gets the gradient by what
came out and returns the gradient by what went in: dout, entry by entry, times the slope.

**Two shortcuts that a slide takes.** It writes the leaky rectifier as $\max(a x, x)$, which is right for $a < 1$; for
$a = 2$ the maximum picks the wrong branch. And it writes ELU as $\max(a (e^x - 1), x)$: but $e^x - 1$ is *above* x
everywhere, so at $x = 2$ this gives 6.39. Let the sign of x decide.

**Worked example.** ELU with $a = 2$ at $x = -\ln 2$: $2 (\frac12 - 1) = -1$. Its slope there is $2 e^x = 1$.

**Worked example.** A maxout unit with the two pieces $x$ and $-x$ computes $|x|$. At $x = -2$ the second piece wins;
so the gradient goes to its weight (times the input, $-2$) and its bias, and to x with the sign of its weight, $-1$.
The first piece gets nothing: had it been a little larger, nothing would have changed.

**At the kink** a rectifier has no slope, or every one from 0 to 1, as you like; no check asks for it. With three or
more pieces that are equal, the first one wins in this course, as `argmax` finds it.

**RReLU** is the one layer here with a memory worth a thought: backward must multiply by the very numbers that forward
drew.

A slide demands of an activation that it is continuous, differentiable, non-decreasing and cheap. Take it for a list of
wishes: ReLU has no derivative at 0, and a maxout unit need not be non-decreasing.
"""

# %%
# exercise: ReLU

# %%
# exercise: LeakyReLU

# %%
# exercise: RReLU

# %%
# exercise: ELU

# %%
# exercise: Maxout

# %% [markdown]
r"""
**Picture: five activations and their slopes.** Above what comes out, below the slope that backward multiplies by. The
dots of RReLU are single draws in training between the slopes 0.1 and 0.5; the line is its test mode. The maxout unit
is made of the pieces $-x - 1$, $0.3 x$ and $x - 1$: any convex shape of straight lines can be learned.
"""

# %%
with picture("activations", needs=("ReLU", "LeakyReLU", "RReLU", "ELU", "Maxout")):
    import matplotlib.pyplot as plt

    xs = np.linspace(-3, 3, 241)
    pieces = np.array([[[-1.0]], [[0.3]], [[1.0]]]), np.array([[-1.0], [0.0], [-1.0]])
    fig, axes = plt.subplots(2, 5, figsize=(12, 4.4), sharex=True, sharey="row")
    for column, (title, layer) in enumerate(
        {
            "ReLU": ReLU(),
            "LeakyReLU(0.1)": LeakyReLU(0.1),
            "RReLU(0.1, 0.5)": RReLU(0.1, 0.5, np.random.default_rng(0)),
            "ELU(1)": ELU(1.0),
            "Maxout of three": Maxout(*pieces),
        }.items()
    ):
        above, below = axes[:, column]
        if column == 2:
            dots = np.linspace(-3, -0.1, 30)
            above.plot(dots, layer.forward(dots), ".", color="C1", ms=4)
            below.plot(dots, layer.backward(np.ones(30)), ".", color="C1", ms=4)
        out = layer.forward(xs[:, None], train=False)
        back = layer.backward(np.ones((len(xs), 1)))
        above.plot(xs, out[:, 0])
        below.plot(xs, (back[0] if column == 4 else back)[:, 0], "-", lw=1.5)
        above.set_title(title)
        below.set_xlabel("x")
    axes[0, 0].set_ylabel("out")
    axes[1, 0].set_ylabel("slope")
    fig.tight_layout()
    plt.show()

# %% [markdown]
r"""
## 10.2 Two ways for units to be useless

**Dead.** Where a rectifier is silent its slope is 0, and nothing reaches its weights. A unit that is silent for *one*
example learns from the others. A unit that is silent for *all* of them learns nothing, ever again: it is dead. One
slide judges by a single negative input, another by the outputs; what counts is the unit's *input*, for *all*
examples.

**Worked example.** Two units and two examples with the pre-activations $(-1, 2)$ and $(-3, -1)$. The first unit is
never above 0: dead. The second fires for the first example. The share of dead units is $\frac12$, while three of the
four activations are 0.

**Twins.** Start all weights of a layer with one number, 0 or any other. Then all units compute the same, get the same
gradient and take the same step. Whatever the data are, they stay equal: a layer of a hundred units is worth one.
`symmetry_spread` measures how far units have come apart, as the largest distance between two columns of W.

**Worked example.** Columns $(0, 0)$, $(3, 4)$ and $(0, 1)$: the distances are 5, 1 and $\sqrt{18}$; the largest is 5.
"""

# %%
# exercise: dead_fraction

# %%
# exercise: symmetry_spread

# %% [markdown]
r"""
**Picture: twins.** The given network on the digits, ten epochs, from three starts: all weights 0.05, all weights 0.05
but for a tiny random difference of size $10^{-6}$, and drawn weights. Left: how far the hidden units are apart. Equal
units stay equal (rounding is drawn at $10^{-12}$); tiny differences grow, but ten epochs are not enough. Right: the
share of training images that are named. Twins, and units that nearly are, name every tenth, which is guessing.
"""

# %%
with picture("twins", needs=("symmetry_spread",)):
    import matplotlib.pyplot as plt

    X, y = load("digits/train_inputs"), load("digits/train_labels")
    drawn = relu_network(64, 10, np.random.default_rng(0))
    equal = {name: np.full(value.shape, 0.05) * (name[0] == "W") for name, value in drawn.items()}
    nearly = {name: value + 1e-6 * drawn[name] for name, value in equal.items()}
    fig, axes = plt.subplots(1, 2, figsize=(9, 3.2))
    for label, params in (("drawn", drawn), ("nearly equal", nearly), ("equal", equal)):
        spreads, shares, rng = [symmetry_spread(params["W1"])], [], np.random.default_rng(1)
        for _ in range(10):
            params = train_network(params, X, y, 0.1, 1, 32, rng)
            spreads.append(symmetry_spread(params["W1"]))
            hidden = relu(X @ params["W1"] + params["b1"])
            shares.append(((hidden @ params["W2"] + params["b2"]).argmax(axis=1) == y).mean())
        style = "s--" if label == "equal" else "o-"
        axes[0].semilogy(np.maximum(spreads, 1e-12), style, ms=3, label=label)
        axes[1].plot(range(1, 11), shares, style, ms=3, label=label)
    axes[0].set(xlabel="epoch", ylabel="largest distance of two units", ylim=(1e-13, 100))
    axes[1].set(xlabel="epoch", ylabel="share of images named", ylim=(0, 1.02))
    axes[1].legend(loc="center right")
    fig.tight_layout()
    plt.show()

# %% [markdown]
r"""
## 10.3 How large weights start

So weights are drawn at random. How wide? A unit adds up n inputs, each times a weight. If weights are independent
with mean 0, the variance of the sum is n times that of a weight times the mean square of an input:

$$\operatorname{Var}(\text{pre}) = n \operatorname{Var}(w) \, \overline{x^2}.$$

After k layers without activation the factor is $(n \operatorname{Var}(w))^k$. For it to stay near 1, the variance
should be 1/n, with n the number of inputs: **fan_in**. On the way back each input collects gradients from all units
of the layer, and the same argument asks for 1/**fan_out**. **Xavier** takes the mean of the two fans: $2 /
(\text{fan\_in} + \text{fan\_out})$.

A rectifier cuts half of a symmetric signal away, and with it half of the mean square. **He** makes up for that with a
2: $2 / \text{fan\_in}$. (Keeping the backward signal, $2 / \text{fan\_out}$, or taking the mean of both is as common;
be true to one.)

**From a variance to an interval.** Uniform numbers from $-r$ to $r$ have the variance $r^2/3$. Solve for r.

**Worked example.** fan_in 300, fan_out 100. Xavier's variance is $2/400 = 0.005$, the deviation 0.0707; the interval
ends at $\sqrt{3 \cdot 0.005} = 0.122$.

**What slides print.** One gives the variances $1/\sqrt{\text{fan\_in}}$ and $2/\sqrt{\text{fan\_in} +
\text{fan\_out}}$: these have a root too many, as its own interval for Xavier shows, which is right. For He it prints
the interval $\pm 4/(\text{fan\_in} + \text{fan\_out})$; that number is a *variance*, He's with the mean fan. As an
interval it is far too narrow: at 256 units the variance is half a percent of what it should be. The picture in 10.4
shows what becomes of it.

**Convolutions.** `conv_fans` counts the fans of a layer with F filters of $k_h \times k_w$ on C channels. One output
reads a window in each of the C channels. One input pixel lies in $k_h k_w$ windows, and each is read by all F
filters.
"""

# %%
# exercise: xavier_uniform

# %%
# exercise: xavier_normal

# %%
# exercise: he_normal

# %%
# exercise: he_uniform

# %%
# exercise: conv_fans

# %% [markdown]
r"""
**Picture: same variance, two shapes.** 100 x 80 weights of each kind. The dashed lines stand one standard deviation
from 0; uniform weights end at $\sqrt3 = 1.73$ of them, normal ones have tails.
"""

# %%
with picture("initial_weights", needs=("xavier_uniform", "xavier_normal", "he_normal", "he_uniform")):
    import matplotlib.pyplot as plt

    fig, axes = plt.subplots(1, 4, figsize=(12, 2.6), sharex=True, sharey=True)
    for ax, draw in zip(axes, (xavier_uniform, xavier_normal, he_uniform, he_normal), strict=True):
        W = draw(100, 80, np.random.default_rng(0))
        ax.hist(W.ravel(), bins=60, color="C0")
        for side in (-1, 1):
            ax.axvline(side * W.std(), color="k", ls="--", lw=1)
        ax.set(title=draw.__name__, xlabel="weight", xlim=(-0.5, 0.5))
    axes[0].set_ylabel("how many of 8,000")
    fig.tight_layout()
    plt.show()

# %% [markdown]
r"""
## 10.4 Does the signal arrive?

Send noise through a deep stack of random layers and measure how strong it is after each one: the root of the mean
square of all activations, over 200 examples and all units. Too weak, and deep layers see nothing; too strong, and
sigmoids saturate while rectifiers overflow. Backwards the gradient is multiplied by the same matrices in the other
order, times the slopes; it vanishes or explodes by the same law.

**Worked example.** Weights $\frac12 I$ and no activation: each layer halves the signal, so from strength 1 it goes
$0.5, 0.25, 0.125, \dots$ With N(0, 1) weights and 100 units each layer multiplies the variance by 100, and the
strength by 10.

`signal_propagation` gets `init` and `activation` as functions; any of yours from 10.3 will do.
"""

# %%
# exercise: signal_propagation

# %% [markdown]
r"""
**Picture: thirty layers.** Left: the strength of the signal behind rectifiers of 256 units, for five ways to draw
weights. He's weights hold it; Xavier's lose half of the variance per layer; the interval that a slide prints for He
loses nearly all in a few layers; N(0, 1) explodes. Right: what one sigmoid layer of 256 units puts out. With N(0, 1)
weights nearly all outputs are near 0 or 1, where the slope is nothing: a sigmoid does saturate. With Xavier's they
stay in the middle.
"""

# %%
with picture("signal_through_layers", needs=("signal_propagation", "he_normal", "xavier_normal")):
    import matplotlib.pyplot as plt

    ways = {
        "N(0, 1)": lambda fan_in, fan_out, rng: rng.normal(size=(fan_in, fan_out)),
        "He": he_normal,
        "Xavier": xavier_normal,
        "N(0, 0.01²)": lambda fan_in, fan_out, rng: 0.01 * rng.normal(size=(fan_in, fan_out)),
        "printed for He": lambda fan_in, fan_out, rng: rng.uniform(-1, 1, (fan_in, fan_out)) * 4 / (fan_in + fan_out),
    }
    fig, axes = plt.subplots(1, 2, figsize=(11, 3.6))
    for label, way in ways.items():
        rms = signal_propagation(30, 256, way, relu, np.random.default_rng(0))
        axes[0].semilogy(range(1, 31), rms, "o-", ms=3, label=label)
    axes[0].set(xlabel="layer", ylabel="root of the mean square", ylim=(1e-42, 1e36))
    axes[0].legend(fontsize=8, ncol=2)
    noise = np.random.default_rng(1).normal(size=(200, 256))
    for label, color in (("N(0, 1)", "C0"), ("Xavier", "C2")):
        outs = sigmoid(noise @ ways[label](256, 256, np.random.default_rng(2)))
        axes[1].hist(outs.ravel(), bins=40, range=(0, 1), alpha=0.6, label=label, color=color)
    axes[1].set(xlabel="output of a sigmoid", ylabel="how many of 51,200")
    axes[1].legend()
    fig.tight_layout()
    plt.show()

# %% [markdown]
r"""
## 10.5 Batch normalization

A good start is soon left: as weights move, the distribution of what each layer receives moves too (*internal
covariate shift* is what its inventors called it). **Batch normalization** puts every unit's pre-activations back in
place at every step. Over the rows of a mini-batch, for each column on its own:

$$\mu = \frac1N \sum_i x_i, \qquad v = \frac1N \sum_i (x_i - \mu)^2, \qquad
\hat x_i = \frac{x_i - \mu}{\sqrt{v + \varepsilon}}, \qquad \text{out}_i = \gamma \hat x_i + \beta.$$

$\gamma$ and $\beta$ are learned, one pair for each unit, so that a layer can have the scale that suits it. If it
learned $\gamma = \sqrt v$ and $\beta = \mu$ it would have undone the normalization; a slide prints that as if it were
the rule, but it is only what is *possible*. The $\varepsilon$ keeps a constant column from being divided by 0.

**Worked example.** A column 1, 3 has $\mu = 2$ and $v = 1$: normalized it is $-1, 1$. With $\gamma = 10$ and $\beta =
1$ it becomes $-9, 11$.

**In test mode** there may be a single image, whose variance is 0. So *running* values stand in for those of the
batch. They live in a dict, the **state**, with the keys running_mean, running_var, momentum, eps and unbiased. In
training the third result is the state after this batch: that is what `update_running` of 10.7 returns. You may begin
with the state as it is, and call `update_running` here once you have written it.

The **cache** is whatever your `batchnorm_backward` will need. Nobody else looks into it.

**What it does not do.** Subtracting and dividing moves and stretches a column, as a whole. A skewed column stays
skewed, so the inputs of the next layer are no "unit Gaussians". And columns that go together still do: *whitening*
would take that out as well, and is too expensive for every step.
"""

# %%
# exercise: batchnorm_forward

# %% [markdown]
r"""
**Picture: before and after.** Three columns of 400 examples: a normal one far from 0, a wide one, and a skewed one.
Afterwards all have mean 0 and variance 1, and each has kept its shape.
"""

# %%
with picture("before_and_after", needs=("batchnorm_forward",)):
    import matplotlib.pyplot as plt

    rng = np.random.default_rng(3)
    batch = np.column_stack([rng.normal(6, 1, 400), rng.normal(0, 4, 400), rng.exponential(2, 400) - 6])
    fresh = {"running_mean": np.zeros(3), "running_var": np.ones(3), "momentum": 0.9, "eps": 1e-5, "unbiased": False}
    after = batchnorm_forward(batch, np.ones(3), np.zeros(3), fresh, True)[0]
    fig, axes = plt.subplots(1, 2, figsize=(10, 3), sharey=True)
    for ax, columns, title in ((axes[0], batch, "before"), (axes[1], after, "after")):
        for k, label in enumerate(("far from 0", "wide", "skewed")):
            ax.hist(columns[:, k], bins=40, alpha=0.55, label=label)
        ax.set(title=title, xlabel="pre-activation")
    axes[0].set_ylabel("how many of 400")
    axes[0].legend()
    fig.tight_layout()
    plt.show()

# %% [markdown]
r"""
## 10.6 And back

$\gamma$ and $\beta$ are easy: every row adds to both, so dgamma is the sum of dout times $\hat x$, and dbeta the sum
of dout, column by column.

dx takes care. Nudge one $x_i$, and three things happen: its own $\hat x_i$ moves; the mean moves, and with it *all*
rows; the variance moves, and with it all rows again. So the gradient has three terms. Write $g_i = \gamma \,
\text{dout}_i$ for the gradient by $\hat x_i$ and $s = \sqrt{v + \varepsilon}$, and work out for one column

$$\frac{\partial \hat x_j}{\partial x_i} = \frac{[i = j]}{s} - \frac1{N s} - (\text{something with } \hat x_i \hat x_j),$$

then sum over j with the weights $g_j$.

**Two ways to see whether you are right**, without a single number from us. Adding a constant to a whole column
changes nothing that comes out; so the entries of dx must add up to 0, column by column. Stretching it changes nothing
either (as long as $\varepsilon$ is tiny); so $\sum_i \hat x_i \, dx_i$ is 0 too.

**Worked example.** The column 1, 3 again: with two rows normalized to $-1$ and 1, whatever is nudged, the result
stays $-1$ and 1. With $\varepsilon = 0$ all of dx is 0! Hold mean and variance fixed, and you would get $\gamma \,
\text{dout}$ instead.
"""

# %%
# exercise: batchnorm_backward

# %% [markdown]
r"""
**Picture: the gradient as three terms.** One column of eight examples, sorted, and some dout. Left dout itself; right
your dx (dots), beside what it would be with mean and variance held fixed (crosses). Your dx is what is left when its
mean and its part along x are taken out: it cannot push the column aside or stretch it.
"""

# %%
with picture("three_terms", needs=("batchnorm_forward", "batchnorm_backward")):
    import matplotlib.pyplot as plt

    rng = np.random.default_rng(4)
    column = np.sort(rng.normal(2, 1.5, size=(8, 1)), axis=0)
    slope = 0.8 * (column - 1) + 0.5 * rng.normal(size=(8, 1))
    fresh = {"running_mean": np.zeros(1), "running_var": np.ones(1), "momentum": 0.9, "eps": 1e-9, "unbiased": False}
    cache = batchnorm_forward(column, np.ones(1), np.zeros(1), fresh, True)[1]
    dx = batchnorm_backward(slope, cache)[0]
    fig, axes = plt.subplots(1, 2, figsize=(10, 3), sharex=True)
    axes[0].stem(column[:, 0], slope[:, 0])
    axes[0].set(xlabel="x", ylabel="dout")
    axes[1].axhline(0, color="grey", lw=0.8)
    axes[1].plot(column[:, 0], slope[:, 0] / column.std(), "x", color="grey", label="mean and variance held fixed")
    axes[1].plot(column[:, 0], dx[:, 0], "o", label="dx")
    axes[1].set(xlabel="x", ylabel="gradient by x")
    axes[1].legend()
    fig.tight_layout()
    plt.show()

# %% [markdown]
r"""
## 10.7 Running values

After each batch the running values take a small step towards those of the batch:

$$\text{new} = \text{momentum} \cdot \text{old} + (1 - \text{momentum}) \cdot \text{that of the batch}.$$

Here, as in the Stanford course and in Keras, **momentum weighs the old value**; 0.9 is slow. PyTorch's argument of
the same name weighs the *new* one, where 0.1 means the same. Look it up whenever you change the library.

A second convention: the variance of a small batch, divided by N, comes out too small on average. The inventors' paper
(and PyTorch) put the one divided by N - 1 into the *running* variance, while the batch itself is normalized with N.
The flag `unbiased` says which is meant.

**Worked example.** momentum 0.75, running mean 0, running variance 1, a batch 2, 6 with mean 4 and variance 4: the
new values are $0.75 \cdot 0 + 0.25 \cdot 4 = 1$ and $0.75 + 1 = 1.75$. With `unbiased` the variance of the batch is
$8/1 = 8$.

Return a new state; the old one belongs to whoever called.

In a test a row must not depend on its neighbours: the answer to an image cannot change with the images that happen to
be handed in beside it.
"""

# %%
# exercise: update_running

# %%
# exercise: batchnorm_test

# %% [markdown]
r"""
**Picture: running after a moving target.** A unit whose inputs drift from mean 0 to mean 3 over 120 batches of 16,
and then stay there. Dots: the means of the batches. A small momentum follows at once and jitters, a large one is calm
and late.
"""

# %%
with picture("running_means", needs=("update_running",)):
    import matplotlib.pyplot as plt

    rng = np.random.default_rng(5)
    batches = [rng.normal(min(k / 120, 1) * 3, 1.5, size=(16, 1)) for k in range(200)]
    fig, ax = plt.subplots(figsize=(8, 3))
    ax.plot([batch.mean() for batch in batches], ".", color="grey", ms=4, label="batch")
    for momentum in (0.5, 0.9, 0.98):
        state = {"running_mean": np.zeros(1), "running_var": np.ones(1), "momentum": momentum, "eps": 0.0}
        state, path = state | {"unbiased": False}, []
        for batch in batches:
            state = update_running(state, batch)
            path.append(state["running_mean"][0])
        ax.plot(path, label=f"momentum {momentum:g}")
    ax.set(xlabel="batch", ylabel="mean")
    ax.legend()
    plt.show()

# %% [markdown]
r"""
## 10.8 A network that stands a bad start

Put the layer into a network. A hidden layer computes `out @ W`, normalizes, *then* rectifies. It needs no bias: the
mean is subtracted anyway, and beta takes its place. The last layer is as ever, with a bias and without normalization.
In training each normalized layer goes forward with `train=True` and keeps the new state; `predict` uses
`train=False`.

The network without batch normalization is the same class with `batchnorm=False`, so that the two can be compared:
with `scale=1.0` both start from N(0, 1) weights, which 10.4 has shown to explode. Batch normalization does not care:
stretch all weights of a layer by a factor, and after normalization nothing has changed. That is why it also stands
large step sizes.

There is a side effect. In training the mean and the variance of a batch depend on which examples happen to be in it, so
every example gets a little noise from its neighbours, as with dropout: batch normalization regularizes.
"""

# %%
# exercise: BatchNormMLP

# %% [markdown]
r"""
**Picture: with and without.** The network 64-50-50-10 on the digits, 300 images set aside, for two step sizes
(colours) and two starts. Solid with batch normalization, dashed without. At 0.1 both learn from either start, the
normalized one sooner. At 1.0 the plain network fails, from both; the normalized one learns fastest there, and N(0, 1)
weights cost it little.
"""

# %%
with picture("with_and_without", needs=("BatchNormMLP",)):
    import matplotlib.pyplot as plt

    X, y = load("digits/train_inputs"), load("digits/train_labels")
    rows = np.random.default_rng(0).permutation(len(X))
    aside, rest = rows[:300], rows[300:]
    fig, axes = plt.subplots(1, 2, figsize=(10, 3.3), sharey=True)
    for ax, scale, title in ((axes[0], None, "He's weights"), (axes[1], 1.0, "N(0, 1) weights")):
        for eta, color in ((0.1, "C0"), (1.0, "C1")):
            for batchnorm, style in ((True, "-"), (False, "--")):
                model = BatchNormMLP((64, 50, 50, 10), np.random.default_rng(1), batchnorm, scale)
                rng, shares = np.random.default_rng(2), []
                for _ in range(10):
                    with np.errstate(all="ignore"):  # the plain network overflows
                        model.fit(X[rest], y[rest], eta, 1, 32, rng)
                        shares.append((model.predict(X[aside]) == y[aside]).mean())
                label = f"eta {eta:g}, {'with' if batchnorm else 'without'}"
                ax.plot(range(1, 11), shares, style, color=color, label=label)
        ax.set(title=title, xlabel="epoch", ylim=(0, 1.02))
    axes[0].set_ylabel("share of new images named")
    axes[0].legend()
    fig.tight_layout()
    plt.show()

# %% [markdown]
r"""
## 10.9 How rectifiers die

A single large step can push a unit's weights to where it is silent for every image. Then it stays there. How many
suffer that depends on the learning rate, and it is easy to measure: train the given network once for each rate, *from
the same start*, and take the share of dead units over all training images. (A slide says that half a network may die.
It can be worse.)

**Worked example.** With the rate 0 nothing moves, so the result is the share that is dead at the start: for digits,
whose pixels are all positive, two or three units of a hundred.
"""

# %%
# exercise: dead_by_rate

# %% [markdown]
r"""
**Picture: dead units by learning rate.** Left: the share of dead units after three epochs on the digits, for rates
from 0.05 to 4, once with biases that start at 0 and once with biases that start at 0.1, a remedy that a slide names.
It saves units that would be dead from the start; against steps that are too large it does nothing. Thin lines are
three single runs. Right: the share of training images that are named falls where units die.
"""

# %%
with picture("dead_units_by_rate", needs=("dead_by_rate", "dead_fraction")):
    import matplotlib.pyplot as plt

    X, y = load("digits/train_inputs"), load("digits/train_labels")
    rates = np.array([0.05, 0.1, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0])
    fig, axes = plt.subplots(1, 2, figsize=(10, 3.3), sharex=True)
    dead = [dead_by_rate(rates, X, y, np.random.default_rng(k)) for k in range(3)]
    axes[0].semilogx(rates, np.transpose(dead), color="C0", lw=0.6)
    axes[0].semilogx(rates, np.mean(dead, axis=0), "o-", color="C0", label="biases start at 0")
    for bias, color in ((0.0, "C0"), (0.1, "C1")):
        fractions, shares = np.zeros((3, len(rates))), np.zeros((3, len(rates)))
        for k in range(3):
            start = relu_network(64, 10, np.random.default_rng(k))
            start["b1"] = np.full(100, bias)
            for i, rate in enumerate(rates):
                params = train_network(start, X, y, rate, 3, 32, np.random.default_rng(k))
                pres = X @ params["W1"] + params["b1"]
                fractions[k, i] = dead_fraction(pres)
                shares[k, i] = ((relu(pres) @ params["W2"] + params["b2"]).argmax(axis=1) == y).mean()
        if bias:
            axes[0].semilogx(rates, fractions.T, color=color, lw=0.6)
            axes[0].semilogx(rates, fractions.mean(axis=0), "s-", color=color, label="biases start at 0.1")
        axes[1].semilogx(rates, shares.mean(axis=0), "s-" if bias else "o-", color=color)
    axes[0].set(xlabel="learning rate", ylabel="share of dead units", ylim=(0, 1.02))
    axes[1].set(xlabel="learning rate", ylabel="share of images named", ylim=(0, 1.02))
    axes[0].legend()
    fig.tight_layout()
    plt.show()

# %% [markdown]
r"""
## 10.10 Three questions

They have numbers of their own for everybody, drawn from a name. Enter yours and run the two cells. The grader reads
your `who` and draws the same numbers, so do not change it afterwards.

Two of them turn on sentences of the lectures. *Why centred?* Behind a sigmoid all inputs of a neuron are positive.
Then, for one example, the gradients of all its weights have the sign of its delta, and a step can only raise them all
or lower them all. The slide says so of a whole layer; work out in the second question what happens with two examples.
*What came before?* In 2006 networks with many layers were trained layer by layer without labels first, then all
together. It is history: look back at 10.3 to see what took its place.
"""

# %%
who = ...  # your name or student number, in quotes

# %%
if isinstance(who, str) and who.strip():
    for name, drawn in numbers_of_10(who).items():
        print(f"{name}:", "" if isinstance(drawn, dict) else drawn, sep="\n" if name == "inputs" else " ")
        for letter, choice in drawn.items() if isinstance(drawn, dict) else ():
            print(f"  {letter}  {choice}")
else:
    print("Put your name into the cell above and run it, then run this one.")

# %%
# question: q_10_10a

# %%
# question: q_10_10b

# %%
# question: q_10_10c

# %% [markdown]
r"""
## Before you hand in

`check.all()` shows what will be graded: it runs your functions in a fresh namespace, as the grader will, and tells
which names are used but never defined. Outputs, pictures and extra cells do not matter.

**To read on:** Goodfellow, Bengio, Courville, *Deep Learning*, sections 6.3, 8.4 and 8.7.1; LeCun and others,
*Efficient BackProp* (1998), which said much of this early; Ioffe and Szegedy (2015), whose figures are readable;
Santurkar and others, *How does batch normalization help optimization?* (2018), for doubts about the covariate shift.
"""

# %%
check.all()
