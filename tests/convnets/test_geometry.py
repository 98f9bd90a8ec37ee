"""What a caller gives, made into a geometry."""

import pytest

from convnets.geometry import Geometry, geometry


def test_one_number_stands_for_both_axes():
    found = geometry((5, 6), 3, 2, 1, 1)
    assert found == Geometry((5, 6), (3, 3), (2, 2), ((1, 1), (1, 1)), (1, 1))


def test_a_pair_is_down_and_across():
    found = geometry((5, 6), (1, 2), (2, 3), ((0, 1), 2), (3, 4))
    assert found == Geometry((5, 6), (1, 2), (2, 3), ((0, 1), (2, 2)), (3, 4))


def test_stride_and_dilation_are_one_and_padding_none_unless_told_otherwise():
    assert geometry((5, 6), 3) == Geometry((5, 6), (3, 3), (1, 1), ((0, 0), (0, 0)), (1, 1))


@pytest.mark.parametrize(
    ("name", "pairs"),
    [("valid", ((0, 0), (0, 0))), ("full", ((2, 2), (6, 6))), ("same", ((1, 1), (3, 3)))],
)
def test_padding_by_name_knows_the_dilation(name, pairs):
    assert geometry((9, 9), (3, 4), 1, name, (1, 2)).padding == pairs


def test_same_padding_knows_the_size_and_the_stride():
    assert geometry((224, 7), (7, 4), (2, 3), "same").padding == ((2, 3), (1, 2))


def test_places_and_what_is_left_over():
    path = geometry((10, 7), (2, 2), (3, 3), ((0, 0), (1, 0)), (1, 2))
    assert (path.places, path.leftover) == ((3, 2), (2, 2))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (((5,), 3), "sizes must be one integer or 2 of them, got (5,)"),
        (((5, 0), 3), "sizes must be an integer of at least 1, got 0"),
        (((5, 5), 0), "kernel must be an integer of at least 1, got 0"),
        (((5, 5), 3, 0), "stride must be an integer of at least 1, got 0"),
        (((5, 5), 3, 1, -1), "padding must be an integer of at least 0, got -1"),
        (((5, 5), 3, 1, "SAME"), 'padding must be "full", "same", "valid" or integers, got "SAME"'),
        (((5, 5), 3, 1, 0, 0), "dilation must be an integer of at least 1, got 0"),
    ],
)
def test_geometry_refuses(arguments, message):
    with pytest.raises(ValueError) as caught:
        geometry(*arguments)
    assert str(caught.value) == message
