"""Executes a notebook in a Jupyter kernel, and says which cell failed, or why the kernel did not start."""

import os
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import mkdocs_colophon
from mkdocs_colophon.notebooks.notebook import Executed, ExecutionSettings, Json, Notebook, lines
from mkdocs_colophon.problems import Problem

if TYPE_CHECKING:
    from nbclient.client import NotebookClient

STARTUP = 60  # seconds that a kernel may take to answer
ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
# executed beside the notebook's own cells, and in a namespace of its own: a notebook must not find what it forgot
_WATCH = """
import sys
from importlib.util import module_from_spec, spec_from_file_location
spec = spec_from_file_location("mkdocs_colophon", {package!r})
sys.modules[spec.name] = module_from_spec(spec)
spec.loader.exec_module(sys.modules[spec.name])
from mkdocs_colophon.notebooks import kernel_monitor
kernel_monitor.start(*{folders!r})
"""
_REPORT = "trace.json"  # the file in the kernel's folder that says what was seen
_PLACE = re.compile(r"\bIn ?\[(\d+)\], line (\d+)")


async def execute(notebook: Notebook, settings: ExecutionSettings) -> tuple[Executed, str]:
    """`notebook` with the outputs of its cells, and what `kernel_monitor` reports of it; nothing if a cell failed."""
    # with mkdocs-jupyter only, which brings notebooks
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

    name = str(settings.kernel or notebook.tree["metadata"].get("kernelspec", {}).get("name") or "python3")
    path, report = settings.relative(notebook.path), ""
    with TemporaryDirectory(prefix="colophon-", ignore_cleanup_errors=True) as folder:
        try:
            problem = await _run(notebook, settings, _client(notebook, settings, name, folder), folder)
            report = Path(folder, _REPORT).read_text("ascii") if Path(folder, _REPORT).is_file() else ""
        except NoSuchKernel:
            known = ", ".join(sorted(KernelSpecManager().find_kernel_specs())) or "none; install ipykernel"
            problem = Problem("BOOK003", f"there is no kernel '{name}'", f"there is {known}", path)
        except (RuntimeError, OSError) as error:
            hint = "see what `jupyter run` says of it; the kernel needs a folder for temporary files and the loopback"
            text = f"the kernel '{name}' does not start: {error or type(error).__name__}"
            problem = Problem("BOOK003", text, hint, path)
    return Executed(notebook, ran=True, problem=problem), report


def _client(notebook: Notebook, settings: ExecutionSettings, name: str, folder: str) -> "NotebookClient":
    from nbclient.client import NotebookClient
    from traitlets.config import Config

    manager = {"connection_file": f"{folder}/kernel.json"}
    if os.name == "posix":
        manager["transport"] = "ipc"  # sockets in `folder`: no port for others to see, and no network device needed
    return NotebookClient(
        notebook.tree,  # type: ignore[arg-type]  # NotebookNode is a dict
        config=Config({"KernelManager": manager}),
        kernel_name=name,
        timeout=settings.timeout,
        startup_timeout=STARTUP,
        allow_errors=settings.allow_errors,
        coalesce_streams=True,
        record_timing=False,
        shutdown_kernel="immediate",
        extra_arguments=["--InlineBackend.figure_formats=svg"] if notebook.language == "python" else [],
        resources={"metadata": {"path": str(notebook.path.parent)}},
    )


async def _run(
    notebook: Notebook, settings: ExecutionSettings, client: "NotebookClient", folder: str
) -> Problem | None:
    """Execute the cells; they hold their outputs then, up to the first that fails."""
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    number, watched = 0, notebook.language == "python"
    async with client.async_setup_kernel(env=_environment(notebook, settings, folder)):
        if watched:
            await _execute(client, _watching(settings, folder))
        try:
            for number, cell in enumerate(notebook.tree["cells"]):
                await client.async_execute_cell(cell, number)
            if watched:
                await _execute(client, f"__import__('sys')._colophon_report({os.path.join(folder, _REPORT)!r})")
        except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
            return _failure(notebook, settings, number, error)
    return None


def _watching(settings: ExecutionSettings, folder: str) -> str:
    """The code that has a kernel watch from now on what of the project is used."""
    ignored = str(settings.cache.parent), folder
    watch = _WATCH.format(package=mkdocs_colophon.__file__, folders=(str(settings.root), *ignored))
    return f"exec({watch!r}, {{}})"


def _failure(notebook: Notebook, settings: ExecutionSettings, number: int, error: Exception) -> Problem:
    """What is wrong with the cell of that number, from 0, and at which line."""
    from nbclient.exceptions import CellExecutionError, CellTimeoutError

    inside, code, hint = 1, "BOOK001", ""
    if isinstance(error, CellExecutionError):
        inside = _line_inside(notebook.tree["cells"][number])
        text = f"fails in its line {inside}: {error.ename}: {error.evalue}".partition("\n")[0]
    elif isinstance(error, CellTimeoutError):
        code, text = "BOOK004", f"takes longer than {settings.timeout:g} s and is stopped"
        hint = "make it quicker, or raise `notebook_timeout`"
    else:
        text, hint = "ends its kernel", "run it by hand, and see what it says"
    begin = lines(notebook)[number]
    line = begin + inside - 1 if begin else 0
    return Problem(code, f"cell {number + 1} {text}", hint, settings.relative(notebook.path), line)


async def _execute(client: "NotebookClient", code: str) -> None:
    """Execute `code` beside the notebook's own cells; a kernel that cannot do so reports nothing."""
    from nbformat.v4 import new_code_cell

    cell = new_code_cell(code, metadata={"tags": ["raises-exception"]})  # type: ignore[no-untyped-call]
    client.nb.cells.append(cell)  # nbclient puts what it executes back in its place
    await client.async_execute_cell(cell, len(client.nb.cells) - 1, store_history=False)
    client.nb.cells.pop()


def _environment(notebook: Notebook, settings: ExecutionSettings, folder: str) -> dict[str, str]:
    """The kernel's environment: the project's modules and style, and nothing of the machine's own settings."""
    style = Path(folder, "matplotlibrc")
    given = settings.style.read_text("utf-8") if settings.style.is_file() else ""
    style.write_text(f"{given}\nsvg.hashsalt: {notebook.path.stem}\n", "utf-8")
    paths = [*map(str, settings.import_paths), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(paths),
        **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), folder),
        "PYTHONDONTWRITEBYTECODE": "1",  # what appears beside a notebook would look like a change to a live preview
        "IPYTHONDIR": folder,
        "MATPLOTLIBRC": str(style),
        "SOURCE_DATE_EPOCH": "0",  # the date in an SVG
    }


def _line_inside(cell: Json) -> int:
    """The line of a cell at which it failed, by the traceback."""
    errors: list[Any] = [output for output in cell["outputs"] if output["output_type"] == "error"]
    trace = ANSI.sub("", "\n".join(errors[-1]["traceback"])) if errors else ""
    found = [(int(count), int(line)) for count, line in _PLACE.findall(trace)]
    own = [line for count, line in found if count == cell.get("execution_count")]
    return (own or [1])[0]
