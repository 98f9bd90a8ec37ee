"""All that a run was made from, as it is put together in its process and kept."""

import importlib.metadata
import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from types import ModuleType
from typing import Any, TypeVar

from mkdocs_colophon.tracing import code
from mkdocs_colophon.tracing.access_monitor import AccessMonitor
from mkdocs_colophon.tracing.tracer import Ran

T = TypeVar("T")

# code that looks at its own text sees more than the digests of its functions do
_LOOKS_AT_ITSELF = re.compile(
    rb"#\s*colophon:\s*coarse\b|\b(?:inspect|linecache|getsource|__doc__|__code__|f_lineno|_getframe|currentframe)\b"
)


@dataclass(frozen=True, slots=True)
class Module:
    """What ran of a module of the project.

    Attributes
    ----------
    digest : of all its text.
    skeleton : of what importing it runs; see `code.Digests`.
    functions : of the bodies of the functions that ran, by their name.
    statements : which statements of each ran; see `code.Layout`.
    """

    digest: str
    skeleton: str = ""
    functions: Mapping[str, str] = field(default_factory=dict)
    statements: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Trace:
    """All that a run was made from, by absolute path or name; None where there was nothing.

    Attributes
    ----------
    modules : modules of the project that were imported, a figure's script among them.
    coarse : whether modules count by all their text, as some look at it or it is not known which functions ran.
    files, folders, variables : see `AccessMonitor`.
    packages : the version of each distribution that was imported on top of what every run has.
    """

    modules: Mapping[str, Module]
    coarse: bool
    files: Mapping[str, str | None]
    folders: Mapping[str, str]
    variables: Mapping[str, str | None]
    packages: Mapping[str, str]

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> "Trace":
        """The trace that `dataclasses.asdict` has taken apart, and JSON has carried.

        Raises
        ------
        KeyError, TypeError, AttributeError
            If it is none.
        """
        modules = {path: Module(**module) for path, module in given["modules"].items()}
        return cls(**{**given, "modules": modules})

    def relative(self, name: Callable[[str], str]) -> "Trace":
        """The trace with every path as `name` gives it, sorted."""

        def renamed(paths: Mapping[str, T]) -> dict[str, T]:
            return dict(sorted((name(path), value) for path, value in paths.items()))

        return replace(
            self,
            modules=renamed(self.modules),
            files=renamed(self.files),
            folders=renamed(self.folders),
            variables=dict(sorted(self.variables.items())),
        )


def traced(monitor: AccessMonitor, ran: Mapping[str, Ran] | None = None) -> Trace:
    """All that a run was made from; it is coarse if it is not known what `ran`."""
    monitor.finish()
    new = [module for name, module in list(sys.modules.items()) if name not in monitor.before]
    paths = [path for path in (getattr(module, "__file__", None) for module in new) if path]
    for path in paths:
        if not monitor.is_installed(path) and os.path.abspath(path) not in monitor.sources:
            monitor.open(path)
    imported = {_package(module.__name__) for module in new if _is_package_of(module, monitor)}
    installed = imported - {_package(name) for name in monitor.before}  # a further part of Pillow is no further package
    coarse = ran is None or any(_LOOKS_AT_ITSELF.search(source) for source in monitor.sources.values())
    modules = {
        path: _module(source, (ran or {}).get(os.path.realpath(path), Ran()))
        for path, source in monitor.sources.items()
    }
    return Trace(modules, coarse, monitor.files, monitor.folders, monitor.variables, _versions(installed))


def _module(source: bytes, ran: Ran) -> Module:
    digests, places = code.digests(source), code.layout(source).places(ran.lines)
    functions = {name: digests.of(name) for name in sorted(ran.functions)}
    # the line of `def f(): return 1` runs when the function is made
    statements = {name: where for name, where in places.items() if name in functions}
    return Module(sha256(source).hexdigest(), digests.skeleton, functions, statements)


def _package(module: str) -> str:
    return module.partition(".")[0]


def _is_package_of(module: ModuleType, monitor: AccessMonitor) -> bool:
    path = getattr(module, "__file__", None)
    return bool(path) and "-packages" in str(path) and monitor.is_installed(str(path))


def _versions(names: Iterable[str]) -> dict[str, str]:
    """The version of the distributions that bring modules, by the distribution's name."""
    found = {}
    for name in sorted(names):
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            brought = importlib.metadata.packages_distributions()
            found |= {each: importlib.metadata.version(each) for each in brought.get(name, [])}
    return found
