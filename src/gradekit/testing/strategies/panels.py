"""Strategies for the panel's side: shares, surveys, votes, voting rules, policies, criteria."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from hypothesis import strategies as st

from gradekit.answers import BenefitState, PanelRole, RecommendationType, Secondary, ShareBand
from gradekit.etd import CRITERIA, Criterion, CriterionJudgement, EvidenceToDecision
from gradekit.etd.criteria import Judges
from gradekit.outcomes import Outcome
from gradekit.panel import Member, Panel
from gradekit.policy import POLICIES, Policy
from gradekit.scales import Arm, Certainty, Level
from gradekit.testing.strategies.choice import (
    ANY,
    Given,
    a,
    among,
    checked,
    dates,
    flag,
    identifiers,
    optionally,
    proportions,
    several,
    texts,
    whole,
    word,
)
from gradekit.testing.strategies.drawing import beside, composite, pick, sampled
from gradekit.testing.strategies.numbers import citations
from gradekit.ungraded import CONDITIONS, Ungraded
from gradekit.values import Scenario, Share, Survey
from gradekit.votes import Votes
from gradekit.voting import VotingRule

__all__ = [
    "criterion_judgements",
    "etd",
    "members",
    "panels",
    "policies",
    "scenarios",
    "shares",
    "surveys",
    "ungraded",
    "votes",
    "voting_rules",
]

ANSWERS = ("strong_for", "conditional_for", "either", "conditional_against", "strong_against")
_PERCENT = 100
_EDGE = 5  # of so many votes four are exactly 80%


@checked(band=word(ShareBand, none=True), option=word(Arm))
@composite
def shares(
    draw: st.DrawFn, *, band: Given[ShareBand | str | None] = ANY, option: Given[Arm | str] = ANY
) -> Share:
    """How many would choose an option: a band, or an interval.

    Args:
        band: of the option's share; None for an interval.
        option: whose share it is.

    Example:
        >>> from hypothesis import find
        >>> find(shares(band=None), lambda share: share.low > 0.5).band is None
        True
    """
    whose = pick(draw, option, sampled(Arm))
    name = pick(draw, band, optionally(sampled(ShareBand)))
    told = beside(draw, by=texts(), rationale=texts(), source=citations())
    if name is not None:
        return Share(band=name, option=whose, **told)
    low, high = sorted(draw(st.tuples(proportions(), proportions())))
    return Share(low, high, whose, **told)


def _some(words: Iterable[Any]) -> st.SearchStrategy[list[Any]]:
    """At least one of these words, in their order."""
    every = list(words)
    return st.integers(1, 2 ** len(every) - 1).map(
        lambda bits: [each for nth, each in enumerate(every) if bits >> nth & 1]
    )


@checked(id=a(str), benefit=word(BenefitState), share=a(Share), outcome=a(Outcome, none=True))
@composite
def scenarios(
    draw: st.DrawFn,
    *,
    id: Given[str] = ANY,  # noqa: A002
    benefit: Given[BenefitState | str] = ANY,
    share: Given[Share] = ANY,
    outcome: Given[Outcome | None] = None,
) -> Scenario:
    """One question put to the panel.

    Args:
        id: short name.
        benefit: important, none or uncertain.
        share: of those who would choose the option described.
        outcome: on which the smallest benefit people would require is measured; none was asked
            for unless given.
    """
    about = pick(draw, outcome)
    wanted: dict[str, Any] = {}
    if about is not None:
        sizes = about.thresholds
        wanted = {
            "outcome": about.id,
            "smallest_benefit": draw(st.integers(1, 24)) * (sizes.small if sizes else 1) / 8,
            "unit": sizes.unit if sizes else None,
        }
    return Scenario(
        pick(draw, id, identifiers()),
        benefit=pick(draw, benefit, sampled(BenefitState)),
        benefit_certainties=draw(_some(Certainty)),
        harm_certainties=draw(_some(Level)),
        share=pick(draw, share, shares(option=Arm.INTERVENTION)),
        **wanted,
        **beside(draw, source=citations(), note=texts()),
    )


@checked(most=whole(0), outcomes=several(Outcome))
@composite
def surveys(draw: st.DrawFn, *, most: int = 4, outcomes: tuple[Outcome, ...] = ()) -> Survey:
    """What the panel infers people would choose, scenario by scenario.

    Args:
        most: scenarios.
        outcomes: on which the smallest benefit people would require may be measured.
    """
    many = draw(st.integers(0, most))
    sized = sampled((None, *outcomes))
    return Survey(
        tuple(draw(scenarios(id=f"scenario-{nth + 1}", outcome=sized)) for nth in range(many)),
        before_evidence=draw(optionally(st.booleans())),
        **beside(draw, source=citations(), note=texts()),
    )


@checked(id=a(str), recused=flag())
@composite
def members(
    draw: st.DrawFn,
    *,
    id: Given[str] = ANY,  # noqa: A002
    recused: Given[bool] = ANY,
) -> Member:
    """A panel member; who is recused has declared a conflict.

    Args:
        id: short name.
        recused: whether they stood aside.
    """
    aside = pick(draw, recused, st.booleans())
    told = draw(st.lists(texts(), min_size=int(aside), max_size=2))
    return Member(
        pick(draw, id, identifiers()),
        draw(sampled(PanelRole)),
        voting=False if aside else draw(optionally(st.booleans())),
        conflicts=tuple(f"interest in {each}" for each in told),
        recused=aside,
        **beside(draw, note=texts()),
    )


@checked(survey=a(Survey, none=True), most=whole(0))
@composite
def panels(draw: st.DrawFn, *, survey: Given[Survey | None] = ANY, most: int = 5) -> Panel:
    """The people who make the recommendation, and what they inferred people want.

    Args:
        survey: of values and preferences; None for none taken.
        most: members.
    """
    many = draw(st.integers(0, most))
    return Panel(
        tuple(draw(members(id=f"member-{nth + 1}")) for nth in range(many)),
        pick(draw, survey, optionally(surveys())),
        **beside(draw, source=citations(), note=texts()),
    )


@checked(most=whole(1), behind=among(*ANSWERS))
@composite
def votes(draw: st.DrawFn, *, most: int = 20, behind: Given[str] = ANY) -> Votes:
    """A vote, at least one of them cast; exactly four in five behind an answer is drawn often.

    Args:
        most: members asked, recusals and abstentions included.
        behind: the answer nobody voted against ("strong_for").

    Example:
        >>> from hypothesis import find
        >>> find(votes(behind="strong_for"), lambda each: True).strong_for > 0
        True
    """
    left = draw(st.integers(1, most))
    first = pick(draw, behind, sampled(ANSWERS))
    alone = pick(draw, behind) is not None
    counts = dict.fromkeys((*ANSWERS, "abstained", "recused"), 0)
    for name in ("abstained", "recused"):
        counts[name] = min(draw(sampled((0, 0, 1, 2))), left - 1)
        left -= counts[name]
    exactly = left >= _EDGE and not alone
    # A number above all that are left stands for four in five, so that it shrinks to a count.
    counts[first] = draw(st.integers(1, left + left // 2 if exactly else left))
    open_ = () if alone else ANSWERS
    if counts[first] > left:
        part = left // _EDGE
        counts[first] = (_EDGE - 1) * part
        counts[draw(sampled([each for each in ANSWERS if each != first]))] = part
        left, open_ = 0, ()
    else:
        left -= counts[first]
    for name in open_:
        more = draw(st.integers(0, left))
        counts[name] += more
        left -= more
    total = sum(counts.values())
    return Votes(**counts, total=draw(sampled([None, total])))


@composite
def voting_rules(draw: st.DrawFn) -> VotingRule:
    """What share of the votes a recommendation needs; no two sides can reach it at once."""
    given: dict[str, Any] = {
        "strong": draw(st.integers(51, _PERCENT)) / _PERCENT,
        "direction": draw(st.integers(50, _PERCENT)) / _PERCENT,
        "opposed": draw(st.integers(1, _PERCENT)) / _PERCENT,
    }
    one_side = given["direction"] > 0.5 or given["opposed"] <= 0.5  # noqa: PLR2004 - one half
    given["inclusive"] = one_side and draw(st.booleans())
    return VotingRule(**given)


@checked(preset=flag())
@composite
def policies(draw: st.DrawFn, *, preset: Given[bool] = ANY) -> Policy:
    """A reading of the method: a preset, or one of your own.

    Args:
        preset: whether it is one of the presets.
    """
    base = draw(sampled(list(POLICIES.values())))
    if pick(draw, preset, st.booleans()):
        return base
    most = draw(st.integers(50, _PERCENT - 1))
    cut_offs = sampled((Certainty.MODERATE, Certainty.HIGH, Certainty.LOW))
    return base.evolve(
        "drawn",
        majority=most / _PERCENT,
        nearly_all=draw(st.integers(most + 1, _PERCENT)) / _PERCENT,
        strong_certainty=draw(cut_offs),
        certain_harm=draw(cut_offs),
        established=draw(cut_offs),
        possible=draw(sampled((Certainty.LOW, Certainty.VERY_LOW, Certainty.MODERATE))),
        voting=draw(voting_rules()),
    )


@checked(criterion=word(Criterion))
@composite
def criterion_judgements(
    draw: st.DrawFn, *, criterion: Given[Criterion | str] = ANY
) -> CriterionJudgement:
    """An answer to one criterion of the evidence-to-decision framework.

    Args:
        criterion: its short name.
    """
    name = pick(draw, criterion)
    asked = draw(sampled([each for each in CRITERIA if name in (None, each.key)]))
    arms = list(Arm) if asked.judges is Judges.OPTION else [Arm.INTERVENTION]
    return CriterionJudgement(
        asked.key,
        draw(sampled(list(asked.options))),
        arm=draw(sampled(arms)),
        **beside(draw, by=texts(), date=dates(), rationale=texts(), source=citations()),
    )


@checked(secondary=word(Secondary))
@composite
def etd(draw: st.DrawFn, *, secondary: Given[Secondary | str] = ANY) -> EvidenceToDecision:
    """What a panel judged of the criteria.

    Args:
        secondary: what the secondary criteria favour, as the panel said.
    """
    bits = draw(st.integers(0, 2 ** len(CRITERIA) - 1))
    judged = [each.key for nth, each in enumerate(CRITERIA) if bits >> nth & 1]
    return EvidenceToDecision(
        secondary=pick(draw, secondary, sampled(list(Secondary)[::-1])),
        judgements=tuple(draw(criterion_judgements(criterion=each)) for each in judged),
        **beside(draw, by=texts(), date=dates(), rationale=texts(), source=citations()),
    )


@checked(type=word(RecommendationType, *CONDITIONS))
@composite
def ungraded(draw: st.DrawFn, *, type: Given[RecommendationType | str] = ANY) -> Ungraded:  # noqa: A002
    """A panel's choice to make a statement that is not graded, with its conditions.

    Args:
        type: only in research, or good practice.
    """
    chose = RecommendationType(pick(draw, type, sampled(list(CONDITIONS))))
    # Often every condition is met, as the statement would not stand otherwise.
    met = st.just(value=True) if draw(st.booleans()) else optionally(st.booleans())
    answers = {name: draw(met) for name in CONDITIONS[chose]}
    return Ungraded(
        type=chose,
        statement=draw(texts()),
        option=draw(sampled(Arm)),
        conditions={name: told for name, told in answers.items() if told is not None},
        **beside(draw, by=texts(), date=dates(), rationale=texts(), source=citations()),
    )
