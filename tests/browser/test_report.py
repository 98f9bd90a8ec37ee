"""The report of `colophon figures check` in a browser without a network: pictures show, and agreement is black."""

import io

from PIL import Image

from mkdocs_colophon.figures.drift.redraw import Redrawn
from mkdocs_colophon.figures.drift.report import Exhibit, write
from mkdocs_colophon.figures.drift.verdicts import Verdict

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"><rect x="{x}" width="20" height="40"/></svg>'


def test_a_report_shows_what_was_what_is_and_where_they_differ(tmp_path, chromium):
    before, after = SVG.format(x=0).encode(), SVG.format(x=40).encode()
    redrawn = Redrawn("a", "a.py", files={".svg": after, ".dark.svg": after})
    shown = Exhibit(Verdict("a", "look", redrawn=redrawn), {".svg": before, ".dark.svg": before}, "as accepted")
    path = write(tmp_path, [shown])
    page = chromium.new_page(offline=True, viewport={"width": 1000, "height": 900})
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: said.append(request.url) if not request.url.startswith("data:") else None)
    page.goto(path.as_uri())
    assert said == [path.as_uri()]
    assert page.evaluate("[...document.images].map(image => image.naturalWidth)") == [80] * 8
    assert page.evaluate("document.documentElement.scrollWidth") <= 1000
    for overlay in page.locator(".overlay").all():
        with Image.open(io.BytesIO(overlay.screenshot())) as image:
            width, height = image.size
            across = [
                image.convert("RGB").getpixel((round(width * share), height // 2)) for share in (0.1, 0.4, 0.6, 0.9)
            ]
        lit = [max(color) > 20 for color in across]
        assert lit == [True, False, True, False]
    page.close()
