"""The page around the figures has the colors of the figures."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
PALETTE = tomllib.loads((ROOT / "figures_src/palette.toml").read_text("utf-8"))["colors"]
LIGHT, DARK = 0, 1


def colors(scheme: str) -> dict[str, str]:
    """The named colors of site.css in one scheme."""
    style = (ROOT / "docs/assets/site.css").read_text("utf-8")
    [block] = re.findall(rf'\[data-md-color-scheme="{scheme}"\] {{(.*?)}}', style, re.DOTALL)
    return dict(re.findall(r"--([\w-]+): (#\w+);", block))


def test_the_light_page_has_the_light_colors():
    assert colors("default") == {name: PALETTE[name][LIGHT] for name in colors("default")}


def test_the_dark_page_has_the_dark_colors_of_the_same_names():
    assert colors("slate") == {name: PALETTE[name][DARK] for name in colors("default")}


def test_no_other_color_is_written_down():
    style = (ROOT / "docs/assets/site.css").read_text("utf-8")
    known = {color for pair in PALETTE.values() for color in pair}
    assert set(re.findall(r"#[0-9a-f]{3,8}\b", style)) <= known
