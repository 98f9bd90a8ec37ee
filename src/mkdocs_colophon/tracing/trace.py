"""All that a run was made from."""

from collections.abc import Mapping
from dataclasses import dataclass, field


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
    """All that a figure was made from, by absolute path or name; None where there was nothing.

    Attributes
    ----------
    modules : modules of the project that were imported, the script among them.
    coarse : whether modules count by all their text, as some look at it or it is not known which functions ran.
    files, folders, variables : see `AccessMonitor`.
    packages : the version of each distribution that was imported on top of what every figure uses.
    """

    modules: Mapping[str, Module]
    coarse: bool
    files: Mapping[str, str | None]
    folders: Mapping[str, str]
    variables: Mapping[str, str | None]
    packages: Mapping[str, str]
