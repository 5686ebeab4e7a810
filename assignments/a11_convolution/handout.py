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
# Assignment 11: Convolutional networks

The network of assignment 7 did not mind in which order the pixels came: to it an image is a list of numbers. Whoever
has eyes knows better. Neighbouring pixels belong together, and a stroke is a stroke wherever it is. A convolutional
network is built on these two facts. At the end of this notebook LeNet-5 reads digits, with layers that you wrote.

| exercise | you write | points | minutes | tier |
|---|---|---|---|---|
| 11.1 | `correlate2d`, `convolve2d_true`, `edge_kernel`, `mean_kernel` | 4 + 3 + 2 + 1 | 25 | core |
| 11.2 | `conv_forward` | 20 | 60 | core |
| 11.3 | `conv_backward` | 20 | 70 | more |
| 11.4 | `maxpool_forward`, `maxpool_backward` | 4 + 4 | 27 | core |
|  | `avgpool_forward`, `avgpool_backward`, `depthwise_maxpool` | 2 + 2 + 3 | 18 | core |
| 11.5 | `conv1x1`, `ResidualBlock` | 3 + 7 | 35 | stretch |
| 11.6 | `LeNet5` | 15 | 60 | core |
| 11.7 | `count_parameters` | 5 | 10 | more |
| 11.8 | four numbers and a choice | 5 | 15 | more |

Each exercise prints its **promises**: all that is graded, the hidden checks included, which only use other numbers.
Replace `raise NotImplementedError(...)`, run the cell, then run the check below it. Pictures draw themselves once the
functions that they need work.

**Notation.** A batch of images is an array of shape `(N, C, H, W)`: N images, C channels (1 for grey, 3 for colour, any
number for feature maps), H rows and W columns. F filters have the weights `w`, shape `(F, C, kh, kw)`, and the biases
`b`, shape `(F,)`. Backwards, `dout` is the gradient of the loss by an output, `dx` that by the input.

**Given.** `relu` and `he_normal` come with their bodies, and so do the solutions of assignment 7 that the network at
the end is trained with: `cross_entropy`, `minibatches` and `train_sgd`.
"""

# %%
# bootstrap

# %% [markdown]
r"""
## 11.1 A small window, moved over an image

Around 1960 Hubel and Wiesel found neurons in the visual cortex of cats that answer to an edge of one direction, in one
small part of what the eye sees: their **receptive field**. Neighbouring neurons do the same for neighbouring parts. So
let one neuron look at 3x3 pixels only, and let copies of it, with the same nine weights, look everywhere else.

The weights of such a neuron are called a **filter** or **kernel**. Lay it on the image, multiply each weight with the
pixel below, add up: one number. Move it by one pixel: the next number. The numbers form an image of their own, the
**feature map**, which says where the image looks like the kernel.

**Worked example.** The lecture's kernel has three rows $1, 0, -1$: left column minus right column. On six columns $10,
10, 10, 0, 0, 0$ it finds nothing at the far left ($10 - 10$, three times), then $3 \cdot (10 - 0) = 30$, again 30, then
nothing. Each row of the feature map is $0, 30, 30, 0$: there is an edge in the middle, light on the left. On the
mirrored image it gives $0, -30, -30, 0$.

A 3x3 kernel fits into 6 columns at $6 - 3 + 1 = 4$ places. That is the **valid** part, and all that is asked for here.

**The name.** The lecture writes $I * f$, which stands for a convolution, and prints the numbers above. In mathematics a
convolution turns the kernel around first, by half a turn, and would print $0, -30, -30, 0$ for the first image. What
slides the kernel as it is, is called cross-correlation. A network learns its kernels and does not mind; all libraries,
and we, correlate and say convolution. Write both once, to have seen the difference.

**Two kernels to know.** The edge kernel, in two directions: a *vertical* edge runs from top to bottom. And the mean,
whose equal weights smooth.
"""

# %%
# exercise: correlate2d

# %%
# exercise: convolve2d_true

# %%
# exercise: edge_kernel

# %%
# exercise: mean_kernel

# %% [markdown]
r"""
**Picture: what kernels see.** A handwritten digit of 8x8 pixels, enlarged; what the mean of 5x5 makes of it; and the
edges of that. Red is positive (light before dark, seen from the left or from above), blue negative. The vertical kernel
finds the left and right borders of strokes and is blind to horizontal ones; the horizontal kernel is its counterpart.
"""

# %%
with picture("what_kernels_see", needs=("correlate2d", "edge_kernel", "mean_kernel")):
    import matplotlib.pyplot as plt

    digit = np.pad(load("digits/train_inputs")[3].reshape(8, 8).repeat(3, axis=0).repeat(3, axis=1), 4)
    smooth = correlate2d(digit, mean_kernel(5))
    fig, axes = plt.subplots(1, 4, figsize=(10, 2.8))
    for ax, image, name in zip(axes[:2], (digit, smooth), ("image", "mean of 5x5"), strict=True):
        ax.imshow(image, cmap="gray")
        ax.set_title(name)
    for ax, name in zip(axes[2:], ("vertical", "horizontal"), strict=True):
        ax.imshow(correlate2d(smooth, edge_kernel(name)), cmap="RdBu_r", vmin=-1.5, vmax=1.5)
        ax.set_title(f"{name} edges")
    for ax in axes:
        ax.axis("off")
    fig.tight_layout()
    plt.show()

# %% [markdown]
r"""
**Picture: turned around or not.** The kernel with the numbers 1 to 4, and what a single bright pixel makes of it.
Correlation prints the kernel turned by half a turn, because the window in which the pixel is at the lower right comes
first. The true convolution prints it as it is.
"""

# %%
with picture("turned_around", needs=("correlate2d", "convolve2d_true")):
    import matplotlib.pyplot as plt

    pixel, numbers = np.zeros((3, 3)), np.array([[1.0, 2.0], [3.0, 4.0]])
    pixel[1, 1] = 1
    pictures = {"kernel": numbers, "image": pixel}
    pictures |= {"correlate2d": correlate2d(pixel, numbers), "convolve2d_true": convolve2d_true(pixel, numbers)}
    fig, axes = plt.subplots(1, 4, figsize=(9, 2.5))
    for ax, (name, array) in zip(axes, pictures.items(), strict=True):
        ax.imshow(array, cmap="Greys", vmin=0, vmax=6)
        for (row, column), number in np.ndenumerate(array):
            ax.text(column, row, f"{number:g}", ha="center", va="center", fontsize=14)
        ax.set(title=name, xticks=[], yticks=[])
    fig.tight_layout()
    plt.show()

# %% [markdown]
r"""
## 11.2 A layer of filters

A layer has F filters, because there is more than one thing to look for. Each gives a feature map, and all maps together
are an image with F channels, which the next layer takes as its input. So filters must cope with many channels: a filter
has weights for *every* channel of its input and adds up over all of them. Out of C channels one filter makes one map.

$$\text{out}_{n f p q} = b_f + \sum_{c} \sum_{i} \sum_{j} w_{f c i j}\; x_{n,\,c,\,p s + i,\,q s + j}$$

Two more words. The **stride** s is how far the window moves; with $s = 2$ there are about half as many windows along
each side. **Padding** puts a frame of zeros around the image, so that windows may look over its edge; with 3x3 windows
and a frame of 1 the map is as large as the image. Along a side of H pixels a window of k fits

$$H_o = 1 + \left\lfloor \frac{H + 2\,\text{pad} - k}{s} \right\rfloor$$

times. What is left over at the right and at the bottom is not seen.

**Worked example.** Five pixels in a row, windows of 2, stride 2: windows begin at 0 and at 2; one at 4 would need a
pixel 5. With a frame of 1 there are seven, and windows begin at 0, 2 and 4, that is at the pixels $-1$, 1 and 3 of the
image.

**Cache.** Return with the output whatever you will need on the way back. What that is, is up to you.

**How fast?** Seven nested loops are right, and earn all points here. NumPy is some thousand times faster, if you let it
work on large pieces. Two ways, from easy to fast:

- loop over the *pixels of the window* (i, j) instead of the places: for one (i, j) the pixels that it meets at all
  places are one slice of x, with the stride as its step; multiply the slice, add to the output;
- copy these slices into one array of shape `(N, C, kh, kw, Ho, Wo)`, reshape it so that each place is a *column* of all
  the numbers that its window sees, and multiply with the matrix of the filters, one row each. A convolution is one
  matrix product.
"""

# %%
# exercise: conv_forward

# %% [markdown]
r"""
**Picture: stride and padding.** A digit of 24x24 pixels under the vertical kernel: without padding; with a frame of 2,
where the map is larger than the image and the outermost windows see nearly nothing but zeros; with strides 2 and 4,
where the same things are seen more coarsely.
"""

# %%
with picture("stride_and_padding", needs=("conv_forward",)):
    import matplotlib.pyplot as plt

    digit = load("digits/train_inputs")[3].reshape(1, 1, 8, 8).repeat(3, axis=2).repeat(3, axis=3)
    edges = np.array([[1.0, 0.0, -1.0]] * 3)[None, None]
    fig, axes = plt.subplots(1, 5, figsize=(11, 2.6))
    axes[0].imshow(digit[0, 0], cmap="gray")
    axes[0].set_title("image, 24 x 24", fontsize=9)
    for ax, (step, frame) in zip(axes[1:], ((1, 0), (1, 2), (2, 0), (4, 0)), strict=True):
        maps, _ = conv_forward(digit, edges, np.zeros(1), step, frame)
        ax.imshow(maps[0, 0], cmap="RdBu_r", vmin=-3, vmax=3)
        ax.set_title(f"stride {step}, pad {frame}: {maps.shape[2]} x {maps.shape[3]}", fontsize=9)
    for ax in axes:
        ax.set(xticks=[], yticks=[])
    fig.tight_layout()
    plt.show()

# %% [markdown]
r"""
## 11.3 The way back

The layer is a sum of products, so each product sends back two things: to the weight the pixel times `dout`, to the
pixel the weight times `dout`. All that is left is to add up in the right places.

- **db.** A bias was added at every place of every image, so `dout` of its map adds up over images, rows and columns.
- **dw.** A weight is *shared*: the same number is used at all places. Imagine the copies apart, each with a gradient of
  its own; moving the one weight moves all of them, so their gradients add up. Over the images too. (That is what the
  lecture means by tied weights.)
- **dx.** A pixel lies in several windows, where they overlap, and each window is looked at by all filters. Go through
  the places once more, as on the way forward; where you read a window then, *add* to that window now. At the end cut
  the frame off, since nobody asked for the gradient of zeros.

Nothing is divided by N: the mean over the images is part of the loss, and so of `dout`.

**Worked example.** Three pixels $x = (x_0, x_1, x_2)$, a window of 2, weights $(u, v)$: the outputs are $u x_0 + v x_1$
and $u x_1 + v x_2$. With $\text{dout} = (1, 10)$ the gradients are $du = x_0 + 10 x_1$, $dv = x_1 + 10 x_2$, $db = 11$
and $dx = (u,\; v + 10 u,\; 10 v)$. The pixel in the middle was seen twice.

A slide says that sharing makes the backward pass cheaper. It makes for fewer parameters; the products remain (11.8).
"""

# %%
# exercise: conv_backward

# %% [markdown]
r"""
**Picture: how often a pixel is seen.** `dx` for a 3x3 filter of ones and a `dout` of ones counts the windows in which
each of 9x9 pixels lies. With stride 1 it is 9 in the middle and 1 in the corners; a frame of 1 gives the border more
weight; with stride 2 the windows overlap in stripes; with stride 3 every pixel is seen once; with stride 4 some are not
seen at all.
"""

# %%
with picture("how_often_seen", needs=("conv_forward", "conv_backward")):
    import matplotlib.pyplot as plt

    fig, axes = plt.subplots(1, 5, figsize=(11, 2.5))
    for ax, (step, frame) in zip(axes, ((1, 0), (1, 1), (2, 0), (3, 0), (4, 0)), strict=True):
        maps, kept = conv_forward(np.zeros((1, 1, 9, 9)), np.ones((1, 1, 3, 3)), np.zeros(1), step, frame)
        seen = conv_backward(np.ones_like(maps), kept)[0][0, 0]
        ax.imshow(seen, cmap="Greens", vmin=0, vmax=14)
        for (row, column), number in np.ndenumerate(seen):
            ax.text(column, row, f"{number:g}", ha="center", va="center", fontsize=7)
        ax.set(title=f"stride {step}, pad {frame}", xticks=[], yticks=[])
    fig.tight_layout()
    plt.show()

# %% [markdown]
r"""
## 11.4 Pooling

Whether there is an edge matters more than at which pixel exactly. **Pooling** puts one number in the place of a window
of each feature map: its largest number (max-pool) or its mean. With 2x2 windows and stride 2, the usual choice, each
*side* is halved, and a quarter of the numbers is left. (A slide says that the image is halved; it means the sides.)

**Worked example.** The window $\begin{smallmatrix}1 & 5\\ 3 & 4\end{smallmatrix}$ has the maximum 5 and the mean 3.25.

**Backwards.** If the 1 grows a little, the maximum stays 5; only the 5 matters. So the whole slope goes to the pixel
that won, and the others get nothing: remember who won. All four make the mean, so each gets a quarter. Where windows
overlap, a pixel adds up what it gets, as in 11.3. Where two pixels tie for the largest there is no derivative; give it
to one of them, or to all.

**Along the channels.** Pooling can also go through the depth: of a *group* of neighbouring channels keep the largest
number at each pixel. If the filters of a group look for the same edge in several directions, the result says that there
is an edge, in whatever direction: it does not change when the image is turned.

**Worked example.** Channels $1, 5, 2, -3, -7, -4$ at one pixel, in two groups: 5 and $-3$.
"""

# %%
# exercise: maxpool_forward

# %%
# exercise: maxpool_backward

# %%
# exercise: avgpool_forward

# %%
# exercise: avgpool_backward

# %%
# exercise: depthwise_maxpool

# %% [markdown]
r"""
**Picture: pooling forgives a shift.** A digit, and the same digit moved by one pixel to the right (upper and lower
row). At full resolution many pixels differ. After 4x4 pooling the two rows look much alike: the maximum keeps strokes
bright, the mean makes them pale. The number above each lower image is the share by which it differs from the one above
it.
"""

# %%
with picture("pooling_forgives", needs=("maxpool_forward", "avgpool_forward")):
    import matplotlib.pyplot as plt

    digit = np.pad(load("digits/train_inputs")[3].reshape(8, 8).repeat(3, axis=0).repeat(3, axis=1), 4)
    both = np.stack([digit, np.roll(digit, 1, axis=1)])[:, None]
    rows = {
        "image": both,
        "max-pool 4x4": maxpool_forward(both, 4, 4)[0],
        "mean of 4x4": avgpool_forward(both, 4, 4)[0],
    }
    fig, axes = plt.subplots(2, 3, figsize=(7, 4.8))
    for (upper, lower), (name, maps) in zip(axes.T, rows.items(), strict=True):
        differs = np.abs(maps[0] - maps[1]).sum() / maps[0].sum()
        upper.set_title(name)
        lower.set_title(f"moved: differs by {differs:.0%}")
        for ax, image in zip((upper, lower), maps[:, 0], strict=True):
            ax.imshow(image, cmap="gray", vmin=0, vmax=1)
            ax.axis("off")
    fig.tight_layout()
    plt.show()

# %% [markdown]
r"""
**Picture: an edge in any direction.** A disc under four kernels, each turned by a quarter of a turn, and the largest of
the four at each pixel: single kernels see a part of the border, the group sees all of it.
"""

# %%
with picture("any_direction", needs=("correlate2d", "edge_kernel", "depthwise_maxpool")):
    import matplotlib.pyplot as plt

    rows, columns = np.mgrid[-12:13, -12:13]
    disc = (rows**2 + columns**2 < 60).astype(float)
    turned = [np.rot90(edge_kernel("vertical"), quarter) for quarter in range(4)]
    maps = np.array([[correlate2d(disc, kernel) for kernel in turned]])
    shown = [disc, *maps[0], depthwise_maxpool(maps, 1)[0, 0]]
    fig, axes = plt.subplots(1, 6, figsize=(11, 2.3))
    for ax, image, name in zip(axes, shown, ("image", *["one kernel"] * 4, "largest of the four"), strict=True):
        ax.imshow(np.maximum(image, 0), cmap="gray")
        ax.set_title(name, fontsize=10)
        ax.axis("off")
    fig.tight_layout()
    plt.show()

# %% [markdown]
r"""
## 11.5 One pixel, and a shortcut

**1x1 filters** sound like nothing at all. But a filter adds up over channels, so a layer of 1x1 filters is a small
dense layer that is applied at each pixel: it makes F new maps as mixtures of C old ones. GoogLeNet puts them before its
large filters, to have fewer maps to look at.

**Worked example.** Two channels with 3 and 10 at a pixel, weights $(1, -0.5)$, bias 1: the new map has $3 - 5 + 1 = -1$
there.

**Residual blocks.** Deep networks are hard to train; a very deep one may do worse than a shallower one, on the training
images too. It would only have to let the additional layers pass on what they get, but that is not easy to learn for a
stack of filters and relus. So give it to them: ResNet *adds* the input of a block to its output. If $h(x)$ is what the
block should compute, its filters learn only $h(x) - x$, which is 0 where there is nothing to do.

Backwards the sum sends `dout` both ways: to the filters, and past them directly to x. However many blocks there are,
there is a way back on which the slope does not shrink.

**Worked example.** One channel, one pixel, 3x3 filters of which only the middle counts: $w_1 = 2$, $w_2 = 3$, $b_1 =
-1$, $b_2 = 0$. For $x = 1$ the block gives $1 + 3 \cdot \text{relu}(2 - 1) = 4$; with $\text{dout} = 1$, $dx = 1 + 3
\cdot 2 = 7$. For $x = -1$ relu cuts off: the block gives $-1$, and $dx = 1$.

The blocks of the paper end with another relu, after the sum. Ours do not, as in a later paper of the same authors.
"""

# %%
# exercise: conv1x1

# %%
# exercise: ResidualBlock

# %% [markdown]
r"""
**Picture: the way back through thirty layers.** How large the slope is after coming back through 1 to 15 blocks of two
layers of filters, drawn at random and a little too small. Without the skip (the block's output minus its input) it
fades by a constant factor for each block: after fifteen a hundred-thousandth is left, and the first layers do not
learn. With the skip it stays, and even grows a little. The vertical axis is logarithmic.
"""

# %%
with picture("way_back", needs=("conv_forward", "conv_backward", "ResidualBlock")):
    import matplotlib.pyplot as plt

    rng = np.random.default_rng(0)
    maps, blocks = rng.normal(size=(2, 4, 6, 6)), []
    for _ in range(15):
        w1, w2 = rng.normal(scale=0.14, size=(2, 4, 4, 3, 3))
        blocks.append(ResidualBlock(w1, np.zeros(4), w2, np.zeros(4)))
        maps = blocks[-1].forward(maps)
    past = through = rng.normal(size=maps.shape)
    sizes = [[1.0, 1.0]]
    for block in reversed(blocks):
        past = block.backward(past)[0]
        through = block.backward(through)[0] - through
        sizes.append([np.linalg.norm(past), np.linalg.norm(through)])
    sizes = np.array(sizes[1:]) / np.linalg.norm(sizes[0])
    fig, ax = plt.subplots(figsize=(5.5, 3))
    ax.semilogy(range(1, 16), sizes[:, 0] / sizes[0, 0], "o-", label="with the skip")
    ax.semilogy(range(1, 16), sizes[:, 1] / sizes[0, 1], "s--", label="through the filters alone")
    ax.set(xlabel="blocks on the way back", ylabel="size of the slope, first = 1")
    ax.legend()
    plt.show()

# %% [markdown]
r"""
## 11.6 LeNet-5

Filters, pooling, filters, pooling, then a dense network: with this plan Yann LeCun and his colleagues read the digits
on cheques. On the way the images shrink and the channels grow: $1 \times 28 \times 28$, $6 \times 12 \times 12$, $16
\times 4 \times 4$, 120, 84, 10. In the paper the units are tanh-like, pooling takes means that have weights of their
own, and the last layer measures distances. We use relu, plain max-pooling and softmax, as one would today.

**Counting.** Layer 1 has $6 \cdot 25 + 6 = 156$ parameters, layer 2 $16 \cdot 150 + 16 = 2416$, the three dense ones
$256 \cdot 120 + 120 = 30840$, $10164$ and $850$. Two layers of filters see every pixel with 2572 numbers; the first
dense layer alone has twelve times as many. The paper surrounds the images by two pixels of zeros; then layer 3 has 400
inputs.

**Between filters and dense layers** the 16 maps of 4x4 become a row of 256 numbers. In which order is up to you, as
long as the way back undoes it: what comes back from the dense layer as rows must be put into maps in the very same
order. A network that does not still learns a little, and that makes the mistake hard to find. The gradient check finds
it at once.

**Start.** A unit of layer 2 has $6 \cdot 5 \cdot 5$ inputs. `he_normal(150, 16, rng)` gives a matrix of these; make
filters of its columns.

**Speed.** Training takes some hundred thousand windows for each image. With layers in loops that is a matter of hours,
and with slices or columns one of seconds (11.2). The grader trains your `LeNet5` with its own layers, fast and right,
in the place of yours. So your class must call `conv_forward` and the others by their names, and may not look into what
they keep.
"""

# %%
# exercise: LeNet5

# %% [markdown]
r"""
**Picture: what the filters of a trained network look at.** LeNet-5 after three epochs on 600 enlarged digits. Upper
row: the six filters of layer 1; red pixels excite, blue ones silence. Lower row: where they answer in one digit, each
map with a scale of its own. Some see whole strokes, some one border of them, some next to nothing. After so little
training the filters still look much like the noise they were drawn from, and one cannot tell from the weights alone
what a filter has come to mean. If your layers are slow, set `count` to 60, or skip this cell.
"""

# %%
with picture("filters_and_maps", needs=("LeNet5", "conv_forward")):
    import matplotlib.pyplot as plt

    count = 600
    images = load("digits/train_inputs")[:count].reshape(-1, 8, 8).repeat(3, axis=1).repeat(3, axis=2)
    images = np.pad(images, ((0, 0), (2, 2), (2, 2)))[:, None]
    model = LeNet5(np.random.default_rng(0))
    model.fit(images, load("digits/train_labels")[:count], 0.03, 3, 8, np.random.default_rng(1))
    w, b = model.params["W1"], model.params["b1"]
    maps = relu(conv_forward(images[3:4], w, b, 1, 0)[0][0])
    fig, axes = plt.subplots(2, 7, figsize=(10, 3.2))
    axes[0, 0].axis("off")
    axes[1, 0].imshow(images[3, 0], cmap="gray")
    for k in range(6):
        axes[0, k + 1].imshow(w[k, 0], cmap="RdBu_r", vmin=-np.abs(w).max(), vmax=np.abs(w).max())
        axes[1, k + 1].imshow(maps[k], cmap="gray", vmin=0, vmax=maps[k].max() + 0.05)
    for ax in axes.flat:
        ax.set(xticks=[], yticks=[])
    fig.tight_layout()
    plt.show()

# %% [markdown]
r"""
## 11.7 Why small windows

A unit of a dense layer that looks at a colour image of 200x200 pixels has $200 \cdot 200 \cdot 3 = 120{,}000$ weights,
and a bias. A layer of a hundred such units has twelve million, more than there are images to learn them from. A filter
has as many weights as its window has pixels, times the channels, and one bias; that it looks at 40,000 places costs no
parameter.

**Worked example.** Ten 3x3 filters over four channels: $10 \cdot (9 \cdot 4 + 1) = 370$.
"""

# %%
# exercise: count_parameters

# %% [markdown]
r"""
**Picture: where LeNet-5 keeps its parameters.** Each bar is one of its five layers. The layers of filters, which do
most of the work, have nearly none of the parameters.
"""

# %%
with picture("where_parameters_are", needs=("count_parameters",)):
    import matplotlib.pyplot as plt

    layers = [("conv", 1, 6, 5, 5), ("conv", 6, 16, 5, 5), ("dense", 256, 120), ("dense", 120, 84), ("dense", 84, 10)]
    counts = [count_parameters(layer) for layer in layers]
    places = [24 * 24, 8 * 8, 1, 1, 1]
    names = ["filters 1", "filters 2", "dense 3", "dense 4", "dense 5"]
    fig, axes = plt.subplots(1, 2, figsize=(9, 2.6))
    axes[0].barh(names[::-1], counts[::-1])
    axes[0].set(xlabel="parameters")
    axes[1].barh(names[::-1], [n * p / 1000 for n, p in zip(counts, places, strict=True)][::-1], color="tab:orange")
    axes[1].set(xlabel="thousand products for one image")
    fig.tight_layout()
    plt.show()

# %% [markdown]
r"""
## 11.8 Through the ages

**AlexNet** (2012) won the ImageNet challenge by a wide margin: several layers of filters between two poolings, relu,
dropout, two graphics cards. **GoogLeNet** (2014) has *inception* modules, filters of several sizes side by side, with
1x1 filters before the large ones. **ResNet** (2015) has skip connections and up to 152 layers. **Xception** (2016)
parts each layer in two: one filter for each channel on its own, then 1x1 filters across channels. **SENet** (2017) lets
a small dense network look at the mean of each map and decide how much it should count. (A slide dates ResNet's
challenge to 2014; it was that of 2015.)

Each of these ideas can be counted. The numbers in the questions are your own, drawn from a name. Enter yours and run
the two cells. The grader reads your `who` and draws the same numbers, so do not change it afterwards.
"""

# %%
who = ...  # your name or student number, in quotes

# %%
if isinstance(who, str) and who.strip():
    for name, drawn in numbers_of_11(who).items():
        print(f"{name}:", "" if isinstance(drawn, dict) else drawn)
        for letter, choice in drawn.items() if isinstance(drawn, dict) else ():
            print(f"  {letter}  {choice}")
else:
    print("Put your name into the cell above and run it, then run this one.")

# %%
# question: q_11_8a

# %%
# question: q_11_8b

# %%
# question: q_11_8c

# %%
# question: q_11_8d

# %%
# question: q_11_8e

# %% [markdown]
r"""
## Before you hand in

`check.all()` shows what will be graded: it runs your functions in a fresh namespace, as the grader will, and tells
which names are used but never defined. Outputs, pictures and extra cells do not matter.
"""

# %%
check.all()
