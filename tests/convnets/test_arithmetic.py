"""Sizes, against published tables and against counting."""

from itertools import product

import pytest

from convnets.arithmetic import effective_kernel, output_size, same_padding, transposed_size

# Dumoulin & Visin, arXiv:1603.07285: the eight animations of their guide.
GUIDE = [
    # size, kernel, padding, stride, dilation, output
    (4, 3, 0, 1, 1, 2),
    (5, 4, 2, 1, 1, 6),
    (5, 3, 1, 1, 1, 5),
    (5, 3, 2, 1, 1, 7),
    (5, 3, 0, 2, 1, 2),
    (5, 3, 1, 2, 1, 3),
    (6, 3, 1, 2, 1, 3),
    (7, 3, 0, 1, 2, 3),
]

KNOWN_LAYERS = [
    # size, kernel, stride, padding, output: CS231n's examples, AlexNet's first layer and ResNet's.
    (7, 3, 1, 0, 5),
    (7, 3, 2, 0, 3),
    (10, 3, 2, 0, 4),  # 4.5 places: the last value is not read
    (224, 11, 4, 0, 54),  # 54.25 places: why the paper's 224 cannot give its 55
    (227, 11, 4, 0, 55),
    (224, 11, 4, 2, 55),
    (224, 7, 2, 3, 112),
    (224, 7, 2, (2, 3), 112),
]


def refusal(function, *arguments, **options):
    with pytest.raises(ValueError) as caught:
        function(*arguments, **options)
    return str(caught.value)


@pytest.mark.parametrize(("size", "kernel", "padding", "stride", "dilation", "output"), GUIDE)
def test_sizes_of_the_guide_to_convolution_arithmetic(size, kernel, padding, stride, dilation, output):
    assert output_size(size, kernel, stride=stride, padding=padding, dilation=dilation) == output


@pytest.mark.parametrize(("size", "kernel", "stride", "padding", "output"), KNOWN_LAYERS)
def test_sizes_of_known_layers(size, kernel, stride, padding, output):
    assert output_size(size, kernel, stride=stride, padding=padding) == output


def test_two_input_sizes_may_share_an_output_size():
    assert [size for size in range(1, 12) if output_size(size, 3, stride=2, padding=1) == 3] == [5, 6]


def test_size_is_the_number_of_places_where_every_tap_is_on_the_padded_input():
    for size, kernel, stride, before, after, dilation in product(
        range(1, 7), range(1, 4), range(1, 4), range(3), range(3), range(1, 4)
    ):
        padded = size + before + after
        places = [n for n in range(0, padded, stride) if all(n + m * dilation < padded for m in range(kernel))]
        if places:
            found = output_size(size, kernel, stride=stride, padding=(before, after), dilation=dilation)
            assert found == len(places), (size, kernel, stride, before, after, dilation)


def test_effective_kernel_is_the_number_of_values_from_the_first_tap_to_the_last():
    table = [[effective_kernel(kernel, dilation) for dilation in (1, 2, 3, 4)] for kernel in (1, 2, 3, 5)]
    assert table == [[1, 1, 1, 1], [2, 3, 4, 5], [3, 5, 7, 9], [5, 9, 13, 17]]


def test_a_kernel_is_dense_unless_told_otherwise():
    assert effective_kernel(3) == 3


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((0, 1), "kernel must be an integer of at least 1, got 0"),
        ((3, 0), "dilation must be an integer of at least 1, got 0"),
        ((3, 1.5), "dilation must be an integer of at least 1, got 1.5"),
    ],
)
def test_effective_kernel_refuses(arguments, message):
    assert refusal(effective_kernel, *arguments) == message


@pytest.mark.parametrize(
    ("arguments", "options", "message"),
    [
        ((0, 1), {}, "size must be an integer of at least 1, got 0"),
        ((5, 0), {}, "kernel must be an integer of at least 1, got 0"),
        ((5, 3), {"stride": 0}, "stride must be an integer of at least 1, got 0"),
        ((5, 3), {"dilation": -1}, "dilation must be an integer of at least 1, got -1"),
        ((5, 3), {"padding": -1}, "padding must be an integer of at least 0, got -1"),
        ((5, 3), {"padding": (1, 1, 1)}, "padding must be one integer or 2 of them, got (1, 1, 1)"),
        (
            (3, 3),
            {"padding": (0, 1), "dilation": 2},
            "kernel spans 5, more than the padded input (4): make it span less, or pad more",
        ),
    ],
)
def test_output_size_refuses(arguments, options, message):
    assert refusal(output_size, *arguments, **options) == message


def test_strides_and_dilations_are_one_and_paddings_none_unless_told_otherwise():
    assert (output_size(9, 3), transposed_size(9, 3), same_padding(9, 3)) == (7, 11, (1, 1))


def test_same_padding_of_known_layers():
    assert [same_padding(224, 7, stride=2), same_padding(5, 3), same_padding(5, 4), same_padding(6, 3, dilation=2)] == [
        (2, 3),
        (1, 1),
        (1, 2),
        (2, 2),
    ]


def test_same_padding_is_the_least_that_gives_a_place_for_each_stride_begun():
    for size, kernel, stride, dilation in product(range(1, 8), range(1, 5), range(1, 5), range(1, 4)):
        options, wanted = {"stride": stride, "dilation": dilation}, len(range(0, size, stride))
        before, after = same_padding(size, kernel, **options)
        assert before <= after <= before + 1
        assert output_size(size, kernel, padding=(before, after), **options) >= wanted
        if after:
            shorter = size + before + after - 1
            places = (shorter - effective_kernel(kernel, dilation)) // stride + 1
            assert places < wanted, (size, kernel, stride, dilation)


def test_same_padding_of_a_stride_that_leaps_over_values_is_none():
    assert same_padding(5, 1, stride=2) == (0, 0)
    assert same_padding(7, 2, stride=5) == (0, 0)


def test_transposed_size_turns_output_size_around():
    for size, kernel, stride, padding, dilation in product(
        range(1, 9), range(1, 4), range(1, 4), [0, 1, (0, 2)], range(1, 4)
    ):
        options = {"stride": stride, "padding": padding, "dilation": dilation}
        padded = size + (2 * padding if isinstance(padding, int) else sum(padding))
        if effective_kernel(kernel, dilation) <= padded:
            places = output_size(size, kernel, **options)
            extra = (padded - effective_kernel(kernel, dilation)) % stride
            assert transposed_size(places, kernel, output_padding=extra, **options) == size


@pytest.mark.parametrize(
    ("arguments", "options", "message"),
    [
        ((0, 1), {}, "size must be an integer of at least 1, got 0"),
        ((5, 0), {}, "kernel must be an integer of at least 1, got 0"),
        ((5, 3), {"stride": 0}, "stride must be an integer of at least 1, got 0"),
        ((5, 3), {"dilation": 0}, "dilation must be an integer of at least 1, got 0"),
    ],
)
@pytest.mark.parametrize("function", [same_padding, transposed_size])
def test_other_sizes_refuse(function, arguments, options, message):
    assert refusal(function, *arguments, **options) == message


@pytest.mark.parametrize(
    ("arguments", "options", "message"),
    [
        ((5, 3), {"padding": (1, -1)}, "padding must be an integer of at least 0, got -1"),
        ((5, 3), {"output_padding": -1}, "output_padding must be an integer of at least 0, got -1"),
        ((5, 3), {"output_padding": 1}, "output_padding must be less than the stride (1), got 1"),
        ((2, 3), {"padding": 2}, "padding takes away 4 of 4 values, which leaves none: pad less"),
    ],
)
def test_transposed_size_refuses(arguments, options, message):
    assert refusal(transposed_size, *arguments, **options) == message
