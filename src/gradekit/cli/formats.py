"""The commands about formats: `schema`, `template` and `convert`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gradekit import io
from gradekit.cli.shared import Document, app, find_guideline, say
from gradekit.errors import DocumentError, Problem

__all__ = ["convert", "schema", "template"]


@app.command()
def schema() -> None:
    """Print the JSON Schema of the document format."""
    say(io.shipped_schema().rstrip("\n"))


@app.command()
def template(
    out: Annotated[str, typer.Argument(help="The .xlsx workbook to write.")],
) -> None:
    """Write an empty workbook to fill in, with drop-downs and a help row."""
    file = Path(out)
    if file.suffix.lower() != ".xlsx":
        raise DocumentError(
            Problem("unknown format", expected="a name ending in .xlsx", got=repr(out))
        )
    if file.exists():
        raise DocumentError(
            Problem(
                "file exists",
                expected="a new file",
                got=repr(out),
                hint="a filled-in workbook is never replaced by an empty one",
            )
        )
    io.write_template(file)


@app.command()
def convert(
    document: Document,
    out: Annotated[
        str,
        typer.Argument(help="A .json, .yaml or .xlsx file, or the name of a folder for CSV files."),
    ],
) -> None:
    """Write a guideline in another format: JSON, YAML, a workbook or a folder of CSV files."""
    io.dump(find_guideline(document), out)
