"""The algebra of convolution and cross-correlation, on whole numbers so that equal means equal."""

from functools import partial

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from convnets import convolution
from convnets.arithmetic import effective_kernel, output_size

# Complex whole numbers stay exact only if no transform rounds them.
convolve = partial(convolution.convolve, method="direct")
correlate = partial(convolution.correlate, method="direct")

always = settings(deadline=None, derandomize=True, max_examples=60)

small = st.integers(-9, 9)
gaussian = st.builds(complex, small, small)


def numbers(axes, elements=small):
    dtype = complex if elements is gaussian else int
    return arrays(dtype, array_shapes(min_dims=axes, max_dims=axes, max_side=5), elements=elements)


def together(count, elements=small):
    """Arrays that share their number of axes, 1 to 3."""
    return st.integers(1, 3).flatmap(lambda axes: st.tuples(*[numbers(axes, elements)] * count))


@always
@given(together(2, gaussian))
def test_convolution_commutes(pair):
    x, w = pair
    assert np.array_equal(convolve(x, w), convolve(w, x))


@always
@given(together(2, gaussian))
def test_exchanging_the_arguments_of_a_correlation_reverses_and_conjugates_it(pair):
    x, w = pair
    assert np.array_equal(correlate(w, x), np.conj(np.flip(correlate(x, w))))


@always
@given(together(3))
def test_convolution_associates(arrays_):
    x, v, w = arrays_
    assert np.array_equal(convolve(convolve(x, v), w), convolve(x, convolve(v, w)))


@always
@given(together(2), small, small, st.data())
def test_both_are_linear_in_the_array(pair, a, b, data):
    x, w = pair
    y = data.draw(arrays(int, x.shape, elements=small))
    for operation in (convolve, correlate):
        assert np.array_equal(operation(a * x + b * y, w), a * operation(x, w) + b * operation(y, w))


@always
@given(together(2, gaussian), gaussian)
def test_a_factor_of_the_kernel_leaves_a_correlation_conjugated(pair, a):
    x, w = pair
    assert np.array_equal(convolve(x, a * w), a * convolve(x, w))
    assert np.array_equal(correlate(x, a * w), np.conj(a) * correlate(x, w))


@always
@given(together(2), st.integers(0, 4))
def test_shifting_the_array_shifts_both_results(pair, shift):
    x, w = pair
    later = ((shift, 0),) * x.ndim
    for operation in (convolve, correlate):
        assert np.array_equal(operation(np.pad(x, later), w), np.pad(operation(x, w), later))


@always
@given(together(1))
def test_an_impulse_leaves_the_array_unchanged(single):
    (x,) = single
    impulse = np.ones((1,) * x.ndim, int)
    assert np.array_equal(convolve(x, impulse), x)
    assert np.array_equal(correlate(x, impulse), x)


@always
@given(together(2, gaussian))
def test_sums_multiply(pair):
    x, w = pair
    assert convolve(x, w).sum() == x.sum() * w.sum()
    assert correlate(x, w).sum() == x.sum() * w.sum().conjugate()


@always
@given(
    together(2, gaussian),
    st.one_of(st.sampled_from(["full", "same"]), st.integers(8, 10)),
    st.integers(1, 3),
    st.integers(1, 3),
)
def test_correlation_is_convolution_with_the_kernel_reversed_and_conjugated(pair, padding, stride, dilation):
    x, w = pair
    options = {"stride": stride, "dilation": dilation}
    assert np.array_equal(
        correlate(x, w, padding, **options),
        convolve(x, np.conj(w[(slice(None, None, -1),) * w.ndim]), padding, **options),
    )


@always
@given(together(2, gaussian), st.data())
def test_full_convolution_is_the_adjoint_of_valid_correlation(pair, data):
    x, w = pair
    x = np.pad(x, [(0, size - 1) for size in w.shape])
    seen = correlate(x, w, "valid")
    y = data.draw(arrays(complex, seen.shape, elements=gaussian))
    assert np.vdot(y, seen) == np.vdot(convolve(y, w, "full"), x)


@always
@given(together(2), st.integers(1, 3), st.sampled_from(["full", "same"]))
def test_stride_keeps_every_sth_value(pair, stride, padding):
    x, w = pair
    every = (slice(None, None, stride),) * x.ndim
    for operation in (convolve, correlate):
        assert np.array_equal(operation(x, w, padding, stride=stride), operation(x, w, padding)[every])


@always
@given(together(2), st.integers(1, 3), st.sampled_from(["full", "same"]))
def test_dilation_is_a_dense_kernel_with_zeros_between_its_taps(pair, dilation, padding):
    x, w = pair
    dense = np.zeros([(size - 1) * dilation + 1 for size in w.shape], int)
    dense[(slice(None, None, dilation),) * w.ndim] = w
    for operation in (convolve, correlate):
        assert np.array_equal(operation(x, w, padding, dilation=dilation), operation(x, dense, padding))


@always
@given(together(2), st.integers(0, 2), st.integers(0, 2), st.integers(1, 3), st.integers(1, 3))
def test_result_has_the_size_that_the_arithmetic_gives(pair, before, extra, stride, dilation):
    x, w = pair
    pairs = tuple((before, effective_kernel(taps, dilation) - 1 + extra) for taps in w.shape)
    options = {"stride": stride, "dilation": dilation}
    sizes = tuple(
        output_size(size, taps, padding=sides, **options)
        for size, taps, sides in zip(x.shape, w.shape, pairs, strict=True)
    )
    assert correlate(x, w, pairs, **options).shape == sizes


@always
@given(together(2))
def test_same_padding_keeps_the_shape_at_stride_one(pair):
    x, w = pair
    assert convolve(x, w, "same").shape == correlate(x, w, "same").shape == x.shape


@always
@given(together(2, gaussian), st.integers(-7, 7), st.sampled_from([convolve, correlate]))
def test_both_commute_with_turning_the_array_around_a_circle(pair, shift, operation):
    x, w = pair
    turn = partial(np.roll, shift=[shift] * x.ndim, axis=tuple(range(x.ndim)))
    around = partial(operation, w=w, padding="same", border="wrap")
    assert np.array_equal(around(turn(x)), turn(around(x)))


@always
@given(together(1), st.sampled_from(["nearest", "reflect", "mirror", "wrap"]), small)
def test_a_constant_array_stays_constant_at_every_border_made_of_it(single, border, level):
    (w,) = single
    flat = np.full((3,) * w.ndim, level)
    assert np.array_equal(convolve(flat, w, "same", border=border), flat * w.sum())


@always
@given(together(2), small)
def test_a_border_of_a_value_shifts_the_array_and_its_border_of_zeros(pair, value):
    x, w = pair
    assert np.array_equal(convolve(x, w, value=value), convolve(x - value, w) + value * w.sum())
