"""Networks of the history, as lists of layers: what their papers say, so that it can be counted."""

from collections.abc import Sequence
from dataclasses import dataclass

from convnets.receptive import Step
from convnets.shapes import Conv, Dense, Layer, Pool, Shape


@dataclass(frozen=True, slots=True)
class Architecture:
    """A network and what it reads.

    Attributes
    ----------
    shape
        The shape (C, H, W) of one image.
    layers
        First to last.
    """

    shape: Shape
    layers: tuple[Layer, ...]


HEAD = (Dense(4096), Dense(4096), Dense(1000))

# LeCun et al., "Backpropagation applied to handwritten zip code recognition", Neural Computation 1(4), 1989. Units of
# a map share their weights but not their biases; each map of the second layer reads 8 of the 12 before it.
LENET_1989 = Architecture(
    (1, 16, 16),
    (
        Conv(12, 5, stride=2, padding="same", bias="place"),
        Conv(12, 5, stride=2, padding="same", bias="place", connections=12 * 8),
        Dense(30),
        Dense(10),
    ),
)

# LeCun et al., "Gradient-based learning applied to document recognition", Proc. IEEE 86(11), 1998. Of the maps of its
# third layer 6 read three maps, 9 read four and 1 reads all six; the output compares with drawn digits and has nothing
# to train.
LENET_5 = Architecture(
    (1, 32, 32),
    (
        Conv(6, 5),
        Pool(2, trained=True),
        Conv(16, 5, connections=6 * 3 + 9 * 4 + 6),
        Pool(2, trained=True),
        Conv(120, 5),
        Dense(84),
    ),
)

# What most courses build today under the name of LeNet-5.
LENET_5_TODAY = Architecture(
    (1, 28, 28),
    (Conv(6, 5, padding=2), Pool(2), Conv(16, 5), Pool(2), Dense(120), Dense(84), Dense(10)),
)


def alexnet(groups: int = 2) -> Architecture:
    """Return AlexNet, whose second, fourth and fifth layer were split over two graphics cards.

    Parameters
    ----------
    groups
        2 as published; 1 joins all channels.

    References
    ----------
    Krizhevsky, Sutskever & Hinton, "ImageNet classification with deep convolutional neural networks", NIPS 2012. Its
    images of 224×224 cannot give its 55×55 values; 227×227 does.

    Examples
    --------
    >>> alexnet().layers[0]  # doctest: +ELLIPSIS
    Conv(channels=96, kernel=11, stride=4, ...)
    """
    layers = (
        Conv(96, 11, stride=4),
        Pool(3, 2),
        Conv(256, 5, padding=2, groups=groups),
        Pool(3, 2),
        Conv(384, 3, padding=1),
        Conv(384, 3, padding=1, groups=groups),
        Conv(256, 3, padding=1, groups=groups),
        Pool(3, 2),
        *HEAD,
    )
    return Architecture((3, 227, 227), layers)


# The narrower AlexNet of torchvision, after Krizhevsky, "One weird trick for parallelizing convolutional neural
# networks", 2014, arXiv:1404.5997.
ALEXNET_TORCHVISION = Architecture(
    (3, 224, 224),
    (
        Conv(64, 11, stride=4, padding=2),
        Pool(3, 2),
        Conv(192, 5, padding=2),
        Pool(3, 2),
        Conv(384, 3, padding=1),
        Conv(256, 3, padding=1),
        Conv(256, 3, padding=1),
        Pool(3, 2),
        *HEAD,
    ),
)


def vgg(blocks: Sequence[int] = (2, 2, 3, 3, 3)) -> Architecture:
    """Return a VGG network: blocks of 3×3 layers with a pooling after each, and three dense layers.

    Parameters
    ----------
    blocks
        Layers in each of the five blocks: (2, 2, 3, 3, 3) for VGG-16, (2, 2, 4, 4, 4) for VGG-19.

    References
    ----------
    Simonyan & Zisserman, "Very deep convolutional networks for large-scale image recognition", ICLR 2015,
    arXiv:1409.1556, table 1.

    Examples
    --------
    >>> sum(isinstance(layer, (Conv, Dense)) for layer in vgg().layers)
    16
    """
    widths = (64, 128, 256, 512, 512)
    body: list[Layer] = []
    for width, depth in zip(widths, blocks, strict=True):
        body += [*[Conv(width, 3, padding=1)] * depth, Pool(2)]
    return Architecture((3, 224, 224), (*body, *HEAD))


def resnet_path(
    blocks: Sequence[int] = (3, 4, 6, 3), kernels: Sequence[int] = (1, 3, 1), strided: int = 1
) -> tuple[Step, ...]:
    """Return the layers of a residual network along one axis, on the path without shortcuts.

    Parameters
    ----------
    blocks
        Blocks in each of the four stages: (3, 4, 6, 3) for ResNet-50 and ResNet-34, (2, 2, 2, 2) for ResNet-18.
    kernels
        The layers of a block: (1, 3, 1) for ResNet-50, (3, 3) for ResNet-18 and ResNet-34.
    strided
        Which of them has stride 2 in the first block of the later stages. The paper's ResNet-50 takes the first, 1×1
        (0), torchvision's the second, 3×3 (1); so the receptive field is 483 or 427.

    References
    ----------
    He, Zhang, Ren & Sun, "Deep residual learning for image recognition", CVPR 2016, arXiv:1512.03385, table 1.

    Examples
    --------
    >>> len(resnet_path())
    50
    """
    path = [Step(7, 2, 3), Step(3, 2, 1)]
    for stage, count in enumerate(blocks):
        for block in range(count):
            first = stage > 0 and block == 0
            path += [Step(k, 2 if first and n == strided else 1, k // 2) for n, k in enumerate(kernels)]
    return tuple(path)
