"""A command of `gradekit`, run in this process: what a user types, and what comes back.

Starting Python and reading the package takes longer than most commands; that a process of its own
says the same is held by tests/acceptance/test_cli_edges.py.
"""

from __future__ import annotations

import io
import sys
from contextlib import chdir, nullcontext, redirect_stderr, redirect_stdout
from pathlib import Path

from attrs import frozen

from gradekit.cli import main


@frozen
class Done:
    """What a command did."""

    returncode: int
    stdout: str
    stderr: str


def run(*arguments: str, cwd: Path | None = None) -> Done:
    """Run a command; its exit status, and what it wrote."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    given, sys.argv = sys.argv, ["gradekit", *arguments]
    status: object = 0
    try:
        with redirect_stdout(out), redirect_stderr(err), chdir(cwd) if cwd else nullcontext():
            main()
    except SystemExit as ended:
        status = ended.code
    finally:
        sys.argv = given
    out.flush()
    err.flush()
    written = [each.detach().getvalue().decode("utf-8") for each in (out, err)]
    return Done(status if isinstance(status, int) else 0, *written)
