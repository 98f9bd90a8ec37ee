"""The list of what a page, or a site, cites: its entries, what each leads to, and the ways back."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from string import ascii_lowercase

from mkdocs_colophon.citations.entry import Entry
from mkdocs_colophon.citations.identifiers import is_web
from mkdocs_colophon.citations.in_text import without_links
from mkdocs_colophon.citations.links import anchor
from mkdocs_colophon.citations.words import Words
from mkdocs_colophon.html import as_html, attributes, start_tag, tag, tags

HEADING_ID = "colophon-bibliography"  # an author may have a heading "References" of his own


def section(
    entries: Mapping[str, str],
    records: Mapping[str, Entry],
    places: Mapping[str, Sequence[str]],
    words: Words,
    *,
    headed: bool = True,
    taken: Callable[[str], bool] = lambda key: False,
) -> str:
    """The section that lists what a page cites; nothing if it cites nothing.

    Parameters
    ----------
    entries : by key the HTML of each, in the order of the style.
    records : the library.
    places : by key the ids of the citations on the page.
    headed : whether it has a heading of its own.
    taken : whether the entry of a key stands on the page already and keeps its id.
    """
    if not entries:
        return ""
    items = [
        entry(safe(html), records.get(key), words, ways_back(places.get(key, ()), words), **_id(key, taken))
        for key, html in entries.items()
    ]
    if not headed:
        return tag("section", f"\n{listed(items)}\n", class_="bibliography", aria_label=words.heading)
    heading = tag("h2", words.heading, id=HEADING_ID)
    return tag("section", f"\n{heading}\n{listed(items)}\n", class_="bibliography", aria_labelledby=HEADING_ID)


def site_section(
    entries: Mapping[str, str],
    records: Mapping[str, Entry],
    pages: Mapping[str, Sequence[tuple[str, str, Sequence[str]]]],
    words: Words,
    group: str = "none",
    taken: Callable[[str], bool] = lambda key: False,
) -> str:
    """The section that lists what the whole site cites, with a field that filters it.

    Parameters
    ----------
    pages : by key the pages that cite it: the way there, the title, the ids of the citations.
    group : "year", "type" or "none": what the list is divided by.
    taken : whether the entry of a key stands on the page already and keeps its id.
    """
    if not entries:
        return ""
    items = {}
    for key, html in entries.items():
        back = cited_in(pages.get(key, ()), words)
        items[key] = entry(safe(html), records.get(key), words, back, **_id(key, taken))
    field = start_tag("input", class_="bibliography-filter", type="search", aria_label=words.filter)
    counted = tag("output", "", class_="bibliography-count")
    search = tag("p", f"{field} {counted}", class_="bibliography-search", data_search_exclude="")
    whole = f"\n{search}\n{_grouped(items, records, words, group)}\n"
    return tag("section", whole, class_="bibliography bibliography-of-site", aria_label=words.heading)


def entry(html: str, written: Entry | None, words: Words, back: str, **values: str) -> str:
    """One entry: as the style writes it, links to the work, a button that copies its BibTeX, the ways back."""
    parts = [*_links(html, written), _copy(written, words), back] if written else [back]
    more = " ".join(filter(None, parts))
    below = tag("div", more, class_="bibliography-more", data_search_exclude="") if more else ""
    return tag("div", _text(html) + below, class_="bibliography-entry", **values, role="listitem")


def cards(shown: Mapping[str, Sequence[str]], entries: Mapping[str, str]) -> str:
    """Templates, which a browser does not show, with the entries of each link that stands for several.

    `shown` has by label the keys.
    """
    templates = []
    for label, keys in shown.items():
        texts = [_text(safe(entries[key])) for key in dict.fromkeys(keys) if key in entries]
        html = tag("div", "".join(tag("div", text, class_="bibliography-entry") for text in texts))
        templates.append(tag("template", html, class_="colophon-preview", data_label=label))
    return "".join(templates)


def _text(html: str) -> str:
    """An entry's words; some styles have blocks in them, which a paragraph cannot hold."""
    return tag("div", html, class_="bibliography-text")


def listed(items: Iterable[str], **values: str) -> str:
    """Entries as a list."""
    return tag("div", "\n" + "\n".join(items) + "\n", class_="bibliography-entries", role="list", **values)


def ways_back(places: Sequence[str], words: Words) -> str:
    """Links to every citation of an entry on the page, each with a letter.

    >>> from mkdocs_colophon.citations.words import words
    >>> ways_back(["cite-a-1"], words("en"))  # doctest: +ELLIPSIS
    '<span class="bibliography-back"><a href="#cite-a-1" role="doc-backlink" aria-label="Back to citation a">↩...
    """
    links = [
        _back(f"#{name}", letter(number) if len(places) > 1 else "↩", words.back.format(place=letter(number)))
        for number, name in enumerate(places)
    ]
    sign = [tag("span", "↩", aria_hidden="true")] if len(links) > 1 else []
    return tag("span", " ".join(sign + links), class_="bibliography-back") if links else ""


def cited_in(pages: Sequence[tuple[str, str, Sequence[str]]], words: Words) -> str:
    """Links to every citation of an entry on the site: the first of a page by its title, further ones by a letter."""
    shown = []
    for way, title, names in pages:
        links = [_back(f"{way}#{names[0]}", tag("cite", as_html(title)), "")]
        for number, name in enumerate(names[1:], 1):
            label = f"{words.back.format(place=letter(number))}, {title}"
            links.append(_back(f"{way}#{name}", letter(number), label))
        shown.append(" ".join(links))
    return tag("span", f"{words.cited_in} {', '.join(shown)}", class_="bibliography-back") if shown else ""


def letter(number: int) -> str:
    """The letter of the citing place `number`, from 0.

    >>> letter(0), letter(25), letter(26)
    ('a', 'z', 'aa')
    """
    return (letter(number // 26 - 1) if number >= 26 else "") + ascii_lowercase[number % 26]


def safe(html: str) -> str:
    """`html` without links to anything but the web, its own page and mail: a library is not to be trusted.

    >>> safe('<a href="https://javascript:alert(1)">here</a>, <A HREF=javas&#99;ript:alert(1)>there</A>')
    'here, there'
    """
    return without_links(html, lambda way: not way.startswith(("#", "mailto:")) and not is_web(way))


def _id(key: str, taken: Callable[[str], bool]) -> dict[str, str]:
    """The id of an entry, which stands on a page once."""
    return {} if taken(key) else {"id": anchor(key)}


def _links(html: str, written: Entry) -> list[str]:
    """Links to the work that the entry does not have yet."""
    there = {attributes.read(link.text).get("href", "").lower() for link in tags(html, "a")}
    return [tag("a", as_html(name), href=address) for name, address in written.links if address.lower() not in there]


def _copy(written: Entry, words: Words) -> str:
    values = {"data_copy": written.text, "data_done": words.copied}
    button = tag("button", words.copy, class_="bibliography-copy", type="button", **values)
    return button if written.text.lstrip().startswith("@") else ""


def _back(way: str, text: str, label: str) -> str:
    return tag("a", text, href=way, role="doc-backlink", **({"aria_label": label} if label else {}))


def _grouped(items: Mapping[str, str], records: Mapping[str, Entry], words: Words, group: str) -> str:
    """`items` under a heading for each year, the newest first, or for each type, in the order of the languages file."""
    if group not in ("year", "type"):
        return listed(items.values())
    tell = attrgetter("year" if group == "year" else "kind")
    told = {key: tell(records[key]) for key in items if key in records}
    of = {key: told.get(key) or "other" for key in items}
    order = [*sorted(set(of.values()) - {"other"}, reverse=True), "other"] if group == "year" else [*words.types]
    chosen = sorted(items, key=lambda key: order.index(of[key]))
    divisions = []
    for name, keys in groupby(chosen, key=lambda key: of[key]):
        heading = tag("h2", as_html(words.types.get(name, name)), id=f"bibliography-{group}-{name}")
        entries = listed(items[key] for key in keys)
        divisions.append(tag("div", f"\n{heading}\n{entries}\n", class_="bibliography-group"))
    return "\n".join(divisions)
