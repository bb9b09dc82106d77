"""What every command shares: the application, its arguments, and how a document is found."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from importlib.metadata import version as released
from pathlib import Path
from typing import Annotated

import typer

from gradekit import datasets, io
from gradekit.errors import DocumentError, GradekitError, Problem
from gradekit.guideline import Guideline
from gradekit.policy import Policy, policy_named

__all__ = [
    "BAD_INPUT",
    "FINDINGS",
    "Document",
    "Form",
    "Format",
    "Named",
    "app",
    "as_json",
    "find_guideline",
    "find_policy",
    "say",
]

FINDINGS = 1
BAD_INPUT = 2

SAID = "From evidence to recommendation: gradekit computes what judgements imply, and suggests."

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help=SAID,
)


def _version(asked: bool) -> None:  # noqa: FBT001 - as typer calls it
    if asked:
        say(f"gradekit {released('gradekit')}")
        raise typer.Exit


@app.callback(help=SAID)
def start(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", help="Show the version and stop.", callback=_version,
                     is_eager=True),
    ] = False,
) -> None:  # fmt: skip
    """Take the options that stand before a command."""


class Format(StrEnum):
    """How answers are printed."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


Document = Annotated[
    str, typer.Argument(help="A dataset's name (see `gradekit datasets`) or a path to a document.")
]

# Files that `report` writes, and that people ask `explain` for.
_PAGES = ("html", "docx", "word", "xlsx", "excel", "csv", "md")


def _format(given: str) -> Format:
    """The format of this name; one that is a file's is told where to get."""
    try:
        return Format(given)
    except ValueError:
        named = " or ".join(repr(each.value) for each in Format)
        ending = {"word": "docx", "excel": "xlsx"}.get(given, given)
        page = f"; for a file: gradekit report DOCUMENT -o page.{ending}"
        told = f"{given!r} is not {named}{page if given in _PAGES else ''}"
        raise typer.BadParameter(told) from None


Form = Annotated[
    Format,
    typer.Option(
        "--format",
        parser=_format,
        metavar="[" + "|".join(each.value for each in Format) + "]",
        help="text, json or markdown.",
    ),
]
Named = Annotated[
    str | None,
    typer.Option("--policy", help="bmj-rapid, grade-2013, ebm-table or core-2025."),
]


def find_guideline(document: str) -> Guideline:
    """The dataset of this name, or the document at this path."""
    if document in datasets.names():
        return datasets.load(document)
    if Path(document).name == document and not Path(document).suffix and not _is_folder(document):
        raise DocumentError(
            Problem(
                "no such dataset",
                expected="one of " + ", ".join(datasets.names()) + ", or a path to a document",
                got=repr(document),
            )
        )
    return io.load(document)


def _is_folder(document: str) -> bool:
    try:
        return Path(document).is_dir()
    except (OSError, ValueError):
        return False


def find_policy(name: str | None) -> Policy | None:
    """The preset of this name; None for the guideline's own."""
    if name is None:
        return None
    try:
        return policy_named(name)
    except GradekitError as error:
        raise error.below("policy") from None


def say(text: str) -> None:
    """Print a result."""
    sys.stdout.write(text + "\n")


def as_json(data: object) -> str:
    """Data as JSON people can read."""
    return json.dumps(data, indent=2, ensure_ascii=False)
