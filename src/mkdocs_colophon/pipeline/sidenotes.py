"""Footnotes that can stand in the margin: each note is told, in CSS, where its reference is and what stands above it.

The notes stay where they are in the page, so they are read once, in order, and are ordinary footnotes on a narrow
screen, on paper and in a browser that knows no anchors. `assets/reading.css` does the rest.
"""

import re

_REFERENCE = re.compile(r'<sup id="(fnref:[^"]+)">')
_NOTE = re.compile(r'<li id="fn:([^"]+)">')


def with_anchors(html: str) -> str:
    """`html` with an anchor at each footnote's first reference, and at each note the names that it hangs on.

    A note hangs below another that stands before it in the list as well as in the text: a browser can hang a box only
    on one that precedes it.

    >>> with_anchors('<sup id="fnref:a">1</sup> <li id="fn:a">x</li>').partition(" <li")[0]
    '<sup id="fnref:a" style="anchor-name:--ref-1">1</sup>'
    """
    numbers = {key: number for number, key in enumerate(dict.fromkeys(_NOTE.findall(html)), 1)}
    found = [key.removeprefix("fnref:") for key in _REFERENCE.findall(html)]
    places = {numbers[key]: place for place, key in enumerate(found) if key in numbers}

    def reference(match: re.Match[str]) -> str:
        number = numbers.get(match[1].removeprefix("fnref:"))
        return f'<sup id="{match[1]}" style="anchor-name:--ref-{number}">' if number else match[0]

    def note(match: re.Match[str]) -> str:
        number = numbers[match[1]]
        if number not in places:
            return match[0]
        before = max((other for other in range(1, number) if places.get(other, len(html)) < places[number]), default=0)
        names = f"anchor-name:--note-{number};--reference:--ref-{number};--before:--note-{before}"
        return f'<li id="fn:{match[1]}" style="{names};--number:\'{number}\'">'

    return _NOTE.sub(note, _REFERENCE.sub(reference, html)) if numbers else html
