"""What the notebook says of its own results holds: its code is run once more, and compared with other computations."""

import contextlib
import io
import re
import runpy
from pathlib import Path

import matplotlib
import numpy as np
import pytest
from mkdocs.utils import meta
from scipy.ndimage import correlate

from mkdocs_colophon.notebooks.notebook import read
from mkdocs_colophon.publication import article, cff
from mkdocs_colophon.publication.fields import Fields

PATH = Path(__file__).parents[2] / "docs/notebooks/learned_kernels.py"
CELLS = read(PATH, PATH.name)[0].tree["cells"]
PROSE = " ".join(" ".join(cell["source"] for cell in CELLS if cell["cell_type"] == "markdown").split())
SOBEL = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])


@pytest.fixture(scope="module")
def names():
    """The names that the notebook leaves behind."""
    matplotlib.use("agg")
    with contextlib.redirect_stdout(io.StringIO()):
        left = runpy.run_path(str(PATH))
    left["plt"].close("all")
    return left


def alternative(label):
    """The alternative text of the cell with a label."""
    [cell] = [cell for cell in CELLS if cell["metadata"].get("label") == label]
    return cell["metadata"]["alt"]


def test_it_can_be_cited_like_an_article():
    _, values = meta.get_data(CELLS[0]["source"] + "\n")
    page = article.Source(str(values["title"]), "", Fields.of_page(values, PATH.name, ""))
    work, _ = cff.read((PATH.parents[2] / cff.FILE).read_text("utf-8"))
    found, problems = article.publication(page, article.Defaults(authors=work.authors))
    assert problems == [] and found is not None
    assert found.description.endswith(".") and found.issued == (2026, 11, 25)


def test_the_kernel_is_sobels_and_for_a_convolution_the_turned_one(names):
    assert np.array_equal(names["learned"].round(3), SOBEL)
    assert np.array_equal(names["flipped"].round(3), SOBEL[::-1, ::-1])


def test_the_grids_are_described_as_they_are(names):
    rows = re.findall(r"rows ([−\d ,]+)\.", alternative("fig:kernels"))
    grids = [np.array([row.replace("−", "-").split() for row in grid.split(",")], dtype=int) for grid in rows]
    assert np.array_equal(grids, [names["learned"].round(), names["flipped"].round()])


def test_a_few_steps_do_most_of_the_work_and_the_rest_takes_hundreds(names):
    errors = np.array(names["errors"])
    assert errors[20] < errors[0] / 100
    assert (np.diff(errors) < 0).all()
    # nearly a straight line on the logarithmic scale: the steps of the second half shrink the error alike
    factors = errors[251:] / errors[250:-1]
    assert factors.max() - factors.min() < 0.01


def test_the_curvatures_are_as_far_apart_as_the_text_says(names):
    values = np.linalg.svd(names["windows"] / np.sqrt(len(names["windows"])), compute_uv=False) ** 2
    assert np.allclose(values[::-1], names["curvatures"])
    assert f"{values[0] / values[-1]:.0f} times as steep" in PROSE
    assert names["RATE"] * values[0] < 2


def test_the_steepest_direction_has_one_sign_and_the_flattest_is_a_checkerboard(names):
    steepest, flattest = (np.sign(names["directions"][:, k]).reshape(3, 3) for k in (-1, 0))
    board = (-1) ** np.add.outer(range(3), range(3))
    assert abs(steepest.sum()) == 9
    assert abs((flattest * board).sum()) == 9


def test_a_shift_is_followed_at_stride_1_and_by_two_at_stride_2(names):
    page = names["page"][0, 0]

    def moved(stride, shift):
        strided = [correlate(np.roll(page, by), SOBEL, mode="constant")[1:-1:stride, 1:-1:stride] for by in (0, shift)]
        return np.abs(strided[1] - np.roll(strided[0], shift // stride, axis=1)).max()

    found = [[names["difference"](o, s, by) for by in (1, 2)] for s, o in names["operations"].values()]
    assert np.allclose(found[:2], [[moved(1, 1), moved(1, 2)], [moved(2, 1), moved(2, 2)]], atol=1e-12)
    assert np.array_equal(np.round(found, 12) == 0, [[True, True], [False, True], [False, True]])


def test_the_network_has_nearly_two_thousand_parameters(names):
    by_hand = 8 * 9 + 8 + 16 * 8 * 9 + 16 + 64 * 10 + 10
    assert names["parameter_count"](names["CONVOLUTIONAL"]) == by_hand
    assert 1800 < by_hand < 2000


def test_most_mistakes_take_a_digit_for_a_one_or_an_eight(names):
    confusion = names["confusion"]
    wrong = confusion - np.diag(confusion.diagonal())
    assert confusion.sum() == 300
    assert np.isclose(names["share"], confusion.trace() / 300)
    assert wrong[:, [1, 8]].sum() > wrong.sum() / 2
    assert confusion.trace() > 150
    assert wrong.sum() >= 8  # so many are shown


def test_a_test_drawn_at_random_is_much_easier(names):
    assert names["lucky_share"] > names["share"] + 0.05
