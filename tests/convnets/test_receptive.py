"""Receptive fields, against published lists, gradients and counting the ways through a network."""

import math
from itertools import accumulate

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convnets.gradients import conv2d_gradients
from convnets.layers import conv2d
from convnets.receptive import Field, Step, effective_field, effective_width, receptive_fields, steps
from convnets.shapes import Conv, Dense, GlobalPool, Pool

always = settings(deadline=None, derandomize=True, max_examples=60)
paths = st.lists(
    st.builds(Step, kernel=st.integers(1, 4), stride=st.integers(1, 3), before=st.just(0), dilation=st.integers(1, 3)),
    min_size=1,
    max_size=4,
)


def sizes(path):
    return [field.size for field in receptive_fields(path)]


def through(path, signal):
    """The values before each layer of flat kernels, and after the last."""
    return list(accumulate(path, lambda x, step: conv2d(x, flat(step), **options(step)), initial=signal))


def flat(step):
    return np.ones((1, 1, 1, step.kernel))


def options(step):
    return {"stride": (1, step.stride), "padding": (0, step.before), "dilation": (1, step.dilation)}


def ways_to(path, size, place):
    """How many ways lead from each value of the input to one value of the result: a gradient."""
    before = through(path, np.ones((1, 1, 1, size)))
    gradient = np.zeros_like(before[-1])
    gradient[..., place] = 1
    for step, x in zip(reversed(path), reversed(before[:-1]), strict=True):
        gradient, _, _ = conv2d_gradients(x, flat(step), gradient, **options(step))
    return gradient.ravel()


@always
@given(paths, st.integers(0, 2))
def test_fields_hold_exactly_the_values_that_a_gradient_reaches(path, place):
    field = receptive_fields(path)[-1]
    ways = ways_to(path, field.size + place * field.jump, place)
    reached = np.flatnonzero(ways)
    first = field.start + place * field.jump
    assert (reached[0], reached[-1]) == (first, first + field.size - 1)


@always
@given(paths)
def test_the_effective_field_is_the_share_of_ways(path):
    field = effective_field(path)
    ways = ways_to(path, len(field), 0)
    np.testing.assert_allclose(field, ways / ways.sum(), rtol=1e-12, atol=1e-15)


@always
@given(paths)
def test_the_effective_width_is_the_standard_deviation_of_the_effective_field(path):
    field = effective_field(path)
    places = np.arange(len(field))
    variance = field @ places**2 - (field @ places) ** 2
    assert effective_width(path) == pytest.approx(math.sqrt(max(variance, 0)), rel=1e-9, abs=1e-6)


def test_the_padding_before_moves_the_start():
    path = [Step(3, 2, before=1), Step(2, 2, before=2), Step(3, 1, before=1, dilation=2)]
    assert receptive_fields(path) == (Field(3, 2, -1), Field(5, 4, -5), Field(21, 4, -9))


def test_a_padded_network_sees_what_its_fields_say():
    path, size = [Step(3, 2, before=1), Step(3, 1, before=1)], 12
    field = receptive_fields(path)[-1]
    for place in range(size // 2):
        first = field.start + place * field.jump
        expected = [n for n in range(first, first + field.size) if 0 <= n < size]
        assert np.flatnonzero(ways_to(path, size, place)).tolist() == expected


def test_a_step_moves_by_one_and_adds_nothing_unless_told_otherwise():
    assert receptive_fields([Step(3), Step(3)]) == (Field(3, 1, 0), Field(5, 1, 0))


def test_the_center_lies_in_the_middle_of_the_field():
    assert (Field(3, 1, -1).center, Field(4, 2, 0).center) == (0, 1.5)


def test_three_layers_of_three_see_as_much_as_one_of_seven():
    assert (sizes([Step(3)] * 3), sizes([Step(7)])) == ([3, 5, 7], [7])


def test_doubling_the_dilation_doubles_the_field():
    assert sizes([Step(3, dilation=d) for d in (1, 2, 4)]) == [3, 7, 15]
    assert sizes([Step(3, dilation=d) for d in (1, 2, 4, 8)])[-1] == 31


# Yu & Koltun, arXiv:1511.07122, table 1.
def test_the_context_module():
    dilations = (1, 1, 2, 4, 8, 16, 1)
    assert sizes([*(Step(3, dilation=d) for d in dilations), Step(1)]) == [3, 5, 9, 17, 33, 65, 67, 67]


# van den Oord et al., "WaveNet: a generative model for raw audio", arXiv:1609.03499, section 2.1.
def test_ten_layers_of_wavenet():
    assert sizes([Step(2, dilation=2**n) for n in range(10)]) == [2, 4, 8, 16, 32, 64, 128, 256, 512, 1024]


# Howard et al., arXiv:1704.04861, table 1: the strides of the thirteen depthwise layers.
def test_mobilenet():
    strides = (1, 2, 1, 2, 1, 2, 1, 1, 1, 1, 1, 2, 1)
    path = [Step(3, 2), *(step for stride in strides for step in (Step(3, stride), Step(1)))]
    assert sizes(path)[-1] == 315


# Luo et al., arXiv:1701.04128: the effective field grows like the root of the number of layers.
@pytest.mark.parametrize(("count", "width"), [(5, 1.826), (10, 2.582), (20, 3.651)])
def test_the_effective_width_grows_like_a_root(count, width):
    found = effective_width([Step(3)] * count)
    assert found == pytest.approx(math.sqrt(2 * count / 3), rel=1e-12)
    assert round(found, 3) == width


def test_two_taps_give_the_binomial_numbers():
    assert (effective_field([Step(2)] * 4) * 16).tolist() == [1, 4, 6, 4, 1]


@pytest.mark.parametrize(("dilations", "reached"), [((2, 2, 2), 7), ((1, 2, 3), 13), ((1, 2, 5), 17), ((1, 2, 4), 15)])
def test_equal_dilations_leave_holes_in_the_field(dilations, reached):
    field = effective_field([Step(3, dilation=d) for d in dilations])
    assert (np.count_nonzero(field), len(field)) == (reached, 1 + 2 * sum(dilations))


def test_a_network_is_followed_along_one_axis():
    layers = [Conv(8, (3, 5), stride=(1, 2), padding=((1, 0), (2, 3)), dilation=(2, 1)), Pool((2, 3))]
    assert steps(layers, (1, 9, 20)) == (Step(3, 1, 1, 2), Step(2, 2, 0, 1))
    assert steps(layers, (1, 9, 20), axis=1) == (Step(5, 2, 2, 1), Step(3, 3, 0, 1))


def test_padding_by_name_depends_on_the_size_that_a_layer_reads():
    layers = [Conv(1, 3, stride=2, padding="same")] * 2
    assert [step.before for step in steps(layers, (1, 8, 8))] == [0, 0]
    assert [step.before for step in steps(layers, (1, 7, 7))] == [1, 0]


@pytest.mark.parametrize(("layer", "name"), [(Dense(5), "Dense(units=5, bias=True)"), (GlobalPool(), "GlobalPool()")])
def test_a_layer_that_sees_the_whole_image_is_refused(layer, name):
    with pytest.raises(ValueError) as caught:
        steps([Conv(2, 3), layer], (1, 8, 8))
    assert str(caught.value) == f"layers must be convolutions and poolings, for {name} sees the whole image"


@pytest.mark.parametrize("function", [receptive_fields, effective_width, effective_field])
@pytest.mark.parametrize(
    ("step", "message"),
    [
        (Step(0), "kernel must be an integer of at least 1, got 0"),
        (Step(1, 0), "stride must be an integer of at least 1, got 0"),
        (Step(1, dilation=0), "dilation must be an integer of at least 1, got 0"),
    ],
)
def test_numbers_out_of_range_are_refused(function, step, message):
    with pytest.raises(ValueError) as caught:
        function([Step(3), step])
    assert str(caught.value) == message


def test_negative_padding_is_refused():
    with pytest.raises(ValueError) as caught:
        receptive_fields([Step(3, before=-1)])
    assert str(caught.value) == "before must be an integer of at least 0, got -1"
