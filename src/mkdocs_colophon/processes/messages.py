"""Messages between a process and the server that it has started: objects of any size on a stream of bytes."""

import pickle
import struct
from typing import IO, Any

_LENGTH = struct.Struct("!Q")


def send(stream: IO[bytes], message: object) -> None:
    """Write one message."""
    content = pickle.dumps(message)
    stream.write(_LENGTH.pack(len(content)) + content)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Read one message.

    Raises
    ------
    EOFError
        If there is none left.

    Examples
    --------
    >>> import io
    >>> stream = io.BytesIO()
    >>> send(stream, ("a", 1))
    >>> _ = stream.seek(0)
    >>> receive(stream)
    ('a', 1)
    """
    return pickle.loads(_exactly(stream, _LENGTH.unpack(_exactly(stream, _LENGTH.size))[0]))


def _exactly(stream: IO[bytes], size: int) -> bytes:
    """The next `size` bytes: a stream without a buffer gives them in pieces."""
    pieces = []
    while size:
        piece = stream.read(size)
        if not piece:
            raise EOFError
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)
