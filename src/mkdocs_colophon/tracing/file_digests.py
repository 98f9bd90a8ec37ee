"""Digests of what is on the disk."""

import os
import stat
from hashlib import sha256


def content(path: str) -> str | None:
    """The SHA-256 of a file's bytes in hexadecimal, or None if there is no ordinary file that can be read.

    >>> content("nowhere")
    """
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            return None
        with open(path, "rb") as file:
            digest = sha256()
            while piece := file.read(1 << 20):
                digest.update(piece)
            return digest.hexdigest()
    except (OSError, ValueError):
        return None


def listing(path: str) -> str | None:
    """The SHA-256 of the names in a folder but for Python's bytecode, or None if there is no such folder."""
    try:
        names = sorted(name for name in os.listdir(path) if name != "__pycache__")
    except OSError:
        return None
    return sha256("\0".join(names).encode("utf-8", "surrogateescape")).hexdigest()
