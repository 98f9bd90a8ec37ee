"""Where the largest values stand, and the gradients of poolings, against finite differences and counting."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from convnets.norms import l2_pool2d, l2_pool2d_gradient
from convnets.pooling import max_pool2d, max_pool2d_gradient, mean_pool2d, mean_pool2d_gradient
from convnets.routing import max_pool2d_indices

always = settings(deadline=None, derandomize=True, max_examples=60)
PAIRS = [(max_pool2d, max_pool2d_gradient), (mean_pool2d, mean_pool2d_gradient), (l2_pool2d, l2_pool2d_gradient)]
ALL = pytest.mark.parametrize(("pool", "gradient"), PAIRS)

EXAMPLE = [[1, 1, 2, 4], [5, 6, 7, 8], [3, 2, 1, 0], [1, 2, 3, 4]]
GEOMETRIES = [
    # window, stride, padding
    (2, None, 0),
    ((2, 3), 1, (0, 1)),
    (3, 2, 1),
    ((3, 2), (2, 3), ((1, 2), (0, 1))),
]


def slopes(loss, x, step=1e-4):
    """Central differences of a loss, one number of `x` at a time."""
    found = np.empty_like(x)
    for place in np.ndindex(x.shape):
        there, back = x.copy(), x.copy()
        there[place] += step
        back[place] -= step
        found[place] = (loss(there) - loss(back)) / (2 * step)
    return found


@ALL
@pytest.mark.parametrize("geometry", GEOMETRIES)
def test_gradients_are_finite_differences(pool, gradient, geometry):
    # No two values are within a step of each other, so no maximum changes hands.
    x = np.random.RandomState(1).permutation(2 * 3 * 5 * 6).reshape(2, 3, 5, 6) / 10 - 8.95
    dy = np.random.RandomState(2).normal(size=pool(x, *geometry).shape)
    expected = slopes(lambda x: np.sum(dy * pool(x, *geometry)), x)
    np.testing.assert_allclose(gradient(x, dy, *geometry), expected, rtol=1e-7, atol=1e-7)


def test_the_largest_value_of_each_window_stands_where_the_indices_say():
    assert max_pool2d_indices(EXAMPLE).tolist() == [[5, 7], [8, 15]]


@always
@given(
    arrays(int, array_shapes(min_dims=3, max_dims=3, min_side=2, max_side=6), elements=st.integers(-2, 2)),
    st.sampled_from(GEOMETRIES),
)
def test_values_at_the_indices_are_the_pooled_values(x, geometry):
    x = np.pad(x, ((0, 0), (0, 1), (0, 1)), mode="edge")
    indices = max_pool2d_indices(x, *geometry)
    flat = x.reshape(len(x), -1)
    found = np.take_along_axis(flat, indices.reshape(len(x), -1), axis=1).reshape(indices.shape)
    assert np.array_equal(found, max_pool2d(x, *geometry))


def test_of_equal_values_the_first_in_reading_order_is_taken():
    assert max_pool2d_indices([[0, 1, 1], [1, 1, 1]], (2, 3)).tolist() == [[1]]
    assert max_pool2d_gradient([[0, 1, 1], [1, 1, 1]], [[7]], (2, 3)).tolist() == [[0, 7, 0], [0, 0, 0]]


@pytest.mark.parametrize(("lowest", "dtype"), [(-np.inf, "float64"), (-128, "int8")])
def test_no_gradient_is_lost_on_padding_that_is_as_low_as_the_values(lowest, dtype):
    x = np.full((1, 2, 3), lowest, dtype)
    assert max_pool2d_indices(x, 2, 1, 1).tolist() == [[[0, 0, 1, 2], [0, 0, 1, 2], [3, 3, 4, 5]]]
    assert max_pool2d_gradient(x, np.ones((1, 3, 4)), 2, 1, 1).tolist() == [[[4, 2, 2], [2, 1, 1]]]


def test_not_a_number_is_the_largest():
    assert max_pool2d_indices([[1, np.nan, 3, np.nan]], (1, 4)).tolist() == [[1]]


@pytest.mark.parametrize("dtype", ["int8", "float32"])
def test_indices_count_in_the_integers_of_the_machine(dtype):
    assert max_pool2d_indices(np.ones((2, 2), dtype)).dtype == np.intp


def test_a_value_that_wins_several_windows_gets_all_their_gradients():
    assert max_pool2d_gradient([[0, 9, 0, 0]], [[1, 10, 100]], (1, 2), 1).tolist() == [[0, 11, 100, 0]]


def test_each_image_gets_its_own_gradient():
    x = np.array([[[[1, 2]], [[4, 3]]], [[[6, 5]], [[7, 8]]]])
    dy = np.array([1, 2, 3, 4]).reshape(2, 2, 1, 1)
    assert max_pool2d_gradient(x, dy, (1, 2)).tolist() == [[[[0, 1]], [[2, 0]]], [[[3, 0]], [[0, 4]]]]


def test_the_gradient_of_a_mean_is_shared_equally():
    assert mean_pool2d_gradient(EXAMPLE, [[4, 8], [12, 16]]).tolist() == [
        [1, 1, 2, 2],
        [1, 1, 2, 2],
        [3, 3, 4, 4],
        [3, 3, 4, 4],
    ]


@pytest.mark.parametrize("geometry", GEOMETRIES)
def test_the_gradient_of_a_mean_is_its_adjoint(geometry):
    random = np.random.RandomState(3)
    x = random.normal(size=(2, 5, 6))
    y = random.normal(size=mean_pool2d(x, *geometry).shape)
    expected = np.sum(y * mean_pool2d(x, *geometry))
    np.testing.assert_allclose(np.sum(mean_pool2d_gradient(x, y, *geometry) * x), expected, rtol=1e-12)


def test_the_gradient_of_a_length_is_its_direction_and_none_for_zero():
    assert l2_pool2d_gradient([[3, 4, 0, 0]], [[5, 5]], (1, 2)).tolist() == [[3, 4, 0, 0]]


@ALL
@pytest.mark.parametrize(
    ("dy", "result"), [("int8", "float64"), ("float16", "float16"), ("float32", "float32"), ("float64", "float64")]
)
def test_dtype_is_that_of_dy(pool, gradient, dy, result):
    assert gradient(np.ones((2, 2), "float16"), np.ones((1, 1), dy)).dtype == result


def test_the_gradient_of_a_length_has_the_dtype_of_both():
    assert l2_pool2d_gradient(np.ones((2, 2), "float64"), np.ones((1, 1), "float32")).dtype == "float64"


@ALL
def test_arguments_are_left_as_they_were(pool, gradient):
    x, dy = np.arange(4.0).reshape(2, 2), np.ones((1, 1))
    gradient(x, dy)
    assert (x.tolist(), dy.tolist()) == ([[0, 1], [2, 3]], [[1]])


@ALL
@pytest.mark.parametrize(
    ("x", "dy", "options", "message"),
    [
        ([1, 2], [[1]], {}, "x must have shape (..., H, W) and at least one value, got shape (2,)"),
        (EXAMPLE, [[1]], {}, "dy must have shape (2, 2), which the other arguments give, got (1, 1)"),
        (EXAMPLE, [1, 2], {}, "dy must have shape (2, 2), which the other arguments give, got (2,)"),
        (EXAMPLE, [[1j] * 2] * 2, {}, "dy must hold real numbers, got complex128"),
        (EXAMPLE, [[1]], {"window": 0}, "window must be an integer of at least 1, got 0"),
        (
            EXAMPLE,
            [[1]],
            {"padding": 2},
            "padding must be smaller than the window (2, 2), or a window would be all padding: ((2, 2), (2, 2))",
        ),
    ],
)
def test_other_arguments_are_refused(pool, gradient, x, dy, options, message):
    with pytest.raises(ValueError) as caught:
        gradient(x, dy, **options)
    assert str(caught.value) == message
