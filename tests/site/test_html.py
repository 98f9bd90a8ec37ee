"""Whatever HTML an author writes on a page is read as a browser reads it, or left alone."""

import pytest

CONFIG = """
site_name: Tiny
theme: {name: mkdocs}
plugins: [{colophon: {number_sections: true}}]
markdown_extensions: [attr_list, md_in_html]
"""
HIDDEN = [
    "<script>var s='<h2>Script</h2><img src=\"figures/x.svg\">'</script>",
    "<!-- <h2>Old</h2> <img src='figures/gone.svg'> -->",
    "<textarea><h2>Typed</h2></textarea>",
    "<template><h2>Kept</h2></template>",
    "<noscript><h2>Plain</h2></noscript>",
    "<!--[if IE]><h2>Old browser</h2><![endif]-->",
    "<style>/* <h2>Style</h2> */</style>",
]


@pytest.mark.parametrize("hidden", HIDDEN)
def test_what_no_browser_shows_as_a_heading_has_no_number_and_stays_as_it_is(build, hidden):
    page = build(
        {"docs/index.md": f"# Home\n\n<div>{hidden}</div>\n\n## First {{#sec:a}}\n"}, config=CONFIG, strict=True
    )
    html = page.page("index.html")
    assert hidden in html
    assert '<h2 id="sec:a"><span class="section-number">1</span> First</h2>' in html


def test_a_page_of_ten_thousand_nested_tags_is_built(build):
    nested = "<div>" * 10_000 + "<h2>Deep</h2>" + "</div>" * 10_000
    html = build({"docs/index.md": f"# Home\n\n{nested}\n"}, config=CONFIG, strict=True).page("index.html")
    assert html.count("<div>") >= 10_000
