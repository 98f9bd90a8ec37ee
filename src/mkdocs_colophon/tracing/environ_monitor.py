"""The environment variables of a run."""

import os
from collections.abc import Iterator
from hashlib import sha256


class Variables(os._Environ[str]):
    """`os.environ` as it is; in `noted` is put which are read, and the digest of what they were at the start."""

    def __init__(self, noted: dict[str, str | None]) -> None:
        vars(self).update(vars(os.environ))  # the same variables, in both directions
        self._noted, self._before = noted, dict(os.environ)

    def __getitem__(self, name: str) -> str:
        self.encodekey(name)  # raises if that can be no name
        self._note(name)
        return super().__getitem__(name)

    def __iter__(self) -> Iterator[str]:
        for name in super().__iter__():
            self._note(name)
            yield name

    def _note(self, name: str) -> None:
        self._noted[name] = digest(self._before.get(name))


def digest(value: str | None) -> str | None:
    """The SHA-256 of a variable in hexadecimal, as it may be a secret; None if it is not set."""
    return None if value is None else sha256(os.fsencode(value)).hexdigest()
