"""Copies of `recommend` with one fault each, in what comes before a situation.

Each changes what was asked, or what was answered, as somebody's own program might.
"""

# ruff: noqa: ANN401, ARG001 - an answer of anybody's making; one of them looks at nothing

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from attrs import evolve, frozen

import gradekit as gk
from gradekit.comparison import Comparison
from gradekit.evidence import Evidence

Faulty = Callable[[Comparison], Any]
FAULTS: dict[str, Callable[[], Faulty]] = {}


def fault(name: str) -> Callable[[Callable[[Comparison], Any]], Callable[[Comparison], Any]]:
    def keep(function: Callable[[Comparison], Any]) -> Callable[[Comparison], Any]:
        FAULTS[name] = lambda: function
        return function

    return keep


def rows(comparison: Comparison, change: Callable[[Evidence], Evidence]) -> Comparison:
    return evolve(comparison, evidence=tuple(map(change, comparison.evidence)))


@frozen
class Answer:
    direction: str
    strength: str
    paradigms: tuple[int, ...] = ()
    binding: tuple[str, ...] = ()


@fault("outcomes of limited importance count")
def limited_counts(asked: Comparison) -> Any:
    def counted(row: Evidence) -> Evidence:
        if row.outcome.importance != "limited":
            return row
        return evolve(row, outcome=evolve(row.outcome, importance="important"))

    return gk.recommend(rows(asked, counted))


@fault("supporting rows count")
def supporting_counts(asked: Comparison) -> Any:
    last = {row.outcome.id: row for row in asked.evidence}
    return gk.recommend(
        evolve(asked, evidence=tuple(evolve(row, role="deciding") for row in last.values()))
    )


@fault("only the first row is read")
def first_row(asked: Comparison) -> Any:
    return gk.recommend(evolve(asked, evidence=asked.evidence[:1]))


@fault("the first scenario of the survey speaks")
def first_scenario(asked: Comparison) -> Any:
    panel = asked.within.panel
    if panel is not None and panel.survey is not None:
        panel = evolve(panel, survey=gk.Survey(panel.survey.scenarios[:1]))
    return gk.recommend(asked, panel=panel)


@fault("units are not converted")
def units_dropped(asked: Comparison) -> Any:
    def bare(row: Evidence) -> Evidence:
        sizes, estimate = row.outcome.thresholds, row.estimate
        scale = row.outcome.scale
        if sizes is None or sizes.unit == "proportion":
            return row
        scale = None if scale is None else evolve(scale, unit="points")
        outcome = evolve(row.outcome, scale=scale, thresholds=evolve(sizes, unit="points"))
        if estimate is not None and estimate.measure == "MD":
            estimate = evolve(estimate, unit="points")
        known = estimate is None or estimate.measure == "MD"
        return evolve(row, outcome=outcome, estimate=estimate) if known else row

    alone = tuple(bare(row) for row in asked.evidence if row.role == "deciding")
    return gk.recommend(evolve(asked, evidence=alone), panel=None)


@fault("higher is always better")
def higher_is_better(asked: Comparison) -> Any:
    def turned(row: Evidence) -> Evidence:
        return evolve(row, outcome=evolve(row.outcome, better="higher"))

    return gk.recommend(rows(asked, turned))


@fault("few participants lower the certainty")
def few_participants(asked: Comparison) -> Any:
    def lowered(row: Evidence) -> Evidence:
        few = row.participants is not None and row.participants < 400
        return evolve(row, certainty="very low") if few else row

    return gk.recommend(rows(asked, lowered))


@fault("votes ignored")
def votes_ignored(asked: Comparison) -> Any:
    return gk.recommend(evolve(asked, votes=None))


@fault("strong votes count for either strength, conditional ones for none")
def votes_moved(asked: Comparison) -> Any:
    votes = asked.votes
    if votes is not None:
        every = votes.strong_for + votes.conditional_for
        other = votes.strong_against + votes.conditional_against
        votes = evolve(
            votes, strong_for=every, conditional_for=0, strong_against=other, conditional_against=0
        )
    return gk.recommend(evolve(asked, votes=votes))


@fault("the share is always the intervention's")
def whose_share(asked: Comparison) -> Any:
    share = asked.share
    return gk.recommend(
        asked if share is None else evolve(asked, share=evolve(share, option="intervention"))
    )


@fault("an interval of shares is read by its middle")
def middle_of_the_share(asked: Comparison) -> Any:
    share = asked.share
    if share is not None and share.low is not None and share.high is not None:
        share = evolve(share, low=(share.low + share.high) / 2, high=(share.low + share.high) / 2)
    return gk.recommend(evolve(asked, share=share))


@fault("a share recorded as unknown is as if nobody had recorded it")
def unknown_skipped(asked: Comparison) -> Any:
    unknown = asked.share is not None and asked.share.band == "unknown"
    return gk.recommend(evolve(asked, share=None) if unknown else asked)


@fault("a share nobody judged is guessed from the evidence")
def share_guessed(asked: Comparison) -> Any:
    if (
        asked.share is None
        and gk.recommend(asked).situation.evidence.intervention.benefit.at > "none"
    ):
        asked = evolve(asked, share=gk.Share(0.95, 1))
    return gk.recommend(asked)


@fault("what nobody rated counts as high")
def unrated_is_high(asked: Comparison) -> Any:
    def rated(row: Evidence) -> Evidence:
        return row if row.certainty is not None else evolve(row, certainty="high")

    return gk.recommend(rows(asked, rated))


@fault("certain evidence overrules the share")
def certainty_overrules(asked: Comparison) -> Any:
    found = gk.recommend(asked)
    sure = found.situation.evidence.overall == "high"
    return gk.recommend(evolve(asked, share=gk.Share(0.95, 1))) if sure else found


@fault("a smaller share counts as a larger one")
def share_upside_down(asked: Comparison) -> Any:
    share = asked.share
    return gk.recommend(asked if share is None else evolve(asked, share=share.mirrored()))


def _exchanged(asked: Comparison, *, benefits: bool) -> Comparison:
    other = {"intervention": "comparator", "comparator": "intervention"}

    def exchanged(row: Evidence) -> Evidence:
        judged, benefit = row.judged_effect, row.outcome.kind == "benefit"
        if judged is None or judged.favours == "neither" or benefit is not benefits:
            return row
        return evolve(row, judged_effect=evolve(judged, favours=other[judged.favours.value]))

    return rows(asked, exchanged)


@fault("benefits count for the other option")
def benefits_exchanged(asked: Comparison) -> Any:
    return gk.recommend(_exchanged(asked, benefits=True))


@fault("harms count for the other option")
def harms_exchanged(asked: Comparison) -> Any:
    return gk.recommend(_exchanged(asked, benefits=False))


@fault("secondary criteria ignored")
def secondary_ignored(asked: Comparison) -> Any:
    return gk.recommend(evolve(asked, etd=None))


@fault("a recorded overall certainty raises and never lowers")
def overall_raised(asked: Comparison) -> Any:
    found, computed = gk.recommend(asked), gk.recommend(evolve(asked, overall_certainty=None))
    return max(found, computed, key=lambda each: each.situation.evidence.overall.rank)


@fault("strength none with a direction")
def direction_without_strength(asked: Comparison) -> Any:
    found = gk.recommend(asked)
    direction = "for" if found.direction == "none" else found.direction.value
    return Answer(direction, found.strength.value, found.paradigms, found.binding)


@fault("one-sided: never against")
def never_against(asked: Comparison) -> Any:
    found = gk.recommend(asked)
    direction = "for" if found.direction == "against" else found.direction.value
    return Answer(direction, found.strength.value, found.paradigms, found.binding)


@fault("a catastrophic harm nobody thought of")
def fails(asked: Comparison) -> Any:
    if any(row.outcome.catastrophic for row in asked.evidence):
        raise KeyError("catastrophic")
    return gk.recommend(asked)


@fault("no survey is ever asked")
def no_survey(asked: Comparison) -> Any:
    return gk.recommend(asked, panel=None)


@fault("never recommends")
def never(asked: Comparison) -> Any:
    return Answer("none", "none", (), ("values",))


@fault("never strong")
def never_strong(asked: Comparison) -> Any:
    found = gk.recommend(asked)
    if found.strength != "strong":
        return found
    return Answer(found.direction.value, "conditional", found.paradigms, ("certainty",))


def _remembers() -> Faulty:
    seen: list[str] = []

    def recommend(asked: Comparison) -> Any:
        found = gk.recommend(asked)
        before = seen[-1] if seen else found.strength.value
        seen.append(found.strength.value)
        if before == "none" and found.strength == "strong":
            return Answer(found.direction.value, "conditional", found.paradigms, ("certainty",))
        return found

    return recommend


FAULTS["the answer before colours this one"] = _remembers
