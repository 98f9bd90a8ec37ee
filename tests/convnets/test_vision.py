"""Differences of Gaussians and Gabor kernels, against loops, integrals in closed form, and what cells respond to."""

import math

import numpy as np
import pytest

from convnets.convolution import convolve, correlate
from convnets.vision import difference_of_gaussians, gabor

# Wide enough that e^(−0.05 r²) is 10⁻¹⁷ at its border, so that sums over it are integrals over the plane.
SIZE, BETA, F = 57, 0.05, 1.0


def patch(size, f, bx, by, tau, phi, x0, y0, alpha):
    """Equation 9.16 of *Deep Learning*, pixel by pixel."""
    middle = (size - 1) / 2
    rows = []
    for row in range(size):
        values = []
        for column in range(size):
            x, y = column - middle - x0, row - middle - y0
            along = x * math.cos(tau) + y * math.sin(tau)
            across = -x * math.sin(tau) + y * math.cos(tau)
            values.append(alpha * math.exp(-bx * along**2 - by * across**2) * math.cos(f * along + phi))
        rows.append(values)
    return rows


@pytest.mark.parametrize("size", [1, 4, 7])
def test_gabor_is_the_equation_of_the_textbook(size):
    values = gabor(size, 0.7, decay=(0.1, 0.2), orientation=0.5, phase=0.3, place=(1.5, -0.5), amplitude=2)
    np.testing.assert_allclose(values, patch(size, 0.7, 0.1, 0.2, 0.5, 0.3, 1.5, -0.5, 2), rtol=1e-12, atol=1e-14)


def test_gabor_stands_in_the_middle_upright_and_even_unless_told_otherwise():
    np.testing.assert_allclose(gabor(5, 0.7, decay=0.1), patch(5, 0.7, 0.1, 0.1, 0, 0, 0, 0, 1), rtol=1e-12)


def test_a_quarter_turn_makes_the_wave_advance_downwards():
    across, down = (gabor(9, F, decay=(0.1, 0.2), orientation=tau, phase=0.4) for tau in (0, math.pi / 2))
    np.testing.assert_allclose(down, across.T, atol=1e-14)


def test_convolution_changes_the_sign_of_an_odd_gabor_and_nothing_of_an_even_one():
    image = np.random.RandomState(0).rand(8, 8)
    odd, even = (gabor(5, F, decay=0.1, phase=phase) for phase in (-math.pi / 2, 0))
    np.testing.assert_allclose(convolve(image, odd), -correlate(image, odd), atol=1e-14)
    np.testing.assert_allclose(convolve(image, even), correlate(image, even), atol=1e-14)


def test_an_odd_gabor_answers_to_an_edge_that_is_brighter_on_the_right():
    edge = np.array([[0, 0, 0, 1, 1]] * 5)
    assert (edge * gabor(5, F, decay=0.1, phase=-math.pi / 2)).sum() > 0.5


def test_sum_of_an_even_gabor_is_the_integral():
    closed_form = math.pi / BETA * math.exp(-(F**2) / (4 * BETA))
    assert round(closed_form, 5) == 0.42336
    assert gabor(SIZE, F, decay=BETA).sum() == pytest.approx(closed_form, abs=1e-12)


def test_sum_of_an_odd_gabor_is_zero():
    assert gabor(SIZE, F, decay=BETA, phase=-math.pi / 2).sum() == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize("phase", [0, 0.4, math.pi / 2])
def test_sums_of_a_gabor_and_of_its_squares_are_near_what_the_docstring_says(phase):
    kernel = gabor(SIZE, F, decay=BETA, phase=phase)
    total = math.pi / BETA * math.exp(-(F**2) / (4 * BETA)) * math.cos(phase)
    squares = math.pi / (4 * BETA) * (1 + math.exp(-(F**2) / (2 * BETA)) * math.cos(2 * phase))
    assert kernel.sum() == pytest.approx(total, abs=1e-12)
    assert (kernel**2).sum() == pytest.approx(squares, abs=1e-12)


@pytest.mark.parametrize("phase", [0, -math.pi / 2])
def test_sum_of_the_squares_of_a_gabor_is_15_708(phase):
    assert round((gabor(SIZE, F, decay=BETA, phase=phase) ** 2).sum(), 2) == 15.71
    assert round(math.pi / (4 * BETA), 3) == 15.708


@pytest.mark.parametrize(("degrees", "response"), [(0, 31.42), (15, 22.34), (30, 8.23), (45, 1.68), (60, 0.21)])
def test_response_to_a_grating_falls_with_the_angle_between_them(degrees, response):
    cell = gabor(SIZE, F, decay=BETA)
    grating = gabor(SIZE, F, decay=0, orientation=math.radians(degrees))
    assert round((cell * grating).sum(), 2) == response


def test_energy_of_an_even_and_an_odd_cell_does_not_depend_on_the_phase_of_the_grating():
    even, odd = (gabor(SIZE, F, decay=BETA, phase=phase) for phase in (0, -math.pi / 2))
    gratings = [gabor(SIZE, F, decay=0, phase=phase) for phase in np.linspace(0, 2 * math.pi, 17)]
    energies = [math.hypot((even * grating).sum(), (odd * grating).sum()) for grating in gratings]
    simple = [(even * grating).sum() for grating in gratings]
    assert max(energies) - min(energies) < 3e-6
    assert max(simple) - min(simple) > 62


def gaussian_at(sigma, size):
    places = [n - (size - 1) / 2 for n in range(size)]
    values = np.array([[math.exp(-(x**2 + y**2) / 2 / sigma**2) for x in places] for y in places])
    return values / values.sum()


@pytest.mark.parametrize("size", [3, 8, 15])
def test_difference_of_gaussians_is_the_narrow_one_less_the_wide_one(size):
    expected = gaussian_at(1, size) - gaussian_at(1.6, size)
    np.testing.assert_allclose(difference_of_gaussians(1, 1.6, size), expected, atol=1e-15)


def test_difference_of_gaussians_does_not_answer_to_an_even_light():
    cell = difference_of_gaussians(1, 1.6)
    assert cell.sum() == pytest.approx(0, abs=1e-15)


def test_difference_of_gaussians_is_excited_at_its_center_and_inhibited_around_it():
    line = difference_of_gaussians(1, 2)[6]
    assert (np.sign(line)).tolist() == [-1, -1, -1, -1, -1, 1, 1, 1, -1, -1, -1, -1, -1]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: gabor(0, 1, decay=1), "size must be an integer of at least 1, got 0"),
        (lambda: gabor(3, 1, decay=-1), "decay must be one finite number of at least 0 or a pair of them, got -1"),
        (
            lambda: gabor(3, 1, decay=(1, math.inf)),
            "decay must be one finite number of at least 0 or a pair of them, got (1, inf)",
        ),
        (
            lambda: gabor(3, 1, decay=(math.inf, 1)),
            "decay must be one finite number of at least 0 or a pair of them, got (inf, 1)",
        ),
        (
            lambda: gabor(3, 1, decay=(math.nan, 1)),
            "decay must be one finite number of at least 0 or a pair of them, got (nan, 1)",
        ),
        (
            lambda: gabor(3, math.inf, decay=1),
            "frequency, orientation, phase, place and amplitude must be finite, got (inf, 0.0, 0.0, 0.0, 0.0, 1.0)",
        ),
        (
            lambda: gabor(3, 1, decay=1, orientation=2, phase=3, place=(4, math.nan), amplitude=6),
            "frequency, orientation, phase, place and amplitude must be finite, got (1, 2, 3, 4, nan, 6)",
        ),
        (lambda: difference_of_gaussians(2, 2), "center must be below surround, got 2 and 2"),
        (lambda: difference_of_gaussians(0, 2), "center must be a finite number above 0, got 0"),
        (lambda: difference_of_gaussians(1, math.inf), "surround must be a finite number above 0, got inf"),
        (lambda: difference_of_gaussians(1, 2, 0), "size must be an integer of at least 1, got 0"),
    ],
)
def test_other_arguments_are_refused(call, message):
    with pytest.raises(ValueError) as caught:
        call()
    assert str(caught.value) == message
