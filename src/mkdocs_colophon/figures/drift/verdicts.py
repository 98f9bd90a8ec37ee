"""Drift: what of a figure differs from what was accepted, and whether that is a mistake.

The lockfile says what was accepted. Other data are never passed over, and another picture only if something that draws
has a new version.
"""

import platform
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from mkdocs_colophon.figures.drift import fingerprint, lockfile
from mkdocs_colophon.figures.drift.fingerprint import Entry
from mkdocs_colophon.figures.drift.lockfile import Lock
from mkdocs_colophon.figures.drift.redraw import CHANCE, HASHES, PLACE, Redrawn
from mkdocs_colophon.freshness import changes
from mkdocs_colophon.problems import Problem

Kind = Literal["same", "failed", "unstable", "new", "orphan", "data", "look", "rendering"]

WORDS: Mapping[Kind, str] = {
    "same": "as accepted",
    "rendering": "rendered otherwise by other versions",
    "data": "with other data",
    "look": "with another picture",
    "unstable": "not the same twice",
    "failed": "not drawn",
    "new": "not in the lockfile",
    "orphan": "without a script",
}
REMEDIES = {
    CHANCE: "give generators of random numbers a seed, and take no time from the clock",
    HASHES: "sort what comes out of a set",
    PLACE: "name the time zone, and take no day from the clock",
}
ACCEPT = "`colophon figures accept` writes it"
_MANY = 3  # differences that one message names


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a figure compares with what was accepted.

    Attributes
    ----------
    name : the figure's name.
    kind : `same`; or the script `failed`; or it is `unstable`, two drawings differing; or `new`, not in the lockfile;
        or an `orphan` there, without a script; or its `data` are others; or its `look` is another, in the same
        environment; or its `rendering` is, under other versions.
    problem : what its author is told; None if all is well, and of an orphan.
    before : what was accepted, if anything.
    redrawn : what has been drawn, if there is a script.
    """

    name: str
    kind: Kind
    problem: Problem | None = None
    before: Entry | None = None
    redrawn: Redrawn | None = None


def environment(versions: Mapping[str, str]) -> dict[str, str]:
    """`versions` as the lockfile has them: what can change a picture, and nothing that differs between any two clones.

    >>> environment({"python": "3.11.9", "numpy": "2.4.6"})["python"]
    '3.11'
    """
    minor = ".".join(versions["python"].split(".")[:2])
    return {**versions, "python": minor, "platform": f"{sys.platform}-{platform.machine().lower()}"}


def entry(redrawn: Redrawn) -> Entry | None:
    """A figure as the lockfile would have it; None if it cannot be accepted."""
    if not redrawn.record or redrawn.parts:
        return None
    return fingerprint.entry(redrawn.record, environment(redrawn.record.environment))


def verdicts(redrawn: Iterable[Redrawn], accepted: Mapping[str, Entry]) -> list[Verdict]:
    """How each figure compares with its entry, and each entry that has no figure, sorted by name."""
    figures = {each.name: each for each in redrawn}
    found = [verdict(each, accepted.get(name)) for name, each in figures.items()]
    found += [Verdict(name, "orphan", before=accepted[name]) for name in accepted.keys() - figures.keys()]
    return sorted(found, key=lambda each: each.name)


def problems(found: Sequence[Verdict], lock: Lock) -> list[Problem]:
    """What an author is told of figures and of the lockfile."""
    absent = lock.text is None
    told = [Problem("FIG041", "there is no lockfile of figures", ACCEPT, lock.path)] if absent and found else []
    for each in found:
        if each.kind == "orphan":
            words = f"the lockfile has a figure '{each.name}' that no script draws"
            line = lockfile.line_of(lock.text or "", each.name)
            told.append(Problem("FIG042", words, "`colophon figures accept` forgets it", lock.path, line))
        elif each.problem and not (each.kind == "new" and absent):
            told.append(each.problem)
    return told


def verdict(redrawn: Redrawn, before: Entry | None) -> Verdict:
    """How a figure compares with what was accepted."""
    kind, problem = _judged(redrawn, before)
    return Verdict(redrawn.name, kind, problem and problem.at(redrawn.script, problem.line), before, redrawn)


def _judged(redrawn: Redrawn, before: Entry | None) -> tuple[Kind, Problem | None]:
    if redrawn.problem:
        return "failed", redrawn.problem
    after = entry(redrawn)
    if not after:
        text = f"two drawings of the figure differ in {' and '.join(redrawn.parts)}: it depends on {redrawn.cause}"
        return "unstable", Problem("FIG043", text, REMEDIES.get(redrawn.cause, ""))
    hint = f"if this is how it should be, run `colophon figures accept {redrawn.name}`"
    if not before:
        return "new", Problem("FIG041", "the figure is not in the lockfile", hint)
    why = reason(before, after)
    if data := data_changes(before, after):
        return "data", Problem("FIG044", f"the figure shows other data than was accepted ({data}): {why}", hint)
    if before.outputs == after.outputs:
        return "same", None
    if before.environment == after.environment:
        text = f"the picture is not the accepted one, in the same environment: {why}"
        return "look", Problem("FIG045", text, hint)
    text = f"the picture is not the accepted one, but its data are: {why}"
    return "rendering", Problem("FIG046", text, hint, informational=True)


def data_changes(before: Entry, after: Entry) -> str:
    """What data have changed, in words; empty if none have."""
    names = sorted({*before.values, *after.values})
    pairs = {name: (_shown(before.values.get(name)), _shown(after.values.get(name))) for name in names}
    changes = [f"{name} was {old} and is {new}" for name, (old, new) in pairs.items() if old != new]
    if before.data != after.data:
        changes.insert(0, "numbers or words in the picture")
    return _some(changes)


def reason(before: Entry, after: Entry) -> str:
    """Why a figure may differ from what was accepted, in words."""
    # another Python may see the same code differently
    comparable = before.environment.get("python") == after.environment.get("python")
    reasons = ["what it is made from has changed"] if comparable and before.fingerprint != after.fingerprint else []
    reasons += changes.version_changes(before.environment, after.environment)
    return _some(reasons) or "nothing that Colophon follows has changed, so it depends on something else"


def accepted(found: Iterable[Verdict]) -> dict[str, Entry]:
    """What the lockfile holds once all has been accepted that can be; of the rest it says what it said before."""
    now = {each.name: (each.redrawn and entry(each.redrawn)) or each.before for each in found if each.kind != "orphan"}
    return {name: each for name, each in now.items() if each}


def passes(found: Iterable[Verdict], *, strict: bool = False) -> bool:
    """Whether a check may go by; a `strict` one passes only what is the same."""
    return {each.kind for each in found} <= ({"same"} if strict else {"same", "rendering"})


def summary(found: Sequence[Verdict]) -> str:
    """What a check has come to, in a line.

    >>> summary([Verdict("a", "same"), Verdict("b", "same"), Verdict("c", "data")])
    '3 figures: 2 as accepted, 1 with other data'
    """
    counts = {kind: sum(each.kind == kind for each in found) for kind in WORDS}
    parts = [f"{count} {WORDS[kind]}" for kind, count in counts.items() if count]
    return f"{len(found)} figure{'s' * (len(found) != 1)}: {', '.join(parts)}" if found else "there is no figure"


def caveat(judged: Iterable[Verdict]) -> str:
    """What a check could not see, in a line, as it was not made in the environment of the lockfile; or nothing."""
    pairs = [(each.before, entry(each.redrawn)) for each in judged if each.before and each.redrawn]
    found = {
        change
        for before, after in pairs
        if after
        for change in changes.version_changes(before.environment, after.environment)
    }
    if not found:
        return ""
    return f"under other versions, so that another picture of the same data passes: {_some(sorted(found))}"


def _shown(value: object) -> str:
    return "absent" if value is None else repr(value)


def _some(parts: Sequence[str]) -> str:
    """The first few parts in a row.

    >>> _some(["a", "b"]), _some(["a", "b", "c", "d", "e"])
    ('a; b', 'a; b; c; and 2 more')
    """
    more = [f"and {len(parts) - _MANY} more"] if len(parts) > _MANY else []
    return "; ".join([*parts[:_MANY], *more])
