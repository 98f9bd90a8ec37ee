"""The figures of a site, as far as they can be shown after some have failed."""

from mkdocs_colophon.figures import placeholder
from mkdocs_colophon.figures.batch import Outcome, collected
from mkdocs_colophon.figures.drawing.job import Picture
from mkdocs_colophon.figures.gallery import DrawnFigure, Gallery
from mkdocs_colophon.problems import Problem

GOOD, OLD = (DrawnFigure(name, Picture(1, 1, name)) for name in ("good", "old"))
WRONG, LARGE = Problem("FIG001", "no luck"), Problem("FIG007", "large")
OUTCOMES = [
    Outcome("good", GOOD, drawn=True, remarks=(LARGE,)),
    Outcome("old", OLD, problem=WRONG),
    Outcome("new", problem=WRONG),
    Outcome("none"),
]


def test_a_build_shows_only_what_its_scripts_draw_now():
    gallery = collected(OUTCOMES, Gallery(disclosed=False), stale=False)
    failed = frozenset({"figures/old.svg", "figures/new.svg", "figures/none.svg"})
    assert (gallery.figures, gallery.failed, gallery.outdated) == ({GOOD.uri: GOOD}, failed, {})
    assert not gallery.disclosed


def test_a_preview_shows_what_was_good_last_or_what_is_wrong_and_says_so():
    gallery = collected(OUTCOMES, Gallery(), stale=True)
    assert gallery.figures == {GOOD.uri: GOOD, OLD.uri: OLD, "figures/new.svg": placeholder.figure("new", WRONG)}
    assert gallery.failed == {"figures/none.svg"}
    assert gallery.outdated == {"figures/old.svg": "FIG001 no luck", "figures/new.svg": "FIG001 no luck"}


def test_what_is_wrong_with_a_figure_is_its_failure_or_what_was_remarked():
    assert [outcome.problems for outcome in OUTCOMES] == [(LARGE,), (WRONG,), (WRONG,), ()]
