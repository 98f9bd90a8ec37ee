"""A live preview: what is saved is drawn, what fails is shown, and nothing builds for ever."""

import re
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress

import pytest

CONFIG = "site_name: T\ntheme: {name: mkdocs}\nplugins: [colophon]\n"
SCRIPT = (
    '"""Shows a text."""\nfrom matplotlib.figure import Figure\nimport kit\ndef draw():\n    return kit.text("one")\n'
)
MODULE = """
from matplotlib.figure import Figure
def text(words):
    figure = Figure(figsize=(1, 1))
    figure.text(0, 0, words, gid=words)
    return figure
"""


@pytest.fixture
def preview(tmp_path):
    """A site under `mkdocs serve`: its folder, a function that asks for a page, and one that counts builds."""
    for name, text in {
        "mkdocs.yml": CONFIG,
        "docs/index.md": "# One\n\n![A text.](figures/a.svg){#fig:a}\n\n![Another.](figures/b.svg){#fig:b}\n",
        "figures_src/a.py": SCRIPT,
        "figures_src/b.py": "1 / 0\n",
        "src/kit.py": MODULE,
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    log = (tmp_path / "log.txt").open("w")
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address]
    server = subprocess.Popen(command, cwd=tmp_path, stdout=log, stderr=log)

    def page(uri):
        with suppress(OSError), urllib.request.urlopen(f"http://{address}/{uri}", timeout=5) as answer:
            return answer.read().decode()
        return ""

    def builds():
        return len(re.findall("Documentation built", (tmp_path / "log.txt").read_text()))

    yield tmp_path, page, builds
    server.terminate()
    server.wait()
    log.close()


def wait(what, seconds=40):
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.1)


def is_quiet(builds, seconds=3):
    """Whether no build ends within some seconds, many times what a build that starts another one needs."""
    count = builds()
    time.sleep(seconds)
    return builds() == count


def test_what_is_saved_is_drawn_what_fails_is_shown_and_nothing_builds_for_ever(preview):
    root, page, builds = preview
    wait(lambda: 'id="one"' in page("figures/a.svg"))
    # a script that never drew anything is shown as its message
    assert "This figure is not drawn:" in page("figures/b.svg")
    assert "ZeroDivisionError" in page("figures/b.svg")
    assert '<img src="figures/b.svg#only-light" alt="Not drawn: figures_src/b.py:1 FIG001' in page("index.html")
    # a script is saved
    (root / "figures_src/a.py").write_text(SCRIPT.replace("one", "two"))
    wait(lambda: 'id="two"' in page("figures/a.svg"))
    # a module is saved
    (root / "src/kit.py").write_text(MODULE.replace("gid=words", "gid=words * 2"))
    wait(lambda: 'id="twotwo"' in page("figures/a.svg"))
    # it fails: the last good picture under a badge
    (root / "src/kit.py").write_text(MODULE.replace("return figure", "return figure / 2"))
    wait(lambda: "not up to date: figures_src/a.py:5 FIG001" in page("figures/a.svg"))
    assert 'id="twotwo"' in page("figures/a.svg")
    # it is mended
    (root / "src/kit.py").write_text(MODULE.replace("gid=words", "gid=words * 3"))
    wait(lambda: 'id="twotwotwo"' in page("figures/a.svg"))
    assert "not up to date" not in page("figures/a.svg")
    # and all is quiet: builds come to an end, however many a busy machine has made of these five changes
    wait(lambda: is_quiet(builds))
