"""`colophon figures build`: what it draws, what it prints, and its exit status."""

import signal
import subprocess
import sys
from types import SimpleNamespace

from command_line import ALL, GOOD, drawn
from mkdocs_colophon.processes import dask as dask_workers


def test_build_draws_what_is_stale_and_says_so_in_plain_lines(run):
    status, out, err = run("build")
    assert (status, out, drawn(err)) == (0, [], ALL)
    assert run("build") == (0, [], [])


def test_build_draws_only_what_is_named_by_name_or_path(run):
    status, _, err = run("build", "deep/c", "scripts/a.py")
    assert (status, drawn(err)) == (0, ALL - {"Drew figures/b.svg"})


def test_a_problem_is_printed_and_the_status_is_1(run, tmp_path):
    (tmp_path / "scripts/a.py").write_text(GOOD.replace("return", "return 1 / 0 or"))
    status, out, err = run("build", "a")
    assert (status, out) == (1, [])
    assert err == ["scripts/a.py:3 FIG001 the figure is not drawn: ZeroDivisionError: division by zero"]


def test_the_shards_together_are_all_and_none_is_drawn_twice(run):
    first, second = (drawn(run("build", "--shard", f"{n}/2")[2]) for n in (1, 2))
    assert (first | second, first & second) == (ALL, set())


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
