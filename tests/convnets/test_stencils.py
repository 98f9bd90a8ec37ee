"""The 3 × 3 kernels of image processing: their values, SciPy's results, and the sign that cross-correlation gives."""

import numpy as np
import pytest
from scipy import ndimage

from convnets.convolution import convolve, correlate
from convnets.stencils import emboss, laplacian, outline, prewitt, scharr, sharpen, sobel

SLOPES = {sobel: 8, prewitt: 6, scharr: 32}
IMAGE = np.random.RandomState(3).randint(0, 17, (9, 8))
INNER = (slice(1, -1), slice(1, -1))


@pytest.mark.parametrize(
    ("kernel", "values"),
    [
        (sobel(), [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]),
        (sobel(0), [[-1, -2, -1], [0, 0, 0], [1, 2, 1]]),
        (prewitt(), [[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]]),
        (prewitt(0), [[-1, -1, -1], [0, 0, 0], [1, 1, 1]]),
        (scharr(), [[-3, 0, 3], [-10, 0, 10], [-3, 0, 3]]),
        (scharr(0), [[-3, -10, -3], [0, 0, 0], [3, 10, 3]]),
        (laplacian(), [[0, 1, 0], [1, -4, 1], [0, 1, 0]]),
        (laplacian(8), [[1, 1, 1], [1, -8, 1], [1, 1, 1]]),
        (sharpen(), [[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
        (outline(), [[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
        (emboss(), [[-2, -1, 0], [-1, 1, 1], [0, 1, 2]]),
    ],
)
def test_values_are_these_integers(kernel, values):
    assert (kernel.tolist(), kernel.dtype) == (values, np.int64)


@pytest.mark.parametrize(
    ("kernel", "gain", "rank"),
    [
        (sobel(), 0, 1),
        (prewitt(), 0, 1),
        (scharr(), 0, 1),
        (laplacian(4), 0, 2),
        (laplacian(8), 0, 2),
        (sharpen(), 1, 2),
        (outline(), 0, 2),
        (emboss(), 1, 3),
    ],
)
def test_sum_and_rank_are_those_of_the_gallery(kernel, gain, rank):
    assert (kernel.sum(), np.linalg.matrix_rank(kernel)) == (gain, rank)


@pytest.mark.parametrize("axis", [0, 1])
@pytest.mark.parametrize(("own", "other"), [(sobel, ndimage.sobel), (prewitt, ndimage.prewitt)])
def test_cross_correlation_with_a_slope_is_what_scipy_gives(own, other, axis):
    assert correlate(IMAGE, own(axis), "valid").tolist() == other(IMAGE, axis)[INNER].tolist()


def test_cross_correlation_with_the_laplacian_is_what_scipy_gives():
    assert correlate(IMAGE, laplacian(), "valid").tolist() == ndimage.laplace(IMAGE)[INNER].tolist()


@pytest.mark.parametrize("axis", [0, 1])
@pytest.mark.parametrize(("kernel", "gain"), SLOPES.items())
def test_a_ramp_along_the_axis_gives_the_gain_and_one_across_it_nothing(kernel, gain, axis):
    along, across = np.indices((5, 5))[axis], np.indices((5, 5))[1 - axis]
    assert correlate(along, kernel(axis), "valid").tolist() == [[gain] * 3] * 3
    assert correlate(across, kernel(axis), "valid").tolist() == [[0] * 3] * 3


def test_convolution_changes_the_sign_of_sobel_at_a_step():
    step = np.array([[0, 0, 1, 1]] * 3)
    assert correlate(step, sobel(), "valid").tolist() == [[4, 4]]
    assert convolve(step, sobel(), "valid").tolist() == [[-4, -4]]


@pytest.mark.parametrize("kernel", [laplacian(4), laplacian(8), sharpen(), outline()])
def test_convolution_and_cross_correlation_agree_where_a_kernel_is_its_own_reversal(kernel):
    assert convolve(IMAGE, kernel).tolist() == correlate(IMAGE, kernel).tolist()


def test_convolution_lights_an_emboss_from_the_other_side():
    assert (convolve(IMAGE, emboss(), "valid") + correlate(IMAGE, emboss(), "valid")).tolist() == (
        2 * IMAGE[INNER]
    ).tolist()


@pytest.mark.parametrize("kernel", SLOPES)
@pytest.mark.parametrize("axis", [2, -1, None])
def test_another_axis_is_refused(kernel, axis):
    with pytest.raises(ValueError) as caught:
        kernel(axis)
    assert str(caught.value) == f"axis must be 0 (down) or 1 (to the right), got {axis}"


@pytest.mark.parametrize("neighbors", [0, 6, "4"])
def test_another_number_of_neighbors_is_refused(neighbors):
    with pytest.raises(ValueError) as caught:
        laplacian(neighbors)
    assert str(caught.value) == f"neighbors must be 4 or 8, got {neighbors!r}"
