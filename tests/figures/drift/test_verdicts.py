"""Drift: every verdict with real scripts, its words, and what decides about it."""

import platform
import shutil
import sys
from concurrent.futures import Executor, Future
from contextlib import ExitStack, nullcontext
from dataclasses import replace
from pathlib import Path

import pytest

from mkdocs_colophon.command import main as command
from mkdocs_colophon.figures import inventory
from mkdocs_colophon.figures.drawing.job import Drawn, Failure, Picture
from mkdocs_colophon.figures.drift import lockfile, redraw, verdicts
from mkdocs_colophon.figures.drift.fingerprint import Entry
from mkdocs_colophon.figures.drift.redraw import CHANCE, HASHES, PLACE, Redrawn
from mkdocs_colophon.figures.drift.verdicts import Verdict, passes, summary, verdict
from mkdocs_colophon.figures.executor import drawing_executor
from mkdocs_colophon.figures.settings import figure_settings
from mkdocs_colophon.options import Options
from mkdocs_colophon.problems import Problem
from mkdocs_colophon.tracing.trace import Trace

HEAD = '"""Shows a text."""\nfrom matplotlib.figure import Figure\n'
BODY = "def draw():\n    figure = Figure(figsize=(2, 1))\n    figure.text(0, 0, str(shown()))\n    return figure\n"


def script(shown, above=""):
    """A script that shows the value of an expression."""
    return f"{HEAD}{above}\n{BODY}def shown(): return {shown}\n"


WORDS = "{'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'}"
SCRIPTS = {
    "steady": script("1"),
    "seeded": script("np.random.default_rng(1).random()", "import numpy as np"),
    "shared": script("(random.random(), np.random.rand())", "import random\nimport numpy as np"),
    "sorted": script(f"sorted({WORDS})"),
    "named": script("datetime.fromtimestamp(0, UTC)", "from datetime import UTC, datetime"),
    "chance": script("np.random.default_rng().random()", "import numpy as np"),
    "entropy": script("os.urandom(4)", "import os"),
    "address": script("id(object())"),
    "seconds": script("int(time.time())", "import time"),
    "set": script(f"list({WORDS})"),
    "hash": script("hash('one')"),
    "day": script("date.today()", "from datetime import date"),
    "zone": script("datetime.fromtimestamp(0)", "from datetime import datetime"),
    "look": f"{HEAD}import random\ndef draw(): return Figure(figsize=(2, 1 + random.SystemRandom().random()))\n",
    "value": f"{script('1')}import time\ndef values(): return {{'now': time.time()}}\n",
    "fails": script("1 / 0"),
}
DATA, PICTURE, VALUES = "the data that it shows", "its picture", "its values"
BOTH = (DATA, PICTURE)
UNSTABLE = {
    "chance": (BOTH, CHANCE),
    "entropy": (BOTH, CHANCE),
    "address": (BOTH, {CHANCE, HASHES}),
    "seconds": (BOTH, CHANCE),
    "set": (BOTH, HASHES),
    "hash": (BOTH, HASHES),
    "day": (BOTH, PLACE),
    "zone": (BOTH, PLACE),
    "look": ((PICTURE,), CHANCE),
    "value": ((VALUES,), CHANCE),
}


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """Each of SCRIPTS drawn twice."""
    root = tmp_path_factory.mktemp("drift")
    (root / "figures_src").mkdir()
    for name, text in SCRIPTS.items():
        (root / f"figures_src/{name}.py").write_text(text)
    settings = figure_settings(Options(), root)
    found = {each.name: each for each in redraw.redraw(settings, inventory.scripts(settings), 2)}
    assert not settings.cache.exists()
    return found


@pytest.mark.parametrize("name", sorted(SCRIPTS.keys() - UNSTABLE.keys() - {"fails"}))
def test_a_figure_of_its_script_alone_is_the_same_twice(drawn, name):
    assert (drawn[name].parts, drawn[name].cause, drawn[name].again) == ((), "", {})


@pytest.mark.parametrize("name", sorted(UNSTABLE.keys() - {"address"}))
def test_a_figure_that_differs_is_found_without_a_lockfile_and_says_what_it_depends_on(drawn, name):
    parts, cause = UNSTABLE[name]
    words = f"two drawings of the figure differ in {' and '.join(parts)}: it depends on {cause}"
    problem = Problem("FIG043", words, verdicts.REMEDIES[cause], f"figures_src/{name}.py")
    assert verdict(drawn[name], None) == Verdict(name, "unstable", problem, None, drawn[name])


def test_a_figure_that_shows_where_something_lies_in_memory_is_found(drawn):
    assert verdict(drawn["address"], None).kind == "unstable"


def test_a_script_that_fails_has_the_problem_that_a_build_would_give(drawn):
    found = verdict(drawn["fails"], Entry("", "", {}))
    text = "the figure is not drawn: ZeroDivisionError: division by zero"
    assert (found.kind, found.problem) == ("failed", Problem("FIG001", text, "", "figures_src/fails.py", 8))


def test_only_what_is_the_same_twice_can_be_accepted(drawn):
    found = [verdict(each, None) for each in drawn.values()]
    assert verdicts.accepted(found).keys() == SCRIPTS.keys() - UNSTABLE.keys() - {"fails"}


def test_what_cannot_be_accepted_stays_as_it_was(drawn):
    before = Entry("f", "d", {})
    found = [verdict(drawn[name], before) for name in ("fails", "chance")]
    assert verdicts.accepted(found) == {"fails": before, "chance": before}


# What decides, on made-up entries.

VERSIONS = {"numpy": "2.4.6", "python": "3.11"}
NEWER = {"numpy": "2.5.0", "python": "3.11"}
OLDER = {"numpy": "2.4.6", "python": "3.10"}
DRAWN = Entry("made", "data", {".svg": "1", ".dark.svg": "2"}, {"kept": 4}, VERSIONS)
MADE = "what it is made from has changed"
NUMPY = "numpy was 2.5.0 and is 2.4.6"
NOTHING = "nothing that Colophon follows has changed, so it depends on something else"
OTHER_PICTURE = {"outputs": {".svg": "1", ".dark.svg": "3"}}
LESS = {"outputs": {".svg": "1"}}

# What the lockfile has that is other than what is drawn: the verdict and its words.
CASES = [
    ({}, "same", ""),
    ({"fingerprint": "m"}, "same", ""),
    ({"environment": NEWER}, "same", ""),
    (OTHER_PICTURE, "look", NOTHING),
    (LESS, "look", NOTHING),
    (OTHER_PICTURE | {"fingerprint": "m"}, "look", MADE),
    (OTHER_PICTURE | {"environment": NEWER}, "rendering", NUMPY),
    (OTHER_PICTURE | {"environment": {"python": "3.11"}}, "rendering", "numpy was absent and is 2.4.6"),
    (OTHER_PICTURE | {"environment": NEWER, "fingerprint": "m"}, "rendering", f"{MADE}; {NUMPY}"),
    (OTHER_PICTURE | {"environment": OLDER, "fingerprint": "m"}, "rendering", "python was 3.10 and is 3.11"),
    ({"data": "d"}, "data", ("numbers or words in the picture", NOTHING)),
    ({"data": "d", "fingerprint": "m"}, "data", ("numbers or words in the picture", MADE)),
    ({"data": "d", "environment": NEWER} | OTHER_PICTURE, "data", ("numbers or words in the picture", NUMPY)),
    ({"values": {"kept": 5}}, "data", ("kept was 5 and is 4", NOTHING)),
    ({"values": {"kept": 4.0}}, "data", ("kept was 4.0 and is 4", NOTHING)),
    ({"values": {"of": "16"}}, "data", ("kept was absent and is 4; of was '16' and is absent", NOTHING)),
    (
        {"data": "d", "values": {"a": 1, "b": 1, "c": 1}},
        "data",
        ("numbers or words in the picture; a was 1 and is absent; b was 1 and is absent; and 2 more", NOTHING),
    ),
]
TEXTS = {
    "look": "the picture is not the accepted one, in the same environment: {}",
    "rendering": "the picture is not the accepted one, but its data are: {}",
    "data": "the figure shows other data than was accepted ({}): {}",
}
CODES = {"look": "FIG045", "rendering": "FIG046", "data": "FIG044"}


@pytest.mark.parametrize(("change", "kind", "why"), CASES)
def test_what_differs_decides(change, kind, why, monkeypatch):
    monkeypatch.setattr(verdicts, "entry", lambda redrawn: DRAWN)
    redrawn, before = Redrawn("a/b", "figures_src/a/b.py"), replace(DRAWN, **change)
    problem = None
    if kind != "same":
        words = TEXTS[kind].format(*([why] if isinstance(why, str) else why))
        hint = "if this is how it should be, run `colophon figures accept a/b`"
        problem = Problem(CODES[kind], words, hint, "figures_src/a/b.py", informational=kind == "rendering")
    assert verdict(redrawn, before) == Verdict("a/b", kind, problem, before, redrawn)


def test_a_value_that_is_not_a_number_is_the_same_as_itself(monkeypatch):
    nan = replace(DRAWN, values={"kept": float("nan")})
    monkeypatch.setattr(verdicts, "entry", lambda redrawn: nan)
    read = lockfile.load(lockfile.dump({"a": nan}), "x").entries["a"]
    assert verdict(Redrawn("a", "a.py"), read).kind == "same"


@pytest.mark.parametrize("kind", ["same", "rendering", "failed", "unstable", "new", "orphan", "data", "look"])
def test_a_check_passes_what_is_the_same_and_unless_strict_what_versions_render_otherwise(kind):
    found = [Verdict("a", "same"), Verdict("b", kind)]
    assert (passes(found), passes(found, strict=True)) == (kind in ("same", "rendering"), kind == "same")


def test_the_summary_counts_each_kind():
    kinds = ["orphan", "new", "failed", "unstable", "look", "data", "rendering", "same", "same"]
    assert summary([Verdict(str(n), kind) for n, kind in enumerate(kinds)]) == (
        "9 figures: 2 as accepted, 1 rendered otherwise by other versions, 1 with other data, 1 with another picture, "
        "1 not the same twice, 1 not drawn, 1 not in the lockfile, 1 without a script"
    )
    assert (summary([Verdict("a", "same")]), summary([])) == ("1 figure: 1 as accepted", "there is no figure")


def test_an_environment_has_no_patch_level_of_python_and_says_what_it_ran_on():
    system = f"{sys.platform}-{platform.machine().lower()}"
    assert verdicts.environment({"python": "3.11.9", "numpy": "2.4.6"}) == {
        "numpy": "2.4.6",
        "platform": system,
        "python": "3.11",
    }


class Recording(Executor):
    """Draws nothing, and notes what it was asked for."""

    def __init__(self, asked):
        self._asked = asked

    def submit(self, function, /, *args, **kwargs):
        self._asked.append(args[0].name)
        future = Future()
        drawing = Drawn(Picture(1, 1, "A.", data="d"), {}, Trace({}, False, {}, {}, {}, {}))
        future.set_result(Failure("no") if args[0].name == "bad" else drawing)
        return future


def test_the_second_round_draws_what_succeeded_in_another_order_with_another_hash_seed_and_a_day_apart(
    tmp_path, monkeypatch
):
    rounds = []

    def executor(jobs, limits, variables):
        rounds.append((dict(variables), []))
        return Recording(rounds[-1][1])

    monkeypatch.setattr(redraw, "drawing_executor", executor)
    monkeypatch.setattr(redraw, "PAUSE", 0.0)
    scripts = {name: tmp_path / f"{name}.py" for name in ("a", "b", "bad", "c")}
    ticks = []
    redraw.redraw(figure_settings(Options(), tmp_path), scripts, 1, done=lambda: ticks.append(1))
    assert rounds == [
        ({"PYTHONHASHSEED": "1", "TZ": "<+14>-14"}, ["a", "b", "bad", "c"]),
        ({"PYTHONHASHSEED": "2", "TZ": "<-12>12"}, ["c", "b", "a"]),
    ]
    assert len(ticks) == 7


# The command, from accepting to each verdict.


@pytest.fixture(scope="module")
def servers():
    """What draws, by its environment variables, started once for all projects."""
    with ExitStack() as stack:
        started = {}

        def server(jobs, limits, variables):
            key = tuple(variables.items())
            if key not in started:
                started[key] = stack.enter_context(drawing_executor(2, limits, variables))
            return nullcontext(started[key])

        yield server


@pytest.fixture
def run(tmp_path, capsys, monkeypatch, servers):
    """Runs `colophon figures …` in a project; gives its status and the lines that it printed."""
    monkeypatch.setattr(redraw, "drawing_executor", servers)
    (tmp_path / "mkdocs.yml").write_text("site_name: T\nplugins: [search, colophon]\n")
    (tmp_path / "figures_src").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(redraw, "PAUSE", 0.0)

    def run(*arguments):
        status = command.main(["figures", *arguments])
        printed = capsys.readouterr()
        assert printed.err == "" or status == 2
        return status, (printed.out + printed.err).splitlines()

    return run


LOCK = Path("figures_src/figures.lock")
HINT = "(if this is how it should be, run `colophon figures accept {}`)"


def write(**scripts):
    for name, text in scripts.items():
        Path(f"figures_src/{name}.py").write_text(text)


def test_from_nothing_to_a_lockfile_that_holds(run):
    write(one=script("1"), two=script("2"))
    absent = "figures_src/figures.lock FIG041 there is no lockfile of figures (`colophon figures accept` writes it)"
    assert run("check") == (1, [absent, "2 figures: 2 not in the lockfile"])
    assert not LOCK.exists()
    assert run("accept") == (0, ["Accepted one", "Accepted two"])
    before = LOCK.read_bytes()
    assert run("accept") == (0, [])
    assert run("check", "--strict") == (0, ["2 figures: 2 as accepted"])
    assert LOCK.read_bytes() == before


def test_no_build_writes_a_lockfile(project):
    project.draw({"figures_src/one.py": script("1")})
    assert not (project.root / LOCK).exists()
    (project.root / LOCK).write_text("version = 1\n")
    project.draw({"figures_src/one.py": script("2")})
    assert (project.root / LOCK).read_text() == "version = 1\n"


def test_the_report_of_every_sort_of_drift(run):
    kept = script("1") + "def values(): return {'kept': 4}\n"
    write(same=script("1"), value=kept, color=script("1"), seen=script("1"), gone=script("1"), old=script("1"))
    write(seen=HEAD + "from pathlib import Path\ndef draw(): return Figure((2, 1 + Path('flag').exists()))\n")
    Path("figures_src/article.mplstyle").write_text("font.size: 10\n")
    assert run("accept")[0] == 0
    Path("figures_src/gone.py").unlink()
    Path("flag").touch()
    write(new=script("1"), chance=SCRIPTS["chance"], fails=SCRIPTS["fails"], value=kept.replace("4", "5"))
    write(color=script("1").replace("str(shown())", "str(shown()), color='#014884'"))
    text = LOCK.read_text()
    start = text.index("[figures.old]")
    [picture] = [line for line in text[start:].splitlines()[:5] if line.startswith('outputs.".svg"')]
    older = text[start:].replace(picture, 'outputs.".svg" = "0"\nenvironment.numpy = "1.0"', 1)
    LOCK.write_text(text[:start] + older)
    passing = "under other versions, so that another picture of the same data passes: numpy was 1.0 and is {}"
    [numpy] = [line.split('"')[1] for line in text.splitlines() if line.startswith("numpy")]
    line = text[: text.index("[figures.gone]")].count("\n") + 1
    accepted = "the picture is not the accepted one"
    same = f"{accepted}, in the same environment"
    drawings = f"two drawings of the figure differ in {DATA} and {PICTURE}: it depends on {CHANCE}"
    expected = [
        f"figures_src/chance.py FIG043 {drawings} ({verdicts.REMEDIES[CHANCE]})",
        f"figures_src/color.py FIG045 {same}: {MADE} {HINT.format('color')}",
        "figures_src/fails.py:8 FIG001 the figure is not drawn: ZeroDivisionError: division by zero",
        f"figures_src/figures.lock:{line} FIG042 the lockfile has a figure 'gone' that no script draws "
        "(`colophon figures accept` forgets it)",
        f"figures_src/new.py FIG041 the figure is not in the lockfile {HINT.format('new')}",
        f"figures_src/old.py FIG046 {accepted}, but its data are: numpy was 1.0 and is {numpy} {HINT.format('old')}",
        f"figures_src/seen.py FIG045 {same}: {NOTHING} {HINT.format('seen')}",
        f"figures_src/value.py FIG044 the figure shows other data than was accepted (kept was 4 and is 5): {MADE} "
        f"{HINT.format('value')}",
        "9 figures: 1 as accepted, 1 rendered otherwise by other versions, 1 with other data, 2 with another picture, "
        "1 not the same twice, 1 not drawn, 1 not in the lockfile, 1 without a script",
        passing.format(numpy),
    ]
    assert run("check") == (1, expected)
    some = "2 figures: 1 as accepted, 1 rendered otherwise by other versions"
    assert run("check", "same", "old") == (0, [expected[5], some, expected[-1]])
    assert run("check", "same", "old", "--strict")[0] == 1
    accepted = ["Accepted color", "Forgot gone", "Accepted new", "Accepted old", "Accepted seen", "Accepted value"]
    assert run("accept") == (1, [*accepted, expected[0], expected[2]])
    assert run("check", "color", "new", "old", "seen", "value") == (0, ["5 figures: 5 as accepted"])


def test_one_figure_is_accepted_and_the_others_stay_as_they_were(run):
    write(one=script("1"), two=script("2"))
    run("accept")
    before = lockfile.load(LOCK.read_text(), "").entries
    write(one=script("3"), two=script("4"))
    assert run("accept", "one") == (0, ["Accepted one"])
    after = lockfile.load(LOCK.read_text(), "").entries
    assert (after["one"] == before["one"], after["two"] == before["two"]) == (False, True)


def test_a_lockfile_in_conflict_is_told_at_its_line_and_accepting_all_writes_it_anew(run):
    write(one=script("1"))
    run("accept")
    good = LOCK.read_text()
    LOCK.write_text(f"{good}<<<<<<< HEAD\n")
    told = (
        f"figures_src/figures.lock:{len(good.splitlines()) + 1} FIG040 the lockfile of figures cannot be used: it "
        "holds the marks of a merge conflict (mend it, or accept the figures anew: `colophon figures accept`)"
    )
    assert run("check") == (1, [told])
    assert run("accept", "one") == (1, [told])
    assert run("accept") == (0, ["Accepted one"])
    assert LOCK.read_text() == good


def test_a_check_reads_nothing_from_the_cache_and_writes_nothing_to_it(run):
    write(one=script("1"))
    run("accept")
    shutil.rmtree(".cache/colophon/figures")
    Path(".cache/colophon/figures").write_text("no folder")
    assert run("check") == (0, ["1 figure: 1 as accepted"])
    assert Path(".cache/colophon/figures").read_text() == "no folder"


def test_figures_are_accepted_where_there_is_no_room_for_a_cache(run):
    write(one=script("1"))
    Path(".cache/colophon").mkdir(parents=True)
    Path(".cache/colophon/figures").write_text("no folder")
    assert run("accept") == (0, ["Accepted one"])


def test_an_unknown_name_and_a_folder_that_is_not_there_are_refused(run):
    write(one=script("1"))
    assert run("check", "two") == (2, ["colophon: there is no figure 'two'"])
    assert run("check", "--against", "site") == (2, ["colophon: there is no folder site with a built site"])


def test_a_project_without_figures_needs_no_lockfile(run):
    assert run("check") == (0, ["there is no figure"])
    assert run("accept") == (0, [])
    assert not LOCK.exists()


def test_a_report_is_written_also_if_all_is_well_and_if_it_cannot_be_the_check_says_so(run):
    write(one=script("1"))
    run("accept")
    assert run("check", "--report", "deep/drift") == (
        0,
        ["The report is deep/drift/index.html", "1 figure: 1 as accepted"],
    )
    assert "1 figure: 1 as accepted." in Path("deep/drift/index.html").read_text()
    status, lines = run("check", "--report", "mkdocs.yml")
    assert (status, lines[0][:40]) == (2, "colophon: the report cannot be written: ")
