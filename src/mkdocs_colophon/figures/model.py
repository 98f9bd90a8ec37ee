"""What figures are made of: the scripts, the pictures drawn from them, and the house's settings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs_colophon.figures.job import Value
from mkdocs_colophon.figures.ledger import Piece


@dataclass(frozen=True, slots=True)
class Studio:
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


@dataclass(frozen=True, slots=True)
class Made:
    """How a figure was made, as its colophon tells it.

    Attributes
    ----------
    ran : the code of the project that ran, function by function.
    versions : of what drew it, by name.
    seconds : how long that took when it was drawn; no later build changes it.
    data : the digest of what it shows.
    """

    ran: tuple[Piece, ...]
    versions: Mapping[str, str]
    seconds: float
    data: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture that a script has drawn.

    Attributes
    ----------
    name : the script's path below the folder of scripts, without its suffix.
    folder : where its files are kept.
    outputs : the name of each file there, by what follows the figure's name on the site: ``.svg`` and ``.dark.svg``,
        the data that it shows as ``.npz``, ``.png`` if places that take no SVG are to show it, and ``.webp`` if it is
        a bitmap at heart.
    width, height : in CSS pixels.
    alternative : what the picture shows, in a sentence.
    description : the same at length, in plain text; may be empty.
    values : what the script's `values()` gave, by name.
    made : how it was made, if that is known.
    """

    name: str
    folder: Path
    outputs: Mapping[str, str]
    width: int
    height: int
    alternative: str
    description: str
    values: Mapping[str, Value] = field(default_factory=dict)
    made: Made | None = None

    @property
    def files(self) -> dict[str, Path]:
        """Where each file is kept, by what follows the figure's name on the site."""
        return {suffix: self.folder / name for suffix, name in self.outputs.items()}

    @property
    def uri(self) -> str:
        """Where the light picture stands on the site."""
        return self.uri_of(".svg")

    @property
    def dark_uri(self) -> str:
        return self.uri_of(".dark.svg")

    @property
    def is_animated(self) -> bool:
        return ".still.svg" in self.outputs

    def uri_of(self, suffix: str) -> str:
        """Where one of its files stands on the site."""
        return f"figures/{self.name}{suffix}"
