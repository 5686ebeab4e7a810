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
# Assignment 2: McCulloch-Pitts units

In 1943 the neuroscientist Warren McCulloch and the young logician Walter Pitts asked what the simplest thing is that a
nerve cell could be said to do. Their answer: it fires or it does not, and it fires when enough others have fired and
none forbids it. Nothing learns here, nothing is a real number. And yet, as you will show with your own hands, networks
of such units compute every function of truth values, and with feedback they do whatever a machine with a finite memory
can do.

| exercise | you write | points | minutes | tier |
|---|---|---|---|---|
| 2.1 | `mp_unit` | 20 | 30 | core |
| 2.2 | `gate` | 20 | 30 | core |
| 2.3 | `boolean_network` | 30 | 60 | core |
| 2.4 | `dfa_to_mp` | 20 | 60 | more |
| 2.5 | `compact_network` | 10 | 40 | stretch |

Each exercise prints its **promises**: all that is graded, the hidden checks included, which only use other inputs.
Replace `raise NotImplementedError(...)`, run the cell, then run the check below it. Pictures draw themselves once the
functions that they need work.

**How a unit is written down.** From 2.2 on you do not compute, you *describe* units, and the checks let your
description compute. A unit is a dict:

`{"theta": 2, "excitatory": [0, 3], "inhibitory": [1]}`

Its threshold is 2, inputs number 0 and 3 excite it, input number 1 inhibits it, and input number 2 is not connected.
Inputs are counted from 0: number 0 is $x_1$. The two lists hold *which* inputs, not how much they weigh: there are no
weights in this model. A network is a list of layers, each a list of units; `MPNetwork` and `RecurrentMP` below are
given to you complete, and run what you describe with your own `mp_unit`.
"""

# %%
# bootstrap

# %% [markdown]
r"""
The next cell only draws. Run it and go on: a unit is a circle with its threshold inside, an arrow excites, a line with
a round end inhibits, and what is on is filled.
"""


# %%
def draw_unit_net(ax, columns, titles, signals=None):
    """Draw layers of units from left to right; columns[0] is the number of inputs, signals tells what is on."""
    import matplotlib.pyplot as plt

    heights = [[(1 - size) / 2 + k for k in range(size)] for size in [columns[0], *map(len, columns[1:])]]
    radius, gap = 0.27, 2.2
    for d, ys in enumerate(heights):
        for k, y in enumerate(ys):
            lit = signals is not None and bool(signals[d][k])
            ax.add_patch(plt.Circle((gap * d, -y), radius, fc="#f2b134" if lit else "white", ec="black", zorder=3))
            text = titles[k] if d == 0 else f"$\\geq${columns[d][k]['theta']}"
            ax.text(gap * d, -y, text, ha="center", va="center", fontsize=8, zorder=4)
            for kind in ("excitatory", "inhibitory") if d else ():
                for line in _lines(columns[d][k], kind):
                    x0, y0, x1, y1 = gap * (d - 1), -heights[d - 1][line], gap * d, -y
                    length = np.hypot(x1 - x0, y1 - y0)
                    dx, dy = (x1 - x0) / length, (y1 - y0) / length
                    on = signals is not None and bool(signals[d - 1][line])
                    color = ("#b03a2e" if kind == "inhibitory" else "#1f4e79") if on or signals is None else "#c8c8c8"
                    start, stop = (x0 + radius * dx, y0 + radius * dy), (x1 - radius * dx, y1 - radius * dy)
                    if kind == "excitatory":
                        ax.annotate("", stop, start, arrowprops={"arrowstyle": "-|>", "color": color, "lw": 1.2})
                    else:
                        ax.plot([start[0], stop[0]], [start[1], stop[1]], color=color, lw=1.2)
                        ax.plot(stop[0] - 0.06 * dx, stop[1] - 0.06 * dy, "o", color=color, ms=6, zorder=4)
    ax.set(xlim=(-0.6, gap * (len(heights) - 1) + 0.6), aspect="equal")
    ax.axis("off")


# %% [markdown]
r"""
## 2.1 One unit

The inputs $x_1, \dots, x_n$ are 0 (off) or 1 (on). Each either *excites* the unit or *inhibits* it. The unit adds up
the excitatory ones and compares the sum with its threshold $\theta$, a whole number:

$$\text{out} = \begin{cases} 0 & \text{if some inhibitory input is on,} \\
1 & \text{else, if } \sum_{\text{excitatory}} x_i \ge \theta, \\ 0 & \text{else.} \end{cases}$$

Three things to watch:

- **Equality fires.** The review lecture asks for a sum of at least $\theta$. (The digits lecture writes a strict
  inequality for its perceptron; we come back to that in 3.1.)
- **Inhibition is a veto**, not a minus sign. One inhibitory input that is on silences the unit against any number of
  excitatory ones.
- **It must be on.** The slide prints that the output is 0 "if any $x_i$ is inhibitory". Read literally, a unit with an
  inhibitory connection could never fire. What McCulloch and Pitts say, and what we use, is: if any inhibitory input
  *is on*.

**Worked example.** $\theta = 2$, the third input inhibits. On the inputs 1 1 0 the sum is 2 and nothing forbids: it
fires. On 1 1 1 the sum of the excitatory inputs is still 2, but the third one is on: silent. On 1 0 0 the sum is too
small: silent.

**Thresholds of 0.** A sum of 0 reaches a threshold of 0. Such a unit fires *unless* something inhibits it. That sounds
odd for a nerve cell, and it is what makes NOT possible.

A whole batch of rows is as easy as one row if you sum along the last axis, `axis=-1`.
"""

# %%
# exercise: mp_unit

# %% [markdown]
r"""
**Picture: what one unit can tell apart.** The four rows of two inputs as the corners of a square, for three
thresholds (columns), without inhibition and with an inhibitory second input (rows). A filled corner is one on which
the unit fires. However you choose, you never see the two corners of a diagonal filled and the other two empty: no
single unit computes "exactly one of two".
"""

# %%
with picture("one_unit", needs=("mp_unit",)):
    import matplotlib.pyplot as plt

    X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
    fig, axes = plt.subplots(2, 3, figsize=(6, 4.6), sharex=True, sharey=True)
    for row, kinds in enumerate(([False, False], [False, True])):
        for theta, ax in enumerate(axes[row]):
            fires = np.asarray(mp_unit(X, theta, np.array(kinds)))
            ax.plot([0, 1, 1, 0, 0], [0, 0, 1, 1, 0], color="#c8c8c8", zorder=1)
            ax.scatter(*X.T, s=130, c=["#f2b134" if one else "white" for one in fires], edgecolors="black", zorder=2)
            ax.set(title=f"$\\theta$ = {theta}, " + ("$x_2$ inhibits" if kinds[1] else "both excite"))
            ax.title.set_fontsize(9)
            ax.set(xlim=(-0.3, 1.3), ylim=(-0.3, 1.3), xticks=(0, 1), yticks=(0, 1), aspect="equal")
    for ax in axes[1]:
        ax.set_xlabel("$x_1$")
    for ax in axes[:, 0]:
        ax.set_ylabel("$x_2$")
    fig.tight_layout()
    plt.show()

# %% [markdown]
r"""
## 2.2 Gates

Which logical functions are a single unit? A threshold counts: it can ask for all, for one, or for anything between. A
veto forbids.

**Worked example.** "At least two of three": all three excite, threshold 2. "The first, but not the third": the first
excites, the third inhibits, threshold 1, and the second is in neither list.

**What a unit cannot do.** Take any function of two inputs that is on for 0 1 and for 1 0, but off for 1 1. On 0 1 the
second input is on and the unit fires, so the second input does not inhibit; on 1 0 the same holds for the first. So
both excite or are not connected, and then going from 0 1 to 1 1 can only enlarge the sum: the unit fires on 1 1 as
well. XOR is such a function, so there is no unit for it. One of the gates below is another one: `gate` returns `None`
there.

For how many of the six names does your unit need a threshold of 0?
"""

# %%
# exercise: gate

# %% [markdown]
r"""
**Picture: a gallery of gates.** Your units for three inputs (NOT has one). On the left of each unit its inputs; the
number in the circle is the threshold that the sum must reach. Arrows excite, round ends inhibit. Below each the rows
on which it fires.
"""

# %%
with picture("gates", needs=("mp_unit", "gate")):
    import matplotlib.pyplot as plt

    fig, axes = plt.subplots(1, 5, figsize=(10, 2.8))
    for ax, (name, n) in zip(axes, {"AND": 3, "OR": 3, "NOR": 3, "AND_NOT": 3, "NOT": 1}.items(), strict=True):
        unit = gate(name, n)
        rows = np.array(list(np.ndindex((2,) * n)))
        fires = MPNetwork([[unit]], mp_unit).fire(rows)
        draw_unit_net(ax, [n, [unit]], [f"$x_{k + 1}$" for k in range(n)])
        on = ["".join(map(str, row)) for row in rows[fires == 1]]
        ax.set_title(name, fontsize=10)
        ax.set_ylim(-1.9, 1.5)
        ax.text(
            1.1,
            -1.75,
            "fires on " + (", ".join(on) if len(on) < 4 else f"all rows but {len(rows) - len(on)}"),
            ha="center",
            fontsize=8,
        )
    fig.tight_layout()
    plt.show()

# %% [markdown]
r"""
## 2.3 Every function of truth values

One unit cannot do XOR. Two layers can do everything.

Write the function as a table: one value for each row of inputs. Row number $r$ is the row whose inputs, read from
left to right, are $r$ in binary. For two inputs the table `[0, 1, 1, 0]` is XOR: 0 for the row 0 0, 1 for 0 1, 1 for
1 0 and 0 for 1 1.

**A unit that knows one row.** Which unit fires on the row 1 0 1 and on no other? All inputs that are 1 there must be
on: they excite, and the threshold is their number, 2. All inputs that are 0 there must be off: they inhibit. If one
more input is on, it vetoes; if one less is on, the sum is too small.

**Joining them.** Give each row on which the function is 1 such a unit. On every row of inputs at most one of them
fires, and the output fires when any of them does. That makes at most $2^n + 1$ units, which is what you are allowed.

**Worked example.** XOR. The rows of ones are 0 1 and 1 0.

| unit | theta | excitatory | inhibitory |
|---|---|---|---|
| hidden, number 0: the row 0 1 | 1 | [1] | [0] |
| hidden, number 1: the row 1 0 | 1 | [0] | [1] |
| output: any of the two | 1 | [0, 1] | [] |

The lists of the output count the units of the hidden layer, not the inputs. Think of the two constant functions
before you run the check: what does your output do when there is no hidden unit at all?

One of our lectures says that a cascade of perceptrons is a linear function, another that a network of perceptrons
solves XOR. Both are right about different things: without the threshold in between, a cascade collapses into one
linear function; the thresholds are what prevents that. Assignment 5 takes it up.
"""

# %%
# exercise: boolean_network

# %% [markdown]
r"""
**Picture: a network at work.** Your network for "exactly one of three", on the inputs 0 1 0 (left) and 0 1 1 (right).
What is on is filled, and lines that carry a 1 are coloured. On the left a single hidden unit recognises its row and
the output fires; on the right each hidden unit is either vetoed or short of its threshold.
"""

# %%
with picture("network", needs=("mp_unit", "boolean_network")):
    import matplotlib.pyplot as plt

    rows = np.array(list(np.ndindex(2, 2, 2)))
    layers = boolean_network((rows.sum(axis=1) == 1).astype(int))
    fig, axes = plt.subplots(1, 2, figsize=(9, 3.2))
    for ax, x in zip(axes, ([0, 1, 0], [0, 1, 1]), strict=True):
        signals = [layer[0] for layer in MPNetwork(layers, mp_unit).signals(np.array([x]))]
        draw_unit_net(ax, [3, *layers], ["$x_1$", "$x_2$", "$x_3$"], signals)
        ax.set_title(f"inputs {x[0]} {x[1]} {x[2]}: output {signals[-1][0]}", fontsize=10)
    fig.tight_layout()
    plt.show()

# %% [markdown]
r"""
## 2.4 Units that remember

So far signals run from left to right and are forgotten. Now let outputs return as inputs. Each unit takes one *unit
delay* to fire, so what returns is what was, one or more delays ago: a memory.

A **finite automaton** reads a word, symbol by symbol, and is in one of Q states. `delta[q, s]` is the state that
follows state q when symbol s is read; `q0` is the state at the start; and a word is *accepted* if the state at its
end is one of those marked in `accept`. In 1956 Stephen Kleene showed that networks of McCulloch-Pitts units and
finite automata can do the same things. One direction is this exercise.

**Worked example: the last symbol.** Two states, two symbols, `a` (number 0) and `b` (number 1). The automaton is in
state 0 when the last symbol was `a` or nothing was read yet, and in state 1 when it was `b`:

| | a | b |
|---|---|---|
| **state 0** | 0 | 1 |
| **state 1** | 0 | 1 |

The machine is derived in four steps. The next picture shows the result.

1. **One line for each state**, of which exactly one is on, and one line for each symbol, of which one is on while
   that symbol is read. The lines are numbered through: the states 0 and 1, then the symbols `a` (2) and `b` (3).
2. **A layer that recognises where we are and what is read.** For each pair of state and symbol, one unit that fires
   when both their lines are on. In our example there are four pairs. Because one state and one symbol are on, one
   unit of this AND layer fires.
3. **A layer that says where to go.** For each state one unit that fires when any of those pairs was recognised that
   lead to it. In the example state 0 is reached by the pairs (0, a) and (1, a), state 1 by (0, b) and (1, b). What
   this OR layer puts out *is* the next state: its outputs return as the lines of the states.
4. **A start.** At first everything is silent, and silence stays silent. A *reset* therefore sends one pulse, beside
   the OR layer, into the line of `q0`. During a reset no symbol's line is on, so no unit of the AND layer fires, and
   the old state dies out by itself.

One symbol takes two unit delays, one for each layer. Follow the word `b a`: after the reset state 0 is on. With `b`,
the unit of the pair (0, b) fires, then state 1. With `a`, the unit of (1, a), then state 0.
"""

# %%
with picture("two_states"):
    import matplotlib.pyplot as plt

    fig, (left, right) = plt.subplots(1, 2, figsize=(10, 4.2), width_ratios=(1, 2))
    arrow = {"arrowstyle": "-|>", "color": "#1f4e79", "connectionstyle": "arc3,rad=-0.3"}
    for x, name, stays in ((0, "0", "a"), (2, "1", "b")):
        left.annotate("", (x + 0.2, 0.3), (x - 0.2, 0.3), arrowprops=arrow | {"connectionstyle": "arc3,rad=-1.8"})
        left.text(x, 0.85, stays, ha="center")
        left.add_patch(plt.Circle((x, 0), 0.35, fc="white", ec="black", zorder=3))
        left.text(x, 0, name, ha="center", va="center", zorder=4)
    for tail, head, y, name in ((0.3, 1.7, 0.2, "b"), (1.7, 0.3, -0.2, "a")):
        left.annotate("", (head, y), (tail, y), arrowprops=arrow)
        left.text(1, 2.9 * y, name, ha="center", va="center")
    left.annotate("start", (-0.35, 0), (-1.1, 0), va="center", ha="right", arrowprops={"arrowstyle": "-|>"})
    left.set(xlim=(-1.9, 2.5), ylim=(-1.4, 1.4), aspect="equal", title="the automaton")
    left.axis("off")

    pairs = [{"theta": 2, "excitatory": lines} for lines in ([0, 2], [0, 3], [1, 2], [1, 3])]
    states = [{"theta": 1, "excitatory": units} for units in ([0, 2], [1, 3])]
    draw_unit_net(right, [4, pairs, states], ["$q_0$", "$q_1$", "a", "b"])
    for k, text in enumerate(("(0, a)", "(0, b)", "(1, a)", "(1, b)")):
        right.text(2.2, 1.83 - k, text, ha="center", fontsize=8)
    for k, (line, reach) in enumerate(((1.5, 0.5), (0.5, 0.9))):
        y = 0.5 - k
        way = [
            (4.67, y),
            (4.67 + reach, y),
            (4.67 + reach, 2.0 + reach),
            (-0.3 - reach, 2.0 + reach),
            (-0.3 - reach, line),
        ]
        right.plot(*zip(*way, strict=True), color="#7d6608", lw=1)
        right.annotate("", (-0.27, line), way[-1], arrowprops={"arrowstyle": "-|>", "color": "#7d6608"})
        right.text(4.4, y - 0.45, f"$q_{k}$", ha="center", fontsize=9)
    right.annotate("start pulse", (4.4, 0.77), (4.4, 1.6), ha="center", fontsize=8, arrowprops={"arrowstyle": "-|>"})
    right.text(2.2, 2.6, "the outputs return as the lines of the states", ha="center", fontsize=8)
    for x, text in ((0, "lines"), (2.2, "AND layer"), (4.4, "OR layer")):
        right.text(x, -2.3, text, ha="center", fontsize=9)
    right.set(xlim=(-1.4, 5.8), ylim=(-2.5, 3.1), title="the machine")
    plt.show()

# %% [markdown]
r"""
**What you return** is the description of such a machine for any automaton: the two layers, the state that the start
pulse turns on, and the accepting states. How many units the AND layer has, and in which order, is up to you; the OR
layer has one unit per state, in the order of the states.

Two things to watch:

- In the AND layer, symbol s is line number $Q + s$. In the OR layer, the lists count the units of the AND layer.
- The number of symbols need not be 2, and it need not be Q. If your code works only for square tables, you may have
  exchanged states and symbols somewhere.
"""

# %%
# exercise: dfa_to_mp

# %% [markdown]
r"""
**Picture: a machine reads.** Your machine for the automaton that waits for `1 0 0`, on the word `1 1 0 1 0 0 1`. Time
runs to the right in unit delays, a reset first; each square is a unit that fires. One of the state lines is on at
every second delay, one AND unit between two of them. When state 3 is on, `1 0 0` has been seen, and the word is
accepted.
"""

# %%
with picture("machine", needs=("mp_unit", "dfa_to_mp")):
    import matplotlib.pyplot as plt

    delta = np.array([[0, 1], [2, 1], [3, 1], [3, 3]])
    description = dfa_to_mp(delta, 0, np.array([False, False, False, True]))
    machine = RecurrentMP(description, mp_unit)
    word = [1, 1, 0, 1, 0, 0, 1]
    moments = [(set(), machine.reset())]
    for symbol in word:
        states = machine.step(symbol)
        moments.append((machine.ands, states))
    size, ands = len(description["or_layer"]), len(description["and_layer"])
    fig, ax = plt.subplots(figsize=(8, 3.4))
    for t, (firing, states) in enumerate(moments):
        for unit in firing:
            ax.add_patch(plt.Rectangle((2 * t - 1.4, unit - 0.4), 0.8, 0.8, color="#1f4e79"))
        for state in states:
            ax.add_patch(plt.Rectangle((2 * t - 0.4, ands + 0.7 + state - 0.4), 0.8, 0.8, color="#f2b134", ec="black"))
    ax.axhline(ands - 0.15, color="#c8c8c8", lw=0.8)
    ax.set_yticks([*range(ands), *(ands + 0.7 + k for k in range(size))])
    ax.set_yticklabels([*(f"AND {k}" for k in range(ands)), *(f"state {k}" for k in range(size))], fontsize=7)
    ax.set_xticks([2 * t for t in range(len(word) + 1)])
    ax.set_xticklabels(["reset", *map(str, word)])
    verdict = "accepted" if machine.accepts(word) else "not accepted"
    ax.set(xlim=(-1.5, 2 * len(word) + 0.8), ylim=(-0.7, ands + size + 0.4), xlabel="symbol read", title=verdict)
    fig.tight_layout()
    plt.show()

# %% [markdown]
r"""
## 2.5 As few units as you can

$2^n + 1$ units are enough, but seldom needed. Two ideas save most of them.

**Merge neighbours.** If the function is 1 on two rows that differ in a single input, that input does not matter
there, and one unit that is not connected to it does the work of two. Two merged pairs that differ in one input can be
merged again. Quine and McCluskey made a procedure of it in the 1950s that is still taught to those who design
circuits: collect all merged rows that cannot be merged any further, then pick as few of them as cover all ones.

**Worked example.** The table `[0, 0, 1, 1, 0, 1, 1, 1]` of three inputs is 1 on 0 1 0, 0 1 1, 1 0 1, 1 1 0 and 1 1 1.
The four rows with $x_2 = 1$ merge into one unit, "the second input is on". What remains is 1 0 1, which merges with 1
1 1 into "the first and the third". Two units and an OR: 3 instead of 6. Where a single unit is left, it needs no OR
behind it and is the output itself.

**Count.** A unit need not be a product. "At least two of three" is three products and an OR, or *one* unit with the
threshold 2.

Your points depend on the mean number of units over all 256 functions of three inputs (the ladder is in the
docstring). Every network must be right. For comparison: one unit per row of ones and an OR need 5.0, the best cover
by products 3.20, and whoever lets the units count does better than that. Nothing limits how long your function thinks
but your own patience: four inputs are the most that it is asked for.
"""

# %%
# exercise: compact_network

# %% [markdown]
r"""
**Picture: merged corners.** The eight rows of three inputs are the corners of a cube, neighbours differ in one input.
Filled corners are the rows on which the function of the worked example is 1. Each panel shows one unit of your first
layer, and the corners on which it fires, joined by thick lines: faces, edges, or, where a threshold counts, a corner
with all its neighbours. Together they cover the filled corners and no other.
"""

# %%
with picture("cube", needs=("mp_unit", "compact_network")):
    import matplotlib.pyplot as plt

    rows = np.array(list(np.ndindex(2, 2, 2)))
    table = np.array([0, 0, 1, 1, 0, 1, 1, 1])
    layers = compact_network(table)
    place = np.column_stack([rows[:, 0] + 0.45 * rows[:, 1], rows[:, 2] + 0.35 * rows[:, 1]])
    fig, axes = plt.subplots(1, len(layers[0]), figsize=(3.2 * len(layers[0]), 3), squeeze=False)
    for k, ax in enumerate(axes[0]):
        fires = MPNetwork([[layers[0][k]]], mp_unit).fire(rows)
        for i, j in zip(*np.nonzero(np.abs(rows[:, None] - rows[None]).sum(axis=2) == 1), strict=True):
            both = fires[i] and fires[j]
            ax.plot(
                *place[[i, j]].T, color="#1f4e79" if both else "#c8c8c8", lw=3 if both else 0.8, zorder=2 if both else 1
            )
        edges = ["#1f4e79" if one else "black" for one in fires]
        widths = [3 if one else 1 for one in fires]
        ax.scatter(
            *place.T,
            s=210,
            c=["#f2b134" if one else "white" for one in table],
            edgecolors=edges,
            linewidths=widths,
            zorder=3,
        )
        for row, spot in zip(rows, place, strict=True):
            ax.text(*spot, "".join(map(str, row)), ha="center", va="center", fontsize=6, zorder=4)
        ax.set(
            title=f"unit {k}: fires on {int(fires.sum())} rows", xlim=(-0.25, 1.7), ylim=(-0.25, 1.6), aspect="equal"
        )
        ax.title.set_fontsize(9)
        ax.axis("off")
    fig.tight_layout()
    plt.show()

# %% [markdown]
r"""
**Picture: what was saved.** All 256 functions of three inputs, by the number of units of your two networks. The
dashed lines are the means; that of `compact_network` is what the ladder looks at.
"""

# %%
with picture("units_needed", needs=("boolean_network", "compact_network")):
    import matplotlib.pyplot as plt

    tables = np.array(list(np.ndindex((2,) * 8)))
    fig, ax = plt.subplots(figsize=(6, 3))
    for shift, build, color in ((-0.2, boolean_network, "#a6bddb"), (0.2, compact_network, "#f2b134")):
        counts = [sum(len(layer) for layer in build(table)) for table in tables]
        values, numbers = np.unique(counts, return_counts=True)
        ax.bar(
            values + shift,
            numbers,
            width=0.4,
            color=color,
            ec="black",
            label=f"{build.__name__}: mean {np.mean(counts):.2f}",
        )
        ax.axvline(np.mean(counts), color="black", ls="--", lw=0.8)
    ax.set(xlabel="units", ylabel="functions of 256", xticks=range(1, 10))
    ax.legend()
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
