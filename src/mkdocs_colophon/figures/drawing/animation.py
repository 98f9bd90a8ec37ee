"""Many pictures in one: an SVG that shows one after the other by CSS alone, and holds once what they have in common.

Where nothing moves, because a program knows no animation or a reader wants none, it shows the still.
"""

import copy
import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from xml.etree.ElementTree import Element

_SVG = "http://www.w3.org/2000/svg"
_NAMESPACES = {"": _SVG, "xlink": "http://www.w3.org/1999/xlink"}
_CLASS = "colophon-frame"


def animated(pictures: Sequence[str], seconds: float, still: int = 0) -> str:
    """One SVG that shows each of `pictures`, all of one size, for so many seconds, over and over.

    `still` is the number of the one that stands when nothing moves.

    Examples
    --------
    >>> one, other = ('<svg xmlns="http://www.w3.org/2000/svg"><g/><path d="M%d 0"/></svg>' % n for n in (1, 2))
    >>> both = animated([one, other], 0.5)
    >>> both.count("<g />"), both.count("<path")
    (1, 2)
    >>> "@keyframes colophon-0{0%{visibility:visible}50%{visibility:hidden}}" in both
    True
    """
    for prefix, uri in _NAMESPACES.items():
        ElementTree.register_namespace(prefix, uri)
    roots = [ElementTree.fromstring(picture.encode()) for picture in pictures]
    shows: dict[tuple[int, ...], int] = {}
    [root] = _merged(roots, tuple(range(len(roots))), shows)
    _drop_copied_ids(root)
    style = Element(f"{{{_SVG}}}style")
    style.text = _style(shows, len(roots), seconds, still)
    root.insert(0, style)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode")


def _merged(elements: Sequence[Element], frames: tuple[int, ...], shows: dict[tuple[int, ...], int]) -> list[Element]:
    """What stands for `elements`, which are those of some frames at one place.

    `shows` collects the sets of frames in which something is to be seen that is not always, with the number of each.
    """
    if len({_text(element) for element in elements}) == 1:
        return [elements[0]]
    first = elements[0]
    if all(_alike(first, other) for other in elements):
        whole = copy.copy(first)
        whole[:] = [each for children in zip(*elements, strict=True) for each in _merged(list(children), frames, shows)]
        return [whole]
    variants: dict[str, tuple[Element, list[int]]] = {}
    for frame, element in zip(frames, elements, strict=True):
        variants.setdefault(_text(element), (element, []))[1].append(frame)
    return [_variant(element, shows.setdefault(tuple(seen), len(shows))) for element, seen in variants.values()]


def _alike(one: Element, other: Element) -> bool:
    """Whether two elements differ at most in what they contain."""
    mine, theirs = ({name: value for name, value in each.attrib.items() if name != "id"} for each in (one, other))
    same = one.tag == other.tag and mine == theirs and (one.text or "").strip() == (other.text or "").strip()
    return same and len(one) == len(other) > 0


def _variant(element: Element, number: int) -> Element:
    group = Element(f"{{{_SVG}}}g", {"class": f"{_CLASS} {_CLASS}-{number}"})
    group.append(element)
    return group


def _text(element: Element) -> str:
    """An element in full; but the names that Matplotlib gives to groups only count them."""
    bare = copy.deepcopy(element)
    for group in bare.iter(f"{{{_SVG}}}g"):
        group.attrib.pop("id", None)
    bare.tail = None
    return ElementTree.tostring(bare, encoding="unicode")


def _drop_copied_ids(root: Element) -> None:
    """Leave each id at the first element that has it: others with the same one have the same content, or only count."""
    seen: set[str] = set()
    for element in root.iter():
        name = element.get("id")
        if name in seen:
            del element.attrib["id"]
        elif name:
            seen.add(name)


def _style(shows: dict[tuple[int, ...], int], count: int, seconds: float, still: int) -> str:
    rows = [f".{_CLASS}{{visibility:hidden;animation:{count * seconds:g}s step-end infinite}}"]
    for frames, number in shows.items():
        name = f"colophon-{number}"
        steps = "".join(
            f"{100 * frame / count:.6g}%{{visibility:{'visible' if frame in frames else 'hidden'}}}"
            for frame in range(count)
            if frame == 0 or (frame in frames) != (frame - 1 in frames)
        )
        visible = ";visibility:visible" if still in frames else ""
        rows += [f"@keyframes {name}{{{steps}}}", f".{_CLASS}-{number}{{animation-name:{name}{visible}}}"]
    rows += [f"@media print,(prefers-reduced-motion:reduce){{.{_CLASS}{{animation:none}}}}"]
    return "".join(rows)
