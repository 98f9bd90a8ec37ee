"""Templates as Python has compiled them, kept between builds: MkDocs reads all anew for each, and for each edit."""

from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache
from jinja2.bccache import Bucket

from mkdocs_colophon.host.mkdocs import repairs

_REPAIRS = sha256(Path(repairs.__file__).read_bytes()).hexdigest()


class TemplateCache(FileSystemBytecodeCache):
    """Compiled templates in a `folder`, one file each, which hold for what they were made from.

    A folder that cannot be written costs time only.

    Examples
    --------
    >>> environment = Environment(bytecode_cache=TemplateCache(Path("templates")))
    >>> environment.from_string("{{ 1 + 1 }}").render()
    '2'
    """

    def __init__(self, folder: Path) -> None:
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
        super().__init__(str(folder))

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """What is kept of a template. It holds for its `source`, and for all that has a say in how that is compiled."""
        compiled_by = (_REPAIRS, sorted(environment.extensions), sorted(environment.filters), sorted(environment.tests))
        return super().get_bucket(environment, name, filename, f"{compiled_by}{source}")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what has been kept, if it can be read."""
        with suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what has been compiled."""
        with suppress(OSError):
            super().dump_bytecode(bucket)
