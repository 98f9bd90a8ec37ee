"""References to targets that are out of the ordinary."""

from mkdocs_colophon.crossref.references import Here, reference
from mkdocs_colophon.crossref.targets import Mark, Target
from mkdocs_colophon.crossref.wording import wording
from mkdocs_colophon.grammar import Cite
from mkdocs_colophon.html import as_text


def test_a_part_of_a_figure_without_a_number_is_called_by_its_kind():
    part = Target(Mark("fig", "fig:a", parent="fig:whole", unnumbered=True), "", (0, 0), "a/", "A")
    here = Here("a/", frozenset(), lambda url: url)
    found = reference([Cite("fig:a")], {"fig:a": part}, here, wording("default", "en", {}))
    assert found.html == '<a class="crossref" data-label="fig:a" href="#fig:a">Figure</a>'


def test_targets_of_this_page_come_first_and_those_of_another_together():
    def target(label, number, page, place):
        return Target(Mark("fig", label), number, (place, int(number), 0), page, page.upper()[0])

    found = [("fig:b1", "1", "b/", 1), ("fig:a2", "2", "a/", 0), ("fig:b2", "2", "b/", 1), ("fig:a1", "1", "a/", 0)]
    targets = {each[0]: target(*each) for each in found}
    here = Here("a/", frozenset(), lambda url: f"../{url}")
    made = reference([Cite(label) for label in targets], targets, here, wording("default", "en", {}))
    assert as_text(made.html).replace("\N{NO-BREAK SPACE}", " ") == "Figures 1 and 2 and Figures 1 and 2 in “B”"


def test_words_keep_a_reference_in_its_place():
    targets = {"fig:b": Target(Mark("fig", "fig:b"), "1", (1, 0, 0), "b/", "B")}
    targets["fig:a"] = Target(Mark("fig", "fig:a"), "1", (0, 0, 0), "a/", "A")
    here = Here("a/", frozenset(), lambda url: f"../{url}")
    made = reference([Cite("fig:b", "first"), Cite("fig:a")], targets, here, wording("default", "en", {}))
    assert as_text(made.html).replace("\N{NO-BREAK SPACE}", " ") == "first Figure 1 in “B” and Figure 1"
