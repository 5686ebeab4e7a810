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
# Assignment 1: Data and evaluation

Before we build anything that learns, we build what tells us whether it has learned. A bank wants to know who will pay
back, a botanist which iris this is, a card company which transaction is fraud. For each, some examples with known
answers are given; a *classifier* is made of them, and then it must answer for cases that nobody has seen. How good is
it? That turns out to be a question with several answers, and in this notebook you write the functions that give them.
Their ideas return in every assignment that trains something.

| exercise | you write | points | minutes | tier |
|---|---|---|---|---|
| 1.1 | `majority_baseline`, `guess_accuracy` | 8 + 4 | 15 | core |
| 1.2 | `stratified_split` | 18 | 35 | core |
| 1.3 | `confusion_matrix` | 18 | 25 | core |
| 1.4 | `precision_recall`, `f1_score`, `macro_average` | 10 + 4 + 4 | 30 | core |
| 1.5 | `pr_curve` | 14 | 30 | more |
| 1.6 | `learning_curve` | 6 | 25 | stretch |
| 1.7 | `top_k_error` | 4 | 10 | stretch |
| 1.8 | `best_stump` | 8 | 25 | more |
| 1.9 | two short answers | 1 + 1 | 5 | more |

Each exercise prints its **promises**: all that is graded, the hidden checks included, which only use other data.
Replace `raise NotImplementedError(...)`, run the cell, then run the check below it. Pictures draw themselves once the
functions that they need work.

**Notation.** The same letters are used in the whole course.

| letter | means |
|---|---|
| N, D, K | number of examples, of inputs, of classes |
| X, of shape (N, D) | the inputs; **rows are examples** |
| y, of shape (N,) | the labels, one for each example |
| C, of shape (K, K) | a confusion matrix (in this assignment) |
| `rng` | a random generator; all that is random is drawn from it |

**Data.** The loan table of the lecture has 15 applicants, each with an age, a job or none, a house or none, and a credit
rating; the label says whether the loan was granted. The second data set are 150 irises that Edgar Anderson measured and
Ronald Fisher published in 1936: the lengths and widths of sepals and petals, 50 flowers of each of three species.
`load("loan/table")`, `load("loan/labels")`, `load("iris/inputs")` and `load("iris/labels")` give them to you.

Labels may be numbers or texts, in an array or in a list. `np.asarray(y)` makes an array of either, and `np.unique` and
the loops of Python work with both.
"""

# %%
# bootstrap

# %% [markdown]
r"""
## 1.1 What must a classifier beat?

Of the 15 loans of the lecture 9 were granted. Whoever always says "Yes" and never looks at an applicant is right 9 times
of 15. That is the **majority baseline**, and a classifier that is right 60 % of the time on this table has learned
nothing at all.

Whoever guesses does worse. There are two ways of guessing:

- **uniformly**: each of the K labels with probability $1/K$. Whatever the answer is, the guess hits it once in K times.
- **in proportion**: label k with probability $p_k$, its share of the data. Such a guess *looks* like the data. For an
  example with label k it is right with probability $p_k$, and the share of such examples is also $p_k$.

**Worked example.** Of 10 mails 8 are ham and 2 are spam. Always saying "ham" is right 8 times of 10. A coin is right 5
times of 10. Guessing ham with probability 0.8 is right for $0.8 \cdot 0.8 + 0.2 \cdot 0.2 = 0.68$ of the mails: more
than the coin, less than the baseline.

Two things to watch: accuracy is a *share*, and of several labels that are equally frequent the smallest one is the
answer, so that everybody finds the same.
"""

# %%
# exercise: majority_baseline

# %%
# exercise: guess_accuracy

# %% [markdown]
r"""
**Picture: what guessing is worth.** Two labels; the share of "Yes" grows from left to right. The baseline is never below
the other two. Near the edges it is nearly always right: where 99 of 100 transactions are honest, so is an accuracy of
99 %.
"""

# %%
with picture("guessing", needs=("majority_baseline", "guess_accuracy")):
    import matplotlib.pyplot as plt

    counts = range(1, 100)
    mixtures = [np.repeat([1, 0], [count, 100 - count]) for count in counts]
    baseline = [majority_baseline(mixture)[1] for mixture in mixtures]
    uniform, proportional = np.array([guess_accuracy(mixture) for mixture in mixtures]).T
    fig, ax = plt.subplots(figsize=(5, 3.2))
    ax.plot(counts, baseline, lw=2, label="always the majority")
    ax.plot(counts, proportional, "--", label="guess in proportion")
    ax.plot(counts, uniform, ":", label="guess uniformly")
    ax.plot(60, majority_baseline(load("loan/labels"))[1], "o", color="black", label="the loans")
    ax.set(xlabel="examples of 100 with the label Yes", ylabel="accuracy", ylim=(0.4, 1.02))
    ax.legend()
    plt.show()

# %% [markdown]
r"""
## 1.2 A test set

A classifier is made to fit the examples it learns from. How it does on *those* says little: it may have learned them by
heart. What counts is how it **generalizes**, and since the answers for new cases are not known, some of the known
examples are set aside, never shown to the learner, and used as if they were new. They are the **test set**; the others
are the **training set**.

That works because of an assumption that all of this course rests on: training examples, test examples and the cases to
come are drawn independently from the same distribution. (You find it as *i.i.d.*: independent and identically
distributed.) So the test set must be a random sample. The last rows of a table will not do: the first 50 irises are all
of one species.

A random sample has the right composition only on average. Of 15 applicants, of which 5 are young, a sample of 6 may hold
none or all of the young ones. **Stratified** sampling draws from each *stratum* by itself: from each class, or from each
value of another attribute, such as age, if it should be represented faithfully.

**Worked example.** Six examples with the labels a a a a b b, half of them for testing: two of the four a, one of the two
b. Which ones is left to chance: $6 \cdot 2 = 12$ splits are possible, and `rng` picks one.

**Shares that are no whole number.** A quarter of a stratum of 7 is 1.75, so 1 or 2 of them go to the test set, whichever
you like: rounding up, down or to the nearest is all the same to the checks. A stratum with a single example stays in
training, because what never occurs there cannot be learned.

What you return are *the numbers of* the examples, not the examples: `X[train_idx]` and `y[train_idx]` then belong
together.
"""

# %%
# exercise: stratified_split

# %% [markdown]
r"""
**Picture: how many young applicants are tested?** Six of the fifteen applicants are set aside, two thousand times. In a
plain random sample the number of young ones varies between 0 and 5; stratified by age it is always 2.
"""

# %%
with picture("young_applicants", needs=("stratified_split",)):
    import matplotlib.pyplot as plt

    labels, ages = load("loan/labels"), load("loan/table")[:, 0]
    rng = np.random.default_rng(0)
    plain, stratified = [], []
    for _ in range(2000):
        plain.append((ages[rng.permutation(15)[:6]] == "young").sum())
        stratified.append((ages[np.asarray(stratified_split(labels, 0.4, rng, ages)[1], dtype=int)] == "young").sum())
    fig, ax = plt.subplots(figsize=(5, 3))
    for shift, found, label in ((-0.2, plain, "random sample"), (0.2, stratified, "stratified by age")):
        ax.bar(np.arange(6) + shift, np.bincount(found, minlength=6) / 2000, width=0.4, label=label)
    ax.set(xlabel="young applicants among the six that are tested", ylabel="share of the splits")
    ax.legend()
    plt.show()

# %% [markdown]
r"""
## 1.3 Who is taken for whom?

Less than one transaction in a hundred is fraud. A classifier that always says "No" is more than 99 % accurate, and finds
no fraud at all. Accuracy adds up mistakes that are not alike: an honest customer who gets a call, and a thief who gets
away. The **confusion matrix** keeps them apart. Its rows are what is, its columns what was predicted. For two labels, the
positive one ("Yes, it is fraud") first, the four cells have names:

| | predicted positive | predicted negative |
|---|---|---|
| **actual positive** | true positive, TP | false negative, FN |
| **actual negative** | false positive, FP | true negative, TN |

*True* and *false* say whether the prediction was right, *positive* and *negative* what it was.

The argument `labels` says which label has which row and column. With `labels=[1, 0]` the matrix is the table above. Most
libraries sort the labels, and then the table stands on its head, with TN at the top left. Neither is wrong, so the order
is an argument. There may be more than two labels; what is right stands on the diagonal.

**Worked example.** Actual labels 3 3 3 5 5 8, predicted 3 5 3 5 5 3, with `labels=[3, 5, 8]`:

| | predicted 3 | predicted 5 | predicted 8 |
|---|---|---|---|
| **actual 3** | 2 | 1 | 0 |
| **actual 5** | 0 | 2 | 0 |
| **actual 8** | 1 | 0 | 0 |

Nothing was predicted to be an 8, and that column is there nevertheless. The accuracy is the diagonal over the sum,
$4/6$.
"""

# %%
# exercise: confusion_matrix

# %% [markdown]
r"""
## 1.4 Two numbers instead of one

Say that the positive cases are what we look for. Two questions can be asked of a classifier:

- Can its "Yes" be trusted? **Precision** is the share of right ones among its positive predictions,
  $\text{TP} / (\text{TP} + \text{FP})$: a *column* of the matrix.
- Does it find what is there? **Recall** is the share that it finds of the actual positive cases,
  $\text{TP} / (\text{TP} + \text{FN})$: a *row*.

A **cautious** (strict) classifier says "Yes" only if it is sure: few false positives, high precision, low recall. An
**aggressive** (permissive) one says "Yes" at the slightest doubt: few false negatives, high recall, low precision. Which
one is better depends on what the two mistakes cost.

With K classes each of them can be the positive one, and all others are the negative ones. The argument `positive` is the
number of its row and column.

**Worked example.** In the matrix for 3, 5 and 8 above take 3 as the positive class, number 0. Its column adds up to 3, of
which 2 are right: precision $2/3$. Its row adds up to 3, of which 2 were found: recall $2/3$. For 8, number 2, nothing
was predicted: precision is $0/0$, which we count as 0. (Some libraries warn, some say 1. NaN would make every mean NaN.)

**One number again.** To rank classifiers, the two are joined by their **harmonic mean**, called F1:

$$F_1 = \frac{1}{\frac12 \left( \frac1p + \frac1r \right)} = \frac{2\,p\,r}{p + r}.$$

It is near the smaller of the two. With precision 1 and recall 0.01 it is 0.0198, where the usual mean would be 0.505.

**All classes at once.** The **macro average** takes precision, recall and F1 of each class and averages them, every class
with the same weight, be it rare or frequent. (Weighting them by their number of examples would let the frequent class
drown the rare ones again.) There are two ways to average F1: the mean of the K values of F1, and the F1 of the two means.
Both are found under the same name. **We take the mean of the K values.**

**Worked example.** Two classes with precision 1 and 0.5 and recall 0.5 and 1: both F1 are $2/3$, so their mean is $2/3$.
The means are 0.75 and 0.75, and their F1 would be 0.75.
"""

# %%
# exercise: precision_recall

# %%
# exercise: f1_score

# %%
# exercise: macro_average

# %% [markdown]
r"""
**Picture: cautious, in between, aggressive.** The three classifiers of the lecture, on 100 positive and 900 negative
cases. Each row is shaded by its own shares: a perfect classifier would be dark on the diagonal and white elsewhere. The
cautious one hardly ever leaves the right column, the aggressive one pays for 99 hits with 500 false alarms. Note the
accuracies: the most accurate one is the least useful.
"""

# %%
with picture("three_classifiers", needs=("confusion_matrix", "precision_recall")):
    import matplotlib.pyplot as plt

    cases = {"cautious": (1, 99, 0, 900), "in between": (40, 60, 100, 800), "aggressive": (99, 1, 500, 400)}
    fig, axes = plt.subplots(1, 3, figsize=(9, 3.4))
    for ax, (name, numbers) in zip(axes, cases.items(), strict=True):
        C = confusion_matrix(np.repeat([1, 1, 0, 0], numbers), np.repeat([1, 0, 1, 0], numbers), [1, 0])
        shares = C / C.sum(axis=1, keepdims=True)
        ax.imshow(shares, cmap="Blues", vmin=0, vmax=1.2)
        for row, column in np.ndindex(2, 2):
            text = f"{('TP', 'FN', 'FP', 'TN')[2 * row + column]}\n{C[row, column]}"
            ax.text(
                column, row, text, ha="center", va="center", color="white" if shares[row, column] > 0.7 else "black"
            )
        precision, recall = precision_recall(C, positive=0)
        accuracy = (C[0, 0] + C[1, 1]) / C.sum()
        ax.set(xticks=(0, 1), yticks=(0, 1), xticklabels=("predicted +", "predicted -"), yticklabels=("+", "-"))
        ax.set_title(f"{name}\nprecision {precision:.2f}, recall {recall:.2f}\naccuracy {accuracy:.2f}", fontsize=10)
    axes[0].set_ylabel("actual")
    fig.tight_layout()
    plt.show()

# %% [markdown]
r"""
## 1.5 From cautious to aggressive

Most classifiers compute a *score* first, how much this looks like a "Yes", and then compare it with a threshold. Turn the
threshold like a knob: at the top the classifier says "Yes" only to the highest score, at the bottom to everybody. Each
position gives a precision and a recall.

Only the scores themselves need to be tried as thresholds: between two neighbouring scores nothing changes. An example is
predicted to be positive where its score is **at least** the threshold, so at the highest score one example is, or several
if they share that score. Examples with the same score cannot be told apart by any threshold: together they make one point.

**Worked example.** The scores 0.9, 0.6, 0.6, 0.2 belong to a positive, a positive, a negative and a negative example.

| threshold | predicted positive | of these right | precision | recall |
|---|---|---|---|---|
| 0.9 | 1 | 1 | 1 | 1/2 |
| 0.6 | 3 | 2 | 2/3 | 1 |
| 0.2 | 4 | 2 | 1/2 | 1 |

Downwards recall never falls. Precision goes up and down. At the aggressive end recall is 1, and precision is the share of
positive examples in the data: what "Yes" to everybody is worth.
"""

# %%
# exercise: pr_curve

# %% [markdown]
r"""
**Picture: one classifier, many thresholds.** On the left the scores of 300 negative and 100 positive examples, and three
thresholds. On the right precision against recall for every threshold, with the same three marked: the cautious one at the
top left, the aggressive one at the lower right. The dotted line is the aggressive end, "Yes" to everybody.
"""

# %%
with picture("precision_recall_curve", needs=("pr_curve",)):
    import matplotlib.pyplot as plt

    rng = np.random.default_rng(2)
    y = np.repeat([0, 1], [300, 100])
    scores = rng.normal(size=400) + 1.7 * y
    thresholds, precision, recall = pr_curve(scores, y)
    fig, (left, right) = plt.subplots(1, 2, figsize=(9, 3.4))
    left.hist([scores[y == 0], scores[y == 1]], bins=24, label=("negative", "positive"), color=("#a6bddb", "#f2b134"))
    right.plot(recall, precision, color="black", lw=1)
    right.axhline(0.25, color="grey", ls=":")
    for threshold, name, color in (
        (2.6, "cautious", "#1f4e79"),
        (1.4, "in between", "#4d9221"),
        (0, "aggressive", "#b03a2e"),
    ):
        k = np.searchsorted(-thresholds, -threshold, side="right") - 1  # the last one that is at least this
        left.axvline(threshold, color=color)
        right.plot(recall[k], precision[k], "o", color=color, label=f"{name}: threshold {threshold}")
    left.set(xlabel="score", ylabel="examples")
    right.set(xlabel="recall", ylabel="precision", xlim=(0, 1.02), ylim=(0, 1.03))
    left.legend()
    right.legend(loc="lower left")
    fig.tight_layout()
    plt.show()

# %% [markdown]
r"""
## 1.6 More examples, better answers

A classifier should get better with more training data. To see whether it does, and whether collecting more would pay, let
it learn from 50 examples, from 100, from 200, and measure each time on the *same* test set. That is a **learning curve**.

The learner comes as a function: `fit_predict(X_some, y_some, X_new)` learns from the first two and returns its predictions
for the third. You do not look inside. You draw, for each size, a random subset of the training set without repeats, and
compare the predictions for `X_test` with `y_test`. Whether the subset for 100 contains that for 50 is up to you.

**Worked example.** Eight training examples, sizes 2 and 5, a test set of four. `rng` may draw the rows 6 and 1 for the
first run; the learner is called with `X[[6, 1]]`, `y[[6, 1]]` and `X_test`. If three of its four answers are right, the
first accuracy is 0.75. The second run draws five rows, and so on.

Three things to watch: the rows of X and y must be the same ones; a subset with repeats is smaller than it seems; and what
the learner says about its own training examples is no measurement. The nearest neighbour, the learner of the next
picture, has them by heart.
"""

# %%
# exercise: learning_curve

# %% [markdown]
r"""
**Picture: learning digits.** The nearest neighbour answers with the label of the training example that looks most alike.
Its accuracy on 300 digits that were set aside, for 20 to 1000 training examples: the mean of ten runs, and the band
between the worst and the best of them. The first hundred examples bring it to about 0.9, the next nine hundred add 0.06.
The band becomes narrow: with few examples much depends on which ones they are.
"""

# %%
with picture("digits_learned", needs=("learning_curve",)):
    import matplotlib.pyplot as plt

    def nearest_neighbour(X_some, y_some, X_new):
        """Answer with the label of the nearest training example."""
        squares = (X_some**2).sum(axis=1) - 2 * X_new @ X_some.T
        return y_some[squares.argmin(axis=1)]

    X, y = load("digits/train_inputs"), load("digits/train_labels")
    sizes = [20, 50, 100, 200, 500, 1000]
    runs = [
        learning_curve(nearest_neighbour, X[300:], y[300:], X[:300], y[:300], sizes, np.random.default_rng(k))
        for k in range(10)
    ]
    fig, ax = plt.subplots(figsize=(5, 3.2))
    ax.fill_between(sizes, np.min(runs, axis=0), np.max(runs, axis=0), alpha=0.25)
    ax.plot(sizes, np.mean(runs, axis=0), "o-")
    ax.set(xscale="log", xlabel="training examples", ylabel="accuracy on 300 others", ylim=(0.5, 1))
    ax.set_xticks(sizes, labels=map(str, sizes))
    ax.minorticks_off()
    plt.show()

# %% [markdown]
r"""
## 1.7 One of the first k

ImageNet has a thousand classes, and some of its pictures show more than one thing. So its competition let a classifier
name five labels, and counted a mistake only where the right one was **not** among them: the *top-five error*. (The slide
prints that it is the share where at least one of the five is right. That is the top-five *accuracy*; what is graded here
is the error, 1 minus it.)

A tie at the edge is decided in favour of the classifier: a label that scores as high as the k-th counts as being among
them. In other words, the right label is out if at least k others score *higher*.

**Worked example.** The scores of three labels are (0.5, 0.3, 0.2) and (0.1, 0.45, 0.45), the right labels 1 and 2. With
$k = 1$ the first is wrong, because label 0 scores higher. The second is right: nothing scores higher than its 0.45. The
error is 1/2. With $k = 2$ both are right.
"""

# %%
# exercise: top_k_error

# %% [markdown]
r"""
## 1.8 A tree with one question

The lecture shows a decision tree for the irises. Yours has a single question, *is input number j at most t?*, and is
called a **stump**. On each side it answers with the majority label of the training examples there. Holte found in 1993
that rules which look at a single input do surprisingly well on many data sets. So a stump is the second baseline to try,
and the first one that looks at the inputs.

**Worked example.** One input with the values 1, 2, 4, 7 and the labels a, a, b, a. Try $t = 1$: on the left a; on the
right a, b, a with majority a: one mistake. $t = 2$: on the left a, a; on the right b, a, a tie, one mistake either way.
$t = 4$: one mistake. $t = 7$: all are on the left, one mistake. No stump is better than the baseline here; the error is
1/4, and every one of these thresholds is a right answer.

- Between two neighbouring values every threshold splits the same way, so it is enough to try the values that occur, or
  the midpoints between them. Any of them is accepted.
- Each side answers with *its* majority; there is nothing that says which label belongs above the threshold. With three
  classes a stump can never name more than two.
- One side may be empty. Where a column is constant, there is no other way.
"""

# %%
# exercise: best_stump

# %% [markdown]
r"""
**Picture: one question about a flower.** All irises by the length and width of their petals, and your stump as a line. Of
three species a stump can name two, so 50 of the 150 flowers must be wrong, and any threshold with all setosas on one side
and all virginicas on the other reaches that. A second question would separate most of the others, and that is how trees
grow.
"""

# %%
with picture("iris_stump", needs=("best_stump",)):
    import matplotlib.pyplot as plt

    X, y = load("iris/inputs"), load("iris/labels")
    feature, threshold, error = best_stump(X, y)
    fig, ax = plt.subplots(figsize=(5, 3.6))
    for k, (name, marker) in enumerate((("setosa", "o"), ("versicolor", "x"), ("virginica", "^"))):
        ax.scatter(X[y == k, 2], X[y == k, 3], marker=marker, s=24, label=name)
    if feature == 2:
        ax.axvline(threshold, color="black")
    elif feature == 3:
        ax.axhline(threshold, color="black")
    column = ("sepal length", "sepal width", "petal length", "petal width")[feature]
    ax.set(xlabel="petal length (cm)", ylabel="petal width (cm)", title=f"{column} <= {threshold:g}: error {error:.3f}")
    ax.legend()
    plt.show()

# %% [markdown]
r"""
## 1.9 Two short answers

Everybody gets numbers of their own, drawn from a name. Enter yours, run the two cells, and answer with the numbers that
are printed. The grader reads your `who` and draws the same ones, so do not change it afterwards. The first answer you can
check here.
"""

# %%
who = ...  # your name or student number, in quotes

# %%
if isinstance(who, str) and who.strip():
    for name, drawn in numbers_of_1_9(who).items():
        print(f"{name}:", "" if isinstance(drawn, dict) else drawn)
        for letter, choice in drawn.items() if isinstance(drawn, dict) else ():
            print(f"  {letter}  {choice}")
else:
    print("Put your name into the cell above and run it, then run this one.")

# %%
# question: q_1_9a

# %%
check("q_1_9a")

# %%
# question: q_1_9b

# %% [markdown]
r"""
## Before you hand in

`check.all()` shows what will be graded: it runs your functions in a fresh namespace, as the grader will, and tells
which names are used but never defined. Outputs, pictures and extra cells do not matter.

To read further: chapter 5 of *An Introduction to Statistical Learning* by James, Witten, Hastie and Tibshirani is about
test sets and resampling.
"""

# %%
check.all()
