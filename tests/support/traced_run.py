"""Runs code in a process of its own, and gives what the monitor has seen of it."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from mkdocs_colophon.tracing.trace import Trace

PROGRAM = """
import json, sys
from dataclasses import asdict
from mkdocs_colophon.tracing.access_monitor import AccessMonitor
from mkdocs_colophon.tracing.trace import traced

root, code = sys.argv[1:]
monitor = AccessMonitor(root, f"{root}/ignored")
monitor.start()
exec(code, {})
with monitor.quiet():
    print(json.dumps(asdict(traced(monitor))))
"""

Run = Callable[..., Trace]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """What code touches that runs in `tmp_path`; paths below that are relative to it."""

    def traced(code: str, **variables: str) -> Trace:
        command = [sys.executable, "-B", "-P", "-c", PROGRAM, str(tmp_path), code]
        done = subprocess.run(command, cwd=tmp_path, env=variables, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return Trace.of(json.loads(done.stdout)).relative(lambda path: path.removeprefix(f"{tmp_path}/"))

    return traced
