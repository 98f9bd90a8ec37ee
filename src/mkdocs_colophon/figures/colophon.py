"""The colophon of a figure: which script, code, tests and versions made it, and what can be downloaded."""

import posixpath
from collections import Counter
from collections.abc import Sequence

from mkdocs_colophon.evidence.evidence import Function
from mkdocs_colophon.figures.gallery import DrawnFigure, Gallery
from mkdocs_colophon.figures.source_links import Links
from mkdocs_colophon.figures.words import Words
from mkdocs_colophon.html import as_html, tag

MOST_FILES = 8  # of tests that are named: some code runs in every test
_NAMES = {"python": "Python", "numpy": "NumPy", "matplotlib": "Matplotlib", "mkdocs-colophon": "Colophon"}


def disclosure(figure: DrawnFigure, source: str, gallery: Gallery) -> str:
    """How `figure` was made, to be unfolded under it; `source` is the address of its picture."""
    if not figure.versions:
        return ""
    words, links = gallery.words, gallery.links
    parts = {
        words.script: links.file(gallery.script(figure)),
        words.code: _code(figure, gallery),
        words.versions: as_html(", ".join(f"{_NAMES.get(name, name)} {n}" for name, n in figure.versions.items())),
        words.time: duration(figure.picture.seconds),
        words.digest: tag("code", f"sha256:{figure.picture.data[:16]}"),
        words.downloads: _downloads(figure, source, words),
    }
    rows = "".join(tag("dt", as_html(head)) + tag("dd", body) for head, body in parts.items() if body)
    return tag("details", tag("summary", as_html(words.made)) + tag("dl", rows), class_="colophon-made")


def credit(figure: DrawnFigure, gallery: Gallery) -> str:
    """The script of `figure` and how many tests stand behind it, in a line for a gallery."""
    evidence = gallery.evidence.get(figure.uri)
    tests = [tag("span", as_html(gallery.words.passing.format(count=len(evidence.tests))))] if evidence else []
    parts = [gallery.links.file(gallery.script(figure)), *tests]
    return tag("span", " ".join(parts), class_="colophon-credit")


def duration(seconds: float) -> str:
    """A time in figures that read the same in every language.

    >>> duration(0.2345), duration(0.001), duration(12.3)
    ('230 ms', '10 ms', '12 s')
    """
    return f"{seconds:.0f} s" if seconds >= 10 else f"{max(round(seconds * 100), 1) * 10} ms"


def _code(figure: DrawnFigure, gallery: Gallery) -> str:
    """The tested code that ran, function by function, with what tests say of each."""
    evidence, links = gallery.evidence.get(figure.uri), gallery.links
    if evidence:
        said = [links.function(each.path, each.name) + _said(each, gallery.words, links) for each in evidence.functions]
        note = ""
    else:
        ran = [piece for piece in figure.ran if links.is_module(piece.path)]
        said = [links.function(piece.path, piece.function) for piece in ran if piece.function]
        note = tag("p", as_html(gallery.words.unrecorded))
    return tag("ul", "".join(tag("li", each) for each in said)) + note if said else ""


def _said(function: Function, words: Words, links: Links) -> str:
    """What tests say of a function."""
    said = [_tests(words.passing, function.passing, "passing", links)]
    if function.failing:
        said.append(_tests(words.failing, function.failing, "failing", links))
    if function.stale:
        said.append(_tests(words.stale, function.stale, "stale", links))
    if function.untested:
        lines = ", ".join(links.line(function.path, line) for line in function.untested)
        said.append(tag("span", as_html(words.untested).format(lines=lines), class_="colophon-untested"))
    return "".join(said)


def _tests(template: str, tests: Sequence[str], state: str, links: Links) -> str:
    """How many tests there are, and how many of them in which file, where most of them are."""
    count = as_html(template.format(count=len(tests)))
    if not tests:
        return tag("span", count, class_="colophon-untested")
    of_file = Counter(test.partition("::")[0] for test in tests)
    named = dict(of_file.most_common(MOST_FILES))
    items = [tag("li", f"{links.file(path)}: {number}") for path, number in sorted(named.items())]
    if rest := len(tests) - sum(named.values()):
        items.append(tag("li", f"…: {rest}"))
    return tag("details", tag("summary", count) + tag("ul", "".join(items)), class_=f"colophon-tests {state}")


def _downloads(figure: DrawnFigure, source: str, words: Words) -> str:
    labels = {".svg": f"SVG, {words.light}", ".dark.svg": f"SVG, {words.dark}", ".webp": "WebP"}
    labels |= {".npz": f"NPZ, {words.data}", ".csv": f"CSV, {words.data}"}
    folder, stem = posixpath.dirname(source), posixpath.basename(figure.name)
    offered = {suffix: label for suffix, label in labels.items() if suffix in figure.outputs}
    offered[".py"] = "Python"
    links = [
        tag("a", as_html(label), href=posixpath.join(folder, f"{stem}{suffix}"), download=f"{stem}{suffix}")
        for suffix, label in offered.items()
    ]
    return " · ".join(links)
