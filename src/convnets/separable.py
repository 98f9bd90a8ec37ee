"""Separable kernels: those that are a column times a row, and sums of few such products.

A kernel of k × k taps that is a column times a row costs 2k multiplications for each value instead of k².
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from convnets.convolution import convolve
from convnets.integers import integer
from convnets.operands import check_overflow, operand
from convnets.padding import Border, Padding, pad, resolve_padding

Values = NDArray[np.inexact[Any]]


@dataclass(frozen=True, slots=True)
class Separation:
    """A kernel as a sum of columns times rows, or near to it.

    Attributes
    ----------
    pairs
        The columns and rows: the kernel is about Σ ``np.outer(column, row)``, the largest term first.
    error
        How far the sum is from the kernel: the spectral norm of their difference, which is the first singular value
        left out. No tap is farther off than that.
    """

    pairs: tuple[tuple[Values, Values], ...]
    error: float


def rank(w: ArrayLike) -> int:
    """Return how many columns times rows a kernel is the sum of; 1 means that it is separable.

    Parameters
    ----------
    w
        The kernel: two axes, integer, real or complex, all finite.

    Returns
    -------
    int
        How many singular values are larger than rounding would leave in place of zeros: ε max(height, width) times
        the largest of them. 0 if all taps are 0.

    Raises
    ------
    ValueError
        If `w` does not have two axes, is empty, or does not hold finite numbers.

    References
    ----------
    Golub & Van Loan, *Matrix Computations*, 4th ed., Johns Hopkins University Press 2013, section 5.4.1.

    Examples
    --------
    A blur is separable; the Laplacian is not:

    >>> rank([[1, 2, 1], [2, 4, 2], [1, 2, 1]]), rank([[0, 1, 0], [1, -4, 1], [0, 1, 0]])
    (1, 2)
    """
    return int(np.linalg.matrix_rank(_kernel(w)))


def separate(w: ArrayLike, terms: int | None = None) -> Separation:
    r"""Return the columns and rows whose products add up to a kernel, or come as near to it as `terms` of them can.

    The singular value decomposition w = Σ σᵢ uᵢ vᵢᴴ is such a sum; its first terms are the nearest.

    Parameters
    ----------
    w
        The kernel: two axes, integer, real or complex, all finite.
    terms
        How many products to keep, at least 1; as many as the rank if None. More than the rank change nothing.

    Returns
    -------
    Separation
        Columns √σ u and rows √σ v̄, as many as asked for but no more than the rank, or one if that is 0. They are
        float32 or complex64 if `w` is, otherwise float64 or complex128. The largest entry of each column, the first
        of them, is real and positive.

    Raises
    ------
    ValueError
        If `w` does not have two axes, is empty, or does not hold finite numbers; or if `terms` is not an integer of at
        least 1.

    References
    ----------
    Eckart & Young, "The approximation of one matrix by another of lower rank", *Psychometrika* 1(3):211–218, 1936.

    Golub & Van Loan, *Matrix Computations*, 4th ed., Johns Hopkins University Press 2013, section 2.4.

    Examples
    --------
    >>> sobel = separate([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    >>> [(column, row)] = sobel.pairs
    >>> (column / column[0]).round().astype(int), (row * column[0]).round().astype(int)
    (array([1, 2, 1]), array([-1,  0,  1]))

    The Laplacian has the singular values √6 + 2, √6 − 2 and 0. One term leaves the second as error:

    >>> round(separate([[0, 1, 0], [1, -4, 1], [0, 1, 0]], terms=1).error, 6)
    0.44949
    """
    kernel = _kernel(w)
    columns, stretches, rows = np.linalg.svd(kernel, full_matrices=False)
    most = max(1, rank(kernel))
    count = most if terms is None else min(integer(terms, "terms"), most)
    pairs = (_pair(columns[:, i], stretches[i], rows[i]) for i in range(count))
    return Separation(tuple(pairs), float(stretches[count]) if count < len(stretches) else 0.0)


def convolve_separable(
    x: ArrayLike,
    pairs: Sequence[tuple[ArrayLike, ArrayLike]],
    padding: Padding = "full",
    *,
    border: Border = "constant",
) -> NDArray[Any]:
    """Return the convolution of an image with a kernel that is given as columns and rows.

    Parameters
    ----------
    x
        The image: two axes, integer, real or complex.
    pairs
        One or more columns and rows, of the same lengths each, as in `Separation`.
    padding, border
        As in `convnets.convolution.convolve`.

    Returns
    -------
    ndarray
        What ``convolve(x, w, padding, border=border)`` gives for w = Σ ``np.outer(column, row)``, but for rounding;
        integers stay integers.

    Raises
    ------
    ValueError
        If `x` does not have two axes, or a column or row not one; if there is no pair; if the columns or the rows
        are not all of one length; or as in `convnets.convolution.convolve`.

    Examples
    --------
    >>> image = [[0, 0, 0], [0, 1, 0], [0, 0, 2]]
    >>> convolve_separable(image, [([1, 2, 1], [1, 0, -1])], "same")
    array([[ 1,  0, -1],
           [ 2,  2, -2],
           [ 1,  4, -1]])
    """
    image = operand(x, 2, "x")
    factors = [(operand(column, 1, "column"), operand(row, 1, "row")) for column, row in pairs]
    spans = {(len(column), len(row)) for column, row in factors}
    if len(spans) != 1:
        raise ValueError(f"pairs must be columns of one length and rows of one length, got lengths {sorted(spans)}")
    padded = pad(image, resolve_padding(padding, spans.pop()), border=border)
    terms = np.stack([_convolve_term(padded, column, row) for column, row in factors])
    check_overflow(terms, np.ones(len(terms), terms.dtype))
    total: NDArray[Any] = terms.sum(axis=0, dtype=terms.dtype)
    return total


def _convolve_term(padded: NDArray[Any], column: NDArray[Any], row: NDArray[Any]) -> NDArray[Any]:
    return convolve(convolve(padded, column[:, np.newaxis], "valid"), row[np.newaxis], "valid")


def _kernel(w: ArrayLike) -> Values:
    kernel = operand(w, 2, "w")
    if not np.isfinite(kernel).all():
        raise ValueError("w must be finite, got NaN or infinity")
    # The decomposition knows these four dtypes only.
    return kernel if kernel.dtype.char in "fdFD" else kernel.astype(complex if kernel.dtype.kind == "c" else float)


def _pair(column: Values, stretch: float, row: Values) -> tuple[Values, Values]:
    # Either sign (or phase) would do; this one is the same on every machine.
    largest = column[np.argmax(np.abs(column).round(6))]
    phase = largest / np.abs(largest)
    root = np.sqrt(stretch)
    return column / phase * root, row * phase * root
