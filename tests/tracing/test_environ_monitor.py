"""The environment variables of a run are what they always are, and those that are read are noted."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from types import SimpleNamespace

import pytest

from mkdocs_colophon.tracing.environ_monitor import Variables, digest


@contextmanager
def watched() -> Iterator[tuple[Variables, dict[str, str | None]]]:
    """Two variables, and a note of which are read."""
    noted: dict[str, str | None] = {}
    with pytest.MonkeyPatch.context() as patched:
        for name in list(os.environ):
            patched.delenv(name)
        patched.setenv("SIZE", "1")
        patched.setenv("OTHER", "2")
        yield Variables(noted), noted


ONE, TWO = (sha256(text).hexdigest() for text in (b"1", b"2"))
READS = {
    "os.environ['SIZE']": ("1", {"SIZE": ONE}),
    "os.environ.get('SIZE')": ("1", {"SIZE": ONE}),
    "os.environ.get('NONE')": (None, {"NONE": None}),
    "'SIZE' in os.environ": (True, {"SIZE": ONE}),
    "os.environ.setdefault('SIZE', '3')": ("1", {"SIZE": ONE}),
    "os.environ | {'SIZE': '3'}": ({"SIZE": "3", "OTHER": "2"}, {"SIZE": ONE, "OTHER": TWO}),
    "os.environ.copy()": ({"SIZE": "1", "OTHER": "2"}, {"SIZE": ONE, "OTHER": TWO}),
    "dict(os.environ)": ({"SIZE": "1", "OTHER": "2"}, {"SIZE": ONE, "OTHER": TWO}),
    "len(os.environ)": (2, {}),
    "sorted(os.environ)": (["OTHER", "SIZE"], {"SIZE": ONE, "OTHER": TWO}),
}


@pytest.mark.parametrize("code", READS)
def test_what_is_read_is_what_it_would_be_and_is_noted(code: str) -> None:
    with watched() as (variables, noted):
        assert (eval(code, {"os": SimpleNamespace(environ=variables)}), noted) == READS[code]


def test_what_is_set_reaches_the_system_and_what_counts_is_what_it_was_before() -> None:
    with watched() as (variables, noted):
        variables["SIZE"] = "3"
        del variables["OTHER"]
        assert (os.environ["SIZE"], os.environ.get("OTHER"), variables["SIZE"]) == ("3", None, "3")
        assert noted == {"SIZE": ONE}


@pytest.mark.parametrize("name", [5, b"SIZE", None])
def test_what_can_be_no_name_is_refused_as_always_and_not_noted(name: object) -> None:
    with watched() as (variables, noted):
        with pytest.raises(TypeError, match="str expected"):
            variables[name]  # type: ignore[index]
        assert noted == {}


def test_a_value_that_is_no_text_has_a_digest() -> None:
    assert digest("\udcff") == sha256(b"\xff").hexdigest()
