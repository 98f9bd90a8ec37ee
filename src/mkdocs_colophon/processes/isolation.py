"""Calls a function in a process of its own, under limits, and leaves what it gives in a file.

Whoever forks or starts the process is elsewhere: a server on systems that can fork, `python -m` on the others.
"""

import faulthandler
import importlib.util
import os
import pickle
import pkgutil
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, NoReturn

GRACE = 2.0  # seconds in which a process that is past its time may say where it was
LAST = GRACE / 2  # of these, those that it has to say so itself
LATE = "Timeout ("  # how the dump of such a process begins, in the words of faulthandler
MODULE = "mkdocs_colophon.processes.isolation"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a call may use: seconds of time, and bytes of address space."""

    timeout: float = 60.0
    memory: int = 4 << 30


class Ended(Exception):
    """The process ended before the function returned.

    Attributes
    ----------
    status : its exit status, or the negative number of the signal that ended it.
    late : whether it had used up its time.
    dump : the stack of each thread as it ended, if that is known, in the words of `faulthandler`.
    """

    def __init__(self, status: int, late: bool, dump: str) -> None:
        super().__init__(status, late, dump)
        self.status, self.late, self.dump = status, late, dump


Warm = Callable[[], object]
"""Imports what calls need, before the first is made; a function of a module."""


def idle() -> None:
    """Import nothing."""


def name_of(warm: Warm) -> str:
    """How a process is told on its command line what to call; `pkgutil.resolve_name` finds it again."""
    return f"{warm.__module__}:{warm.__qualname__}"


def run(call: bytes, result: IO[bytes], dump: IO[bytes], limits: Limits) -> NoReturn:
    """Make the call, a pickled function without arguments; leave in `result` what `returned` reads; end this process.

    It ends at once: threads and exit handlers of what was called are not waited for.
    """
    status = 1
    try:
        _run(call, result, dump, limits)
        status = 0
    except SystemExit as error:
        status = error.code if isinstance(error.code, int) else int(error.code is not None)
    finally:
        os._exit(status)


def _run(call: bytes, result: IO[bytes], dump: IO[bytes], limits: Limits) -> None:
    faulthandler.enable(file=dump)
    end_after(limits.timeout, dump)
    limit_memory(limits.memory)
    try:
        outcome: tuple[bool, Any] = True, pickle.loads(call)()
    except Exception as error:  # noqa: BLE001  it is handed to the caller, who is in another process
        outcome = False, error
    dismiss()
    try:
        content = pickle.dumps(outcome)
    except (pickle.PicklingError, TypeError, AttributeError, MemoryError) as error:
        content = pickle.dumps((False, RuntimeError(f"what was returned cannot be handed on: {error}")))
    result.write(content)
    result.flush()


def end_after(seconds: float, dump: IO[bytes]) -> None:
    """End this process when its time is over, and leave in `dump` where it was.

    A signal has it say so itself, between two of its instructions. If it is in the middle of a long one, a thread of
    faulthandler's comes a little later. That one alone would not do: it reads a stack that may be changing, and of a
    hundred endless loops one was ended with half a line of dump.
    """
    faulthandler.dump_traceback_later(seconds + LAST, exit=True, file=dump)

    def say_where(number: int, frame: object) -> None:
        dump.write(LATE.encode())
        dump.flush()
        faulthandler.dump_traceback(dump, all_threads=False)
        os._exit(1)

    if sys.platform != "win32":
        signal.signal(signal.SIGALRM, say_where)
        signal.setitimer(signal.ITIMER_REAL, seconds)


def dismiss() -> None:
    """Let this process go on for as long as it wants."""
    faulthandler.cancel_dump_traceback_later()
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, 0)


def returned(content: bytes, status: int, late: bool, dump: str) -> Any:
    """What the function returned.

    Raises
    ------
    Ended
        If its process ended before.
    Exception
        Whatever the function raised.
    """
    try:
        fine, value = pickle.loads(content)
    except (EOFError, pickle.UnpicklingError):
        raise Ended(status, late or LATE in dump, dump) from None
    if not fine:
        raise value
    return value


def limit_memory(size: int) -> None:
    """Make an allocation beyond `size` bytes a MemoryError, where the system can."""
    if importlib.util.find_spec("resource"):
        import resource

        with suppress(ValueError, OSError):  # macOS knows the limit but refuses to set it
            resource.setrlimit(resource.RLIMIT_AS, (size, resource.getrlimit(resource.RLIMIT_AS)[1]))
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def silence() -> None:
    """Point the three standard streams to nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)


def main() -> None:
    """Make the call on standard input, with the paths of the two files and the limits on the command line."""
    result, dump, timeout, memory, warm = sys.argv[1:]
    call = sys.stdin.buffer.read()
    silence()
    pkgutil.resolve_name(warm)()  # before the clock starts, as a server has it, too
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the build, which then ends us
    with Path(result).open("wb") as result_file, Path(dump).open("wb") as dump_file:
        run(call, result_file, dump_file, Limits(float(timeout), int(memory)))


if __name__ == "__main__":
    main()
