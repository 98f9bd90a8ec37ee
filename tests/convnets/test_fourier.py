"""Convolution by Fourier transforms, against the definition around a circle and the direct form."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convnets.convolution import convolve
from convnets.fourier import convolve_circular, convolve_fft, is_transformable, overlap_add

always = settings(deadline=None, derandomize=True, max_examples=60)
SPOILT = (
    "x and w must be finite and far from the end of their dtype, or a Fourier transform would spoil every value: "
    'convolve with method="direct"'
)


def refusal(function, *arguments):
    with pytest.raises(ValueError) as caught:
        function(*arguments)
    return str(caught.value)


def normal(random, shape, dtype):
    values = random.normal(size=shape)
    return (values + 1j * random.normal(size=shape) if np.dtype(dtype).kind == "c" else values).astype(dtype)


def around(x, w, lengths):
    """The definition: every product, at the sum of its places, modulo the lengths."""
    result = np.zeros(lengths, np.result_type(x, w))
    for n in np.ndindex(x.shape):
        for m in np.ndindex(w.shape):
            result[tuple((a + b) % size for a, b, size in zip(n, m, lengths, strict=True))] += x[n] * w[m]
    return result


def bound(x, w, count, dtype):
    epsilon = np.finfo(np.result_type(dtype, np.float32)).eps + (np.finfo(dtype).eps if dtype == "float16" else 0)
    return epsilon * max(np.log2(count), 1) * np.linalg.norm(x.ravel()) * np.linalg.norm(w.ravel())


def test_three_values_around_a_circle_and_in_a_line():
    assert convolve_circular([1, 2, 3], [4, 5, 6]).round(9).tolist() == [31, 31, 28]
    assert convolve_fft([1, 2, 3], [4, 5, 6]).round(9).tolist() == [4, 13, 28, 27, 18]


@pytest.mark.parametrize(("length", "values"), [(3, [31, 31, 28]), (4, [22, 13, 28, 27]), (5, [4, 13, 28, 27, 18])])
def test_a_circle_wraps_nothing_from_n_plus_m_less_one_on(length, values):
    assert convolve_circular([1, 2, 3], [4, 5, 6], length).round(9).tolist() == values


@pytest.mark.parametrize("dtype", ["float64", "complex128"])
@pytest.mark.parametrize(
    ("x_shape", "w_shape", "lengths"),
    [
        ((1,), (1,), (1,)),
        ((6,), (4,), (6,)),
        ((3,), (5,), (6,)),
        ((4, 5), (3, 2), (4, 5)),
        ((4, 5), (4, 5), (5, 9)),
        ((3, 4, 2), (2, 1, 2), (3, 5, 2)),
    ],
)
def test_circular_convolution_is_its_definition(dtype, x_shape, w_shape, lengths):
    random = np.random.RandomState(1)
    x, w = normal(random, x_shape, dtype), normal(random, w_shape, dtype)
    np.testing.assert_allclose(convolve_circular(x, w, lengths), around(x, w, lengths), rtol=0, atol=1e-13)


@always
@given(
    st.sampled_from(["float16", "float32", "float64", "complex64", "complex128", "longdouble"]),
    st.integers(1, 3).flatmap(lambda axes: st.tuples(*[st.lists(st.integers(1, 9), min_size=axes, max_size=axes)] * 2)),
    st.integers(0, 2**32 - 1),
    st.floats(1e-2, 1e2),
)
def test_the_error_stays_within_the_bound_that_the_docstring_states(dtype, shapes, seed, scale):
    random = np.random.RandomState(seed)
    x, w = normal(random, shapes[0], dtype), (scale * normal(random, shapes[1], dtype)).astype(dtype)
    wide = np.clongdouble if np.iscomplexobj(x) else np.longdouble
    exact = convolve(x.astype(wide), w.astype(wide), method="direct")
    result = convolve_fft(x, w)
    assert result.dtype == dtype
    assert np.abs(result - exact).max() <= bound(x, w, 2 * exact.size, dtype)


@pytest.mark.parametrize(("size", "taps"), [(100, 7), (256, 31), (150, 63)])
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_the_bound_holds_for_images(size, taps, dtype):
    random = np.random.RandomState(2)
    x, w = random.uniform(0, 255, (size, size)).astype(dtype), random.normal(size=(taps, taps)).astype(dtype)
    difference = convolve_fft(x, w) - convolve(x.astype(float), w.astype(float), method="direct")
    assert np.abs(difference).max() <= bound(x, w, difference.size, dtype)


@always
@given(st.integers(1, 60), st.integers(1, 20), st.one_of(st.none(), st.integers(1, 70)), st.integers(0, 2**32 - 1))
def test_overlap_add_is_the_direct_convolution_whatever_the_block(size, taps, block, seed):
    random = np.random.RandomState(seed)
    x, w = random.normal(size=size), random.normal(size=taps)
    result = overlap_add(x, w, block)
    assert np.abs(result - convolve(x, w, method="direct")).max() <= bound(x, w, 4 * (size + taps), "float64")


def test_overlap_add_of_three_blocks_by_hand():
    assert overlap_add([1, 2, 3, 4, 5], [1, 1, 1], block=2).round(9).tolist() == [1, 3, 6, 9, 12, 9, 5]


@pytest.mark.parametrize("function", [convolve_circular, convolve_fft, overlap_add])
@pytest.mark.parametrize(
    ("x", "w", "result"),
    [
        ("int8", "int8", "float64"),
        ("int64", "float32", "float64"),
        ("float16", "float16", "float16"),
        ("float32", "float32", "float32"),
        ("float32", "complex64", "complex64"),
        ("float64", "complex64", "complex128"),
        ("longdouble", "float32", "longdouble"),
    ],
)
def test_integers_become_float64_and_others_keep_their_dtype(function, x, w, result):
    values = function(np.array([1, 2, 3], x), np.array([1, 2], w))
    assert values.dtype == result
    assert values[1:3].round(2).tolist() == [4, 7]


def test_overlap_add_of_complex_values():
    assert overlap_add([1j, 2, 3], [1, 1j], block=1).round(9).tolist() == [1j, 1, 3 + 2j, 3j]


@pytest.mark.parametrize("function", [convolve_circular, convolve_fft, overlap_add])
@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf, 1e308])
def test_what_would_spoil_every_value_is_refused(function, bad):
    assert refusal(function, [1, bad, 1], [1, 2]) == SPOILT
    assert refusal(function, [1, 1, 1], [1, bad]) == SPOILT


@pytest.mark.parametrize(
    ("x", "w", "dtype", "transformable"),
    [
        ([1, 2], [3], "float64", True),
        ([1e300], [1e-300], "float64", True),
        ([1e200], [1e200], "float64", False),
        ([1e30], [1e30], "float32", False),
        ([60000, 60000], [1], "float16", True),
        ([1], [60000, 60000], "float16", True),
        ([1e300, -1e300], [1e10], "float64", False),
        ([1e10], [1e300, -1e300], "float64", False),
        ([0], [np.inf], "float64", False),
        ([-(2**62)] * 8, [2**62], "int64", True),
        ([complex(0, np.nan)], [1], "complex64", False),
        ([1e297] * 1000, [1] * 1000, "float64", False),
    ],
)
def test_transformable_is_what_stays_finite_on_the_way(x, w, dtype, transformable):
    assert is_transformable(np.array(x, dtype), np.array(w, dtype)) is transformable


@pytest.mark.parametrize(
    ("function", "arguments", "message"),
    [
        (convolve_circular, ([1, 2], [1, 2, 3]), "lengths must be at least the shapes of x (2,) and w (3,), got (2,)"),
        (convolve_circular, ([1, 2], [1], 1), "lengths must be at least the shapes of x (2,) and w (1,), got (1,)"),
        (
            convolve_circular,
            ([[1, 2]], [[1], [2]], (2, 1)),
            "lengths must be at least the shapes of x (1, 2) and w (2, 1), got (2, 1)",
        ),
        (convolve_circular, ([1, 2], [1], 2.5), "lengths must be an integer of at least 1, got 2.5"),
        (convolve_circular, ([[1]], [[1]], (1, 2, 3)), "lengths must be one integer or 2 of them, got (1, 2, 3)"),
        (convolve_fft, ([], [1]), "x and w must hold at least one value, got shapes (0,) and (1,)"),
        (overlap_add, ([[1]], [[1]]), "x and w must have one axis, got shapes (1, 1) and (1, 1)"),
        (overlap_add, ([1], [1], 0), "block must be an integer of at least 1, got 0"),
    ],
)
def test_other_arguments_are_refused(function, arguments, message):
    assert refusal(function, *arguments) == message


def test_a_result_keeps_no_longer_circle_in_memory():
    assert convolve_fft([1, 2, 3], [1, 2]).base is None
    assert convolve([1.0, 2, 3], [1, 2], "valid", method="fft").base is None
