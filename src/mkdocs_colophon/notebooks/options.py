"""What the options of mkdocs-jupyter, which brings the notebooks, and the palette of the site mean for notebooks."""

import tomllib
from collections.abc import Mapping
from pathlib import Path, PurePath

from mkdocs_colophon.notebooks.notebook import DisplayOptions


def look(options: Mapping[str, object], palette: Path) -> DisplayOptions:
    """What pages show, by mkdocs-jupyter's options and the file of the palette.

    >>> look({"remove_tag_config": {"remove_input_tags": ["quiet"]}}, Path("none")).hidden_inputs >= {"quiet"}
    True
    """
    given = options.get("remove_tag_config")
    more = given if isinstance(given, dict) else {}
    inputs = bool(options.get("show_input", True)) and not options.get("no_input")
    default = DisplayOptions()
    return DisplayOptions(
        inputs,
        default.hidden_cells | set(more.get("remove_cell_tags", ())),
        default.hidden_inputs | set(more.get("remove_input_tags", ())),
        default.hidden_outputs | set(more.get("remove_all_outputs_tags", ())),
        pairs(palette),
    )


def is_executed(path: PurePath, options: Mapping[str, object]) -> bool:
    """Whether mkdocs-jupyter was told to execute the notebook at `path`.

    >>> is_executed(PurePath("docs/a.py"), {"execute": True, "execute_ignore": ["a.*"]})
    False
    """
    ignored = options.get("execute_ignore")
    patterns = ignored if isinstance(ignored, list) else []
    return bool(options.get("execute")) and not any(path.match(str(pattern)) for pattern in patterns)


def pairs(palette: Path) -> Mapping[str, str]:
    """By each light color of the palette its dark partner; none if there is no palette, or it cannot be read."""
    try:
        colors = tomllib.loads(palette.read_text("utf-8"))["colors"]
        return dict(colors.values())
    except (OSError, ValueError, KeyError, AttributeError, TypeError):  # what is wrong with it, the figures will tell
        return {}
