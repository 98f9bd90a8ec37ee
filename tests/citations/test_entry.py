"""What an entry tells of itself, in each format of a library."""

import pytest

from libraries import parse

CSL = '{"id": "a", "type": "paper-conference", "issued": {"date-parts": [[2016, 6]]}, "DOI": "10.1109/CVPR.2016.90"}'
RIS = "TY  - RPRT\nPY  - 2016/05/01\nDO  - 10.1000/182\nUR  - https://example.org/x\nER  - "


def entry(text):
    """The one entry that is written as `text`."""
    name = {"@": "x.bib", "{": "x.json"}.get(text[0], "x.ris")
    [found] = parse(text, name)[0].entries.values()
    return found


@pytest.mark.parametrize(
    ("text", "kind", "year"),
    [
        ("@article{a, year = 1998}", "article", "1998"),
        ("@InBook{a, date = {2016/2018}}", "chapter", "2016"),
        ('@phdthesis{a, urldate = {2020-01-01}, year = "2016"}', "thesis", "2016"),
        ("@misc{a, title = {In the year: 1984}, abstract = {year = 1066}}", "other", ""),
        ("@string(y = 2001)@misc{a, year = y}", "other", "2001"),
        ("@misc{a, date = {800}}", "other", "800"),
        ('{"id": "a", "issued": {"raw": "2001-05-06"}}', "other", "2001"),
        ('{"id": "a", "issued": {"date-parts": [["1999"]], "season": 2}}', "other", "1999"),
        (CSL, "conference", "2016"),
        (RIS, "report", "2016"),
    ],
)
def test_an_entry_tells_its_type_and_year(text, kind, year):
    assert (entry(text).kind, entry(text).year) == (kind, year)


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("@book{a, doi = {https://doi.org/10.1000/182}}", [("DOI", "https://doi.org/10.1000/182")]),
        ("@book{a, doi = {10.1000/a<b>}}", [("DOI", "https://doi.org/10.1000/a%3Cb%3E")]),
        ("@book{a, doi = {10.1000/a{\\_}b}}", [("DOI", "https://doi.org/10.1000/a_b")]),
        ("@book{a, doi = {doi:10.1000/182}}", [("DOI", "https://doi.org/10.1000/182")]),
        ("@book{a, doi = {http://dx.doi.org/10.1000/x\\_1\\%2}}", [("DOI", "https://doi.org/10.1000/x_1%252")]),
        ("@misc{a, abstract = {doi: 10.1000/wrong, url = {http://x.org}}}", []),
        ("@misc{a, url = {\\url{https://x.org/a\\_b\\&c}}}", [("x.org", "https://x.org/a_b&c")]),
        ('@string(u = "https://x.org/")@misc{a, url = u # {b}}', [("x.org", "https://x.org/b")]),
        ("@book{a, doi = {none}}", []),
        ("@misc{a, eprint = {arXiv:1603.07285v2}}", [("arXiv", "https://arxiv.org/abs/1603.07285v2")]),
        ("@misc{a, eprint = {hep-th/9901001}}", [("arXiv", "https://arxiv.org/abs/hep-th/9901001")]),
        ("@misc{a, eprint = {PMC123}, eprinttype = {pmc}}", []),
        ("@misc{a, url = {https://www.example.org/x?a=1&b=2}}", [("example.org", "https://www.example.org/x?a=1&b=2")]),
        ('@misc{a, url = {https://example.org/"onclick=x}}', []),
        (
            "@misc{a, url = {https://doi.org/10.1000/182}, doi = {10.1000/182}}",
            [("DOI", "https://doi.org/10.1000/182")],
        ),
        (CSL, [("DOI", "https://doi.org/10.1109/CVPR.2016.90")]),
        (RIS, [("DOI", "https://doi.org/10.1000/182"), ("example.org", "https://example.org/x")]),
    ],
)
def test_an_entry_leads_to_the_work(text, links):
    assert list(entry(text).links) == links
