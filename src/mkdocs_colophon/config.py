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
