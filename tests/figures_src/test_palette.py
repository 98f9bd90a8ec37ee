"""The palette: its form, and what can be read on what, on a light page and on a dark one."""

import re
from collections.abc import Callable, Mapping
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import ArrayLike

import drawing

Palette = Mapping[str, tuple[str, str]]
Contrast = Callable[[str, str], float]

ACCENTS = ("input", "kernel", "output", "highlight")
FILLS = ("paper", "input_fill", "kernel_fill", "output_fill", "highlight_fill")
LIGHT, DARK = 0, 1
modes = pytest.mark.parametrize("mode", [LIGHT, DARK], ids=["light", "dark"])


def test_every_color_is_a_lower_case_hex_triple(palette: Palette) -> None:
    assert [color for pair in palette.values() for color in pair if not re.fullmatch("#[0-9a-f]{6}", color)] == []


def test_light_colors_are_distinct(palette: Palette) -> None:
    assert len({light for light, _ in palette.values()}) == len(palette)


def test_no_light_color_is_the_dark_color_of_another_name(palette: Palette) -> None:
    clashes = [(one, other) for one in palette for other in palette if one != other]
    assert [names for names in clashes if palette[names[0]][LIGHT] == palette[names[1]][DARK]] == []


def test_no_color_is_black_which_matplotlib_leaves_out_of_svg(palette: Palette) -> None:
    assert "#000000" not in {color for pair in palette.values() for color in pair}


def test_page_colors_are_those_of_material(palette: Palette) -> None:
    assert palette["page"] == ("#ffffff", "#1e2129")


def test_drawing_offers_the_light_colors_by_name(palette: Palette) -> None:
    assert dict(drawing.COLORS) == {name: light for name, (light, _) in palette.items()}


def test_style_uses_only_colors_of_the_palette(sources: Path, palette: Palette) -> None:
    style = "".join(
        line for line in (sources / "article.mplstyle").read_text().splitlines(True) if not line.startswith("#")
    )
    assert set(re.findall(r"\b[0-9a-f]{6}\b", style)) <= {light[1:] for light, _ in palette.values()}


@modes
@pytest.mark.parametrize("text", ["ink", "muted", *ACCENTS])
@pytest.mark.parametrize("ground", ["page", "paper"])
def test_text_is_readable_on_the_page_and_on_paper(
    palette: Palette, contrast: Contrast, mode: int, text: str, ground: str
) -> None:
    assert contrast(palette[text][mode], palette[ground][mode]) >= 4.5


@modes
@pytest.mark.parametrize("fill", FILLS)
def test_ink_is_readable_on_every_fill(palette: Palette, contrast: Contrast, mode: int, fill: str) -> None:
    assert contrast(palette["ink"][mode], palette[fill][mode]) >= 4.5


@modes
@pytest.mark.parametrize("accent", ACCENTS)
def test_the_color_of_the_page_is_readable_on_every_accent(
    palette: Palette, contrast: Contrast, mode: int, accent: str
) -> None:
    assert contrast(palette["page"][mode], palette[accent][mode]) >= 4.5


@modes
@pytest.mark.parametrize("ground", ["page", *FILLS])
def test_rules_are_visible_on_every_ground(palette: Palette, contrast: Contrast, mode: int, ground: str) -> None:
    assert contrast(palette["rule"][mode], palette[ground][mode]) >= 3


@modes
@pytest.mark.parametrize("accent", ACCENTS)
def test_an_accent_is_visible_on_its_own_fill(palette: Palette, contrast: Contrast, mode: int, accent: str) -> None:
    assert contrast(palette[accent][mode], palette[f"{accent}_fill"][mode]) >= 3


@modes
def test_accents_are_a_ladder_of_grays(palette: Palette, contrast: Contrast, mode: int) -> None:
    grays = sorted(contrast(palette[name][mode], "#000000") for name in ACCENTS)
    assert min(higher / lower for lower, higher in pairwise(grays)) >= 1.3


@modes
def test_fills_are_a_ladder_of_grays(palette: Palette, contrast: Contrast, mode: int) -> None:
    grays = sorted(contrast(palette[name][mode], "#000000") for name in FILLS)
    assert min(higher / lower for lower, higher in pairwise(grays)) >= 1.14


# How linear RGB looks without red, and without green, cones, and the way from there to CIE Lab for a white of D65.
PROTANOPIA = [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
DEUTERANOPIA = [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
XYZ = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
LAB = [[0, 116, 0], [500, -500, 0], [0, 200, -200]]  # of the cube roots; the constant of L cancels in a difference


def difference(one: str, other: str, sight: ArrayLike) -> float:
    """How far apart two colors look, as the CIE 1976 color difference.

    Machado, Oliveira & Fernandes (2009), doi:10.1109/TVCG.2009.113, for the two kinds of sight.
    """
    bytes_ = np.array([list(bytes.fromhex(color[1:])) for color in (one, other)]).T / 255
    linear = np.where(bytes_ <= 0.04045, bytes_ / 12.92, ((bytes_ + 0.055) / 1.055) ** 2.4)
    shares = XYZ @ np.clip(sight @ linear, 0, 1) / np.sum(XYZ, axis=1, keepdims=True)
    roots = np.where(shares > 216 / 24389, np.cbrt(shares), shares * 841 / 108 + 4 / 29)
    return float(np.linalg.norm(np.diff(LAB @ roots)))


def test_black_and_white_are_a_hundred_apart() -> None:
    assert difference("#000000", "#ffffff", np.eye(3)) == pytest.approx(100, abs=0.01)


@modes
@pytest.mark.parametrize("sight", [np.eye(3), PROTANOPIA, DEUTERANOPIA], ids=["all", "protanopia", "deuteranopia"])
@pytest.mark.parametrize("names", [ACCENTS, FILLS], ids=["accents", "fills"])
def test_roles_stay_apart_for_every_kind_of_sight(
    palette: Palette, mode: int, sight: ArrayLike, names: tuple[str, ...]
) -> None:
    closest = min(difference(palette[a][mode], palette[b][mode], sight) for a, b in combinations(names, 2))
    assert closest >= 10
