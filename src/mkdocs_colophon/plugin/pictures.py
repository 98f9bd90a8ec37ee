"""The figures of one build: drawn while MkDocs reads the pages, and made a part of the site."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor

from mkdocs.structure.files import File, Files

from mkdocs_colophon.figures import alternatives, failures, inventory, links, placeholder, render
from mkdocs_colophon.figures.cache import CacheError
from mkdocs_colophon.figures.executors import process_executor
from mkdocs_colophon.figures.isolation import Limits
from mkdocs_colophon.figures.languages import words
from mkdocs_colophon.figures.links import Links
from mkdocs_colophon.figures.options import chosen
from mkdocs_colophon.figures.proof import prove, proven
from mkdocs_colophon.figures.render import Batch, Outcome
from mkdocs_colophon.figures.wall import Wall
from mkdocs_colophon.plugin.project import Project
from mkdocs_colophon.problems import Problem

NOT_DRAWN = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="80">'
    '<text x="16" y="48" font-family="sans-serif" fill="#b3261e">This figure is not drawn.</text></svg>'
)


class Easel:
    """The processes that draw, kept from one rebuild to the next as long as the options stay the same."""

    def __init__(self) -> None:
        self._executor: Executor | None = None
        self._wanted: tuple[int, Limits] | None = None

    def executor(self, project: Project) -> Executor:
        wanted = chosen(project.options).at_once, Limits(project.studio.timeout, project.studio.memory)
        if self._executor and wanted != self._wanted:  # the options were edited under `serve`
            self.close()
        if not self._executor:
            self._executor, self._wanted = process_executor(*wanted), wanted
        return self._executor

    def close(self) -> None:
        if self._executor:
            self._executor.shutdown(cancel_futures=True)
            self._executor = None


class Pictures:
    """The figures of one build. The stale ones are being drawn as soon as this is made.

    Attributes
    ----------
    wall : what can be shown; complete once `hang` has been called.
    """

    def __init__(self, project: Project, easel: Easel, files: Files) -> None:
        self._project = project
        self.wall = Wall(
            others=frozenset(file.dest_uri for file in files),
            scripts=project.scripts,
            links=Links(project.root, project.options.import_paths, _source_url(project)),
            words=words(project.language),
            disclosed=project.options.figure_colophon,
        )
        self._batch = self._begin(easel)
        for name in inventory.scripts(project.studio):
            # or MkDocs would say of every link to it that there is no such file
            files.append(File.generated(project.config, inventory.uri(name), content=NOT_DRAWN))

    def hang(self, files: Files) -> None:
        """Wait for the figures, and make them a part of the site."""
        project, outcomes = self._project, self._outcomes()
        # under `serve` an author goes on writing with the last good picture; a build does not publish a stale one
        self.wall = render.hung(outcomes, self.wall, stale=project.serving)
        if project.options.figure_colophon or project.options.evidence != "off":
            self._prove()
        drawings = self.wall.drawings
        good = [drawing for uri, drawing in drawings.items() if uri not in self.wall.outdated]
        project.journal.note(*(problem for each in good if (problem := alternatives.short(each, project.scripts))))
        added = {file.src_uri: file for file in self._files(outcomes)}
        for uri, file in added.items():
            if earlier := files.get_file_from_path(uri):
                files.remove(earlier)
            files.append(file)

    def _begin(self, easel: Easel) -> Batch | None:
        """Have the stale figures drawn; None if that cannot be."""
        project, studio = self._project, self._project.studio
        if project.options.figures_src and not studio.scripts.is_dir():
            text = f"the folder of figure scripts, {project.scripts}/, does not exist"
            project.journal.note(Problem("FIG005", text, "create it, or mend `figures_src`", project.file))
        try:
            return Batch(studio, lambda: easel.executor(project))
        except LookupError as error:
            project.journal.note(Problem("FIG006", str(error)))
        except CacheError as error:
            project.journal.note(failures.of_cache(studio, error))
        return None

    def _outcomes(self) -> list[Outcome]:
        """What became of every figure; what is wrong with their scripts is noted."""
        outcomes = render.undrawn(self._project.studio)
        try:
            outcomes = self._batch.finish(self._tell) if self._batch else outcomes
        except CacheError as error:
            self._project.journal.note(failures.of_cache(self._project.studio, error))
        self._project.journal.note(*(problem for outcome in outcomes for problem in outcome.problems))
        return outcomes

    def _tell(self, outcome: Outcome) -> None:
        if outcome.drawn:
            self._project.journal.say(f"Drew {inventory.uri(outcome.name)}")

    def _prove(self) -> None:
        """Take in what tests say of the figures; a build can be made to withhold those that they do not prove."""
        project = self._project
        folders, thorough = project.options.import_paths, project.studio.thorough
        proof = prove(project.root, folders, self.wall.drawings, project.scripts, thorough=thorough)
        if project.options.evidence != "off":
            project.journal.note(*proof.general, *(each for found in proof.problems.values() for each in found))
        withheld = project.options.evidence == "error" and not project.serving
        self.wall = proven(self.wall, proof, withheld=withheld)

    def _files(self, outcomes: Sequence[Outcome]) -> Iterator[File]:
        """The files of the figures; the later of two with the same address counts."""
        config, studio, drawings = self._project.config, self._project.studio, self.wall.drawings
        for drawing in drawings.values():
            for suffix, path in drawing.files.items():
                yield File.generated(config, drawing.uri_of(suffix), abs_src_path=str(path))
            if self._project.options.figure_colophon:
                script = studio.scripts / f"{drawing.name}.py"
                yield File.generated(config, drawing.uri_of(".py"), abs_src_path=str(script))
        for outcome in outcomes if self._project.serving else ():
            if outcome.problem:
                for suffix, svg in placeholder.pictures(outcome.drawing, outcome.problem).items():
                    uri = drawings[inventory.uri(outcome.name)].uri_of(suffix)
                    yield File.generated(config, uri, content=svg)


def _source_url(project: Project) -> str:
    """The address of a line of a source file; empty if there is none."""
    given, config = project.options.source_url, project.config
    if given and "{path}" not in given:
        project.journal.note(Problem("FIG033", f"`source_url` has no {{path}}: {given}", path=project.file))
        return ""
    docs = os.path.relpath(config.docs_dir, project.root).replace(os.sep, "/")
    return given or links.template(config.repo_url or "", config.edit_uri or "", docs)
