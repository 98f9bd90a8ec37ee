"""Batches, loss and training, against a loop written out and a descent that must lead downhill."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import special

from convnets.blocks import Dense, ReLU
from convnets.network import initialize
from convnets.optimizers import SGD, Adam
from convnets.training import accuracy, batches, loss, loss_gradients, train

always = settings(deadline=None, derandomize=True, max_examples=60)

RANDOM = np.random.RandomState(2)
X, LABELS = RANDOM.randn(10, 3), RANDOM.randint(0, 2, 10)
LINEAR = (Dense(3, 2),)
START = (RANDOM.randn(2, 3), RANDOM.randn(2))


def slope(w, b, x, labels):
    """The gradient of the mean cross-entropy of a linear classifier, from the textbook's formula."""
    errors = (special.softmax(x @ w.T + b, axis=1) - np.eye(2)[labels]) / len(x)
    return errors.T @ x, errors.sum(axis=0)


@always
@given(st.integers(1, 40), st.integers(1, 50), st.integers(0, 99))
def test_batches_hold_everything_once_in_the_order_of_one_permutation(count, size, seed):
    found = list(batches(count, size, np.random.RandomState(seed)))
    assert np.concatenate(found).tolist() == np.random.RandomState(seed).permutation(count).tolist()
    assert {len(batch) for batch in found[:-1]} <= {size}
    assert 1 <= len(found[-1]) <= size


def test_loss_is_the_cross_entropy_of_the_last_layer():
    scores = X @ START[0].T + START[1]
    expected = -special.log_softmax(scores, axis=1)[np.arange(10), LABELS].mean()
    assert loss(LINEAR, START, X, LABELS) == pytest.approx(expected, rel=1e-13)


def test_gradients_of_a_linear_classifier_are_those_of_the_textbook():
    for own, other in zip(loss_gradients(LINEAR, START, X, LABELS), slope(*START, X, LABELS), strict=True):
        np.testing.assert_allclose(own, other, atol=1e-15)


def test_training_is_a_step_for_each_batch_of_each_epoch():
    (w, b), expected, random = START, [], np.random.RandomState(8)
    for _ in range(3):
        order = random.permutation(10)
        for chosen in (order[:4], order[4:8], order[8:]):
            dw, db = slope(w, b, X[chosen], LABELS[chosen])
            w, b = w - 0.5 * dw, b - 0.5 * db
        expected.append((w, b))
    random = np.random.RandomState(8)
    found = list(train(LINEAR, START, X, LABELS, optimizer=SGD(0.5), epochs=3, batch=4, random=random))
    assert len(found) == 3
    for own, other in zip(found, expected, strict=True):
        np.testing.assert_allclose(own[0], other[0], rtol=1e-12)
        np.testing.assert_allclose(own[1], other[1], rtol=1e-12)


def test_training_leaves_what_it_was_given_as_it_was():
    copies = [array.copy() for array in (*START, X, LABELS)]
    list(train(LINEAR, START, X, LABELS, optimizer=Adam(), epochs=2, batch=4, random=np.random.RandomState(0)))
    for array, copy in zip((*START, X, LABELS), copies, strict=True):
        np.testing.assert_array_equal(array, copy)


def test_the_optimizer_remembers_from_epoch_to_epoch():
    velocity, (w, b) = (np.zeros((2, 3)), np.zeros(2)), START
    for _ in range(2):
        velocity = tuple(0.9 * v + g for v, g in zip(velocity, slope(w, b, X, LABELS), strict=True))
        w, b = w - 0.1 * velocity[0], b - 0.1 * velocity[1]
    random = np.random.RandomState(0)
    *_, (own, _) = train(LINEAR, START, X, LABELS, optimizer=SGD(0.1, 0.9), epochs=2, batch=10, random=random)
    np.testing.assert_allclose(own, w, rtol=1e-12)


def test_a_small_network_learns_what_no_linear_classifier_can():
    corners, labels = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0, 1, 1, 0])
    network = (Dense(2, 8), ReLU(), Dense(8, 2))
    random = np.random.RandomState(0)
    start = initialize(network, random)
    *_, parameters = train(network, start, corners, labels, optimizer=Adam(0.05), epochs=200, batch=4, random=random)
    assert accuracy(network, parameters, corners, labels) == 1
    assert loss(network, parameters, corners, labels) < 0.05


@pytest.mark.parametrize("optimizer", [SGD(0.1, 0.9), Adam()])
def test_float32_stays_float32(optimizer):
    start, x = tuple(array.astype("float32") for array in START), X.astype("float32")
    options = {"optimizer": optimizer, "epochs": 2, "batch": 4, "random": np.random.RandomState(0)}
    for parameters in train(LINEAR, start, x, LABELS, **options):
        assert [array.dtype.name for array in parameters] == ["float32", "float32"]


def test_accuracy_is_the_share_of_highest_scores_that_are_right_and_of_equals_the_first():
    identity = (np.eye(3), np.zeros(3))
    scores = np.array([[3.0, 1, 2], [1, 2, 3], [0, 5, 5], [0, 5, 5], [7, 7, 7]])
    assert accuracy([Dense(3, 3)], identity, scores, np.array([0, 1, 1, 2, 0])) == 0.6


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"epochs": 0}, "epochs must be an integer of at least 1, got 0"),
        ({"batch": 0}, "batch must be an integer of at least 1, got 0"),
        ({"labels": LABELS[:9]}, "x and labels must be as many, at least one, got shapes (10, 3) and (9,)"),
        ({"labels": LABELS / 2}, "labels must be 10 integers, got float64 of shape (10,)"),
        ({"labels": LABELS + 1}, "labels must be from 0 to 1, got 1 to 2"),
        (
            {"x": X[:0], "labels": LABELS[:0]},
            "x and labels must be as many, at least one, got shapes (0, 3) and (0,)",
        ),
        ({"x": X[:, :2]}, "x must have shape (N, 3), got (10, 2)"),
        ({"parameters": START[:1]}, "parameters must have the shapes ((2, 3), (2,)), got ((2, 3),)"),
    ],
)
def test_other_arguments_are_refused(change, message):
    given = {"parameters": START, "x": X, "labels": LABELS, "epochs": 1, "batch": 10} | change
    with pytest.raises(ValueError) as caught:
        next(train(LINEAR, **given, optimizer=SGD(0.1), random=np.random.RandomState(0)))
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("epochs_survived", "rate", "message"),
    [
        (0, 1e308, "parameters must stay finite: the learning rate is too high"),
        (1, 1e306, "scores must be finite: if training made them, its learning rate is too high"),
    ],
)
def test_a_training_that_diverges_is_stopped(epochs_survived, rate, message):
    options = {"optimizer": SGD(rate), "epochs": 5, "batch": 10, "random": np.random.RandomState(0)}
    epochs = train(LINEAR, START, X * 100, LABELS, **options)
    for _ in range(epochs_survived):
        next(epochs)
    with pytest.raises(ValueError) as caught:
        next(epochs)
    assert str(caught.value) == message


@pytest.mark.parametrize("labels", [LABELS[:9], LABELS[:1], np.array(0)])
def test_accuracy_of_another_number_of_labels_is_refused(labels):
    with pytest.raises(ValueError) as caught:
        accuracy(LINEAR, START, X, labels)
    assert str(caught.value) == f"x and labels must be as many, at least one, got shapes (10, 3) and {labels.shape}"


@pytest.mark.parametrize(("count", "size", "name"), [(0, 1, "count"), (1, 0, "size")])
def test_no_batches_of_nothing(count, size, name):
    with pytest.raises(ValueError) as caught:
        next(batches(count, size, np.random.RandomState(0)))
    assert str(caught.value) == f"{name} must be an integer of at least 1, got 0"
