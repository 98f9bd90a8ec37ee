"""The names of a site and where they lead, in the file that Sphinx made known, `objects.inv`: written and read.

Any site whose generator knows the format, as Sphinx, mkdocstrings and Colophon do, can refer to what stands in it. Each
label is in it twice: as `std:label`, which others know, and as `colophon:fig` or the like, with its number alone.
"""

import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

_FIRST = "# Sphinx inventory version 2"
_LAST = "# The remainder of this file is compressed using zlib."
_LABEL, _OURS = "std:label", "colophon"
_NOTHING = "-"


@dataclass(frozen=True, slots=True)
class Thing:
    """What can be referred to.

    Attributes
    ----------
    label : its name; of Colophon's, a label such as ``fig:x``.
    address : where it stands; in a file, relative to the site.
    title : what it is called: its own words, or "Figure 3".
    kind, number : as of a target; empty where another generator has written the file.
    """

    label: str
    address: str
    title: str
    kind: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Inventory:
    """What stands on another site.

    Attributes
    ----------
    project : the name of the site.
    things : by label.
    """

    project: str
    things: Mapping[str, Thing] = field(default_factory=dict)


def written(project: str, things: Iterable[Thing], others: bytes = b"") -> bytes:
    """The file of a site; `others` is one that a program has made of the same site, which stays in it.

    >>> thing = Thing("fig:x", "a/#fig:x", "Figure 3", "fig", "3")
    >>> read(written("A", [thing]), "https://a.org").things["fig:x"].address
    'https://a.org/a/#fig:x'
    """
    header = "".join(f"{line}\n" for line in (_FIRST, f"# Project: {project}", "# Version: ", _LAST))
    lines = "".join(line for thing in things for line in _lines(thing)).encode()
    return header.encode() + zlib.compress((_unpacked(others)[1] if others else b"") + lines, 9)


def read(data: bytes, url: str) -> Inventory:
    """What the file `data` of the site at `url` holds.

    Raises
    ------
    ValueError
        If it is no such file.
    """
    project, lines = _unpacked(data)
    things: dict[str, Thing] = {}
    for line in lines.decode("utf-8", "replace").splitlines():
        _note(line, f"{url.rstrip('/')}/", things)
    return Inventory(project, things)


def _unpacked(data: bytes) -> tuple[str, bytes]:
    """The name of the project, and the lines."""
    *header, packed = data.split(b"\n", 4)
    if len(header) < 4 or header[0].strip() != _FIRST.encode():
        raise ValueError(f"it does not begin with '{_FIRST}'")
    try:
        return header[1].decode("utf-8", "replace").partition(":")[2].strip(), zlib.decompress(packed)
    except zlib.error as error:
        raise ValueError(f"it is damaged: {error}") from error


def _lines(thing: Thing) -> Iterator[str]:
    # who looks at names alone takes the last
    yield f"{thing.label} {_OURS}:{thing.kind} 1 {thing.address} {thing.number or _NOTHING}\n"
    yield f"{thing.label} {_LABEL} -1 {thing.address} {thing.title or _NOTHING}\n"


def _note(line: str, url: str, things: dict[str, Thing]) -> None:
    """Take a line, `name domain:role priority address words`, into `things`; the name may have spaces."""
    words = line.split(" ")
    place = next((n for n in range(1, len(words) - 3) if ":" in words[n] and _is_number(words[n + 1])), 0)
    if not place:
        return
    name, domain, address, title = " ".join(words[:place]), words[place], words[place + 2], " ".join(words[place + 3 :])
    address = url + (address[:-1] + name if address.endswith("$") else address)
    known, given = things.get(name), "" if title == _NOTHING else title
    if domain.startswith(f"{_OURS}:"):
        things[name] = replace(known or Thing(name, address, ""), kind=domain.partition(":")[2], number=given)
    elif domain == _LABEL or known is None:
        things[name] = replace(known or Thing(name, address, ""), address=address, title=given or name)


def _is_number(word: str) -> bool:
    return word.removeprefix("-").isdecimal()
