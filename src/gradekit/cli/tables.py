"""Tables for a terminal, at most 100 columns wide, readable without colour."""

from __future__ import annotations

import sys

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from gradekit.guideline import Guideline
from gradekit.numerals import several
from gradekit.policy import Policy
from gradekit.report.answers import AGREES, Group, grouped, label, starred
from gradekit.report.brief import FOOTNOTE, critical, reason

__all__ = ["WIDEST", "print_answers", "print_datasets"]

WIDEST = 100


def _console() -> Console:
    console = Console(file=sys.stdout, highlight=False, emoji=False, markup=False)
    width = min(WIDEST, console.width) if console.is_terminal else WIDEST
    return Console(
        file=sys.stdout, width=width, highlight=False, emoji=False, markup=False, soft_wrap=False
    )


def _heading(group: Group) -> Text:
    each = group.reproduction
    if each is None:
        return Text("No published recommendation")
    return Text(
        f"{each.published.id}: published {label(each)}; {AGREES[each.agrees]}", style="bold"
    )


def print_answers(guideline: Guideline, policy: Policy | None = None) -> None:
    """Print a guideline's answers, grouped as the guideline groups them."""
    console, used = _console(), policy or guideline.policy
    groups = grouped(guideline, policy)
    columns = _columns(groups)
    console.print(Text(guideline.title or guideline.id, style="bold"))
    console.print(Text(f"Suggested under policy {used.name}, {used.edition} edition."))
    population = None
    for group in groups:
        first = group.population != population
        if first:
            population = group.population
            console.print()
            console.print(Text(population.upper(), style="bold"))
        console.print()
        console.print(Padding(_heading(group), (0, 0, 0, 1)))
        console.print(_table(group, columns, width=console.width, header=first))
    console.print()
    if any(map(starred, groups)):
        console.print(Text(FOOTNOTE))
    console.print(Text(_summary(groups)))
    console.print(
        Text(
            "Suggestions computed from recorded judgements; a panel decides. "
            "`gradekit explain` gives every reason and source."
        )
    )


_SHORT, _OPTION = 12, 29
_LONG = 22


def _columns(groups: tuple[Group, ...]) -> tuple[tuple[str, int], ...]:
    """Columns with their widths; where effects take more words, the option gives up room."""
    longest = max((len(critical(each)) for group in groups for each in group.answers), default=0)
    effect = _SHORT if longest <= _SHORT else _LONG
    return (
        ("Option", _OPTION + _SHORT - effect),
        ("Critical effect", effect),
        ("Certainty", 9),
        ("Would choose", 12),
        ("Suggested", 14),
    )


def _table(
    group: Group, columns: tuple[tuple[str, int], ...], *, width: int, header: bool
) -> Table:
    table = Table(
        box=box.SIMPLE_HEAD, width=width, show_edge=False, show_header=header, collapse_padding=True
    )
    for name, wide in columns:
        table.add_column(name, width=wide)
    table.add_column("Why")
    for answer in group.answers:
        cells = (
            answer.comparison.intervention.name,
            critical(answer),
            str(answer.assessment.balance.overall.level),
            str(answer.share.band),
            str(answer),
            reason(answer),
        )
        table.add_row(*(Text(cell) for cell in cells))
    return table


def _summary(groups: tuple[Group, ...]) -> str:
    answers = {answer.comparison.id: answer for group in groups for answer in group.answers}
    counted: dict[str, int] = {}
    for answer in answers.values():
        counted[str(answer)] = counted.get(str(answer), 0) + 1
    told = ", ".join(f"{count} {name}" for name, count in counted.items())
    compared = [
        group.reproduction.agrees
        for group in groups
        if group.reproduction is not None and group.reproduction.agrees is not None
    ]
    agreed = f"; {sum(compared)} of {len(compared)} published recommendations reproduced"
    return f"{several(len(answers), 'comparison')}: {told}" + (agreed if compared else "")


def print_datasets(loaded: list[tuple[str, Guideline]]) -> None:
    """Print the shipped datasets."""
    console = _console()
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, width=console.width)
    table.add_column("Name", no_wrap=True)
    table.add_column("Guideline")
    table.add_column("Comparisons", justify="right")
    for name, each in loaded:
        table.add_row(Text(name), Text(each.title), Text(str(len(each))))
    console.print(table)
