"""The picture of the front page in README.md: `.venv/bin/python tests/browser/screenshot.py`, after `make site`."""

import io
import os
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[2]
CHROMIUM = os.environ.get("COLOPHON_CHROMIUM", "/usr/bin/chromium")
TARGET = ROOT / "docs/assets/front-page.webp"


def main() -> None:
    handler = partial(SimpleHTTPRequestHandler, directory=ROOT / "site")
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, sync_playwright() as engine:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = engine.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1300, "height": 820})
        page.goto(f"http://127.0.0.1:{server.server_port}/", wait_until="networkidle")
        shot = Image.open(io.BytesIO(page.screenshot()))
        browser.close()
        server.shutdown()
    shot.save(TARGET, lossless=True)


if __name__ == "__main__":
    main()
