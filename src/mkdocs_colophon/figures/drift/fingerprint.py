"""What a figure comes to, in digests: what it was made from, what it shows, and how that looks.

Freshness compares each part, on one machine. A fingerprint is for the lockfile: it has to come out the same in every
clone of the project, so that it can tell a change of the project from a change of the surroundings.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from mkdocs_colophon.figures.drawing.job import Value
from mkdocs_colophon.figures.figure_cache import Record
from mkdocs_colophon.tracing.trace import Trace

# what the data digest and the SVG speak for already: the last digits of numbers depend on the processor
UNLOCKED = frozenset({".npz", ".png"})


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure as it was accepted.

    Attributes
    ----------
    fingerprint : the digest of the code and the files that it was made from.
    data : the digest of the numbers and words that it shows.
    outputs : the digest of each picture, by what follows the figure's name on the site.
    values : what the script's `values()` gave, floats to nine digits.
    environment : the versions of everything that drew it, and what it ran on.
    """

    fingerprint: str
    data: str
    outputs: Mapping[str, str]
    values: Mapping[str, Value] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)


def entry(record: Record, environment: Mapping[str, str]) -> Entry:
    """A figure that was drawn in an environment, as the lockfile would have it."""
    names = {suffix: name for suffix, name in record.outputs.items() if suffix not in UNLOCKED}
    return Entry(
        fingerprint=fingerprint(record.trace),
        data=record.picture.data[:32],
        outputs={suffix: name.partition(".")[0] for suffix, name in sorted(names.items())},
        values={name: _rounded(value) for name, value in sorted(record.picture.values.items())},
        environment=dict(sorted({**environment, **record.trace.packages}.items())),
    )


def fingerprint(trace: Trace) -> str:
    """The digest of the code that a figure ran and of the files and folders that it read.

    Versions and environment variables are no part of it, nor are files that were looked for and not found: where one
    looks depends on versions, and once there is something to be found it counts. Of code counts what the parser of
    this Python makes of it, which may differ between versions of Python.
    """
    code = {
        path: module.digest if trace.coarse else [module.skeleton, *sorted(module.functions.items())]
        for path, module in trace.modules.items()
    }
    files = {path: digest for path, digest in trace.files.items() if digest}
    made_from = [sorted(part.items()) for part in (code, files, trace.folders)]
    return sha256(json.dumps(made_from).encode()).hexdigest()[:32]


def _rounded(value: Value) -> Value:
    return float(f"{value:.9g}") if isinstance(value, float) else value
