"""What recorded tests say of each figure, and the figures that they do not prove."""

from mkdocs_colophon.evidence.evidence import Evidence
from mkdocs_colophon.evidence.ledger import Piece
from mkdocs_colophon.figures.drawing.job import Picture
from mkdocs_colophon.figures.gallery import DrawnFigure, Gallery, SiteEvidence, site_evidence, with_evidence
from mkdocs_colophon.problems import Problem

GOOD, BAD = (DrawnFigure(name, Picture(1, 1, name)) for name in ("good", "bad"))
GALLERY = Gallery({each.uri: each for each in (GOOD, BAD)}, failed=frozenset({"figures/failed.svg"}))
FOUND = SiteEvidence({GOOD.uri: Evidence()}, {GOOD.uri: (), BAD.uri: (Problem("FIG022", "none"),)})


def test_a_figure_that_lacks_evidence_is_shown():
    gallery = with_evidence(GALLERY, FOUND, withheld=False)
    assert (gallery.figures, gallery.failed) == (GALLERY.figures, GALLERY.failed)
    assert gallery.evidence == {GOOD.uri: Evidence()}


def test_or_it_is_withheld_as_one_that_failed():
    gallery = with_evidence(GALLERY, FOUND, withheld=True)
    assert (gallery.figures, gallery.failed) == ({GOOD.uri: GOOD}, GALLERY.failed | {BAD.uri})


def test_without_recorded_tests_nothing_is_known_of_what_was_drawn_and_nothing_asked_of_a_placeholder(tmp_path):
    (tmp_path / "src").mkdir()
    (tmp_path / "src/kit.py").write_text("def f(): return 1\n")
    drawn = DrawnFigure("drawn", Picture(1, 1, ""), ran=(Piece("src/kit.py", "f", "d"),), versions={"python": "3.11"})
    found = site_evidence(Gallery({each.uri: each for each in (drawn, GOOD)}), tmp_path, ["src"])
    assert found.evidence == {}
    assert {uri: [str(each) for each in problems] for uri, problems in found.problems.items()} == {
        drawn.uri: [
            "figures_src/drawn.py FIG020 no test is recorded as evidence for the figure (run `pytest --colophon`)"
        ]
    }
