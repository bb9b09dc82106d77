"""Strategies for comparisons: rows drawn together so that certainty and paradigm come out as asked.

A plan says what the rows and the panel's judgements shall come to; each row is then drawn for a
fact (`facts.py`). Nothing is drawn and thrown away.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from attrs import evolve, frozen
from hypothesis import strategies as st

from gradekit.answers import Direction, PanelBalance, Secondary, ShareBand
from gradekit.comparison import Comparison, ImportanceOverride, Within
from gradekit.etd import EvidenceToDecision
from gradekit.evidence import Evidence
from gradekit.judgements import CertaintyRating, PublishedCertainty
from gradekit.outcomes import Outcome
from gradekit.panel import Panel
from gradekit.policy import BMJ_RAPID, Policy
from gradekit.question import Option, Population
from gradekit.scales import Arm, Certainty, Importance, OptionKind, Perspective, Role
from gradekit.testing.strategies.choice import (
    ANY,
    Given,
    a,
    checked,
    identifiers,
    is_told,
    is_value,
    optionally,
    refuse_beside,
    several,
    texts,
    word,
)
from gradekit.testing.strategies.drawing import composite, pick, sampled
from gradekit.testing.strategies.facts import Asked, Fact
from gradekit.testing.strategies.halves import EVIDENCE, consulted_at
from gradekit.testing.strategies.judged import ratings
from gradekit.testing.strategies.panels import etd as etds
from gradekit.testing.strategies.panels import shares
from gradekit.testing.strategies.panels import ungraded as statements
from gradekit.testing.strategies.panels import votes as ballots
from gradekit.testing.strategies.questions import contexts, options, populations
from gradekit.testing.strategies.rows import evidence, row_of
from gradekit.testing.strategies.surveyed import speaking_panels
from gradekit.ungraded import Ungraded
from gradekit.values import Share
from gradekit.votes import Votes

__all__ = ["Plan", "comparisons", "plans", "rows_on"]

_MOST = 3  # rows besides those a constraint asks for
_BOTH_ACTIVE = 3  # the paradigm that asks for it
_TOWARD = (Direction.FOR, Direction.AGAINST)
_CHOSEN = {Direction.FOR: ShareBand.NEARLY_ALL, Direction.AGAINST: ShareBand.ALMOST_NONE}
_FOR_IT = {
    Direction.FOR: (Secondary.NOT_JUDGED, Secondary.NEUTRAL, Secondary.FAVOUR_INTERVENTION),
    Direction.AGAINST: (Secondary.NOT_JUDGED, Secondary.NEUTRAL, Secondary.FAVOUR_COMPARATOR),
}
_CLEARLY = {
    Direction.FOR: PanelBalance.FAVOURS_INTERVENTION,
    Direction.AGAINST: PanelBalance.FAVOURS_COMPARATOR,
}


@frozen
class Plan:
    """What a comparison shall come to.

    Args:
        asked: of its rows.
        least: rows besides those that asks for.
        open_: what the panel says leaves strong in this direction open; None where it says
            anything.
    """

    asked: Asked
    least: int = 0
    open_: Direction | None = None


@cache
def _asked_for(
    level: Certainty | None, numbers: tuple[int, ...], toward: Direction, policy: Policy
) -> tuple[Asked, ...]:
    """What rows may be asked for, the plainest first: these, or where nothing was said, a mix."""
    x = Arm.INTERVENTION if toward is Direction.FOR else Arm.COMPARATOR
    harm, cut_off = policy.certain_harm.value, policy.strong_certainty.value
    plain = Asked(level, numbers, x, harm)
    if numbers:
        return (plain,)
    low = [each for each in Certainty if each < cut_off and level in (None, each)]
    mixed = [evolve(plain, dominance=policy.established.value)] * 2
    if level is None:
        mixed += [evolve(plain, certainty=each) for each in Certainty if each >= cut_off]
        mixed += [evolve(mixed[0], certainty=each) for each in Certainty if each >= cut_off]
    for number in (1, 2, 3, 4, 5):
        mixed += [evolve(plain, paradigms=(number,), certainty=each) for each in low]
    return (plain, plain, *(each for each in mixed if each.possible))


@composite
def plans(
    draw: st.DrawFn,
    *,
    level: Certainty | None = None,
    numbers: tuple[int, ...] = (),
    direction: Given[Direction | str] = ANY,
    policy: Policy = BMJ_RAPID,
) -> Plan:
    """A plan for a comparison.

    Args:
        level: overall certainty; None for any.
        numbers: of paradigms whose conditions are met.
        direction: in which they permit.
        policy: of the method.
    """
    toward = pick(draw, direction, sampled(_TOWARD))
    asked = draw(sampled(_asked_for(level, numbers, toward, policy)))
    least = 0 if asked.required else draw(sampled((0, 1, 1, 2)))
    return Plan(asked, least, draw(sampled((None, None, toward))))


@composite
def _row(draw: st.DrawFn, facts: tuple[Fact, ...]) -> tuple[Evidence, Importance]:
    """A deciding row for one of these facts, drawn in one piece so that it is left out in one.

    Beside it the importance the fact asks for: the outcome may have another one in general.
    """
    fact = facts[draw(st.integers(0, len(facts) - 1))]
    importance = draw(sampled((fact.importance,) * 4 + tuple(Importance)))
    about = {
        "id": "outcome",
        "kind": fact.kind,
        "importance": importance,
        "catastrophic": fact.catastrophic,
    }
    row = draw(
        row_of(
            about,
            magnitude=fact.magnitude,
            favours=fact.favours,
            certainty=fact.certainty,
            not_prohibitive=fact.waived,
            studied=fact.studied,
            sized=fact.sized,
            role=Role.DECIDING,
        )
    )
    return row, fact.importance


@composite
def _rows(
    draw: st.DrawFn, plan: Plan
) -> tuple[tuple[Evidence, ...], dict[str, ImportanceOverride]]:
    """Rows that come to what the plan asks, and overrides of their outcomes' importance."""
    drawn = [draw(_row(each)) for each in plan.asked.required]
    drawn += draw(st.lists(_row(plan.asked.allowed), min_size=plan.least, max_size=_MOST))
    rows: list[Evidence] = []
    overrides: dict[str, ImportanceOverride] = {}
    for nth, (row, importance) in enumerate(drawn, 1):
        name = f"outcome-{nth}"
        rows.append(evolve(row, outcome=evolve(row.outcome, id=name)))
        if importance is not row.outcome.importance:
            overrides[name] = ImportanceOverride(importance, draw(texts()))
    supported: bool = draw(st.booleans())
    if rows and supported:
        beside = draw(sampled(rows))
        rows.append(draw(evidence(outcome=beside.outcome, role=Role.SUPPORTING)))
    return tuple(rows), overrides


@composite
def rows_on(draw: st.DrawFn, outcomes: tuple[Outcome, ...], plan: Plan) -> tuple[Evidence, ...]:
    """At most one deciding row for each outcome, as near to the plan as these outcomes allow.

    Args:
        outcomes: of a register.
        plan: to follow.
    """
    bits = draw(st.integers(0, 2 ** len(outcomes) - 1))
    planned = draw(sampled((False, True, True)))
    rows = []
    for nth, each in enumerate(outcomes):
        needed, allowed = plan.asked.on(each)
        if planned and allowed:
            fact = draw(sampled(needed or allowed))
            rows.append(
                draw(
                    evidence(
                        outcome=each,
                        magnitude=fact.magnitude,
                        favours=fact.favours,
                        certainty=fact.certainty,
                        not_prohibitive=fact.waived,
                        role=Role.DECIDING,
                    )
                )
            )
        elif bits >> nth & 1:
            rows.append(draw(evidence(outcome=each)))
    return tuple(rows)


def _panel_says(plan: Plan, policy: Policy, *, inferred: bool) -> dict[str, st.SearchStrategy[Any]]:
    """What the panel judged and voted: anything, or what leaves strong open."""
    toward = plan.open_
    if toward is None:
        split = st.just(Share(band=ShareBand.SPLIT))
        return {
            "perspective": sampled(Perspective),
            "share": st.none() if inferred else optionally(shares() | split),
            "balance": sampled((None, *PanelBalance)),
            "etd": optionally(etds()),
            "votes": optionally(ballots()),
        }
    band = _CHOSEN[toward]
    sure = st.builds(Share, band=st.just(band), rationale=texts())
    other = st.builds(Share, band=st.just(band.mirror), option=st.just(Arm.COMPARATOR))
    own = Arm.INTERVENTION if toward is Direction.FOR else Arm.COMPARATOR
    numbers = st.just(Share(policy.nearly_all.value, 1, own))
    judged = sure | other | numbers
    behind = ballots(behind=f"strong_{toward.value}")
    return {
        "perspective": sampled(Perspective),
        "share": st.none() if inferred else judged,
        "balance": optionally(st.just(_CLEARLY[toward])),
        "etd": optionally(etds(secondary=sampled(_FOR_IT[toward][1:]))),
        "votes": optionally(behind),
    }


def _rows_can_be(given: Mapping[str, Any]) -> None:
    """Refuse what no comparison can have together."""
    level = given.get("certainty", ANY)
    if given.get("outcomes") is not None:
        for name in ("certainty", "paradigm"):
            if is_told(given.get(name, ANY)):
                got = "a strategy" if not is_value(given[name]) else given[name]
                refuse_beside("not held with outcomes of your own", name, got, beside="outcomes",
                              expected="nothing")  # fmt: skip
    recorded = given.get("overall_certainty", ANY)
    if is_value(level) and is_value(recorded) and recorded is not None and recorded.level != level:
        refuse_beside("a recorded certainty wins", "overall_certainty", recorded.level.value,
                      beside=f"certainty={level.value!r}",
                      expected=repr(level.value))  # fmt: skip
    _sides_can_be(given)


def _sides_can_be(given: Mapping[str, Any]) -> None:
    numbers = given.get("paradigm", ANY)
    if is_value(numbers) and _BOTH_ACTIVE in numbers:
        for name in ("intervention", "comparator"):
            option = given.get(name, ANY)
            if is_value(option) and option.kind is OptionKind.INACTIVE:
                refuse_beside("paradigm 3 needs both options active", name, option.id,
                              beside=f"paradigm={_BOTH_ACTIVE}",
                              expected="an active option")  # fmt: skip
    sides = given.get("intervention", ANY), given.get("comparator", ANY)
    if all(map(is_value, sides)) and sides[0].id == sides[1].id:
        refuse_beside("an option against itself", "comparator", sides[1].id,
                      beside="the intervention", expected="another option")  # fmt: skip


def _named(name: str, other: Given[Option]) -> st.SearchStrategy[str]:
    """A name for an option, and another one where the caller's option has it."""
    return st.just(f"other-{name}" if isinstance(other, Option) and other.id == name else name)


@checked(
    _rows_can_be,
    **{name: EVIDENCE[name] for name in ("certainty", "paradigm", "direction", "policy")},
    id=a(str),
    population=a(Population),
    intervention=a(Option),
    comparator=a(Option),
    outcomes=lambda given: None if given is None else several(Outcome)(given),
    perspective=word(Perspective),
    panel=a(Panel, none=True),
    share=a(Share, none=True),
    balance=word(PanelBalance, none=True),
    etd=a(EvidenceToDecision, none=True),
    votes=a(Votes, none=True),
    overall_certainty=a(CertaintyRating, PublishedCertainty, none=True),
    ungraded=a(Ungraded, none=True),
)
@composite
def comparisons(
    draw: st.DrawFn,
    *,
    certainty: Given[Certainty | str] = ANY,
    paradigm: Given[int | Iterable[int] | None] = None,
    direction: Given[Direction | str] = ANY,
    policy: Policy = BMJ_RAPID,
    id: Given[str] = ANY,  # noqa: A002
    population: Given[Population] = ANY,
    intervention: Given[Option] = ANY,
    comparator: Given[Option] = ANY,
    outcomes: tuple[Outcome, ...] | None = None,
    perspective: Given[Perspective | str] = ANY,
    panel: Given[Panel | None] = None,
    share: Given[Share | None] = ANY,
    balance: Given[PanelBalance | str | None] = ANY,
    etd: Given[EvidenceToDecision | None] = ANY,
    votes: Given[Votes | None] = ANY,
    overall_certainty: Given[CertaintyRating | PublishedCertainty | None] = ANY,
    ungraded: Given[Ungraded | None] = None,
) -> Comparison:
    """One option against another, with evidence and recorded judgements.

    Without a certainty or a paradigm a mix is drawn: anything, evidence on which the options are
    told apart, evidence that meets a paradigm, one option dominated; with judgements of every kind,
    a third of them such that strong is left open. What strategies of yours draw is held; where an
    option drawn so is inactive, paradigm 3 does not permit.

    Args:
        certainty: overall, as its rows give it.
        paradigm: number, or numbers, of paradigms whose conditions its rows meet; they are
            consulted below the policy's certainty for strong, where the certainty is drawn.
        direction: for or against, in which paradigms permit strong.
        policy: with the certainty of harm that paradigms 2 and 3 ask for.
        id: short name.
        population: who is treated.
        intervention: one option.
        comparator: the other, with another id.
        outcomes: your own, instead of drawn ones; a certainty or a paradigm cannot stand beside
            them.
        perspective: individual or population.
        panel: whose survey speaks for it: your own; `ANY` for one drawn to match the evidence,
            often; none unless asked for.
        share: as the panel judged.
        balance: as recorded.
        etd: secondary criteria as judged.
        votes: as cast.
        overall_certainty: as recorded; none beside a `certainty` or a `paradigm`.
        ungraded: a statement that is not graded; none unless asked for.

    Example:
        >>> from hypothesis import given, settings
        >>> from gradekit.situation import situation
        >>> @settings(max_examples=5, deadline=None)
        ... @given(comparisons(certainty="low", paradigm=2))
        ... def comes_out_as_asked(comparison):
        ...     assert situation(comparison).evidence.overall == "low"
        >>> comes_out_as_asked()
    """
    wanted = pick(draw, ANY if paradigm is None else paradigm, st.just(ANY))
    numbers: tuple[int, ...] = wanted if is_told(wanted) else ()
    held = pick(draw, certainty, consulted_at(policy) if numbers else st.none())
    level = None if held is None else Certainty(held)
    plan = draw(plans(level=level, numbers=numbers, direction=direction, policy=policy))
    overrides: dict[str, ImportanceOverride] = {}
    if outcomes is None:
        rows, overrides = draw(_rows(plan))
    else:
        rows = draw(rows_on(outcomes, plan))
    asked = plan.asked
    active = _BOTH_ACTIVE in asked.paradigms
    kinds = st.just(OptionKind.ACTIVE) if active else sampled(OptionKind)
    one, two = _named("intervention", comparator), _named("comparator", intervention)
    rated = asked.certainty is not None or bool(asked.paradigms)
    grave: dict[str, Any] = {"life_threatening": True} if 1 in asked.paradigms else {}
    inferred = asked.dominance is not None or (panel is not None and draw(st.booleans()))
    says = _panel_says(plan, policy, inferred=inferred)
    made = Comparison(
        id=pick(draw, id, identifiers()),
        population=pick(draw, population, populations()),
        intervention=pick(draw, intervention, options(id=one, kind=kinds)),
        comparator=pick(draw, comparator, options(id=two, kind=kinds)),
        evidence=rows,
        context=draw(contexts(**grave)),
        importance=overrides,
        overall_certainty=pick(
            draw, overall_certainty, st.none() if rated else optionally(ratings())
        ),
        perspective=pick(draw, perspective, says["perspective"]),
        share=pick(draw, share, says["share"]),
        balance=pick(draw, balance, says["balance"]),
        etd=pick(draw, etd, says["etd"]),
        votes=pick(draw, votes, says["votes"]),
        ungraded=pick(draw, ungraded, optionally(statements())),
    )
    speaks = pick(draw, panel, speaking_panels(made, policy))
    return made if speaks is None else evolve(made, within=Within(panel=speaks))
