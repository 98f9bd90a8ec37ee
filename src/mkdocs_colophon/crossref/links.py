"""Links to labels with words of the author's, `[the picture](#fig:x)`, which need not know on what page that stands."""

import re
from collections.abc import Container, Mapping
from dataclasses import replace

from mkdocs_colophon.crossref.references import Here
from mkdocs_colophon.crossref.targets import Target, canonical, prefix_of
from mkdocs_colophon.crossref.unresolved import unknown
from mkdocs_colophon.html import Tag, attributes, with_tags
from mkdocs_colophon.problems import Problem

_LOCAL = re.compile(r"""=["']#[^\W\d][\w-]*:""")


def led(html: str, targets: Mapping[str, Target], here: Here, kinds: Container[str]) -> tuple[str, list[Problem]]:
    """`html` with its links to a label, `[words](#fig:x)`, leading to the page where that stands; and what is wrong."""
    problems: list[Problem] = []

    def changed(link: Tag) -> str:
        label = attributes.read(link.text).get("href", "")[1:]
        target = targets.get(canonical(label)) if prefix_of(label) else None
        if target is None and prefix_of(label) in kinds and attributes.written("id", label) not in html:
            problems.append(replace(unknown(label, targets), needle=f"#{label}"))
        if target is None or target.page == here.url:
            return link.text
        return attributes.changed(link.text, href=f"{here.link(target.page)}#{label}")

    return (with_tags(html, changed, "a") if _LOCAL.search(html) else html), problems
