"""The report of a check: a page that shows each figure that differs, as it was, as it is, and the difference.

It is one file with its pictures in it. It has no script, loads nothing, and can be read without seeing a picture.
"""

import re
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from string import Template

from mkdocs_colophon.figures.drift import difference, verdicts
from mkdocs_colophon.figures.drift.verdicts import Verdict
from mkdocs_colophon.figures.figure_cache import Cache
from mkdocs_colophon.figures.gallery import uri
from mkdocs_colophon.html import as_html, start_tag, tag

NAME = "index.html"
# what is shown of a figure: its picture by what follows its name, and the page that it stands on
VIEWS = {
    ".svg": ("Light", "light"),
    ".dark.svg": ("Dark", "dark"),
    ".still.svg": ("Still of the animation, light", "light"),
    ".still.dark.svg": ("Still of the animation, dark", "dark"),
    ".webp": ("Bitmap", "light"),
}
TYPES = {"svg": "svg+xml", "webp": "webp", "png": "png"}
_PAGE = Path(__file__).with_name("report.html")


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A verdict with what it is about.

    Attributes
    ----------
    verdict : the verdict.
    before : the earlier picture, by what follows the figure's name; none if there is none.
    origin : where it comes from, in words, or why there is none.
    """

    verdict: Verdict
    before: Mapping[str, bytes] = field(default_factory=dict)
    origin: str = ""

    @property
    def after(self) -> Mapping[str, bytes]:
        """The present picture; of an unstable figure, the second drawing."""
        redrawn = self.verdict.redrawn
        return (redrawn.again or redrawn.files) if redrawn else {}


def exhibit(verdict: Verdict, cache: Cache, against: Path | None) -> Exhibit:
    """A verdict with the earlier picture of its figure, from the cache or from a built site."""
    if verdict.redrawn and verdict.redrawn.parts:
        return Exhibit(verdict, verdict.redrawn.files, "the first of two drawings")
    accepted = verdict.before.outputs if verdict.before else {}
    kept = {suffix: cache.path(f"{digest}.{suffix.rpartition('.')[2]}") for suffix, digest in accepted.items()}
    if found := _contents(kept):
        return Exhibit(verdict, found, "as accepted, from the cache")
    if against and (found := _contents({suffix: against / uri(verdict.name, suffix) for suffix in VIEWS})):
        return Exhibit(verdict, found, "as published")
    if not accepted:
        return Exhibit(verdict, origin="none was accepted")
    return Exhibit(verdict, origin="the accepted one is not in the cache; `--against` names a built site that has it")


def page(exhibits: Sequence[Exhibit]) -> str:
    """The page that shows exhibits; those as accepted are only named."""
    found = [each.verdict for each in exhibits]
    same = [each.name for each in found if each.kind == "same"]
    sections = [_section(each, number) for number, each in enumerate(exhibits) if each.verdict.kind != "same"]
    if same:
        sections.append(tag("h2", "As accepted") + tag("ul", "".join(tag("li", tag("code", as_html(n))) for n in same)))
    summary = tag("p", _sentence(verdicts.summary(found)))
    return Template(_PAGE.read_text("utf-8")).substitute(results="\n".join([summary, *sections]))


def write(folder: Path, exhibits: Iterable[Exhibit]) -> Path:
    """Write the report into a folder, which is made; gives its path.

    Raises
    ------
    OSError
        If that cannot be done.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / NAME
    path.write_text(page(list(exhibits)), "utf-8", "surrogateescape")
    return path


def _contents(paths: Mapping[str, Path]) -> dict[str, bytes]:
    """The contents of the files that are there."""
    return {suffix: path.read_bytes() for suffix, path in paths.items() if path.is_file()}


def _section(each: Exhibit, number: int) -> str:
    verdict = each.verdict
    heading = tag("h2", tag("code", as_html(verdict.name)) + f": {verdicts.WORDS[verdict.kind]}", id=f"figure-{number}")
    words = [text for text in (verdict.problem.text, verdict.problem.hint) if text] if verdict.problem else []
    told = "".join(tag("p", _sentence(text)) for text in words)
    origin = tag("p", _sentence(f"before: {each.origin}")) if each.origin else ""
    views = "".join(_view(each, suffix) for suffix in VIEWS if suffix in {*each.before, *each.after})
    return tag("section", heading + told + origin + views, aria_labelledby=f"figure-{number}")


def _view(each: Exhibit, suffix: str) -> str:
    """One picture of a figure, as it was, as it is, and the difference."""
    name, palette = VIEWS[suffix]
    before, after = each.before.get(suffix), each.after.get(suffix)
    record = each.verdict.redrawn.record if each.verdict.redrawn else None
    words = record.picture.alternative if record else each.verdict.name
    shown = [
        _figure(when, _image(suffix, content, f"{when}: {words}"))
        for when, content in (("Before", before), ("Now", after))
        if content is not None
    ]
    details = ""
    if before is not None and after is not None:
        overlay, text, details = _difference(suffix, before, after)
        shown.append(_figure(f"Difference: {text}".rstrip(": "), overlay))
    return tag("h3", name) + tag("div", "".join(shown), class_=f"views {palette}") + details


def _difference(suffix: str, before: bytes, after: bytes) -> tuple[str, str, str]:
    """The difference of two pictures: as a picture, which is black where they agree, in words, and in detail."""
    overlay = tag("div", _image(suffix, before, "") + _image(suffix, after, ""), class_="overlay")
    if before == after:
        return overlay, "none", ""
    if suffix == ".webp":
        found = difference.pixels(before, after)
        return (_image(".png", found.picture, ""), f"{found}; white where they do", "") if found else (overlay, "", "")
    compared = difference.compare(before.decode("utf-8", "replace"), after.decode("utf-8", "replace"))
    return overlay, str(compared), _changes(compared.changes)


def _changes(changes: Sequence[tuple[str, str]]) -> str:
    if not changes:
        return ""
    head = tag("tr", tag("th", "Before", scope="col") + tag("th", "Now", scope="col"))
    rows = "".join(
        tag("tr", "".join(tag("td", tag("code", as_html(_short(text)))) for text in pair)) for pair in changes
    )
    table = tag("table", tag("thead", head) + tag("tbody", rows))
    return tag("details", tag("summary", "Elements that are not alike") + table)


def _figure(caption: str, content: str) -> str:
    return tag("figure", content + tag("figcaption", as_html(caption)))


def _image(suffix: str, content: bytes, words: str) -> str:
    source = f"data:image/{TYPES[suffix.rpartition('.')[2]]};base64,{b64encode(content).decode()}"
    return start_tag("img", src=source, alt=words)


def _short(text: str, length: int = 300) -> str:
    return text if len(text) <= length else f"{text[:length]} …"


def _sentence(text: str) -> str:
    """A problem's words as a sentence in HTML; what is between backticks is code."""
    return re.sub("`([^`]*)`", lambda code: tag("code", code[1]), as_html(f"{text[:1].upper()}{text[1:]}."))
