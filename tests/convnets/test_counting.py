"""Parameters, products and memory, against published tables and against counting the weights of arrays."""

import numpy as np
import pytest

from convnets.counting import activations, costs, memory, multiply_accumulates, parameters
from convnets.shapes import Conv, Dense, GlobalPool, Pool


def test_a_kernel_has_a_weight_for_each_value_under_it_and_one_bias():
    layer, w = Conv(6, (3, 2), groups=2, stride=2), np.zeros((6, 4 // 2, 3, 2))
    (cost,) = costs(layer, (4, 9, 8))
    assert (cost.weights, cost.biases, cost.parameters) == (w.size, 6, w.size + 6)


def test_a_weight_is_used_once_at_each_place():
    (cost,) = costs(Conv(6, (3, 2), groups=2, stride=2), (4, 9, 8))
    assert (cost.shape, cost.values, cost.products) == ((6, 4, 4), 96, 96 * 3 * 2 * 2)


# Stanford CS231n, "Convolutional neural networks".
def test_numbers_of_the_course_notes():
    assert parameters(Dense(1), (3, 32, 32)) == 3072 + 1
    assert parameters(Dense(1, bias=False), (3, 200, 200)) == 120_000
    assert parameters(Conv(1, 5), (3, 32, 32)) == 76
    first = Conv(96, 11, stride=4)
    assert activations(first, (3, 227, 227)) - 3 * 227 * 227 == 55 * 55 * 96 == 290_400
    assert parameters(first, (3, 227, 227)) == 34_944
    assert parameters(Conv(96, 11, stride=4, bias=None), (3, 227, 227)) == 34_848


def test_without_sharing_each_unit_has_its_own_weights_and_bias():
    unshared = Conv(96, 11, stride=4, shared=False, bias="place")
    assert parameters(unshared, (3, 227, 227)) == 290_400 * 364 == 105_705_600


def test_a_layer_of_twelve_kernels_against_a_locally_connected_and_a_dense_one():
    shape = (3, 32, 32)
    shared, local = Conv(12, 5, padding=2), Conv(12, 5, padding=2, shared=False, bias="place")
    counts = [parameters(layer, shape) for layer in (shared, local, Dense(32 * 32 * 12))]
    assert counts == [912, 933_888, 37_761_024]
    assert multiply_accumulates(shared, shape) == multiply_accumulates(local, shape) == 32 * 32 * 12 * 75


def test_a_kernel_of_one_is_a_dense_layer_for_each_pixel():
    assert parameters(Conv(16, 1), (3, 8, 8)) == parameters(Dense(16), (3,)) == 64


def test_groups_divide_the_weights():
    weights = [parameters(Conv(64, 3, groups=groups, bias=None), (64, 9, 9)) for groups in (1, 2, 4, 8, 64)]
    assert weights == [36_864, 18_432, 9_216, 4_608, 576]


# Goodfellow, Bengio & Courville, Deep Learning, figure 9.6: edges of 280 by 320 pixels, but with a matrix.
def test_a_matrix_in_place_of_two_weights():
    entries = parameters(Dense(280 * 319, bias=False), (1, 280, 320))
    assert (entries, 2 * entries, 2 * entries // (280 * 319 * 3)) == (8_003_072_000, 16_006_144_000, 59_733)


# He et al., arXiv:1512.03385, figure 5: what a bottleneck saves.
def test_a_bottleneck():
    bottleneck = [Conv(64, 1, bias=None), Conv(64, 3, padding=1, bias=None), Conv(256, 1, bias=None)]
    plain = [Conv(256, 3, padding=1, bias=None)] * 2
    assert (parameters(bottleneck, (256, 14, 14)), parameters(plain, (256, 14, 14))) == (69_632, 1_179_648)


# Howard et al., arXiv:1704.04861, section 3.1 and table 3: a layer of 14 by 14 by 512.
def test_depthwise_separable_layers_take_fewer_products():
    full = multiply_accumulates(Conv(512, 3, padding=1), (512, 14, 14))
    separable = multiply_accumulates([Conv(512, 3, padding=1, groups=512), Conv(512, 1)], (512, 14, 14))
    assert (full, separable) == (462_422_016, 52_283_392)
    assert separable / full == pytest.approx(1 / 512 + 1 / 9, rel=1e-12)
    assert round(full / separable, 2) == 8.84


def test_poolings_cost_nothing_unless_they_are_trained():
    costs_ = costs([Pool(2), Pool(2, trained=True), GlobalPool()], (6, 8, 8))
    found = [(cost.weights, cost.biases, cost.products, cost.values) for cost in costs_]
    assert found == [(0, 0, 0, 96), (6, 6, 24, 24), (0, 0, 0, 6)]


def test_a_dense_layer_has_a_weight_for_each_pair():
    (cost,) = costs(Dense(5), (2, 3))
    assert (cost.layer, cost.weights, cost.biases, cost.products, cost.shape) == (Dense(5), 30, 5, 30, (5,))


def test_the_network_for_the_digits():
    digits = [Conv(8, 3, padding=1), Pool(2), Conv(16, 3, padding=1), Pool(2), Dense(10)]
    assert [cost.parameters for cost in costs(digits, (1, 8, 8))] == [80, 0, 1_168, 0, 650]
    assert (parameters(digits, (1, 8, 8)), multiply_accumulates(digits, (1, 8, 8))) == (1_898, 23_680)
    assert (parameters([Dense(10)], (64,)), parameters([Dense(25), Dense(10)], (64,))) == (650, 1_885)


def test_the_input_counts_among_the_activations():
    assert activations([], (3, 4, 5)) == 60
    assert activations([Dense(7), Dense(2)], (3, 4, 5)) == 69


@pytest.mark.parametrize(("dtype", "size"), [("uint8", 1), ("float16", 2), ("float32", 4), ("float64", 8)])
def test_memory_is_the_count_times_the_size_of_a_number(dtype, size):
    assert memory(1000, dtype) == 1000 * size


def test_numbers_are_float32_unless_told_otherwise():
    assert memory(1000) == 4000


# Stanford CS231n says 72 MB for the largest maps of a VGG network, forward and backward.
def test_memory_of_three_large_maps_forward_and_backward():
    total = memory(2 * 3 * 224 * 224 * 64)
    assert (round(total / 1e6, 1), round(total / 2**20, 1)) == (77.1, 73.5)


def test_an_unknown_bias_is_refused():
    with pytest.raises(ValueError) as caught:
        parameters(Conv(1, 1, bias="unit"), (1, 1, 1))
    assert str(caught.value) == 'bias must be "channel", "place" or None, got \'unit\''
