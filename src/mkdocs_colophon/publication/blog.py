"""The authors of a blog of Material, whose posts name them by key."""

from pathlib import Path

import yaml

FILE = ".authors.yml"


def authors(folder: Path, top: Path) -> dict[str, str]:
    """Names by key, from the nearest `.authors.yml` in `folder` or above it, but not above `top`.

    A broken file gives no names: the blog, whose file it is, reports it.
    """
    for place in (folder, *folder.parents):
        if (file := place / FILE).is_file():
            return _names(file.read_text("utf-8", errors="replace"))
        if place == top:
            break
    return {}


def _names(text: str) -> dict[str, str]:
    try:
        values = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError):
        return {}
    listed = values.get("authors") if isinstance(values, dict) else None
    people = listed.items() if isinstance(listed, dict) else ()
    return {str(key): str(person["name"]) for key, person in people if isinstance(person, dict) and "name" in person}
