"""Code with probes does what it did without them, and each says which line ran."""

import ast

import pytest

from mkdocs_colophon.tracing.instrumentation import with_probes

PROGRAMS = {
    "a docstring": ('"""Words."""\nfound = __doc__\n', {2}),
    "a future": ('"""Words."""\nfrom __future__ import annotations\n\nx: nowhere = 1\nfound = x\n', {4, 5}),
    "a branch": ("if 0:\n    found = 1\nelse:\n    found = 2\n", {1, 4}),
    "an exception": (
        "try:\n    1 / 0\nexcept ZeroDivisionError:\n    found = 1\nfinally:\n    found += 1\n",
        {1, 2, 4, 6},
    ),
    "a match": ("match 2:\n    case 1:\n        found = 1\n    case _:\n        found = 2\n", {1, 5}),
    "a class": ("class A:\n    '''Words.'''\n    x = 1\nfound = A.x\n", {1, 3, 4}),
    "a lambda": ("f = (lambda:\n    7)\nfound = f()\n", {1, 2, 3}),
    "a decorator": ("def d(f): return f\n\n@d\ndef f():\n    return 1\nfound = f()\n", {1, 3, 5, 6}),
    "a name of all": ("def f():\n    global found\n    found = 3\nf()\n", {1, 3, 4}),
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_program_does_what_it_did_and_the_lines_that_ran_are_known(name: str) -> None:
    source, lines = PROGRAMS[name]
    module, probes = with_probes(source)
    plain: dict[str, object] = {}
    exec(source, plain)
    hits: set[int] = set()
    probed: dict[str, object] = {"__colophon_ran__": hits.add}
    exec(compile(module, "program", "exec", dont_inherit=True), probed)
    assert (probed["found"], {probes[number][1] for number in hits}) == (plain["found"], lines)


def test_a_docstring_stays_one() -> None:
    module, _ = with_probes('def f():\n    """Words."""\n    return 1\n')
    [function] = [node for node in module.body if isinstance(node, ast.FunctionDef)]
    assert ast.get_docstring(function) == "Words."
