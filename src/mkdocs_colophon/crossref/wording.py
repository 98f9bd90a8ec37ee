"""The words of numbers and references, in each language and preset."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from mkdocs_colophon.crossref.declarations import DELIMITERS, checked
from mkdocs_colophon.crossref.kinds import CHAPTER, KINDS, SECTION, Kind, Kinds
from mkdocs_colophon.crossref.labels import Label, bound, each_word, first
from mkdocs_colophon.html import as_html
from mkdocs_colophon.locales.languages import table

Preset = Literal["default", "pandoc-crossref"]


@dataclass(frozen=True, slots=True)
class Words:
    """A language, as far as numbers and references need it.

    Attributes
    ----------
    between, last, pair : what stands between items of a list, before the last of three or more, between two.
    range : what stands between the ends of a range.
    elsewhere : template of a reference to another page.
    unnumbered : template of a reference to what has a title but no number.
    own : template of a title that follows a number.
    cited_in : template of the line that names, as ``{pages}``, where a target is referred to.
    names : by kind one name, or that of one and that of several.
    reference : templates of references, for the kinds whose name does not just stand before the number.
    """

    between: str
    last: str
    pair: str
    range: str
    elsewhere: str
    unnumbered: str
    own: str
    cited_in: str
    names: Mapping[str, list[str]]
    reference: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wording:
    """All that the text of numbers and references depends on, apart from the numbers.

    Attributes
    ----------
    chapter : the label of a page's title, which is a section whose number is that of its chapter.
    labels : by kind, the prefix of a label.
    said : the words of the language.
    panel : template of the number of a part of a figure, of ``{number}`` and ``{part}``: "3b", "3 (b)".
    caption_end : what stands between "Figure 3" and the words of the caption.
    pandoc : whether references and captions are built as in pandoc-crossref: words of the author's before a reference
        replace its name, which stands outside the link; the captions of a figure's parts stand in that of the whole; a
        capital reference has every word capitalized, not the first only.
    """

    chapter: Label
    labels: Mapping[str, Label]
    said: Words
    panel: str = "{number}{part}"
    caption_end: str = ". "
    pandoc: bool = False

    def listed(self, items: Sequence[str]) -> str:
        """Numbers of one kind as a list, or references of different kinds.

        >>> wording("default", "en", {}).listed(["1", "3–5", "7"])
        '1, 3–5 and 7'
        """
        if len(items) < 3:
            return self.said.pair.join(items)
        return self.said.between.join(items[:-1]) + self.said.last + items[-1]

    def capitalize(self, label: Label) -> Label:
        """`label` as ``@Fig:x`` asks for it, for the beginning of a sentence.

        >>> wording("pandoc-crossref", "en", {}).capitalize(Label("my fig.", "my figs.", "{name}", "", "", "")).name
        'My Fig.'
        """
        capital = each_word if self.pandoc else first
        named = capital if self.pandoc or label.reference.startswith("{name}") else str
        return replace(
            label,
            name=named(label.name),
            plural=named(label.plural),
            reference=capital(label.reference),
            reference_unnumbered=capital(label.reference_unnumbered),
        )

    def delimited(self, given: Mapping[str, str]) -> "Wording":
        """The same with what a site wants to stand between things.

        >>> wording("default", "en", {}).delimited({"pair": " & "}).listed(["1", "2"])
        '1 & 2'
        """
        said = replace(
            self.said,
            between=given.get("between", self.said.between),
            last=given.get("last", self.said.last),
            pair=given.get("pair", self.said.pair),
            range=given.get("range", self.said.range),
        )
        return replace(self, said=said, caption_end=given.get("caption", self.caption_end))

    def escaped(self) -> "Wording":
        """The same for use in HTML: what a site declares may hold characters that mean something there."""
        labels = {kind: label.escaped() for kind, label in self.labels.items()}
        between = {name: as_html(getattr(self.said, name)) for name in DELIMITERS if name != "caption"}
        escaped = replace(self, labels=labels, chapter=self.chapter.escaped())
        return escaped.delimited({**between, "caption": as_html(self.caption_end)})


def words(language: str) -> Words:
    """The words of the nearest language that ships, or of English.

    >>> words("zh-Hant-HK").names["fig"], words("zh-Hans").names["fig"], words("eo").names["fig"]
    (['圖'], ['图'], ['Figure', 'Figures'])
    """
    return Words(**table(language, "crossref"))


def wording(preset: Preset, language: str, declared: Mapping[str, object], kinds: Kinds = KINDS) -> Wording:
    """The wording of a site.

    Parameters
    ----------
    preset : "default", or "pandoc-crossref", whose texts are English whatever the language.
    language : of the theme, such as ``pt-BR``; one that is not known is taken for English.
    declared : the site's own words: by kind (or ``chapter``) any of ``name``, ``plural``, ``reference``, ``caption``.
        A name without a plural is its own plural.
    kinds : those that ship, or more.

    Raises
    ------
    ValueError
        If `declared` is not of this form, or a template has a placeholder that is not known.

    Examples
    --------
    >>> wording("default", "de", {"vid": {"name": "Video"}}).labels["vid"].refer("3", many=True)
    'Video\\xa03'
    """
    is_pandoc = preset == "pandoc-crossref"
    said = words("en" if is_pandoc else language)
    labels = _labels(said, kinds, is_pandoc)
    # a new kind is worded as theorems are, since no preset abbreviates these
    model = replace(labels["thm"], name="", caption_unnumbered="")
    labels |= {kind: _declared(kind, given, labels.get(kind, model)) for kind, given in checked(declared).items()}
    if is_pandoc:  # as `Settings.hs` of pandoc-crossref 0.3 sets them
        said = replace(said, last=", ", pair=", ", range="-", elsewhere="{reference}")
        return Wording(labels.pop(CHAPTER), labels, said, "{number} ({part})", ": ", pandoc=True)
    return Wording(labels.pop(CHAPTER), labels, said)


def _labels(said: Words, kinds: Kinds, is_pandoc: bool) -> dict[str, Label]:
    """The labels of `kinds`, and of chapters; short ones for those that pandoc-crossref knows, if they are its."""
    shown = {**kinds, CHAPTER: kinds[SECTION]}
    labels = {prefix: _label(prefix, shown[prefix], said) for prefix in said.names if prefix in shown}
    if not is_pandoc:
        return labels
    short = {prefix: _abbreviated(labels[prefix], *kind.short) for prefix, kind in kinds.items() if kind.short}
    return {**labels, **short, CHAPTER: short[SECTION]}


def _label(prefix: str, kind: Kind, said: Words) -> Label:
    return Label(
        name=said.names[prefix][0],
        plural=said.names[prefix][-1],
        reference=bound(said.reference.get(prefix, "{name} {number}")),
        caption=kind.caption,
        reference_unnumbered=said.unnumbered,
        caption_unnumbered=kind.unnumbered,
    )


def _abbreviated(label: Label, name: str, plural: str) -> Label:
    """`label` with a short name, in references only."""
    return replace(label, name=name, plural=plural, caption=label.caption.replace("{name}", label.name))


def _declared(kind: str, given: Mapping[str, str], known: Label) -> Label:
    """`known` with what a site says of it."""
    if not given.get("name", known.name):
        raise ValueError(f"labels: '{kind}' is a new kind and has no name; write one, as in 'name: {first(kind)}'")
    changes = {"plural": given["name"], **given} if "name" in given else dict(given)
    changes.pop("scheme", None)  # of numbers, not of words
    if "reference" in given:
        changes["reference"] = bound(given["reference"])
        if "{number}" not in given["reference"]:
            changes["reference_unnumbered"] = given["reference"]
    return replace(known, **changes)
