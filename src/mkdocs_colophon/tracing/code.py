"""Digests of Python code that change when its meaning may have, function by function.

A module is taken apart into its *skeleton*, which is what importing it runs, and the body of each function. Comments,
formatting, docstrings and the numbers of lines belong to neither. Code that looks at its own text, as
`inspect.getsource` does, sees more than these digests do.
"""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
_NAMED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_SCOPES = (*_NAMED, ast.Lambda)
_COMPREHENSION = re.compile(r"<(?:listcomp|setcomp|dictcomp|genexpr)>(?:\.(?:<locals>\.)?)?")


@dataclass(frozen=True, slots=True)
class Digests:
    """What a module's code comes to.

    Attributes
    ----------
    skeleton : of all but the bodies of functions: constants, classes, signatures, defaults, decorators.
    functions : of the bodies of functions, by `__qualname__`; functions of one name are digested together. What a body
        says of a function inside it is that one's signature; its body counts by itself.
    """

    skeleton: str
    functions: Mapping[str, str]

    def of(self, qualname: str) -> str:
        """The digest that speaks for a function: its own, or that of the function or module in which it is made."""
        while qualname and qualname not in self.functions:
            qualname = qualname.rpartition(".")[0].removesuffix(".<locals>")
        return self.functions.get(qualname, self.skeleton)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the statements of a module's functions stand.

    A statement is named by its function and its place among the function's statements, which stays the same when lines
    move. Those of a nested function are its own; bare strings count nowhere; `except` and `case` are parts of theirs.

    Attributes
    ----------
    statements : the function and the place of the statement to which a line of the file belongs. Lines that belong to
        no function, and those without code, are not here.
    lines : by function, the first line of each of its statements.
    """

    statements: Mapping[int, tuple[str, int]]
    lines: Mapping[str, tuple[int, ...]]

    def places(self, lines: Iterable[int]) -> dict[str, tuple[int, ...]]:
        """The statements that stand on `lines`: sorted places by function.

        >>> layout("def half(x):\\n    # exactly\\n    y = x / 2\\n    return y\\n").places([1, 3, 4])
        {'half': (0, 1)}
        """
        found: dict[str, set[int]] = {}
        for name, place in (self.statements[line] for line in lines if line in self.statements):
            found.setdefault(name, set()).add(place)
        return {name: tuple(sorted(found[name])) for name in sorted(found)}


def owner(qualname: str) -> str:
    """The function that the code of a code object belongs to; empty for the module.

    A comprehension is a part of the function around it, whether or not this version of Python makes it code of its own.

    >>> owner("total.<locals>.<genexpr>"), owner("Table.<listcomp>"), owner("f.<locals>.<listcomp>.<lambda>")
    ('total', '', 'f.<locals>.<lambda>')
    """
    name = _COMPREHENSION.sub("", qualname)
    # what is left of a comprehension's own name ends in that of its surroundings, which may be a class in a function
    return name if name and not name.endswith(".") else name.rpartition(".<locals>.")[0]


def digests(source: str | bytes) -> Digests:
    """The digests of the module `source`.

    Raises
    ------
    SyntaxError
        If it is not Python.

    Examples
    --------
    >>> before = digests("def half(x):\\n    return x / 2\\n")
    >>> before == digests("def half(x):\\n    '''A half.'''\\n    return (x / 2)  # exactly\\n")
    True
    >>> after = digests("def half(x):\\n    return x // 2\\n")
    >>> after.skeleton == before.skeleton, after.functions == before.functions
    (True, False)
    """
    module = ast.parse(source)
    bodies: dict[str, list[str]] = {}
    for name, function in functions(module):
        bodies.setdefault(name, []).append(_text(function.body))
    return Digests(digest(_text(module)), {name: digest(*texts) for name, texts in bodies.items()})


def layout(source: str | bytes) -> Layout:
    """Where the statements of the functions in the module `source` stand.

    Raises
    ------
    SyntaxError
        If it is not Python.
    """
    statements: dict[int, tuple[str, int]] = {}
    firsts: dict[str, list[int]] = {}
    taken: set[int] = set()
    for name, function in functions(ast.parse(source)):
        if isinstance(function, ast.Lambda):  # its lines belong to the statement that it is a part of
            continue
        lines = firsts.setdefault(name, [])
        for node in _statements(function.body):
            first, last = _span(node)
            # outer statements come first, so that the innermost has the last word; but of several on a line, the first
            statements |= {line: (name, len(lines)) for line in range(first + (first in taken), last + 1)}
            lines.append(first)
            taken.add(first)
    return Layout(statements, {name: tuple(lines) for name, lines in firsts.items()})


def functions(module: ast.Module) -> Iterator[tuple[str, Function]]:
    """Every function of `module` with its `__qualname__`, outer ones first."""

    def visit(nodes: Iterable[ast.AST], prefix: str, globals_: frozenset[str]) -> Iterator[tuple[str, Function]]:
        for child in nodes:
            if not isinstance(child, _SCOPES):
                yield from visit(ast.iter_child_nodes(child), prefix, globals_)
                continue
            own = "<lambda>" if isinstance(child, ast.Lambda) else child.name
            name = own if own in globals_ else prefix + own
            yield from visit(_outside(child), prefix, globals_)
            if isinstance(child, ast.ClassDef):
                yield from visit(child.body, f"{name}.", _declared(child))
            else:
                yield name, child
                body = child.body if isinstance(child.body, list) else [child.body]
                yield from visit(body, f"{name}.<locals>.", _declared(child))

    return visit(module.body, "", frozenset())


def _outside(scope: ast.AST) -> Iterator[ast.AST]:
    """The parts of a function or class that its surroundings evaluate: decorators, defaults, annotations, bases."""
    for name, value in ast.iter_fields(scope):
        if name != "body":
            nodes = value if isinstance(value, list) else [value]
            yield from (node for node in nodes if isinstance(node, ast.AST))


def _declared(scope: ast.AST) -> frozenset[str]:
    """The names that `scope` itself declares global: what it defines under them is named as if at the top."""
    found: set[str] = set()
    rest = list(ast.iter_child_nodes(scope))
    while rest:
        node = rest.pop()
        if isinstance(node, ast.Global):
            found |= set(node.names)
        elif not isinstance(node, _SCOPES):
            rest += ast.iter_child_nodes(node)
    return frozenset(found)


def _statements(body: Iterable[ast.AST]) -> Iterator[ast.stmt]:
    """The statements in `body` in their order, and those inside them, but for those of nested functions."""
    for node in body:
        if _is_bare_string(node):
            continue
        if isinstance(node, ast.stmt):
            yield node
        if not isinstance(node, (*FUNCTIONS, ast.expr)):
            yield from _statements(ast.iter_child_nodes(node))


def first_line(node: ast.stmt) -> int:
    """The line on which a statement begins, with its decorators."""
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(each.lineno for each in decorators)])


def _span(node: ast.stmt) -> tuple[int, int]:
    """The first and the last line of a statement; of a function, those before its body."""
    first = first_line(node)
    last = node.body[0].lineno - 1 if isinstance(node, _NAMED[:2]) else node.end_lineno or first
    return first, max(first, last)


def _is_bare_string(node: ast.AST) -> bool:
    """Whether a statement is but a string: a docstring, or one that has no effect at all."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _text(node: object) -> str:
    """`node` in one line, without bare strings, the bodies of functions in it, and positions."""
    if isinstance(node, list):
        return f"[{','.join(_text(each) for each in node if not _is_bare_string(each))}]"
    if not isinstance(node, ast.AST):
        return repr(node)
    blank = ("body",) if isinstance(node, FUNCTIONS) else ("kind", "ctx")
    fields = [_text(getattr(node, name, None)) for name in node._fields if name not in blank]
    return f"{type(node).__name__}({','.join(fields)})"


def digest(*texts: str) -> str:
    """A short digest of texts in their order."""
    return blake2b("\n".join(texts).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
