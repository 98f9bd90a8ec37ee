"""The words of numbers and references, in each language and preset."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from mkdocs_colophon.crossref.declarations import checked
from mkdocs_colophon.crossref.labels import Label, bound, each_word, first
from mkdocs_colophon.crossref.targets import PROOF, STATEMENTS
from mkdocs_colophon.crossref.words import Words, words

Preset = Literal["default", "pandoc-crossref"]

_CAPTIONS = {"eq": "({number})", "sec": "{number}", "chapter": "{number}"}
_PANDOC = {"fig": "fig. figs.", "tbl": "tbl. tbls.", "eq": "eq. eqns.", "lst": "lst. lsts.", "sec": "sec. secs."}


@dataclass(frozen=True, slots=True)
class Wording:
    """All that the text of numbers and references depends on, apart from the numbers.

    Attributes
    ----------
    labels : by kind, the prefix of a label.
    chapter : for a page's title, which is a section whose number is that of its chapter.
    between, last, pair : what stands between items of a list, before the last of three or more, between two.
    runs : what stands between references of different kinds, but for the last two.
    range : what stands between the ends of a range.
    panel : template of the number of a part of a figure, of ``{number}`` and ``{part}``: "3b", "3 (b)".
    own : template of the name of its own that a theorem has, after its number: " (Pythagoras)".
    caption_end : what stands between "Figure 3" and the words of the caption.
    elsewhere : template of a reference to another page, of ``{reference}`` and ``{page}``.
    cited_in : template of the line after a caption that names the ``{pages}`` on which it is referred to.
    prefix_replaces : whether words of the author's before a reference replace its name.
    link_number_only : whether the name stands outside the link.
    collects : whether the captions of a figure's parts stand in that of the whole.
    capital_words : whether a capital reference has every word capitalized, or the first only.
    """

    labels: Mapping[str, Label]
    chapter: Label
    between: str
    last: str
    pair: str
    runs: str
    range: str
    panel: str
    own: str
    caption_end: str
    elsewhere: str
    cited_in: str
    prefix_replaces: bool = False
    link_number_only: bool = False
    collects: bool = False
    capital_words: bool = False

    def listed(self, items: Sequence[str]) -> str:
        """Numbers of one kind as a list.

        >>> wording("default", "en", {}).listed(["1", "3–5", "7"])
        '1, 3–5 and 7'
        """
        return self._joined(items, self.between)

    def sequence(self, runs: Sequence[str]) -> str:
        """References of different kinds, one after the other."""
        return self._joined(runs, self.runs)

    def capitalize(self, label: Label) -> Label:
        """`label` as ``@Fig:x`` asks for it, for the beginning of a sentence.

        >>> wording("pandoc-crossref", "en", {}).capitalize(Label("my fig.", "my figs.", "{name}", "", "", "")).name
        'My Fig.'
        """
        capital = each_word if self.capital_words else first
        named = capital if self.capital_words or label.reference.startswith("{name}") else str
        return replace(
            label,
            name=named(label.name),
            plural=named(label.plural),
            reference=capital(label.reference),
            reference_unnumbered=capital(label.reference_unnumbered),
        )

    def escaped(self) -> "Wording":
        """The same for use in HTML: what a site declares may hold characters that mean something there."""
        labels = {kind: label.escaped() for kind, label in self.labels.items()}
        return replace(self, labels=labels, chapter=self.chapter.escaped())

    def _joined(self, items: Sequence[str], between: str) -> str:
        if len(items) < 3:
            return self.pair.join(items)
        return between.join(items[:-1]) + self.last + items[-1]


def wording(preset: Preset, language: str, declared: Mapping[str, object]) -> Wording:
    """The wording of a site.

    Parameters
    ----------
    preset : "default", or "pandoc-crossref", whose texts are English whatever the language.
    language : of the theme, such as ``pt-BR``; one that is not known is taken for English.
    declared : the site's own words: by kind (or ``chapter``) any of ``name``, ``plural``, ``reference``, ``caption``.
        A name without a plural is its own plural.

    Raises
    ------
    ValueError
        If `declared` is not of this form, or a template has a placeholder that is not known.

    Examples
    --------
    >>> wording("default", "de", {"vid": {"name": "Video"}}).labels["vid"].refer("3", many=True)
    'Video\\xa03'
    """
    shipped = _pandoc(_default(words("en"))) if preset == "pandoc-crossref" else _default(words(language))
    labels = {**shipped.labels, "chapter": shipped.chapter}
    # a new kind is worded as theorems are, since no preset abbreviates these
    model = replace(labels["thm"], name="", caption_unnumbered="")
    labels |= {kind: _declared(kind, given, labels.get(kind, model)) for kind, given in checked(declared).items()}
    return replace(shipped, chapter=labels.pop("chapter"), labels=labels)


def _default(said: Words) -> Wording:
    labels = {kind: _label(kind, names, said) for kind, names in said.names.items()}
    return Wording(
        chapter=labels.pop("chapter"),
        labels=labels,
        between=said.between,
        last=said.last,
        pair=said.pair,
        runs=said.between,
        range=said.range,
        panel="{number}{part}",
        own=said.own,
        caption_end=". ",
        elsewhere=said.elsewhere,
        cited_in=said.cited_in,
    )


def _label(kind: str, names: Sequence[str], said: Words) -> Label:
    return Label(
        name=names[0],
        plural=names[-1],
        reference=bound(said.reference.get(kind, "{name} {number}")),
        caption=_CAPTIONS.get(kind, "{name} {number}"),
        reference_unnumbered=said.unnumbered,
        caption_unnumbered="{name}" if kind in (*STATEMENTS, PROOF) else "",
    )


def _pandoc(english: Wording) -> Wording:
    """The texts of pandoc-crossref 0.3, as its `Settings.hs` sets them; `english` for what it does not know."""
    short = {kind: _abbreviated(english.labels[kind], *names.split()) for kind, names in _PANDOC.items()}
    return replace(
        english,
        chapter=short["sec"],
        labels={**english.labels, **short},
        last=", ",
        pair=", ",
        range="-",
        panel="{number} ({part})",
        caption_end=": ",
        elsewhere="{reference}",
        prefix_replaces=True,
        collects=True,
        link_number_only=True,
        capital_words=True,
    )


def _abbreviated(label: Label, name: str, plural: str) -> Label:
    """`label` with a short name, in references only."""
    return replace(label, name=name, plural=plural, caption=label.caption.replace("{name}", label.name))


def _declared(kind: str, given: Mapping[str, str], known: Label) -> Label:
    """`known` with what a site says of it."""
    if not given.get("name", known.name):
        raise ValueError(f"labels: '{kind}' is a new kind and has no name; write one, as in 'name: {first(kind)}'")
    changes = {"plural": given["name"], **given} if "name" in given else dict(given)
    if "reference" in given:
        changes["reference"] = bound(given["reference"])
        if "{number}" not in given["reference"]:
            changes["reference_unnumbered"] = given["reference"]
    return replace(known, **changes)
