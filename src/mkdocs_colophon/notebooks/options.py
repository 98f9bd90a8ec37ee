"""What the options of mkdocs-jupyter, which brings the notebooks, and the palette of the site mean for notebooks."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Any


@dataclass(frozen=True, slots=True)
class DisplayOptions:
    """What a page shows of its notebook; tags are those of cells.

    Attributes
    ----------
    inputs : whether code is shown.
    hidden_cells, hidden_inputs, hidden_outputs : the tags of cells of which nothing, no code, or no output is shown.
    palette : by the light color, in lower case with its #, the dark one that a dark page shows instead.
    """

    inputs: bool = True
    hidden_cells: frozenset[str] = frozenset({"remove-cell"})  # as Jupyter Book made it known
    hidden_inputs: frozenset[str] = frozenset({"remove-input"})
    hidden_outputs: frozenset[str] = frozenset({"remove-output"})
    palette: Mapping[str, str] = field(default_factory=dict)


def display_options(options: Mapping[str, Any], palette: Path) -> DisplayOptions:
    """What pages show, by mkdocs-jupyter's options and the file of the palette.

    >>> given = {"remove_tag_config": {"remove_input_tags": ["quiet"]}}
    >>> display_options(given, Path("none")).hidden_inputs >= {"quiet"}
    True
    """
    more = options.get("remove_tag_config") or {}
    inputs = bool(options.get("show_input", True)) and not options.get("no_input")
    default = DisplayOptions()
    return DisplayOptions(
        inputs,
        default.hidden_cells | set(more.get("remove_cell_tags", ())),
        default.hidden_inputs | set(more.get("remove_input_tags", ())),
        default.hidden_outputs | set(more.get("remove_all_outputs_tags", ())),
        pairs(palette),
    )


def is_executed(path: PurePath, options: Mapping[str, Any]) -> bool:
    """Whether mkdocs-jupyter was told to execute the notebook at `path`.

    >>> is_executed(PurePath("docs/a.py"), {"execute": True, "execute_ignore": ["a.*"]})
    False
    """
    ignored = any(path.match(str(pattern)) for pattern in options.get("execute_ignore") or ())
    return bool(options.get("execute")) and not ignored


def pairs(palette: Path) -> Mapping[str, str]:
    """By each light color of the palette its dark partner; none if there is no palette, or it cannot be read."""
    try:
        colors = tomllib.loads(palette.read_text("utf-8"))["colors"]
        return dict(colors.values())
    except (OSError, ValueError, KeyError, AttributeError, TypeError):  # what is wrong with it, the figures will tell
        return {}
