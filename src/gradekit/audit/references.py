"""References: citations that lead nowhere or were never read, and circles of comparisons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

import attrs

from gradekit.audit.finding import Placed, found
from gradekit.audit.rules import CYCLE, UNCHECKED, UNKNOWN_KEY
from gradekit.errors import Path
from gradekit.evidence import Evidence
from gradekit.guideline import Guideline
from gradekit.library import LIBRARY
from gradekit.policy import Policy
from gradekit.recommendation import Recommendation
from gradekit.sources import USER_SET, Citation, Source
from gradekit.wording import origin

__all__ = ["cycle_findings", "policy_findings", "unchecked_findings", "unknown_findings"]

# Fields that stand in a document as an id, or not at all: their objects are met in the registers.
_ELSEWHERE = frozenset(
    {"within", "_bound", "trace", "outcome", "population", "intervention", "comparator"}
)


@cache
def _fields(kind: type) -> tuple[str, ...]:
    """The fields of a class of the model that a document holds in place; none for plain values."""
    if not attrs.has(kind):
        return ()
    return tuple(each.name for each in attrs.fields(kind) if each.name not in _ELSEWHERE)


def _citations(value: object, place: Path) -> Iterator[tuple[Path, Citation]]:
    """Every citation below a value, with its place in the document."""
    if isinstance(value, Citation):
        yield place, value
    elif isinstance(value, tuple):
        for nth, each in enumerate(value):
            yield from _citations(each, (*place, nth))
    elif isinstance(value, Mapping):
        for name, each in value.items():
            yield from _citations(each, (*place, str(name)))
    else:
        kind: type = type(value)
        for name in _fields(kind):
            yield from _citations(getattr(value, name), (*place, name))


def _register(guideline: Guideline) -> dict[str, Source]:
    """The guideline's sources, then the library's own."""
    return {**LIBRARY, **{source.key: source for source in guideline.sources}}


def unknown_findings(guideline: Guideline) -> Iterator[Placed]:
    """Citations of sources that stand in no register.

    Args:
        guideline: to look through.
    """
    known = {*_register(guideline), USER_SET.source}
    for place, citation in _citations(guideline, ()):
        if citation.source not in known:
            message = f"{citation.source!r} is in neither the guideline's sources nor the library's"
            yield found(UNKNOWN_KEY, place, message)


def unchecked_findings(
    guideline: Guideline, answers: Mapping[str, Recommendation]
) -> Iterator[Placed]:
    """Deciding figures that nobody read in the source they cite.

    Args:
        guideline: with its comparisons.
        answers: what the evidence suggests, by comparison; one that cannot be judged has none.
    """
    register = _register(guideline)
    for place, comparison in enumerate(guideline.comparisons):
        answer = answers.get(comparison.id)
        if answer is None:
            continue
        for at, citation, what in _deciding(guideline, answer, ("comparisons", place)):
            if citation is None:
                continue
            why = _unread(citation, register)
            if why is not None:
                message = f"{what}: not read in {citation.source}" + (f"; {why}" if why else "")
                yield found(UNCHECKED, at, message, citation)


def _unread(citation: Citation, register: Mapping[str, Source]) -> str | None:
    """Why a citation counts as not read, empty where nobody says; None where it was read."""
    source = register.get(citation.source)
    unread = None if source is None or source.checked else source.note
    if unread is None and citation.checked:
        return None
    return citation.note or unread or ""


def _deciding(
    guideline: Guideline, answer: Recommendation, root: Path
) -> Iterator[tuple[Path, Citation | None, str]]:
    """Every citation behind a figure or judgement the answer depends on."""
    comparison = answer.comparison
    outcomes = {outcome.id: nth for nth, outcome in enumerate(guideline.outcomes)}
    for nth, finding in enumerate(answer.findings):  # the rows' come first, in their order
        row = finding.evidence
        if row is not None and finding.decides:
            yield from _row(row, (*root, "evidence", nth), ("outcomes", outcomes[row.outcome.id]))
    recorded = comparison.overall_certainty
    yield (*root, "overall_certainty", "source"), origin(recorded), "overall certainty"
    given = answer.share.given
    if given is None:
        return
    if answer.share.scenario is None:
        yield (*root, "share", "source"), given.source, "share"
    else:
        yield from _scenario(guideline, answer.share.scenario)


def _row(row: Evidence, at: Path, registered: Path) -> Iterator[tuple[Path, Citation | None, str]]:
    yield (*at, "source"), row.source, row.outcome.name
    yield (*at, "certainty", "source"), origin(row.certainty), f"certainty of {row.outcome.name}"
    if row.estimate is not None and row.outcome.thresholds is not None:
        place = (*registered, "thresholds", "source")
        yield place, row.outcome.thresholds.source, f"thresholds of {row.outcome.name}"


def _scenario(guideline: Guideline, name: str) -> Iterator[tuple[Path, Citation | None, str]]:
    survey = guideline.panel.survey if guideline.panel else None
    for nth, scenario in enumerate(survey.scenarios if survey else ()):
        if scenario.id == name:
            root: Path = ("panel", "survey", "scenarios", nth)
            yield (*root, "source"), scenario.source, f"share in scenario {name}"


def policy_findings(
    guideline: Guideline, answers: Mapping[str, Recommendation]
) -> Iterator[Placed]:
    """The cut-offs of the bands nobody read in their source, where a share was given as numbers.

    One finding for a policy: whoever wrote the guideline did not write the policy's defaults, and
    cannot mark them read; they can only decide on cut-offs of their own.

    Args:
        guideline: with its register.
        answers: what the evidence suggests, by comparison.
    """
    register = _register(guideline)
    policies: dict[str, Policy] = {}
    for answer in answers.values():
        given = answer.share.given
        if given is not None and given.band is None:
            policies.setdefault(answer.policy.name, answer.policy)
    for policy in policies.values():
        unread = [
            (cut_off, why)
            for cut_off in (policy.nearly_all, policy.majority)
            if (why := _unread(cut_off.source, register)) is not None
        ]
        if not unread:
            continue
        told = "; ".join(
            f"{cut_off.id} = {cut_off.value:g}: not read in {cut_off.source.source}"
            + (f", {why}" if why else "")
            for cut_off, why in unread
        )
        message = f"cut-offs of shares in policy {policy.name}: {told}"
        yield found(
            UNCHECKED,
            ("policy",),
            message,
            *(cut_off.source for cut_off, _ in unread),
            resolve=_OWN_POLICY,
        )


_OWN_POLICY = (
    "these are the policy's figures, not the guideline's: read them in the source and record them "
    "in a policy of your own, policy.evolve(name, nearly_all=Parameter(value, "
    "Citation(source, place))), or leave them as an open reading"
)


def cycle_findings(guideline: Guideline) -> Iterator[Placed]:
    """Circles in which comparisons are said to inform one another; each once.

    Args:
        guideline: with its comparisons.
    """
    informed = {
        each.id: {name for row in each.evidence for name in row.informed_by} for each in guideline
    }
    reached = {name: _reached(name, informed) for name in informed}
    told: set[str] = set()
    for place, comparison in enumerate(guideline.comparisons):
        name = comparison.id
        if name in told or name not in reached[name]:
            continue
        circle = [other for other in informed if other in reached[name] and name in reached[other]]
        told.update(circle)
        yield found(CYCLE, ("comparisons", place), f"in a circle: {', '.join(circle)}")


def _reached(start: str, informed: Mapping[str, set[str]]) -> set[str]:
    """Every comparison that informs this one, directly or through others."""
    reached: set[str] = set()
    waiting = list(informed[start])
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += informed[name]
    return reached
