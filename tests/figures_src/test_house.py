"""The rooms and the lines between them, against the folders of the generator and the graph that import-linter reads."""

import re
from collections.abc import Callable
from pathlib import Path

import grimp
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Annotation

import house

GENERATOR = Path(__file__).parents[2] / "src/mkdocs_colophon"
ABOVE = ["host", "command", "pipeline"]
BESIDE_EACH_OTHER = ["crossref", "citations", "math", "publication", "figures", "notebooks"]
BELOW = ["evidence", "freshness", "tracing", "processes", "html", "locales"]
ROOMS = [*ABOVE, *BESIDE_EACH_OTHER, *BELOW]

Place = tuple[float, float]
Arrows = set[tuple[str, str]]


@pytest.fixture(scope="module")
def axes(draw: Callable[[str], Figure]) -> Axes:
    (canvas,) = draw("house").axes
    return canvas


@pytest.fixture(scope="module")
def steps(axes: Axes) -> dict[str, Place]:
    """The middle of each room's step, across and down, in the order of the names from top to bottom."""
    words = [text for text in axes.texts if isinstance(text, Annotation) and not text.arrow_patch]
    names = {round(text.xy[1], 6): text.get_text() for text in words}
    middles = [(round(x + 0.5, 6), round(y + 0.5, 6)) for x, y in (patch.get_xy() for patch in axes.patches)]
    return {names[down]: (across, down) for across, down in sorted(middles, key=lambda middle: middle[1])}


@pytest.fixture(scope="module")
def imports() -> Arrows:
    """Which room imports which."""
    graph = grimp.build_graph("mkdocs_colophon", cache_dir=None)
    pairs = ((one, other) for one in graph.modules for other in graph.find_modules_directly_imported_by(one))
    found = {(room_of(one), room_of(other)) for one, other in pairs}
    return {(one, other) for one, other in found if one != other and {one, other} <= {*ROOMS}}


def room_of(module: str) -> str:
    return [*module.split("."), ""][1]


def told() -> str:
    return " ".join((house.__doc__ or "").split())


def test_the_rooms_are_the_folders_of_the_generator_that_hold_code() -> None:
    assert sorted(ROOMS) == sorted(path.parent.name for path in GENERATOR.glob("*/__init__.py"))


def test_the_rooms_stand_in_the_order_of_their_layers(steps: dict[str, Place]) -> None:
    assert list(steps) == ROOMS


def test_every_step_stands_further_to_the_right_than_the_one_above(steps: dict[str, Place]) -> None:
    across = [place[0] for place in steps.values()]
    assert across == sorted(set(across))


def test_rooms_beside_each_other_have_a_color_of_their_own(axes: Axes) -> None:
    fills = {room: patch.get_facecolor() for room, patch in zip(ROOMS, axes.patches, strict=True)}
    assert [room for room in ROOMS if fills[room] == fills["math"]] == BESIDE_EACH_OTHER


def test_a_dot_stands_where_a_room_imports_another(axes: Axes, steps: dict[str, Place], imports: Arrows) -> None:
    rows = {down: room for room, (_, down) in steps.items()}
    columns = {across: room for room, (across, _) in steps.items()}
    dots = [point for line in axes.lines for point in line.get_xydata()[[*line.get_markevery()]]]
    found = [(rows[round(down, 6)], columns[round(across, 6)]) for across, down in dots]
    assert sorted(found) == sorted(imports)


def test_a_level_line_begins_at_each_room(axes: Axes, steps: dict[str, Place]) -> None:
    starts = [tuple(line.get_xydata()[0].round(6)) for line in axes.lines]
    assert starts == [(across + 0.5, down) for across, down in steps.values()]
    assert {len(set(line.get_ydata())) for line in axes.lines} == {1}


def test_an_arrow_leads_down_to_a_room_from_the_level_of_the_first_that_imports_it(
    axes: Axes, steps: dict[str, Place], imports: Arrows
) -> None:
    arrows = [text for text in axes.texts if isinstance(text, Annotation) and text.arrow_patch]
    found = [(*(round(float(each), 6) for each in (*arrow.xyann, *arrow.xy)),) for arrow in arrows]
    levels = {room: [steps[one][1] for one, other in imports if other == room] for room in ROOMS}
    assert found == [(x, min(levels[room]), x, y - 0.5) for room, (x, y) in steps.items() if levels[room]]


def test_the_words_say_what_each_room_imports(imports: Arrows) -> None:
    known = {room: [other for other in ROOMS if (room, other) in imports] for room in ROOMS}
    expected = {room: f"{len(others)}: {', '.join(others)}" for room, others in known.items() if others}
    assert dict(re.findall(r"(\w+) imports (\d+: [\w, ]+)\.", told())) == expected


def test_the_words_say_which_rooms_import_none(imports: Arrows) -> None:
    *others, last = (room for room in ROOMS if room not in {one for one, _ in imports})
    assert told().endswith(f" {', '.join(others)} and {last} import 0.")


def test_the_words_count_the_rooms() -> None:
    assert told().startswith(f"The {len(ROOMS)} rooms ")


def test_an_import_counts_wherever_it_stands_and_an_example_of_one_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "room/inner").mkdir(parents=True)
    (tmp_path / "room/one.py").write_text(
        '"""\n>>> import mkdocs_colophon.a\n"""\nimport os, mkdocs_colophon.b.x as x\n'
    )
    (tmp_path / "room/inner/two.py").write_text("def late():\n    from mkdocs_colophon import c\n")
    monkeypatch.setattr(house, "GENERATOR", tmp_path)
    assert house.imported("room") == {"b", "c"}
