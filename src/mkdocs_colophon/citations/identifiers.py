"""Where works can be read: DOIs, identifiers of arXiv and addresses, in the many forms that libraries have."""

import re
from urllib.parse import urlsplit

DOI = re.compile(r"10\.\d{4,9}/\S+")
ARXIV = re.compile(r"(?:\d\d(?:0[1-9]|1[0-2])\.\d{4,5}|[a-z-]+(?:\.[A-Za-z-]+)?/\d\d(?:0[1-9]|1[0-2])\d{3})(?:v\d+)?")
_DOI_PREFIX = re.compile(r"(?:https?://)?(?:(?:dx\.|www\.)?doi\.org/+|doi:\s*)", re.IGNORECASE)
_ARXIV_PREFIX = re.compile(r"(?:https?://)?(?:(?:www\.|export\.)?arxiv\.org/(?:abs|pdf)/|arxiv:\s*)", re.IGNORECASE)
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.", re.IGNORECASE)
_VERSION = re.compile(r"v\d+$")
_ADDRESS = re.compile(r"\\(?:url|nolinkurl|path)\s*\{")
_TILDE = re.compile(r"\$\\sim\$|\\textasciitilde\s*(?:\{\})?|\\~\s*(?:\{\})?")
_ESCAPED = re.compile(r"\\([_%&#$])|[{}]")


def doi(written: str) -> str:
    """The DOI alone, without what often stands before it.

    >>> doi("https://doi.org/10.1000/182"), doi("doi:10.1000/182"), doi("http://dx.doi.org/10.1000/182")
    ('10.1000/182', '10.1000/182', '10.1000/182')
    """
    text = written.strip()
    found = _DOI_PREFIX.match(text)
    return text[found.end() :] if found else text


def arxiv(written: str) -> str:
    """The arXiv identifier alone, without what often stands before it.

    >>> arxiv("arXiv:1603.07285v2"), arxiv("https://arxiv.org/abs/cs/0501001")
    ('1603.07285v2', 'cs/0501001')
    """
    text = written.strip()
    found = _ARXIV_PREFIX.match(text)
    return text[found.end() :] if found else text


def identity(key: str) -> str:
    """The identifier that `key` is, in a form in which two can be compared; empty if it is none.

    >>> identity("DOI:10.1000/ABC"), identity("arXiv:1603.07285v2"), identity("doi:10.48550/arXiv.1603.07285")
    ('doi:10.1000/abc', 'arxiv:1603.07285', 'arxiv:1603.07285')
    """
    preprint = _ARXIV_DOI.sub("", doi(key)) if _DOI_PREFIX.match(key) else arxiv(key)
    if preprint != key and ARXIV.fullmatch(preprint):
        return f"arxiv:{_VERSION.sub('', preprint)}"
    return f"doi:{doi(key).lower()}" if _DOI_PREFIX.match(key) else ""


def without_tex(written: str) -> str:
    r"""An identifier or an address as TeX would print it.

    >>> without_tex(r"\url{https://x.org/a\_b\%20c}"), without_tex(r"10.1000/a{\_}b"), without_tex(r"x.org/$\sim$ann")
    ('https://x.org/a_b%20c', '10.1000/a_b', 'x.org/~ann')
    """
    text = _TILDE.sub("~", _ADDRESS.sub("{", written))
    return _ESCAPED.sub(lambda found: found[1] or "", text).strip()


def is_web(address: str) -> bool:
    """Whether `address` is one that a page may lead to.

    >>> is_web("https://example.org/a"), is_web("javascript:alert(1)"), is_web("https://javascript:alert(1)")
    (True, False, False)
    """
    try:
        parts = urlsplit(address)
        return bool(re.fullmatch(r"https?://[^\s<>\"]+", address) and parts.hostname) and parts.port != 0
    except ValueError:  # a port that is no number, a bracket that is not closed
        return False
