"""Which of the languages that ship is nearest to the one that is asked for."""

from collections.abc import Container

_TRADITIONAL = dict.fromkeys(("zh-hant", "zh-hk", "zh-mo"), "zh-tw")


def nearest(language: str, shipped: Container[str]) -> str:
    """The first that ships of ``zh-hant-hk``, ``zh-hant`` (as ``zh-tw``), ``zh``; or English.

    >>> nearest("zh_Hant_HK", {"zh", "zh-tw"}), nearest("eo", {"zh"})
    ('zh-tw', 'en')
    """
    tag = language.replace("_", "-").lower()
    while tag:
        if (known := _TRADITIONAL.get(tag, tag)) in shipped:
            return known
        tag = tag.rpartition("-")[0]
    return "en"
