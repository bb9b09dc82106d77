"""The command `report`: what people read, written to a file whose ending says the form."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from attrs import frozen

from gradekit.cli.shared import Document, Named, app, find_guideline, find_policy, say
from gradekit.errors import DocumentError, Problem
from gradekit.guideline import Guideline
from gradekit.policy import Policy
from gradekit.report.findings import profile_sheet
from gradekit.report.page import page_html
from gradekit.report.profile import guideline_profiles
from gradekit.report.story import story
from gradekit.report.story_text import story_markdown
from gradekit.report.word import word_bytes
from gradekit.report.workbook import csv_text, workbook_bytes

__all__ = ["FORMS", "report"]


@frozen(kw_only=True)
class Wanted:
    """What was asked of a report.

    Args:
        guideline: to report.
        policy: instead of its own.
        full: whether the evidence profile is shown instead of the summary.
        aids: whether consultation aids are added.
    """

    guideline: Guideline
    policy: Policy | None
    full: bool
    aids: bool

    @property
    def form(self) -> str:
        """How much of a profile is shown."""
        return "evidence profile" if self.full else "summary of findings"


def _markdown(wanted: Wanted) -> bytes:
    told = story(
        wanted.guideline, wanted.policy, form=wanted.form, pictures=False, aids=wanted.aids
    )
    return story_markdown(told).encode()


def _word(wanted: Wanted) -> bytes:
    told = story(wanted.guideline, wanted.policy, form=wanted.form, aids=wanted.aids)
    return word_bytes(told)


def _csv(wanted: Wanted) -> bytes:
    return csv_text(guideline_profiles(wanted.guideline)).encode("utf-8-sig")


def _workbook(wanted: Wanted) -> bytes:
    profiles = guideline_profiles(wanted.guideline)
    sheets = tuple(
        profile_sheet(profiles, form, title=form.capitalize())
        for form in ("summary of findings", "evidence profile")
    )
    return workbook_bytes(profiles, sheets)


def _page(wanted: Wanted) -> bytes:
    return page_html(wanted.guideline, wanted.policy, form=wanted.form).encode()


FORMS: dict[str, Callable[[Wanted], bytes]] = {
    ".html": _page,
    ".docx": _word,
    ".md": _markdown,
    ".csv": _csv,
    ".xlsx": _workbook,
}
"""What writes each form, by the ending of the file asked for."""


@app.command()
def report(
    document: Document,
    output: Annotated[
        Path, typer.Option("--output", "-o", help=f"File to write: {', '.join(FORMS)}.")
    ],
    policy: Named = None,
    *,
    full: Annotated[
        bool, typer.Option("--profile", help="The evidence profile instead of the summary.")
    ] = False,
    aids: Annotated[
        bool, typer.Option("--aids", help="With a consultation aid for each recommendation.")
    ] = False,
) -> None:
    """Write a report: recommendations, summary of findings, what it takes, research needs."""
    write = FORMS.get(output.suffix.lower())
    if write is None:
        raise DocumentError(
            Problem(
                "no such form of report",
                ("output",),
                expected="a file ending in " + ", ".join(FORMS),
                got=repr(output.name),
            )
        )
    wanted = Wanted(
        guideline=find_guideline(document), policy=find_policy(policy), full=full, aids=aids
    )
    written = write(wanted)
    try:
        output.write_bytes(written)
    except OSError as error:
        raise DocumentError(
            Problem("cannot be written", ("output",), got=f"{output}: {error.strerror or error}")
        ) from None
    say(f"wrote {output}")
