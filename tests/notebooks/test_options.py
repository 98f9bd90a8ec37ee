"""What mkdocs-jupyter's options and the palette mean."""

from pathlib import Path

import pytest

from mkdocs_colophon.notebooks.notebook import display_options, is_executed, pairs

NOWHERE = Path("nowhere")


@pytest.mark.parametrize(
    ("options", "inputs"),
    [({}, True), ({"show_input": True}, True), ({"show_input": False}, False), ({"no_input": True}, False)],
)
def test_code_is_shown_unless_an_option_hides_it(options, inputs):
    assert display_options(options, NOWHERE).inputs is inputs


def test_tags_are_added_to_those_of_jupyter_book():
    tags = {"remove_cell_tags": ["a"], "remove_all_outputs_tags": ["b", "c"]}
    found = display_options({"remove_tag_config": tags}, NOWHERE)
    assert found.hidden_cells == {"remove-cell", "a"}
    assert found.hidden_outputs == {"remove-output", "b", "c"}
    assert found.hidden_inputs == {"remove-input"}


@pytest.mark.parametrize(
    ("options", "executed"),
    [
        ({}, False),
        ({"execute": True}, True),
        ({"execute": True, "execute_ignore": ["docs/*.py"]}, False),
        ({"execute": True, "execute_ignore": ["other/*"]}, True),
    ],
)
def test_what_is_executed(options, executed):
    assert is_executed(Path("docs/one.py"), options) is executed


@pytest.mark.parametrize("text", ["", "[colors", "[colors]\na = 1", "colors = 1", '[colors]\na = ["#1", "#2", "#3"]'])
def test_a_palette_that_cannot_be_read_has_no_colors(tmp_path, text):
    (tmp_path / "palette.toml").write_text(text)
    assert pairs(tmp_path / "palette.toml") == {}


def test_a_palette_gives_dark_for_light(tmp_path):
    (tmp_path / "palette.toml").write_text('[colors]\na = ["#000000", "#ffffff"]\n')
    assert pairs(tmp_path / "palette.toml") == {"#000000": "#ffffff"}
