"""Lighthouse on the built site, served compressed, as a phone on a slow line sees it: `make lighthouse`.

For each page the median of three runs: performance at least 95, accessibility, best practices and SEO 100; and what is
transferred for the first view without its pictures, at most 200 KiB, with what moves meanwhile, at most 0.02.
"""

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import Any

from serving import Quiet, serving

NODE = Path(sys.executable).with_name("node")
LIGHTHOUSE = Path(".cache/scoring/node_modules/lighthouse/cli/index.js")
CHROMIUM = os.environ.get("COLOPHON_CHROMIUM", "/usr/bin/chromium")
PAGES = ("", "articles/convolution/", "notebooks/learned_kernels/", "blog/", "figures/")
FLOORS = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
RUNS = 3
LATER = ("search_index.json", "sitemap.xml")
TEXT = (".html", ".css", ".js", ".json", ".svg", ".xml")


class Compressed(Quiet):
    """Serves text as any web host does: with gzip, and with a time to keep it."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Cache-Control", "max-age=31536000")
        if path.suffix in TEXT:
            body = gzip.compress(body)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def measure(url: str) -> dict[str, Any]:
    flags = ["--quiet", "--output=json", "--chrome-flags=--headless=new --no-sandbox"]
    command = [str(NODE), str(LIGHTHOUSE), url, *flags]
    run = subprocess.run(
        command, env=os.environ | {"CHROME_PATH": CHROMIUM}, check=True, capture_output=True, text=True
    )
    return dict(json.loads(run.stdout))


def transferred(report: dict[str, Any]) -> float:
    """KiB of all that the page asks for but its pictures and what Material fetches for later."""
    items = report["audits"]["network-requests"]["details"]["items"]
    shown = [each for each in items if each.get("resourceType") != "Image" and not each["url"].endswith(LATER)]
    return sum(each["transferSize"] for each in shown) / 1024


def main(site: Path) -> int:
    failed = 0
    with serving(site, Compressed) as address:
        for page in PAGES:
            reports = [measure(f"{address}{page}") for _ in range(RUNS)]
            scores = {name: median(100 * report["categories"][name]["score"] for report in reports) for name in FLOORS}
            weight = median(map(transferred, reports))
            shift = median(report["audits"]["cumulative-layout-shift"]["numericValue"] for report in reports)
            good = all(scores[name] >= floor for name, floor in FLOORS.items()) and weight <= 200 and shift <= 0.02
            listed = "  ".join(f"{name} {score:.0f}" for name, score in scores.items())
            print(f"{'/' + page:28} {listed}  {weight:.0f} KiB  CLS {shift:.3f}  {'good' if good else 'MISSED'}")
            failed += not good
    return failed


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
