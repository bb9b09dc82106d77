"""Another program run once: all it is asked given to it, what it says bounded in size and time."""

from __future__ import annotations

import math
import os
import shlex
import subprocess
import time
from collections.abc import Callable, Iterator
from threading import Thread
from typing import IO

from attrs import field, frozen

from gradekit.errors import DocumentError, Problem

__all__ = ["MOST_SECONDS", "Ran", "checked_timeout", "refused", "run"]

MOST_SECONDS = 86_400
_PIECE = 1 << 16  # bytes read at a time
_END = 600  # characters kept of either end of what a failing command said
_GRACE = 1.0  # seconds a program may still hold its output once it has ended


def refused(what: str, expected: str, got: str = "", hint: str = "") -> DocumentError:
    """An error about the command as a whole."""
    return DocumentError(Problem(what, (), expected, got, hint))


def checked_timeout(seconds: float | None) -> float | None:
    """A time-out that can be waited for; None for none.

    Args:
        seconds: as somebody gave them.

    Raises:
        DocumentError: they are not above 0 and finite, or more than a day.
    """
    if seconds is None or (math.isfinite(seconds) and 0 < seconds <= MOST_SECONDS):
        return seconds
    expected = f"seconds above 0, at most {MOST_SECONDS}"
    raise DocumentError(Problem("time-out", ("timeout",), expected, f"{seconds:g}"))


@frozen
class Ran:
    """What a program said.

    Args:
        stdout: all of it.
        stderr: its beginning and its end.
        status: with which it ended; None where it was ended because time was over.
    """

    stdout: str
    stderr: str
    status: int | None


def _pieces(pipe: IO[bytes]) -> Iterator[bytes]:
    """What comes through a pipe, as it comes, to its end."""
    with pipe:
        while piece := os.read(pipe.fileno(), _PIECE):
            yield piece


@frozen
class _Kept:
    """What is read from a pipe: all up to a size, or only both ends."""

    most: int
    pieces: list[bytes] = field(factory=list)

    def read(self, pipe: IO[bytes], too_much: Callable[[], None]) -> None:
        """Read to the end; once it is too much, say so and keep no more."""
        size = 0
        for piece in _pieces(pipe):
            size += len(piece)
            if size <= self.most:
                self.pieces.append(piece)
            else:
                too_much()

    def read_ends(self, pipe: IO[bytes]) -> None:
        """Read to the end; keep the first piece and the last ones."""
        for piece in _pieces(pipe):
            self.pieces.append(piece)
            if sum(map(len, self.pieces[1:-1])) > self.most:
                del self.pieces[1]

    @property
    def text(self) -> str:
        """What was kept."""
        return b"".join(self.pieces).decode("utf-8", errors="replace")

    @property
    def ends(self) -> str:
        """Head and tail, without what stands between."""
        text = self.text.strip()
        return text if len(text) <= 2 * _END else f"{text[:_END]} ... {text[-_END:]}"


def run(command: str, given: str, *, most: int, timeout: float | None) -> Ran:
    """Run a program, without a shell.

    Args:
        command: program and arguments, as in a shell.
        given: its standard input.
        most: bytes it may write to standard output; it is ended where it writes more.
        timeout: seconds, after which it is ended.

    Raises:
        DocumentError: it is not there, or writes too much.
    """
    started = _start(command)
    assert started.stdin is not None  # noqa: S101 - all three were asked for
    assert started.stdout is not None  # noqa: S101
    assert started.stderr is not None  # noqa: S101
    out, told, flooded = _Kept(most), _Kept(_PIECE), []

    def too_much() -> None:
        flooded.append(True)
        started.kill()

    threads = [
        Thread(target=_write, args=(started.stdin, given.encode()), daemon=True),
        Thread(target=out.read, args=(started.stdout, too_much), daemon=True),
        Thread(target=told.read_ends, args=(started.stderr,), daemon=True),
    ]
    for each in threads:
        each.start()
    over = _waited(started, threads, timeout)
    if flooded:
        raise refused(
            "command wrote too much",
            f"at most {most} bytes on standard output",
            "more",
            f"it begins {out.text[:80]!r}",
        )
    return Ran(out.text, told.ends, None if over else started.returncode)


def _start(command: str) -> subprocess.Popen[bytes]:
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise refused("command cannot be read", "a program and its arguments", str(error)) from None
    if not words:
        raise refused("no command", "a program and its arguments")
    pipe = subprocess.PIPE
    try:
        return subprocess.Popen(  # noqa: S603 - the user's own command, without a shell
            words, stdin=pipe, stdout=pipe, stderr=pipe
        )
    except (OSError, ValueError) as error:  # a program that is not there, a NUL in its name
        raise refused("command did not start", "a program that can be run", str(error)) from None


def _write(pipe: IO[bytes], given: bytes) -> None:
    try:
        with pipe:
            pipe.write(given)
    except OSError:
        return  # it ended, or closed its input, before it read all


def _waited(started: subprocess.Popen[bytes], threads: list[Thread], timeout: float | None) -> bool:
    """Wait for a program and its output; whether its time was over before either ended."""
    until = None if timeout is None else time.monotonic() + timeout
    try:
        started.wait(timeout)
    except subprocess.TimeoutExpired:
        started.kill()
        started.wait()
        return True
    except BaseException:
        started.kill()
        raise
    if until is not None:
        until = max(until, time.monotonic() + _GRACE)
    for each in threads[1:]:
        each.join(None if until is None else max(0.0, until - time.monotonic()))
    return any(each.is_alive() for each in threads[1:])
