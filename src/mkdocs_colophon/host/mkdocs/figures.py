"""The figures of one build: drawn while MkDocs reads the pages, and made a part of the site."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor

from mkdocs.structure.files import File, Files

from mkdocs_colophon.figures import alternative_text, batch, failures, gallery, placeholder, source_links
from mkdocs_colophon.figures.batch import Batch, Outcome
from mkdocs_colophon.figures.executor import drawing_executor
from mkdocs_colophon.figures.figure_cache import CacheError
from mkdocs_colophon.figures.gallery import Gallery, site_evidence, with_evidence
from mkdocs_colophon.figures.inventory import scripts
from mkdocs_colophon.figures.source_links import Links
from mkdocs_colophon.figures.words import words
from mkdocs_colophon.host.mkdocs.project import Project
from mkdocs_colophon.options import chosen
from mkdocs_colophon.problems import Problem, Refused
from mkdocs_colophon.processes.isolation import Limits

NOT_DRAWN = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="80">'
    '<text x="16" y="48" font-family="sans-serif" fill="#b3261e">This figure is not drawn.</text></svg>'
)


class DrawingPool:
    """The processes that draw, kept from one rebuild to the next as long as the options stay the same."""

    def __init__(self) -> None:
        self._executor: Executor | None = None
        self._wanted: tuple[int, Limits] | None = None

    def executor(self, project: Project) -> Executor:
        wanted = chosen(project.options).at_once, Limits(project.settings.timeout, project.settings.memory)
        if self._executor and wanted != self._wanted:  # the options were edited under `serve`
            self.close()
        if not self._executor:
            self._executor, self._wanted = drawing_executor(*wanted), wanted
        return self._executor

    def close(self) -> None:
        if self._executor:
            self._executor.shutdown(cancel_futures=True)
            self._executor = None


class Pictures:
    """The figures of one build. The stale ones are being drawn as soon as this is made.

    Attributes
    ----------
    gallery : what can be shown; complete once `collect` has been called.
    """

    def __init__(self, project: Project, pool: DrawingPool, files: Files) -> None:
        self._project = project
        self.gallery = Gallery(
            others=frozenset(file.dest_uri for file in files),
            scripts=project.scripts,
            links=Links(project.root, project.options.import_paths, _source_url(project)),
            words=words(project.language),
            disclosed=project.options.figure_colophon,
        )
        self._batch = self._begin(pool)
        for name in scripts(project.settings):
            # or MkDocs would say of every link to it that there is no such file
            files.append(File.generated(project.config, gallery.uri(name), content=NOT_DRAWN))

    def collect(self, files: Files) -> None:
        """Wait for the figures, and make them a part of the site."""
        project, outcomes = self._project, self._outcomes()
        # under `serve` an author goes on writing with the last good picture; a build does not publish a stale one
        self.gallery = batch.collected(outcomes, self.gallery, stale=project.serving)
        if project.options.figure_colophon or project.options.evidence != "off":
            self._prove()
        good = [figure for uri, figure in self.gallery.figures.items() if uri not in self.gallery.outdated]
        project.log.note(*(problem for each in good if (problem := alternative_text.short(each, project.scripts))))
        added = {file.src_uri: file for file in self._files(outcomes)}
        for uri, file in added.items():
            if earlier := files.get_file_from_path(uri):
                files.remove(earlier)
            files.append(file)

    def _begin(self, pool: DrawingPool) -> Batch | None:
        """Have the stale figures drawn; None if that cannot be."""
        project, settings = self._project, self._project.settings
        if project.options.figures_src and not settings.scripts.is_dir():
            text = f"the folder of figure scripts, {project.scripts}/, does not exist"
            project.note(Problem("FIG005", text, "create it, or mend `figures_src`"), "figures_src")
        try:
            return Batch(settings, lambda: pool.executor(project))
        except CacheError as error:
            project.log.note(failures.of_cache(settings, error))
        except Refused as error:
            project.log.note(Problem("FIG006", str(error)))
        return None

    def _outcomes(self) -> list[Outcome]:
        """What became of every figure; what is wrong with their scripts is noted."""
        outcomes = [Outcome(name) for name in scripts(self._project.settings)]  # where nothing can be drawn
        try:
            outcomes = self._batch.finish(self._tell) if self._batch else outcomes
        except CacheError as error:
            self._project.log.note(failures.of_cache(self._project.settings, error))
        self._project.log.note(*(problem for outcome in outcomes for problem in outcome.problems))
        return outcomes

    def _tell(self, outcome: Outcome) -> None:
        if outcome.drawn:
            self._project.log.say(f"Drew {gallery.uri(outcome.name)}")

    def _prove(self) -> None:
        """Take in what tests say of the figures; a build can be made to withhold those that they do not prove."""
        project = self._project
        folders, thorough = project.options.import_paths, project.settings.thorough
        found = site_evidence(self.gallery, project.root, folders, thorough=thorough)
        if project.options.evidence != "off":
            project.log.note(*found.general, *(each for problems in found.problems.values() for each in problems))
        withheld = project.options.evidence == "error" and not project.serving
        self.gallery = with_evidence(self.gallery, found, withheld=withheld)

    def _files(self, outcomes: Sequence[Outcome]) -> Iterator[File]:
        """The files of the figures; the later of two with the same address counts."""
        config, settings, figures = self._project.config, self._project.settings, self.gallery.figures
        for figure in figures.values():
            for suffix, path in figure.files.items():
                yield File.generated(config, figure.uri_of(suffix), abs_src_path=str(path))
            if self._project.options.figure_colophon:
                script = settings.scripts / f"{figure.name}.py"
                yield File.generated(config, figure.uri_of(".py"), abs_src_path=str(script))
        for outcome in outcomes if self._project.serving else ():
            if outcome.problem:
                for suffix, svg in placeholder.pictures(outcome.figure, outcome.problem).items():
                    uri = figures[gallery.uri(outcome.name)].uri_of(suffix)
                    yield File.generated(config, uri, content=svg)


def _source_url(project: Project) -> str:
    """The address of a line of a source file; empty if there is none."""
    given, config = project.options.source_url, project.config
    if given and "{path}" not in given:
        project.note(Problem("FIG033", f"`source_url` has no {{path}}: {given}"), "source_url")
        return ""
    docs = os.path.relpath(config.docs_dir, project.root).replace(os.sep, "/")
    return given or source_links.template(config.repo_url or "", config.edit_uri or "", docs)
