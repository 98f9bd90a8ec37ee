"""Kernels as columns times rows, against their products, known ranks and the direct convolution."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convnets.convolution import convolve
from convnets.separable import convolve_separable, rank, separate

always = settings(deadline=None, derandomize=True, max_examples=60)

SOBEL = [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]
LAPLACIAN = [[0, 1, 0], [1, -4, 1], [0, 1, 0]]
EMBOSS = [[-2, -1, 0], [-1, 1, 1], [0, 1, 2]]


def total(separation):
    return sum(np.outer(column, row) for column, row in separation.pairs)


@pytest.mark.parametrize(
    ("kernel", "terms"),
    [
        pytest.param(SOBEL, 1, id="Sobel"),
        pytest.param([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]], 1, id="Prewitt"),
        pytest.param([[-3, 0, 3], [-10, 0, 10], [-3, 0, 3]], 1, id="Scharr"),
        pytest.param(np.outer([1, 4, 6, 4, 1], [1, 4, 6, 4, 1]) / 256, 1, id="binomial"),
        pytest.param(np.ones((3, 5)) / 15, 1, id="box"),
        pytest.param(LAPLACIAN, 2, id="Laplacian"),
        pytest.param([[1, 1, 1], [1, -8, 1], [1, 1, 1]], 2, id="Laplacian of eight"),
        pytest.param([[0, -1, 0], [-1, 5, -1], [0, -1, 0]], 2, id="sharpen"),
        pytest.param([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]], 2, id="outline"),
        pytest.param(EMBOSS, 3, id="emboss"),
        pytest.param(np.zeros((3, 3)), 0, id="zero"),
    ],
)
def test_rank_of_a_well_known_kernel(kernel, terms):
    assert rank(kernel) == terms


def test_a_gaussian_is_separable_and_a_turned_one_is_not():
    n = np.arange(-5, 6)
    round_, turned = (np.exp(-(n[:, None] ** 2 + n**2 + c * n[:, None] * n) / 8) for c in (0, 1))
    assert rank(round_) == 1
    assert rank(turned) > 1


def test_rank_counts_nothing_that_is_only_rounding():
    random = np.random.RandomState(0)
    factors = random.normal(size=(7, 2)), random.normal(size=(2, 5))
    assert rank(factors[0] @ factors[1]) == 2


@always
@given(st.integers(1, 6), st.integers(1, 6), st.sampled_from([float, complex]), st.integers(0, 2**32 - 1))
def test_all_terms_add_up_to_the_kernel(height, width, kind, seed):
    random = np.random.RandomState(seed)
    kernel = random.normal(size=(height, width)) + (1j * random.normal(size=(height, width)) if kind is complex else 0)
    separation = separate(kernel)
    assert len(separation.pairs) == min(height, width)
    assert separation.error == 0
    np.testing.assert_allclose(total(separation), kernel, atol=1e-13)


@always
@given(st.integers(2, 6), st.data(), st.integers(0, 2**32 - 1))
def test_the_error_is_the_next_singular_value_and_that_of_the_sum(size, data, seed):
    kernel = np.random.RandomState(seed).normal(size=(size, size))
    terms = data.draw(st.integers(1, size - 1))
    separation = separate(kernel, terms)
    # Singular values without an SVD: roots of the eigenvalues of w wᵀ.
    squares = np.sort(np.linalg.eigvalsh(kernel @ kernel.T))[::-1]
    assert separation.error == pytest.approx(np.sqrt(squares[terms]), abs=1e-7)
    assert separation.error == pytest.approx(np.linalg.norm(kernel - total(separation), 2), abs=1e-12)
    assert np.abs(kernel - total(separation)).max() <= separation.error + 1e-12


def test_sobel_is_a_binomial_times_a_difference():
    [(column, row)] = separate(SOBEL).pairs
    assert (column / column[0]).round(9).tolist() == [1, 2, 1]
    assert (row * column[0]).round(9).tolist() == [-1, 0, 1]


def test_singular_values_of_the_laplacian():
    """√6 + 2 and √6 − 2, from λ² + 4 λ − 2 = 0."""
    first = separate(LAPLACIAN, 1)
    [(column, row)] = first.pairs
    assert np.linalg.norm(column) * np.linalg.norm(row) == pytest.approx(6**0.5 + 2, rel=1e-14)
    assert first.error == pytest.approx(6**0.5 - 2, rel=1e-13)


def test_terms_come_in_order_of_size_and_share_it_between_column_and_row():
    sizes = [(np.linalg.norm(column), np.linalg.norm(row)) for column, row in separate(EMBOSS).pairs]
    assert all(column == pytest.approx(row) for column, row in sizes)
    assert sizes == sorted(sizes, reverse=True)


@pytest.mark.parametrize("kernel", [SOBEL, LAPLACIAN, EMBOSS, [[1j, 2], [3, -4j]], np.zeros((2, 2)), [[-5]]])
def test_the_first_of_the_largest_entries_of_each_column_is_positive(kernel):
    for column, _ in separate(kernel).pairs:
        largest = column[np.argmax(np.abs(column) > np.abs(column).max() - 1e-6)]
        assert (largest.imag == 0 or abs(largest.imag) < 1e-15, largest.real >= 0) == (True, True)


def test_more_terms_than_the_rank_change_nothing():
    assert len(separate(SOBEL, 3).pairs) == len(separate(SOBEL).pairs) == 1


def test_a_kernel_of_zeros_is_one_column_of_zeros_times_a_row_of_zeros():
    [(column, row)] = separate(np.zeros((2, 3))).pairs
    assert (column.tolist(), row.tolist(), separate(np.zeros((2, 3))).error) == ([0, 0], [0, 0, 0], 0)


@pytest.mark.parametrize(
    ("dtype", "result"),
    [
        ("int8", "float64"),
        ("float16", "float64"),
        ("float32", "float32"),
        ("longdouble", "float64"),
        ("complex64", "complex64"),
        ("clongdouble", "complex128"),
    ],
)
def test_columns_and_rows_have_a_dtype_that_can_be_decomposed(dtype, result):
    [(column, row)] = separate(np.ones((2, 2), dtype)).pairs
    assert (column.dtype, row.dtype) == (result, result)


@always
@given(
    *[st.integers(1, 5)] * 4,
    st.sampled_from(["full", "same", ((4, 5), (6, 4))]),
    st.sampled_from(["constant", "nearest", "reflect", "mirror", "wrap"]),
    st.integers(0, 2**32 - 1),
)
def test_separable_convolution_is_the_direct_one(h, w, kh, kw, padding, border, seed):
    random = np.random.RandomState(seed)
    image, kernel = random.normal(size=(h, w)), random.normal(size=(kh, kw))
    result = convolve_separable(image, separate(kernel).pairs, padding, border=border)
    np.testing.assert_allclose(result, convolve(image, kernel, padding, border=border), atol=1e-12)


def test_integers_stay_integers_and_exact():
    image = np.arange(12, dtype="int16").reshape(3, 4)
    pairs = [(np.array([1, 2, 1], "int16"), np.array([1, 0, -1], "int16")), (np.array([1, 0, 0], "int16"),) * 2]
    kernel = sum(np.outer(*pair) for pair in pairs)
    result = convolve_separable(image, pairs, "same")
    assert (result.dtype, result.tolist()) == (np.int16, convolve(image, kernel, "same").tolist())


def test_a_sum_of_terms_that_could_overflow_is_refused():
    one = np.array([1], "int8")
    with pytest.raises(ValueError) as caught:
        convolve_separable(np.array([[100]], "int8"), [(one, one), (one, one)])
    assert str(caught.value) == "a sum may reach 200, but int8 ends at 127: convert x or w to int16"


@pytest.mark.parametrize(
    ("function", "arguments", "message"),
    [
        (rank, ([1, 2],), "w must have 2 axes and at least one value, got shape (2,)"),
        (rank, ([[np.nan, 1]],), "w must be finite, got NaN or infinity"),
        (separate, ([[1, np.inf]],), "w must be finite, got NaN or infinity"),
        (separate, ([[1]], 0), "terms must be an integer of at least 1, got 0"),
        (convolve_separable, ([1], [([1], [1])]), "x must have 2 axes and at least one value, got shape (1,)"),
        (
            convolve_separable,
            ([[1]], [([[1]], [1])]),
            "column must have 1 axes and at least one value, got shape (1, 1)",
        ),
        (convolve_separable, ([[1]], [([1], [])]), "row must have 1 axes and at least one value, got shape (0,)"),
        (
            convolve_separable,
            ([[1]], []),
            "pairs must be columns of one length and rows of one length, got lengths []",
        ),
        (
            convolve_separable,
            ([[1]], [([1], [1]), ([1, 2], [1])]),
            "pairs must be columns of one length and rows of one length, got lengths [(1, 1), (2, 1)]",
        ),
    ],
)
def test_other_arguments_are_refused(function, arguments, message):
    with pytest.raises(ValueError) as caught:
        function(*arguments)
    assert str(caught.value) == message
