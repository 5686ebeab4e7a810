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
# Assignment 8: Optimization

Gradient descent works, and it is slow. In a long ravine it jumps from wall to wall and hardly moves along the floor. This
notebook builds the optimizers that are used instead, each of them a few lines long, and then asks why they are needed: what
a landscape looks like to somebody who only knows the slope under their feet.

| exercise | you write | points | minutes | tier |
|---|---|---|---|---|
| 8.1 | `Momentum`, `momentum_schedule` | 9 + 3 | 25 | core |
| 8.2 | `Nesterov` | 10 | 30 | more |
| 8.3 | `AdaGrad` | 10 | 20 | core |
| 8.4 | `RMSProp` | 8 | 20 | core |
| 8.5 | `Adam` | 18 | 40 | core |
| 8.6 | seven schedules for the step size | 10 | 30 | core |
| 8.7 | `compare`, a number, a choice | 4 + 1 + 1 | 25 | more |
| 8.8 | `hessian_numeric`, `taylor_decrease`, `steepest_direction`, `critical_rate`, `steps_to` | 4 + 3 + 2 + 3 + 4 | 45 | more |
| 8.9 | `classify_critical_point`, `deep_linear_witness`, `escape_time` | 5 + 2 + 3 | 35 | stretch |

Each exercise prints its **promises**: all that is graded, the hidden checks included, which only use other numbers.
Replace `raise NotImplementedError(...)`, run the cell, then run the check below it. Pictures draw themselves once the
functions that they need work.

**Notation.** Parameters travel as in assignment 7: a dict `params` from name to array, and `grads` with the same keys and
shapes. The step size is $\eta$, in code `eta`; the lectures also call it $\alpha$ or $\epsilon$. What keeps a division safe
is `delta` here, and epsilon in many libraries. One word is used in two ways: on slides $\Delta\theta$ is the gradient in one
lecture, and the finished step with rate and sign in the other. We write `g` for the gradient and say *step* for the step.

**An optimizer** is an object with one method: `step(params, grads)` returns the next params, as a new dict. Between steps it
remembers what it needs, for every array by itself. The training loop is always the same,

    for batch in minibatches(len(X), 32, rng):
        loss, grads = network_loss(params, X[batch], y[batch])
        params = optimizer.step(params, grads)

and the gradients are those of a *mean* loss. (Boxes on slides add them up over the examples; then the step size would have
to change with the size of the batch.)
"""

# %%
# bootstrap

# %% [markdown]
r"""
**Given** are solutions of assignment 7, a small network of relu units with its loss and gradients, and a landscape:
`ravine`, $\frac12 (x^2 + \kappa y^2)$. Its walls are $\kappa$ times as steep as its floor.
"""

# %%
# given

# %% [markdown]
r"""
## 8.1 A ball that rolls

Plain descent forgets every step at once. Let the walker have a **velocity** instead, one number for each parameter, at first
0. Each step keeps the share $\mu$ of the velocity (the rest is lost to friction) and adds the downhill gradient:

$$v \leftarrow \mu v - \eta g, \qquad \theta \leftarrow \theta + v$$

Along the floor of a ravine all gradients agree and the velocity grows; across it they alternate and cancel.

**Worked example.** $\eta = \frac12$, $\mu = \frac12$, start at 4, gradient 2 three times. The velocities are $-1$,
$-\frac12 - 1 = -1.5$ and $-0.75 - 1 = -1.75$, so the ball passes 3, 1.5 and $-0.25$. If the slope stays $g$, the steps
become $-\eta g (1 + \mu + \mu^2 + \dots)$, which tends to $-\eta g / (1 - \mu)$: with $\mu = 0.9$ ten times the plain step.

**Three forms, one walk.** One lecture lets $v$ point downhill, as above. Another writes $v \leftarrow \mu v + \eta g$ and
$\theta \leftarrow \theta - v$. PyTorch keeps the rate outside: $v \leftarrow \mu v + g$ and $\theta \leftarrow \theta - \eta v$.
As long as $\eta$ stays the same, all three walk alike. When it changes, the third applies the new rate to old gradients too;
both are accepted. A fourth form is something else: $v \leftarrow \mu v + (1 - \mu) g$ is an average, which never exceeds the
gradients, so that nothing gathers speed.

**How much?** The advice of the lecture is to begin with $\mu = 0.5$ and to go to 0.9 or 0.95 once learning has settled.
"""

# %%
# exercise: Momentum

# %%
# exercise: momentum_schedule

# %% [markdown]
r"""
**Picture: across and along.** Forty steps in the ravine with $\kappa = 30$, from the upper left, to the star at the minimum.
Left plain descent, your `Momentum` with $\mu = 0$: it zigzags between the walls, and is still far away. Right
$\mu = 0.7$ with the same rate: the zigzag cancels, the walk along the floor adds up, and the ball overshoots a little.
"""

# %%
with picture("momentum_in_the_ravine", needs=("Momentum",)):
    import matplotlib.pyplot as plt

    fig, axes = plt.subplots(1, 2, figsize=(10, 2.8), sharey=True)
    x, y = np.meshgrid(np.linspace(-2.3, 0.8, 80), np.linspace(-0.6, 0.6, 60))
    for ax, mu in zip(axes, (0.0, 0.7), strict=True):
        optimizer, params, path = Momentum(0.055, mu), {"w": np.array([-2.0, 0.45])}, []
        for _ in range(41):
            path.append(params["w"])
            params = optimizer.step(params, ravine(params, 30)[1])
        ax.contour(x, y, (x**2 + 30 * y**2) / 2, np.array([0.02, 0.2, 0.6, 1.3, 2.5, 4.5]), colors="lightgrey")
        ax.plot(*np.array(path).T, "o-", ms=3, lw=1)
        ax.plot(0, 0, "k*", ms=10)
        ax.set(title=f"momentum {mu:g}", xlabel="along the floor, x")
    axes[0].set_ylabel("across, y")
    fig.tight_layout()
    plt.show()

# %% [markdown]
r"""
## 8.2 Look before you leap

A ball that rolls overshoots: its velocity takes it up the other wall, and only there does it meet a gradient that says so.
But most of the next step is known beforehand. Whatever the gradient says, $\mu v$ will be part of it. So **look there**:
take the gradient at $\theta + \mu v$, where the velocity alone would lead, and only then step,

$$v \leftarrow \mu v - \eta\, \nabla L(\theta + \mu v), \qquad \theta \leftarrow \theta + v.$$

The step begins at $\theta$; the point ahead is only looked at. If it lies up the wall, its gradient brakes one step earlier.

**Worked example.** $L = w^2$ with gradient $2 w$, $\eta = \frac14$, $\mu = \frac12$, start at 4. At first $v = 0$, so the point
ahead is 4 itself, its gradient 8, and $v = -2$ leads to 2. Now ahead is $2 - 1 = 1$, with gradient 2, so
$v = -1 - \frac12$, and the ball comes to $\frac12$. Where it stands, at 2, the gradient is 4, and momentum without looking
would have gone to 0.

An optimizer that wants to look cannot be handed the gradient. `step` gets the function instead, `grad(params)`, and asks it
**once**: each answer costs a pass over the batch. (One slide writes the point ahead with two letters that it does not
introduce, another looks ahead by $v_t$ in the text and by $v_{t-1}$ in the formula. What is meant is the last step.)
"""

# %%
# exercise: Nesterov

# %% [markdown]
r"""
**Picture: braking in time.** The distance from the minimum of $L = w^2 / 2$ over forty steps, rate 0.1, momentum 0.9. Without
looking the ball swings from side to side; the one that looks ahead brakes before the turn, and settles.
"""

# %%
with picture("nesterov_brakes", needs=("Momentum", "Nesterov")):
    import matplotlib.pyplot as plt

    rolling, looking = Momentum(0.1, 0.9), Nesterov(0.1, 0.9)
    blind, ahead, walks = {"w": np.array([1.0])}, {"w": np.array([1.0])}, []
    for _ in range(41):
        walks.append((blind["w"][0], ahead["w"][0]))
        blind, ahead = rolling.step(blind, blind), looking.step(ahead, lambda p: p)  # the slope of w^2/2 is w itself
    fig, ax = plt.subplots(figsize=(6, 3))
    for walk, label, style in zip(np.transpose(walks), ("Momentum", "Nesterov"), ("o--", "o-"), strict=True):
        ax.plot(walk, style, ms=3, lw=1, label=label)
    ax.axhline(0, color="grey", lw=0.8)
    ax.set(xlabel="step", ylabel="w")
    ax.legend()
    plt.show()

# %% [markdown]
r"""
## 8.3 A rate for every parameter

One step size for all parameters fits none of them. Words that are in every text get a gradient in every step; a rare word
gets one now and then, though it may say more. **AdaGrad** divides each coordinate by what it has already received: it adds up
the squares of its gradients, $r$, this step's included, and steps

$$r \leftarrow r + g^2, \qquad \theta \leftarrow \theta - \frac{\eta}{\delta + \sqrt r}\, g,$$

every coordinate by itself. The tiny $\delta$ only matters where there was no gradient yet, and keeps $0/0$ away. (Slides of
the introduction print the step with a plus in front; it goes downhill as above. As printed it would climb.)

**Worked example.** $\eta = 1$, gradients 3, then 4. First $r = 9$, and the step is $-3/3 = -1$: the size of the first gradient
does not matter at all. Then $r = 25$, and the step is $-4/5$.

**The lecture's table** has eight examples with three features; the first is "frequent, irrelevant", the others are
"infrequent, predictive", and each of these occurs twice.

| y | feature 1 | feature 2 | feature 3 |
|---|---|---|---|
| 1 | 1 | 0 | 0 |
| -1 | .5 | 0 | 1 |
| 1 | -.5 | 1 | 0 |
| -1 | 0 | 0 | 0 |
| 1 | .5 | 0 | 0 |
| -1 | 1 | 0 | 0 |
| 1 | -1 | 1 | 0 |
| -1 | -.5 | 0 | 1 |

Take the loss $-y\,(w \cdot x)$ of each row, whose gradient is $-y x$. After all eight, feature 2 has moved by
$1 + 1/\sqrt 2$, as far as a feature can with two gradients.
"""

# %%
# exercise: AdaGrad

# %% [markdown]
r"""
**Picture: rare features catch up.** Forty features, the k-th of which is there with probability $1/(2k)$; the target is the
number of features that are there, so every weight should be 1. Learned from 600 examples, one at a time, with a rate
that suits each. Plain descent has learned the frequent ones, and is little more than halfway with those that came ten
times. Under `AdaGrad` they are as far as the others.
"""

# %%
with picture("rare_features", needs=("AdaGrad",)):
    import matplotlib.pyplot as plt

    rng = np.random.default_rng(0)
    shares = 0.5 / np.arange(1, 41)
    X = (rng.random((600, 40)) < shares).astype(float)
    plain, adaptive, optimizer = np.zeros(40), {"w": np.zeros(40)}, AdaGrad(0.5)
    for x in X:
        plain = plain - 0.1 * (x @ plain - x.sum()) * x
        adaptive = optimizer.step(adaptive, {"w": (x @ adaptive["w"] - x.sum()) * x})
    fig, ax = plt.subplots(figsize=(6, 3.2))
    ax.semilogx(X.sum(axis=0), plain, "s", ms=4, label="plain descent")
    ax.semilogx(X.sum(axis=0), adaptive["w"], "o", ms=4, label="AdaGrad")
    ax.axhline(1, color="grey", lw=0.8)
    ax.set(xlabel="examples that have the feature", ylabel="weight learned", ylim=(0, 1.25))
    ax.legend(loc="lower right")
    plt.show()

# %% [markdown]
r"""
## 8.4 Forget the distant past

Sums only grow, so AdaGrad's steps only shrink. Who began on a steep slope creeps ever after. **RMSProp** replaces the sum by
a moving average that forgets:

$$r \leftarrow \rho\, r + (1 - \rho)\, g^2, \qquad \theta \leftarrow \theta - \frac{\eta}{\delta + \sqrt r}\, g$$

$\rho$ weighs the *old* average. The average begins at 0.

**Worked example.** $\eta = 0.1$, $\rho = \frac34$, gradients 4, then 2. First $r = \frac14 \cdot 16 = 4$ and the step is
$-0.1 \cdot 4 / 2 = -0.2$. Then $r = 3 + 1 = 4$ again, and the step is $-0.1$.

**Where does delta go?** One lecture prints $\delta + \sqrt r$, as PyTorch does; the other $\sqrt{\delta + r}$, as the Deep
Learning book does. While slopes are large nobody can tell the two apart. With $g = 10^{-5}$ and $\delta = 10^{-6}$ they differ
by a factor of more than two hundred. Both are accepted, one of them at a time.
"""

# %%
# exercise: RMSProp

# %% [markdown]
r"""
**Picture: the length of a step.** The gradient is 10 for twenty steps, then 1, as when a walk comes from a cliff to a plain.
AdaGrad never forgets the cliff. RMSProp does within some fifty steps, and then its steps on the plain are as long as those on
the cliff were. (Its very first steps are longer still: the average begins at 0, and is too small at first. The next exercise mends
that.) The scale is logarithmic.
"""

# %%
with picture("steps_after_a_cliff", needs=("AdaGrad", "RMSProp")):
    import matplotlib.pyplot as plt

    slopes = [10.0] * 20 + [1.0] * 60
    fig, ax = plt.subplots(figsize=(6, 3.2))
    for optimizer, style in ((AdaGrad(0.1), "--"), (RMSProp(0.1), "-")):
        place, lengths = {"w": np.zeros(1)}, []
        for slope in slopes:
            moved = optimizer.step(place, {"w": np.array([slope])})
            lengths.append(float(np.abs(moved["w"] - place["w"])[0]))
            place = moved
        ax.semilogy(range(1, 81), lengths, style, label=type(optimizer).__name__)
    ax.axvline(20.5, color="grey", lw=0.8)
    ax.text(21.5, 0.004, "end of the cliff", fontsize=8)
    ax.set(xlabel="step", ylabel="length of the step")
    ax.legend(loc="upper right")
    plt.show()

# %% [markdown]
r"""
## 8.5 Both together

**Adam** keeps two moving averages for each coordinate: of the gradients, which gives the direction, as momentum does; and of
their squares, which gives the scale, as RMSProp does. Both begin at 0, so both are too small at first. How much too small is
known: after $t$ steps the weights of all gradients in an average add up to $1 - \beta^t$. Divide by that.

$$s \leftarrow \beta_1 s + (1 - \beta_1)\, g, \qquad r \leftarrow \beta_2 r + (1 - \beta_2)\, g^2$$

$$\theta \leftarrow \theta - \eta\, \frac{\hat s}{\delta + \sqrt{\hat r}}, \qquad
\hat s = \frac{s}{1 - \beta_1^t}, \quad \hat r = \frac{r}{1 - \beta_2^t}$$

The averages themselves stay as they are; only the copies with a hat are corrected. $t$ is 1 in the first step and counts
*steps*, not arrays. (A listing on a slide leaves $t$ at 0, which divides by 0; another lets $s$ go on from $r$, and with that
the walk runs away.)

**Worked example.** $\eta = 0.1$ and the usual betas, first gradient 3. $s = 0.3$ and $\hat s = 0.3 / 0.1 = 3$; $r = 0.009$ and
$\hat r = 9$; the step is $-0.1 \cdot 3/3$. **The first step has the length $\eta$, whatever the slope.** If the second gradient
is 1, then $s = 0.9 \cdot 0.3 + 0.1 = 0.37$, $\hat s = 0.37 / 0.19 = 1.947$, $\hat r = 0.009991 / 0.001999 = 4.998$, and the
step is $-0.0871$.

As before $\delta$ may stand beside the root or inside of it. TensorFlow has a third place, beside the root of the
*uncorrected* average; the paper mentions it too. All three are accepted.

**On the digits** your `Adam` trains the given network with 100 hidden units. There is little to tune: 0.01 is fine, and so
are its neighbours. That is why it is popular, though, as the lecture says, nobody has a clear justification for it.
"""

# %%
# exercise: Adam

# %% [markdown]
r"""
**Picture: four ways to train the same network.** The loss on the training digits of the network 64-30-10, for six epochs in
batches of 32, each optimizer with a step size that suits it. Left the loss of every epoch. Right: for nine step sizes from
0.0002 to 2, the loss after two epochs. Plain descent is good in a narrow valley only, Adam over a wider one, with rates
that are smaller by a factor of ten or more.
"""

# %%
with picture("optimizers_on_digits", needs=("Momentum", "RMSProp", "Adam")):
    import matplotlib.pyplot as plt

    X, y = load("digits/train_inputs"), load("digits/train_labels")

    def losses_of(optimizer, epochs):
        params, rng, found = network_params((64, 30, 10), np.random.default_rng(0)), np.random.default_rng(1), []
        with np.errstate(all="ignore"):
            for _ in range(epochs):
                for batch in minibatches(len(X), 32, rng):
                    params = optimizer.step(params, network_loss(params, X[batch], y[batch])[1])
                found.append(network_loss(params, X, y)[0])
        return found

    fig, axes = plt.subplots(1, 2, figsize=(10, 3.4))
    kinds = {
        "plain descent": (lambda eta: Momentum(eta, 0.0), 0.3, ":"),
        "Momentum": (lambda eta: Momentum(eta, 0.9), 0.05, "--"),
        "RMSProp": (lambda eta: RMSProp(eta), 0.01, "-."),
        "Adam": (lambda eta: Adam(eta), 0.01, "-"),
    }
    for label, (maker, eta, style) in kinds.items():
        axes[0].semilogy(range(1, 7), losses_of(maker(eta), 6), style, label=f"{label}, {eta:g}")
    rates = (0.0002, 0.0006, 0.002, 0.006, 0.02, 0.06, 0.2, 0.6, 2.0)
    for label in ("plain descent", "Adam"):
        ends = [losses_of(kinds[label][0](eta), 2)[-1] for eta in rates]
        axes[1].loglog(rates, np.minimum(np.nan_to_num(ends, nan=10.0), 10.0), f"o{kinds[label][2]}", label=label)
    axes[0].set(xlabel="epoch", ylabel="loss on the training digits")
    axes[1].set(xlabel="step size", ylabel="loss after two epochs")
    axes[0].legend(fontsize=8)
    axes[1].legend(fontsize=8)
    fig.tight_layout()
    plt.show()

# %% [markdown]
r"""
## 8.6 Rates that change

With a fixed rate a stochastic walk never comes to rest, because the noise of the batches does not. So begin with long steps
and shorten them. The lectures name six ways; t counts steps or epochs, and at t = 0 all of them give `eta0`:

- **steps**: halve it (say) after every ten epochs, `step_decay`;
- **exponential**: $\eta_0\, e^{-kt}$, `exp_decay`. (A slide prints $\eta_0^{-kt}$, which is 1 at the start and *grows* for
  $\eta_0 < 1$.) In other words: multiplied by r in every time s, also in parts of it, `geometric_decay`;
- **1/t**: $\eta_0 / (1 + kt)$, `inv_t_decay`; and with any power, $\eta_0 / (1 + t/s)^c$, `power_decay`;
- **by a table**: `piecewise_decay`;
- **on demand**: lower it after an epoch in which the error has risen, `plateau_decay`.

**Worked example.** $\eta_0 = 0.8$. Halved every 10: 0.8 until t = 9, 0.4 at t = 10. With `r=0.25, s=10`: 0.2 at t = 10, and
$0.8 \cdot 0.25^{1/2} = 0.4$ at t = 5. Errors 5, 3, 4, 2 and factor $\frac12$: the third epoch was worse than the second, so
the *fourth* is the first with 0.4; the last error comes too late to matter.
"""

# %%
# exercise: step_decay

# %%
# exercise: exp_decay

# %%
# exercise: geometric_decay

# %%
# exercise: inv_t_decay

# %%
# exercise: power_decay

# %%
# exercise: piecewise_decay

# %%
# exercise: plateau_decay

# %% [markdown]
r"""
**Picture: how they fall.** Left: all of them from 0.8, over a hundred steps. Right: why. Descent on $w^2/2$ whose gradients are
noisy, mean distance from the minimum over 300 walks. A fixed rate comes down fast and stays where the noise keeps it; 1/t
decay goes on falling.
"""

# %%
with picture("schedules", needs=("step_decay", "exp_decay", "inv_t_decay", "power_decay", "piecewise_decay")):
    import matplotlib.pyplot as plt

    times = np.arange(101)
    curves = {
        "step_decay": [step_decay(t, 0.8, 0.5, 25) for t in times],
        "exp_decay": [exp_decay(t, 0.8, 0.03) for t in times],
        "inv_t_decay": [inv_t_decay(t, 0.8, 0.1) for t in times],
        "power_decay": [power_decay(t, 0.8, 10, 0.5) for t in times],
        "piecewise_decay": [piecewise_decay(t, [40, 70], [0.8, 0.3, 0.05]) for t in times],
    }
    fig, axes = plt.subplots(1, 2, figsize=(10, 3.2))
    for (label, curve), style in zip(curves.items(), ("-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1))), strict=True):
        axes[0].plot(times, curve, linestyle=style, label=label)
    rng = np.random.default_rng(0)
    for label, style in (("fixed", "--"), ("inv_t_decay", "-")):
        place, distances = np.full(300, 5.0), []
        for t in range(400):
            distances.append(np.abs(place).mean())
            place = place - (0.3 if label == "fixed" else inv_t_decay(t, 0.3, 0.05)) * (place + rng.normal(size=300))
        axes[1].semilogy(distances, style, label=label)
    axes[0].set(xlabel="t", ylabel="rate")
    axes[1].set(xlabel="step", ylabel="mean distance from the minimum")
    axes[0].legend(fontsize=8)
    axes[1].legend(fontsize=8)
    fig.tight_layout()
    plt.show()

# %% [markdown]
r"""
## 8.7 Which rate?

Step sizes cannot be computed, so they are tried. The simplest search goes through a list, and takes the rate whose *last*
loss is the lowest. Do that on the ravine, for any optimizers: `makers` has a function for each name, which makes a new
optimizer from a rate.

Three traps. An optimizer remembers, so every walk needs a new one. A walk that runs away ends at `inf` or, one step later, at
`nan`, which is neither smaller nor larger than anything, and fools `min` and `argmin`. And the largest rate that still
converges is not the best: it is the one that jumps from side to side.

**Worked example.** Plain descent in the ravine multiplies x by $1 - \eta$ and y by $1 - 100 \eta$ in each step. With
$\eta = 0.015$ that is 0.985 and $-0.5$; after 20 steps the loss is $\frac12 (0.985^{40} + 100 \cdot 0.5^{40}) = 0.273$. With
0.019 it is 0.971, for y alternates and shrinks by 0.9 only; with 0.03 it is astronomical.
"""

# %%
RATES = (0.001, 0.002, 0.005, 0.01, 0.015, 0.019, 0.03, 0.1, 0.3, 1.0)

# %%
# exercise: compare

# %% [markdown]
r"""
**Picture: loss by rate.** The loss after 100 steps for each rate, on logarithmic scales (all below $10^{-15}$ is drawn there).
Plain descent is best just below 0.02, and explodes just above it. Momentum goes much lower with the same rates. RMSProp and
Adam need larger ones, and none of them is too large for them to come down. Marked is the best of each, as your `compare` finds it.
"""

# %%
with picture("loss_by_rate", needs=("compare", "Momentum", "RMSProp", "Adam")):
    import matplotlib.pyplot as plt

    makers = {
        "plain descent": lambda eta: Momentum(eta, 0.0),
        "Momentum": lambda eta: Momentum(eta, 0.8),
        "RMSProp": RMSProp,
        "Adam": Adam,
    }
    fig, ax = plt.subplots(figsize=(6, 3.6))
    with np.errstate(all="ignore"):
        best = compare(makers, 100)
        for (label, maker), style in zip(makers.items(), (":", "--", "-.", "-"), strict=True):
            ends = []
            for eta in RATES:
                optimizer, params = maker(eta), {"w": np.ones(2)}
                for _ in range(100):
                    params = optimizer.step(params, ravine(params)[1])
                ends.append(ravine(params)[0])
            shown = [(eta, max(end, 1e-15)) for eta, end in zip(RATES, ends, strict=True) if end < 1e4]
            (line,) = ax.loglog(*np.transpose(shown), style, label=label)
            ax.plot(best[label][0], max(best[label][1], 1e-15), "o", color=line.get_color())
    ax.axhline(50.5, color="grey", lw=0.8)
    ax.text(0.0011, 65, "loss at the start", fontsize=8)
    ax.set(xlabel="step size", ylabel="loss after 100 steps", ylim=(1e-16, 1e4))
    ax.legend(fontsize=8, loc="lower left")
    plt.show()

# %% [markdown]
r"""
**What makes it hard, in the words of the lectures.** *Plateaus*: where the slope is small, so are the steps. *Cliffs*: where
it is huge, so is the step, and may undo a lot. *Inexact gradients*: a mini-batch only estimates the slope. That costs little,
since many examples say the same, and many cheap steps go further than one exact one; the noise can even help off a saddle
(8.9), but it does not vanish at the minimum. *Poor correspondence*: the direction of steepest descent here need not point
to the minimum over there (8.8). And *hyperparameters*: rate, momentum and their schedules depend on each other.

**Two questions** have numbers of their own for everybody, drawn from a name. Enter yours and run the two cells. The grader
reads your `who` and draws the same numbers, so do not change it afterwards.
"""

# %%
who = ...  # your name or student number, in quotes

# %%
if isinstance(who, str) and who.strip():
    for name, drawn in numbers_of_8(who).items():
        print(f"{name}:", "" if isinstance(drawn, dict) else drawn)
        for letter, choice in drawn.items() if isinstance(drawn, dict) else ():
            print(f"  {letter}  {choice}")
else:
    print("Put your name into the cell above and run it, then run this one.")

# %%
# question: q_8_7a

# %%
# question: q_8_7b

# %% [markdown]
r"""
## 8.8 Curvature

How the slope itself changes is told by the **Hessian**, the matrix of all second derivatives,
$H_{ij} = \partial^2 L / \partial\theta_i \partial\theta_j$. It can be measured as a slope is, by trying: a second derivative is
a difference of differences, one along axis i and one along axis j. A network with a million weights has a Hessian with
$10^{12}$ entries, which is why optimizers make do without; for two variables it explains everything.

**A step, predicted.** After a step of $-\eta g$ the loss is, to second order,

$$L(\theta - \eta g) \approx L - \eta\, g \cdot g + \tfrac12 \eta^2\, g \cdot H g.$$

(A slide leaves out $\eta$, and with it the point: the gain grows with $\eta$, the loss with its square.) Our
`taylor_decrease` says how far the loss *falls*. For $g = (1, 2)$ and curvatures 1 and 4: with $\eta = 0.1$ it is
$0.5 - 0.085 = 0.415$; with $\eta = 1$ it is $5 - 8.5$, so the loss rises.

**Steepest is not best.** Among all directions of length 1 the loss falls fastest against the gradient: for $g = (3, -4)$ that
is $(-0.6, 0.8)$. The slide that says this "takes us to the minimum" means: for a very small step. In a ravine the steepest
direction points at the other wall.

**How long may a step be?** Along an axis of curvature $\lambda$ every step multiplies the distance by $1 - \eta\lambda$. That
shrinks as long as it lies between $-1$ and 1. The axes of H are its eigenvectors; the steepest one gives the limit, while the
flattest one decides how long it takes. Their ratio $\kappa$ is the **condition number**: plain descent needs about $\kappa$
steps, and momentum about $\sqrt\kappa$.

**Counting.** One lecture reports that after 100 steps momentum has an error of 0.00001 and plain descent one of 0.36. Count
for yourself, on the ravine from $(1, 1)$. By hand: $\kappa = 1$ and $\eta = \frac12$ halve the distance in each step, so the
loss is $1, \frac14, \frac1{16}$, and it takes two steps to 0.1.
"""

# %%
# exercise: hessian_numeric

# %%
# exercise: taylor_decrease

# %%
# exercise: steepest_direction

# %%
# exercise: critical_rate

# %%
# exercise: steps_to

# %% [markdown]
r"""
**Picture: ill-conditioned.** Left: contours of the ravine with $\kappa = 10$, arrows in the steepest direction, and lines to
the minimum: the two agree on the axes only. Middle: what a step from $(1, 1)$ gains by its length, predicted and true; beyond
the critical rate (vertical line) steps along y make things worse. Right: steps to 0.00001 for plain descent and momentum,
with $\eta = 1/\kappa$; the scales are logarithmic, so the gap is a different power of $\kappa$.
"""

# %%
with picture(
    "ill_conditioned", needs=("steepest_direction", "taylor_decrease", "critical_rate", "steps_to", "Momentum")
):
    import matplotlib.pyplot as plt

    fig, axes = plt.subplots(1, 3, figsize=(12, 3.4))
    x, y = np.meshgrid(np.linspace(-1.4, 1.4, 80), np.linspace(-0.9, 0.9, 80))
    axes[0].contour(x, y, (x**2 + 10 * y**2) / 2, 8, colors="lightgrey")
    for angle in np.linspace(0, 2 * np.pi, 13)[:-1]:
        point = np.array([1.1 * np.cos(angle), 0.6 * np.sin(angle)])
        arrow = 0.35 * steepest_direction(ravine({"w": point}, 10)[1]["w"])
        axes[0].plot(*np.transpose([point, 0 * point]), ":", color="grey", lw=0.8)
        axes[0].annotate("", point + arrow, point, arrowprops={"arrowstyle": "->", "color": "C0"})
    axes[0].plot(0, 0, "k*", ms=10)
    axes[0].set(xlabel="x", ylabel="y", aspect="equal")
    start, H = {"w": np.array([1.0, 1.0])}, np.diag([1.0, 10.0])
    height, slope = ravine(start, 10)
    etas = np.linspace(0, 0.25, 60)
    after = [ravine({"w": start["w"] - eta * slope["w"]}, 10)[0] for eta in etas]
    axes[1].plot(etas, height - np.array(after), lw=4, color="lightgrey", label="true")
    axes[1].plot(etas, [taylor_decrease(slope["w"], H, eta) for eta in etas], label="predicted")
    axes[1].axvline(critical_rate(H), color="grey", lw=0.8)
    axes[1].axhline(0, color="grey", lw=0.8)
    axes[1].set(xlabel="step size", ylabel="decrease of the loss")
    axes[1].legend(fontsize=8)
    kappas = np.array([10, 30, 100, 300, 1000])
    for mu, label, style in ((0.0, "plain descent", "o:"), (0.9, "momentum 0.9", "s--")):
        axes[2].loglog(kappas, [steps_to(Momentum(1 / k, mu), k, 1e-5, 20_000) for k in kappas], style, label=label)
    best = [steps_to(Momentum(1 / k, (1 - k**-0.5) ** 2), k, 1e-5, 20_000) for k in kappas]
    axes[2].loglog(kappas, best, "^-", label="momentum that suits kappa")
    axes[2].set(xlabel="kappa", ylabel="steps to 0.00001")
    axes[2].legend(fontsize=8)
    fig.tight_layout()
    plt.show()

# %% [markdown]
r"""
## 8.9 Where the slope is zero

A walk comes to rest where the gradient is 0. Is that a minimum? For a linear model with the squared error, yes: its loss is
**convex**, a bowl. The loss of a network is not.

**What kind of a point?** The eigenvalues of the Hessian are the curvatures along its axes. All positive: a minimum. All
negative: a maximum. Both: a **saddle**, up one way and down another. If one of them is 0, within the accuracy that you have,
the second derivatives do not decide, and we call the point degenerate. For two variables the sign of the determinant would
do; for four it would not.

**Worked example.** $\begin{pmatrix} 1 & 2 \\ 2 & 1 \end{pmatrix}$ looks like a minimum along both coordinate axes, but its
eigenvalues are 3 and $-1$, with the axes $(1, 1)$ and $(1, -1)$: a saddle.

A lecture estimates that a third of all critical points are minima in one dimension, and $3^{-d}$ in d. That is a rule of thumb
(for random symmetric matrices the share falls even faster); what matters is that in a million dimensions nearly every
point without a slope is a saddle.

**Not convex.** The smallest deep network has two linear units in a row, $x \mapsto v\, u\, x$. To put out its input it must have
$u v = 1$; its loss is $(u v - 1)^2$. A convex function lies below each of its chords: between two minima there is nothing but
minima. Name two minima for which that is false.

**Leaving a saddle.** Right on it descent stands still for ever. Noise helps: $\frac12 (x^2 - y^2)$ has the gradient
$(x, -y)$, so that along y any small error is multiplied by 1.1 in each step with $\eta = 0.1$. Add normal noise to both entries
of the gradient, as a mini-batch does, and count the steps until $|y| > 1$.
"""

# %%
# exercise: classify_critical_point

# %%
# exercise: deep_linear_witness

# %%
# exercise: escape_time

# %% [markdown]
r"""
**Picture: two valleys, and a way off the saddle.** Left: the loss $(u v - 1)^2$; its minima are the two black curves, your
two points are marked, and the dotted chord between them passes over higher ground. Middle: your escape times, mean of 100
walks, over the noise: ten times more noise does not leave ten times sooner, for the distance grows by powers of 1.1 anyway.
Right: the share of random symmetric matrices, as Hessians of d variables, that your function calls a minimum: it vanishes
faster than $3^{-d}$.
"""

# %%
with picture("critical_points", needs=("classify_critical_point", "deep_linear_witness", "escape_time")):
    import matplotlib.pyplot as plt

    fig, axes = plt.subplots(1, 3, figsize=(12, 3.4))
    u, v = np.meshgrid(np.linspace(-2.5, 2.5, 120), np.linspace(-2.5, 2.5, 120))
    axes[0].contourf(u, v, np.log1p((u * v - 1) ** 2), 14, cmap="Blues")
    axes[0].contour(u, v, u * v, [1.0], colors="black")
    ends = np.array([np.asarray(point, dtype=float) for point in deep_linear_witness()])
    axes[0].plot(*ends.T, "o:", color="C1")
    axes[0].set(xlabel="u", ylabel="v", xlim=(-2.5, 2.5), ylim=(-2.5, 2.5), aspect="equal")
    sds = 10.0 ** np.arange(-6, 2)
    rng = np.random.default_rng(0)
    axes[1].semilogx(sds, [np.mean([escape_time(sd, 1000, rng) for _ in range(100)]) for sd in sds], "o-")
    axes[1].set(xlabel="standard deviation of the noise", ylabel="mean steps until |y| > 1", ylim=(0, None))
    shares = []
    for d in range(1, 5):
        drawn = rng.normal(size=(3000, d, d))
        kinds = [classify_critical_point(A + A.T, 1e-9) for A in drawn]
        shares.append(kinds.count("min") / len(kinds))
    axes[2].semilogy(range(1, 5), shares, "o-", label="random matrices")
    axes[2].semilogy(range(1, 5), 3.0 ** -np.arange(1, 5), "--", color="grey", label="$3^{-d}$")
    axes[2].set(xlabel="variables, d", ylabel="share of minima", xticks=range(1, 5))
    axes[2].legend()
    fig.tight_layout()
    plt.show()

# %% [markdown]
r"""
## Before you hand in

`check.all()` shows what will be graded: it runs your functions in a fresh namespace, as the grader will, and tells
which names are used but never defined. Outputs, pictures and extra cells do not matter.
"""

# %%
check.all()
