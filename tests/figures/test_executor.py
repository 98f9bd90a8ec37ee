"""What draws: the workers of Dask as the processes of this machine."""

from dataclasses import replace

import pytest

from command_line import GOOD
from dask_cluster import cluster
from mkdocs_colophon.figures.executor import chosen_executor
from mkdocs_colophon.processes import dask as dask_workers
from mkdocs_colophon.processes.isolation import Limits
from mkdocs_colophon.processes.pool import ExecutorError

__all__ = ["cluster"]


def test_workers_of_dask_draw_the_same_bytes_each_figure_in_a_process_of_its_own(project, cluster):
    crash = GOOD.replace("return", "import ctypes; ctypes.string_at(0); return")
    project.draw({"figures_src/a.py": GOOD})
    with chosen_executor(f"dask={cluster}", 1, Limits()) as executor:
        again = replace(project, root=project.root / "again", executor=executor)
        outcomes = again.outcomes({"figures_src/a.py": GOOD, "figures_src/b.py": crash})
    assert {name: outcome.drawn for name, outcome in outcomes.items()} == {"a": True, "b": False}
    assert outcomes["b"].problem.code == "FIG003"
    assert again.record("a").outputs == project.record("a").outputs


def test_dask_that_is_not_installed_is_said_with_the_command_that_installs_it(monkeypatch):
    def missing(module):
        raise ImportError(module)

    monkeypatch.setattr(dask_workers, "import_module", missing)
    with pytest.raises(ExecutorError, match=r"dask is not installed; `pip install 'mkdocs-colophon\[dask\]'`"):
        chosen_executor("dask", 1, Limits())
