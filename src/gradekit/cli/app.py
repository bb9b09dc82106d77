"""The commands. Exit 0: fine; 1: findings; 2: bad input, with every problem on its own line."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer

from gradekit import datasets, io
from gradekit.audit import Severity
from gradekit.audit import audit as audited
from gradekit.cli.tables import print_answers, print_datasets
from gradekit.errors import DocumentError, GradekitError, Problem
from gradekit.guideline import Guideline
from gradekit.policy import Policy, policy_named
from gradekit.report import answers, explained, markdown
from gradekit.report.audit import audit_data, audit_markdown, audit_sarif, audit_text

__all__ = ["run"]

FINDINGS = 1
BAD_INPUT = 2

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="From evidence to recommendation: gradekit computes what judgements imply, and suggests.",
)


class Format(StrEnum):
    """How answers are printed."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


class AuditFormat(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    SARIF = "sarif"


Document = Annotated[
    str, typer.Argument(help="A dataset's name (see `gradekit datasets`) or a path to a document.")
]
Form = Annotated[Format, typer.Option("--format", help="text, json or markdown.")]
Named = Annotated[
    str | None,
    typer.Option("--policy", help="bmj-rapid, grade-2013, ebm-table or core-2025."),
]


def _guideline(document: str) -> Guideline:
    if document in datasets.names():
        return datasets.load(document)
    if not Path(document).suffix:
        raise DocumentError(
            Problem(
                "no such dataset",
                expected="one of " + ", ".join(datasets.names()) + ", or a path to a .json file",
                got=repr(document),
            )
        )
    return io.load(document)


def _policy(name: str | None) -> Policy | None:
    if name is None:
        return None
    try:
        return policy_named(name)
    except GradekitError as error:
        raise error.below("policy") from None


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")


def _json(data: object) -> str:
    return json.dumps(data, indent=2, ensure_ascii=False)


@app.command()
def recommend(document: Document, form: Form = Format.TEXT, policy: Named = None) -> None:
    """Suggest a recommendation for every comparison of a guideline."""
    guideline, used = _guideline(document), _policy(policy)
    if form is Format.JSON:
        _say(_json(answers(guideline, used)))
    elif form is Format.MARKDOWN:
        _say(markdown(guideline, used))
    else:
        print_answers(guideline, used)


@app.command()
def explain(
    document: Document,
    comparison: Annotated[
        str | None, typer.Argument(help="Id of a comparison; all of them unless given.")
    ] = None,
    form: Form = Format.TEXT,
    policy: Named = None,
) -> None:
    """Explain answers: findings, share, ceilings, paradigms, what is missing, sources."""
    guideline, used = _guideline(document), _policy(policy)
    chosen = None if comparison is None else (guideline[comparison].id,)
    made = guideline.recommend(used, only=chosen)
    if form is Format.JSON:
        told = [explained(each) for each in made]
        _say(_json(told if comparison is None else told[0]))
    else:
        _say("\n\n".join(each.explain(form.value) for each in made))


@app.command()
def audit(
    document: Document,
    form: Annotated[
        AuditFormat, typer.Option("--format", help="text, json, markdown or sarif.")
    ] = AuditFormat.TEXT,
    policy: Named = None,
) -> None:
    """Audit a guideline: exit 0 without warnings and errors, 1 with any, 2 for bad input."""
    guideline, used = _guideline(document), _policy(policy)
    findings = audited(guideline, used)
    if form is AuditFormat.JSON:
        _say(_json(audit_data(guideline, findings, used)))
    elif form is AuditFormat.SARIF:
        given = None if document in datasets.names() else Path(document).as_posix()
        _say(_json(audit_sarif(findings, given)))
    elif form is AuditFormat.MARKDOWN:
        _say(audit_markdown(guideline, findings))
    else:
        _say(audit_text(guideline, findings))
    if any(each.severity > Severity.NOTE for each in findings):
        raise typer.Exit(FINDINGS)


@app.command(name="datasets")
def list_datasets(form: Form = Format.TEXT) -> None:
    """List the worked guidelines shipped with the library."""
    loaded = [(name, datasets.load(name)) for name in datasets.names()]
    if form is Format.TEXT:
        print_datasets(loaded)
    elif form is Format.JSON:
        _say(
            _json(
                [
                    {"name": name, "title": each.title, "comparisons": len(each)}
                    for name, each in loaded
                ]
            )
        )
    else:
        for name, each in loaded:
            _say(f"- `{name}`: {each.title}, {len(each)} comparisons")


def run() -> None:
    """Run the command line; bad input becomes lines on standard error and exit status 2."""
    if isinstance(sys.stdout, TextIOWrapper):
        # A terminal that cannot show a letter shows its code instead of failing half-way.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        app(standalone_mode=True)
    except GradekitError as error:
        for problem in error.problems:
            sys.stderr.write(f"{problem}\n")
        raise SystemExit(BAD_INPUT) from None
