"""The command line. It needs the extra `cli`; without it, it says so and stops."""

from __future__ import annotations

import sys

__all__ = ["main"]

try:
    from gradekit.cli.app import run
except ModuleNotFoundError as error:
    if error.name is None or error.name.startswith("gradekit"):
        raise
    MISSING: str | None = error.name
else:
    MISSING = None


def main() -> None:
    """Run the command line."""
    if MISSING is not None:
        sys.stderr.write(
            f"the command line needs {MISSING}: install it with  pip install 'gradekit[cli]'\n"
        )
        raise SystemExit(2)
    run()
