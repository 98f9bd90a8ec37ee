"""No Markdown shows through: what is syntax for an author is never read by a reader."""

import re
from html.parser import HTMLParser

import pytest

# By what was left over: what the author most likely did.
LEFT = {
    "{#": "a label that nothing took: it must follow an image, a heading, a table or a formula",
    "{:": "an attribute list where none is read",
    "[@": "a reference or a citation that was not recognized",
    "](": "a link or an image that was not closed, or Markdown inside HTML",
    "$$": "a displayed formula that was not recognized",
    "^[": "a note inside a line, which no extension of this site reads",
    "\\eqref": "a reference to an equation outside of prose and formulas",
    "\\ref{": "a reference to an equation outside of prose and formulas",
    "¿": "a reference that leads nowhere",
}
NOT_READ = {"code", "pre", "script", "style", "math", "kbd", "samp", "textarea", "svg"}


class Words(HTMLParser):
    """The text of a page outside of code and mathematics, and the words in the attributes that are read aloud."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []
        self.hidden = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in NOT_READ
        for name, value in attrs:
            if name in ("alt", "title", "aria-label") or (tag == "meta" and name == "content"):
                self.found.append((self.getpos()[0], value or ""))

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in NOT_READ

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.found.append((self.getpos()[0], data))


def literal(html: str) -> list[str]:
    """The marks of Markdown that a reader of the page would see, each with what stands around it."""
    pattern = re.compile("|".join(map(re.escape, LEFT)))
    return [
        f"line {line}: …{text[max(match.start() - 30, 0) : match.end() + 30]!r}… is {LEFT[match[0]]}"
        for line, text in Words(html).found
        for match in pattern.finditer(text)
    ]


def test_no_markdown_shows_through_on_any_page(published):
    found = {path: literal(html) for path, html in published.pages.items()}
    assert len(found) > 5
    assert {path: marks for path, marks in found.items() if marks} == {}


@pytest.mark.parametrize("mark", LEFT)
def test_what_was_left_over_is_found_in_text_and_in_alternatives(mark):
    assert len(literal(f'<p>a {mark}x <em>b</em></p><img alt="{mark}">')) == 2


@pytest.mark.parametrize("mark", LEFT)
def test_code_and_formulas_may_say_anything(mark):
    assert literal(f"<code>{mark}</code><pre><b>{mark}</b></pre><script>{mark}</script><math>{mark}</math>") == []
