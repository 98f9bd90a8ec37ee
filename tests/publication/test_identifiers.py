"""Forms of identifiers, and what only looks like one."""

import pytest

from mkdocs_colophon.publication import metadata as identifiers


@pytest.mark.parametrize("number", ["0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X"])
def test_an_orcid(number):
    assert identifiers.orcid(number) == identifiers.orcid(f"https://orcid.org/{number}/") == number


@pytest.mark.parametrize(
    "text",
    ["0000-0002-1825-0098", "0000-0001-5109-3701", "0000-0002-1694-2339", "0000000218250097", "0000-0002-1825-009", ""],
)
def test_no_orcid(text):
    assert identifiers.orcid(text) == ""


@pytest.mark.parametrize("text", ["10.1109/5.726791", "https://doi.org/10.1109/5.726791", "DOI: 10.1109/5.726791 "])
def test_a_doi(text):
    assert identifiers.doi(text) == "10.1109/5.726791"


@pytest.mark.parametrize(
    "text", ["10.1109", "10.11/x", "11.1109/x", "10.1109/a b", "https://example.org/10.1109/x", ""]
)
def test_no_doi(text):
    assert identifiers.doi(text) == ""


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("cc-by-nc-nd-3.0", "https://creativecommons.org/licenses/by-nc-nd/3.0/"),
        ("Apache-2.0", "https://spdx.org/licenses/Apache-2.0.html"),
        ("https://example.org/license", "https://example.org/license"),
        ("All rights reserved", ""),
        ("javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_the_address_of_a_license(text, url):
    assert identifiers.license_url(text) == url
