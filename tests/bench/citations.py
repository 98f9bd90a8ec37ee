"""`make bench`: what citations add to a build, as ratios within one run. Nothing here passes or fails."""

import logging
import random
import shutil
import tempfile
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

from mkdocs_colophon.citations import library, styles
from mkdocs_colophon.citations.formatter import Formatter
from mkdocs_colophon.citations.request import Asked, Request
from mkdocs_colophon.store import Store
from timing import seconds

PROSE = "Words that fill a line of prose, as they do in any article about anything at all. " * 12
CONFIG = """
site_name: Bench
theme: {{name: material, font: false}}
plugins: [search{plugins}]
"""
KINDS = (
    "@article{{key{n}, author={{{names}}}, title={{The {{CNN}} of Part {n}}}, journal={{Journal}}, volume={{{n}}}, "
    "pages={{1--9}}, year={{{year}}}, doi={{10.1000/{n}}}}}",
    "@inproceedings{{key{n}, author={{{names}}}, title={{Part {n}}}, booktitle={{Meeting}}, year={{{year}}}}}",
    "@book{{key{n}, author={{{names}}}, title={{Book {n}}}, publisher={{Press}}, year={{{year}}}}}",
    "@misc{{key{n}, author={{{names}}}, title={{Note {n}}}, eprint={{1603.{n:05d}}}, archivePrefix={{arXiv}}, "
    "year={{{year}}}}}",
    "@online{{key{n}, author={{{names}}}, title={{Page {n}}}, url={{https://example.org/{n}}}, year={{{year}}}}}",
)


def entries(number: int) -> str:
    """A library of `number` entries, of five kinds in turn, of one to four authors."""
    lines = []
    for n in range(number):
        names = " and ".join(f"Author{n % 97}x{k}, Ann B." for k in range(1 + n % 4))
        lines.append(KINDS[n % len(KINDS)].format(n=n, names=names, year=1950 + n % 70))
    return "\n\n".join(lines)


def cited(pages: int, each: int, known: int) -> list[list[int]]:
    dice = random.Random(0)
    return [[dice.randrange(known) for _ in range(each)] for _ in range(pages)]


def measure_engine(title: str, known: int, pages: int, each: int, style: str) -> None:
    """Print the time of reading the library and formatting all pages, with an empty cache and with a full one."""
    asked = [tuple(Asked(f"@{{key{key}}} [p. {key}]", "textual") for key in keys) for keys in cited(pages, each, known)]
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "x.bib").write_text(entries(known), "utf-8")

        def run() -> None:
            found, problems = library.read(root, ["x.bib"])
            assert not problems
            formatter = Formatter(found, Store(root / "cache.db"), print)
            formatter.prefetch(Request(citations, styles.choose(style, root)[0]) for citations in asked)
            formatter.close()

        cold, warm = seconds(run, repeats=1), seconds(run, repeats=3)
    print(f"{title}, {style}: {cold:.2f} s with an empty cache, {warm * 1000:.0f} ms with a full one")


def measure_site(title: str, known: int, pages: int, each: int) -> None:
    """Print how the plugin compares with its absence, in IEEE's style."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "docs").mkdir()
        (root / "docs/references.bib").write_text(entries(known), "utf-8")
        for number, keys in enumerate(cited(pages, each, known)):
            text = "\n\n".join(f"As @key{key} [p. {key}] says. {PROSE}" for key in keys)
            (root / f"docs/p{number}.md").write_text(f"# Page {number}\n\n{text}\n", "utf-8")
        for name, plugins in (("on", ", {colophon: {citation_style: ieee}}"), ("off", "")):
            (root / f"{name}.yml").write_text(CONFIG.format(plugins=plugins), "utf-8")
        off, cold, warm = (built(root, name) for name in ("off", "on", "on"))
        shutil.rmtree(root / ".cache", ignore_errors=True)
    print(f"{title}: {cold / off:.2f} x the plugin off with an empty cache, {warm / off:.2f} x with a full one")
    print(f"    added: {cold - off:.2f} s, {warm - off:.2f} s")


def built(root: Path, name: str) -> float:
    return seconds(lambda: build(load_config(str(root / f"{name}.yml"), site_dir=str(root / name))), repeats=1)


def main() -> None:
    logging.disable(logging.CRITICAL)
    for style in ("ieee", "apa", "chicago-author-date"):
        measure_engine("engine, 100 pages with 24 citations, 500 entries", 500, 100, 24, style)
    measure_engine("engine, 1 page with 20 citations, 5,000 entries", 5000, 1, 20, "ieee")
    measure_site("site of 100 pages with 24 citations, 500 entries", 500, 100, 24)
    measure_site("site of 1 page with 20 citations, 5,000 entries", 5000, 1, 20)


if __name__ == "__main__":
    main()
