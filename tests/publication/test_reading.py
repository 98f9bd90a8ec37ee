"""How long a page takes to read."""

import pytest

from mkdocs_colophon.publication.reading import minutes

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
        (f"<p>{'字' * 250} {'word ' * 132}</p>", 1),
        (f"<p>{'字' * 250} {'word ' * 134}</p>", 2),
    ],
)
def test_what_a_reader_reads_is_counted(html, expected):
    assert minutes(html) == expected
