"""Labels in pymdownx's blocks: an id may hold a colon, `attrs: {id: thm:pyth}` and `/// html | div#fig:x`.

pymdownx itself takes ids for CSS identifiers and leaves such blocks as text. Nothing that it accepts changes.
"""

import re
from typing import Any

from pymdownx.blocks.block import Block, type_html_attribute_dict, type_string

_SELECTOR = re.compile(r"#([\w-]+:[\w:-]+)")


def attributes(value: Any) -> dict[str, Any]:
    """A block's attributes, the label kept as it is written."""
    given: dict[str, Any] = type_html_attribute_dict({k: v for k, v in dict(value).items() if k != "id"})
    if "id" in value:
        given["id"] = type_string(value["id"])
        if not given["id"] or re.search(r"\s", given["id"]):
            raise ValueError(f"{given['id']!r} is no label")
    return given


class Labelled(Block):
    """Comes before a class of blocks and lets its blocks have labels."""

    argument: str

    def on_init(self) -> None:
        super().on_init()
        self.option_spec["attrs"] = ({}, attributes)

    def on_validate(self, parent: Any) -> bool:
        if self.argument:
            self.argument = _SELECTOR.sub(r'[id="\1"]', self.argument)
        return bool(super().on_validate(parent))
