"""What a layer takes, and what it refuses."""

import numpy as np
import pytest

from convnets.tensors import check_shape, check_sums, in_groups, tensor, vector


def refusal(function, *arguments):
    with pytest.raises(ValueError) as caught:
        function(*arguments)
    return str(caught.value)


def test_an_array_of_the_right_shape_is_no_copy():
    x = np.zeros((1, 1, 1, 1))
    assert tensor(x, "x") is x


def test_a_vector_that_is_not_given_is_zeros_of_the_dtype():
    found = vector(None, "bias", 3, np.dtype("int16"))
    assert (found.tolist(), found.dtype) == ([0, 0, 0], np.dtype("int16"))


def test_a_vector_that_is_given_keeps_its_dtype():
    assert vector(np.ones(2, "int8"), "bias", 2, np.dtype("float32")).dtype == "int8"


def test_groups_are_consecutive_kernels():
    assert in_groups(np.arange(12).reshape(6, 1, 1, 2), 3).tolist() == [
        [[0, 1], [2, 3]],
        [[4, 5], [6, 7]],
        [[8, 9], [10, 11]],
    ]


def test_none_stands_for_any_size():
    assert check_shape(np.zeros((2, 3)), "x", (None, 3)) is None


@pytest.mark.parametrize(
    ("shape", "message"),
    [
        ((2, 4), "x must have shape (2, 4), which the other arguments give, got (2, 3)"),
        ((None, 4), "x must have shape (any, 4), which the other arguments give, got (2, 3)"),
        ((2,), "x must have shape (2), which the other arguments give, got (2, 3)"),
    ],
)
def test_another_shape_is_refused(shape, message):
    assert refusal(check_shape, np.zeros((2, 3)), "x", shape) == message


def test_real_numbers_may_be_large():
    assert check_sums(np.array([1e30]), np.array([[1e30]]), np.dtype("float32")) is None


def test_the_bound_is_that_of_the_largest_row():
    message = "a sum may reach 130, but int8 ends at 127: convert the arguments to int16"
    rows = np.array([[1, -2], [-6, 7], [3, 3]])
    assert refusal(check_sums, np.array([-10, 9]), rows, np.dtype("int8")) == message
    assert check_sums(np.array([-9, 9]), rows, np.dtype("int8"), [127 - 27, 127 - 117, 127 - 54]) is None


@pytest.mark.parametrize(
    ("peak", "dtype", "wider"),
    [(2**15 - 1, "int8", "int16"), (2**15, "int16", "int32"), (2**31, "int32", "int64"), (2**63, "int64", "float64")],
)
def test_the_next_dtype_that_is_wide_enough_is_proposed(peak, dtype, wider):
    largest = np.iinfo(dtype).max
    message = f"a sum may reach {peak}, but {dtype} ends at {largest}: convert the arguments to {wider}"
    assert refusal(check_sums, np.array([1]), np.array([[peak - 1]]), np.dtype(dtype), 1) == message


def test_the_end_of_the_dtype_is_allowed():
    assert check_sums(np.array([1, -127]), np.array([[1]]), np.dtype("int8")) is None
