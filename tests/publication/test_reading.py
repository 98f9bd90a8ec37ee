"""How long a page takes to read."""

import pytest

from mkdocs_colophon.publication.byline import minutes

WORDS = "word " * 264
FORMULA = '<span class="colophon-math">\\frac a b + c \\cdot d</span>'
DISPLAY = '<span class="colophon-math" data-display="block">a b c d e f g h</span>'


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (f"<p>{WORDS}</p>", 1),
        (f"<p>{WORDS}one</p>", 1),
        (f"<p>{WORDS}one two</p>", 2),
        (f"<p>{WORDS}{FORMULA}</p>", 2),  # two words, however long its TeX is
        (f"<p>{'word ' * 262}{FORMULA}</p>", 1),
        (f"<p>{'word ' * 235}{DISPLAY}</p>", 1),  # thirty
        (f"<p>{'word ' * 236}{DISPLAY}</p>", 2),
        (f"<p>{'word ' * 235}<img src='a.svg#only-light'><img src='a.svg#only-dark'></p>", 1),  # one picture
        (f"<p>{'word ' * 235}<pre>{WORDS}</pre></p>", 1),  # code is looked at, not read
        (f'<p title="{WORDS}">{WORDS}</p><script>{WORDS}</script>', 1),
        (f"<p title='a > b'>{WORDS}</p><!-- <table> <img src='a.svg'> {WORDS} -->", 1),  # what no browser shows
        (f"<p>{WORDS}</p><TEXTAREA><img src=a.svg>{WORDS}</TEXTAREA><template><pre>x</pre></template>", 1),
        (f"<P>{'word ' * 235}<IMG SRC=a.svg ALT='1 > 0'>", 1),
        (f"<P>{'word ' * 236}<IMG SRC=a.svg ALT='1 > 0'>", 2),
        (f"<p>{WORDS}<b>one</b>two</p>", 2),  # as it was always counted: a word ends at a tag
        (f"<p>{'字' * 250} {'word ' * 132}</p>", 1),
        (f"<p>{'字' * 250} {'word ' * 134}</p>", 2),
    ],
)
def test_what_a_reader_reads_is_counted(html, expected):
    assert minutes(html) == expected


def test_ten_thousand_elements_in_each_other_take_no_time():
    assert minutes("<span class='colophon-math'>" * 10_000 + "x" + "</span>" * 10_000) == 76  # of two words each
