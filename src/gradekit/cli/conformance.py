"""The commands `conformance export` and `conformance check`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from gradekit.cli.shared import FINDINGS, Form, Format, Named, app, as_json, find_policy, say
from gradekit.errors import DocumentError, Problem
from gradekit.policy import Policy
from gradekit.testing.conformance import ASKED, exported, vectors
from gradekit.testing.conformance_answers import imported
from gradekit.testing.conformance_check import check as checked
from gradekit.testing.conformance_run import checked_timeout
from gradekit.testing.conformance_schema import line_schema

__all__ = ["check", "export", "schema"]

_TIMEOUT = 300.0

conformance = typer.Typer(
    no_args_is_help=True, help="Vectors for other implementations of the decision."
)
app.add_typer(conformance, name="conformance")


def _asked(policy: str | None) -> tuple[Policy, ...]:
    found = find_policy(policy)
    return ASKED if found is None else (found,)


@conformance.command()
def export(
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="File to write; standard output unless given."),
    ] = None,
    policy: Named = None,
) -> None:
    """Write the vectors as JSON: situations at every boundary, and examples as documents."""
    used = _asked(policy)
    text = json.dumps(exported(vectors(*used), *used), ensure_ascii=False)
    if output is None:
        say(text)
        return
    try:
        output.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise DocumentError(
            Problem("file not written", ("output",), "a path that can be written", str(error))
        ) from None


@conformance.command()
def check(  # noqa: PLR0917 - the options of the command
    command: Annotated[str, typer.Argument(help="Program and arguments, in quotes.")],
    given: Annotated[
        Path | None, typer.Option("--vectors", help="A file `conformance export` wrote.")
    ] = None,
    only: Annotated[
        str,
        typer.Option(
            "--only", help="Begin of the ids to ask: situation, situation/ebm-table, document/edge."
        ),
    ] = "",
    timeout: Annotated[float, typer.Option("--timeout", help="Seconds for all.")] = _TIMEOUT,
    allow: Annotated[  # noqa: FBT002 - as typer asks for a switch
        bool,
        typer.Option(
            "--allow-unsupported", help="Exit 0 where all that was answered agrees, if anything."
        ),
    ] = False,
    form: Form = Format.TEXT,
    policy: Named = None,
) -> None:
    """Hold another implementation to the vectors.

    Exit 0 where all agree, 1 where any differ or are not supported, 2 where there are no answers.
    """
    checked_timeout(timeout)
    if given is None:
        made = vectors(*_asked(policy))
    elif policy is not None:
        hint = "a file holds the vectors of the policies it was exported for"
        raise DocumentError(
            Problem("policy beside a file", ("policy",), "--policy or --vectors", policy, hint)
        )
    else:
        try:
            made = imported(given.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise DocumentError(
                Problem("file not read", ("vectors",), "a file of vectors", str(error))
            ) from None
    asked = tuple(each for each in made if each.id.startswith(only))
    if not asked:
        raise DocumentError(
            Problem("no vector of that name", ("only",), "how an id begins", repr(only))
        )
    report = checked(command, asked, timeout=timeout)
    say(as_json(report.data()) if form is Format.JSON else str(report))
    if not (report.conforms or (allow and report.agrees)):
        raise typer.Exit(FINDINGS)


@conformance.command()
def schema() -> None:
    """Write the JSON Schema of a line: a question goes in, an answer comes out."""
    say(as_json(line_schema()))
