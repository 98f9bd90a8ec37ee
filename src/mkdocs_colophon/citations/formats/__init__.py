"""The formats of a library: BibTeX and BibLaTeX, CSL-JSON and CSL-YAML, RIS."""
