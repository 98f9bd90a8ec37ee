"""What is taken for an array and a kernel."""

import numpy as np
import pytest

from convnets.operands import check_overflow, inexact_dtype, operand, operands


def refusal(function, *arguments):
    with pytest.raises(ValueError) as caught:
        function(*arguments)
    return str(caught.value)


@pytest.mark.parametrize(
    ("values", "axes", "message"),
    [
        ([[1]], 1, "w must have 1 axes and at least one value, got shape (1, 1)"),
        ([], 1, "w must have 1 axes and at least one value, got shape (0,)"),
        (["a"], 1, "w must hold numbers, got <U1"),
        ([True], 1, "w must hold numbers, got bool"),
    ],
)
def test_one_operand_is_refused_by_its_name(values, axes, message):
    assert refusal(operand, values, axes, "w") == message


def test_one_operand_is_taken_as_it_is():
    values = np.ones((2, 3), "float16")
    assert operand(values, 2, "w") is values


def test_two_operands_get_one_dtype_and_are_copied_only_for_it():
    x, w = np.ones(3, "float32"), np.ones(2, "int8")
    array, kernel = operands(x, w)
    assert (array is x, kernel.dtype, kernel.tolist()) == (True, np.float32, [1, 1])


@pytest.mark.parametrize("dtype", ["float16", "float64", "complex64"])
def test_only_integers_can_overflow(dtype):
    check_overflow(np.full(3, 60000, dtype), np.full(3, 60000, dtype))


def test_a_sum_that_just_fits_passes_and_one_more_is_refused():
    x = np.array([127], "int8")
    check_overflow(x, np.array([1], "int8"))
    assert refusal(check_overflow, x, np.array([1, 1], "int8")) == (
        "a sum may reach 254, but int8 ends at 127: convert x or w to int16"
    )


@pytest.mark.parametrize(
    ("dtype", "result"),
    [("uint8", "float64"), ("int64", "float64"), ("float16", "float16"), ("complex64", "complex64")],
)
def test_rounded_results_of_integers_are_float64_and_others_keep_their_dtype(dtype, result):
    assert inexact_dtype(np.dtype(dtype)) == result
