"""What a run touches is noted as it was when the run touched it."""

import os
import py_compile
import subprocess
import sys
from hashlib import sha256
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

import pytest

from mkdocs_colophon.tracing import access_monitor
from mkdocs_colophon.tracing.access_monitor import AccessMonitor, changed, declared
from mkdocs_colophon.tracing.system_paths import OWN
from traced_run import Run


def digest(content: bytes) -> str:
    return sha256(content).hexdigest()


ONE, TWO = digest(b"1"), digest(b"2")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "d").mkdir()
    (tmp_path / "d/x").write_bytes(b"1")
    return tmp_path / "d/x"


READS = {
    "by name": "open('d/x').read()",
    "in bytes": "open(b'd/x').read()",
    "as a path": "import pathlib; pathlib.Path('d/x').read_text()",
    "by the system": "import os; os.open('d/x', os.O_RDONLY)",
    "from another folder": "import os; os.chdir('d'); open('x')",
    "before going elsewhere": "import os; open('d/x'); os.chdir('/')",
    "by a round": "open('d/../d/x')",
    "in a thread": "import threading; t = threading.Thread(target=open, args=('d/x',)); t.start(); t.join()",
    "as a database": "import sqlite3; sqlite3.connect('d/x')",
    "and removed": "open('d/x').close(); import os; os.rename('d/x', 'd/y'); os.rename('d/y', 'd/x')",
}


@pytest.mark.parametrize("name", READS)
def test_a_file_that_is_opened_is_noted_by_its_digest(run: Run, file: Path, name: str) -> None:
    assert run(READS[name]).files == {"d/x": ONE}


@pytest.mark.parametrize("mode", ["w", "a", "r+", "w+b", "x"])
def test_a_file_that_is_opened_to_be_changed_is_not_read(run: Run, file: Path, mode: str) -> None:
    assert run(f"open('d/{'new' if mode == 'x' else 'x'}', '{mode}')").files == {}


@pytest.mark.parametrize("flag", ["O_WRONLY", "O_RDWR", "O_RDONLY | os.O_CREAT", "O_RDONLY | os.O_APPEND"])
def test_a_file_that_is_opened_to_be_changed_by_the_system_is_not_read(run: Run, file: Path, flag: str) -> None:
    assert run(f"import os; os.open('d/x', os.{flag})").files == {}


def test_a_file_that_is_not_there_is_noted(run: Run) -> None:
    code = "try: open('d/x')\nexcept FileNotFoundError: pass"
    assert run(code).files == {"d/x": None}


def test_a_file_is_noted_as_it_was_when_it_was_opened(run: Run, file: Path) -> None:
    """Whoever changes it meanwhile is another program."""
    code = "open('d/x'); import subprocess; subprocess.run(['sh', '-c', 'printf 2 > d/x'])"
    assert (run(code).files["d/x"], file.read_bytes()) == (ONE, b"2")


@pytest.mark.parametrize(
    ("code", "left"),
    [
        ("open('d/x').close(); open('d/x', 'w').write('2')", TWO),
        ("open('d/x').close(); open('d/y', 'w').write('2'); import os; os.replace('d/y', 'd/x')", TWO),
        ("open('d/x').close(); import os; os.remove('d/x')", None),
    ],
)
def test_a_file_that_the_run_itself_changes_is_noted_as_it_leaves_it(
    run: Run, file: Path, code: str, left: str | None
) -> None:
    assert run(code).files["d/x"] == left


def test_a_folder_that_the_run_itself_changes_is_noted_as_it_leaves_it(run: Run, file: Path) -> None:
    code = "import os; os.listdir('d'); open('d/y', 'w').close()"
    assert run(code).folders == {"d": digest(b"x\0y")}


@pytest.mark.parametrize(
    "code",
    [
        "import os; os.listdir('d')",
        "import os; list(os.scandir('d'))",
        "import os; os.chdir('d'); os.listdir()",
        "import glob; glob.glob('d/*')",
        "import pathlib; list(pathlib.Path('d').iterdir())",
    ],
)
def test_a_folder_that_is_listed_is_noted_by_the_names_in_it(run: Run, file: Path, code: str) -> None:
    assert run(code).folders == {"d": digest(b"x")}


def test_a_folder_that_is_searched_for_distributions_is_not_listed(run: Run, file: Path) -> None:
    code = "import sys; sys.path.insert(0, 'd'); import importlib.metadata; importlib.metadata.entry_points()"
    assert run(code).folders == {}


@pytest.mark.parametrize("path", ["ignored/x", "d/__pycache__/x", os.devnull, "/proc/version", os.__file__])
def test_what_is_nobodys_work_is_not_noted(run: Run, tmp_path: Path, path: str) -> None:
    for folder in ("ignored", "d/__pycache__"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "x").touch()
    assert run(f"open('{path}')").files == {}


def test_a_module_is_noted_by_the_text_that_ran_and_where_it_was_not_found(run: Run, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    (tmp_path / "two/kit.py").write_text("A = 1\n")
    code = "import sys; sys.path[:0] = ['one', 'two']\nimport kit\nopen('two/kit.py', 'w').close()\n"
    found = run(code)
    assert {path: module.digest for path, module in found.modules.items()} == {"two/kit.py": digest(b"A = 1\n")}
    assert found.files == {"one/kit.py": None, "one/kit/__init__.py": None}


def test_a_module_is_read_from_its_source_and_not_from_what_was_compiled_in_the_same_second(
    run: Run, tmp_path: Path
) -> None:
    kit = tmp_path / "kit.py"
    kit.write_text("A = 1\n")
    py_compile.compile(str(kit))
    before = kit.stat()
    kit.write_text("A = 2\n")
    os.utime(kit, ns=(before.st_atime_ns, before.st_mtime_ns))
    found = run("import sys; sys.path.insert(0, '')\nimport kit\nassert kit.A == 2")
    assert found.modules["kit.py"].digest == digest(b"A = 2\n")


def test_an_extension_module_is_a_file(run: Run, tmp_path: Path) -> None:
    name = f"kit{EXTENSION_SUFFIXES[0]}"
    (tmp_path / name).write_bytes(b"1")
    code = "import sys; sys.path.insert(0, '')\ntry: import kit\nexcept ImportError: pass"
    assert run(code).files == {name: ONE}


def test_what_a_module_says_that_it_reads_is_noted(run: Run, file: Path, tmp_path: Path) -> None:
    (tmp_path / "kit.py").write_text("# colophon: reads d/x\n# colophon: reads d\n")
    found = run("import sys; sys.path.insert(0, '')\nimport kit")
    assert (found.files, found.folders) == ({"d/x": ONE}, {"d": digest(b"x")})


def test_what_stands_as_what_is_read_may_be_written_in_many_ways() -> None:
    assert declared(b"#colophon:reads a\n  #  colophon:  reads  ./b/../c \nx = 1  # colophon: reads d\n") == ["a", "c"]


def test_a_path_that_is_a_number_is_none() -> None:
    assert [changed("open", (3, "w", 0)), changed("os.truncate", (3, 0)), changed("os.chmod", (None, 0, -1))] == [
        [],
        [],
        [],
    ]


def test_of_a_link_what_is_made_is_changed_and_of_a_move_both_ends() -> None:
    found = {event: changed(event, ("/a", "/b", -1)) for event in ("os.link", "os.symlink", "os.rename")}
    assert found == {"os.link": ["/b"], "os.symlink": ["/b"], "os.rename": ["/a", "/b"]}


def test_local_is_what_lies_in_the_project_and_is_not_installed(tmp_path: Path) -> None:
    monitor = AccessMonitor(tmp_path)
    places = {str(tmp_path / "src/kit.py"): True, f"{tmp_path}-other/kit.py": False, os.__file__: False}
    assert {path: monitor.is_local(path) for path in places} == places
    assert [monitor.is_installed(path) for path in places] == [False, False, True]


RULED = """
import sys
from mkdocs_colophon.tracing.access_monitor import AccessMonitor

def refuse(event, arguments):
    raise ValueError(event)

monitor = AccessMonitor(sys.argv[1])
monitor.start({"os.mkdir": refuse, "open": refuse})
for code in ("os.mkdir('made')", "open('made', 'w')"):
    try:
        eval(code, {"os": __import__("os")})
    except ValueError as error:
        print(error)
with monitor.quiet():
    open("ours", "w").close()
"""


def test_a_rule_may_keep_an_event_from_coming_about(tmp_path: Path) -> None:
    command = [sys.executable, "-c", RULED, str(tmp_path)]
    said = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert said.split() == ["os.mkdir", "open"]
    assert [path.name for path in tmp_path.iterdir()] == ["ours"]


def test_a_file_of_colophon_counts_that_is_read_and_its_modules_are_not_the_projects() -> None:
    monitor = AccessMonitor(Path(OWN).parent)
    monitor.open(access_monitor.__file__)
    assert list(monitor.files) == [access_monitor.__file__]
    assert (monitor.is_local(access_monitor.__file__), monitor.is_installed(access_monitor.__file__)) == (False, True)
