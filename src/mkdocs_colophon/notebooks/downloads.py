"""What can be downloaded of a notebook: itself with its outputs, and its code as a script with cells."""

from mkdocs_colophon.notebooks.notebook import Notebook


def downloads(notebook: Notebook) -> dict[str, bytes]:
    """The files by name. The outputs stand in the first, and not what they were made on."""
    import jupytext  # with mkdocs-jupyter only, which brings notebooks
    import nbformat

    stem = notebook.path.stem
    tree = nbformat.from_dict(notebook.tree)  # type: ignore[no-untyped-call]
    script = notebook.source if notebook.path.suffix == ".py" else jupytext.writes(tree, fmt="py:percent")
    executed = nbformat.writes(tree)  # type: ignore[no-untyped-call]
    return {f"{stem}.ipynb": executed.encode(), f"{stem}.py": script.encode()}
