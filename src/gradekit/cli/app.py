"""The application with all its commands. Exit 0: fine; 1: findings; 2: bad input, line by line."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper

from gradekit.cli import answers, audit, conformance, diff, documents, formats, report, sweep
from gradekit.cli.shared import BAD_INPUT, FINDINGS, app
from gradekit.errors import GradekitError

__all__ = ["COMMANDS", "run"]

COMMANDS = (answers, audit, conformance, diff, documents, formats, report, sweep)
"""The modules whose import adds their commands, in the order help lists them."""


def run() -> None:
    """Run the command line; bad input becomes lines on standard error and exit status 2."""
    if isinstance(sys.stdout, TextIOWrapper):
        # A terminal that cannot show a letter shows its code instead of failing half-way.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        try:
            app(standalone_mode=True)
        finally:
            sys.stdout.flush()
    except GradekitError as error:
        for problem in error.problems:
            sys.stderr.write(f"{problem}\n")
        raise SystemExit(BAD_INPUT) from None
    except BrokenPipeError:
        _let_go()
        raise SystemExit(FINDINGS) from None  # as for any output that was closed half-way
    except OSError as error:
        _let_go()
        sys.stderr.write(f"output cannot be written: {error.strerror or error}\n")
        raise SystemExit(BAD_INPUT) from None


def _let_go() -> None:
    """Send what waits to be written nowhere, or Python would try it again and complain."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
