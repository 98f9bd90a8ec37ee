"""The networks of the history, against the numbers that their papers and libraries print."""

from math import prod

import pytest

from convnets.architectures import (
    ALEXNET_TORCHVISION,
    LENET_5,
    LENET_5_TODAY,
    LENET_1989,
    alexnet,
    resnet_path,
    vgg,
)
from convnets.counting import activations, costs, memory, multiply_accumulates, parameters
from convnets.receptive import receptive_fields, steps
from convnets.shapes import Conv, Pool, output_shape


def counts(network):
    return [cost.parameters for cost in costs(network.layers, network.shape) if cost.parameters]


def shapes(network):
    return [cost.shape for cost in costs(network.layers, network.shape)]


# LeCun et al. 1989: 1,256 units, 64,660 connections, 9,760 parameters.
def test_lenet_of_1989():
    assert shapes(LENET_1989) == [(12, 8, 8), (12, 4, 4), (30,), (10,)]
    assert counts(LENET_1989) == [1_068, 2_592, 5_790, 310]
    assert parameters(LENET_1989.layers, LENET_1989.shape) == 9_760


# LeCun et al. 1998, section II.B.
def test_lenet_5():
    assert shapes(LENET_5) == [(6, 28, 28), (6, 14, 14), (16, 10, 10), (16, 5, 5), (120, 1, 1), (84,)]
    assert counts(LENET_5) == [156, 12, 1_516, 32, 48_120, 10_164]
    assert parameters(LENET_5.layers, LENET_5.shape) == 60_000


def test_connections_of_the_first_layer_of_lenet_5():
    first = costs(LENET_5.layers, LENET_5.shape)[0]
    assert first.products + first.values == 122_304


def test_the_third_layer_of_lenet_5_with_all_connections():
    assert parameters(Conv(16, 5), (6, 14, 14)) == 2_416


def test_lenet_5_as_it_is_built_today():
    assert shapes(LENET_5_TODAY)[:4] == [(6, 28, 28), (6, 14, 14), (16, 10, 10), (16, 5, 5)]
    assert parameters(LENET_5_TODAY.layers, LENET_5_TODAY.shape) == 61_706


# Krizhevsky, Sutskever & Hinton 2012: "60 million parameters".
def test_alexnet():
    network = alexnet()
    sizes = [(96, 55, 55), (96, 27, 27), (256, 27, 27), (256, 13, 13), (384, 13, 13), (384, 13, 13), (256, 13, 13)]
    assert shapes(network) == [*sizes, (256, 6, 6), (4096,), (4096,), (1000,)]
    assert counts(network)[:5] == [34_944, 307_456, 885_120, 663_936, 442_624]
    assert parameters(network.layers, network.shape) == 60_965_224


def test_the_layers_of_torchvision_have_the_sizes_of_the_paper_and_fewer_channels():
    sizes = [(64, 55, 55), (64, 27, 27), (192, 27, 27), (192, 13, 13), (384, 13, 13), (256, 13, 13), (256, 13, 13)]
    assert shapes(ALEXNET_TORCHVISION)[:8] == [*sizes, (256, 6, 6)]
    assert steps(ALEXNET_TORCHVISION.layers[0], ALEXNET_TORCHVISION.shape)[0].before == 2


def test_alexnet_without_groups_and_that_of_torchvision():
    assert parameters(alexnet(groups=1).layers, (3, 227, 227)) == 62_378_344
    assert parameters(ALEXNET_TORCHVISION.layers, ALEXNET_TORCHVISION.shape) == 61_100_840


def test_what_the_networks_read():
    networks = [LENET_1989, LENET_5, LENET_5_TODAY, alexnet(), ALEXNET_TORCHVISION, vgg()]
    assert [network.shape for network in networks] == [
        (1, 16, 16),
        (1, 32, 32),
        (1, 28, 28),
        (3, 227, 227),
        (3, 224, 224),
        (3, 224, 224),
    ]


def test_the_size_in_the_paper_of_alexnet_does_not_give_its_55_places():
    first = alexnet().layers[0]
    assert [output_shape(first, (3, size, size))[1] for size in (224, 227)] == [54, 55]


# Simonyan & Zisserman, arXiv:1409.1556, table 2: 138 and 144 million parameters.
def test_vgg_16():
    network = vgg()
    assert parameters(network.layers, network.shape) == 138_357_544
    assert parameters(network.layers[:18], network.shape) == 14_714_688
    assert multiply_accumulates(network.layers, network.shape) == 15_470_264_320


def test_vgg_19():
    assert parameters(vgg((2, 2, 4, 4, 4)).layers, (3, 224, 224)) == 143_667_240


# Stanford CS231n says "24M * 4 bytes ~= 93MB"; its own lines add up to this.
def test_activations_of_vgg_16():
    network = vgg()
    total = activations(network.layers, network.shape)
    assert total == 15_237_608
    assert (round(memory(total) / 1e6, 2), round(memory(total) / 2**20, 1)) == (60.95, 58.1)


def test_activations_before_the_first_pooling_of_vgg_16():
    values = [cost.values for cost in costs(vgg().layers[:3], (3, 224, 224))]
    assert values == [prod((64, 224, 224)), prod((64, 224, 224)), prod((64, 112, 112))]


# Araujo, Norris & Sim, "Computing receptive fields of convolutional neural networks", Distill 2019, table of networks.
@pytest.mark.parametrize("network", [alexnet(), ALEXNET_TORCHVISION], ids=["as published", "of torchvision"])
def test_receptive_fields_of_alexnet(network):
    fields = receptive_fields(steps(network.layers[:8], network.shape))
    assert [field.size for field in fields] == [11, 19, 51, 67, 99, 131, 163, 195]


def test_receptive_fields_of_vgg_16_after_each_block_and_before_its_pooling():
    layers = vgg().layers[:18]
    fields = receptive_fields(steps(layers, (3, 224, 224)))
    poolings = [n for n, layer in enumerate(layers) if isinstance(layer, Pool)]
    sizes = [size for n in poolings for size in (fields[n - 1].size, fields[n].size)]
    assert sizes == [5, 6, 14, 16, 40, 44, 92, 100, 196, 212]


def test_the_receptive_field_of_vgg_16_as_a_fully_convolutional_network():
    layers = [*vgg().layers[:18], Conv(4096, 7)]
    assert receptive_fields(steps(layers, (3, 224, 224)))[-1].size == 404


def test_receptive_fields_of_lenet_5():
    fields = receptive_fields(steps(LENET_5.layers[:5], LENET_5.shape))
    assert [field.size for field in fields] == [5, 6, 14, 16, 32]


@pytest.mark.parametrize(
    ("blocks", "kernels", "strided", "size"),
    [
        ((2, 2, 2, 2), (3, 3), 0, 435),
        ((3, 4, 6, 3), (3, 3), 0, 899),
        ((3, 4, 6, 3), (1, 3, 1), 0, 483),
        ((3, 4, 6, 3), (1, 3, 1), 1, 427),
    ],
    ids=["ResNet-18", "ResNet-34", "ResNet-50", "ResNet-50 of torchvision"],
)
def test_receptive_fields_of_residual_networks(blocks, kernels, strided, size):
    last = receptive_fields(resnet_path(blocks, kernels, strided))[-1]
    assert (last.size, last.jump) == (size, 32)


def test_a_residual_network_is_the_one_of_torchvision_unless_told_otherwise():
    assert resnet_path() == resnet_path((3, 4, 6, 3), (1, 3, 1), 1)


def test_the_padding_of_a_residual_network_keeps_the_middle_of_its_fields_at_the_first_values():
    assert {field.center for field in receptive_fields(resnet_path())} == {0}


def test_an_unknown_number_of_blocks_is_refused():
    with pytest.raises(ValueError):
        vgg((2, 2, 3, 3))
