"""The pictures that a site can show, with what is said around them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mkdocs_colophon.figures.model import Drawing


@dataclass(frozen=True, slots=True)
class Wall:
    """The pictures that can be shown.

    Attributes
    ----------
    drawings : what scripts have drawn, by the URI on the site.
    failed : the URIs of figures whose script failed and that have nothing to show.
    outdated : by URI, what is wrong with the script of what is shown nonetheless.
    others : the URIs of all other files of the site.
    scripts : the folder of figure scripts, as messages name it.
    """

    drawings: Mapping[str, Drawing] = field(default_factory=dict)
    failed: frozenset[str] = frozenset()
    outdated: Mapping[str, str] = field(default_factory=dict)
    others: frozenset[str] = frozenset()
    scripts: str = "figures_src"
