"""The commands that answer: `recommend` and `explain`."""

from __future__ import annotations

from typing import Annotated

import typer

from gradekit.cli.shared import (
    Document,
    Form,
    Format,
    Named,
    app,
    as_json,
    find_guideline,
    find_policy,
    say,
)
from gradekit.cli.tables import WIDEST, print_answers
from gradekit.report import answers, explained, markdown

__all__ = ["explain", "recommend"]


@app.command()
def recommend(document: Document, form: Form = Format.TEXT, policy: Named = None) -> None:
    """Suggest a recommendation for every comparison of a guideline."""
    guideline, used = find_guideline(document), find_policy(policy)
    if form is Format.JSON:
        say(as_json(answers(guideline, used)))
    elif form is Format.MARKDOWN:
        say(markdown(guideline, used))
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
    guideline, used = find_guideline(document), find_policy(policy)
    chosen = None if comparison is None else (guideline[comparison].id,)
    made = guideline.recommend(used, only=chosen)
    if form is Format.JSON:
        told = [explained(each) for each in made]
        say(as_json(told if comparison is None else told[0]))
    else:
        say("\n\n".join(each.explain(form.value, WIDEST) for each in made))
