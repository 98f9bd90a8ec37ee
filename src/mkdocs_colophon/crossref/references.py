"""The HTML of references, once every target is known."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from mkdocs_colophon.crossref.labels import Label
from mkdocs_colophon.crossref.targets import Target, canonical, prefix_of
from mkdocs_colophon.crossref.unresolved import mark, unknown
from mkdocs_colophon.crossref.wording import Wording
from mkdocs_colophon.grammar import Cite
from mkdocs_colophon.html import as_html, as_text, tag
from mkdocs_colophon.problems import Problem


@dataclass(frozen=True, slots=True)
class Here:
    """The page that is being resolved, as references see it.

    Attributes
    ----------
    url : its URL, relative to the site.
    shown : the labels of the targets that stand on it, copies in an excerpt included.
    link : gives the way from this page to the URL of another.
    """

    url: str
    shown: frozenset[str]
    link: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Reference:
    """The references of one bracket: as HTML, the labels they lead to, and what is wrong with them."""

    html: str
    labels: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def reference(cites: Sequence[Cite], targets: Mapping[str, Target], here: Here, wording: Wording) -> Reference:
    """The references written in one bracket; the words around `cites` are HTML.

    Neighbors of one kind on one page are sorted and share a name, "Figures 1, 2 and 4"; three or more in a row become a
    range, "Figures 1–3", linked at both ends. A target whose number another page has too is followed by its page.
    """
    found = [(cite, targets.get(canonical(cite.key))) for cite in cites]
    found = found if wording.pandoc else _by_page(found, here)
    runs = [list(run) for _, run in groupby(found, key=lambda each: _run(each[0], each[1], here, wording))]
    parts = [part for run in runs for part in _named(run, here, wording)]
    labels = tuple(target.label for _, target in found if target)
    problems = tuple(unknown(cite.key, targets) for cite, target in found if not target)
    return Reference(wording.listed(parts), labels, problems)


def numbered(label: str, targets: Mapping[str, Target], here: Here, wording: Wording, parenthesized: bool) -> Reference:
    """The number alone of the target of `label`, wherever it stands, as a link; "??", which is none, if there is none.

    What has no number is called by its own words.
    """
    target = targets.get(canonical(label))
    words = (_shown(target, wording) or target.words) if target else "??"
    words = f"({words})" if parenthesized else words
    if target is None:
        return Reference(words, problems=(unknown(label, targets),))
    return Reference(_link(words, target, here), (target.label,))


def part(label: str, wanted: str, targets: Mapping[str, Target], here: Here, wording: Wording) -> Reference:
    """What is `wanted` of the target of `label`, for the words of a link to it: its name, number, title or page."""
    target = targets.get(canonical(label))
    if target is None:
        return Reference(mark(label), problems=(replace(unknown(label, targets), needle=f"#{label}"),))
    name = _label(target, Cite(label), wording).name
    said = {"name": name, "number": _shown(target, wording), "title": target.words, "page": target.home}
    return Reference(said[wanted], (target.label,))


def _by_page(found: Sequence[tuple[Cite, Target | None]], here: Here) -> list[tuple[Cite, Target | None]]:
    """Cites of one sort with the targets of this page first, and those of each other page together, in reading order.

    Words around a cite keep it in its place.
    """

    def sort(each: tuple[Cite, Target | None]) -> tuple[object, ...]:
        cite, target = each
        worded = cite.prefix or cite.suffix or target is None
        return () if worded or not target else (target.called, cite.key[:1].isupper(), cite.suppress)

    def distance(each: tuple[Cite, Target | None]) -> int:
        return 0 if each[1] is None or _is_plain(each[1], here) else 1 + each[1].place[0]

    alike = [(key, list(block)) for key, block in groupby(found, key=sort)]
    return [each for key, block in alike for each in (sorted(block, key=distance) if key else block)]


def _run(cite: Cite, target: Target | None, here: Here, wording: Wording) -> tuple[object, ...]:
    """What cites must have in common to share one name; in our own wording, words around a cite keep it apart."""
    if wording.pandoc:
        return (prefix_of(cite.key), cite.suppress, cite.prefix)
    if target is None:
        return ("unknown",)
    elsewhere = "" if _is_plain(target, here) else target.page
    capital = cite.key[:1].isupper()
    return (target.called, bool(target.number), capital, cite.suppress, elsewhere, cite.prefix, cite.suffix)


def _is_plain(target: Target, here: Here) -> bool:
    """Whether a reference to `target` needs no word about its page."""
    return target.alone or target.page == here.url or target.label in here.shown


@dataclass(frozen=True, slots=True)
class _Item:
    """A target and the author's words after it, which in pandoc-crossref belong to the link."""

    target: Target
    suffix: str = ""


def _named(run: Sequence[tuple[Cite, Target | None]], here: Here, wording: Wording) -> list[str]:
    """The references of one run: "see Figures 1 and 2 in “Pooling”, left"; unknown ones are marks."""
    first = run[0][0]
    marks = [mark(cite.key) for cite, target in run if not target]
    # in our own wording words after a cite end its run, so that all in it have the same
    known = [(target, cite.suffix if wording.pandoc else "") for cite, target in run if target]
    unique = {(target.place, suffix): _Item(target, suffix) for target, suffix in known}
    items = [unique[key] for key in sorted(unique)]  # once each, in the order of the document
    if not items and not wording.pandoc:
        return marks
    label = _label(items[0].target if items else None, first, wording)
    many = len(run if wording.pandoc else items) > 1
    if not items or (many and label.shared and items[0].target.number):
        text = label.refer(wording.listed([*marks, *_numbers(items, here, wording)]), many=many)
        text = _elsewhere(text, items[0].target, here, wording) if items else text
    else:
        text = wording.listed([*marks, *(_alone(item, label, here, wording) for item in items)])
    before = f"{first.prefix} " if first.prefix else ""
    return [before + text + ("" if wording.pandoc else _after(first.suffix))]


def _after(suffix: str) -> str:
    return (" " if as_text(suffix)[:1].isalnum() else "") + suffix


def _label(target: Target | None, cite: Cite, wording: Wording) -> Label:
    """How the cite names its target: as its kind is called, with a capital, or by the number alone."""
    is_chapter = target and target.mark.level == 1 and target.number
    label = wording.chapter if is_chapter else wording.labels[target.called if target else prefix_of(cite.key)]
    if cite.suppress or (cite.prefix and wording.pandoc):
        return replace(label, reference="{number}", reference_unnumbered="{title}")
    return wording.capitalize(label) if cite.key[:1].isupper() else label


def _alone(item: _Item, label: Label, here: Here, wording: Wording) -> str:
    """A reference to one target: a link as a whole, or, where the preset says so, by its number."""
    target = item.target
    number = _number(item, here, wording) if wording.pandoc else _shown(target, wording)
    text = label.refer(number, title=target.words, page=target.home)
    text = _elsewhere(text, target, here, wording)
    return text if target.number and wording.pandoc else _link(text, target, here)


def _number(item: _Item, here: Here, wording: Wording) -> str:
    """The number of a target as a link; empty if it has none."""
    if not item.target.number:
        return ""
    return _link(_shown(item.target, wording) + _after(item.suffix), item.target, here)


def _elsewhere(text: str, target: Target, here: Here, wording: Wording) -> str:
    template = "{reference}" if _is_plain(target, here) else wording.said.elsewhere
    return template.format(reference=text, page=target.home)


def _numbers(items: Sequence[_Item], here: Here, wording: Wording) -> list[str]:
    """The numbers of targets as links, three or more in a row as a range linked at both ends."""
    numbers: list[str] = []
    for row in _rows(items):
        links = [_number(item, here, wording) for item in row]
        numbers += [f"{links[0]}{wording.said.range}{links[-1]}"] if len(links) > 2 else links
    return numbers


def _rows(items: Sequence[_Item]) -> list[list[_Item]]:
    """`items` in rows of consecutive numbers; words inside a link keep it out of a row."""
    rows = [[item] for item in items[:1]]
    for last, item in pairwise(items):
        if item.target.follows(last.target) and not (item.suffix or last.suffix):
            rows[-1].append(item)
        else:
            rows.append([item])
    return rows


def _shown(target: Target, wording: Wording) -> str:
    if target.mark.parent and target.number and target.kind != "eq":
        return wording.panel.format(number=target.number[:-1], part=target.number[-1])
    return as_html(target.number)


def _link(text: str, target: Target, here: Here) -> str:
    way = "" if target.page == here.url else here.link(target.page)
    return tag("a", text, class_="crossref", data_label=target.label, href=f"{way}#{target.label}")
