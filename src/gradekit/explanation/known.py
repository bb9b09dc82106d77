"""What is known for and against each option, in readers' words."""

from __future__ import annotations

from collections.abc import Iterator

from gradekit.balance import Balance
from gradekit.comparison import Comparison
from gradekit.findings import Finding
from gradekit.levels import Known
from gradekit.numerals import several
from gradekit.scales import Arm, Level, Magnitude, OutcomeKind
from gradekit.wording import Line

__all__ = ["known_lines"]

_MEANS = {
    "catastrophic harm": "an important harm on an outcome recorded as catastrophic, however rare",
    "prohibitive harm": "a large harm, burden or cost, or a catastrophic harm, that the panel did "
    "not call 'not prohibitive'",
}


def known_lines(comparison: Comparison, balance: Balance) -> Iterator[Line]:
    """The highest certainty at which each thing is known of each option.

    Catastrophic and prohibitive harm are told where something of the kind is known or might be,
    with what the words mean.

    Args:
        comparison: whose options they are.
        balance: of its effects.
    """
    half = balance.half
    grave = {
        arm: {
            "catastrophic harm": half.option(arm).catastrophe,
            "prohibitive harm": half.option(arm).prohibitive,
        }
        for arm in Arm
    }
    shown = [name for name in _MEANS if any(_is_open(grave[arm][name]) for arm in Arm)]
    trivial = {
        kind: _trivial(balance.deciding, benefit=kind == "benefit")
        for kind in ("benefit", "harm, burden or cost")
    }
    for arm, option in (
        (Arm.INTERVENTION, comparison.intervention),
        (Arm.COMPARATOR, comparison.comparator),
    ):
        known = half.option(arm)
        told = [
            f"{name} {_said(level, trivial[name])}"
            for name, level in (("benefit", known.benefit), ("harm, burden or cost", known.harm))
        ]
        told += [f"{name} {_said(grave[arm][name])}" for name in shown]
        yield Line(f"{option.name}: {'; '.join(told)}")
    if not shown:
        yield Line("no catastrophic and no prohibitive harm is known of either")
    certainty = half.benefit_certainty
    yield Line(f"benefit certainty: {'not determined' if certainty is None else certainty}")
    for name in shown:
        yield Line(f"{name}: {_MEANS[name]}", 1)


def _is_open(known: Known) -> bool:
    return known.up_to > Level.NONE


def _said(known: Known, trivial: int = 0) -> str:
    """A level in words; nothing known is told apart from nothing looked at."""
    if known.at > Level.NONE:
        return str(known)
    if known.might_be_higher:
        return "none known, might be higher"
    if trivial:
        return f"none known ({several(trivial, 'outcome')}, trivial)"
    return "none known"


def _trivial(findings: tuple[Finding, ...], *, benefit: bool) -> int:
    """How many outcomes of a kind were found to differ trivially, for either option."""
    return sum(
        each.magnitude is Magnitude.TRIVIAL
        and (each.outcome.kind is OutcomeKind.BENEFIT) is benefit
        for each in findings
    )
