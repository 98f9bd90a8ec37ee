"""What mkdocs.yml says of the code that figures call, for programs that run without MkDocs."""

from pathlib import Path
from typing import Any

import yaml

DEFAULT = ["src"]  # that of the option; `config` cannot be asked without MkDocs


class _Loader(yaml.SafeLoader):
    """Reads what it knows, and passes over tags such as `!ENV` and `!!python/name`."""


_Loader.add_multi_constructor("", lambda loader, suffix, node: None)


def import_paths(config: Path) -> list[str]:
    """The option `import_paths` of the plugin in the file `config`; its default where that says nothing.

    >>> import_paths(Path("nowhere/mkdocs.yml"))
    ['src']
    """
    try:
        plugins = yaml.load(config.read_text("utf-8"), _Loader)["plugins"]
    except (OSError, yaml.YAMLError, KeyError, TypeError):
        return DEFAULT
    named = plugins if isinstance(plugins, list) else [plugins]
    options: list[Any] = [each["colophon"] for each in named if isinstance(each, dict) and each.get("colophon")]
    found = options[0].get("import_paths") if options and isinstance(options[0], dict) else None
    return [str(path) for path in found] if isinstance(found, list) else DEFAULT
