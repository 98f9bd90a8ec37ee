"""How the `padding` argument is read, and what it does."""

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
