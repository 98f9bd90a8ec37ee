"""One page: what its host has rendered and says of it, and what becomes of it when it is resolved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs_colophon.citations.request import Request
from mkdocs_colophon.crossref.catalog import Showing
from mkdocs_colophon.crossref.targets import Scope
from mkdocs_colophon.html import Marker
from mkdocs_colophon.problems import Problem
from mkdocs_colophon.source import Text


@dataclass(frozen=True, slots=True)
class Page:
    """A page as its host has rendered it.

    Attributes
    ----------
    path : its Markdown file, as messages name it.
    url : its address relative to the site, such as ``articles/pooling/``.
    title : its title in plain text.
    titled_by : the number of the marker of the heading that gives it its title; -1 if none does.
    words : by the number of a marker, the name of what has one, as HTML that keeps formulas, if it is more than text.
    heading : its title as HTML, which keeps formulas; empty if it is no more than text.
    html : its content, markers included; `markers` are these, once it is prepared: see `resolve.prepared`.
    source : the text of its Markdown file, for the places of problems.
    included : the files that it includes, and their texts.
    titled_in : the file in which its title stands, if not in its own.
    meta : its front matter.
    address : its address with the host, if that is known.
    file : its Markdown file, and `name` the path of that below the folder of pages.
    is_home, is_post : whether it is the home page of the site, or a post of a blog.
    chapter : what its numbers begin with; see `crossref.targets.PageMarks`, as of `scope`.
    request : what its front matter says about citations.
    macros : commands of its own for its formulas.
    """

    path: str
    url: str
    title: str
    html: str
    source: str = ""
    included: Sequence[Text] = ()
    markers: tuple[Marker, ...] = ()
    titled_in: str = ""
    meta: Mapping[str, object] = field(default_factory=dict)
    address: str = ""
    file: Path = Path()
    name: str = ""
    is_home: bool = False
    is_post: bool = False
    chapter: str = ""
    scope: Scope = "page"
    request: Request = Request()
    macros: Mapping[str, str] = field(default_factory=dict)
    titled_by: int = -1
    words: Mapping[int, str] = field(default_factory=dict)
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A page without markers.

    Attributes
    ----------
    html : its content.
    showings : what its targets show of themselves elsewhere.
    headings : by id, the words that its headings have now, for tables of contents that were made before.
    formulas : the same of headings with formulas, as HTML that keeps these.
    labels : what it refers to.
    problems : what is wrong on it.
    places : by bibliography key, the ids of the citations of it.
    cards : what links that stand for several entries show, as HTML that no browser shows by itself.
    """

    html: str
    showings: tuple[Showing, ...] = ()
    headings: Mapping[str, str] = field(default_factory=dict)
    formulas: Mapping[str, str] = field(default_factory=dict)
    labels: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    places: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    cards: str = ""
