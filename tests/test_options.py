"""The options of figures, read from mkdocs.yml without MkDocs."""

import pytest

from mkdocs_colophon import options
from mkdocs_colophon.options import Options, OptionsError


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("plugins: [search, colophon]", Options()),
        (
            "plugins:\n  - colophon:\n      jobs: 3\n      import_paths: [a, b]",
            Options(import_paths=("a", "b"), jobs=3),
        ),
        ("plugins:\n  colophon: {figure_timeout: 9}", Options(figure_timeout=9)),
        ("plugins:\n  - colophon:", Options()),
        ("site_name: !ENV [A, b]\nx: !!python/name:os.path\nplugins: [colophon: {jobs: 2}]", Options(jobs=2)),
        ("", Options()),
    ],
)
def test_settings_are_read_as_mkdocs_would(tmp_path, text, found):
    (tmp_path / "mkdocs.yml").write_text(text)
    assert options.read(tmp_path / "mkdocs.yml") == found


def test_a_configuration_that_is_no_yaml_is_said(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("a: [")
    with pytest.raises(OptionsError, match=r"mkdocs\.yml is not YAML"):
        options.read(tmp_path / "mkdocs.yml")
