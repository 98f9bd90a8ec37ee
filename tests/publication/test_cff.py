"""CITATION.cff: how it is read, and that this repository's own obeys the rules of the format."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from mkdocs_colophon.publication import cff
from mkdocs_colophon.publication.metadata import Author, Publication

ROOT = Path(__file__).parents[2]
OWN = (ROOT / "CITATION.cff").read_text("utf-8")
# The format's version 1.2.0: what it asks for, and those of its other fields that a file here may use.
REQUIRED = {"cff-version", "message", "title", "authors"}
KNOWN = REQUIRED | {"abstract", "date-released", "keywords", "license", "type", "version", "url", "doi"}
KNOWN |= {"repository-code", "contact", "identifiers", "references", "preferred-citation", "commit", "license-url"}
ENTITY = {"name", "address", "alias", "city", "country", "date-end", "date-start", "email", "location", "orcid"}
ENTITY |= {"post-code", "region", "tel", "website", "fax"}
PERSON = {"address", "affiliation", "alias", "city", "country", "email", "family-names", "fax", "given-names"}
PERSON |= {"name-particle", "name-suffix", "orcid", "post-code", "region", "tel", "website"}


def faults(text):
    """What in a CITATION.cff breaks a rule of the format."""
    values = yaml.safe_load(text)
    authors = values.get("authors") or []
    keywords = values.get("keywords", ["x"])
    rules = {
        "required": values.keys() >= REQUIRED,
        "known": values.keys() <= KNOWN,
        "version of the format": values.get("cff-version") == "1.2.0",
        "type": values.get("type", "software") in ("software", "dataset"),
        "authors": bool(authors) and all(author.keys() <= ENTITY or author.keys() <= PERSON for author in authors),
        "date": isinstance(values.get("date-released", ""), str | date)
        and bool(re.fullmatch(r"\d{4}-\d\d-\d\d", str(values.get("date-released", "2026-01-01")))),
        "keywords": len(keywords) == len(set(keywords)) > 0,
        "version": isinstance(values.get("version", "1"), str | int | float),
        "strings": all(isinstance(values.get(name, "x"), str) for name in ("message", "title", "abstract", "license")),
    }
    return {rule for rule, obeyed in rules.items() if not obeyed}


def test_our_own_file_obeys_the_format():
    assert faults(OWN) == set()


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (("cff-version: 1.2.0", "cff-version: 1.1"), "version of the format"),
        (("title:", "titel:"), "required"),
        (("type: software", "type: website"), "type"),
        (("- name:", "- fullname:"), "authors"),
        (('"2026-11-20"', '"November 2026"'), "date"),
    ],
)
def test_a_broken_rule_is_found(change, fault):
    assert change[0] in OWN
    assert fault in faults(OWN.replace(*change))


def test_our_own_file_names_what_the_package_and_the_license_name():
    values = yaml.safe_load(OWN)
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    assert f'version = "{values["version"]}"' in project
    assert f'license = "{values["license"]}"' in project
    [holder] = re.findall(r"^Copyright \(c\) \d{4} (.*)$", (ROOT / "LICENSE").read_text("utf-8"), re.MULTILINE)
    assert [author["name"] for author in values["authors"]] == [holder]


def test_a_work():
    text = """
cff-version: 1.2.0
message: Cite it.
type: dataset
title: A work
authors:
  - {family-names: Beethoven, given-names: Ludwig, name-particle: van, orcid: "https://orcid.org/0000-0002-1825-0097"}
  - name: The Ts
doi: 10.1109/5.726791
license: MIT
version: 1.2
date-released: 2026-11-20
abstract: What
  it is.
keywords: [a, b]
"""
    assert cff.read(text) == (
        Publication(
            "A work",
            (
                Author("Beethoven", "Ludwig", "van", orcid="0000-0002-1825-0097"),
                Author("The Ts", organization=True),
            ),
            (2026, 11, 20),
            kind="dataset",
            doi="10.1109/5.726791",
            license="MIT",
            description="What it is.",
            keywords=("a", "b"),
            version="1.2",
        ),
        [],
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title: [", "CITATION.cff:1:9 PUB003 the fields cannot be read: expected the node content"),
        ("- a", "CITATION.cff:1 PUB003 the file holds no fields (begin with `cff-version`)"),
        ("", "CITATION.cff:1 PUB003 the file holds no fields (begin with `cff-version`)"),
        ("date-released: 2026-02-30", "CITATION.cff:1 PUB003 the fields cannot be read: day"),
        ("title: x\ndate-released: soon", "CITATION.cff:2:16 PUB001 'soon' is not a date"),
        ("title: x\nauthors:\n- {alias: a}", "CITATION.cff:3:3 PUB002 {'alias': 'a'} names no author"),
        ("title: x\ndoi: 17", "CITATION.cff:2:6 PUB004 '17' is no DOI"),
    ],
)
def test_what_is_wrong_has_its_place(text, message):
    _, [problem] = cff.read(text)
    assert str(problem).startswith(message)
