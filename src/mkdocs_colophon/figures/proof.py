"""What the recorded tests say of each figure of a site."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from mkdocs_colophon.figures import evidence, ledger
from mkdocs_colophon.figures.evidence import Bench, Evidence, evidence_for
from mkdocs_colophon.figures.model import Drawing
from mkdocs_colophon.figures.sources import Project, environment


def gather(
    root: Path, folders: Iterable[str], others: Iterable[str], drawings: Mapping[str, Drawing]
) -> dict[str, Evidence]:
    """The evidence for `drawings`, by the same keys; nothing if no test is recorded.

    `root` is the project's folder, `folders` are those of the code that tests prove, and `others` further ones from
    which tests import.
    """
    known, _ = evidence.read(root / ledger.PATH)
    if not known.tests:
        return {}
    project = Project(root, [Path(folder) for folder in folders], [Path(folder) for folder in others])
    bench = Bench.of(known, project, environment(project))
    return {uri: evidence_for(each.made.ran, bench, project) for uri, each in drawings.items() if each.made}
