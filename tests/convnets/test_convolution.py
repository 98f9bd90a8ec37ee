"""Convolution and cross-correlation, against their definitions, SciPy and published values."""

from itertools import product

import numpy as np
import pytest
import scipy.signal

from convnets.convolution import convolve, correlate

BOTH = pytest.mark.parametrize("operation", [convolve, correlate])

# Dumoulin & Visin, arXiv:1603.07285: the numeric example of their guide.
GUIDE_INPUT = [[3, 3, 2, 1, 0], [0, 0, 1, 3, 1], [3, 1, 2, 2, 3], [2, 0, 0, 2, 2], [2, 0, 0, 0, 1]]
GUIDE_KERNEL = [[0, 1, 2], [2, 2, 0], [0, 1, 2]]


def whole_numbers(seed, shape):
    return np.random.RandomState(seed).randint(-9, 10, shape)


def complex_numbers(seed, shape):
    return whole_numbers(seed, shape) + 1j * whole_numbers(seed + 1, shape)


def at(x, place):
    inside = all(0 <= n < size for n, size in zip(place, x.shape, strict=True))
    return x[tuple(place)] if inside else 0


def convolution_at(x, w, n, d):
    return sum(at(x, np.array(n) - np.array(m) * d) * w[m] for m in np.ndindex(w.shape))


def correlation_at(x, w, n, d):
    return sum(at(x, np.array(n) + np.array(m) * d) * w[m].conjugate() for m in np.ndindex(w.shape))


def at_each(definition, x, w, places, dilation):
    values = [definition(x, w, n, np.array(dilation)) for n in product(*places)]
    return np.reshape(values, [len(axis) for axis in places])


CASES = [
    # shape of x, shape of w, padding as pairs, stride, dilation
    ((6,), (3,), ((0, 0),), (1,), (1,)),
    ((6,), (4,), ((3, 3),), (1,), (1,)),
    ((3,), (5,), ((4, 4),), (1,), (1,)),
    ((7,), (3,), ((1, 4),), (3,), (2,)),
    ((4, 5), (2, 3), ((1, 1), (0, 2)), (1, 1), (1, 1)),
    ((5, 6), (3, 2), ((2, 0), (3, 1)), (2, 3), (1, 2)),
    ((5, 5), (1, 1), ((0, 0), (0, 0)), (2, 2), (3, 3)),
    ((3, 4, 3), (2, 1, 2), ((1, 0), (0, 0), (2, 2)), (1, 2, 1), (1, 1, 3)),
]


@pytest.mark.parametrize(("x_shape", "w_shape", "padding", "stride", "dilation"), CASES)
@pytest.mark.parametrize("numbers", [whole_numbers, complex_numbers])
def test_convolve_is_its_definition(numbers, x_shape, w_shape, padding, stride, dilation):
    x, w = numbers(1, x_shape), numbers(5, w_shape)
    reach = [(taps - 1) * gap for taps, gap in zip(w_shape, dilation, strict=True)]
    places = [
        range(r - before, size + after, s)
        for r, (before, after), size, s in zip(reach, padding, x_shape, stride, strict=True)
    ]
    expected = at_each(convolution_at, x, w, places, dilation)
    assert np.array_equal(convolve(x, w, padding, stride=stride, dilation=dilation), expected)


@pytest.mark.parametrize(("x_shape", "w_shape", "padding", "stride", "dilation"), CASES)
@pytest.mark.parametrize("numbers", [whole_numbers, complex_numbers])
def test_correlate_is_its_definition(numbers, x_shape, w_shape, padding, stride, dilation):
    x, w = numbers(1, x_shape), numbers(5, w_shape)
    reach = [(taps - 1) * gap for taps, gap in zip(w_shape, dilation, strict=True)]
    places = [
        range(-before, size + after - r, s)
        for r, (before, after), size, s in zip(reach, padding, x_shape, stride, strict=True)
    ]
    expected = at_each(correlation_at, x, w, places, dilation)
    assert np.array_equal(correlate(x, w, padding, stride=stride, dilation=dilation), expected)


@BOTH
@pytest.mark.parametrize("padding", ["full", "same", "valid"])
@pytest.mark.parametrize("numbers", [whole_numbers, complex_numbers])
@pytest.mark.parametrize("axes", [1, 2])
def test_scipy_agrees_for_odd_and_even_sizes(operation, padding, numbers, axes):
    oracle = getattr(scipy.signal, operation.__name__)
    for x_shape, w_shape in product(product((4, 5), repeat=axes), product((1, 2, 3, 4), repeat=axes)):
        x, w = numbers(2, x_shape), numbers(8, w_shape)
        expected = oracle(x, w, padding, method="direct")
        assert np.array_equal(operation(x, w, padding), expected), (x_shape, w_shape)


@BOTH
@pytest.mark.parametrize("padding", ["full", "same"])
def test_scipy_agrees_for_a_kernel_larger_than_the_array(operation, padding):
    oracle = getattr(scipy.signal, operation.__name__)
    for x_size, w_size in product((1, 2, 3), (4, 5, 6)):
        x, w = whole_numbers(3, x_size), whole_numbers(9, w_size)
        assert np.array_equal(operation(x, w, padding), oracle(x, w, padding)), (x_size, w_size)


@BOTH
def test_scipy_agrees_on_volumes_of_real_numbers(operation):
    oracle = getattr(scipy.signal, operation.__name__)
    random = np.random.RandomState(4)
    x, w = random.normal(size=(5, 6, 4)), random.normal(size=(2, 3, 3))
    np.testing.assert_allclose(operation(x, w, "same"), oracle(x, w, "same", method="direct"), rtol=1e-12, atol=1e-13)


def test_convolution_multiplies_polynomials():
    assert convolve([1, 2, 3], [4, 5, 6]).tolist() == [4, 13, 28, 27, 18]


def test_correlation_depends_on_the_order():
    assert correlate([1, 2, 3], [4, 5, 6]).tolist() == [6, 17, 32, 23, 12]
    assert correlate([4, 5, 6], [1, 2, 3]).tolist() == [12, 23, 32, 17, 6]


def test_full_same_and_valid_of_a_moving_sum():
    sums = {padding: convolve([1, 2, 3, 4, 5], [1, 1, 1], padding).tolist() for padding in ("full", "same", "valid")}
    assert sums == {"full": [1, 3, 6, 9, 12, 9, 5], "same": [3, 6, 9, 12, 9], "valid": [6, 9, 12]}


def test_weighted_sum_of_two_delays():
    assert convolve([1, 2, 3], [0, 1, 0.5]).tolist() == [0, 1, 2.5, 4, 1.5]


def test_ways_to_throw_three_dice():
    die = np.ones(6, int)
    ways = [1, 3, 6, 10, 15, 21, 25, 27, 27, 25, 21, 15, 10, 6, 3, 1]
    assert convolve(convolve(die, die), die).tolist() == ways


def test_small_image_under_both_operations():
    image, kernel = np.arange(9).reshape(3, 3), [[0, 1], [2, 3]]
    assert correlate(image, kernel, "valid").tolist() == [[19, 25], [37, 43]]
    assert convolve(image, kernel, "valid").tolist() == [[5, 11], [23, 29]]


def test_wide_image_under_both_operations():
    image, kernel = np.arange(1, 13).reshape(3, 4), [[1, 2], [3, 4]]
    assert correlate(image, kernel, "valid").tolist() == [[44, 54, 64], [84, 94, 104]]
    assert convolve(image, kernel, "valid").tolist() == [[26, 36, 46], [66, 76, 86]]


def test_edge_kernel_changes_sign_between_the_operations():
    step, edge = np.repeat([[0, 0, 1, 1]], 3, axis=0), [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]
    assert correlate(step, edge, "valid").tolist() == [[4, 4]]
    assert convolve(step, edge, "valid").tolist() == [[-4, -4]]


@pytest.mark.parametrize(
    ("operation", "padding", "stride", "expected"),
    [
        (correlate, "valid", 1, [[12, 12, 17], [10, 17, 19], [9, 6, 14]]),
        (convolve, "valid", 1, [[18, 20, 19], [10, 9, 17], [11, 8, 14]]),
        (correlate, 1, 2, [[6, 17, 3], [8, 17, 13], [6, 4, 4]]),
    ],
)
def test_numeric_example_of_the_guide_to_convolution_arithmetic(operation, padding, stride, expected):
    assert operation(GUIDE_INPUT, GUIDE_KERNEL, padding, stride=stride).tolist() == expected


def test_dilation_spaces_the_taps():
    assert convolve([1], [1, 2, 3], dilation=3).tolist() == [1, 0, 0, 2, 0, 0, 3]


@pytest.mark.parametrize(("dilations", "reached"), [((2, 2, 2), 7), ((1, 2, 3), 13), ((1, 2, 5), 17), ((1, 2, 4), 15)])
def test_three_equal_dilations_leave_holes(dilations, reached):
    seen = np.array([1])
    for dilation in dilations:
        seen = convolve(seen, [1, 1, 1], dilation=dilation)
    assert (np.count_nonzero(seen), len(seen)) == (reached, 1 + 2 * sum(dilations))


def test_correlate_conjugates_its_second_argument():
    assert correlate([1 + 2j], [3 + 4j]).tolist() == [(1 + 2j) * (3 - 4j)]
    assert convolve([1 + 2j], [3 + 4j]).tolist() == [(1 + 2j) * (3 + 4j)]


@BOTH
def test_arguments_are_left_as_they_were(operation):
    x, w = np.array([1, 2, 3]), np.array([4, 5])
    operation(x, w)
    assert (x.tolist(), w.tolist()) == ([1, 2, 3], [4, 5])


@BOTH
@pytest.mark.parametrize(
    ("x", "w", "result"),
    [
        ("uint8", "uint8", "uint8"),
        ("uint8", "int8", "int16"),
        ("int32", "int64", "int64"),
        ("bool", "int32", "int32"),
        ("int64", "float32", "float64"),
        ("float32", "float32", "float32"),
        ("float64", "complex64", "complex128"),
    ],
)
def test_dtype_is_that_of_a_product(operation, x, w, result):
    assert operation(np.ones(3, x), np.ones(2, w)).dtype == result


@BOTH
@pytest.mark.parametrize(
    ("x", "w", "dtype", "total"),
    [
        ([15], [17], "uint8", 255),
        ([-127, 1], [1], "int8", -127),
        ([2**31 - 1], [1], "int32", 2**31 - 1),
        ([2**62, 2**62 - 1], [1, 1], "uint64", 2**63 - 1),
    ],
)
def test_integers_are_exact_up_to_the_end_of_their_dtype(operation, x, w, dtype, total):
    result = operation(np.array(x, dtype), np.array(w, dtype))
    assert max(result.tolist(), key=abs) == total


@BOTH
@pytest.mark.parametrize(
    ("x", "w", "dtype", "message"),
    [
        ([16], [8, 8], "uint8", "reach 256, but uint8 ends at 255: convert x or w to int16"),
        ([-128], [1], "int8", "reach 128, but int8 ends at 127: convert x or w to int16"),
        ([-128, 1], [1], "int8", "reach 128, but int8 ends at 127: convert x or w to int16"),
        ([217], [151], "uint8", "reach 32767, but uint8 ends at 255: convert x or w to int16"),
        ([1], [-100, 28], "int8", "reach 128, but int8 ends at 127: convert x or w to int16"),
        ([200], [200], "int16", "reach 40000, but int16 ends at 32767: convert x or w to int32"),
        ([2**16], [2**16], "uint32", f"reach {2**32}, but uint32 ends at {2**32 - 1}: convert x or w to int64"),
        ([2**32], [-(2**31)], "int64", f"reach {2**63}, but int64 ends at {2**63 - 1}: convert x or w to float64"),
    ],
)
def test_integers_that_could_overflow_are_refused(operation, x, w, dtype, message):
    with pytest.raises(ValueError) as caught:
        operation(np.array(x, dtype), np.array(w, dtype))
    assert str(caught.value) == f"a sum may {message}"


@BOTH
@pytest.mark.parametrize(
    ("x", "w", "options", "message"),
    [
        ([], [1], {}, "x and w must hold at least one value, got shapes (0,) and (1,)"),
        ([[1]], [[], []], {}, "x and w must hold at least one value, got shapes (1, 1) and (2, 0)"),
        ([1, 2], [[1]], {}, "x and w must have the same number of axes, at least one, got shapes (2,) and (1, 1)"),
        (1, 2, {}, "x and w must have the same number of axes, at least one, got shapes () and ()"),
        ([True], [True], {}, "x and w must hold numbers, got bool and bool"),
        ([1], ["a"], {}, "x and w must hold numbers, got int64 and <U1"),
        ([1], [1], {"stride": 0}, "stride must be an integer of at least 1, got 0"),
        ([1], [1], {"stride": -1}, "stride must be an integer of at least 1, got -1"),
        ([1], [1], {"dilation": 0}, "dilation must be an integer of at least 1, got 0"),
        ([[1]], [[1]], {"dilation": (1, 2, 3)}, "dilation must be one integer or 2 of them, got (1, 2, 3)"),
        ([1], [1], {"padding": -1}, "padding must be an integer of at least 0, got -1"),
        ([1], [1], {"padding": "wide"}, 'padding must be "full", "same", "valid" or integers, got "wide"'),
        (
            [1, 2],
            [1, 2],
            {"padding": "valid", "dilation": 2},
            "kernel spans 3, more than the padded input (2): make it span less, or pad more",
        ),
        (
            [1],
            [1],
            {"border": "edge"},
            'border must be "constant", "nearest", "reflect", "mirror" or "wrap", got "edge"',
        ),
        (
            [1],
            [1],
            {"border": "wrap", "value": 2},
            'value must be 0 unless border is "constant", got value 2 and border "wrap"',
        ),
        ([1], [1, 1], {"value": 0.5}, "value must fit the dtype of x, got 0.5 for int64"),
        ([1.0], [1], {"method": "dft"}, 'method must be "auto", "direct" or "fft", got "dft"'),
        ([1], [1], {"method": "fft"}, 'method "fft" rounds, but int64 is exact: convert x or w to float64'),
    ],
)
def test_other_arguments_are_refused(operation, x, w, options, message):
    with pytest.raises(ValueError) as caught:
        operation(x, w, **options)
    assert str(caught.value) == message


@BOTH
def test_the_value_of_the_border_counts_towards_an_overflow(operation):
    with pytest.raises(ValueError) as caught:
        operation(np.array([1], "int8"), np.array([1, 1], "int8"), value=100)
    assert str(caught.value) == "a sum may reach 200, but int8 ends at 127: convert x or w to int16"


@BOTH
def test_the_value_of_the_border_may_be_of_the_dtype_of_the_kernel(operation):
    assert operation([2], [0.5, 0.5], value=0.5).tolist() == [1.25, 1.25]
