"""The pictures that a site can show, with what is said around them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs_colophon.evidence.evidence import Evidence
from mkdocs_colophon.figures.drawn_figure import Drawing
from mkdocs_colophon.figures.source_links import Links
from mkdocs_colophon.figures.words import Words, words


@dataclass(frozen=True, slots=True)
class Gallery:
    """The pictures that can be shown.

    Attributes
    ----------
    drawings : what scripts have drawn, by the URI on the site.
    failed : the URIs of figures whose script failed and that have nothing to show.
    outdated : by URI, what is wrong with the script of what is shown nonetheless.
    others : the URIs of all other files of the site.
    scripts : the folder of figure scripts, as messages name it.
    evidence : by URI, what tests say of the code that a figure ran; of a figure that is not here nothing is known.
    links : how source is reached.
    words : in the language of the site.
    disclosed : whether pages tell how a figure was made.
    """

    drawings: Mapping[str, Drawing] = field(default_factory=dict)
    failed: frozenset[str] = frozenset()
    outdated: Mapping[str, str] = field(default_factory=dict)
    others: frozenset[str] = frozenset()
    scripts: str = "figures_src"
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    links: Links = field(default_factory=lambda: Links(Path()))
    words: Words = field(default_factory=lambda: words("en"))
    disclosed: bool = True
