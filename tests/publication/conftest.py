"""Publications to write down, and what pandoc reads back."""

import json
import subprocess
from collections.abc import Callable

import pypandoc
import pytest

from mkdocs_colophon.publication.metadata import Author, Publication

Reread = Callable[[str, str], dict]


@pytest.fixture
def article() -> Publication:
    """A page with everything that a page can say."""
    return Publication(
        "Pooling",
        (
            Author("Beethoven", "Ludwig", "van", orcid="0000-0002-1825-0097", affiliation="Vienna"),
            Author("The Colophon developers", organization=True),
        ),
        (2026, 11, 20),
        (2026, 11, 24),
        url="https://example.org/articles/pooling/",
        doi="10.1109/5.726791",
        container="Tiny & Co",
        container_url="https://example.org/",
        license="CC-BY-4.0",
        language="en",
        description="What stays.",
        keywords=("pooling", "shifts"),
        version="1.2",
    )


@pytest.fixture(scope="session")
def reread() -> Reread:
    """What pandoc, which knows nothing of us, reads in a record: the one item of its CSL-JSON."""

    def read(text: str, form: str) -> dict:
        command = [pypandoc.get_pandoc_path(), "--from", form, "--to", "csljson"]
        output = subprocess.run(
            command, input=text, capture_output=True, text=True, check=True, encoding="utf-8"
        ).stdout
        [item] = json.loads(output)
        return item

    return read
