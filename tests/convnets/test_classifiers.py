"""The networks that read digits: their sizes, and how well they read when trained as everywhere on this site.

Training ten convolutional networks takes most of the time of these tests.
"""

import math

import numpy as np
import pytest

from convnets.classifiers import CONVOLUTIONAL, LINEAR, MULTILAYER, batch_of, correct, learn
from convnets.digits import Digits, load_digits, split_at_random, split_in_order
from convnets.network import forward, initialize, parameter_count

SEEDS = range(5)
DIGITS = load_digits()
RANDOM, ORDER = split_at_random(DIGITS, np.random.RandomState(0)), split_in_order(DIGITS)


def train_all(network, split):
    """The parameters after the last epoch, for each seed."""
    return [list(learn(network, split.training, seed))[-1] for seed in SEEDS]


@pytest.fixture(scope="module")
def readers():
    """Convolutional networks trained on the random split."""
    return train_all(CONVOLUTIONAL, RANDOM)


def mean(values):
    return sum(values) / len(values)


@pytest.mark.parametrize(
    ("network", "counts"),
    [(CONVOLUTIONAL, [80, 1168, 650]), (MULTILAYER, [1625, 260]), (LINEAR, [650])],
    ids=["convolutional", "multilayer", "linear"],
)
def test_parameters_are_as_many_as_the_article_says(network, counts):
    assert [parameter_count([layer]) for layer in network if layer.shapes] == counts
    assert parameter_count(network) == sum(counts)


def test_the_three_have_1898_1885_and_650_parameters():
    assert [parameter_count(network) for network in (CONVOLUTIONAL, MULTILAYER, LINEAR)] == [1898, 1885, 650]


def activations():
    start = initialize(CONVOLUTIONAL, np.random.RandomState(0))
    return forward(CONVOLUTIONAL, start, batch_of(DIGITS.take(slice(3))))


def test_shapes_shrink_from_the_image_to_ten_scores():
    assert [array.shape[1:] for array in activations()] == [
        (1, 8, 8),
        (8, 8, 8),
        (8, 8, 8),
        (8, 4, 4),
        (16, 4, 4),
        (16, 4, 4),
        (16, 2, 2),
        (64,),
        (10,),
    ]


def test_one_image_takes_23680_multiplications():
    # Each output of a convolution or a dense layer is a sum of as many products as a row of its weights is long.
    outputs = [math.prod(array.shape[1:]) for array in activations()[1:]]
    rows = [math.prod(layer.shapes[0][1:]) if layer.shapes else 0 for layer in CONVOLUTIONAL]
    assert sum(count * row for count, row in zip(outputs, rows, strict=True)) == 23680


def test_images_are_scaled_to_one_channel_from_0_to_1():
    batch = batch_of(DIGITS)
    assert (batch.shape, batch.dtype, batch.min(), batch.max()) == ((1797, 1, 8, 8), np.float64, 0, 1)
    assert (batch[:, 0] * 16).tolist() == DIGITS.images.tolist()


def test_reading_a_random_split_succeeds_in_more_than_97_of_100(readers):
    shares = [correct(CONVOLUTIONAL, parameters, RANDOM.test) for parameters in readers]
    assert 0.975 <= mean(shares) <= 0.995
    assert min(shares) >= 0.96


def test_reading_the_end_of_the_file_succeeds_less_often():
    shares = [correct(CONVOLUTIONAL, parameters, ORDER.test) for parameters in train_all(CONVOLUTIONAL, ORDER)]
    assert 0.90 <= mean(shares) <= 0.95


@pytest.mark.parametrize(
    ("network", "split", "low", "high"),
    [
        (MULTILAYER, RANDOM, 0.96, 0.985),
        (MULTILAYER, ORDER, 0.88, 0.91),
        (LINEAR, RANDOM, 0.96, 0.985),
        (LINEAR, ORDER, 0.88, 0.91),
    ],
    ids=["multilayer-random", "multilayer-order", "linear-random", "linear-order"],
)
def test_networks_without_convolution_read_less_well(network, split, low, high):
    shares = [correct(network, parameters, split.test) for parameters in train_all(network, split)]
    assert low <= mean(shares) <= high


def test_a_shift_by_one_pixel_spoils_a_quarter_of_the_answers(readers):
    shifted = Digits(np.pad(RANDOM.test.images, ((0, 0), (0, 0), (1, 0)))[:, :, :-1], RANDOM.test.labels)
    shares = [correct(CONVOLUTIONAL, parameters, shifted) for parameters in readers]
    assert 0.65 < mean(shares) < 0.8


def test_the_same_seed_gives_the_same_network_and_another_another():
    few = RANDOM.training.take(slice(40))
    first, again, other = (list(learn(CONVOLUTIONAL, few, seed, epochs=2))[-1] for seed in (0, 0, 1))
    assert [a.tolist() for a in first] == [a.tolist() for a in again]
    assert first[0].tolist() != other[0].tolist()


def test_learning_is_adam_on_batches_of_32_from_hes_parameters():
    few = RANDOM.training.take(slice(33))
    (own,) = learn(LINEAR, few, 3, epochs=1)
    random = np.random.RandomState(3)
    w, b = random.randn(10, 64) * math.sqrt(2 / 64), np.zeros(10)
    order, x = random.permutation(33), few.images.reshape(33, 64) / 16
    mean_w = square_w = mean_b = square_b = 0
    for step, chosen in enumerate((order[:32], order[32:]), 1):
        scores = x[chosen] @ w.T + b
        p = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
        errors = (p - np.eye(10)[few.labels[chosen]]) / len(chosen)
        dw, db = errors.T @ x[chosen], errors.sum(axis=0)
        mean_w, square_w = 0.9 * mean_w + 0.1 * dw, 0.999 * square_w + 0.001 * dw**2
        mean_b, square_b = 0.9 * mean_b + 0.1 * db, 0.999 * square_b + 0.001 * db**2
        rate, root = 0.01 / (1 - 0.9**step), math.sqrt(1 - 0.999**step)
        w = w - rate * mean_w / (np.sqrt(square_w) / root + 1e-8)
        b = b - rate * mean_b / (np.sqrt(square_b) / root + 1e-8)
    np.testing.assert_allclose(own[0], w, rtol=1e-9)
    np.testing.assert_allclose(own[1], b, rtol=1e-9)


def test_the_learning_rate_is_the_one_that_was_asked_for():
    few = RANDOM.training.take(slice(1))
    start = initialize(LINEAR, np.random.RandomState(0))[1]
    moved = next(learn(LINEAR, few, 0, rate=0.25))[1]
    np.testing.assert_allclose(np.abs(moved - start), 0.25, rtol=1e-5)


def test_thirty_epochs_unless_told_otherwise():
    assert sum(1 for _ in learn(LINEAR, RANDOM.training.take(slice(1)), 0)) == 30


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"rate": 0}, "rate must be a finite number above 0, got 0"),
        ({"epochs": 0}, "epochs must be an integer of at least 1, got 0"),
    ],
)
def test_other_arguments_are_refused(options, message):
    with pytest.raises(ValueError) as caught:
        next(learn(LINEAR, RANDOM.training, 0, **options))
    assert str(caught.value) == message
