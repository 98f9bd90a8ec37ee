"""Values that figure scripts compute, quoted in prose: `[@val:max_pooling.kept:,]` reads as what `values()` gave.

The format is Python's, as in `format(value, ",")`. A negative number has a typographic minus.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from mkdocs_colophon.figures.drawing.job import Value
from mkdocs_colophon.figures.gallery import DrawnFigure, Gallery, uri
from mkdocs_colophon.html import Marker, as_html, tag
from mkdocs_colophon.problems import Problem, did_you_mean

VALUE = re.compile(
    r"(?<![^\W_])(?<![.\\])(?:(?P<bracket>\[@)|(?P<brace>@\{)|(?P<bare>@))"
    r"val:(?P<script>[\w/-]*\w)(?:\.(?P<value>[^\W\d]\w*))?"
    r"(?(bare)|(?::(?P<format>[^\]}\n]*))?)(?(bracket)\])(?(brace)\})"
)
"""The three forms; see `read`."""
_MINUS = re.compile(r"-(?=[\d.,in])")
_LONG = re.compile(r"\d{3}")


def read(match: re.Match[str]) -> dict[str, str]:
    """What a match of `VALUE` quotes: its script, its name and its format.

    >>> read(VALUE.search("in all [@val:pooling/max.kept:,]"))
    {'script': 'pooling/max', 'value': 'kept', 'format': ','}
    >>> read(VALUE.search("@val:a.b."))
    {'script': 'a', 'value': 'b', 'format': ''}
    """
    return {key: match[key] or "" for key in ("script", "value", "format")}


def quoted(marker: Marker, gallery: Gallery) -> tuple[str, list[Problem]]:
    """The value that `marker` stands for as HTML; or a mark, and what is wrong."""
    found = _found(marker.data, gallery)
    if isinstance(found, Problem):
        mark = tag("span", f"¿{as_html(_key(marker.data))}?", class_="unresolved", data_label=_key(marker.data))
        return mark, [] if _is_broken(marker.data, gallery) else [replace(found, needle=marker.text)]
    value, text = found
    return tag("data", as_html(text), class_="colophon-value", value=str(value)), []


def plain(text: str, gallery: Gallery) -> tuple[str, list[Problem]]:
    """`text` that is no HTML, such as a title, with the values that are known, and what is wrong with the others.

    >>> from mkdocs_colophon.figures.drawing.job import Picture
    >>> figure = DrawnFigure("a", Picture(1, 1, "", values={"n": -1234}))
    >>> text, problems = plain("From [@val:a.n:,] to @val:a.m", Gallery({figure.uri: figure}))
    >>> text, [problem.code for problem in problems]
    ('From −1,234 to @val:a.m', ['VAL002'])
    """
    problems: list[Problem] = []

    def shown(match: re.Match[str]) -> str:
        found = _found(read(match), gallery)
        if not isinstance(found, Problem):
            return found[1]
        problems.extend([] if _is_broken(read(match), gallery) else [replace(found, needle=match[0])])
        return match[0]

    return VALUE.sub(shown, text), problems


def formatted(value: Value, spec: str) -> str:
    """`value` in a format of Python's, with a typographic minus.

    Raises
    ------
    ValueError
        If it cannot be formatted so, alike on every machine and in a line.

    Examples
    --------
    >>> formatted(-1234.5, ",.2f"), formatted(0.25, ".0%"), formatted("max-pooling", ""), formatted(1e-7, "")
    ('−1,234.50', '25%', 'max-pooling', '1e−07')
    """
    if spec.endswith("n"):
        raise ValueError("'n' depends on the machine's language")
    if _LONG.search(spec):
        raise ValueError("that is too long")
    text = format(value, spec)
    return text if isinstance(value, str) else _MINUS.sub("−", text)


def _is_broken(data: Mapping[str, str], gallery: Gallery) -> bool:
    """Whether something is wrong with the script, which is said there."""
    return uri(data["script"]) in {*gallery.failed, *gallery.outdated}


def _found(data: Mapping[str, str], gallery: Gallery) -> tuple[Value, str] | Problem:
    """The value that is asked for, with its text."""
    figure = gallery.figures.get(uri(data["script"]))
    if figure is None or data["value"] not in figure.picture.values:
        return _unknown(data, figure, gallery)
    value = figure.picture.values[data["value"]]
    try:
        return value, formatted(value, data["format"])
    except ValueError as error:
        text = f"'{_key(data)}' cannot be written in the format '{data['format']}': {error}"
        return Problem("VAL003", text, "the format is Python's, as in format(1234.5, ',.2f')")


def _unknown(data: Mapping[str, str], figure: DrawnFigure | None, gallery: Gallery) -> Problem:
    script = f"{gallery.scripts}/{data['script']}.py"
    if figure is None:
        known = [f"val:{each.name}.{name}" for each in gallery.figures.values() for name in each.picture.values]
        hint = did_you_mean(_key(data), known)
        return Problem("VAL001", f"no value '{_key(data)}': there is no script {script}", hint)
    values = figure.picture.values
    given = ", ".join(f"@val:{figure.name}.{name}" for name in sorted(values))
    hint = did_you_mean(data["value"], values) or (f"there is {given}" if given else "it has no values()")
    return Problem("VAL002", f"no value '{_key(data)}' among those that values() of {script} gives", hint)


def _key(data: Mapping[str, str]) -> str:
    return f"val:{data['script']}" + (f".{data['value']}" if data["value"] else "")
