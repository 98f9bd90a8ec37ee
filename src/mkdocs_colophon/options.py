"""The plugin's options that do not need MkDocs: their defaults, and how they are read from mkdocs.yml without it."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import yaml

from mkdocs_colophon.problems import Refused

FIGURES_SRC = "figures_src"
CACHE = ".cache/colophon"


class OptionsError(Refused):
    """The options cannot be read."""


@dataclass(frozen=True, slots=True)
class Options:
    """What drawing figures and recording tests needs; `host.mkdocs.config.ColophonConfig` says what they mean."""

    figures_src: str | None = None
    import_paths: tuple[str, ...] = ("src",)
    figure_timeout: float = 60
    figure_memory: int = 4096
    figure_size: int = 500
    jobs: int = 0
    social_cards: bool = False

    @property
    def at_once(self) -> int:
        """How many figures are drawn at once."""
        return self.jobs or os.cpu_count() or 1


def chosen(given: Mapping[str, Any]) -> Options:
    """Those of the plugin's options that are known here.

    >>> chosen({"jobs": 2, "numbering": "site"}).jobs
    2
    """
    known = {field.name: given[field.name] for field in fields(Options) if given.get(field.name) is not None}
    return Options(**known | {"import_paths": tuple(known.get("import_paths", Options().import_paths))})


def read(path: Path) -> Options:
    """The options of figures in a mkdocs.yml.

    Raises
    ------
    OptionsError
        If there is no such file, or it is no YAML.
    """
    try:
        with path.open("rb") as file:
            config = yaml.load(file, _Loader)
    except OSError as error:
        raise OptionsError(f"{path.name} cannot be read: {error.strerror}; `--config` names another") from error
    except yaml.YAMLError as error:
        raise OptionsError(f"{path.name} is not YAML: {error}") from error
    plugins = config.get("plugins") if isinstance(config, dict) else None
    rows = [plugins] if isinstance(plugins, dict) else [row for row in plugins or [] if isinstance(row, dict)]
    return chosen(next((row["colophon"] for row in rows if isinstance(row.get("colophon"), dict)), {}))


def given(root: Path) -> Options:
    """The options of figures of the project at `root`, for programs that can do without a site.

    >>> given(Path("nowhere")) == Options()
    True
    """
    try:
        return read(root / "mkdocs.yml")
    except OptionsError:
        return Options()


class _Loader(yaml.SafeLoader):
    """Reads what other programs understand (`!ENV`, `!!python/name:`) as nothing."""


_Loader.add_multi_constructor("!", lambda loader, suffix, node: None)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda loader, suffix, node: None)
