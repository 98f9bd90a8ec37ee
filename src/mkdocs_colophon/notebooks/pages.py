"""The page of a notebook: Markdown for the site's own pipeline, and what is put into its HTML afterwards."""

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from mkdocs_colophon.html import Element, as_html, elements, markers, replaced, start_tag, tag
from mkdocs_colophon.notebooks import outputs
from mkdocs_colophon.notebooks.notebook import DisplayOptions, Executed, Json, downloads, lines, searchable
from mkdocs_colophon.notebooks.outputs import Markdown, Output, Picture
from mkdocs_colophon.problems import Problem

Link = Callable[[str], str]

_PICTURE = "notebook-output output-picture"
_TICKS = re.compile(r"`{3,}")


@dataclass(frozen=True, slots=True)
class NotebookPage:
    """What a notebook gives to its page.

    Attributes
    ----------
    folder : where on the site the files of the page stand, such as ``notebooks/kernels``.
    markdown : the page's text, front matter included. It holds places for pictures and for blocks.
    shown : the pictures that its cells have drawn.
    blocks : finished HTML, or pictures that are no figures.
    downloads : files that are offered to readers, by name.
    source : the text in which the words of a problem are found.
    problems : what is wrong with its cells.
    """

    folder: str
    markdown: str
    shown: tuple[Picture, ...]
    blocks: tuple[str | Picture, ...]
    downloads: Mapping[str, bytes]
    source: str
    problems: tuple[Problem, ...]

    @property
    def files(self) -> dict[str, bytes]:
        """The files of the page by their address on the site."""
        pictures = {picture.name: picture.content for picture in self.shown}
        dark = {picture.dark_name: picture.dark for picture in self.shown if picture.dark}
        return {f"{self.folder}/{name}": content for name, content in {**pictures, **dark, **self.downloads}.items()}

    def finished(self, html: str, link: Link) -> str:
        """`html`, made of the Markdown, with the pictures, the blocks and links to the downloads.

        `link` gives the way from the page to an address on the site.
        """
        title = next((each.end for each in elements(html, "h1")), 0)
        links = _downloads([f"{self.folder}/{name}" for name in self.downloads], link)
        html = html[:title] + links + html[title:]
        folder = posixpath.dirname(link(f"{self.folder}/x"))
        contents = {place: self._content(place, folder) for place in elements(html, "div", "img")}
        return replaced(html, (place for place, content in contents.items() if content), contents.__getitem__)

    def _content(self, place: Element, folder: str) -> str:
        """What belongs into a place that the Markdown has for it; nothing if `place` is an author's own."""
        given = place.attributes
        if place.name == "img":
            alt = given.get("alt")
            shown = next((each for n, each in enumerate(self.shown) if alt == f"notebook-picture-{n}"), None)
            return pair(shown, posixpath.dirname(given.get("src", "")), given.get("style", "")) if shown else ""
        number = "" if place.inner else given.get("data-notebook-output")
        block = next((each for n, each in enumerate(self.blocks) if number == str(n)), "")
        return markers.disowned(block) if isinstance(block, str) else tag("div", pair(block, folder), class_=_PICTURE)


def pair(picture: Picture, folder: str, style: str = "") -> str:
    """The picture for light pages and, if there is one, that for dark pages; else the one on paper of its own."""
    common = {"alt": picture.alt or "", "loading": "lazy", "decoding": "async"} | ({"style": style} if style else {})
    if picture.size:
        common |= {"width": str(picture.size[0]), "height": str(picture.size[1])}
    names = [f"{picture.name}#only-light", f"{picture.dark_name}#only-dark"]
    if not picture.dark:
        names, common = [picture.name], common | {"class": "notebook-paper"}
    sources = [posixpath.join(folder, name) for name in names]
    return "".join(start_tag("img", src=source, **common) for source in sources)


def compose(executed: Executed, options: DisplayOptions, name: str, folder: str) -> NotebookPage:
    """The page of a notebook whose file messages call `name`, and whose files stand in `folder` on the site."""
    return _Composer(executed, options, name, folder).page()


class _Composer:
    """Cell after cell, the Markdown of the page."""

    def __init__(self, executed: Executed, options: DisplayOptions, name: str, folder: str) -> None:
        self._notebook, self._options, self._name, self._folder = executed.notebook, options, name, folder
        self._ended_early = executed.problem is not None
        self._shown: list[Picture] = []
        self._blocks: list[str | Picture] = []
        self._problems: list[Problem] = []

    def page(self) -> NotebookPage:
        numbered = enumerate(zip(self._notebook.tree["cells"], lines(self._notebook), strict=True), start=1)
        parts = [part for number, (cell, line) in numbered for part in self._cell(cell, number, line)]
        text = "\n\n".join(parts) + "\n"
        return NotebookPage(
            self._folder,
            text,
            tuple(self._shown),
            tuple(self._blocks),
            downloads(self._notebook),
            searchable(self._notebook),
            tuple(self._problems),
        )

    def _cell(self, cell: Json, number: int, line: int) -> list[str]:
        tags = set(cell["metadata"].get("tags", ()))
        if tags & self._options.hidden_cells:
            return []
        if cell["cell_type"] != "code":
            # of the raw cells only front matter is for this page, and it comes first
            return [cell["source"]] if cell["cell_type"] == "markdown" or number == 1 else []
        code = self._options.inputs and not tags & self._options.hidden_inputs and cell["source"].strip()
        made = [] if tags & self._options.hidden_outputs else self._outputs(cell, number)
        self._check(cell, number, line, made, code=bool(code))
        return [*(self._code(cell) if code else ()), *self._places(cell, made, number, line)]

    def _outputs(self, cell: Json, number: int) -> list[Output]:
        palette, places = self._options.palette, enumerate(cell.get("outputs", ()), start=1)
        read = (outputs.read(output, f"cell-{number}-{place}", palette) for place, output in places)
        return [each for each in read if each]

    def _code(self, cell: Json) -> list[str]:
        longest = max(map(len, _TICKS.findall(cell["source"])), default=2)
        fence = "`" * (longest + 1)
        block = f"{fence}{self._notebook.language}\n{cell['source'].strip(chr(10))}\n{fence}"
        return [block, *_caption(cell, "lst", "Listing: ")]

    def _places(self, cell: Json, made: list[Output], number: int, line: int) -> list[str]:
        """What stands in the Markdown for the outputs of a cell."""
        parts = []
        alts = _alternatives(cell)
        for output in made:
            if isinstance(output, Markdown):
                parts += [output, *_caption(cell, "tbl", ": ")]
            elif isinstance(output, Picture):
                alt = output.alt if output.alt is not None else next(alts, None)
                if alt is None:
                    self._note("BOOK002", f"cell {number} draws a picture without alternative text", line)
                parts.append(self._figure(cell, replace(output, alt=alt or "")))
            else:
                parts.append(self._place(output))
        return parts

    def _figure(self, cell: Json, picture: Picture) -> str:
        self._shown.append(picture)
        number, label, caption = len(self._shown) - 1, _given(cell, "label"), _given(cell, "caption")
        if not caption:
            return self._place(picture)
        path = quote(posixpath.join(posixpath.basename(self._folder), picture.name))
        own = f"#{label} " if label.startswith("fig:") else ""
        return f"![{caption}]({path}){{{own}alt=notebook-picture-{number}}}"

    def _place(self, block: str | Picture) -> str:
        self._blocks.append(block)
        return f'<div data-notebook-output="{len(self._blocks) - 1}"></div>'

    def _check(self, cell: Json, number: int, line: int, made: list[Output], *, code: bool) -> None:
        """Note a label that nothing in the cell can carry."""
        label = _given(cell, "label")
        bearers = {
            "fig": ("one picture", sum(isinstance(output, Picture) for output in made)),
            "tbl": ("one output in Markdown", sum(isinstance(output, Markdown) for output in made)),
            "lst": ("code that is shown", int(code)),
        }
        kind = label.partition(":")[0]
        if label and kind not in bearers:
            self._note("BOOK006", f"cell {number} has the label '{label}'", line, "it begins with fig:, tbl: or lst:")
        elif kind != "lst" and (self._ended_early or not cell.get("execution_count")):
            return  # what it puts out is not known
        elif label and not (bearers[kind][1] == 1 and _given(cell, "caption")):
            text = f"cell {number} has the label '{label}', for which it needs a caption and {bearers[kind][0]}"
            self._note("BOOK006", text, line, 'a caption is written as in `# %% label="fig:x" caption="A curve."`')

    def _note(self, code: str, text: str, line: int, hint: str = "") -> None:
        hint = hint or 'write what it shows to who cannot see it, as in `# %% alt="A curve that falls."`'
        self._problems.append(Problem(code, text, hint, self._name, line))


def _given(cell: Json, key: str) -> str:
    """A word or a text that the cell's metadata gives."""
    value = cell["metadata"].get(key, "")
    return " ".join(value.split()) if isinstance(value, str) else ""


def _alternatives(cell: Json) -> Iterator[str]:
    """The alternative texts that a cell gives its pictures: one, or a list of them."""
    value = cell["metadata"].get("alt")
    return iter([value] if isinstance(value, str) else map(str, value) if isinstance(value, list) else [])


def _caption(cell: Json, kind: str, head: str) -> list[str]:
    label, caption = _given(cell, "label"), _given(cell, "caption")
    return [f"{head}{caption} {{#{label}}}"] if label.startswith(f"{kind}:") and caption else []


def _downloads(addresses: Sequence[str], link: Link) -> str:
    links = [tag("a", as_html(posixpath.basename(each)), href=quote(link(each)), download="") for each in addresses]
    return tag("p", " ".join(links), class_="notebook-downloads", data_search_exclude="") if links else ""
