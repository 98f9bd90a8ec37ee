"""Every option of the plugin, once: its default, its meaning, an example."""

from mkdocs.config import config_options as options
from mkdocs.config.base import Config


class ColophonConfig(Config):
    """The options under `plugins: - colophon:` in mkdocs.yml. Paths are relative to the folder of mkdocs.yml."""

    figures_src = options.Optional(options.Type(str))
    """Folder of figure scripts; `figures_src` if it is there. Example: `figures_src: pictures`."""

    import_paths = options.Type(list, default=["src"])
    """Folders from which figure scripts import local modules. Example: `import_paths: [src, lib]`."""

    figure_timeout = options.Type((int, float), default=60)
    """Seconds after which a figure script is stopped. Example: `figure_timeout: 300`."""

    figure_memory = options.Type(int, default=4096)
    """MiB of memory that a figure script may use. Example: `figure_memory: 16384`."""

    jobs = options.Type(int, default=0)
    """Figures drawn at once; 0 is one for each processor. Example: `jobs: 2`."""

    bibliography = options.Type(str, default="docs/references.bib")
    """BibTeX or BibLaTeX file of what can be cited. Example: `bibliography: sources.bib`."""

    citation_style = options.Type(str, default="chicago-author-date")
    """`chicago-author-date`, or the path of a CSL file. Example: `citation_style: styles/ieee.csl`."""

    numbering = options.Choice(("page", "chapter", "site"), default="page")
    """What numbers are counted over. `page`: each page begins at 1, and a reference from another page names the page.
    `chapter`: "Figure 3.2", the chapter being the page's place in the navigation. `site`: one row. Front matter may
    override it for a page, and `chapter: A` or `chapter: false` its chapter. Example: `numbering: chapter`."""

    preset = options.Choice(("default", "pandoc-crossref"), default="default")
    """The wording of references: "Figures 3–5 and 7", or pandoc-crossref's "figs. 3-5, 7".
    Example: `preset: pandoc-crossref`."""

    labels = options.Type(dict, default={})
    """By kind, any of `name`, `plural`, `reference`, `caption`; the last two are templates with `{name}`, `{number}`,
    `{title}`, `{page}`; a new kind is declared by being named.
    Example: `labels: {dia: {name: Diagram, plural: Diagrams}}`."""

    number_figures = options.Choice(("labelled", "all"), default="labelled")
    """Whether figures, tables and listings without a label are numbered, too. Example: `number_figures: all`."""

    number_sections = options.Type(bool, default=False)
    """Whether headings are numbered. Example: `number_sections: true`."""

    cited_in = options.Type(bool, default=False)
    """Whether captions name the other pages that refer to them. Example: `cited_in: true`."""

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

    typography = options.Type(bool, default=False)
    """Whether pages of Material are set for long reading with mathematics: a font that ships, a narrow column, notes in
    the margin. Example: `typography: true`."""
