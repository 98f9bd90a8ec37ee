"""All that a run was made from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

T = TypeVar("T")


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
