"""Lists of attributes behind what they are of, `{#id .class width=50%}`, as Python-Markdown's `attr_list` reads them.

It takes whatever stands in braces for attributes, up to the last brace of a line: a tag of another tool, such as
`{% cite key %}` at the end of a heading, is lost without a word. Here braces that hold no attributes are text.
"""

import re

from markdown import Markdown
from markdown.extensions.attr_list import AttrListTreeprocessor

_NAME = "attr_list"
_ALONE = (  # attributes that have no value
    "allowfullscreen|async|autofocus|autoplay|checked|contenteditable|controls|default|defer|disabled|download|hidden|"
    "inert|itemscope|loop|markdown|multiple|muted|nomodule|novalidate|open|playsinline|readonly|required|reversed|selected"
)
_VALUE = r"""(?:"[^"\n]*"|'[^'\n]*'|[^\s{}"']*)"""
_WORD = rf"""(?:[#.][^\s{{}}"'=]+|[\w:@.-]+={_VALUE}|(?:data-|aria-)[\w-]+|(?:{_ALONE})(?![\w-]))"""
_LIST = rf"\{{:?[ ]*({_WORD}(?:[ ]+{_WORD})*)[ ]*\}}"


class AttributeListTreeprocessor(AttrListTreeprocessor):
    """Reads what is a list of attributes, and nothing else."""

    HEADER_RE = re.compile(rf"[ ]+{_LIST}[ ]*$")  # type: ignore[misc]
    BLOCK_RE = re.compile(rf"\n[ ]*{_LIST}[ ]*$")  # type: ignore[misc]
    INLINE_RE = re.compile(rf"^{_LIST}")  # type: ignore[misc]


def wire(md: Markdown) -> None:
    """Have `md` read lists of attributes so, if it reads them. All extensions must be there already."""
    if _NAME in md.treeprocessors and type(md.treeprocessors[_NAME]) is AttrListTreeprocessor:
        md.treeprocessors.register(AttributeListTreeprocessor(md), _NAME, 8)  # where it was
