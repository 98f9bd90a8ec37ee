"""Handwritten digits: 1,797 images of 8 × 8 pixels, and two ways to split them.

The images are by 13 writers; who wrote which is not recorded. Neighbors in the file are alike: half of the images have
their nearest neighbor, by distance, within 90 places, where chance would give a tenth. So a test drawn at random is
easier than one cut off the end, for training has seen images very like those of the test.
"""

import gzip
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

FILE = Path(__file__).parent / "data" / "digits.csv.gz"
SHA256 = "6ebb3d2fee246a4e99363262ddf8a00a3c41bee6014c373ed9d9216ba7f651b8"
TRAINING, VALIDATION = 1197, 300  # of 1797: 300 are left for the test


@dataclass(frozen=True, slots=True, eq=False)
class Digits:
    """Images and what they show.

    Attributes
    ----------
    images
        float64, of shape (N, 8, 8): whole numbers from 0, paper, to 16, ink.
    labels
        int64, of shape (N,): the digits.
    """

    images: NDArray[np.float64]
    labels: NDArray[np.int64]

    def take(self, chosen: slice | NDArray[np.integer[Any]]) -> "Digits":
        """Return some of them: those that a slice or an array of numbers chooses."""
        return Digits(self.images[chosen], self.labels[chosen])


@dataclass(frozen=True, slots=True, eq=False)
class Split:
    """Digits to learn from, digits to choose by, and digits to judge by, once.

    Attributes
    ----------
    training
        1,197 of them.
    validation
        300, for choosing a learning rate or the moment to stop.
    test
        300, for the number that is published.
    """

    training: Digits
    validation: Digits
    test: Digits


def load_digits(path: Path = FILE) -> Digits:
    """Return the 1,797 digits in the order of their file.

    Each pixel counts the ink in 4 × 4 pixels of a black and white scan, 0 to 16. These are the test part of the
    data set; its training part, of other writers, is not here.

    Parameters
    ----------
    path
        The file: gzipped text, with 64 pixels and the label in each line.

    Raises
    ------
    ValueError
        If the text is not the one that was published, by its SHA-256.

    References
    ----------
    Alpaydin & Kaynak, *Optical Recognition of Handwritten Digits*, UCI Machine Learning Repository, 1998,
    doi:10.24432/C50P49, CC BY 4.0.

    Examples
    --------
    >>> digits = load_digits()
    >>> digits.images.shape, digits.labels[:5]
    ((1797, 8, 8), array([0, 1, 2, 3, 4]))
    >>> digits.images[0, 0]
    array([ 0.,  0.,  5., 13.,  9.,  1.,  0.,  0.])
    """
    text = gzip.decompress(path.read_bytes())
    found = hashlib.sha256(text).hexdigest()
    if found != SHA256:
        raise ValueError(f"{path.name} must hold the digits as published, SHA-256 {SHA256}, got {found}")
    rows = np.loadtxt(text.decode("ascii").splitlines(), dtype=np.int64, delimiter=",")
    return Digits(rows[:, :-1].reshape(-1, 8, 8).astype(np.float64), rows[:, -1])


def split_in_order(digits: Digits) -> Split:
    """Return the first 1,197 digits for training, the next 300 for validation and the rest for the test.

    Parameters
    ----------
    digits
        What `load_digits` returned.

    Raises
    ------
    ValueError
        If there are not more digits than training and validation take.

    Examples
    --------
    >>> split_in_order(load_digits()).validation.labels[:5]
    array([8, 4, 1, 7, 7])
    """
    return _split(digits, np.arange(len(digits.labels)))


def split_at_random(digits: Digits, random: np.random.RandomState) -> Split:
    """Return 1,197 digits for training, 300 for validation and the rest for the test, all drawn at random.

    Parameters
    ----------
    digits
        What `load_digits` returned.
    random
        Where the order comes from: one permutation.

    Raises
    ------
    ValueError
        As in `split_in_order`.

    Examples
    --------
    >>> split = split_at_random(load_digits(), np.random.RandomState(0))
    >>> len(split.training.labels), len(split.validation.labels), len(split.test.labels)
    (1197, 300, 300)
    """
    return _split(digits, random.permutation(len(digits.labels)))


def _split(digits: Digits, order: NDArray[np.integer[Any]]) -> Split:
    known = TRAINING + VALIDATION
    if len(order) <= known:
        raise ValueError(f"digits must be more than {known}, got {len(order)}")
    return Split(digits.take(order[:TRAINING]), digits.take(order[TRAINING:known]), digits.take(order[known:]))
