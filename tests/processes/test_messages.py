"""Objects on a stream of bytes come out as they went in."""

import io
import os

import pytest

from mkdocs_colophon.processes.messages import receive, send


def test_messages_of_any_size_come_out_in_their_order() -> None:
    stream, messages = io.BytesIO(), [("a", 1), b"x" * 1_000_000, None, {"é": [1.5]}]
    for message in messages:
        send(stream, message)
    stream.seek(0)
    assert [receive(stream) for _ in messages] == messages
    with pytest.raises(EOFError):
        receive(stream)


def test_a_message_that_comes_in_pieces_is_put_together() -> None:
    reader, writer = os.pipe()
    with os.fdopen(reader, "rb", buffering=0) as source, os.fdopen(writer, "wb") as sink:
        sink.write(b"\0\0\0")
        sink.flush()
        whole = io.BytesIO()
        send(whole, "x")
        sink.write(whole.getvalue()[3:])
        sink.flush()
        assert receive(source) == "x"


def test_a_message_that_breaks_off_is_the_end() -> None:
    whole = io.BytesIO()
    send(whole, "x" * 100)
    with pytest.raises(EOFError):
        receive(io.BytesIO(whole.getvalue()[:-1]))
