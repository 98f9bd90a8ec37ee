"""Watches what a notebook touches, in the kernel that executes it: a process in which Colophon may not be installed."""

import json
import platform
import sys
from dataclasses import asdict

from mkdocs_colophon.tracing.access_monitor import AccessMonitor
from mkdocs_colophon.tracing.trace import traced


def start(root: str, *ignored: str) -> None:
    """Watch this process from now on; see `AccessMonitor`. `sys._colophon_report` writes what was seen into a file."""
    monitor = AccessMonitor(root, *ignored)

    def report(path: str) -> None:
        with monitor.quiet(), open(path, "w", encoding="ascii") as file:
            json.dump({"python": platform.python_version(), "trace": asdict(traced(monitor))}, file)

    sys._colophon_report = report  # type: ignore[attr-defined]  # out of the notebook's sight
    monitor.start()
