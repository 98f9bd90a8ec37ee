"""Records what runs on Python 3.11: the modules of a project are compiled with a probe before each statement.

To trace costs Python 3.11 more than half of a test run again, whatever the trace function does, because it makes the
interpreter slow for all code. A probe costs as little as a call of `set.add`, and only in the code that is followed.
"""

import ast
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from types import CodeType, ModuleType

from mkdocs_colophon.tracing import code
from mkdocs_colophon.tracing.observers import Observer

_NAME = "__colophon_ran__"

Probe = tuple[str, int]  # the function, empty in the run of the module itself, and the line


class Instrumentation(Observer, MetaPathFinder):
    """Watches the modules that are imported while it is on `sys.meta_path`."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self._files = files
        self._hits: list[tuple[str, Sequence[Probe], set[int]]] = []

    def start(self) -> None:
        known = [getattr(module, "__file__", None) for module in list(sys.modules.values())]
        late = sorted(file for file in known if file and self._files[file])
        if late:
            raise RuntimeError(f"{late[0]} was imported before recording began, so that its code is not seen running")
        sys.meta_path.insert(0, self)

    def stop(self) -> None:
        sys.meta_path.remove(self)

    def take(self) -> Iterator[tuple[str, str, set[int]]]:
        for path, probes, hits in self._hits:
            for function, line in [probes[number] for number in list(hits)]:
                yield path, function, {line}
            hits.clear()

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        others = sys.meta_path[sys.meta_path.index(self) + 1 :]
        spec = next((found for finder in others if (found := finder.find_spec(fullname, path, target))), None)
        if spec and isinstance(spec.loader, SourceFileLoader) and self._files[spec.loader.path]:
            spec.loader = _Loader(fullname, spec.loader.path, self)
        return spec

    def compiled(self, path: str, source: bytes) -> tuple[CodeType, set[int]]:
        """The code of a module with probes, and the set in which these leave their numbers."""
        module, probes = with_probes(source)
        hits: set[int] = set()
        self._hits.append((self._files[path], probes, hits))
        return compile(module, path, "exec", dont_inherit=True), hits


class _Loader(SourceFileLoader):
    def __init__(self, fullname: str, path: str, probes: Instrumentation) -> None:
        super().__init__(fullname, path)
        self._instrumentation = probes

    def exec_module(self, module: ModuleType) -> None:
        compiled, hits = self._instrumentation.compiled(self.path, self.get_data(self.path))
        module.__dict__[_NAME] = hits.add
        exec(compiled, module.__dict__)


def with_probes(source: str | bytes) -> tuple[ast.Module, list[Probe]]:
    """The syntax tree of a module with a probe before each statement, and what each probe stands for.

    >>> module, probes = with_probes("half = lambda x: x / 2\\nif half(1) == 0.5: print('well')")
    >>> print(ast.unparse(module))
    __colophon_ran__(1)
    half = lambda x: __colophon_ran__(0) or x / 2
    __colophon_ran__(2)
    if half(1) == 0.5:
        __colophon_ran__(3)
        print('well')
    >>> probes
    [('<lambda>', 1), ('', 1), ('', 2), ('', 2)]
    """
    module = ast.parse(source)
    probes: list[Probe] = []
    for name, function in [*code.functions(module), ("", module)]:
        if isinstance(function, ast.Lambda):
            probe = _probe(name, function.body.lineno, function.body, probes)
            function.body = ast.copy_location(ast.BoolOp(ast.Or(), [probe, function.body]), function.body)
        else:
            for body in list(_bodies(function.body)):
                body[:] = _probed(name, body, probes)
    return ast.fix_missing_locations(module), probes


def _bodies(body: list[ast.stmt]) -> Iterator[list[ast.stmt]]:
    """`body` and every list of statements inside it, but for the bodies of nested functions."""
    yield body
    for node in body:
        if isinstance(node, code.FUNCTIONS):
            continue
        parts = (node, *getattr(node, "handlers", ()), *getattr(node, "cases", ()))
        for inner in (getattr(part, name, []) for part in parts for name in ("body", "orelse", "finalbody")):
            yield from _bodies(inner)


def _probed(name: str, body: Iterable[ast.stmt], probes: list[Probe]) -> Iterator[ast.stmt]:
    for node in body:
        if not _is_silent(node):
            probe = _probe(name, code.first_line(node), node, probes)
            yield ast.copy_location(ast.Expr(probe), probe)
        yield node


def _probe(name: str, line: int, node: ast.stmt | ast.expr, probes: list[Probe]) -> ast.expr:
    """A call of the probe that stands before `node`; it gives None."""
    probes.append((name, line))
    call = ast.Call(ast.Name(_NAME, ast.Load()), [ast.Constant(len(probes) - 1)], [])
    return ast.copy_location(call, node)


def _is_silent(node: ast.stmt) -> bool:
    """Whether a statement has no code, or must stay the first of its module."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    return (
        isinstance(node, (ast.Global, ast.Nonlocal)) or isinstance(node, ast.ImportFrom) and node.module == "__future__"
    )
