"""The environment variables of a figure script."""

from collections.abc import Iterator, MutableMapping
from hashlib import sha256


class Variables(MutableMapping[str, str]):
    """The environment variables; in `noted` is put which are read, and the digest of what they were at the start."""

    def __init__(self, variables: MutableMapping[str, str], noted: dict[str, str | None]) -> None:
        self._variables, self._noted, self._before = variables, noted, dict(variables)

    def __getitem__(self, name: str) -> str:
        self._note(name)
        return self._variables[name]

    def __setitem__(self, name: str, value: str) -> None:
        self._variables[name] = value

    def __delitem__(self, name: str) -> None:
        del self._variables[name]

    def __iter__(self) -> Iterator[str]:
        for name in self._variables:
            self._note(name)
            yield name

    def __len__(self) -> int:
        return len(self._variables)

    def copy(self) -> dict[str, str]:
        return dict(self)

    def _note(self, name: str) -> None:
        value = self._before.get(name)
        self._noted[name] = None if value is None else sha256(value.encode()).hexdigest()
