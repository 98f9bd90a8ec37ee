"""The command in a small project with three figures: `run("build")` gives its status and what it printed."""

from collections.abc import Callable

import pytest

from mkdocs_colophon.command.main import main

GOOD = '"""Shows a."""\nfrom matplotlib.figure import Figure\ndef draw(): return Figure(figsize=(1, 1))\n'
CONFIG = "site_name: T\nplugins:\n  - search\n  - colophon: {figures_src: scripts, jobs: 1}\n"
ALL = {"Drew figures/a.svg", "Drew figures/b.svg", "Drew figures/deep/c.svg"}

Run = Callable[..., tuple[int, list[str], list[str]]]


def drawn(printed: list[str]) -> set[str]:
    """The lines without the seconds that each figure took."""
    return {line.partition("(")[0].strip() for line in printed}


@pytest.fixture
def run(tmp_path, capsys, monkeypatch) -> Run:
    """Runs `colophon figures …`; gives its status and the lines that it printed to either stream."""
    (tmp_path / "mkdocs.yml").write_text(CONFIG)
    (tmp_path / "scripts/deep").mkdir(parents=True)
    for name in ("a", "b", "deep/c"):
        (tmp_path / f"scripts/{name}.py").write_text(GOOD)
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        status = main(["figures", *arguments])
        printed = capsys.readouterr()
        return status, printed.out.splitlines(), printed.err.splitlines()

    return run
