"""What differs between two pictures, in numbers: of SVG files element by element, of bitmaps pixel by pixel."""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import sha256
from itertools import zip_longest

from mkdocs_colophon.html import tags

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
# neither part of a color nor of a name
_NUMBER = re.compile(r"(?<![\w#.-])-?\d+(?:\.\d+)?(?:e[+-]?\d+)?")
_BITMAP = re.compile(r"base64,[^\"]*")
_ID = re.compile(r'\bid="([^"]+)"')
_NAME = re.compile(r'((?:\bid="|href="#|url\(#))([^")]+)')
_SHOWN = 12  # changes that are told one by one


@dataclass(frozen=True, slots=True)
class Element:
    """An element of an SVG file without its content, or a comment: all of it, the same without numbers, and these."""

    text: str
    shape: str
    numbers: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between two SVG files.

    Attributes
    ----------
    elements : how many elements differ, of those with more of them.
    total : how many elements that has.
    moved : how many numbers differ in elements that are alike otherwise: coordinates and sizes.
    furthest : the largest difference of two such numbers.
    changes : the first elements that are not alike, as they were and as they are; empty where there is none.
    """

    elements: int
    total: int
    moved: int
    furthest: float
    changes: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        if not self.elements:
            return "no element differs"
        moved = f"; numbers in them: {self.moved}, by at most {self.furthest:.6g}" if self.moved else ""
        return f"{self.elements} of {self.total} elements differ{moved}"


@dataclass(frozen=True, slots=True)
class Pixels:
    """What differs between two bitmaps: pixels, of how many, by how much of 255 at most, and where, as PNG."""

    count: int
    total: int
    furthest: int
    picture: bytes

    def __str__(self) -> str:
        return f"{self.count} of {self.total} pixels differ, by at most {self.furthest} of 255"


def compare(before: str, after: str) -> Difference:
    """What differs between two SVG files. Names of elements, which nobody sees, count for nothing.

    >>> print(compare('<svg><path d="M 1 2"/></svg>', '<svg><path d="M 1.25 2"/></svg>'))
    1 of 2 elements differ; numbers in them: 1, by at most 0.25
    """
    old, new = elements(before), elements(after)
    differing, moved, furthest = 0, 0, 0.0
    changes = []
    for one, other in _pairs(old, new):
        if one and other and one.shape == other.shape:
            steps = [abs(a - b) for a, b in zip(one.numbers, other.numbers, strict=True) if a != b]
            differing += bool(steps)
            moved += len(steps)
            furthest = max([furthest, *steps])
        else:
            differing += 1
            changes.append((one.text if one else "", other.text if other else ""))
    return Difference(differing, max(len(old), len(new)), moved, furthest, tuple(changes[:_SHOWN]))


def elements(svg: str) -> list[Element]:
    """The elements of an SVG file, in order.

    >>> [(each.shape, each.numbers) for each in elements('<use href="#m4f" x="1.5"/>')]
    [('<use href="#m4f" x="·"/>', (1.5,))]
    """
    places = {name: str(n) for n, name in enumerate(dict.fromkeys(_ID.findall(svg)))}
    named = _NAME.sub(lambda match: match[1] + places.get(match[2], match[2]), svg)
    plain = _BITMAP.sub(lambda match: f"base64,{sha256(match[0].encode()).hexdigest()[:12]}", named)
    found = [(tag.start, tag.text) for tag in tags(plain) if not tag.is_end]
    found += [(comment.start(), comment[0]) for comment in _COMMENT.finditer(plain)]
    return [_element(" ".join(text.split())) for _, text in sorted(found)]


def _element(text: str) -> Element:
    if text.startswith("<!--"):  # Matplotlib writes words there that it draws as paths
        return Element(text, text, ())
    return Element(text, _NUMBER.sub("·", text), tuple(float(number) for number in _NUMBER.findall(text)))


def _pairs(old: Sequence[Element], new: Sequence[Element]) -> Iterator[tuple[Element | None, Element | None]]:
    """Elements side by side that seem to be the same one."""
    shapes = [each.shape for each in old], [each.shape for each in new]
    if shapes[0] == shapes[1]:
        yield from zip(old, new, strict=True)
        return
    for _, a, b, c, d in SequenceMatcher(None, *shapes).get_opcodes():
        yield from zip_longest(old[a:b], new[c:d])


def pixels(before: bytes, after: bytes) -> Pixels | None:
    """What differs between two bitmaps; None if Pillow is missing, or cannot read them, or their sizes differ."""
    try:
        import PIL.Image
        import PIL.ImageChops
    except ImportError:
        return None
    try:
        old, new = (PIL.Image.open(io.BytesIO(content)).convert("RGB") for content in (before, after))
    except (OSError, ValueError, SyntaxError, PIL.Image.DecompressionBombError):
        return None
    if old.size != new.size:
        return None
    difference = PIL.ImageChops.difference(old, new)
    bands = difference.split()
    largest = PIL.ImageChops.lighter(PIL.ImageChops.lighter(bands[0], bands[1]), bands[2])
    counts = largest.histogram()
    furthest = max((level for level, count in enumerate(counts) if count), default=0)
    with io.BytesIO() as buffer:
        largest.point(lambda level: 255 if level else 0).save(buffer, "PNG")
        return Pixels(sum(counts[1:]), sum(counts), furthest, buffer.getvalue())
