"""The command `audit`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from gradekit import datasets
from gradekit.audit import Severity
from gradekit.audit import audit as audited
from gradekit.cli.shared import (
    FINDINGS,
    Document,
    Named,
    app,
    as_json,
    find_guideline,
    find_policy,
    say,
)
from gradekit.report.audit import audit_data, audit_markdown, audit_sarif, audit_text

__all__ = ["audit"]


class AuditFormat(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    SARIF = "sarif"


@app.command()
def audit(
    document: Document,
    form: Annotated[
        AuditFormat, typer.Option("--format", help="text, json, markdown or sarif.")
    ] = AuditFormat.TEXT,
    policy: Named = None,
) -> None:
    """Audit a guideline: exit 0 without warnings and errors, 1 with any, 2 for bad input."""
    guideline, used = find_guideline(document), find_policy(policy)
    findings = audited(guideline, used)
    if form is AuditFormat.JSON:
        say(as_json(audit_data(guideline, findings, used)))
    elif form is AuditFormat.SARIF:
        given = None if document in datasets.names() else Path(document).as_posix()
        say(as_json(audit_sarif(findings, given)))
    elif form is AuditFormat.MARKDOWN:
        say(audit_markdown(guideline, findings))
    else:
        say(audit_text(guideline, findings))
    if any(each.severity > Severity.NOTE for each in findings):
        raise typer.Exit(FINDINGS)
