"""The command `colophon figures`: what it prints, and its exit status."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from distributed import LocalCluster

from mkdocs_colophon import options
from mkdocs_colophon.command import main as command
from mkdocs_colophon.figures import sharding
from mkdocs_colophon.figures.executor import chosen_executor
from mkdocs_colophon.options import Options, OptionsError
from mkdocs_colophon.processes import dask as dask_workers
from mkdocs_colophon.processes.isolation import Limits
from mkdocs_colophon.processes.pool import ExecutorError

GOOD = '"""Shows a."""\nfrom matplotlib.figure import Figure\ndef draw(): return Figure(figsize=(1, 1))\n'
CONFIG = "site_name: T\nplugins:\n  - search\n  - colophon: {figures_src: scripts, jobs: 1}\n"


@pytest.fixture
def run(tmp_path, capsys, monkeypatch):
    """Runs the command in a small project; gives its status and what it printed to either stream."""
    (tmp_path / "mkdocs.yml").write_text(CONFIG)
    (tmp_path / "scripts/deep").mkdir(parents=True)
    for name in ("a", "b", "deep/c"):
        (tmp_path / f"scripts/{name}.py").write_text(GOOD)
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        status = command.main(["figures", *arguments])
        printed = capsys.readouterr()
        return status, printed.out.splitlines(), printed.err.splitlines()

    return run


def drawn(printed):
    return {line.split("(")[0].strip() for line in printed}


ALL = {"Drew figures/a.svg", "Drew figures/b.svg", "Drew figures/deep/c.svg"}


def test_build_draws_what_is_stale_and_says_so_in_plain_lines(run):
    status, out, err = run("build")
    assert (status, out, drawn(err)) == (0, [], ALL)
    assert run("build") == (0, [], [])


def test_build_draws_only_what_is_named_by_name_or_path(run):
    status, _, err = run("build", "deep/c", "scripts/a.py")
    assert (status, drawn(err)) == (0, ALL - {"Drew figures/b.svg"})


def test_list_prints_one_name_a_line_and_those_that_are_stale(run, tmp_path):
    run("build")
    assert run("list") == (0, ["a", "b", "deep/c"], [])
    assert run("list", "--stale") == (0, [], [])
    (tmp_path / "scripts/b.py").write_text(GOOD.replace("(1, 1)", "(2, 1)"))
    assert run("list", "--stale") == (0, ["b"], [])


def test_why_tells_every_reason(run, tmp_path):
    reads = GOOD.replace("def draw():", "TEXT = open('data.txt').read()\ndef draw():")
    (tmp_path / "scripts/a.py").write_text(reads)
    (tmp_path / "data.txt").write_text("1")
    assert run("why", "a") == (0, ["it was never drawn"], [])
    run("build")
    assert run("why", "a") == (0, ["a is fresh"], [])
    (tmp_path / "scripts/a.py").write_text(reads.replace("(1, 1)", "(2, 1)"))
    (tmp_path / "data.txt").unlink()
    assert run("why", "a") == (0, ["scripts/a.py: draw has changed", "data.txt is gone"], [])


def test_show_draws_one_figure_and_opens_it(run, monkeypatch):
    opened = []
    monkeypatch.setattr(command.webbrowser, "open", opened.append)
    status, out, err = run("show", "b")
    assert (status, drawn(err)) == (0, {"Drew figures/b.svg"})
    [path] = out
    assert opened == [f"file://{path}"]
    assert Path(path).read_text().startswith("<?xml")


def test_clean_removes_all(run):
    run("build")
    assert run("clean") == (0, [], [])
    assert run("list", "--stale")[1] == ["a", "b", "deep/c"]
    assert run("clean") == (0, [], [])


def test_a_problem_is_printed_and_the_status_is_1(run, tmp_path):
    (tmp_path / "scripts/a.py").write_text(GOOD.replace("return", "return 1 / 0 or"))
    status, out, err = run("build", "a")
    assert (status, out) == (1, [])
    assert err == ["scripts/a.py:3 FIG001 the figure is not drawn: ZeroDivisionError: division by zero"]


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["why", "deep/d"], "there is no figure 'deep/d' (did you mean 'deep/c'?)"),
        (["build", "--shard", "3/2"], "'3/2' is no part of a whole; write 1/3, 2/3 or 3/3"),
        (["build", "--executor", "pbs"], "there is no executor 'pbs'; there is process, dask and dask=ADDRESS"),
        (["--config", "no.yml", "list"], "no.yml cannot be read: No such file or directory; `--config` names another"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line_and_the_status_is_2(run, arguments, text):
    assert run(*arguments) == (2, [], [f"colophon: {text}"])


def test_the_shards_together_are_all_and_none_is_drawn_twice(run):
    first, second = (drawn(run("build", "--shard", f"{n}/2")[2]) for n in (1, 2))
    assert (first | second, first & second) == (ALL, set())


@pytest.mark.parametrize("count", [1, 2, 3, 7, 50])
def test_every_figure_is_in_one_shard(count):
    seconds = {f"f{n}": (n * 7919) % 13 / 10 for n in range(40)}
    shards = [sharding.shard(seconds, number, count) for number in range(1, count + 1)]
    assert sorted(name for names in shards for name in names) == sorted(seconds)
    loads = [sum(seconds[name] for name in names) for names in shards]
    assert max(loads) - min(loads) <= max(seconds.values())


@pytest.mark.parametrize("text", ["", "1", "1/", "0/2", "3/2", "a/b", "-1/2", "1/2/3"])
def test_a_part_that_is_none_is_refused(text):
    with pytest.raises(ValueError, match="no part of a whole"):
        sharding.parse_shard(text)


@pytest.fixture
def cluster() -> Iterator[str]:
    """The address of a scheduler of Dask with two workers in processes of their own, on this machine."""
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as local:
        yield local.scheduler_address


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


def test_a_scheduler_of_dask_that_does_not_answer_is_said_in_one_line(run, monkeypatch):
    def client(address):
        raise OSError("timed out after 30 s")  # as `distributed.Client` does

    monkeypatch.setattr(dask_workers, "import_module", lambda name: SimpleNamespace(Client=client))
    text = "colophon: no scheduler of dask at tcp://nowhere:8786: timed out after 30 s"
    assert run("build", "--executor", "dask=tcp://nowhere:8786") == (2, [], [text])


def test_ctrl_c_ends_the_command_quietly_and_what_is_done_is_kept(run, tmp_path):
    (tmp_path / "scripts/b.py").write_text(GOOD.replace("return", "import time; time.sleep(99); return"))
    command = [sys.executable, "-m", "mkdocs_colophon", "figures", "build", "--jobs", "1"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}

    def heed() -> None:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # whoever runs the tests in the background has it ignored

    with subprocess.Popen(command, cwd=tmp_path, preexec_fn=heed, **pipes) as build:
        said = build.stderr.readline()  # one figure is drawn, so the next one is under way
        build.send_signal(signal.SIGINT)
        _, rest = build.communicate(timeout=60)
    assert (build.returncode, drawn([said]), drawn(rest.splitlines())) == (130, {"Drew figures/a.svg"}, set())
    assert run("list", "--stale")[1] == ["b", "deep/c"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("plugins: [search, colophon]", Options()),
        (
            "plugins:\n  - colophon:\n      jobs: 3\n      import_paths: [a, b]",
            Options(import_paths=("a", "b"), jobs=3),
        ),
        ("plugins:\n  colophon: {figure_timeout: 9}", Options(figure_timeout=9)),
        ("plugins:\n  - colophon:", Options()),
        ("site_name: !ENV [A, b]\nx: !!python/name:os.path\nplugins: [colophon: {jobs: 2}]", Options(jobs=2)),
        ("", Options()),
    ],
)
def test_settings_are_read_as_mkdocs_would(tmp_path, text, found):
    (tmp_path / "mkdocs.yml").write_text(text)
    assert options.read(tmp_path / "mkdocs.yml") == found


def test_a_configuration_that_is_no_yaml_is_said(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("a: [")
    with pytest.raises(OptionsError, match=r"mkdocs\.yml is not YAML"):
        options.read(tmp_path / "mkdocs.yml")
