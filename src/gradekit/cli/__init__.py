"""The command line. It needs the extra `cli`; without it, it says so and stops."""

from __future__ import annotations

import sys
from importlib import import_module

__all__ = ["main"]


def main() -> None:
    """Run the command line."""
    try:
        app = import_module("gradekit.cli.app")
    except ModuleNotFoundError as error:
        if error.name is None or error.name.startswith("gradekit"):
            raise
        sys.stderr.write(
            f"the command line needs {error.name}: install it with  pip install 'gradekit[cli]'\n"
        )
        raise SystemExit(2) from None
    app.run()
