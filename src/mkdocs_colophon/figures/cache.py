"""The cache of pictures: each under the digest of its bytes, and for each figure a record of what it was made from.

The record is written last and in one step, so whatever kills a build, the cache holds whole figures only.
"""

import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from mkdocs_colophon.figures.model import Drawing, Studio


@dataclass(frozen=True, slots=True)
class Record:
    """A picture in the cache, with the environment and the files, by digest, that it was drawn from."""

    drawing: Drawing
    environment: Mapping[str, str]
    files: Mapping[str, str]


def load(studio: Studio, name: str) -> Record | None:
    """The record of figure `name`, or None if the cache does not hold it whole."""
    path = _record(studio, name)
    try:
        data = json.loads(path.read_text("utf-8"))
        record = Record(_drawing(studio, name, data), data["environment"], data["files"])
    except (FileNotFoundError, json.JSONDecodeError, KeyError):
        return None
    return record if record.drawing.light.is_file() and record.drawing.dark.is_file() else None


def store(
    studio: Studio, name: str, drawn: Mapping[str, Any], environment: Mapping[str, str], files: Mapping[str, str]
) -> Record:
    """Take a drawn figure into the cache; `drawn` holds its two pictures as bytes and what the worker says of them."""
    data = {
        "light": _picture(studio, drawn["light"]),
        "dark": _picture(studio, drawn["dark"]),
        "width": drawn["width"],
        "height": drawn["height"],
        "alternative": drawn["alternative"],
        "description": drawn["description"],
        "environment": dict(environment),
        "files": dict(files),
    }
    _write(_record(studio, name), json.dumps(data, indent=1).encode())
    return Record(_drawing(studio, name, data), environment, files)


def _drawing(studio: Studio, name: str, data: Mapping[str, Any]) -> Drawing:
    light, dark = (studio.cache / "pictures" / data[side] for side in ("light", "dark"))
    return Drawing(name, light, dark, data["width"], data["height"], data["alternative"], data["description"])


def _record(studio: Studio, name: str) -> Path:
    return studio.cache / "records" / f"{name}.json"


def _picture(studio: Studio, content: bytes) -> str:
    name = f"{sha256(content).hexdigest()[:32]}.svg"
    path = studio.cache / "pictures" / name
    if not path.is_file():
        _write(path, content)
    return name


def _write(path: Path, content: bytes) -> None:
    """Put `content` at `path` in one step: readers see the old file or the new one, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
