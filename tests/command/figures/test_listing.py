"""`colophon figures list`, `why` and `clean`: the state of figures, and no state."""

from command_line import GOOD


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


def test_clean_removes_all(run):
    run("build")
    assert run("clean") == (0, [], [])
    assert run("list", "--stale")[1] == ["a", "b", "deep/c"]
    assert run("clean") == (0, [], [])
