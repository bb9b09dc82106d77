"""The commands that ask what would change an answer: `sweep`, `flips` and `simulate`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Annotated, Any

import typer

from gradekit import simulation
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
from gradekit.flips import flips as found_flips
from gradekit.guideline import Guideline
from gradekit.policy import Policy
from gradekit.sensitivity import (
    Sweep,
    sweep_baseline_risk,
    sweep_estimate,
    sweep_mid,
    sweep_share,
)
from gradekit.sensitivity.asking import Target

__all__ = ["flips", "simulate", "sweep"]


class Swept(StrEnum):
    """What may be varied."""

    MID = "mid"
    ESTIMATE = "estimate"
    BASELINE_RISK = "baseline-risk"
    SHARE = "share"


Compared = Annotated[str, typer.Argument(help="Id of a comparison.")]


def _cell(value: object) -> str:
    return "" if value is None else str(value).replace("|", "\\|")


def _markdown(rows: list[dict[str, Any]]) -> str:
    """Rows as a Markdown table."""
    if not rows:
        return "Nothing found."
    heads = list(rows[0])
    lines = ["| " + " | ".join(heads) + " |", "|" + " --- |" * len(heads)]
    lines += ["| " + " | ".join(_cell(row[head]) for head in heads) + " |" for row in rows]
    return "\n".join(lines)


def _swept(
    target: Target,
    outcome: str,
    of: Swept,
    ends: tuple[float | None, float | None],
    policy: Policy | None,
) -> Sweep:
    low, high = ends
    if of in (Swept.SHARE, Swept.BASELINE_RISK):
        lowest, highest = 0.0 if low is None else low, 1.0 if high is None else high
        if of is Swept.SHARE:
            return sweep_share(target, lowest, highest, policy=policy)
        return sweep_baseline_risk(target, outcome, lowest, highest, policy=policy)
    if of is Swept.ESTIMATE:
        return sweep_estimate(target, outcome, low, high, policy=policy)
    return sweep_mid(target, outcome, low, high, policy=policy)


def _named(guideline: Guideline, policy: Policy | None) -> dict[str, str]:
    """Whose answers these are, and under which policy."""
    return {"guideline": guideline.id, "policy": (policy or guideline.policy).name}


def _breakpoints(made: Sweep) -> list[dict[str, Any]]:
    return [
        {
            "comparison": each.comparison,
            "at": each.at,
            "below": str(each.below),
            "here": str(each.here),
            "above": str(each.above),
            "checked": each.checked,
        }
        for each in made.breakpoints
    ]


@app.command()
def sweep(  # noqa: PLR0917 - a command lists its options
    document: Document,
    outcome: Annotated[str, typer.Argument(help="Id of an outcome; unused for a share.")],
    low: Annotated[
        float | None, typer.Option("--from", help="Where the range starts; chosen unless given.")
    ] = None,
    high: Annotated[float | None, typer.Option("--to", help="Where it ends.")] = None,
    of: Annotated[
        Swept, typer.Option("--of", help="mid, estimate, baseline-risk or share.")
    ] = Swept.MID,
    comparison: Annotated[
        str | None, typer.Option("--comparison", help="Id of one comparison; all unless given.")
    ] = None,
    form: Form = Format.TEXT,
    policy: Named = None,
) -> None:
    """Find the exact numbers at which answers change.

    Where no range is given: a MID from above 0, an estimate either way, as far as the outcome's
    scale is wide (twice the largest estimate or threshold without a scale); a baseline risk or a
    share from 0 to 1.
    """
    guideline, used = find_guideline(document), find_policy(policy)
    target: Target = guideline if comparison is None else guideline[comparison]
    made = _swept(target, outcome, of, (low, high), used)
    if form is Format.TEXT:
        say(str(made))
    elif form is Format.MARKDOWN:
        say(_markdown(_breakpoints(made)))
    else:
        stands = made.stands
        say(
            as_json(
                {
                    **_named(guideline, used),
                    "what": made.what,
                    "unit": made.unit,
                    "from": made.low,
                    "to": made.high,
                    "range": made.chosen or "as given",
                    "now": made.now,
                    "stands": None if stands is None else str(stands),
                    "breakpoints": _breakpoints(made),
                    "stretches": made.rows(),
                }
            )
        )


@app.command()
def flips(  # noqa: PLR0917 - a command lists its options
    document: Document,
    comparison: Compared,
    depth: Annotated[int, typer.Option(help="Most single steps in a set of changes.")] = 2,
    to: Annotated[
        str | None, typer.Option(help="Only sets that give this answer ('conditional for').")
    ] = None,
    hold: Annotated[
        list[str] | None, typer.Option(help="An outcome id or a kind of judgement to hold.")
    ] = None,
    form: Form = Format.TEXT,
    policy: Named = None,
) -> None:
    """Find the smallest changes to judgements that would change an answer."""
    guideline, used = find_guideline(document), find_policy(policy)
    found = found_flips(guideline[comparison], depth, policy=used, hold=hold or ())
    rows = [each for each in found.rows() if to in (None, each["becomes"])]
    if form is Format.JSON:
        told = {"comparison": comparison, "base": found.base, "depth": depth, "sets": rows}
        say(as_json({**_named(guideline, used), **told}))
    elif form is Format.MARKDOWN:
        say(_markdown(rows))
    else:
        say(f"{comparison}: {found.base}; smallest sets of up to {depth} steps that change it")
        for each in rows:
            say(f"  {each['size']}  {each['becomes']}: {each['changes']}")
        if not rows:
            say("  none")


@app.command()
def simulate(  # noqa: PLR0917 - a command lists its options
    document: Document,
    comparison: Compared,
    draws: Annotated[int, typer.Option(help="How many draws of the estimates.")] = 100_000,
    seed: Annotated[int, typer.Option(help="Of the generator; the same gives the same.")] = 1,
    form: Form = Format.TEXT,
    policy: Named = None,
) -> None:
    """Estimate how probable each answer is where the estimates are uncertain."""
    guideline, used = find_guideline(document), find_policy(policy)
    with _bar() as progress:
        made = simulation.simulate(
            guideline[comparison], draws=draws, seed=seed, policy=used, progress=progress
        )
    if form is Format.TEXT:
        say(str(made))
    elif form is Format.MARKDOWN:
        say(_markdown(made.rows()))
    else:
        told = {"comparison": comparison, "answers": made.rows(), "held": list(made.held)}
        say(as_json({**_named(guideline, used), **told}))


@contextmanager
def _bar() -> Iterator[simulation.Progress | None]:
    """A bar on standard error where that is a terminal; silence in a pipe."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("simulating")
        yield lambda done, total: shown.update(task, completed=done, total=total)
