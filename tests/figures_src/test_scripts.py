"""What every figure script promises: words for those who cannot see it, and a picture that everybody else can."""

import ast
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator, Mapping
from itertools import combinations
from pathlib import Path

import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle
from matplotlib.text import Text

Draw = Callable[[str], Figure]
Save = Callable[[str], bytes]
Palette = Mapping[str, tuple[str, str]]

SOURCES = Path(__file__).parents[2] / "figures_src"
SCRIPTS = sorted(path.stem for path in SOURCES.glob("*.py") if path.stem != "drawing")
PHONE = 358  # CSS pixels: the width of a picture on a phone
SVG = "{http://www.w3.org/2000/svg}"

scripts = pytest.mark.parametrize("name", SCRIPTS)


def words(name: str) -> list[str]:
    """The paragraphs of the module docstring, each on one line."""
    text = ast.get_docstring(ast.parse((SOURCES / f"{name}.py").read_text(encoding="utf-8"))) or ""
    return [" ".join(paragraph.split()) for paragraph in text.split("\n\n")]


def texts(figure: Figure) -> list[Text]:
    """The texts of a figure that can be seen, once it is laid out."""
    figure.draw_without_rendering()
    return [text for text in figure.findobj(Text) if text.get_visible() and text.get_text()]


def patch_under(text: Text, figure: Figure) -> Patch | None:
    """The topmost patch under the middle of a text."""
    box = text.get_window_extent()
    middle = ((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2)
    patches = [patch for axes in figure.axes for patch in axes.patches if patch.get_fill()]
    return next((patch for patch in reversed(patches) if patch.contains_point(middle)), None)


def paints(element: ElementTree.Element, style: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The fill and the stroke of every shape in an SVG, as inherited; black is what SVG fills with by default."""
    own = dict(re.findall(r"([\w-]+):\s*([^;]+)", element.get("style", "")))
    style = {**style, **own}
    if element.tag == f"{SVG}clipPath":
        return
    if element.tag in {f"{SVG}use", f"{SVG}path"}:
        yield style.get("fill", "#000000"), style.get("stroke", "none")
    for child in element:
        if child.tag != f"{SVG}defs":
            yield from paints(child, style)


@scripts
def test_alternative_text_is_one_sentence_of_60_to_200_characters(name: str) -> None:
    first = words(name)[0]
    assert 60 <= len(first) <= 200
    assert re.fullmatch(r"[^.]+\.", first)


@scripts
def test_long_description_gives_numbers(name: str) -> None:
    assert len(re.findall(r"\d+", " ".join(words(name)[1:]))) >= 10


@scripts
def test_a_script_has_at_most_60_lines(name: str) -> None:
    assert len((SOURCES / f"{name}.py").read_text(encoding="utf-8").splitlines()) <= 60


@scripts
def test_figure_has_the_house_width(draw: Draw, name: str) -> None:
    assert draw(name).get_figwidth() == 4.6


@scripts
def test_smallest_text_is_9_pixels_on_a_phone(draw: Draw, name: str) -> None:
    figure = draw(name)
    pixels = PHONE / (72 * figure.get_figwidth())
    sizes = [(text.get_text(), text.get_size() * pixels) for text in texts(figure)]
    assert [(line, size) for line, size in sizes if size < 9] == []


@scripts
def test_no_formula_shrinks_its_text_to_a_script(draw: Draw, name: str) -> None:
    assert [text.get_text() for text in texts(draw(name)) if re.search(r"\$.*[_^].*\$", text.get_text())] == []


@scripts
def test_no_text_is_cut_by_the_edge(draw: Draw, name: str) -> None:
    figure = draw(name)
    boxes = [(text.get_text(), text.get_window_extent()) for text in texts(figure)]
    inside = [figure.bbox.contains(*box.min) and figure.bbox.contains(*box.max) for _, box in boxes]
    assert [line for (line, _), fits in zip(boxes, inside, strict=True) if not fits] == []


@scripts
def test_no_two_texts_overlap(draw: Draw, name: str) -> None:
    boxes = [(text.get_text(), text.get_window_extent()) for text in texts(draw(name))]
    assert [(one[0], other[0]) for one, other in combinations(boxes, 2) if one[1].overlaps(other[1])] == []


@scripts
def test_no_text_stands_on_a_line(draw: Draw, name: str) -> None:
    figure = draw(name)
    boxes = [(text.get_text(), text.get_window_extent()) for text in texts(figure)]
    lines = [line for axes in figure.axes for line in axes.lines]
    paths = [line.get_path().transformed(line.get_transform()) for line in lines]
    assert [line for line, box in boxes if any(path.intersects_bbox(box, filled=False) for path in paths)] == []


@scripts
def test_a_label_fits_its_cell(draw: Draw, name: str) -> None:
    figure, wide = draw(name), []
    for text in texts(figure):
        cell, box = patch_under(text, figure), text.get_window_extent()
        if isinstance(cell, Rectangle) and not cell.get_window_extent().padded(-1).contains(*box.max):
            wide.append(text.get_text())
    assert wide == []


@scripts
@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
def test_every_text_is_readable_on_what_it_stands_on(
    draw: Draw, palette: Palette, contrast: Callable[[str, str], float], name: str, mode: int
) -> None:
    names = {light: name for name, (light, _) in palette.items()}
    figure, faint = draw(name), []
    for text in texts(figure):
        patch = patch_under(text, figure)
        color, ground = names[to_hex(text.get_color())], names[to_hex(patch.get_facecolor())] if patch else "page"
        if contrast(palette[color][mode], palette[ground][mode]) < 4.5:
            faint.append((text.get_text(), color, ground))
    assert faint == []


@scripts
def test_every_color_of_the_svg_is_in_the_palette(svg: Save, palette: Palette, name: str) -> None:
    root = ElementTree.fromstring(svg(name))
    used = {paint for pair in paints(root, {}) for paint in pair} - {"none"}
    assert used <= {light for light, _ in palette.values()}
    assert len(used) >= 4


@scripts
def test_nothing_is_translucent_or_a_bitmap(svg: Save, name: str) -> None:
    assert re.findall(rb"opacity|<image|<filter|Gradient", svg(name)) == []


@scripts
def test_text_is_drawn_as_paths(svg: Save, name: str) -> None:
    assert b"<text" not in svg(name)


@scripts
def test_an_svg_stays_small(svg: Save, name: str) -> None:
    assert len(svg(name)) < 120_000


@scripts
def test_drawing_twice_gives_the_same_bytes(svg: Save, name: str) -> None:
    assert svg(name) == svg(name)


FRESH = """
import importlib, sys
import matplotlib.style
from matplotlib import rcParams
matplotlib.style.use(sys.argv[1])
for name in sys.argv[3:]:
    rcParams["svg.hashsalt"] = name
    figure = importlib.import_module(name).draw()
    figure.savefig(f"{sys.argv[2]}/{name}.svg", metadata={"Date": None}, transparent=True)
"""


def test_a_fresh_process_gives_the_same_bytes(svg: Save, tmp_path: Path) -> None:
    paths = os.pathsep.join([str(SOURCES), str(SOURCES.parent / "src")])
    command = [sys.executable, "-W", "error", "-c", FRESH, str(SOURCES / "article.mplstyle"), str(tmp_path)]
    environment = {**os.environ, "PYTHONPATH": paths, "PYTHONHASHSEED": "7"}
    subprocess.run([*command, *reversed(SCRIPTS)], env=environment, check=True, timeout=120)
    assert {name: (tmp_path / f"{name}.svg").read_bytes() for name in SCRIPTS} == {name: svg(name) for name in SCRIPTS}
