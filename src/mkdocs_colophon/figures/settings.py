"""Where figures are drawn and with what."""

import os
from dataclasses import dataclass
from pathlib import Path

from mkdocs_colophon.options import CACHE, FIGURES_SRC, Options


@dataclass(frozen=True, slots=True)
class FigureSettings:
    """Where figures are drawn and with what.

    Attributes
    ----------
    root : the project's folder; files below it are what a figure can depend on.
    scripts : the folder of figure scripts, with `article.mplstyle` and `palette.toml` if there are any.
    cache : the folder in which pictures and their records are kept.
    import_paths : folders from which scripts import local modules.
    timeout : seconds after which a script is stopped.
    memory : bytes of address space a script may use.
    size : bytes that a picture may have.
    with_png : whether figures are drawn as PNG, too, for places that take no SVG.
    thorough : whether files are read to see if they have changed, even if their dates say that they have not.
    """

    root: Path
    scripts: Path
    cache: Path
    import_paths: tuple[Path, ...] = ()
    timeout: float = 60.0
    memory: int = 4 << 30
    size: int = 500_000
    with_png: bool = False
    thorough: bool = False

    @property
    def style(self) -> Path:
        return self.scripts / "article.mplstyle"

    @property
    def palette(self) -> Path:
        return self.scripts / "palette.toml"

    def relative(self, path: Path) -> str:
        """`path` as messages and records name it: below the project's folder, with forward slashes."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else path.as_posix()


def figure_settings(options: Options, root: Path, *, thorough: bool = False) -> FigureSettings:
    """The settings of the project at `root`. A CI is always thorough: it cannot trust the dates of its checkout."""
    return FigureSettings(
        root=root,
        scripts=root / (options.figures_src or FIGURES_SRC),
        cache=root / CACHE / "figures",
        import_paths=tuple(root / path for path in options.import_paths),
        timeout=float(options.figure_timeout),
        memory=options.figure_memory << 20,
        size=options.figure_size * 1000,
        with_png=options.social_cards,
        thorough=thorough or bool(os.environ.get("CI")),
    )
