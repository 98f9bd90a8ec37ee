"""Citations: from .bib files, by pandoc, in any CSL style."""
