"""The notebooks that mkdocs-jupyter has found, executed and made pages like any other."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mkdocs.structure.files import Files

from mkdocs_colophon.host.mkdocs.project import Project
from mkdocs_colophon.notebooks.notebook import SUFFIXES, ExecutionSettings, display_options, is_executed
from mkdocs_colophon.notebooks.pages import NotebookPage, compose


def execute(files: Files, project: Project) -> tuple[dict[str, NotebookPage], bool]:
    """The pages of the notebooks by address, and whether all went well; what has changed is executed."""
    brought = project.config.plugins.get("mkdocs-jupyter")
    found = [file for file in files if file.is_documentation_page() and file.src_uri.endswith(SUFFIXES)]
    if not (brought and found):
        return {}, True
    from mkdocs_colophon.notebooks import queue  # its asyncio takes as long to be read as ten pages

    given = brought.config
    settings = _settings(project, given)
    shown = display_options(given, project.settings.palette)
    paths = [Path(str(file.abs_src_path)) for file in found]
    wanted = [(path, is_executed(path, given)) for path in paths]
    executed = queue.run_all(wanted, settings, project.options.jobs or os.cpu_count() or 1)
    pages, well = {}, True
    for file, done in zip(found, executed, strict=True):
        name = settings.relative(done.notebook.path)
        if done.ran:
            project.log.say(f"Executed {name}")
        pages[file.src_uri] = page = compose(done, shown, name, str(Path(file.src_uri).with_suffix("")))
        project.log.note(*page.problems, *([done.problem] if done.problem else []))
        well &= done.problem is None
    return pages, well


def _settings(project: Project, given: Mapping[str, Any]) -> ExecutionSettings:
    return ExecutionSettings(
        root=project.root,
        cache=project.cache / "notebooks",
        import_paths=tuple(project.root / path for path in project.options.import_paths),
        style=project.settings.style,
        kernel=str(given.get("kernel_name", "")),
        timeout=float(project.options.notebook_timeout),
        allow_errors=bool(given.get("allow_errors", True)),
    )
