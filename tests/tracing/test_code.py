"""Digests change when the meaning of code may have changed, where it has, and only then."""

import ast
import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import CodeType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_colophon.tracing.code import Digests, digests, layout, owner

SOURCE = '''"""Pooling."""

import math
from functools import cache

SIZE = 2


class Window:
    """A window."""

    edge: int = 3

    def area(self, scale=1):
        """Its area."""
        return self.edge**2 * scale

    @property
    def side(self):
        return self.edge

    @side.setter
    def side(self, value):
        self.edge = value


@cache
def pool(rows, size=SIZE):
    """The largest."""

    def largest(row):
        return max(row)

    # every one
    if not rows:
        raise ValueError("no rows")
    return [largest(row) for row in rows]


async def later(x: int) -> int:
    return x


double = lambda x: 2 * x
'''

NAMES = {"Window.area", "Window.side", "pool", "pool.<locals>.largest", "later", "<lambda>"}

# An edit, and what it changes: functions, or the skeleton, which is called "".
EDITS = [
    ("# every one", "# each and every one\n    # of them", set()),
    ('"""The largest."""', '"""The largest\n\n    of all.\n    """', set()),
    ('    """The largest."""\n', "", set()),
    ('"""Pooling."""', "", set()),
    ('"""A window."""', '"""A fine window."""', set()),
    ('raise ValueError("no rows")', "raise ValueError(\n            'no rows'\n        )", set()),
    ("SIZE = 2", "SIZE = (2)  # cells", set()),
    ("edge: int = 3", 'edge: int = 3\n    """Cells."""', set()),
    ("2 * scale", "3 * scale", {"Window.area"}),
    ("self.edge = value", "self.edge = abs(value)", {"Window.side"}),
    ("return max(row)", "return min(row)", {"pool.<locals>.largest"}),
    ("def largest(row):", "def largest(row, start=0):", {"pool"}),
    ("if not rows:", "if rows is None:", {"pool"}),
    ("    return x\n", "    return +x\n", {"later"}),
    ("lambda x: 2 * x", "lambda x: 3 * x", {"<lambda>"}),
    ("lambda x: 2 * x", "lambda x=1: 2 * x", {""}),
    ("SIZE = 2", "SIZE = 3", {""}),
    ("SIZE = 2", "SIZE = 2.0", {""}),
    ("SIZE = 2", "SIZE = 2\nLIMIT = 9", {""}),
    ("edge: int = 3", "edge: int = 4", {""}),
    ("scale=1", "scale=2", {""}),
    ("@cache\n", "", {""}),
    ("x: int", "x: float", {""}),
    ("async def later", "def later", {""}),
    ("import math", "import cmath as math", {""}),
]


def changed(before: Digests, after: Digests) -> set[str]:
    names = before.functions.keys() | after.functions.keys()
    functions = {name for name in names if before.functions.get(name) != after.functions.get(name)}
    return functions | ({""} if before.skeleton != after.skeleton else set())


@pytest.mark.parametrize(("old", "new", "expected"), EDITS)
def test_an_edit_changes_only_the_digests_of_what_it_edits(old: str, new: str, expected: set[str]) -> None:
    assert SOURCE.count(old) == 1
    assert changed(digests(SOURCE), digests(SOURCE.replace(old, new))) == expected


def test_a_module_written_anew_from_its_syntax_tree_is_the_same() -> None:
    assert digests(ast.unparse(ast.parse(SOURCE))) == digests(SOURCE)


def test_functions_are_named_as_python_names_them() -> None:
    assert digests(SOURCE).functions.keys() == NAMES


def test_a_new_function_changes_the_skeleton_and_no_other_function() -> None:
    assert changed(digests(SOURCE), digests(SOURCE + "\n\ndef more():\n    return 1\n")) == {"", "more"}


def test_of_two_functions_with_one_name_the_order_counts() -> None:
    first, second = "def f():\n    return 1\n", "def f():\n    return 2\n"
    assert changed(digests(first + second), digests(second + first)) == {"f"}


def test_moving_code_from_one_function_to_another_of_its_name_is_seen() -> None:
    before = "def f():\n    a()\n    b()\ndef f():\n    c()\n"
    assert changed(digests(before), digests(before.replace("    b()\ndef f():\n", "def f():\n    b()\n"))) == {"f"}


def test_a_number_is_not_the_same_as_one_that_equals_it() -> None:
    values = ["1", "1.0", "True", "1j", "'1'", "b'1'", "-1", "0x1 + 0"]
    assert len({digests(f"def f():\n    return {value}\n").functions["f"] for value in values}) == len(values)


def test_what_is_unknown_is_spoken_for_by_what_it_stands_in() -> None:
    module = digests(SOURCE)
    assert [module.of(name) for name in ("pool.<locals>.other", "Window.unknown", "")] == [
        module.functions["pool"],
        module.skeleton,
        module.skeleton,
    ]


@pytest.mark.parametrize("source", ["def f(:\n", "f(\n", "\x00", "def f():\n\treturn 1\n        return 2\n"])
def test_what_is_not_python_is_refused(source: str) -> None:
    with pytest.raises((SyntaxError, ValueError)):
        digests(source)


# Every name that the compiler gives to a function in some modules of the standard library is one of the digests.

MODULES = [
    "dataclasses",
    "functools",
    "argparse",
    "inspect",
    "enum",
    "asyncio.tasks",
    "contextlib",
    "unittest.mock",
    "re",
]


def code_objects(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from code_objects(constant)


def functions(source: str) -> list[CodeType]:
    """Those of `source`, but for the annotations, which have code of their own from Python 3.14."""
    every = code_objects(compile(source, "module.py", "exec"))
    return [each for each in every if each.co_flags & 1 and each.co_name != "__annotate__"]


def source_of(module: str) -> str:
    spec = importlib.util.find_spec(module)
    assert spec and spec.origin
    return Path(spec.origin).read_text("utf-8")


@pytest.mark.parametrize("module", MODULES)
def test_the_names_are_those_of_the_compiler(module: str) -> None:
    source = source_of(module)
    assert digests(source).functions.keys() == {owner(each.co_qualname) for each in functions(source)} - {""}


def test_a_function_declared_global_is_named_as_such() -> None:
    source = "def f():\n    global g\n    def g():\n        return 1\n    class C:\n        def g(self): pass\n"
    expected = {owner(each.co_qualname) for each in functions(source)}
    assert digests(source).functions.keys() == expected == {"f", "g", "f.<locals>.C.g"}


def test_a_lambda_in_a_comprehension_has_a_digest_of_its_own() -> None:
    source = "def f():\n    return [lambda: each for each in (lambda: 1)()]\n"
    expected = {owner(each.co_qualname) for each in functions(source)}
    assert digests(source).functions.keys() == expected == {"f", "f.<locals>.<lambda>"}


# Every line that can run inside a function belongs to a statement of that function.


@pytest.mark.parametrize("module", MODULES)
def test_every_line_of_a_function_belongs_to_one_of_its_statements(module: str) -> None:
    source = source_of(module)
    where = layout(source).statements
    strays = []
    for code in functions(source):
        if "lambda" in code.co_qualname or code.co_name.startswith("<"):
            continue
        body = {line for _, _, line in code.co_lines() if line and line > code.co_firstlineno}
        strays += [(code.co_qualname, line) for line in body if line in where and where[line][0] != code.co_qualname]
    assert strays == []


@pytest.mark.parametrize("module", MODULES)
def test_the_first_line_of_a_statement_belongs_to_it_or_to_one_before_it_on_the_line(module: str) -> None:
    arranged = layout(source_of(module))
    for name, lines in arranged.lines.items():
        for place, line in enumerate(lines):
            found, other = arranged.statements[line]
            assert (found, other) == (name, place) or arranged.lines[found][other] == line


LAYOUT = '''def f(x):
    """Text."""
    y = [
        x,
    ]

    def g(
        z=1,
    ):
        return (
            z
        )
    try:
        if x: return g()
        elif y:
            pass
        else:
            return 2
    except ValueError:
        return 3
    match x:
        case 1:
            return 4
SIZE = 5
'''


def test_a_line_belongs_to_the_innermost_statement_around_it_and_to_the_first_of_several_on_it() -> None:
    f = {3: 0, 4: 0, 5: 0, 7: 1, 8: 1, 9: 1, 13: 2, 14: 3, 15: 5, 16: 6, 17: 5, 18: 7, 19: 2, 20: 8, 21: 9, 22: 9}
    arranged = layout(LAYOUT)
    assert {line: place for line, (name, place) in arranged.statements.items() if name == "f"} == f | {23: 10}
    assert {line: place for line, (name, place) in arranged.statements.items() if name != "f"} == {10: 0, 11: 0, 12: 0}
    assert arranged.lines == {"f": (3, 7, 13, 14, 14, 15, 16, 18, 20, 21, 23), "f.<locals>.g": (10,)}


COMMENTS = st.lists(st.integers(0, len(SOURCE.splitlines())), max_size=8)


def with_comments(source: str, places: list[int]) -> tuple[str, dict[int, int]]:
    """`source` with a comment before each of the lines `places`, and where its lines have gone."""
    lines: list[str] = []
    moved = {}
    for number, line in enumerate(source.splitlines()):
        lines += ["# a comment"] * places.count(number)
        lines.append(line)
        moved[number + 1] = len(lines)
    return "\n".join(lines), moved


@given(COMMENTS)
def test_statements_keep_their_places_when_comments_move_their_lines(places: list[int]) -> None:
    source = SOURCE.replace('"""', "'")  # no string over several lines
    commented, moved = with_comments(source, places)
    before, after = layout(source), layout(commented)
    assert digests(commented) == digests(source)
    for line in before.statements:
        assert after.places([moved[line]]) == before.places([line])
