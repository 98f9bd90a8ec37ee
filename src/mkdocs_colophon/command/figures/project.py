"""The project of a `mkdocs.yml`, as far as its figures are concerned."""

from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mkdocs_colophon.command.terminal import progress
from mkdocs_colophon.figures import inventory
from mkdocs_colophon.figures.drift import lockfile, redraw, verdicts
from mkdocs_colophon.figures.drift.lockfile import Lock
from mkdocs_colophon.figures.drift.verdicts import Verdict
from mkdocs_colophon.figures.figure_cache import Cache
from mkdocs_colophon.figures.inventory import Figure
from mkdocs_colophon.figures.settings import FigureSettings, figure_settings
from mkdocs_colophon.options import read
from mkdocs_colophon.problems import Refused, did_you_mean


@dataclass(frozen=True, slots=True)
class Project:
    """The figures of a project.

    Attributes
    ----------
    settings : where they are drawn and with what.
    jobs : how many are drawn at once.
    """

    settings: FigureSettings
    jobs: int

    @classmethod
    def of(cls, config: Path, jobs: int = 0, *, thorough: bool = False) -> "Project":
        """The project of the `mkdocs.yml` at `config`, which says how many are drawn at once unless `jobs` does.

        Raises
        ------
        OptionsError
            If there is no such file, or it cannot be read.
        """
        options = read(config)
        return cls(figure_settings(options, config.resolve().parent, thorough=thorough), jobs or options.at_once)

    @property
    def cache(self) -> Cache:
        return Cache(self.settings.cache)

    @property
    def lock_path(self) -> Path:
        return self.settings.scripts / lockfile.NAME

    def lock(self) -> Lock:
        """What the lockfile says.

        Raises
        ------
        LockError
            If it cannot be read.
        """
        return lockfile.read(self.lock_path, self.settings.relative(self.lock_path))

    def figures(self) -> list[Figure]:
        """All of them, each with every reason why it has to be drawn."""
        return inventory.inspect(self.settings, self.cache, every_reason=True)[0]

    def figure(self, name: str) -> Figure:
        """The one of that name."""
        return next(figure for figure in self.figures() if figure.name == name)

    def chosen(self, names: Sequence[str]) -> list[str]:
        """The names of the figures that `names` names, or of all; a name may be the path of the script.

        Raises
        ------
        Refused
            If there is no such figure.
        """
        known = inventory.scripts(self.settings)
        paths = {self.settings.relative(path): name for name, path in known.items()}
        for name in names:
            if name not in known and name not in paths:
                hint = did_you_mean(name, known)
                raise Refused(f"there is no figure '{name}'" + (f" ({hint})" if hint else ""))
        return [paths.get(name, name) for name in names] or list(known)

    def compared(self, lock: Lock, names: Sequence[str]) -> list[Verdict]:
        """How the figures that `names` names, drawn anew and twice, compare with `lock`; without names, all of both."""
        chosen = self.chosen(names)
        scripts = {name: path for name, path in inventory.scripts(self.settings).items() if name in chosen}
        with progress("Drawing figures twice", 2 * len(scripts)) as step:
            redrawn = redraw.redraw(self.settings, scripts, self.jobs, done=step)
        entries = {name: entry for name, entry in lock.entries.items() if not names or name in chosen}
        return verdicts.verdicts(redrawn, entries)


def add_choice(parser: ArgumentParser) -> None:
    """Let a command be told which figures to draw, and how many at once."""
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these")
    parser.add_argument("--jobs", type=int, default=0, help="figures drawn at once")
