"""`make bench`: what the generator adds to a build, as ratios within one run. Nothing here passes or fails."""

import logging
import tempfile
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

from timing import seconds

PAGES = 100
PAGE = """# Page {number}

A line of prose that says nothing in particular, for the length of it, and then some more of the same.

![A figure.](figure.png){{#fig:f{number}}}

$$ a_{number} = b^2 + c $$ {{#eq:e{number}}}

See @fig:f{number}, [@fig:f{other}; @eq:e{other}] and $x_{number}$, as @key{number} [p. 3] says.
"""
ENTRY = "@book{{key{number}, author={{Author{number}, A.}}, title={{Title}}, publisher={{P}}, year={{2001}}}}\n"


def write_site(root: Path) -> None:
    docs = root / "docs"
    docs.mkdir()
    for number in range(PAGES):
        page = PAGE.format(number=number, other=(number + 7) % PAGES)
        (docs / f"page{number}.md").write_text(page, "utf-8")
    (docs / "figure.png").touch()
    (docs / "references.bib").write_text("".join(ENTRY.format(number=number) for number in range(PAGES)), "utf-8")
    for name, plugins in (("on", "[colophon]"), ("off", "[]")):
        config = f"site_name: Bench\ntheme: {{name: mkdocs}}\nplugins: {plugins}\nmarkdown_extensions: [attr_list]\n"
        (root / f"{name}.yml").write_text(config, "utf-8")


def build_site(root: Path, name: str) -> None:
    config = load_config(str(root / f"{name}.yml"), site_dir=str(root / name))
    build(config)


def main() -> None:
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_site(root)
        off = seconds(lambda: build_site(root, "off"))
        on = seconds(lambda: build_site(root, "on"))
    print(f"{PAGES} pages, each with a figure, 2 formulas, 3 references, a citation: {on / off:.1f} x the plugin off")


if __name__ == "__main__":
    main()
