"""The command that compares two versions of a guideline: `diff`."""

from __future__ import annotations

from typing import Annotated

import typer

from gradekit.changes import compare
from gradekit.cli.shared import FINDINGS, Document, Form, Format, app, as_json, find_guideline, say
from gradekit.report.changes import changes_data, changes_markdown, changes_text

__all__ = ["diff"]


@app.command()
def diff(
    before: Document,
    after: Document,
    form: Form = Format.TEXT,
    *,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit with 1 where anything changed.")
    ] = False,
) -> None:
    """Show what changed in evidence, judgements and answers between two versions."""
    old, new = find_guideline(before), find_guideline(after)
    found = compare(old, new)
    if form is Format.JSON:
        say(as_json(changes_data(found, old, new)))
    elif form is Format.MARKDOWN:
        say(changes_markdown(found))
    else:
        say(changes_text(found))
    if exit_code and found:
        raise typer.Exit(FINDINGS)
