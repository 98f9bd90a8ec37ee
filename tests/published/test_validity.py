"""The built site is valid HTML as the Nu Html Checker reads it, but for faults of the theme that are known by name."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

VALIDATOR = Path(__file__).parents[2] / ".cache/validator/node_modules/vnu-jar/build/dist/vnu.jar"
ENABLE = "`make validator`, and a Java on the path: `apt-get install default-jre-headless`"

# What is left: a fault by its message and the markup at fault, and where it is made.
KNOWN = (
    (
        r"CSS: “anchor-name”: Property “anchor-name” doesn't exist",
        r'style="anchor-name:',
        "w3c/css-validator, part of the checker, does not know CSS Anchor Positioning, by which notes stand in margins",
    ),
    (
        r"Trailing slash on void elements has no effect",
        r" />",
        "Python-Markdown writes XHTML unless told otherwise, and MkDocs does not tell it; a remark, and no error",
    ),
)


def faults(root: Path) -> list[dict]:
    """What the validator says of all HTML below `root`."""
    command = ["java", "-jar", str(VALIDATOR), "--skip-non-html", "--format", "json", "--exit-zero-always", str(root)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stderr
    return json.loads(said)["messages"]


def is_known(fault: dict) -> bool:
    return any(
        re.search(message, fault["message"]) and re.search(markup, fault.get("extract", ""))
        for message, markup, _ in KNOWN
    )


@pytest.fixture(scope="module", autouse=True)
def validator() -> None:
    if not VALIDATOR.is_file() or not shutil.which("java"):
        pytest.skip(f"no HTML validator: {ENABLE}")


def test_every_page_is_valid_html(published):
    found = [fault for fault in faults(published.root) if not is_known(fault)]
    assert [
        f"{Path(fault['url']).relative_to('file:' + str(published.root))}:{fault.get('lastLine', 0)} "
        f"{fault['message']} {fault.get('extract', '')!r}"
        for fault in found
    ] == []


def test_a_page_that_is_not_valid_is_found(tmp_path):
    (tmp_path / "a.html").write_text(
        '<!doctype html><html lang="en"><title>A</title><p><div id="a b"></div></p></html>'
    )
    assert len([fault for fault in faults(tmp_path) if not is_known(fault)]) == 2
