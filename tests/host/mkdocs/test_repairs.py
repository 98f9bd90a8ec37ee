"""What a page of Material lacks, without a site: `tests/site/test_material.py` has the templates."""

import pytest

from mkdocs_colophon.host.mkdocs.repairs import with_cells, with_ways_out


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


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ('<a href="https://a.org/">', '<a href="https://a.org/" rel="external">'),
        ("<a href=http://a.org>", '<a href=http://a.org rel="external">'),
        ('<a rel="license" href="https://a.org/">', '<a rel="license external" href="https://a.org/">'),
    ],
)
def test_a_link_to_another_site_says_so(html, told):
    assert with_ways_out(f"{html}x</a>") == f"{told}x</a>"
    assert with_ways_out(f"{told}x</a>") == f"{told}x</a>"


@pytest.mark.parametrize(
    "html",
    [
        '<a href="two/">x</a>',
        '<a href="#two" title="http://a.org">x</a>',
        '<a href="ftp://a.org/">x</a>',
        '<a name="x">x</a>',
        '<a href="https://a.org/" class="md-source">x</a>',
        '<!-- <a href="https://a.org/">x</a> -->',
    ],
)
def test_other_links_are_left_alone(html):
    assert with_ways_out(html) == html
