"""Two ways to the same sums, and which is taken when."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convnets.convolution import convolve, correlate
from convnets.costs import direct_time, fourier_time
from convnets.methods import Sliding, choose_method

BOTH = pytest.mark.parametrize("operation", [convolve, correlate])
always = settings(deadline=None, derandomize=True, max_examples=100)


def axis():
    """Size, taps, padding, stride and dilation along one axis, such that the kernel fits."""
    sizes = st.tuples(*[st.integers(1, 7)] * 2, st.tuples(*[st.integers(0, 9)] * 2), *[st.integers(1, 3)] * 2)
    return sizes.filter(lambda each: (each[1] - 1) * each[4] + 1 <= each[0] + sum(each[2]))


@always
@given(
    st.lists(axis(), min_size=1, max_size=3),
    st.sampled_from(["constant", "nearest", "reflect", "mirror", "wrap"]),
    st.sampled_from([0, 3]),
    st.sampled_from([float, complex]),
    st.sampled_from([convolve, correlate]),
    st.integers(0, 2**32 - 1),
)
def test_both_methods_give_the_same_whole_numbers(axes, border, value, kind, operation, seed):
    sizes, taps, padding, stride, dilation = zip(*axes, strict=True)
    random = np.random.RandomState(seed)
    x, w = (random.randint(-9, 10, shape) + (1j if kind is complex else 0) for shape in (sizes, taps))
    options = {"stride": stride, "dilation": dilation, "border": border}
    options["value"] = value if border == "constant" else 0
    direct = operation(x.astype(kind), w, padding, method="direct", **options)
    by_transforms = operation(x.astype(kind), w, padding, method="fft", **options)
    assert by_transforms.shape == direct.shape
    assert np.abs(by_transforms - direct).max() < 1e-9


def sliding(shape, taps, dtype="float64", **options):
    axes = len(shape)
    settings_ = {"zeros": ((0, 0),) * axes, "steps": (1,) * axes, "gaps": (1,) * axes} | options
    return Sliding(np.ones(shape, dtype), np.ones(taps, dtype), **settings_)


@pytest.mark.parametrize("dtype", ["float32", "float64", "complex128"])
@pytest.mark.parametrize(
    ("shape", "taps", "method"),
    [
        ((64, 64), (3, 3), "direct"),
        ((64, 64), (15, 15), "fft"),
        ((1000, 1000), (3, 3), "direct"),
        ((1000, 1000), (31, 31), "fft"),
        ((100_000,), (31,), "direct"),
        ((100_000,), (2000,), "fft"),
        ((8, 8), (3, 3), "direct"),
        ((30, 30, 30), (2, 2, 2), "direct"),
        ((30, 30, 30), (5, 5, 5), "fft"),
    ],
)
def test_small_kernels_are_summed_directly_and_large_ones_transformed(shape, taps, method, dtype):
    assert choose_method(sliding(shape, taps, dtype)) == method


def test_the_choice_is_that_of_the_smaller_estimate():
    chosen = {}
    for size, taps in product((16, 64, 256), range(1, 16)):
        case = sliding((size, size), (taps, taps))
        quicker = fourier_time(case.circle) < direct_time(case.places, (taps, taps))
        chosen[size, taps] = (choose_method(case) == "fft", quicker)
    assert all(ours == quicker for ours, quicker in chosen.values())
    assert {ours for ours, _ in chosen.values()} == {True, False}


def test_a_large_stride_leaves_so_few_places_that_summing_is_quicker():
    assert choose_method(sliding((256, 256), (9, 9))) == "fft"
    assert choose_method(sliding((256, 256), (9, 9), steps=(4, 4))) == "direct"


@pytest.mark.parametrize("dtype", ["uint8", "int64"])
def test_integers_are_always_summed_directly(dtype):
    assert choose_method(sliding((64, 64), (15, 15), dtype)) == "direct"


@pytest.mark.parametrize("bad", [np.nan, np.inf, 1e308])
def test_one_bad_value_is_not_spread(bad):
    x = np.ones((64, 64))
    x[0, 0] = bad
    result = convolve(x, np.ones((15, 15)) / 225, "same")
    assert np.isclose(result[20:, 20:], convolve(np.ones((64, 64)), np.ones((15, 15)) / 225, "same")[20:, 20:]).all()
    assert not np.isclose(result[0, 0], 64 / 225)


@BOTH
def test_auto_is_the_method_it_chose_to_the_last_bit(operation):
    random = np.random.RandomState(3)
    for taps, method in ((3, "direct"), (15, "fft")):
        x, w = random.normal(size=(64, 64)), random.normal(size=(taps, taps))
        assert np.array_equal(operation(x, w, "same"), operation(x, w, "same", method=method))


@BOTH
def test_integers_of_any_size_stay_exact_by_default(operation):
    x = np.full((64, 64), 2**31, dtype="int64")
    w = np.full((15, 15), 2**24 + 1, dtype="int64")
    assert operation(x, w, "valid").tolist() == [[225 * 2**31 * (2**24 + 1)] * 50] * 50


def test_the_method_asked_for_is_taken():
    case = sliding((64, 64), (3, 3))
    assert [choose_method(case, method) for method in ("direct", "fft", "auto")] == ["direct", "fft", "direct"]


@BOTH
@pytest.mark.parametrize("method", ["direct", "fft"])
@pytest.mark.parametrize("dtype", ["float16", "float32", "float64", "complex64", "complex128"])
def test_both_methods_keep_the_dtype(operation, method, dtype):
    assert operation(np.ones(5, dtype), np.ones(3, dtype), method=method).dtype == dtype


@pytest.mark.parametrize(("zeros", "circle"), [((0, 0), (100,)), ((2, 1), (108,)), ((29, 29), (135,))])
def test_the_circle_is_just_long_enough(zeros, circle):
    assert sliding((100,), (30,), zeros=(zeros,)).circle == circle


def test_the_circle_holds_a_dilated_kernel_that_is_longer_than_the_array():
    assert sliding((2,), (5,), zeros=((5, 4),), gaps=(2,)).circle == (9,)


@BOTH
def test_a_transform_that_would_be_spoilt_is_refused(operation):
    with pytest.raises(ValueError) as caught:
        operation([1.0, np.nan], [1.0], method="fft")
    assert str(caught.value) == (
        "x and w must be finite and far from the end of their dtype, or a Fourier transform would spoil every value: "
        'convolve with method="direct"'
    )
