"""What is to be known of a Python file, whatever stands in it."""

import pytest

from mkdocs_colophon.evidence.source_facts import SourceFacts, facts, layout
from mkdocs_colophon.tracing import code

CODE = (
    "import math\nfrom . import taps\nfrom ..nets.pooling import pool\n\n\ndef half(x):\n    y = x / 2\n    return y\n"
)


def test_facts_are_the_digests_the_imports_and_the_lines_of_statements() -> None:
    imports = frozenset({(0, "math"), (1, "taps"), (2, "nets.pooling.pool")})
    assert facts(CODE.encode()) == SourceFacts(code.digests(CODE), imports, {"half": (7, 8)})


def test_facts_come_back_as_they_were_kept() -> None:
    found = facts(CODE.encode())
    assert SourceFacts.loads(found.dumps()) == found


@pytest.mark.parametrize("source", [b"def (", b"\x00", b'"""\xff"""', b"# coding: nonsense\n", b"(" * 10_000])
def test_of_what_is_no_python_the_text_counts(source: bytes) -> None:
    found = facts(source)
    assert (found.digests.functions, found.imports, found.lines) == ({}, frozenset(), {})
    assert found.whole != facts(source + b"\n").whole
    assert layout(source).statements == {}


def test_the_encoding_is_that_which_the_file_names() -> None:
    head, text = "# coding: latin-1\n", "def name():\n    return 'é'\n"
    assert facts((head + text).encode("latin-1")).digests == code.digests(text)
