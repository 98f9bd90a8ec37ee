"""Matrices of convolution, against the definition entry by entry, SciPy, and the operations themselves."""

import numpy as np
import pytest
import scipy.linalg
from hypothesis import given, settings
from hypothesis import strategies as st

from convnets.convolution import convolve, correlate
from convnets.matrices import circulant, correlation_matrix, doubly_block_toeplitz, toeplitz

always = settings(deadline=None, derandomize=True, max_examples=60)


def whole_numbers(random, shape, kind):
    values = random.randint(-9, 10, shape)
    return values + 1j * random.randint(-9, 10, shape) if kind is complex else values


def cases(axes):
    """Sizes, taps, padding, stride and dilation along each of `axes`, such that the kernel fits."""
    one = st.tuples(
        st.integers(1, 5), st.integers(1, 4), st.tuples(*[st.integers(0, 4)] * 2), st.integers(1, 3), st.integers(1, 2)
    )
    fitting = one.filter(lambda each: (each[1] - 1) * each[4] + 1 <= each[0] + sum(each[2]))
    return st.lists(fitting, min_size=axes, max_size=axes).map(lambda each: list(zip(*each, strict=True)))


@always
@given(st.integers(1, 3).flatmap(cases), st.sampled_from([int, complex]), st.integers(0, 2**32 - 1))
def test_the_matrix_times_the_array_is_its_cross_correlation(case, kind, seed):
    shape, taps, padding, stride, dilation = case
    random = np.random.RandomState(seed)
    x, w = whole_numbers(random, shape, kind), whole_numbers(random, taps, kind)
    matrix = correlation_matrix(w, shape, padding, stride=stride, dilation=dilation)
    expected = correlate(x, w, padding, stride=stride, dilation=dilation, method="direct")
    assert np.array_equal(matrix @ x.ravel(), expected.ravel())


@always
@given(
    st.integers(1, 6),
    st.integers(1, 6),
    st.sampled_from(["full", "same", 5]),
    st.sampled_from([int, complex]),
    st.integers(0, 2**32 - 1),
)
def test_the_toeplitz_matrix_times_the_signal_is_its_convolution(size, taps, padding, kind, seed):
    random = np.random.RandomState(seed)
    x, w = whole_numbers(random, size, kind), whole_numbers(random, taps, kind)
    assert np.array_equal(toeplitz(w, size, padding) @ x, convolve(x, w, padding, method="direct"))


@always
@given(
    *[st.integers(1, 4)] * 4,
    st.sampled_from(["full", "same", 3]),
    st.sampled_from([int, complex]),
    st.integers(0, 2**32 - 1),
)
def test_the_doubly_block_matrix_times_the_image_is_its_convolution(h, w, kh, kw, padding, kind, seed):
    random = np.random.RandomState(seed)
    image, kernel = whole_numbers(random, (h, w), kind), whole_numbers(random, (kh, kw), kind)
    result = doubly_block_toeplitz(kernel, (h, w), padding) @ image.ravel()
    assert np.array_equal(result, convolve(image, kernel, padding, method="direct").ravel())


@pytest.mark.parametrize("kernel", [[1, 2, 3], [1 + 2j, 3j], [4]])
def test_the_full_matrix_is_the_convolution_matrix_of_scipy(kernel):
    for padding in ("full", "same", "valid"):
        expected = scipy.linalg.convolution_matrix(kernel, 5, padding)
        assert toeplitz(kernel, 5, padding).tolist() == expected.tolist()


def test_six_by_four_matrix_of_three_taps():
    expected = [[1, 0, 0, 0], [2, 1, 0, 0], [3, 2, 1, 0], [0, 3, 2, 1], [0, 0, 3, 2], [0, 0, 0, 3]]
    assert toeplitz([1, 2, 3], 4).tolist() == expected


def test_each_diagonal_of_a_toeplitz_matrix_is_constant():
    matrix = toeplitz([5, 7, 11, 13], 6, "same")
    assert (matrix[1:, 1:] == matrix[:-1, :-1]).all()


def test_matrix_of_three_by_three_taps_on_four_by_four_values():
    """Dumoulin & Visin, section 4.1: 4 rows and 16 columns, with 9 taps in each row."""
    rows = [[1, 2, 3, 0], [4, 5, 6, 0], [7, 8, 9, 0], [0, 0, 0, 0]]
    first = [value for row in rows for value in row]
    expected = [np.roll(first, shift).tolist() for shift in (0, 1, 4, 5)]
    matrix = correlation_matrix(np.arange(1, 10).reshape(3, 3), (4, 4))
    assert matrix.tolist() == expected
    assert (matrix.size, np.count_nonzero(matrix)) == (64, 36)


def test_convolution_has_the_same_matrix_with_the_kernel_turned_around():
    kernel = np.arange(1, 10).reshape(3, 3)
    matrix = doubly_block_toeplitz(kernel, (4, 4), "valid")
    assert matrix.tolist() == correlation_matrix(kernel[::-1, ::-1], (4, 4)).tolist()
    assert np.count_nonzero(matrix) == 36


def test_blocks_are_the_toeplitz_matrices_of_the_rows_of_the_kernel():
    kernel = np.arange(1, 7).reshape(3, 2)
    matrix = doubly_block_toeplitz(kernel, (2, 3))
    blocks = matrix.reshape(4, 4, 2, 3).transpose(0, 2, 1, 3)
    none = np.zeros((4, 3), int)
    rows = [toeplitz(row, 3) for row in kernel]
    expected = [[rows[0], none], [rows[1], rows[0]], [rows[2], rows[1]], [none, rows[2]]]
    assert blocks.tolist() == np.array(expected).tolist()


def test_a_stride_keeps_every_sth_row_along_each_axis():
    kernel = np.arange(1, 10).reshape(3, 3)
    every = correlation_matrix(kernel, (5, 5)).reshape(3, 3, 25)
    assert correlation_matrix(kernel, (5, 5), stride=2).tolist() == every[::2, ::2].reshape(4, 25).tolist()


def test_a_nan_stays_where_its_tap_is():
    assert np.isnan(correlation_matrix([np.nan, 1.0], (3,))).tolist() == [[True, False, False], [False, True, False]]


@pytest.mark.parametrize("dtype", ["int8", "float32", "complex64"])
def test_matrices_keep_the_dtype_of_the_kernel(dtype):
    w = np.ones(2, dtype)
    matrices = [toeplitz(w, 3), circulant(w), correlation_matrix(w, (3,)), doubly_block_toeplitz(w[:, None], (2, 2))]
    assert {matrix.dtype for matrix in matrices} == {np.dtype(dtype)}


@always
@given(st.integers(1, 6), st.integers(0, 4), st.sampled_from([int, complex]), st.integers(0, 2**32 - 1))
def test_the_circulant_matrix_is_that_of_scipy_and_convolves_around_a_circle(taps, more, kind, seed):
    random = np.random.RandomState(seed)
    w = whole_numbers(random, taps, kind)
    x = whole_numbers(random, taps + more, kind)
    matrix = circulant(w, taps + more)
    assert np.array_equal(matrix, scipy.linalg.circulant(np.pad(w, (0, more))))
    first = convolve(x, w, ((taps - 1, 0),), border="wrap", method="direct")
    assert np.array_equal(matrix @ x, first)


@pytest.mark.parametrize("kernel", [[1, 2, 3], [1, -1], [2, 0, 1j], [0.5, 0.25, 0.125, 0.0625]])
@pytest.mark.parametrize("size", [4, 5, 8])
def test_fourier_modes_are_eigenvectors_and_the_transform_their_eigenvalues(kernel, size):
    matrix = circulant(kernel, size)
    n = np.arange(size)
    for frequency in n:
        mode = np.exp(2j * np.pi * frequency * n / size)
        value = sum(tap * np.exp(-2j * np.pi * frequency * m / size) for m, tap in enumerate(kernel))
        np.testing.assert_allclose(matrix @ mode, value * mode, atol=1e-13)


def test_eigenvalues_of_three_taps_around_a_circle_of_five():
    sizes = np.sort(np.abs(np.linalg.eigvals(circulant([1, 2, 3], 5))))
    assert sizes.round(4).tolist() == [1.7058, 1.7058, 3.7537, 3.7537, 6]


@pytest.mark.parametrize("name", ["stride", "dilation"])
def test_a_stride_or_dilation_of_zero_is_refused(name):
    with pytest.raises(ValueError) as caught:
        correlation_matrix([1], (3,), **{name: 0})
    assert str(caught.value) == f"{name} must be an integer of at least 1, got 0"


@pytest.mark.parametrize(
    ("function", "arguments", "message"),
    [
        (toeplitz, ([[1]], 3), "w must have 1 axes and at least one value, got shape (1, 1)"),
        (toeplitz, ([1], 0), "size must be an integer of at least 1, got 0"),
        (toeplitz, ([1, 2], (3,)), "size must be an integer of at least 1, got (3,)"),
        (
            toeplitz,
            ([1, 2, 3], 2, "valid"),
            "kernel spans 3, more than the padded input (2): make it span less, or pad more",
        ),
        (doubly_block_toeplitz, ([1], (3, 3)), "w must have 2 axes and at least one value, got shape (1,)"),
        (doubly_block_toeplitz, ([[1]], (3,)), "shape must be one integer or 2 of them, got (3,)"),
        (correlation_matrix, ([["a"]], (3, 3)), "w must hold numbers, got <U1"),
        (correlation_matrix, ([[1]], (3, 0)), "shape must be an integer of at least 1, got 0"),
        (correlation_matrix, ([[1]], (3, 3), "all"), 'padding must be "full", "same", "valid" or integers, got "all"'),
        (circulant, ([[1]],), "w must have 1 axes and at least one value, got shape (1, 1)"),
        (circulant, ([1, 2, 3], 2), "size must be an integer of at least 3, got 2"),
    ],
)
def test_other_arguments_are_refused(function, arguments, message):
    with pytest.raises(ValueError) as caught:
        function(*arguments)
    assert str(caught.value) == message
