"""How the `padding` argument is read, and what it does."""

import re

import numpy as np
import pytest

from convnets.padding import pad, resolve_padding


def refusal(function, *arguments):
    with pytest.raises(ValueError) as caught:
        function(*arguments)
    return str(caught.value)


@pytest.mark.parametrize(
    ("padding", "pairs"),
    [
        ("valid", ((0, 0), (0, 0), (0, 0), (0, 0))),
        ("same", ((0, 0), (1, 0), (1, 1), (2, 1))),
        ("full", ((0, 0), (1, 1), (2, 2), (3, 3))),
        (2, ((2, 2), (2, 2), (2, 2), (2, 2))),
        ((0, 1, 2, 3), ((0, 0), (1, 1), (2, 2), (3, 3))),
        ([(0, 1), (1, 0), (2, 3), (0, 0)], ((0, 1), (1, 0), (2, 3), (0, 0))),
        ((1, (0, 2), 0, [3, 0]), ((1, 1), (0, 2), (0, 0), (3, 0))),
        (np.array([1, 2, 3, 4]), ((1, 1), (2, 2), (3, 3), (4, 4))),
    ],
)
def test_every_form_of_padding_gives_pairs(padding, pairs):
    assert resolve_padding(padding, (1, 2, 3, 4)) == pairs


def test_same_always_adds_one_value_less_than_the_kernel_spans():
    assert [sum(resolve_padding("same", (span,))[0]) for span in range(1, 9)] == [0, 1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize(
    ("padding", "message"),
    [
        ("Same", 'padding must be "full", "same", "valid" or integers, got "Same"'),
        (-1, "padding must be an integer of at least 0, got -1"),
        (1.5, "padding must be an integer of at least 0, got 1.5"),
        (((0, 1), (-1, 0)), "padding must be an integer of at least 0, got -1"),
        (((0, 1), (1, 2, 3)), "padding must be one integer or 2 of them, got (1, 2, 3)"),
        (
            (1, 2, 3),
            "padding must be one integer, or for each axis (2) an integer or a pair (before, after); got (1, 2, 3)",
        ),
    ],
)
def test_other_padding_is_refused(padding, message):
    assert refusal(resolve_padding, padding, (3, 3)) == message


def test_a_bare_pair_for_one_axis_is_refused_because_it_could_mean_two_axes():
    assert refusal(resolve_padding, (1, 2), (3,)) == (
        "padding must be one integer, or for each axis (1) an integer or a pair (before, after); got (1, 2)"
    )


def test_pad_puts_the_value_before_and_after_each_axis():
    padded = pad(np.array([[1, 2]]), ((1, 0), (0, 2)), -7)
    assert padded.tolist() == [[-7, -7, -7, -7], [1, 2, -7, -7]]


def test_pad_leaves_the_leading_axes_alone():
    padded = pad(np.array([[1], [2]]), ((1, 1),))
    assert padded.tolist() == [[0, 1, 0], [0, 2, 0]]


@pytest.mark.parametrize("dtype", ["uint8", "int16", "float32", "complex64"])
def test_pad_keeps_the_dtype(dtype):
    assert pad(np.ones(2, dtype), ((1, 1),)).dtype == dtype


@pytest.mark.parametrize(
    ("border", "mode"), [("nearest", "edge"), ("reflect", "symmetric"), ("mirror", "reflect"), ("wrap", "wrap")]
)
def test_each_border_is_what_numpy_calls_by_another_name(border, mode):
    x = np.arange(12).reshape(3, 4)
    assert pad(x, ((2, 1), (0, 3)), border=border).tolist() == np.pad(x, ((2, 1), (0, 3)), mode).tolist()


@pytest.mark.parametrize(
    ("border", "continued"),
    [
        ("constant", [0, 0, 1, 2, 3, 0, 0]),
        ("nearest", [1, 1, 1, 2, 3, 3, 3]),
        ("reflect", [2, 1, 1, 2, 3, 3, 2]),
        ("mirror", [3, 2, 1, 2, 3, 2, 1]),
        ("wrap", [2, 3, 1, 2, 3, 1, 2]),
    ],
)
def test_the_table_of_borders_in_the_docstring_is_right(border, continued):
    result = pad(np.array([1, 2, 3]), ((2, 2),), border=border).tolist()
    before, middle, after = ([str(each) for each in part] for part in (result[:2], result[2:5], result[5:]))
    row = re.search(rf"^ *{border}  +(.*?)  ", pad.__doc__, re.MULTILINE)
    assert (result, row[1]) == (continued, " · ".join(" ".join(part) for part in (before, middle, after)))


def test_a_border_leaves_the_leading_axes_alone():
    assert pad(np.array([[1, 2], [3, 4]]), ((1, 0),), border="wrap").tolist() == [[2, 1, 2], [4, 3, 4]]


@pytest.mark.parametrize(
    ("value", "dtype"),
    [
        (255, "uint8"),
        (-128, "int8"),
        (7.0, "int8"),
        (0, "bool"),
        (1, "bool"),
        (-np.inf, "float32"),
        (65504, "float16"),
        (1j, "complex64"),
        (2**63 - 1, "int64"),
    ],
)
def test_pad_takes_any_value_that_the_dtype_holds(value, dtype):
    assert pad(np.ones(1, dtype), ((1, 0),), value)[0] == value


def test_pad_takes_nan_for_real_numbers():
    assert np.isnan(pad(np.ones(1), ((1, 0),), np.nan)[0])


@pytest.mark.parametrize(
    ("value", "dtype", "message"),
    [
        (256, "uint8", "value must fit the dtype of x, got 256 for uint8"),
        (-1, "uint8", "value must fit the dtype of x, got -1 for uint8"),
        (0.5, "int64", "value must fit the dtype of x, got 0.5 for int64"),
        (2**70, "int64", f"value must fit the dtype of x, got {2**70} for int64"),
        (np.nan, "int64", "value must fit the dtype of x, got nan for int64"),
        (np.inf, "int64", "value must fit the dtype of x, got inf for int64"),
        (2, "bool", "value must fit the dtype of x, got 2 for bool"),
        (1j, "int64", "value must fit the dtype of x, got 1j for int64"),
        (1j, "float64", "value must fit the dtype of x, got 1j for float64"),
        (1e39, "float32", "value must fit the dtype of x, got 1e+39 for float32"),
        (1e39j, "complex64", "value must fit the dtype of x, got 1e+39j for complex64"),
    ],
)
def test_pad_refuses_a_value_that_would_be_changed(value, dtype, message):
    assert refusal(pad, np.ones(1, dtype), ((1, 0),), value) == message


def test_an_unknown_border_is_refused_with_the_names_of_all():
    with pytest.raises(ValueError) as caught:
        pad(np.ones(1), ((1, 1),), border="symmetric")
    assert str(caught.value) == ('border must be "constant", "nearest", "reflect", "mirror" or "wrap", got "symmetric"')


def test_a_value_for_a_border_made_of_the_array_is_refused():
    with pytest.raises(ValueError) as caught:
        pad(np.ones(1), ((1, 1),), 3, border="nearest")
    assert str(caught.value) == 'value must be 0 unless border is "constant", got value 3 and border "nearest"'
