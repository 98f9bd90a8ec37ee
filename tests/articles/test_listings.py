"""The listings in the articles run and give what the text says."""

import re
from pathlib import Path

import numpy as np

ARTICLES = Path(__file__).parents[2] / "docs/articles"


def run(article, label):
    """The names that a listing leaves behind."""
    [code] = re.findall(
        rf"^```{{#{label} [^}}]*}}\n(.*?)^```$", (ARTICLES / article).read_text(), re.MULTILINE | re.DOTALL
    )
    names = {}
    exec(code, names)
    return names


def matrices(article, label):
    """The matrices in the equation with a label."""
    tex = (ARTICLES / article).read_text().split(f"$$ {{#{label}}}")[0].rpartition("$$ ")[2]
    found = re.findall(r"\\begin\{pmatrix\}(.*?)\\end\{pmatrix\}", tex)
    return [np.array([[int(cell) for cell in row.split("&")] for row in each.split(r"\\")]) for each in found]


def test_the_listing_computes_the_two_outputs_that_the_equation_shows():
    names = run("convolution.md", "lst:outputs")
    correlation, convolution = matrices("convolution.md", "eq:two_outputs")
    assert np.array_equal(names["cross_correlation"], correlation)
    assert np.array_equal(names["convolution"], convolution)
