"""What the recorded tests say of each figure of a site."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from mkdocs_colophon.evidence import evidence, evidence_problems
from mkdocs_colophon.evidence.current_ledger import current_ledger_at
from mkdocs_colophon.evidence.evidence import Evidence
from mkdocs_colophon.figures.drawn_figure import Drawing
from mkdocs_colophon.figures.gallery import Gallery
from mkdocs_colophon.problems import Problem


@dataclass(frozen=True, slots=True)
class SiteEvidence:
    """The evidence for figures by URI; empty if no test is recorded. `problems` tells by URI what it lacks."""

    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    problems: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)
    general: tuple[Problem, ...] = ()


def prove(
    root: Path, folders: Iterable[str], drawings: Mapping[str, Drawing], scripts: str, *, thorough: bool = False
) -> SiteEvidence:
    """The evidence for `drawings`, which are given by URI.

    `root` is the project's folder, `folders` are those of the code that tests prove, `scripts` that of the scripts. See
    `evidence.bench_at` for `thorough`.
    """
    current, project, wrong = current_ledger_at(root, [Path(folder) for folder in folders], thorough=thorough)
    found = {uri: evidence.evidence_for(each.made.ran, current, project) for uri, each in drawings.items() if each.made}
    problems = {
        uri: tuple(
            problem.at(f"{scripts}/{drawings[uri].name}.py") for problem in evidence_problems.problems(each, current)
        )
        for uri, each in found.items()
    }
    return SiteEvidence(found if current.ledger.tests else {}, problems, tuple(wrong))


def proven(gallery: Gallery, proof: SiteEvidence, *, withheld: bool) -> Gallery:
    """`gallery` with the evidence, and without the figures that lack it if those are to be `withheld`."""
    out = frozenset(uri for uri, problems in proof.problems.items() if problems) if withheld else frozenset()
    drawings = {uri: drawing for uri, drawing in gallery.drawings.items() if uri not in out}
    return replace(gallery, drawings=drawings, failed=gallery.failed | out, evidence=proof.evidence)
