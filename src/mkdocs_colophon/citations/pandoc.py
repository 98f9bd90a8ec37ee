"""The pandoc program: where it is, and one process of it that answers line by line."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

PATIENCE = 60.0  # seconds for one page, a hundred times what a long one takes
OLDEST = (3, 1)
WORKER = Path(__file__).with_name("worker.lua")
LOCALE = "C.UTF-8"  # pandoc's reader of BibTeX would go by that of the machine; each page has a language of its own
REMEDY = "`pip install pypandoc_binary` brings one"

Message = Mapping[str, object]


class PandocError(Exception):
    """Pandoc is missing or too old, has died, does not answer, or cannot do what it is asked; the text says which."""


def find() -> tuple[str, str]:
    """The pandoc to run, and a text that changes with its version.

    That is the one of `COLOPHON_PANDOC`, or of the package pypandoc_binary, or else the one on the search path.

    Raises
    ------
    PandocError
        If there is none.
    """
    given = os.environ.get("COLOPHON_PANDOC")
    if not given and (bundled := _bundled()):
        return bundled
    if path := shutil.which(given or "pandoc"):
        about = os.stat(path)
        return path, f"{path} {about.st_size} {about.st_mtime_ns}"
    if given:
        raise PandocError(f"COLOPHON_PANDOC is '{given}', which is no program; mend it, or unset it: {REMEDY}")
    raise PandocError(f"pandoc is missing; {REMEDY}")


def check(path: str) -> None:
    """Raise a `PandocError` if the pandoc at `path` does not run or is too old."""
    try:
        told = subprocess.run([path, "--version"], capture_output=True, encoding="utf-8", timeout=PATIENCE)
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError) as error:
        raise PandocError(f"{path} does not run: {error}; {REMEDY}") from error
    number = re.match(r"pandoc\S* (\d+)\.(\d+)", told.stdout)
    if not number:
        raise PandocError(f"{path} is no pandoc; {REMEDY}")
    if (int(number[1]), int(number[2])) < OLDEST:
        raise PandocError(f"pandoc {number[1]}.{number[2]} is too old, 3.1 is needed; {REMEDY}")


class Worker:
    """One process, which answers each message with one line; end it with `close`."""

    def __init__(self, path: str) -> None:
        command = [path, "lua", str(WORKER)]
        spoken = {**os.environ, "LANG": LOCALE, "LC_ALL": LOCALE}
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            env=spoken,
        )
        self._lines: SimpleQueue[str] = SimpleQueue()
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()

    def exchange(self, messages: Sequence[Message]) -> Iterator[dict[str, Any]]:
        """The answer to each of `messages`, which are all written ahead while answers are read.

        Raises
        ------
        PandocError
            If the process ends, or leaves one message unanswered for `PATIENCE`.
        """
        writer = Thread(target=self._write, args=(messages,), daemon=True)
        writer.start()
        for _ in messages:
            try:
                line = self._lines.get(timeout=PATIENCE)
            except Empty as error:
                raise PandocError("pandoc does not answer") from error
            if not line:
                raise PandocError("pandoc ended before it answered")
            yield json.loads(line)
        writer.join()

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin and self._process.stdout
        self._process.kill()
        self._process.wait()
        with suppress(OSError):  # what was still to be written is of no use any more
            self._process.stdin.close()
        self._reader.join(timeout=1.0)
        if not self._reader.is_alive():  # a wrapper's own children may hold the pipe open
            self._process.stdout.close()

    def _write(self, messages: Sequence[Message]) -> None:
        assert self._process.stdin
        with suppress(OSError, ValueError):  # a dead process is noticed by who reads its answers
            for message in messages:
                self._process.stdin.write(json.dumps(message) + "\n")
            self._process.stdin.flush()

    def _read(self) -> None:
        """Pass on the lines, so that `exchange` need not wait for ever for one; an empty string is the end."""
        assert self._process.stdout
        for line in self._process.stdout:
            self._lines.put(line)
        self._lines.put("")


def _bundled() -> tuple[str, str] | None:
    package = find_spec("pypandoc")
    if not package or not package.origin:
        return None
    path = shutil.which("pandoc", path=str(Path(package.origin).parent / "files"))
    try:
        return (path, f"pypandoc_binary {version('pypandoc_binary')}") if path else None
    except PackageNotFoundError:
        return None
