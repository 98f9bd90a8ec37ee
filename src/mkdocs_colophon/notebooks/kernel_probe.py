"""Watches what a notebook uses. The text of this file is executed in the notebook's kernel, before its first cell.

Nothing is imported at the top: the notebook shares the namespace, and would find there what it forgot to import.
"""


def _colophon_watch() -> None:
    import os
    import sys

    before, opened = set(sys.modules), set()

    def hook(event: str, arguments: tuple) -> None:  # type: ignore[type-arg]
        if event == "open" and isinstance(arguments[0], str) and not arguments[2] & (os.O_WRONLY | os.O_RDWR):
            opened.add(arguments[0])

    def report() -> str:
        import json
        import platform
        from importlib.metadata import packages_distributions, version

        new = set(sys.modules) - before
        files = [*opened, *(getattr(sys.modules[name], "__file__", None) or "" for name in new)]
        known = packages_distributions()
        packages = {name for module in new for name in known.get(module.partition(".")[0], ())}
        versions = {name: version(name) for name in packages} | {"python": platform.python_version()}
        paths = {os.path.realpath(name) for name in files if name}
        return json.dumps({"files": sorted(paths), "versions": versions})

    sys.addaudithook(hook)
    sys._colophon_report = report  # type: ignore[attr-defined]


_colophon_watch()
del _colophon_watch
