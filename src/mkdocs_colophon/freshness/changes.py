"""When a figure is fresh: when nothing it was made from has changed since, as far as the figure can tell.

What that is its drawings have recorded. Of a module of the project counts what importing it runs, and the functions
that the figure ran.
"""

from collections.abc import Iterator, Mapping

from mkdocs_colophon.freshness.file_state import FileState
from mkdocs_colophon.tracing.access_monitor import declared
from mkdocs_colophon.tracing.trace import Module, Trace

_PARTS = {"worker": "how Colophon draws has changed", "freetype": "how Matplotlib sets text has changed"}


def changes(trace: Trace, state: FileState) -> Iterator[str]:
    """What has changed of what a run was made from, in the words of its author; nothing if the run is fresh."""
    for path, module in trace.modules.items():
        if state.digest(path) != module.digest:
            yield from _module_changes(trace, path, module, state)
    for path, digest in trace.files.items():
        if (found := state.digest(path)) != digest:
            yield f"{path} {'is new' if digest is None else 'is gone' if found is None else 'has changed'}"
    for path, digest in trace.folders.items():
        if state.listing(path) != (digest or None):
            yield f"{path}/ holds other files"
    for name, digest in trace.variables.items():
        if state.variable(name) != digest:
            yield f"the environment variable {name} has changed"
    for name, number in trace.packages.items():
        if (found := state.version(name)) != number:
            yield f"{name} was {number} and is {found or 'absent'}"


def version_changes(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[str]:
    """What has changed of the versions that draw.

    >>> list(version_changes({"numpy": "2.4.6", "worker": "a"}, {"numpy": "2.5.0", "worker": "b"}))
    ['numpy was 2.4.6 and is 2.5.0', 'how Colophon draws has changed']
    """
    for name in sorted({*before, *after}):
        old, new = before.get(name) or "absent", after.get(name) or "absent"
        if old != new:
            yield _PARTS.get(name) or f"{name} was {old} and is {new}"


def _module_changes(trace: Trace, path: str, module: Module, state: FileState) -> Iterator[str]:
    now = state.code(path)
    if state.digest(path) is None:
        yield f"{path} is gone"
    elif trace.coarse or now is None:
        yield f"{path} has changed"
    else:
        if now.skeleton != module.skeleton:
            yield f"{path}: what importing it runs has changed"
        for name, digest in module.functions.items():
            if now.of(name) != digest:
                yield f"{path}: {name} has changed"
        for other in declared(state.source(path)):
            if other not in trace.files and other not in trace.folders:
                yield f"{path}: it says that it reads {other}"
