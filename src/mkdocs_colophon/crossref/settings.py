"""The settings of pandoc-crossref and Quarto that authors bring along in front matter, and what sets the same here."""

_KINDS = {"fig": "fig", "eq": "eq", "eqn": "eq", "tbl": "tbl", "lst": "lst", "sec": "sec"}
_TITLES = {"figure": "fig", "table": "tbl", "listing": "lst"}

SETTINGS: dict[str, str] = {
    **{f"{name}Prefix": f"`labels: {{{kind}: {{name: …, plural: …}}}}`" for name, kind in _KINDS.items()},
    **{f"{name}Labels": f"`labels: {{{kind}: {{scheme: …}}}}`" for name, kind in _KINDS.items()},
    **{f"{name}Title": f"`labels: {{{kind}: {{name: …}}}}`" for name, kind in _TITLES.items()},
    **{f"{name}Template": f"`labels: {{{kind}: {{caption: …}}}}`" for name, kind in _TITLES.items()},
    "titleDelim": "`delimiters: {caption: …}`",
    "rangeDelim": "`delimiters: {range: …}`",
    "pairDelim": "`delimiters: {pair: …}`",
    "lastDelim": "`delimiters: {last: …}`",
    "refDelim": "`delimiters: {between: …}`",
    "chapters": "`numbering: section` or `numbering: chapter`, here or",
    "numberSections": "`number_sections: true`",
    "number-sections": "`number_sections: true`",
    "crossref": "`labels`, `numbering` and `number_sections`",
}
"""What sets the same in mkdocs.yml, by the name of a setting."""
