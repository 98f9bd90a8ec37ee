"""The arrows that never exist: the contracts of import-linter, each proved able to break, and what it cannot say."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
GENERATOR = ROOT / "src/mkdocs_colophon"
NUMERIC = ROOT / "src/convnets"
SCRIPTS = ROOT / "figures_src"
STANDARD = frozenset(sys.stdlib_module_names)

# The contract that must break, the module that gets the import (a new one if there is none of that name), by its path
# in the generator, and the import. A room without a place among the others breaks the contract, too.
BAD_IMPORTS = [
    ("rooms", "command/newcomer.py", "import mkdocs_colophon.host"),
    ("rooms", "pipeline/newcomer.py", "from mkdocs_colophon.command import main"),
    ("rooms", "crossref/newcomer.py", "from mkdocs_colophon.pipeline.page import Page"),
    ("rooms", "crossref/newcomer.py", "from mkdocs_colophon.citations import entry"),
    ("rooms", "citations/newcomer.py", "from ..figures import gallery"),
    ("rooms", "figures/newcomer.py", "def late():\n    import mkdocs_colophon.math"),
    ("rooms", "math/newcomer.py", "import mkdocs_colophon.crossref.targets"),
    ("rooms", "notebooks/newcomer.py", "from mkdocs_colophon.figures import gallery"),
    ("rooms", "publication/newcomer.py", "from mkdocs_colophon.citations import entry"),
    ("rooms", "evidence/newcomer.py", "TYPE_CHECKING = False\nif TYPE_CHECKING:\n    import mkdocs_colophon.figures"),
    ("rooms", "freshness/newcomer.py", "import mkdocs_colophon.evidence.ledger"),
    ("rooms", "processes/newcomer.py", "from mkdocs_colophon.tracing import tracer"),
    ("rooms", "html/newcomer.py", "from mkdocs_colophon.processes import pool"),
    ("rooms", "locales/newcomer.py", "from mkdocs_colophon.html import tags"),
    ("rooms", "grammar.py", "import mkdocs_colophon.locales"),
    ("rooms", "problems.py", "import mkdocs_colophon.source"),
    ("rooms", "newcomer/__init__.py", ""),
    ("worker", "figures/drawing/newcomer.py", "from mkdocs_colophon.figures import gallery"),
    ("worker", "figures/drawing/newcomer.py", "def late():\n    from mkdocs_colophon.figures.drift import redraw"),
    ("worker", "figures/drawing/newcomer.py", "import mkdocs_colophon.atomic"),
    ("worker", "tracing/newcomer.py", "from mkdocs_colophon import problems"),
    ("mkdocs", "source.py", "from mkdocs.plugins import BasePlugin"),
    ("mkdocs", "pipeline/site.py", "import mkdocs.structure.pages"),
    ("mkdocs", "crossref/newcomer.py", "def late():\n    import mkdocs.config"),
    ("mkdocs", "figures/newcomer.py", "TYPE_CHECKING = False\nif TYPE_CHECKING:\n    import mkdocs"),
    ("mkdocs", "command/newcomer.py", "import jinja2"),
    ("mkdocs", "../convnets/newcomer.py", "import mkdocs"),
    ("material", "host/mkdocs/pages.py", "import material"),
    ("material", "citations/newcomer.py", "from material.plugins.tags import plugin"),
    ("markdown", "pipeline/newcomer.py", "import markdown"),
    ("markdown", "crossref/newcomer.py", "from markdown.inlinepatterns import InlineProcessor"),
    ("markdown", "math/newcomer.py", "import pymdownx.arithmatex"),
    ("jupyter", "host/mkdocs/notebooks.py", "import jupytext"),
    ("jupyter", "figures/newcomer.py", "def late():\n    from nbclient.client import NotebookClient"),
    ("jupyter", "notebooks/newcomer.py", "import mkdocs_jupyter"),
    ("apart", "../convnets/newcomer.py", "from mkdocs_colophon import problems"),
    ("apart", "figures/newcomer.py", "import convnets.pooling"),
    ("plain", "../convnets/newcomer.py", "import matplotlib.pyplot"),
    ("plain", "../convnets/newcomer.py", "from scipy import signal"),
]

GOOD_IMPORTS = [
    ("host/mkdocs/newcomer.py", "import mkdocs, jinja2, mkdocs_colophon.pipeline.site"),
    ("pipeline/syntax.py", "import markdown, pymdownx, mkdocs_colophon.crossref, mkdocs_colophon.citations"),
    ("crossref/syntax/newcomer.py", "import markdown, pymdownx"),
    ("notebooks/newcomer.py", "import nbformat, jupytext"),
    ("figures/drawing/newcomer.py", "from mkdocs_colophon.tracing import tracer"),
    ("figures/newcomer.py", "import mkdocs_colophon.evidence, mkdocs_colophon.processes, mkdocs_colophon.problems"),
    ("../convnets/newcomer.py", "import math, numpy"),
]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of `src` and of the contracts, to be spoiled."""
    shutil.copyfile(ROOT / "pyproject.toml", tmp_path / "pyproject.toml")
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("assets", "__pycache__"))
    return tmp_path


def contracts() -> dict[str, dict[str, Any]]:
    """The contracts of pyproject.toml by their id."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    return {contract["id"]: contract for contract in settings["contracts"]}


def add_import(copy: Path, module: str, statement: str) -> None:
    path = copy / "src/mkdocs_colophon" / module
    path.parent.mkdir(exist_ok=True)
    (path.parent / "__init__.py").touch()
    with path.open("a") as file:
        file.write(f"\n{statement}\n")


def verdicts(copy: Path) -> dict[str, str]:
    """What lint-imports says of each contract in the copy, by the contract's name."""
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--no-logo"]
    environment = os.environ | {"PYTHONPATH": str(copy / "src"), "COLUMNS": "200", "PYTHONUTF8": "1"}
    run = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True)
    found = dict(re.findall(r"^(.+) (KEPT|BROKEN)\b", run.stdout, re.MULTILINE))
    assert run.returncode == ("BROKEN" in found.values()), run.stdout
    return found


def test_the_untouched_source_keeps_every_contract(copy: Path) -> None:
    assert verdicts(copy) == {contract["name"]: "KEPT" for contract in contracts().values()}


@pytest.mark.parametrize(("broken", "module", "statement"), BAD_IMPORTS)
def test_a_bad_import_breaks_its_contract_and_no_other(copy: Path, broken: str, module: str, statement: str) -> None:
    add_import(copy, module, statement)
    assert verdicts(copy) == {c["name"]: "BROKEN" if name == broken else "KEPT" for name, c in contracts().items()}


@pytest.mark.parametrize(("module", "statement"), GOOD_IMPORTS)
def test_a_good_import_breaks_nothing(copy: Path, module: str, statement: str) -> None:
    add_import(copy, module, statement)
    assert verdicts(copy) == {contract["name"]: "KEPT" for contract in contracts().values()}


def test_every_contract_has_a_bad_import_that_breaks_it() -> None:
    assert {broken for broken, _, _ in BAD_IMPORTS} == set(contracts())


# What import-linter cannot say: "only" these packages, scripts that are no package, and calls.


def imported(source: str) -> set[str]:
    """The dotted names that a module imports, in its functions too; a relative import begins with its dots."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            origin = "." * node.level + (f"{node.module}." if node.module else "")
            names |= {f"{origin}{alias.name}" for alias in node.names}
    return names


def within(names: set[str], packages: frozenset[str]) -> set[str]:
    """Those of `names` that lie in one of `packages`; the package of a relative import is the empty string."""
    return {name for name in names if name.partition(".")[0] in packages}


def foreign_to_convnets(source: str) -> set[str]:
    names = imported(source)
    return names - within(names, STANDARD | {"numpy", "convnets", ""})


def foreign_to_scripts(source: str, scripts: frozenset[str]) -> set[str]:
    names = imported(source)
    return names - within(names, (STANDARD | {"numpy", "matplotlib", "convnets"}) - scripts | {"drawing"})


def log_imports(source: str) -> set[str]:
    names = imported(source)
    return within(names, frozenset({"logging"})) | names & {"mkdocs.plugins.get_plugin_logger"}


def print_lines(source: str) -> set[int]:
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    return {call.lineno for call in calls if isinstance(call.func, ast.Name) and call.func.id == "print"}


PATTERN_TAKERS = frozenset({"compile", "search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn"})
GROUP_SIGN = re.compile(r"\(\?P?<(?:[=!]|[^>]*>)")  # the name of a group, and what looks behind
CHARACTER_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")
TAG = re.compile(r"<(?:[/!?(:|)]|\\/)*[a-zA-Z]")
PYTHONS = frozenset({"tracing/code.py"})  # that knows `<listcomp>` and its like


def tag_patterns(source: str) -> set[str]:
    """The regular expressions that name a tag, or any; a name that is not of the module stands for a letter."""
    tree = ast.parse(source)
    assigned = [node for node in ast.walk(tree) if isinstance(node, ast.Assign)]
    known = {name.id: node.value for node in assigned for name in node.targets if isinstance(name, ast.Name)}
    patterns = {pattern_text(node, known) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    return {text for text in patterns if TAG.search(CHARACTER_CLASS.sub("a", GROUP_SIGN.sub("(", text)))}


def pattern_text(call: ast.Call, known: dict[str, ast.expr]) -> str:
    match call:
        case ast.Call(func=ast.Attribute(value=ast.Name(id="re"), attr=attr), args=[pattern, *_]):
            return text_of(pattern, known) if attr in PATTERN_TAKERS else ""
    return ""


def text_of(node: ast.AST, known: dict[str, ast.expr]) -> str:
    match node:
        case ast.Constant(value=str() as text):
            return text
        case ast.Name(id=name):
            rest = {other: value for other, value in known.items() if other != name}
            return text_of(known[name], rest) if name in known else "a"
    return "".join(text_of(child, known) for child in ast.iter_child_nodes(node))


def html_imports(source: str) -> set[str]:
    """What is imported to escape, or to read what is escaped."""
    escaping = re.compile(r"html$|html\.(?:escape|unescape)\b|xml\.sax\.saxutils\b")
    return {name for name in imported(source) if escaping.match(name)}


def too_long(source: str) -> set[int]:
    length = len(source.splitlines())
    return {length} if length > 230 else set()


def offenders(folder: Path, check: Callable[[str], set[Any]]) -> dict[str, set[Any]]:
    """What `check` finds in the modules under `folder`, by path from there, where it finds anything."""
    modules = sorted(folder.rglob("*.py"))
    assert modules, f"no module in {folder}: nothing was checked"
    found = {path.relative_to(folder).as_posix(): check(path.read_text()) for path in modules}
    return {path: what for path, what in found.items() if what}


def script_names() -> frozenset[str]:
    return frozenset(path.stem for path in SCRIPTS.glob("*.py"))


def test_convnets_imports_numpy_and_the_standard_library_only() -> None:
    assert offenders(NUMERIC, foreign_to_convnets) == {}


def test_figure_scripts_import_convnets_numpy_matplotlib_and_drawing_but_not_each_other() -> None:
    assert offenders(SCRIPTS, lambda source: foreign_to_scripts(source, script_names())) == {}


def test_the_generator_imports_no_figure_script() -> None:
    assert offenders(GENERATOR, lambda source: within(imported(source), script_names() - STANDARD)) == {}


def test_only_a_host_logs() -> None:
    assert offenders(ROOT / "src", log_imports).keys() <= {"mkdocs_colophon/host/mkdocs/problem_log.py"}


def test_only_the_command_prints() -> None:
    printing = offenders(ROOT / "src", print_lines)
    assert {"/".join(path.split("/")[:2]) for path in printing} == {"mkdocs_colophon/command"}


def outside_of_html(found: dict[str, set[Any]]) -> set[str]:
    return {path for path in found if not path.startswith("html/")}


def test_only_html_has_regular_expressions_that_name_a_tag() -> None:
    assert outside_of_html(offenders(GENERATOR, tag_patterns)) - PYTHONS == set()


def test_only_html_escapes() -> None:
    assert outside_of_html(offenders(GENERATOR, html_imports)) == set()


def test_no_module_is_longer_than_one_reads_at_once() -> None:
    assert offenders(GENERATOR, too_long) == {}


def test_no_folder_holds_two_ideas() -> None:
    assert crowded(GENERATOR) == set()


def crowded(folder: Path) -> set[str]:
    """The folders in `folder` that have too many modules, their `__init__` not counted."""
    counts = Counter(path.parent for path in folder.rglob("*.py") if path.stem != "__init__")
    return {path.relative_to(folder).as_posix() for path, count in counts.items() if count > 22}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import scipy.signal", {"scipy.signal"}),
        ("def late():\n    from matplotlib import figure", {"matplotlib.figure"}),
        ("import math, numpy.lib\nfrom convnets.padding import pad\nfrom . import padding", set()),
    ],
)
def test_a_stranger_in_convnets_is_found(source: str, found: set[str]) -> None:
    assert foreign_to_convnets(source) == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import pooling", {"pooling"}),
        ("from pooling import draw", {"pooling.draw"}),
        ("from . import pooling", {".pooling"}),
        ("from statistics import mean", {"statistics.mean"}),
        ("from mkdocs_colophon import source", {"mkdocs_colophon.source"}),
        ("import math, numpy, drawing\nfrom matplotlib.figure import Figure\nfrom convnets import pooling", set()),
    ],
)
def test_a_stranger_in_a_figure_script_is_found(source: str, found: set[str]) -> None:
    assert foreign_to_scripts(source, frozenset({"drawing", "pooling", "statistics"})) == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import logging", {"logging"}),
        ("from logging.handlers import MemoryHandler", {"logging.handlers.MemoryHandler"}),
        ("from mkdocs.plugins import get_plugin_logger", {"mkdocs.plugins.get_plugin_logger"}),
        ("import logarithm", set()),
    ],
)
def test_a_module_that_logs_is_found(source: str, found: set[str]) -> None:
    assert log_imports(source) == found


@pytest.mark.parametrize(
    "pattern",
    [
        r"<h2",
        r"</a>",
        r"<[^>]*>",
        r"(?<!x)<(?:h1|h2)",
        r"a|<!doctype",
        r"(?i)<(/?)(?P<name>h\d)",
        r"<\/p>",
        r"<(?i:img)",
        r"<(?P<name>[a-z]+)",
        r"<[a-z]",
    ],
)
def test_a_regular_expression_that_names_a_tag_is_found(pattern: str) -> None:
    assert tag_patterns(f"import re\nre.sub({pattern!r}, '', text)") == {pattern}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('re.compile(rf"<{name}")', {"<a"}),
        ('P = "colophon-"\nQ = f"<{P}ref"\nre.compile(f"x{Q}", re.DOTALL)', {"x<colophon-ref"}),
        ('re.compile("<" + "|".join(names) + ">")', {"<|a>"}),
        ("def late():\n    return re.findall('<p>', html)", {"<p>"}),
        ('re.compile(r"(?P<name>x)(?<=a)(?<!b)(?P=name)[^<a-z]+ < b <= c")', set()),
        ('"<p>".join(re.split("p", "<p>"))\nshape.sub("<p>", "")', set()),
    ],
)
def test_what_a_pattern_is_put_together_from_is_seen(source: str, found: set[str]) -> None:
    assert tag_patterns(source) == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import html", {"html"}),
        ("from html import escape as e", {"html.escape"}),
        ("def late():\n    from html import unescape", {"html.unescape"}),
        ("from xml.sax.saxutils import quoteattr", {"xml.sax.saxutils.quoteattr"}),
        ("from mkdocs_colophon.html import tags\nfrom html.parser import HTMLParser\nimport re", set()),
    ],
)
def test_what_escapes_by_itself_is_found(source: str, found: set[str]) -> None:
    assert html_imports(source) == found


def test_a_line_too_many_is_found() -> None:
    assert [too_long("\n" * lines) for lines in (230, 231)] == [set(), {231}]


def test_a_module_too_many_is_found(tmp_path: Path) -> None:
    for folder, modules in (("full", 22), ("crowded", 23)):
        (tmp_path / folder).mkdir()
        for name in ("__init__", *range(modules)):
            (tmp_path / folder / f"{name}.py").touch()
    assert crowded(tmp_path) == {"crowded"}


def test_a_call_of_print_is_found_and_its_name_in_a_docstring_is_not() -> None:
    assert print_lines('"""\n>>> print(1)\n"""\nif True:\n    print(2)\nprinted = pprint(print)') == {5}


def test_a_folder_without_modules_is_not_taken_for_a_clean_one(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="nothing was checked"):
        offenders(tmp_path, print_lines)
