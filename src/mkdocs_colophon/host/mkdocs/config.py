"""Every option of the plugin, once: its default, its meaning, an example."""

from mkdocs.config import config_options as options
from mkdocs.config.base import Config

from mkdocs_colophon.options import Options

_FIGURES = Options()


class Switch(options.Choice[str]):
    """A choice that may be `off`, which YAML reads as false."""

    def run_validation(self, value: object) -> str:
        return super().run_validation("off" if value is False else value)


class ColophonConfig(Config):
    """The options under `plugins: - colophon:` in mkdocs.yml. Paths are relative to the folder of mkdocs.yml."""

    figures_src = options.Optional(options.Type(str))
    """Folder of figure scripts; `figures_src` if it is there. Example: `figures_src: pictures`."""

    import_paths = options.Type(list, default=list(_FIGURES.import_paths))
    """Folders from which figure scripts import local modules. Example: `import_paths: [src, lib]`."""

    figure_timeout = options.Type((int, float), default=_FIGURES.figure_timeout)
    """Seconds after which a figure script is stopped. Example: `figure_timeout: 300`."""

    figure_memory = options.Type(int, default=_FIGURES.figure_memory)
    """MiB of memory that a figure script may use. Example: `figure_memory: 16384`."""

    figure_size = options.Type(int, default=_FIGURES.figure_size)
    """Kilobytes that a picture may have; a script may say otherwise. Example: `figure_size: 1000`."""

    notebook_timeout = options.Type((int, float), default=600)
    """Seconds after which a cell of a notebook is stopped. Example: `notebook_timeout: 60`."""

    jobs = options.Type(int, default=_FIGURES.jobs)
    """Figures drawn at once, or notebooks executed; 0 is one for each processor. Example: `jobs: 2`."""

    evidence = Switch(("off", "warn", "error"), default="off")
    """What happens to a figure that ran code which no passing test ran, as `pytest --colophon` has recorded it. `warn`:
    a problem; `error`: a problem, and the figure is not published. Example: `evidence: error`."""

    figure_colophon = options.Type(bool, default=True)
    """Whether "How this figure was made" stands under each drawn figure, and its script can be downloaded.
    Example: `figure_colophon: false`."""

    source_url = options.Type(str, default="")
    """The address of a line of a source file, of `{path}` and `{line}`, to which the colophon of a figure links. By
    default it is made from `repo_url` and `edit_uri`, if they are of GitHub, GitLab or Bitbucket.
    Example: `source_url: https://example.org/src/{path}#L{line}`."""

    bibliography = options.Type((str, list), default="docs/references.bib")
    """Files of what can be cited, one or a list, paths or glob patterns: BibTeX or BibLaTeX (`.bib`), CSL-JSON
    (`.json`), CSL-YAML (`.yaml`) or RIS (`.ris`). Example: `bibliography: [docs/*.bib, zotero.json]`."""

    citation_style = options.Type(str, default="chicago-author-date")
    """`apa`, `ieee`, `chicago-author-date`, `nature`, `acm` or `gb-t-7714-2015-numeric`, or the path of a CSL file.
    Front matter may override it for a page. Example: `citation_style: ieee`."""

    numbering = options.Choice(("page", "section", "chapter", "site"), default="page")
    """What numbers are counted over. `page`: each page begins at 1, and a reference from another page names the page.
    `section`: "Figure 2.1" is the first in the second section of its page.
    `chapter`: "Figure 3.2", the chapter being the page's place in the navigation. `site`: one row. Front matter may
    override it for a page, and `chapter: A` or `chapter: false` its chapter. Example: `numbering: chapter`."""

    preset = options.Choice(("default", "pandoc-crossref"), default="default")
    """The wording of references: "Figures 3–5 and 7", or pandoc-crossref's "figs. 3-5, 7".
    Example: `preset: pandoc-crossref`."""

    labels = options.Type(dict, default={})
    """By kind, any of `name`, `plural`, `reference`, `caption`, `scheme`. `reference` and `caption` are templates with
    `{name}`, `{number}`, `{title}`, `{page}`; `scheme` is `arabic`, `roman`, `lowercase roman`, `alpha a` or `alpha A`;
    a new kind is declared by being named. Example: `labels: {dia: {name: Diagram, plural: Diagrams}}`."""

    delimiters = options.Type(dict, default={})
    """What stands behind the number of a `caption`, and `between` the items of a list, before the `last`, between a
    `pair` and the ends of a `range`. Example: `delimiters: {caption: ": ", range: "-"}`."""

    number_figures = options.Choice(("labelled", "all"), default="labelled")
    """Whether figures, tables and listings without a label are numbered, too. Example: `number_figures: all`."""

    number_sections = options.Type(bool, default=False)
    """Whether headings are numbered. Example: `number_sections: true`."""

    auto_section_labels = options.Type(bool, default=False)
    """Whether `[@sec:the-size]` leads to a heading "The size" that has no label, by the id that MkDocs makes of it, and
    first of all to one on its own page. Example: `auto_section_labels: true`."""

    macros = options.Type(dict, default={})
    r"""Commands for the formulas of all pages, each with the TeX that it stands for; arguments are `#1` and so on.
    `macros` in front matter adds those of a page, which come first there.
    Example: `macros: {'\R': '\mathbb{R}', '\norm': '\lVert #1 \rVert'}`."""

    cited_in = options.Type(bool, default=False)
    """Whether captions name the other pages that refer to them. Example: `cited_in: true`."""

    inventories = options.Type(dict, default={})
    """Other sites that can be referred to, `[@other:fig:x]`: by a name of your choice, the `url` of each, and the
    `file` in which its `objects.inv` lies here. Example:
    `inventories: {other: {url: "https://other.example/", file: other.inv}}`."""

    foreign_syntax = options.Type(bool, default=True)
    """Whether syntax of another tool that stands on a page as it was written, such as `:ref:`, is a problem.
    Example: `foreign_syntax: false`."""

    authors = options.Type((list, str), default=[])
    """Who wrote the pages that name no author; whom `CITATION.cff` names, if empty.
    Example: `authors: ["Lovelace, Ada", {organization: The Engine Group}]`."""

    license = options.Type(str, default="")
    """License of the text, by its SPDX identifier or its address. Example: `license: CC-BY-4.0`."""

    how_to_cite = options.Type(bool, default=True)
    """Whether a page with an author and a date says how to cite it. `cite: true` or `cite: false` in front matter
    decides for a page. Example: `how_to_cite: false`."""

    byline = options.Type(bool, default=True)
    """Whether a page that says how to cite it names, under its title, its authors, its dates and how long it takes to
    read. Example: `byline: false`."""

    updated_from_git = options.Type(bool, default=True)
    """Whether a page that does not say when it was last changed is dated by git, if its content was changed after
    it was published. Without git, or where a shallow clone ends, there is no such date.
    Example: `updated_from_git: false`."""

    typography = options.Type(bool, default=False)
    """Whether pages of Material are set for long reading with mathematics: a font that ships, a narrow column, notes in
    the margin. Example: `typography: true`."""

    feed = Switch(("off", "posts", "all"), default="posts")
    """What the feeds `atom.xml` and `rss.xml` hold: the posts of Material's blog, or every page with a date. Without
    any there are no feeds. Example: `feed: all`."""

    social_cards = options.Type(bool, default=False)
    """Whether other sites show a link to a page with a picture: the title above the page's first figure. It needs
    `site_url`, and Pillow and Matplotlib, as figures do. Example: `social_cards: true`."""
