"""What the recorded tests say of each figure of a site."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from mkdocs_colophon.figures import doubts, evidence
from mkdocs_colophon.figures.evidence import Evidence
from mkdocs_colophon.figures.model import Drawing
from mkdocs_colophon.figures.wall import Wall
from mkdocs_colophon.problems import Problem


@dataclass(frozen=True, slots=True)
class Proof:
    """The evidence for figures by URI; empty if no test is recorded. `problems` tells by URI what it lacks."""

    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    problems: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)
    general: tuple[Problem, ...] = ()


def prove(
    root: Path, folders: Iterable[str], drawings: Mapping[str, Drawing], scripts: str, *, thorough: bool = False
) -> Proof:
    """The evidence for `drawings`, which are given by URI.

    `root` is the project's folder, `folders` are those of the code that tests prove, `scripts` that of the scripts. See
    `evidence.bench_at` for `thorough`.
    """
    bench, project, wrong = evidence.bench_at(root, [Path(folder) for folder in folders], thorough=thorough)
    found = {uri: evidence.evidence_for(each.made.ran, bench, project) for uri, each in drawings.items() if each.made}
    problems = {
        uri: tuple(problem.at(f"{scripts}/{drawings[uri].name}.py") for problem in doubts.problems(each, bench))
        for uri, each in found.items()
    }
    return Proof(found if bench.ledger.tests else {}, problems, tuple(wrong))


def proven(wall: Wall, proof: Proof, *, withheld: bool) -> Wall:
    """`wall` with the evidence, and without the figures that lack it if those are to be `withheld`."""
    out = frozenset(uri for uri, problems in proof.problems.items() if problems) if withheld else frozenset()
    drawings = {uri: drawing for uri, drawing in wall.drawings.items() if uri not in out}
    return replace(wall, drawings=drawings, failed=wall.failed | out, evidence=proof.evidence)
