"""A formula typeset by itself."""

from mkdocs_colophon.math.macros import NONE, written
from mkdocs_colophon.math.typeset import Formula, TexError, typeset_all


def typeset(tex, display, macros=NONE):
    """The HTML of a formula; or a `TexError` is raised."""
    [made] = typeset_all([Formula(tex, display, written(macros))])
    if isinstance(made, TexError):
        raise made
    return made
