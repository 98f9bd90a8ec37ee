"""What is wrong with formulas as they are written, as markers that are told with their places."""

import re
from collections.abc import Iterable
from typing import NamedTuple
from xml.etree.ElementTree import Element

from markdown.util import ETX, AtomicString

from mkdocs_colophon.html import markers
from mkdocs_colophon.math.delimiters import Delimited, closing

_PREFIX = re.compile(r"^(?:[eE]q(?:n|uation)?[:._-]+)?")


class Label(NamedTuple):
    """A label, and how it is written."""

    text: str
    written: str

    @classmethod
    def behind(cls, text: str) -> "Label":
        """A label in braces behind a formula."""
        return cls(text, f"#{text}")

    @classmethod
    def within(cls, text: str) -> "Label":
        r"""A label in a formula, by `\label`."""
        return cls(text, f"\\label{{{text}}}")

    @property
    def is_known(self) -> bool:
        """Whether it is one of an equation."""
        return self.text.startswith("eq:")


def further(labels: Iterable[Label]) -> list[Element]:
    """A problem for each of `labels` that belong to what has a label already."""
    return [_no_number(label, "on an equation that has another", "one number has one label") for label in labels]


def silent(label: Label) -> Element:
    r"""The problem of a label on what is to have no number: by a star, or by `\notag`."""
    hint = "take the star from its environment, or \\notag from its line"
    return _no_number(label, "on a line that wants no number", hint)


def misplaced(label: Label, display: bool) -> Element:
    """The problem of a label on a formula that is no equation: within a line, or within words that are one piece."""
    if display:
        return _no_number(label, "on a formula where no equation can stand", "give the formula a paragraph of its own")
    return _no_number(label, "on a formula within a line", f"an equation is written $$ … $$ {{#{label.text}}}")


def of_another_kind(label: Label) -> Element:
    """The problem of a label that does not begin as those of equations do."""
    hint = f"write eq:{_PREFIX.sub('', label.text.rpartition(':')[2])}"
    message = f"label '{label.text}' of an equation does not begin with eq:"
    return _problem("XREF004", message, hint, label.written)


def unreadable(tag: str, reason: str) -> Element:
    """The problem of a tag that does not parse, for the `reason` that KaTeX gives."""
    return _problem(
        "MATH001", f"the tag '{tag}' does not parse: {reason}", "a tag is text, with dollars around TeX", tag
    )


def unclosed(text: str, found: Delimited) -> Element:
    """The problem of a formula in `text` that never ends; what begins it stays to be seen."""
    hint = f"{closing(found.opening)} is missing, or an empty line stands before it"
    hint += "; two dollar signs that are none are written \\$\\$" if found.opening == "$$" else ""
    start = max(text.rfind(sign, 0, found.start) for sign in ("\n", ETX)) + 1  # formulas before it are gone
    lines = text[start:].split("\n", 2)
    data = {"column": str(found.start - start), "needle": "\n".join(lines[:2])}
    data |= {"last": "true"} if not text[found.end :].strip() else {}
    message = f"{found.opening} begins a formula that never ends"
    return markers.element("problem", AtomicString(found.opening), code="MATH003", message=message, hint=hint, **data)


def _no_number(label: Label, where: str, hint: str) -> Element:
    return _problem("XREF003", f"label '{label.text}' is {where}, and gets no number", hint, label.written)


def _problem(code: str, message: str, hint: str, needle: str) -> Element:
    return markers.element("problem", code=code, message=message, hint=hint, needle=needle)
