"""Winograd's minimal filtering, against the direct cross-correlation and the matrices of Lavin & Gray."""

from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convnets.convolution import correlate
from convnets.winograd import correlate_winograd, multiplications, transforms

always = settings(deadline=None, derandomize=True, max_examples=80)
EVERY_TILE = pytest.mark.parametrize("outputs", [2, 4])

# Roundings along one axis and the stretch of the transforms, as the docstring derives them.
ROUNDINGS = {2: 5, 4: 11}
STRETCH = {2: 8, 4: 48}


def factor(outputs, axes):
    return (ROUNDINGS[outputs] * axes + 1) * STRETCH[outputs] ** axes / 2


def bound(x, w, outputs, dtype):
    return factor(outputs, x.ndim) * np.finfo(dtype).eps * np.abs(x).max() * np.abs(w).max()


def error(x, w, outputs, padding="valid"):
    exact = correlate(x.astype(np.longdouble), w.astype(np.longdouble), padding, method="direct")
    return np.abs(correlate_winograd(x, w, padding, outputs=outputs) - exact).max()


def test_two_values_of_four_under_three_taps():
    assert correlate_winograd([1, 2, 3, 4], [1, 0, -1]).tolist() == [-2, -2]


@EVERY_TILE
def test_the_matrices_give_the_sums_of_products_exactly(outputs):
    """For the matrices of Lavin & Gray as fractions: Aᵀ (G g ⊙ Bᵀ d) picks g[k] d[n + k] for all unit vectors g, d."""
    matrices = transforms(outputs)
    as_fractions = [
        np.vectorize(lambda value: Fraction(value).limit_denominator(24), otypes=[object])(matrix)
        for matrix in (matrices.input, matrices.kernel, matrices.output)
    ]
    data, kernel, output = as_fractions
    for tap, value in product(range(3), range(outputs + 2)):
        picked = output @ (kernel[:, tap] * data[:, value])
        assert picked.tolist() == [int(value == place + tap) for place in range(outputs)]


def test_matrices_of_lavin_and_gray_for_two_outputs():
    matrices = transforms(2)
    assert matrices.input.tolist() == [[1, 0, -1, 0], [0, 1, 1, 0], [0, -1, 1, 0], [0, 1, 0, -1]]
    assert matrices.kernel.tolist() == [[1, 0, 0], [0.5, 0.5, 0.5], [0.5, -0.5, 0.5], [0, 0, 1]]
    assert matrices.output.tolist() == [[1, 1, 1, 0], [0, 1, -1, -1]]


def test_matrices_of_lavin_and_gray_for_four_outputs():
    matrices = transforms(4)
    assert matrices.input.tolist() == [
        [4, 0, -5, 0, 1, 0],
        [0, -4, -4, 1, 1, 0],
        [0, 4, -4, -1, 1, 0],
        [0, -2, -1, 2, 1, 0],
        [0, 2, -1, -2, 1, 0],
        [0, 4, 0, -5, 0, 1],
    ]
    assert matrices.kernel.tolist() == [
        [1 / 4, 0, 0],
        [-1 / 6, -1 / 6, -1 / 6],
        [-1 / 6, 1 / 6, -1 / 6],
        [1 / 24, 1 / 12, 1 / 6],
        [1 / 24, -1 / 12, 1 / 6],
        [0, 0, 1],
    ]
    assert matrices.output.tolist() == [
        [1, 1, 1, 1, 1, 0],
        [0, 1, -1, 2, -2, 0],
        [0, 1, 1, 4, 4, 0],
        [0, 1, -1, 8, -8, 1],
    ]


@pytest.mark.parametrize(
    ("outputs", "axes", "counts"), [(2, 1, (4, 6)), (4, 1, (6, 12)), (2, 2, (16, 36)), (4, 2, (36, 144))]
)
def test_multiplications_of_a_tile(outputs, axes, counts):
    """Lavin & Gray: 2.25 times fewer for F(2×2, 3×3), 4 times fewer for F(4×4, 3×3)."""
    assert multiplications(outputs, axes) == counts
    assert transforms(outputs).output.shape == (outputs, outputs + 2)


@always
@given(
    st.lists(st.integers(3, 12), min_size=1, max_size=3),
    st.sampled_from([2, 4]),
    st.sampled_from(["valid", "same", "full", 2]),
    st.sampled_from([int, float, complex]),
    st.integers(0, 2**32 - 1),
)
def test_arrays_of_any_size_give_the_direct_cross_correlation(shape, outputs, padding, kind, seed):
    random = np.random.RandomState(seed)
    x, w = random.randint(-9, 10, shape).astype(kind), random.randint(-9, 10, (3,) * len(shape)).astype(kind)
    if kind is complex:
        x, w = x * (1 - 2j), w * (3 + 1j)
    expected = correlate(x, w, padding, method="direct")
    result = correlate_winograd(x, w, padding, outputs=outputs)
    assert result.shape == expected.shape
    assert np.abs(result - expected).max() < 1e-8


@always
@given(
    st.lists(st.integers(3, 12), min_size=1, max_size=2),
    st.sampled_from([2, 4]),
    st.sampled_from(["float32", "float64"]),
    st.integers(0, 2**32 - 1),
)
def test_the_error_stays_within_the_bound_that_the_docstring_states(shape, outputs, dtype, seed):
    random = np.random.RandomState(seed)
    x, w = (random.uniform(-1, 1, each).astype(dtype) for each in (shape, (3,) * len(shape)))
    assert error(x, w, outputs) <= bound(x, w, outputs, dtype)


@EVERY_TILE
def test_the_stretch_is_that_of_the_matrices(outputs):
    matrices = transforms(outputs)
    kernel, data = (np.abs(each).sum(axis=1) for each in (matrices.kernel, matrices.input))
    assert (np.abs(matrices.output) @ (kernel * data)).max() == pytest.approx(STRETCH[outputs], rel=1e-14)


@EVERY_TILE
def test_the_roundings_are_the_additions_and_inexact_factors_of_the_matrices(outputs):
    """Along the longest row: t terms are t − 1 additions; a factor that is no power of two rounds, and twice if it is
    itself rounded."""
    matrices = transforms(outputs)

    def factor_roundings(value):
        power = abs(np.frexp(value)[0]) == 0.5
        return 0 if power else 1 if value.is_integer() else 2

    def roundings(row):
        terms = [value for value in row.tolist() if value]
        return len(terms) - 1 + max(map(factor_roundings, terms))

    per_matrix = [max(map(roundings, matrix)) for matrix in (matrices.input, matrices.kernel, matrices.output)]
    assert sum(per_matrix) == ROUNDINGS[outputs]


def test_the_table_of_bounds_in_the_docstring_is_right():
    rows = [line.split() for line in correlate_winograd.__doc__.splitlines() if line.strip()[:2] in ("1 ", "2 ")]
    expected = [[str(axes), *(f"{factor(outputs, axes):,.0f}" for outputs in (2, 4))] for axes in (1, 2)]
    assert rows == expected


def test_errors_in_float64_are_a_few_last_digits():
    random = np.random.RandomState(0)
    x, w = random.normal(size=(64, 64)), random.normal(size=(3, 3))
    assert error(x, w, 2) < 8e-15


def test_larger_tiles_are_less_accurate():
    random = np.random.RandomState(0)
    x, w = random.normal(size=(64, 64)).astype("float32"), random.normal(size=(3, 3)).astype("float32")
    assert error(x, w, 4) > 2 * error(x, w, 2) > 0


@EVERY_TILE
@pytest.mark.parametrize(
    ("x", "w", "result"),
    [
        ("int8", "int8", "float64"),
        ("float32", "float32", "float32"),
        ("float64", "float32", "float64"),
        ("complex64", "float32", "complex64"),
    ],
)
def test_integers_become_float64_and_others_keep_their_dtype(outputs, x, w, result):
    assert correlate_winograd(np.ones(7, x), np.ones(3, w), outputs=outputs).dtype == result


@EVERY_TILE
def test_small_integers_do_not_overflow_on_the_way(outputs):
    full = np.full(8, 127, "int8")
    assert correlate_winograd(full, full[:3], outputs=outputs).round(6).tolist() == [3 * 127**2] * 6


@pytest.mark.parametrize(
    ("x", "w", "options", "message"),
    [
        ([1, 2, 3], [1, 2], {}, "w must have 3 taps along each axis, got shape (2,)"),
        (np.ones((4, 4)), np.ones((3, 4)), {}, "w must have 3 taps along each axis, got shape (3, 4)"),
        ([1, 2, np.nan], [1, 2, 3], {}, "x and w must be finite, or one NaN or infinity would spoil its whole tile"),
        ([1, 2, 3], [1, 2, np.inf], {}, "x and w must be finite, or one NaN or infinity would spoil its whole tile"),
        ([1, 2], [1, 2, 3], {}, "kernel spans 3, more than the padded input (2): make it span less, or pad more"),
        ([1, 2, 3], [1, 2, 3], {"outputs": 3}, "outputs must be 2 or 4, got 3"),
        ([1, 2, 3], [1, 2, 3], {"padding": -1}, "padding must be an integer of at least 0, got -1"),
        ([], [1, 2, 3], {}, "x and w must hold at least one value, got shapes (0,) and (3,)"),
    ],
)
def test_other_arguments_are_refused(x, w, options, message):
    with pytest.raises(ValueError) as caught:
        correlate_winograd(x, w, **options)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((0, 1), "outputs must be an integer of at least 1, got 0"),
        ((2, 0), "axes must be an integer of at least 1, got 0"),
    ],
)
def test_counts_of_no_tile_are_refused(arguments, message):
    with pytest.raises(ValueError) as caught:
        multiplications(*arguments)
    assert str(caught.value) == message
