"""The figures that a site can show, with what is said around them, and what the recorded tests say of each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from mkdocs_colophon.evidence.current_ledger import current_ledger_at
from mkdocs_colophon.evidence.evidence import Evidence, evidence_for, problems
from mkdocs_colophon.evidence.ledger import Piece
from mkdocs_colophon.figures.drawing.job import Picture
from mkdocs_colophon.figures.source_links import Links
from mkdocs_colophon.figures.words import Words, words
from mkdocs_colophon.problems import Problem


def uri(name: str, suffix: str = ".svg") -> str:
    """Where a file of the figure called `name` stands on the site; by itself, the light picture.

    >>> uri("pooling/max", ".dark.svg")
    'figures/pooling/max.dark.svg'
    """
    return f"figures/{name}{suffix}"


@dataclass(frozen=True, slots=True)
class DrawnFigure:
    """A figure that pages can show.

    Attributes
    ----------
    name : the script's path below the folder of scripts, without its suffix.
    picture : what the script has drawn.
    folder : where its files are kept.
    outputs : the name of each file there, by what follows the figure's name on the site: ``.svg`` and ``.dark.svg``,
        the data that it shows as ``.npz``, ``.png`` if places that take no SVG are to show it, and ``.webp`` if it is
        a bitmap at heart.
    ran : the code of the project that ran, function by function.
    versions : of what drew it, by name; of a placeholder, which nothing drew, none.
    """

    name: str
    picture: Picture
    folder: Path = Path()
    outputs: Mapping[str, str] = field(default_factory=dict)
    ran: tuple[Piece, ...] = ()
    versions: Mapping[str, str] = field(default_factory=dict)

    @property
    def files(self) -> dict[str, Path]:
        """Where each file is kept, by what follows the figure's name on the site."""
        return {suffix: self.folder / name for suffix, name in self.outputs.items()}

    @property
    def uri(self) -> str:
        """Where the light picture stands on the site."""
        return uri(self.name)

    @property
    def is_animated(self) -> bool:
        return ".still.svg" in self.outputs

    def uri_of(self, suffix: str) -> str:
        """Where one of its files stands on the site."""
        return uri(self.name, suffix)


@dataclass(frozen=True, slots=True)
class Gallery:
    """The figures that can be shown.

    Attributes
    ----------
    figures : what scripts have drawn, by the URI on the site.
    failed : the URIs of figures whose script failed and that have nothing to show.
    outdated : by URI, what is wrong with the script of what is shown nonetheless.
    others : the URIs of all other files of the site.
    scripts : the folder of figure scripts, as messages name it.
    evidence : by URI, what tests say of the code that a figure ran; of a figure that is not here nothing is known.
    links : how source is reached.
    words : in the language of the site.
    disclosed : whether pages tell how a figure was made.
    """

    figures: Mapping[str, DrawnFigure] = field(default_factory=dict)
    failed: frozenset[str] = frozenset()
    outdated: Mapping[str, str] = field(default_factory=dict)
    others: frozenset[str] = frozenset()
    scripts: str = "figures_src"
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    links: Links = field(default_factory=lambda: Links(Path()))
    words: Words = field(default_factory=lambda: words("en"))
    disclosed: bool = True

    def script(self, figure: DrawnFigure) -> str:
        """The path of the script of `figure`, as messages name it."""
        return f"{self.scripts}/{figure.name}.py"


@dataclass(frozen=True, slots=True)
class SiteEvidence:
    """The evidence for figures by URI; empty if no test is recorded. `problems` tells by URI what it lacks."""

    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    problems: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)
    general: tuple[Problem, ...] = ()


def site_evidence(gallery: Gallery, root: Path, folders: Iterable[str], *, thorough: bool = False) -> SiteEvidence:
    """The evidence for the figures of `gallery`.

    `root` is the project's folder, `folders` are those of the code that tests prove. See `current_ledger_at` for
    `thorough`.
    """
    current, project, wrong = current_ledger_at(root, [Path(folder) for folder in folders], thorough=thorough)
    drawn = {uri: figure for uri, figure in gallery.figures.items() if figure.versions}
    found = {uri: evidence_for(figure.ran, current, project) for uri, figure in drawn.items()}
    lacking = {
        uri: tuple(problem.at(gallery.script(drawn[uri])) for problem in problems(each, current))
        for uri, each in found.items()
    }
    return SiteEvidence(found if current.ledger.tests else {}, lacking, tuple(wrong))


def with_evidence(gallery: Gallery, found: SiteEvidence, *, withheld: bool) -> Gallery:
    """`gallery` with the evidence, and without the figures that lack it if those are to be `withheld`."""
    out = frozenset(uri for uri, lacking in found.problems.items() if lacking) if withheld else frozenset()
    figures = {uri: figure for uri, figure in gallery.figures.items() if uri not in out}
    return replace(gallery, figures=figures, failed=gallery.failed | out, evidence=found.evidence)
