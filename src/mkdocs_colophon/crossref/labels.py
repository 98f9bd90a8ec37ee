"""How targets of one kind are called where they stand and where they are referred to.

A name is kept as it stands in the middle of a sentence, "Figure" but "figura"; a caption begins a line, so there it is
capitalized in every language.
"""

from dataclasses import dataclass, fields

from mkdocs_colophon.html import as_html


@dataclass(frozen=True, slots=True)
class Label:
    """How a kind is called. Templates have the placeholders ``{name}``, ``{number}``, ``{title}`` and ``{page}``.

    Attributes
    ----------
    name, plural : "Figure", "Figures".
    reference : template of a reference; `number` may be several, ``3, 4 and 6``, if the template is `shared`.
    caption : template of what stands at the target.
    reference_unnumbered, caption_unnumbered : the same for a target without a number.
    """

    name: str
    plural: str
    reference: str
    caption: str
    reference_unnumbered: str
    caption_unnumbered: str

    @property
    def shared(self) -> bool:
        """Whether one reference can serve several targets: what is said of each alone, its title, cannot be shared."""
        return "{title}" not in self.reference and "{page}" not in self.reference

    def refer(self, number: str, *, title: str = "", page: str = "", many: bool = False) -> str:
        """A reference to the target with this number, title, and title of its page, or to many.

        >>> Label("Figure", "Figures", "{name} {number}", "{name} {number}", "{title}", "").refer("3–5", many=True)
        'Figures 3–5'
        """
        template = self.reference if number else self.reference_unnumbered if title else "{name}"
        return template.format(name=self.plural if many else self.name, number=number, title=title, page=page)

    def head(self, number: str, *, title: str = "", page: str = "") -> str:
        """What stands at the target itself; empty if a target of this kind without a number needs no word.

        >>> Label("figura", "figure", "{name} {number}", "{name} {number}", "{title}", "").head("3")
        'Figura 3'
        """
        template = self.caption if number else self.caption_unnumbered
        name = first(self.name) if template.startswith("{name}") else self.name
        return template.format(name=name, number=number, title=title, page=page)

    def escaped(self) -> "Label":
        """The same for use in HTML."""
        return Label(*(as_html(getattr(self, each.name)) for each in fields(self)))


def bound(reference: str) -> str:
    """`reference` with its number never parted from the words beside it at the end of a line."""
    return reference.replace(" {number}", "\xa0{number}").replace("{number} ", "{number}\xa0")


def first(text: str) -> str:
    """`text` with its first character capitalized."""
    return text[:1].upper() + text[1:]


def each_word(text: str) -> str:
    """`text` with every word capitalized."""
    return " ".join(first(word) for word in text.split(" "))
