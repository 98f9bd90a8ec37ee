"""Who wrote a work, and what it is called, for a search: a citation such as "LeCun et al." or "[3]" leaves both out."""

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence

from mkdocs_colophon.citations.entry import Entry

_AND = re.compile(r"\s+and\s+(?![^{]*\})")
_ACCENT = re.compile(r"\\(?:([\"'`^~=.])\s*|([uvHckr])(?:\s+|(?=\{)))\{?\\?([A-Za-z])\}?")
_COMBINING = dict(
    zip("\"'`^~=.uvHckr", "\u0308\u0301\u0300\u0302\u0303\u0304\u0307\u0306\u030c\u030b\u0327\u0328\u030a", strict=True)
)
_LETTERS = {
    r"\ss": "ß",
    r"\o": "ø",
    r"\O": "Ø",
    r"\l": "ł",
    r"\L": "Ł",
    r"\ae": "æ",
    r"\AE": "Æ",
    r"\aa": "å",
    r"\i": "i",
}
_LETTER = re.compile(r"\\(?:ss|ae|AE|aa|[oOlLi])(?![A-Za-z])\s*")


def families(entry: Entry) -> list[str]:
    """The family names of its authors, or of its editors.

    >>> families(Entry("a", "", 1, fields={"author": "LeCun, Yann and L{\\'e}on Bottou and {The Team}"}))
    ['LeCun', 'Bottou', 'The Team']
    """
    match entry.format:
        case "biblatex":
            written = entry.fields.get("author") or entry.fields.get("editor", "")
            return [name for name in map(_family, _AND.split(_decoded(written))) if name and name != "others"]
        case "ris":
            return [name.partition(",")[0].strip() for name in re.findall(r"(?m)^(?:AU|A1) {2}- (.*)$", entry.text)]
    return list(_of_csl(entry.text))


def title(entry: Entry) -> str:
    r"""Its title without markup.

    >>> title(Entry("a", "", 1, fields={"title": r"The {ABC} of {\'E}tudes"}))
    'The ABC of Études'
    """
    written = next((entry.fields[name] for name in ("title", "ti", "t1") if name in entry.fields), "")
    return _plain(_decoded(written) if entry.format == "biblatex" else written)


def _of_csl(text: str) -> Iterator[str]:
    record = json.loads(text)
    names: Sequence[dict[str, str]] = record.get("author") or record.get("editor") or ()
    for name in names:
        if found := name.get("family") or name.get("literal"):
            yield str(found)


def _family(name: str) -> str:
    plain = _plain(name)
    family, comma, _ = plain.partition(",")
    is_whole = name.strip()[:1] == "{" and name.strip()[-1:] == "}"
    return plain if is_whole else family if comma else family.rpartition(" ")[2]


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[{}]", "", text).split())


def _decoded(text: str) -> str:
    """BibTeX's letters as Unicode has them."""
    text = _LETTER.sub(lambda match: _LETTERS[match[0].strip()], text)
    accented = _ACCENT.sub(lambda match: match[3] + _COMBINING[match[1] or match[2]], text)
    return unicodedata.normalize("NFC", accented)
