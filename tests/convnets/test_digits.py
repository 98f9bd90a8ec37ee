"""The digits: that the file is the published one, what is in it, and that splits are what they say."""

import gzip
import hashlib
import re
import zlib

import numpy as np
import pytest

from convnets.convolution import correlate
from convnets.digits import FILE, SHA256, Digits, load_digits, split_at_random, split_in_order
from convnets.stencils import sobel

DIGITS = load_digits()


def rows(digits):
    """Each image with its label, to be compared as a whole."""
    return [(image.tobytes(), int(label)) for image, label in zip(digits.images, digits.labels, strict=True)]


def test_text_of_the_file_is_the_published_one():
    text = zlib.decompress(FILE.read_bytes(), wbits=31)
    assert hashlib.sha256(text).hexdigest() == SHA256
    assert (FILE.stat().st_size, len(text)) == (57523, 264712)


def test_the_note_beside_the_file_tells_its_sizes_and_checksums():
    note = FILE.with_name("README.md").read_text(encoding="utf-8")
    packed = FILE.read_bytes()
    digests = [hashlib.sha256(each).hexdigest() for each in (gzip.decompress(packed), packed)]
    assert re.findall(r"`([0-9a-f]{64})`", note) == digests
    assert re.findall(r"\(([\d,]+) bytes\)", note) == ["264,712", "57,523"]


def test_images_and_labels_are_the_numbers_of_the_lines():
    lines = gzip.decompress(FILE.read_bytes()).decode().split()
    expected = np.array([[int(number) for number in line.split(",")] for line in lines])
    assert (DIGITS.images.dtype, DIGITS.labels.dtype) == (np.float64, np.int64)
    assert DIGITS.images.shape == (1797, 8, 8)
    np.testing.assert_array_equal(DIGITS.images.reshape(1797, 64), expected[:, :64])
    np.testing.assert_array_equal(DIGITS.labels, expected[:, 64])


def test_there_are_as_many_of_each_digit_as_the_repository_says():
    assert np.bincount(DIGITS.labels).tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]


def test_pixels_are_from_0_to_16_and_sum_to_561718():
    assert (DIGITS.images.min(), DIGITS.images.max(), DIGITS.images.sum()) == (0, 16, 561718)


def test_three_pixels_are_always_paper():
    assert np.flatnonzero(DIGITS.images.reshape(1797, 64).max(axis=0) == 0).tolist() == [0, 32, 39]


def test_the_first_digit_is_a_zero_and_sobel_finds_its_left_edge_and_its_right():
    assert DIGITS.labels[0] == 0
    assert DIGITS.images[0, 0].tolist() == [0, 0, 5, 13, 9, 1, 0, 0]
    assert correlate(DIGITS.images[0], sobel(), "valid")[0].tolist() == [46, 42, -17, -3, -11, -42]


def test_neighbors_in_the_file_are_alike():
    flat = DIGITS.images.reshape(1797, 64)
    squares = (flat**2).sum(axis=1)
    distances = squares[:, np.newaxis] + squares - 2 * flat @ flat.T
    np.fill_diagonal(distances, np.inf)
    place = np.arange(1797)
    near = np.abs(distances.argmin(axis=1) - place) <= 90
    by_chance = ((np.abs(place[:, np.newaxis] - place) <= 90).sum() - 1797) / (1797 * 1796)
    assert (round(near.mean(), 2), round(by_chance, 2)) == (0.51, 0.10)


@pytest.mark.parametrize(
    ("text", "digest"),
    [
        (b"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        (b"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),  # FIPS 180-2, appendix B.1
    ],
)
def test_another_text_is_refused(tmp_path, text, digest):
    path = tmp_path / "digits.csv.gz"
    path.write_bytes(gzip.compress(text))
    with pytest.raises(ValueError) as caught:
        load_digits(path)
    assert str(caught.value) == f"digits.csv.gz must hold the digits as published, SHA-256 {SHA256}, got {digest}"


def test_the_same_text_packed_otherwise_is_welcome(tmp_path):
    path = tmp_path / "other.gz"
    path.write_bytes(gzip.compress(gzip.decompress(FILE.read_bytes()), compresslevel=1))
    np.testing.assert_array_equal(load_digits(path).images, DIGITS.images)


def test_taking_some_takes_images_with_their_labels():
    taken = DIGITS.take(np.array([5, 3]))
    assert rows(taken) == [rows(DIGITS)[5], rows(DIGITS)[3]]
    assert rows(DIGITS.take(slice(2, 4))) == rows(DIGITS)[2:4]


def test_the_split_in_order_cuts_the_file_at_1197_and_1497():
    split = split_in_order(DIGITS)
    assert rows(split.training) == rows(DIGITS)[:1197]
    assert rows(split.validation) == rows(DIGITS)[1197:1497]
    assert rows(split.test) == rows(DIGITS)[1497:]


def test_the_random_split_cuts_a_permutation_at_1197_and_1497():
    split, order = split_at_random(DIGITS, np.random.RandomState(4)), np.random.RandomState(4).permutation(1797)
    own = rows(DIGITS)
    assert rows(split.training) == [own[place] for place in order[:1197]]
    assert rows(split.validation) == [own[place] for place in order[1197:1497]]
    assert rows(split.test) == [own[place] for place in order[1497:]]


@pytest.mark.parametrize("count", [0, 1497])
def test_too_few_digits_are_refused(count):
    few = Digits(DIGITS.images[:count], DIGITS.labels[:count])
    for split in (split_in_order, lambda digits: split_at_random(digits, np.random.RandomState(0))):
        with pytest.raises(ValueError) as caught:
            split(few)
        assert str(caught.value) == f"digits must be more than 1497, got {count}"
