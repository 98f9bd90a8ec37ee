"""Addresses within a site."""


def relative_url(url: str, page: str) -> str:
    """The way from the page at `page` to `url`, both relative to the site.

    >>> relative_url("articles/pooling/", "articles/convolution/")
    '../pooling/'
    >>> relative_url("", "articles/convolution/"), relative_url("b.html", "a.html")
    ('../../', 'b.html')
    """
    there, here = url.split("/"), page.split("/")
    shared = 0
    while shared < min(len(there), len(here)) - 1 and there[shared] == here[shared]:
        shared += 1
    return ("../" * (len(here) - 1 - shared) + "/".join(there[shared:])) or "./"
