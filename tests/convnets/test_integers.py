"""What counts as one whole number, and as several."""

import numpy as np
import pytest

from convnets.integers import integer, integers


def refusal(function, *arguments, **options):
    with pytest.raises(ValueError) as caught:
        function(*arguments, **options)
    return str(caught.value)


def test_a_numpy_integer_becomes_an_int():
    assert type(integer(np.int8(3), "stride")) is int


def test_the_least_value_is_allowed():
    assert (integer(1, "stride"), integer(0, "padding", least=0)) == (1, 0)


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0, "0"), (-2, "-2"), (1.0, "1.0"), ("2", "'2'"), (None, "None"), ((1, 2), "(1, 2)")],
)
def test_anything_else_is_refused_by_name_and_value(value, shown):
    assert refusal(integer, value, "stride") == f"stride must be an integer of at least 1, got {shown}"


def test_one_integer_stands_for_all():
    assert integers(2, 3, "stride") == (2, 2, 2)


@pytest.mark.parametrize("several", [(1, 2), [1, 2], np.array([1, 2]), range(1, 3)])
def test_any_iterable_of_the_right_length_is_taken_as_it_is(several):
    assert integers(several, 2, "stride") == (1, 2)


@pytest.mark.parametrize("several", [(), (1,), (1, 2, 3)])
def test_too_few_or_too_many_are_refused(several):
    assert refusal(integers, several, 2, "stride") == f"stride must be one integer or 2 of them, got {several}"


def test_each_of_several_is_checked():
    assert refusal(integers, (0, -1), 2, "padding", least=0) == "padding must be an integer of at least 0, got -1"
