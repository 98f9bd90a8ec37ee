"""Headings that hold formulas."""

from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from mkdocs_colophon.math.syntax.elements import FORMULA

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class HeadingTreeprocessor(Treeprocessor):
    """Notes headings whose id would be made of TeX, because their author gave none."""

    def run(self, root: Element) -> None:
        for heading in root.iter():
            if heading.tag in HEADINGS and "id" not in heading.attrib and heading.find(f".//{FORMULA}") is not None:
                heading.set("data-colophon", "math")
