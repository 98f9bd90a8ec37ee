# ---
# title: A kernel that learns
# description: Nine weights find Sobel’s kernel by gradient descent, a shift is measured, a small network reads digits.
# date: 2026-11-25
# tags:
#   - convolutional networks
#   - gradient descent
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # A kernel that learns
#
# In the [first article](../articles/convolution.md) somebody chose the kernel. In a network nobody does: the kernel
# begins as nothing in particular, and gradient descent makes it what the data ask for. Here we watch that happen to
# nine weights, and then to a network with nearly two thousand. This page is a notebook: it was executed when the site
# was built, with the code that the articles use, and you can download it above.

# %%
import matplotlib.pyplot as plt
import numpy as np
from IPython.display import Markdown

from convnets.classifiers import CONVOLUTIONAL, batch_of, correct, learn
from convnets.convolution import convolve
from convnets.digits import load_digits, split_at_random, split_in_order
from convnets.gradients import conv2d_gradients
from convnets.layers import conv2d
from convnets.network import forward, parameter_count
from convnets.pooling import max_pool2d
from convnets.stencils import sobel

digits = load_digits()
split = split_in_order(digits)
images = batch_of(split.training)[:100]
images.shape

# %% [markdown]
# The images are handwritten digits of $8 \times 8$ pixels [@alpaydin1998], here with values from 0, paper, to 1, ink.
#
# ## What the kernel is asked for
#
# Sobel’s kernel answers where an image grows darker to the right. We let it answer for a hundred digits, by the
# cross-correlation of @eq:correlation_2d, and keep the answers only.

# %%
answers = conv2d(images, sobel()[np.newaxis, np.newaxis])
answers.shape

# %% [markdown]
# Now forget the kernel. Which nine weights $w$ give these answers? Call the mean squared error, over all $n$ values,
#
# $$ L(w) = \frac{1}{2n} \sum_{i} \bigl( (w \star x)_i - y_i \bigr)^2 . $$ {#eq:squared_error}
#
# Its gradient is what `conv2d_gradients` returns for the residuals divided by $n$. In [@lst:descent] the weights begin as zeros
# and go downhill.

# %% label="lst:descent" caption="Gradient descent on nine weights."
RATE, STEPS = 0.5, 500


def descend(x, y):
    """The weights after the last step, and the error before each step."""
    w, errors = np.zeros((1, 1, 3, 3)), []
    for _ in range(STEPS):
        residual = conv2d(x, w) - y
        errors.append(float((residual**2).mean() / 2))
        w = w - RATE * conv2d_gradients(x, w, residual / residual.size)[1]
    return w[0, 0], errors


learned, errors = descend(images, answers)
learned.round(3)

# %% [markdown]
# That is Sobel’s kernel. [@fig:descent] shows the way there, and it has a knee: a few steps do most of the work, and
# the rest takes hundreds.

# %% label="fig:descent" caption="The error of @eq:squared_error before each step, on a logarithmic scale." alt="A curve on a logarithmic scale. It drops steeply in the first steps, bends, and then falls along a nearly straight line."
figure, axes = plt.subplots()
axes.plot(errors)
axes.set(yscale="log", xlabel="step", ylabel="error", xlim=(0, STEPS));

# %% [markdown]
# The error is a quadratic function of the weights. So it has the same nine curvatures everywhere, each along a
# direction of its own, and a step of rate $\eta$ multiplies the distance to the goal along a direction of curvature $\lambda$ by
# $1 - \eta \lambda$. That shrinks if $\eta \lambda < 2$: the steepest direction limits the rate, and the flattest
# then takes its time.

# %%
patches = np.lib.stride_tricks.sliding_window_view(images[:, 0], (3, 3), (1, 2))
windows = patches.reshape(-1, 9)
curvatures, directions = np.linalg.eigh(windows.T @ windows / len(windows))
print("curvatures:", curvatures.round(3))
print(f"largest rate: {2 / curvatures[-1]:.2f}")
print(f"slowest factor: {1 - RATE * curvatures[0]:.4f}")
print("steepest and flattest direction:")
print(np.hstack([directions[:, k].reshape(3, 3).round(2) for k in (-1, 0)]))

# %% [markdown]
# In the steepest direction all nine weights have one sign, in the flattest they alternate like a checkerboard. Strokes
# of a pen are smooth: they change what a sum of neighbors is, and leave a checkerboard of weights almost unmoved. The
# steepest direction is 106 times as steep as the flattest.
#
# ## The flip is learned, too
#
# What if the answers had come from a *convolution*, which turns the kernel around? The layer still cross-correlates.

# %%
turned = [[convolve(image[0], sobel(), "valid")] for image in images]
flipped, _ = descend(images, np.stack(turned))
flipped.round(3)

# %% tags=["remove-input"] label="fig:kernels" caption="Learned from the answers of a cross-correlation (left) and of a convolution (right), with the same kernel. Each is the other, rotated by 180 degrees." alt="Two grids of 3 by 3 weights. Left, the rows −1 0 1, −2 0 2, −1 0 1. Right, the rows 1 0 −1, 2 0 −2, 1 0 −1."
FILLS = {-1: "#d7e9fe", 0: "#f4f6f9", 1: "#ffcda9"}

figure, both = plt.subplots(1, 2, figsize=(4.6, 2.3))
for axes, kernel in zip(both, (learned, flipped), strict=True):
    axes.set(xlim=(0, 3), ylim=(3, 0), aspect="equal")
    axes.set_axis_off()
    for (row, column), weight in np.ndenumerate(kernel.round()):
        axes.add_patch(plt.Rectangle((column, row), 1, 1, facecolor=FILLS[np.sign(weight)], edgecolor="#5d6574"))
        axes.text(column + 0.5, row + 0.5, f"{weight + 0:g}".replace("-", "−"), ha="center", va="center")

# %% [markdown]
# The layer has learned the kernel turned around, as [@fig:kernels] shows. So it does no harm that a layer called
# convolution computes a cross-correlation: whoever learns the kernel learns its orientation with it
# [@goodfellow2016, sec. 9.1]. Compare the two outputs of @eq:two_outputs, where the kernel was given.
#
# ## A shift, measured
#
# The second article says that a layer of stride 1 is equivariant to shifts, and one with a larger stride to multiples
# of the stride only. Let us measure it. A digit lies in the middle of an empty page, so that no border interferes. We
# shift it to the right and compare with the shifted output.

# %%
page = np.pad(images[:1], ((0, 0), (0, 0), (4, 4), (4, 4)))
kernel = learned[np.newaxis, np.newaxis].round(3)
operations = {
    "kernel, stride 1": (1, lambda x: conv2d(x, kernel)),
    "kernel, stride 2": (2, lambda x: conv2d(x, kernel, stride=2)),
    "max pooling, window 2": (2, lambda x: max_pool2d(x, 2)),
}


def difference(operation, stride, shift):
    """How far the output is from having moved as the input has."""
    moved = operation(np.roll(page, shift, axis=-1))
    expected = np.roll(operation(page), shift // stride, axis=-1)
    return float(np.abs(moved - expected).max())


# %% tags=["remove-input"] label="tbl:shift" caption="The largest difference between the output of a shifted image and the shifted output. It is 0 where the operation is equivariant."
rows = ["| operation | shift by 1 | shift by 2 |", "|---|---:|---:|"]
for name, (stride, operation) in operations.items():
    one, two = (difference(operation, stride, shift) for shift in (1, 2))
    rows.append(f"| {name} | {one:.2f} | {two:.2f} |")
Markdown("\n".join(rows))

# %% [markdown]
# By [@tbl:shift], the kernel at stride 1 follows every shift. At stride 2 it follows a shift by two, and a shift by one
# gives another answer. The max pooling of @fig:max_pooling behaves alike: it, too, has a stride.
#
# ## Ten digits
#
# A network stacks such layers. The small one of this site has two layers of learned kernels, each followed by max
# pooling, and one dense layer at the end, on the pattern of @lecun1998.

# %%
*_, parameters = learn(CONVOLUTIONAL, split.training, seed=0, epochs=6)
print(f"{parameter_count(CONVOLUTIONAL):,} parameters")
print(f"{len(split.training.labels):,} digits to learn from")
share = correct(CONVOLUTIONAL, parameters, split.test)
print(f"{share:.1%} of 300 new ones are read")

# %% [markdown]
# Which digits does it take for which? [@fig:confusion] counts. Most of its mistakes take another digit for a one or an
# eight.

# %% tags=["remove-input"] label="fig:confusion" caption="How often each digit of the test (row) is read as which (column)." alt="A grid of 10 by 10 counts. Most digits stand on the diagonal, where they are read correctly, and most of the others in the columns of 1 and 8."
answers_given = forward(CONVOLUTIONAL, parameters, batch_of(split.test))[-1].argmax(axis=1)
confusion = np.zeros((10, 10), dtype=int)
np.add.at(confusion, (split.test.labels, answers_given), 1)
figure, axes = plt.subplots(figsize=(4.6, 4.6))
axes.set(xlim=(0, 10), ylim=(10, 0), aspect="equal", xlabel="read as", ylabel="digit")
axes.set(xticks=np.arange(10) + 0.5, yticks=np.arange(10) + 0.5)
axes.set(xticklabels=range(10), yticklabels=range(10))
axes.tick_params(length=0)
for (row, column), count in np.ndenumerate(confusion):
    fill = "#92d5c9" if row == column else "#ffcda9" if count else "#f4f6f9"
    axes.add_patch(plt.Rectangle((column, row), 1, 1, facecolor=fill, edgecolor="#5d6574"))
    axes.text(column + 0.5, row + 0.5, count or "", ha="center", va="center_baseline")

# %% tags=["remove-input"] label="fig:misread" caption="The first eight digits of the test that are read wrongly: what they are, and what is read." alt="Eight small gray images of handwritten digits in two rows, each headed by the true digit and the one that was read."
figure, grid = plt.subplots(2, 4, figsize=(4.6, 2.8))
for axes, place in zip(grid.flat, np.flatnonzero(answers_given != split.test.labels), strict=False):
    axes.imshow(split.test.images[place], cmap="gray_r", interpolation="nearest")
    axes.set(title=f"{split.test.labels[place]} → {answers_given[place]}", xticks=[], yticks=[])
figure.tight_layout()

# %% [markdown]
# Look at [@fig:misread] and judge for yourself how many you would have read. Then ask where the test came from. It is
# the end of the file, and neighbors in the file are alike. Draw the test at random instead, so that training has seen
# images very like those of the test, and the same network does much better:

# %%
luckier = split_at_random(digits, np.random.RandomState(0))
*_, parameters = learn(CONVOLUTIONAL, luckier.training, seed=0, epochs=6)
lucky_share = correct(CONVOLUTIONAL, parameters, luckier.test)
print(f"{lucky_share:.1%} of 300 drawn at random are read")

# %% [markdown]
# Nothing has improved but the number. How a test was drawn belongs to what it found.
#
# ## What to remember
#
# - A kernel can be learned from examples, by the gradient of @eq:squared_error.
# - The steepest direction limits the rate, and the flattest decides how long it takes.
# - What a layer is called, convolution or cross-correlation, only turns the learned kernel around.
# - Equivariance can be measured, and stride breaks it.
# - An accuracy says little without how its test was drawn.
