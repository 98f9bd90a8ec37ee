"""Links to labels with words of the author's, `[the picture](#fig:x)`, which need not know on what page that stands."""

import re
from collections.abc import Mapping

from mkdocs_colophon.crossref.references import Here
from mkdocs_colophon.crossref.targets import Target, canonical, prefix_of
from mkdocs_colophon.html import Tag, attributes, with_tags

_LOCAL = re.compile(r"""=["']#[^\W\d][\w-]*:""")


def led(html: str, targets: Mapping[str, Target], here: Here) -> str:
    """`html` with its links to a label, `[words](#fig:x)`, leading to the page where that stands."""

    def changed(link: Tag) -> str:
        label = attributes.read(link.text).get("href", "")[1:]
        target = targets.get(canonical(label)) if prefix_of(label) else None
        if target is None or target.page == here.url:
            return link.text
        return attributes.changed(link.text, href=f"{here.link(target.page)}#{label}")

    return with_tags(html, changed, "a") if _LOCAL.search(html) else html
