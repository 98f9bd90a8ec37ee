"""`make bench`: what the generator adds to a build, as ratios within one run. Nothing here passes or fails."""

import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

PAIRS = 5
# prints seconds and kB; the clock runs when MkDocs and its own modules are read, and what the plugin needs is not
BUILD = """
import logging, resource, sys, time
from mkdocs.commands.build import build
from mkdocs.config import load_config
logging.disable(logging.CRITICAL)
start = time.perf_counter()
build(load_config(sys.argv[1], site_dir=sys.argv[2]))
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
PROSE = "Words that fill a line of prose, as they do in any article about anything at all. " * 12
# the plugins and extensions of this repository's own site, and what reads formulas where the plugin is off
CONFIG = """
site_name: Bench
theme: {{name: material, font: false}}
plugins: [search{plugins}]
markdown_extensions:
  [abbr, admonition, attr_list, footnotes, tables, {{toc: {{permalink: true}}}}, pymdownx.details, pymdownx.highlight,
   pymdownx.inlinehilite, pymdownx.superfences, {{pymdownx.arithmatex: {{generic: true}}}}]
"""


def crossrefs_page(number: int, pages: int, dice: random.Random) -> str:
    """A page with 5 figures, 3 equations and 10 references to other pages."""
    figures = [f"{PROSE}\n\n![Figure {n}.](f.png){{#fig:p{number}-{n} alt=x}}" for n in range(5)]
    equations = [f"$$ a_{{{number}}} = \\sum_{{k=0}}^{{{n}}} b_k^2 $$ {{#eq:p{number}-{n}}}" for n in range(3)]
    places = [(dice.randrange(pages), dice.randrange(pages), n) for n in range(5)]
    references = [f"See @fig:p{one}-{n} and [@eq:p{other}-{n % 3}]." for one, other, n in places]
    return "\n\n".join([f"# Page {number}", *figures, *equations, *references])


def measure(title: str, write_page: Callable[[int, int, random.Random], str], pages: int) -> None:
    """Print how the plugin compares with its absence, with nothing in its cache and with everything."""
    dice = random.Random(0)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "docs").mkdir()
        (root / "docs/f.png").touch()
        for number in range(pages):
            (root / f"docs/p{number}.md").write_text(write_page(number, pages, dice), "utf-8")
        for name, plugins in (("on", ", colophon"), ("off", "")):
            (root / f"{name}.yml").write_text(CONFIG.format(plugins=plugins), "utf-8")
        off, memory = built(root, "off")
        cold, more = built(root, "on")
        # in turn, so that a busy machine hits both alike; two builds of the same differ by a tenth
        pairs = [(built(root, "off")[0], built(root, "on")[0]) for _ in range(PAIRS)]
        shutil.rmtree(root / ".cache", ignore_errors=True)
    ratios = sorted(warm / without for without, warm in pairs)
    fastest = min(warm for _, warm in pairs) / min(without for without, _ in pairs)
    print(f"{title}: {cold / off:.2f} x the plugin off with an empty cache; with a full one {median(ratios):.2f} x,")
    print(f"    the median of {PAIRS} pairs from {ratios[0]:.2f} to {ratios[-1]:.2f}, and {fastest:.2f} x")
    print(f"    of the fastest build of each; added {cold - off:.2f} s cold")
    print(
        f"    and {median(warm - without for without, warm in pairs):.2f} s; peak memory {memory:.0f} and {more:.0f} MB"
    )


def built(root: Path, name: str) -> tuple[float, float]:
    """The seconds of one build in a process of its own, and the most memory that it had, in MB."""
    command = [sys.executable, "-c", BUILD, str(root / f"{name}.yml"), str(root / name)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    time, memory = map(float, done.stdout.split())
    return time, memory / 1e3


def main() -> None:
    measure("500 pages with 5 figures, 3 equations, 10 references each", crossrefs_page, 500)
    measure("1,000 such pages", crossrefs_page, 1000)


if __name__ == "__main__":
    main()
