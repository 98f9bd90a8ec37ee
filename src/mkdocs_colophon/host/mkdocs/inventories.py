"""The names that a site has for others, and those that others have for it: `objects.inv`, read and written."""

import re
from collections.abc import Mapping
from pathlib import Path

from mkdocs_colophon.crossref import abroad, inventory
from mkdocs_colophon.crossref.inventory import Inventory
from mkdocs_colophon.crossref.kinds import Kinds
from mkdocs_colophon.host.mkdocs.project import Project
from mkdocs_colophon.pipeline.site import Site
from mkdocs_colophon.problems import Problem

FILE = "objects.inv"
_NAME = re.compile(r"[a-z][\w-]*")
_RESERVED = ("val", "doi", "arxiv")  # what other keys begin with
_FORM = "write it as in `other: {url: https://other.example/, file: other.inv}`"


def read(project: Project, kinds: Kinds) -> dict[str, Inventory]:
    """What the sites that mkdocs.yml names have; what is wrong with that is noted."""
    found = {}
    for name, given in project.options.inventories.items():
        try:
            found[str(name)] = _read(str(name), given, project, kinds)
        except (ValueError, OSError) as error:
            reason = error.strerror if isinstance(error, OSError) else str(error)
            text = f"the inventory '{name}' cannot be read: {reason}"
            project.note(Problem("INV002", text, _FORM), "inventories", str(name))
    return found


def files(project: Project) -> list[str]:
    """The files of the inventories that mkdocs.yml names."""
    given = (each for each in project.options.inventories.values() if isinstance(each, dict))
    return [str(each["file"]) for each in given if "file" in each]


def write(site: Site, project: Project) -> None:
    """Write the inventory of the site as it is built; if a plugin has written one, what that holds stays in it."""
    if not site.index.labels:
        return
    path = Path(project.config.site_dir) / FILE
    own = list(abroad.things(site.index.labels, site.wording))
    others = path.read_bytes() if "mkdocstrings" in project.config.plugins and path.is_file() else b""
    path.write_bytes(inventory.written(project.config.site_name, own, others))


def _read(name: str, given: object, project: Project, kinds: Kinds) -> Inventory:
    if not _NAME.fullmatch(name) or name in kinds or name in _RESERVED:
        raise ValueError("its name is one word that begins with a small letter, and no kind of label")
    if not isinstance(given, Mapping) or not all(isinstance(given.get(key), str) for key in ("url", "file")):
        raise ValueError("it has no url, or no file")
    return inventory.read((project.root / given["file"]).read_bytes(), given["url"])
