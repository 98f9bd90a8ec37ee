"""What stands at targets: numbers, names of theorems, the captions of parts in that of the whole."""

from mkdocs_colophon.crossref.insert_numbers import number, with_collected, with_names
from mkdocs_colophon.crossref.targets import Mark, Target
from mkdocs_colophon.crossref.wording import wording

ENGLISH = wording("default", "en", {}).escaped()


def target(mark, text, part=""):
    return Target(mark, text, (0, 0), "a/", "A", part=part)


def test_what_stands_at_a_target_tells_its_kind():
    shown = {
        "fig": number(target(Mark("fig", "fig:a"), "3"), ENGLISH),
        "part": number(target(Mark("fig", "fig:b", parent="fig:a"), "3b", "b"), ENGLISH),
        "eq": number(target(Mark("eq", "eq:a"), "3"), ENGLISH),
        "named": number(target(Mark("thm", name="Pythagoras"), "3"), ENGLISH),
        "proof": number(target(Mark("prf"), ""), ENGLISH),
        "sec": number(target(Mark("sec", level=2, aliases=("sec:old",)), "2.1"), ENGLISH),
        "none": number(target(Mark("fig"), ""), ENGLISH),
    }
    assert shown == {
        "fig": '<span class="caption-label">Figure 3</span>. ',
        "part": '<span class="caption-label">(b)</span> ',
        "eq": '<a class="equation-number" href="#eq:a">(3)</a>',
        "named": '<span class="caption-label">Theorem 3</span>',
        "proof": '<span class="caption-label">Proof</span>. ',
        "sec": '<span id="sec:old" class="alias"></span><span class="section-number">2.1</span> ',
        "none": "",
    }


def test_a_name_has_the_words_of_the_language_around_it_once():
    html = '<p><b>T</b><span class="statement-name" data-colophon="name">A {b} <i>c</i></span></p>'
    named = '<p><b>T</b><span class="statement-name"> (A {b} <i>c</i>)</span>. </p>'
    assert with_names(html, ENGLISH) == named
    assert with_names(named, ENGLISH) == named


def test_the_captions_of_parts_are_collected_once():
    def figure(a, b, more):
        parts = "".join(f"<figure><figcaption>{each}</figcaption></figure>" for each in (a, b))
        panels = f'<div class="colophon-panels">{parts}</div>'
        return (
            f'<figure class="colophon-figure colophon-subfigures">{panels}<figcaption>Whole{more}</figcaption></figure>'
        )

    label = '<span class="caption-label">{}</span>'.format
    collected = figure(label("a"), label("b"), ". a — One")
    assert with_collected(figure(f"{label('(a)')} One", f"{label('(b)')} ", "")) == collected
    assert with_collected(collected) == collected
