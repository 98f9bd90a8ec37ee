"""Counted operations against counts by hand and the published model, and what the estimates of time promise."""

from itertools import product

import pytest

from convnets.costs import direct_operations, direct_time, fast_length, fourier_operations, fourier_time


def test_direct_operations_are_a_product_and_a_sum_for_each_place_and_tap():
    assert direct_operations((5, 6), (3, 4)) == sum(2 for _ in product(range(5), range(6), range(3), range(4)))


def test_fourier_operations_of_eight_values():
    assert fourier_operations((8,)) == 3 * 2.5 * 8 * 3 + 6 * 8


def test_only_the_product_of_the_lengths_counts():
    assert fourier_operations((4, 16)) == fourier_operations((64,))


@pytest.mark.parametrize(
    ("taps", "ratio"), [(3, 0.14), (5, 0.39), (7, 0.75), (9, 1.22), (11, 1.79), (15, 3.2), (31, 11.88)]
)
def test_direct_operations_by_fourier_operations_on_an_image_of_224(taps, ratio):
    """The break-even lies between 7 and 9."""
    length = 224 + taps - 1
    measured = direct_operations((224, 224), (taps, taps)) / fourier_operations((length, length))
    assert round(measured, 2) == ratio


def test_time_of_the_direct_form_grows_with_places_rows_and_their_length():
    assert direct_time((10,), (8,)) == 60
    assert direct_time((10, 20), (3, 16)) == 10 * 20 * 3 * 7


def test_time_of_transforms_is_a_start_and_n_log_n():
    assert fourier_time((4, 16)) == 30_000 + 1.3 * 64 * 6


def smooth(n):
    for prime in (2, 3, 5):
        while n % prime == 0:
            n //= prime
    return n == 1


def test_fast_lengths_are_the_next_without_a_prime_above_five():
    expected = [next(n for n in range(least, 2 * least + 1) if smooth(n)) for least in range(1, 2200)]
    assert [fast_length(least) for least in range(1, 2200)] == expected


@pytest.mark.parametrize(
    ("function", "arguments", "message"),
    [
        (direct_operations, ((5, 0), (3, 3)), "places must be an integer of at least 1, got 0"),
        (direct_operations, ((5, 5), (3, 3, 3)), "taps must be one integer or 2 of them, got (3, 3, 3)"),
        (fourier_operations, ((8, -1),), "lengths must be an integer of at least 1, got -1"),
        (fast_length, (0,), "least must be an integer of at least 1, got 0"),
    ],
)
def test_other_sizes_are_refused(function, arguments, message):
    with pytest.raises(ValueError) as caught:
        function(*arguments)
    assert str(caught.value) == message
