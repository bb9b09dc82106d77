"""An answer in a few words, for a row of a table: what decides, and why."""

from __future__ import annotations

from gradekit.absolute import proportion
from gradekit.answers import ShareRoute
from gradekit.classification import Classification
from gradekit.estimates import Estimate, Interval
from gradekit.findings import Finding
from gradekit.numerals import difference
from gradekit.recommendation import Recommendation
from gradekit.scales import Measure
from gradekit.units import PROPORTION, convert
from gradekit.wording import number

__all__ = ["FOOTNOTE", "UNCHECKED", "critical", "reason", "unchecked"]

UNCHECKED = "*"
FOOTNOTE = f"{UNCHECKED} nobody read this figure in its source."
PER = 1000
_ROUTES = {
    ShareRoute.RECORDED: "share as recorded",
    ShareRoute.SURVEY: "survey",
    ShareRoute.DOMINANCE: "dominance",
    ShareRoute.NONE: "share unknown",
}


def reason(answer: Recommendation) -> str:
    """Why, in a few words: where the direction is from, what opened or binds it, what is missing.

    Args:
        answer: as computed.

    Example:
        >>> import gradekit as gk
        >>> guide = gk.datasets.load("spine-2025")
        >>> reason(gk.recommend(guide["axial/im-la"]))
        'survey; paradigm 2'
    """
    if answer.conflict:
        return answer.conflict
    if "share" in answer.missing:
        return "share is missing"
    by_balance = answer.trace.find("direction.balance")
    route = "panel's balance" if by_balance else _ROUTES[answer.share.route]
    if answer.binding:
        return f"{route}; bound by {', '.join(answer.binding)}"
    opened = [each for each in answer.opened_by if each.startswith("paradigm")]
    return "; ".join([route, *opened])


def unchecked(finding: Finding) -> bool:
    """Whether a finding rests on an estimate nobody read in its source.

    Args:
        finding: of an answer.
    """
    row = finding.evidence
    return (
        row is not None
        and row.estimate is not None
        and row.source is not None
        and not row.source.checked
    )


def critical(answer: Recommendation) -> str:
    """The critical findings in a few words; named where there are several.

    The effect as estimated, what it comes to in people where that can be told, and what was judged
    where somebody judged; figures nobody read in their source with a star.

    Args:
        answer: as computed.

    Example:
        >>> import gradekit as gk
        >>> guide = gk.datasets.load("spine-2025")
        >>> critical(gk.recommend(guide["axial/im-la"]))
        'MD -0.53 cm'
    """
    found = [
        each for each in answer.findings if each.decides and each.importance.value == "critical"
    ]
    if not found:
        return "none critical"
    several = len(found) > 1
    return "; ".join(
        f"{each.outcome.name}: {_effect(each)}" if several else _effect(each) for each in found
    )


def _effect(finding: Finding) -> str:
    """One finding: estimate, people, judgement; or that there is no estimate."""
    row = finding.evidence
    if row is None:
        return "no estimate"
    told: list[str] = []
    if row.estimate is not None:
        star = UNCHECKED if unchecked(finding) else ""
        told.append(_estimate(row.estimate, finding.classification) + star)
    if row.judged_effect is not None:
        told.append(f"judged {row.judged_effect.magnitude}")
    return ", ".join(told) or "no estimate"


def _estimate(given: Estimate, computed: Classification | None) -> str:
    if given.measure is Measure.RD:
        return _people(proportion(given).value)
    told = f"{given.measure} {number(given.value)} {given.unit or ''}".strip()
    if not given.measure.is_event or computed is None or computed.effect is None:
        return told
    absolute = convert(computed.effect.value, computed.unit or PROPORTION, PROPORTION)
    return f"{told}, {_people(absolute)}"


def _people(risk: float) -> str:
    """A difference in risk, in people."""
    told = difference(Interval(risk, risk, risk).per(PER), "more", "fewer", whole=True)
    return f"{told.partition(' (')[0]} per {PER}"
