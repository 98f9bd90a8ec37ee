"""Labels of what stands on pages that are not published, so that who refers to one is told why it is unknown."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from mkdocs_colophon.crossref.targets import canonical
from mkdocs_colophon.problems import Problem
from mkdocs_colophon.source import places


@dataclass(frozen=True, slots=True)
class Unpublished:
    """A page that is not published.

    Attributes
    ----------
    path : its file, as messages name it.
    reason : why it is not, as in "which is a draft".
    read : gives the text of its file.
    """

    path: str
    reason: str
    read: Callable[[], str]

    def has(self, label: str) -> bool:
        """Whether something on the page has that label.

        >>> Unpublished("a.md", "", lambda: "![A](a.png){#fig:a}").has("fig:a")
        True
        """
        source = self.read()
        forms = (f"#{label}", f"id: {label}", f"\\label{{{label}}}", f'"{label}"')
        return label in source and any(places(source, form) for form in forms)


def explained(problem: Problem, label: str, pages: Iterable[Unpublished]) -> Problem:
    """`problem`, which is that `label` is unknown, with the page on which it stands, if that is one of `pages`."""
    home = next((page for page in pages if page.has(canonical(label))), None)
    if home is None:
        return problem
    text = f"label '{label}' stands on {home.path}, {home.reason}"
    return replace(problem, text=text, hint="publish that page, or leave the reference out")
