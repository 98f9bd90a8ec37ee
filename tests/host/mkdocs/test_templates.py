"""Compiled templates that are kept from one build to the next."""

import pytest
from jinja2 import DictLoader, Environment
from jinja2.ext import Extension

from mkdocs_colophon.host.mkdocs.templates import TemplateCache

TEMPLATES = {"a.html": "{{ word }}!"}


class Loud(Extension):
    def preprocess(self, source, name, filename=None):
        return source.replace("!", "!!")


class Refusing(Environment):
    """One that reads no template itself."""

    def _parse(self, source, name, filename):
        raise AssertionError(f"{name} is compiled")


def rendered(folder, kind=Environment, templates=TEMPLATES, extensions=()):
    environment = kind(
        loader=DictLoader(templates), bytecode_cache=TemplateCache(folder), extensions=extensions, cache_size=0
    )
    return environment.get_template("a.html").render(word="so")


def test_a_template_is_compiled_once(tmp_path):
    assert rendered(tmp_path / "kept") == rendered(tmp_path / "kept", Refusing) == "so!"


def test_a_changed_template_is_compiled_anew(tmp_path):
    rendered(tmp_path)
    assert rendered(tmp_path, templates={"a.html": "{{ word }}?"}) == "so?"


@pytest.mark.parametrize(("first", "then", "shown"), [((), (Loud,), "so!!"), ((Loud,), (), "so!")])
def test_a_template_that_another_extension_reads_is_compiled_anew(tmp_path, first, then, shown):
    rendered(tmp_path, extensions=first)
    assert rendered(tmp_path, extensions=then) == shown


def test_what_is_broken_is_compiled_anew(tmp_path):
    rendered(tmp_path)
    for kept in tmp_path.iterdir():
        kept.write_bytes(kept.read_bytes()[:-9])
    assert rendered(tmp_path) == "so!"


def test_where_nothing_can_be_kept_templates_are_compiled(tmp_path):
    (tmp_path / "file").touch()
    assert rendered(tmp_path / "file" / "kept") == "so!"
