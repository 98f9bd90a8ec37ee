"""The repository's files: no logic in the configuration, exact versions, no machine named, nothing installed twice."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent

# Brackets keep these patterns from matching themselves.
MACHINE_MARKS = re.compile(
    r"[:]//registry\b|python[h]osted|pypi[.]org|npmjs[.]|--(?:extra-)?index[-]url"
    r"|(?<![\w.~>-])/(?:home|root|tmp|work|Users)/\w+|\b[A-Z]:\\Users\\"
)
EXACT_LINE = re.compile(r"(?:[A-Za-z0-9][A-Za-z0-9._-]*==[A-Za-z0-9.+!]+|#.*|)")


def tracked_files() -> list[Path]:
    """The files that git tracks and the new ones that it would, by their path from the root."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [Path(name) for name in sorted(set(listed.split("\0"))) if name and (ROOT / name).is_file()]


def logic_keys(configuration: str) -> set[str]:
    """The keys of mkdocs.yml that bring code in; composed, not constructed, so that reading its tags runs nothing."""
    keys = {key.value for key, _ in yaml.compose(configuration, Loader=yaml.SafeLoader).value}
    return keys & {"hooks", "INHERIT"}


def loose_packages(lock: str) -> set[str]:
    """The packages of an npm lock file that name the host they came from, or that carry no hash."""
    packages = json.loads(lock)["packages"]
    return {name for name, entry in packages.items() if "resolved" in entry or (name and "integrity" not in entry)}


def loose_lines(constraints: str) -> list[str]:
    """The lines of a constraints file that are neither `name==version` nor a comment."""
    return [line for line in constraints.splitlines() if not EXACT_LINE.fullmatch(line)]


def codes_in_source() -> set[str]:
    modules = (ROOT / "src").rglob("*.py")
    return {code for path in modules for code in re.findall(r'"([A-Z]{3,}[0-9]{3})"', path.read_text())}


def codes_in_guide(guide: str) -> set[str]:
    """The codes that begin a row of a table."""
    return set(re.findall(r"^\| `([A-Z]{3,}[0-9]{3})` \|", guide, re.MULTILINE))


def test_mkdocs_yml_brings_in_no_code() -> None:
    assert logic_keys((ROOT / "mkdocs.yml").read_text()) == set()


def test_docs_hold_no_python_but_notebooks() -> None:
    python = [path for path in tracked_files() if path.parts[0] == "docs" and path.suffix == ".py"]
    assert [path for path in python if path.parts[1] != "notebooks"] == []


def test_no_file_names_a_registry_host_or_a_path_of_one_machine() -> None:
    found = {str(path): MACHINE_MARKS.findall((ROOT / path).read_text(errors="replace")) for path in tracked_files()}
    assert "pyproject.toml" in found
    assert {path: marks for path, marks in found.items() if marks} == {}


def test_the_npm_lock_names_no_host_and_every_hash() -> None:
    assert loose_packages((ROOT / "package-lock.json").read_text()) == set()


def test_constraints_are_exact_versions() -> None:
    assert loose_lines((ROOT / "constraints.txt").read_text()) == []


def test_the_guide_lists_every_problem_code_and_no_other() -> None:
    assert codes_in_guide((ROOT / "docs/guide/writing.md").read_text()) == codes_in_source()


@pytest.mark.parametrize(
    ("configuration", "found"),
    [
        ("site_name: x\nhooks:\n  - a.py\n", {"hooks"}),
        ('site_name: x\n"hooks": [a.py]\n', {"hooks"}),
        ("INHERIT: base.yml\n", {"INHERIT"}),
        ("extra:\n  hooks: 1\nslug: !!python/name:a.b\n# hooks:\n", set()),
    ],
)
def test_a_key_that_brings_in_code_is_found(configuration: str, found: set[str]) -> None:
    assert logic_keys(configuration) == found


@pytest.mark.parametrize(
    ("text", "found"),  # in pieces, so that this file names no machine itself
    [
        (["https:", "", "registry.example", "npm"], [[":", "", "registry"]]),
        (["https:", "", "files.python" + "hosted.example"], [["python" + "hosted"]]),
        (["see ", "home", "ann", "site"], [["", "home", "ann"]]),
        (["", "tmp", "x.svg"], [["", "tmp", "x"]]),
        (["https:", "", "ann.example", "home", "work"], []),
        (["..", "work", "x.svg"], []),
    ],
)
def test_a_mark_of_one_machine_is_found(text: list[str], found: list[list[str]]) -> None:
    assert MACHINE_MARKS.findall("/".join(text)) == ["/".join(mark) for mark in found]


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        ({"integrity": "sha512-x"}, set()),
        ({"integrity": "sha512-x", "resolved": "x"}, {"node_modules/katex"}),
        ({}, {"node_modules/katex"}),
    ],
)
def test_a_loose_package_is_found(entry: dict[str, str], found: set[str]) -> None:
    assert loose_packages(json.dumps({"packages": {"": {}, "node_modules/katex": entry}})) == found


@pytest.mark.parametrize(
    "line", ["numpy>=2", "numpy", "-r more.txt", "numpy @ https://x.example", "numpy==2.4 --hash=x"]
)
def test_a_loose_line_is_found(line: str) -> None:
    assert loose_lines(f"# exact\n\njinja2==3.1.6\n{line}\n") == [line]


# The Makefile installs when it must and only then: `make -n` says what it would do.

SOURCES = ("Makefile", "pyproject.toml", "constraints.txt", "hatch_build.py", "package.json", "package-lock.json")
INSTALLED = (".venv/bin/python", ".venv/site.stamp", ".venv/develop.stamp")


@pytest.fixture
def fresh_clone(tmp_path: Path) -> Path:
    for name in SOURCES:
        shutil.copyfile(ROOT / name, tmp_path / name)
        os.utime(tmp_path / name, (1000, 1000))
    return tmp_path


@pytest.fixture
def installed_clone(fresh_clone: Path) -> Path:
    (fresh_clone / ".venv/bin").mkdir(parents=True)
    for age, name in enumerate(INSTALLED):
        (fresh_clone / name).touch()
        os.utime(fresh_clone / name, (2000 + age, 2000 + age))
    return fresh_clone


def installing_steps(clone: Path, target: str) -> list[str]:
    """The steps of `make target` that make an environment or install into it, by their tool."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS", "PYTHON"))
    }
    command = ["make", "-n", "--no-print-directory", target]
    planned = subprocess.run(command, cwd=clone, env=environment, check=True, capture_output=True, text=True).stdout
    return re.findall(r"-m (venv|pip)\b", planned)


@pytest.mark.parametrize(
    "target", ["site", "offline", "serve", "evidence", "test", "check", "figures", "bench", "clean"]
)
def test_nothing_is_installed_twice(installed_clone: Path, target: str) -> None:
    assert installing_steps(installed_clone, target) == []


@pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt", "hatch_build.py", "package-lock.json"])
def test_a_changed_source_of_the_environment_installs_again(installed_clone: Path, name: str) -> None:
    (installed_clone / name).touch()
    assert installing_steps(installed_clone, "serve") == ["pip", "pip"]
    assert installing_steps(installed_clone, "site") == ["pip", "pip", "pip"]


@pytest.mark.parametrize("target", ["site", "offline", "serve", "evidence", "test", "check", "figures", "bench"])
def test_a_fresh_clone_makes_its_environment_before_it_installs(fresh_clone: Path, target: str) -> None:
    assert installing_steps(fresh_clone, target)[:2] == ["venv", "pip"]
