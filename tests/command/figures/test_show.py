"""`colophon figures show`: the one figure that it draws, and what it opens."""

import webbrowser
from pathlib import Path

import pytest

from command_line import GOOD, drawn


@pytest.fixture
def opened(monkeypatch):
    """What a browser is asked to open."""
    addresses = []
    monkeypatch.setattr(webbrowser, "open", addresses.append)
    return addresses


def test_show_draws_one_figure_and_opens_it(run, opened):
    status, out, err = run("show", "b")
    assert (status, drawn(err)) == (0, {"Drew figures/b.svg"})
    [path] = out
    assert opened == [f"file://{path}"]
    assert Path(path).read_text().startswith("<?xml")


def test_nothing_is_opened_if_the_script_fails(run, opened):
    Path("scripts/b.py").write_text(GOOD.replace("return", "return 1 / 0 or"))
    told = ["scripts/b.py:3 FIG001 the figure is not drawn: ZeroDivisionError: division by zero"]
    assert (run("show", "b"), opened) == ((1, [], told), [])
