"""What taps read and what windows write back, against slicing and each other."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from convnets.geometry import geometry
from convnets.taps import by_tap, scatter
from convnets.windows import slide

always = settings(deadline=None, derandomize=True, max_examples=60)
small = st.integers(1, 3)


def whole_numbers(seed, *shape):
    return np.random.RandomState(seed).randint(-9, 10, shape)


def test_each_tap_reads_a_shifted_image():
    x = whole_numbers(1, 2, 3, 6, 5)
    found = by_tap(x, geometry((6, 5), (2, 3), (2, 1), ((1, 0), (0, 2)), (3, 1)))
    padded = np.pad(x, ((0, 0), (0, 0), (1, 0), (0, 2)))
    assert found.shape == (2, 3, 2, 3, 2, 5)
    for k, m in np.ndindex(2, 3):
        assert np.array_equal(found[:, :, k, m], padded[:, :, 3 * k : 3 * k + 3 : 2, m : m + 5])


def test_what_the_taps_read_cannot_be_written_to():
    assert not by_tap(np.ones((1, 1, 3, 3)), geometry((3, 3), 2)).flags.writeable


@always
@given(st.tuples(small, small), st.tuples(small, small), st.tuples(small, small), st.integers(0, 999))
def test_scatter_is_the_adjoint_of_slide(kernel, stride, dilation, seed):
    x = whole_numbers(seed, 2, 7, 8)
    windows = slide(x, kernel, stride=stride, dilation=dilation)
    y = whole_numbers(seed + 1, *windows.shape)
    assert np.sum(y * windows) == np.sum(scatter(y, geometry((7, 8), kernel, stride, 0, dilation)) * x)


def test_scatter_drops_what_falls_on_the_padding():
    path = geometry((2, 2), (3, 3), padding=((1, 2), (1, 0)))
    windows = np.arange(27).reshape(3, 1, 3, 3)
    expected = [[4 + 10, 5 + 11], [7 + 13 + 19, 8 + 14 + 20]]
    assert scatter(windows, path).tolist() == expected
