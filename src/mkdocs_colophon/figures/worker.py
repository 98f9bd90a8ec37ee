"""Draws one figure, in a process of its own: `python -m mkdocs_colophon.figures.worker`, the job on standard input.

The job is JSON. Leaves `light.svg`, `dark.svg` and `drawn.json` in the job's folder, or `error.json`. It runs project
code, so it is never imported by the generator, and it is the only place that meets matplotlib.
"""

import faulthandler
import importlib.util
import io
import json
import os
import re
import sys
import tomllib
import traceback
from contextlib import suppress
from pathlib import Path
from types import ModuleType, TracebackType
from typing import Any


class ScriptError(Exception):
    """A script that does not keep the contract of a figure script."""


def main() -> None:
    job = json.load(sys.stdin)
    folder = Path(job["folder"])
    sys.excepthook = lambda kind, error, trace: report(folder, job["root"], job["script"], error, trace)
    limit_memory(job["memory"])
    with (folder / "timeout.txt").open("w") as dump:
        faulthandler.dump_traceback_later(job["timeout"], exit=True, file=dump)
        opened = record_opened_files()
        drawn = draw(job, folder)
        faulthandler.cancel_dump_traceback_later()
    drawn["files"] = local_files(opened, Path(job["root"]))
    (folder / "drawn.json").write_text(json.dumps(drawn), "utf-8")


def draw(job: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Run the script and save what it draws; gives what the record must know of it."""
    sys.path[:0] = job["import_paths"]
    sys.path.append(str(Path(job["script"]).parent))  # last: a figure called "random" must not hide the module
    import matplotlib
    import matplotlib.style

    matplotlib.use("agg")
    if Path(job["style"]).is_file():
        matplotlib.style.use(job["style"])
    module = load(job["script"])
    alternative, description = described(module.__doc__)
    figure = drawn_figure(module)
    svg = render(figure, job["name"])
    (folder / "light.svg").write_text(svg, "utf-8")
    (folder / "dark.svg").write_text(darken(svg, Path(job["palette"])), "utf-8")
    width, height = figure.get_size_inches() * 96  # CSS pixels are 1/96 in
    return {"alternative": alternative, "description": description, "width": round(width), "height": round(height)}


def load(script: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location("figure_script", script)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["figure_script"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def drawn_figure(module: ModuleType) -> Any:
    from matplotlib.figure import Figure

    if not callable(getattr(module, "draw", None)):
        raise ScriptError("the script has no function draw(); write `def draw() -> Figure:`")
    figure = module.draw()
    if not isinstance(figure, Figure):
        raise ScriptError(f"draw() returned {type(figure).__name__}; it must return a matplotlib.figure.Figure")
    return figure


def render(figure: Any, name: str) -> str:
    """The figure as SVG, the same bytes every time: ids from its name, no date, one layout pass."""
    import matplotlib

    figure.draw_without_rendering()
    figure.set_layout_engine("none")
    with matplotlib.rc_context({"svg.hashsalt": name}), io.StringIO() as buffer:
        figure.savefig(buffer, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
        return buffer.getvalue()


def darken(svg: str, palette: Path) -> str:
    """`svg` with every light color of the palette replaced by its dark partner."""
    if not palette.is_file():
        return svg
    pairs = dict(tomllib.loads(palette.read_text("utf-8"))["colors"].values())
    return re.sub("#[0-9a-f]{6}", lambda color: pairs.get(color[0], color[0]), svg)


def described(docstring: str | None) -> tuple[str, str]:
    """The alternative text and the long description in a script's docstring."""
    first, _, rest = (docstring or "").strip().partition("\n\n")
    if not first:
        raise ScriptError("the script has no docstring; its first paragraph must say what the picture shows")
    return " ".join(first.split()), "\n\n".join(" ".join(part.split()) for part in rest.strip().split("\n\n"))


def limit_memory(size: int) -> None:
    """Make an allocation beyond `size` bytes a MemoryError, where the system can."""
    if importlib.util.find_spec("resource"):
        import resource

        with suppress(ValueError, OSError):  # macOS knows the limit but refuses to set it
            resource.setrlimit(resource.RLIMIT_AS, (size, resource.getrlimit(resource.RLIMIT_AS)[1]))


def record_opened_files() -> set[str]:
    """A set that grows with the path of every file opened for reading from now on."""
    opened: set[str] = set()

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open" and isinstance(arguments[0], str) and not arguments[2] & (os.O_WRONLY | os.O_RDWR):
            opened.add(arguments[0])

    sys.addaudithook(hook)
    return opened


def local_files(opened: set[str], root: Path) -> list[str]:
    """What the figure was made from, below `root` and not installed: data it opened and modules it imported."""
    modules = [str(module.__file__) for module in sys.modules.values() if getattr(module, "__file__", None)]
    paths = {Path(name).resolve() for name in (*opened, *modules) if "__pycache__" not in name}
    local = (path for path in paths if path.is_relative_to(root) and not path.is_relative_to(root / ".cache"))
    return sorted(str(path) for path in local if path.is_file() and not is_installed(path))


def is_installed(path: Path) -> bool:
    """Whether a file belongs to an installed package, which the versions in the record stand for."""
    return any(
        path.is_relative_to(folder) for folder in (Path(sys.prefix).resolve(), Path(__file__).resolve().parents[1])
    )


def report(folder: Path, root: str, script: str, error: BaseException, trace: TracebackType | None) -> None:
    """Leave what went wrong, with the line of the script at which it did."""
    frames = traceback.extract_tb(trace)
    lines = [frame.lineno or 0 for frame in frames if frame.filename == script]
    line = error.lineno or 0 if isinstance(error, SyntaxError) and error.filename == script else (lines or [0])[-1]
    local = [
        frame for frame in frames if frame.filename.startswith(f"{root}/") and not is_installed(Path(frame.filename))
    ]
    last = local[-1] if local else None
    deeper = f"{last.filename}:{last.lineno}" if last and last.filename != script and lines else ""
    text = str(error) if isinstance(error, ScriptError) else f"{type(error).__name__}: {error}".removesuffix(": ")
    (folder / "error.json").write_text(json.dumps({"text": text, "line": line, "deeper": deeper}), "utf-8")


if __name__ == "__main__":
    main()
