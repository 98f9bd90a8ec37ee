"""Softmax and cross-entropy, against SciPy, differences, and scores so large that a plain formula overflows."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from scipy import special

from convnets.loss import cross_entropy, cross_entropy_gradient, softmax

always = settings(deadline=None, derandomize=True, max_examples=60)
scores_of = arrays(float, array_shapes(min_dims=2, max_dims=2, max_side=6), elements=st.floats(-50, 50))


def labels_for(scores):
    return np.arange(len(scores)) % scores.shape[1]


@always
@given(arrays(float, array_shapes(max_dims=3, max_side=4), elements=st.floats(-50, 50)))
def test_softmax_is_that_of_scipy(scores):
    np.testing.assert_allclose(softmax(scores), special.softmax(scores, axis=-1), rtol=1e-12)


@always
@given(scores_of)
def test_cross_entropy_is_minus_the_mean_logarithm_of_the_right_probability(scores):
    labels = labels_for(scores)
    expected = -np.mean([row[label] for row, label in zip(special.log_softmax(scores, axis=1), labels, strict=True)])
    assert cross_entropy(scores, labels) == pytest.approx(expected, rel=1e-12, abs=1e-12)


@always
@given(scores_of)
def test_gradient_is_the_slope_of_the_loss(scores):
    labels, step = labels_for(scores), 1e-5
    gradient = cross_entropy_gradient(scores, labels)
    assert gradient.shape == scores.shape
    for index in np.ndindex(scores.shape):
        nudge = np.zeros_like(scores)
        nudge[index] = step
        slope = (cross_entropy(scores + nudge, labels) - cross_entropy(scores - nudge, labels)) / (2 * step)
        assert gradient[index] == pytest.approx(slope, abs=1e-8)


@always
@given(scores_of)
def test_gradient_is_probability_less_truth_over_the_number_of_images(scores):
    labels = labels_for(scores)
    truth = np.eye(scores.shape[1])[labels]
    expected = (special.softmax(scores, axis=1) - truth) / len(scores)
    np.testing.assert_allclose(cross_entropy_gradient(scores, labels), expected, atol=1e-14)


def test_the_same_number_added_to_all_scores_changes_nothing():
    scores = np.array([[1.0, 2.0, 4.0]])
    assert softmax(scores + 1024).tolist() == softmax(scores).tolist()
    assert cross_entropy(scores + 1024, [1]) == cross_entropy(scores, [1])


def test_scores_of_any_size_neither_overflow_nor_lose_the_loss():
    assert softmax([1e300, -1e300]).tolist() == [1, 0]
    assert cross_entropy([[1e300, -1e300]], [0]) == 0
    assert cross_entropy([[2000.0, 0.0]], [1]) == 2000
    assert cross_entropy_gradient([[2000.0, 0.0]], [1]).tolist() == [[1, -1]]


def test_a_guess_among_ten_classes_costs_the_logarithm_of_ten():
    assert cross_entropy(np.zeros((3, 10)), [0, 5, 9]) == pytest.approx(math.log(10), rel=1e-15)


@pytest.mark.parametrize(("dtype", "result"), [("float32", "float32"), ("float64", "float64"), ("int8", "float64")])
def test_real_scores_keep_their_dtype_and_integers_give_float64(dtype, result):
    scores = np.array([[-128, 127]]).astype(dtype)
    assert softmax(scores).dtype == result
    assert cross_entropy_gradient(scores, [0]).dtype == result
    assert cross_entropy(scores, [0]) == 255


def test_arguments_are_left_as_they_are():
    scores, labels = np.array([[1.0, 2.0]]), np.array([1])
    softmax(scores), cross_entropy(scores, labels), cross_entropy_gradient(scores, labels)
    assert (scores.tolist(), labels.tolist()) == ([[1, 2]], [1])


@pytest.mark.parametrize("function", [cross_entropy, cross_entropy_gradient])
@pytest.mark.parametrize(
    ("scores", "labels", "message"),
    [
        ([1.0, 2.0], [0], "scores must have shape (N, C) and at least one value, got shape (2,)"),
        (np.zeros((0, 2)), [], "scores must have shape (N, C) and at least one value, got shape (0, 2)"),
        ([["a"]], [0], "scores must hold real numbers, got <U1"),
        ([[1j, 2]], [0], "scores must hold real numbers, got complex128"),
        (
            [[1.0, np.nan]],
            [0],
            "scores must be finite: if training made them, its learning rate is too high",
        ),
        (
            [[1.0, np.inf]],
            [0],
            "scores must be finite: if training made them, its learning rate is too high",
        ),
        ([[1.0, 2.0]], [0, 1], "labels must be 1 integers, got int64 of shape (2,)"),
        ([[1.0, 2.0]], [0.0], "labels must be 1 integers, got float64 of shape (1,)"),
        ([[1.0, 2.0]] * 2, [0, 2], "labels must be from 0 to 1, got 0 to 2"),
        ([[1.0, 2.0]] * 2, [-1, 1], "labels must be from 0 to 1, got -1 to 1"),
    ],
)
def test_other_scores_and_labels_are_refused(function, scores, labels, message):
    with pytest.raises(ValueError) as caught:
        function(scores, labels)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("scores", "message"),
    [
        (1.0, "scores must have shape (..., C) and at least one value, got shape ()"),
        ([[], []], "scores must have shape (..., C) and at least one value, got shape (2, 0)"),
        (["a"], "scores must hold real numbers, got <U1"),
        ([np.inf, 0], "scores must be finite: if training made them, its learning rate is too high"),
    ],
)
def test_softmax_refuses_what_has_no_probabilities(scores, message):
    with pytest.raises(ValueError) as caught:
        softmax(scores)
    assert str(caught.value) == message
