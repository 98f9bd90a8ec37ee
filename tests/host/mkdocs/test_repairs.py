"""What a page of Material lacks, without a site: `tests/site/test_material.py` has the templates."""

import pytest

from mkdocs_colophon.host.mkdocs.repairs import with_cells


@pytest.mark.parametrize(
    ("html", "mended"),
    [
        ("<th></th>", "<td></td>"),
        ('<th style="text-align: left;"></th>', '<td style="text-align: left;"></td>'),
        ("<th title='>'></th >", "<td title='>'></td>"),
        ("<TH></th>", "<td></td>"),
        ("<tr><th></th><th>a</th><th></th></tr>", "<tr><td></td><th>a</th><td></td></tr>"),
    ],
)
def test_a_cell_that_heads_nothing_is_a_plain_one(html, mended):
    assert with_cells(html) == mended


@pytest.mark.parametrize(
    "html",
    [
        "<th>a</th>",
        "<th> </th>",
        "<th><br></th>",
        "<thead></thead>",
        "<!-- <th></th> -->",
        "<script>'<th></th>'</script>",
        "<textarea><th></th></textarea>",
        "<p title='<th></th>'></p>",
    ],
)
def test_other_cells_and_what_only_looks_like_one_are_left_alone(html):
    assert with_cells(html) == html
