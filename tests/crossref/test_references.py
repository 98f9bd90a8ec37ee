"""References to targets that are out of the ordinary."""

from mkdocs_colophon.crossref.references import Here, reference
from mkdocs_colophon.crossref.targets import Mark, Target
from mkdocs_colophon.crossref.wording import wording
from mkdocs_colophon.grammar import Cite


def test_a_part_of_a_figure_without_a_number_is_called_by_its_kind():
    part = Target(Mark("fig", "fig:a", parent="fig:whole", unnumbered=True), "", (0, 0), "a/", "A")
    here = Here("a/", frozenset(), lambda url: url)
    found = reference([Cite("fig:a")], {"fig:a": part}, here, wording("default", "en", {}))
    assert found.html == '<a class="crossref" data-label="fig:a" href="#fig:a">Figure</a>'
