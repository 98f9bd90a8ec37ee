"""References in text that is no HTML, such as the title of a page."""

from collections.abc import Callable, Mapping, Sequence

from mkdocs_colophon import grammar
from mkdocs_colophon.crossref.references import Here, reference
from mkdocs_colophon.crossref.targets import Target, canonical
from mkdocs_colophon.crossref.wording import Wording
from mkdocs_colophon.grammar import Cite
from mkdocs_colophon.html import as_html, as_text


def plain(text: str, targets: Mapping[str, Target], wording: Wording, read: Callable[[str], str] = as_text) -> str:
    """`text` that is no HTML, such as a title, with its cross-references in words, and without their pages.

    `read` gives the words of HTML.

    >>> from mkdocs_colophon.crossref.wording import wording
    >>> from mkdocs_colophon.crossref.targets import Mark
    >>> target = Target(Mark("fig", "fig:a"), "3", (0, 0), "a/", "A")
    >>> plain("About [@fig:a] and me@fig.org", {"fig:a": target}, wording("default", "en", {}))
    'About Figure\xa03 and me@fig.org'
    """
    here = Here("", frozenset(targets), lambda url: url)

    def worded(cites: Sequence[Cite], written: str) -> str | None:
        if not all(canonical(cite.key) in targets for cite in cites):
            return None
        worded = [cite._replace(prefix=as_html(cite.prefix), suffix=as_html(cite.suffix)) for cite in cites]
        return read(reference(worded, targets, here, wording).html)

    return grammar.substitute(text, worded)
