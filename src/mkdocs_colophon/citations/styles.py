"""Citation styles: those that ship, by name, and any other by the path of its file."""

import hashlib
import re
from pathlib import Path
from xml.etree import ElementTree

from mkdocs_colophon.citations.request import Kind, Style
from mkdocs_colophon.locales.languages import nearest
from mkdocs_colophon.problems import Problem, did_you_mean

SHIPPED = {
    "apa": "apa",
    "ieee": "ieee",
    "chicago-author-date": "chicago-author-date",
    "nature": "nature",
    "acm": "association-for-computing-machinery",
    "gb-t-7714-2015-numeric": "china-national-standard-gb-t-7714-2015-numeric",
}
DEFAULT = "chicago-author-date"
FOLDER = Path(__file__).parent.parent / "assets/csl"

_CSL = "{http://purl.org/net/xbiblio/csl}"
_LOCALES = ("en-US", "de-DE", "fr-FR", "es-ES", "zh-CN", "ja-JP", "ko-KR", "pt-BR", "ru-RU", "it-IT")


def choose(name: str, folder: Path) -> tuple[Style, list[Problem]]:
    """The style called `name`, one that ships or a path from `folder`; if there is none, the default and a problem.

    A dependent style, which only names another, stands for that one if it ships or lies beside the file.
    """
    if name in SHIPPED:
        return _read(name, FOLDER / f"{SHIPPED[name]}.csl"), []
    file = folder / name
    if not name.endswith(".csl") or not file.is_file():
        hint = did_you_mean(name, SHIPPED) or f"there is {', '.join(SHIPPED)}, and the path of any .csl file"
        return _default(), [Problem("CITE004", f"unknown citation style '{name}'", hint)]
    try:
        parent = _parent(file)
        if not parent:
            return _read(name, file), []
    except (ElementTree.ParseError, ValueError) as error:
        return _default(), [Problem("CITE004", f"the citation style is no CSL: {error}", "look at the file", name)]
    for candidate in (FOLDER / f"{parent}.csl", file.with_name(f"{parent}.csl")):
        if candidate.is_file():
            return _read(name, candidate), []
    hint = f"put {parent}.csl beside it, or name that one"
    return _default(), [Problem("CITE004", f"the citation style only refers to '{parent}'", hint, name)]


def locale(language: str) -> str:
    """The locale of the words that a style takes from its language.

    >>> locale("en"), locale("zh-Hant"), locale("de-AT"), locale("pt-PT")
    ('en-US', 'zh-TW', 'de-AT', 'pt-PT')
    """
    tag = language.replace("_", "-")
    if nearest(tag) == "zh-tw":
        return "zh-TW"
    general = "zh" if tag.lower().startswith("zh-hans") else tag.lower()
    return next((known for known in _LOCALES if known[:2] == general), tag)


def _default() -> Style:
    return _read(DEFAULT, FOLDER / f"{SHIPPED[DEFAULT]}.csl")


def _read(name: str, file: Path) -> Style:
    content = file.read_bytes()
    return Style(name, str(file), _kind(content), hashlib.sha256(content).hexdigest())


def _kind(content: bytes) -> Kind:
    """How the style cites, as its first lines say; expat would take five milliseconds to read the longest."""
    start = content[: content.find(b"</info>")]
    if re.search(rb"\sclass=[\"']note[\"']", start):
        return "note"
    if re.search(rb"citation-format=[\"']numeric[\"']", start):
        return "numeric"
    return "label" if re.search(rb"citation-format=[\"']label[\"']", start) else "author-date"


def _parent(file: Path) -> str:
    """The name of the style that a dependent one stands for; empty for an independent one.

    Raises
    ------
    ParseError, ValueError
        If the file is no CSL.
    """
    root = ElementTree.parse(file).getroot()
    if root.tag != f"{_CSL}style":
        raise ValueError("its root is not <style>")
    for link in root.iterfind(f"{_CSL}info/{_CSL}link[@rel='independent-parent']"):
        return Path(link.get("href", "")).name
    return ""
