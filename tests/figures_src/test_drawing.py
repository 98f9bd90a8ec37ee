"""The parts that pictures are put together from."""

import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.text import Annotation

import drawing
from drawing import COLORS, Grid


def test_a_part_of_a_grid_stands_where_its_row_and_column_say() -> None:
    assert Grid(2, 5, 4, 4).part(1, 3, 2, 1) == Grid(5, 6, 2, 1)


@pytest.mark.parametrize(
    ("shares", "point"), [((0, 0), (2, 5)), ((1, 1), (5, 9)), ((0.5, 0), (3.5, 5)), ((1, 0.5), (5, 7))]
)
def test_a_point_of_a_grid_is_given_by_shares_of_width_and_height(
    shares: tuple[float, float], point: tuple[float, float]
) -> None:
    assert Grid(2, 5, rows=4, columns=3).at(*shares) == point


def test_cells_of_a_canvas_are_square_and_rows_run_down() -> None:
    figure, axes = drawing.canvas(8, 6)
    corners = axes.transData.transform([(0, 0), (1, 1), (8, 6)])
    width, height = figure.bbox.size
    assert corners == pytest.approx(np.array([(0, height), (width / 8, height - width / 8), (width, 0)]))


def test_tint_gives_a_part_another_fill() -> None:
    assert drawing.tint((2, 3), "paper", np.s_[:, 1:], "input").tolist() == [["paper", "input", "input"]] * 2


def test_cells_are_labeled_and_filled_row_by_row() -> None:
    _, axes = drawing.canvas(8, 6)
    grid = drawing.cells(axes, (1, 2), [[1, 2.5]], [["paper", "kernel"]])
    assert grid == Grid(1, 2, 1, 2)
    assert [(text.get_position(), text.get_text()) for text in axes.texts] == [((1.5, 2.5), "1"), ((2.5, 2.5), "2.5")]
    assert [to_hex(patch.get_facecolor()) for patch in axes.patches] == [COLORS["paper"], COLORS["kernel"]]


def test_a_label_is_ink_on_a_fill_and_page_on_an_accent() -> None:
    _, axes = drawing.canvas(8, 6)
    drawing.cells(axes, (0, 0), [["a", "b"]], [["kernel_fill", "kernel"]])
    assert [text.get_color() for text in axes.texts] == [COLORS["ink"], COLORS["page"]]


def test_an_outline_goes_around_the_grid_and_paints_nothing_inside() -> None:
    _, axes = drawing.canvas(8, 6)
    drawing.outline(axes, Grid(1, 2, 3, 4), "output")
    (border,) = axes.patches
    assert (border.get_xy(), border.get_width(), border.get_height()) == ((1, 2), 4, 3)
    assert (to_hex(border.get_edgecolor()), border.get_fill()) == (COLORS["output"], False)


def test_an_arrow_points_from_its_start_to_its_end() -> None:
    _, axes = drawing.canvas(8, 6)
    drawing.arrow(axes, (1, 2), (3, 4))
    (arrow,) = axes.texts
    assert isinstance(arrow, Annotation)
    assert (arrow.get_position(), arrow.xy) == ((1, 2), (3, 4))


@pytest.mark.parametrize(("below", "heights"), [(False, [18, 5]), (True, [-6, -19])])
def test_a_note_stands_under_its_title(below: bool, heights: list[float]) -> None:
    _, axes = drawing.canvas(8, 6)
    drawing.caption(axes, Grid(1, 2, 2, 4), "title", "note", below=below)
    assert [(text.get_text(), text.xy, text.get_position()) for text in axes.texts] == [
        ("title", (3, 4 if below else 2), (0, heights[0])),
        ("note", (3, 4 if below else 2), (0, heights[1])),
    ]


def test_a_curve_keeps_its_corners_and_drops_what_lies_between_on_a_straight_line() -> None:
    _, ((panel,),) = drawing.panels(1, 1, 2, variable="$t$", ticks=(0, 8), tops=(2,))
    x = np.arange(9.0)
    drawing.curve(panel, "tent", x, np.array([0, 0, 0, 1, 2, 1, 0, 0, 0.0]), "output")
    assert panel.lines[-1].get_xydata().tolist() == [[0, 0], [2, 0], [4, 2], [6, 0], [8, 0]]


def test_a_curve_ends_where_the_panel_ends() -> None:
    _, ((panel,),) = drawing.panels(1, 1, 2, variable="$t$", ticks=(0, 2), tops=(2,))
    drawing.curve(panel, "line", np.arange(-5.0, 6.0), np.arange(11.0), "output")
    assert panel.lines[-1].get_xydata().tolist() == [[0, 5], [2, 7]]
