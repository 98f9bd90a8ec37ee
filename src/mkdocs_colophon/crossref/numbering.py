"""Which targets a site has, in reading order, and the number of each: counted per kind and page."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from mkdocs_colophon import markers
from mkdocs_colophon.crossref.model import Index, Target, kind_of, prefix_of
from mkdocs_colophon.markers import attributes
from mkdocs_colophon.problems import Problem

_IMAGE = re.compile(r"<img\b[^>]*>")


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels on one page in document order."""

    path: str
    url: str
    title: str
    labels: tuple[str, ...]


def collect(html: str) -> tuple[str, ...]:
    """The labels of the targets in `html`, in document order, read from their number markers."""
    return tuple(marker.data["label"] for marker in markers.find(html) if marker.name == "number")


def number(pages: Iterable[Labels]) -> tuple[Index, list[tuple[str, Problem]]]:
    """The index of all targets, and the labels that do not stand for one target alone, each with its page's path.

    The first of two targets with one label keeps it.
    """
    index: dict[str, Target] = {}
    home: dict[str, str] = {}
    problems: list[tuple[str, Problem]] = []
    for page in pages:
        count: Counter[str] = Counter()
        for label in page.labels:
            kind = kind_of(label)
            if kind is None:
                problems.append((page.path, _unknown_kind(label)))
            elif label in index:
                problems.append((page.path, _duplicate(label, home[label])))
            else:
                count[kind.name] += 1
                index[label] = Target(label, count[kind.name], page.url, page.title)
                home[label] = page.path
    return index, problems


def misplaced(html: str) -> list[Problem]:
    """A problem for each image in `html` that has the label of a figure but is none."""
    labels = [attributes(image).get("id", "") for image in _IMAGE.findall(html)]
    return [_misplaced(label) for label in labels if kind_of(label)]


def _misplaced(label: str) -> Problem:
    text = f"label '{label}' is on an image that is no figure, and gets no number"
    hint = "an image becomes a figure when it has a caption and a paragraph of its own"
    return Problem("XREF003", text, hint, needle=f"#{label}")


def _duplicate(label: str, home: str) -> Problem:
    return Problem(
        "XREF002", f"label '{label}' is taken", f"the first stands in {home}; give this one another", needle=f"#{label}"
    )


def _unknown_kind(label: str) -> Problem:
    hint = f"a figure's label begins with 'fig:', as in 'fig:{label.partition(':')[2] or label}'"
    return Problem("XREF004", f"label '{label}' is of unknown kind '{prefix_of(label)}'", hint, needle=f"#{label}")
