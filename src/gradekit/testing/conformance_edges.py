"""Documents at the edges of the rules, each named for its edge; no answer stands here.

What lies before a situation: sizes against thresholds, units and measures, what counts, the share
with its routes, votes, criteria, balance, overall certainty, statements that are not graded. Beside
an edge stands the document on its other side.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from gradekit.testing.conformance_documents import (
    comparison,
    document,
    judged,
    measured,
    outcome,
    scenario,
    survey,
)

__all__ = ["edges"]

Data = dict[str, Any]
Edges = Iterator[tuple[str, Data]]

NEARLY_ALL, MOST, SPLIT, ALMOST_NONE = 0.95, 0.7, 0.5, 0.05
GOOD = judged("pain", "important", "intervention")
NOTHING = judged("pain", "trivial")
HARMFUL = judged("harm", "important", "comparator")
VAGUE = judged("function", "trivial", certainty="low")


def _votes() -> Edges:
    """With a benefit of high certainty that nearly all would choose: only votes may bind."""
    counted: dict[str, Data] = {
        "votes-four-fifths-strong": {"strong_for": 8, "conditional_for": 2},
        "votes-three-quarters-strong": {"strong_for": 3, "conditional_for": 1},
        "votes-majority-just-reached": {"strong_for": 3, "conditional_for": 3, "either": 5},
        "votes-half-is-no-majority": {"strong_for": 2, "conditional_for": 3, "either": 5},
        "votes-abstentions-are-out": {"strong_for": 4, "conditional_for": 1, "abstained": 5},
        "votes-recusals-are-out": {"strong_for": 4, "either": 1, "recused": 3, "total": 8},
        "votes-behind-the-other-option": {"strong_for": 5, "conditional_against": 6},
        "votes-strong-against-a-share-for": {"strong_against": 9, "strong_for": 1},
        "votes-for-either-of-a-share-for": {"either": 6, "strong_for": 4},
    }
    for name, votes in counted.items():
        yield name, document(name, comparison([GOOD], NEARLY_ALL, votes=votes))
    for name, votes in {
        "votes-for-either-of-a-split": {"either": 6, "strong_for": 4},
        "votes-strong-for-of-a-split": {"strong_for": 9, "either": 1},
    }.items():
        yield name, document(name, comparison([GOOD], SPLIT, votes=votes))


def _shares() -> Edges:
    given: dict[str, object] = {
        "share-nine-tenths": 0.90,
        "share-just-below-nine-tenths": 0.899,
        "share-just-above-half": 0.501,
        "share-half": 0.5,
        "share-just-below-half": 0.499,
        "share-one-tenth": 0.1,
        "share-just-above-one-tenth": 0.101,
        "share-interval-within-nearly-all": (0.9, 1),
        "share-interval-within-a-majority": (0.51, 1),
        "share-interval-reaching-half": (0.5, 0.8),
        "share-interval-one-tenth-to-below-nine-tenths": (0.1, 0.89),
        "share-interval-almost-none-to-nearly-all": (0.1, 0.9),
        "share-band-minority": "minority",
        "share-band-unknown": "unknown",
        "share-of-the-comparator": {"low": 0.95, "high": 1, "option": "comparator"},
    }
    for name, share in given.items():
        yield name, document(name, comparison([GOOD], share))


def _sized(name: str, row: Data, *, better: str = "lower", **sizes: object) -> tuple[str, Data]:
    """Whether a benefit that was measured is important: then strong against is not permitted."""
    wanted: Data = {"thresholds": sizes} if sizes else {}
    pain = outcome("pain", better=better, **wanted)
    asked = comparison([row, VAGUE, HARMFUL], ALMOST_NONE)
    return name, document(name, asked, outcomes=[pain])


def _sizes() -> Edges:
    ten: Data = {"small": 10, "unit": "mm"}
    yield _sized("mid-reached-exactly", measured("pain", -10), **ten)
    yield _sized("mid-just-missed", measured("pain", -9.9), **ten)
    yield _sized("mid-reached-by-the-other-option", measured("pain", 10), **ten)
    yield _sized("mid-higher-is-better", measured("pain", 10), better="higher", **ten)
    yield _sized("mid-in-mm-estimate-in-cm", measured("pain", -1, unit="cm"), **ten)
    yield _sized("mid-in-mm-estimate-in-cm-missed", measured("pain", -0.99, unit="cm"), **ten)
    near: Data = {"small": 0.1 + 0.2, "unit": "cm"}
    yield _sized("mid-reached-but-for-rounding", measured("pain", -0.3, unit="cm"), **near)
    ranged: Data = {"small": 8, "small_upper": 12, "unit": "mm"}
    yield _sized("mid-range-reached-at-both-ends", measured("pain", -12), **ranged)
    yield _sized("mid-range-missed-at-both-ends", measured("pain", -7.9), **ranged)
    yield _sized("mid-range-ends-disagree", measured("pain", -10), **ranged)
    low = measured("pain", -10, certainty="low")
    yield _sized("mid-range-ends-disagree-at-low-certainty", low, **ranged)
    yield _sized("no-threshold", measured("pain", -10))
    yield _sized("no-threshold-at-low-certainty", low)
    events: Data = {"small": 20, "unit": "per 1000"}
    yield _sized("rd-reaches-per-1000", _event("RD", -0.02), **events)
    yield _sized("rd-misses-per-1000", _event("RD", -0.0199), **events)
    yield _sized("rr-with-baseline-reaches", _event("RR", 0.5, 0.04), **events)
    yield _sized("rr-with-baseline-misses", _event("RR", 0.5, 0.03), **events)
    # At a baseline of one half, one half as OR is 167 fewer per 1000, as HR 207, as RR 250.
    sizes: dict[str, tuple[str, int]] = {
        "or-is-no-rr": ("OR", 200),
        "or-reaches": ("OR", 166),
        "hr-is-no-rr": ("HR", 210),
        "hr-reaches": ("HR", 207),
    }
    for name, (ratio, size) in sizes.items():
        row = _event(ratio, 0.5, 0.5)
        yield _sized(name, row, small=size, unit="per 1000")


def _event(measure: str, value: float, baseline: float | None = None) -> Data:
    more: Data = {} if baseline is None else {"baseline_risk": baseline}
    unit = "proportion" if measure == "RD" else None
    return measured("pain", value, measure=measure, unit=unit, **more)


def _counting() -> Edges:
    """What counts for overall certainty, for benefit and for harm."""
    unsure = judged("function", "trivial", certainty="very low")
    cases: dict[str, tuple[list[Data], list[Data]]] = {
        "overall-is-the-lowest-critical": ([GOOD, unsure], []),
        "overall-leaves-important-out": (
            [GOOD, unsure],
            [outcome("function", "benefit", "important")],
        ),
        "overall-of-important-where-none-is-critical": (
            [judged("function", "important", "intervention", "moderate")],
            [outcome("function", "benefit", "important")],
        ),
        "critical-outcome-without-evidence": ([GOOD], [outcome("survival")]),
        "important-outcome-without-evidence": (
            [GOOD],
            [outcome("survival", "benefit", "important")],
        ),
        "limited-outcome-left-out": ([GOOD, unsure], [outcome("function", "benefit", "limited")]),
        "critical-not-rated": ([GOOD, judged("function", "trivial", certainty=None)], []),
        "few-participants-lower-nothing": ([{**GOOD, "participants": 40}], []),
        "certainty-from-judgements-without-a-trace": (
            [{**GOOD, "certainty": {"level": "high", "start": "high"}}],
            [],
        ),
    }
    for name, (rows, outcomes) in cases.items():
        yield name, document(name, comparison(rows, NEARLY_ALL), outcomes=outcomes)
    recorded: dict[str, tuple[Data, str]] = {
        "overall-recorded-above-what-follows": (unsure, "moderate"),
        "overall-recorded-below-what-follows": (judged("function", "trivial"), "low"),
    }
    for name, (row, level) in recorded.items():
        asked = comparison([GOOD, row], NEARLY_ALL, overall_certainty={"published": level})
        yield name, document(name, asked)
    lower = {"function": {"importance": "important", "rationale": "these people are fit"}}
    name = "importance-lowered-for-this-comparison"
    yield name, document(name, comparison([GOOD, unsure], NEARLY_ALL, importance=lower))


def _harms() -> Edges:
    """Paradigm 2 and its near misses: no established benefit, an established harm."""
    unrated = judged("pain", "important", "intervention", None)
    hidden = judged("pain", "important", "intervention", "high", role="supporting")
    rate = {"outcome": "harm", "incidence": {"value": 0.01}, "certainty": {"published": "high"}}
    cases: dict[str, tuple[list[Data], list[Data]]] = {
        "certain-harm-uncertain-benefit": ([NOTHING, VAGUE, HARMFUL], []),
        "harm-of-limited-importance": (
            [NOTHING, VAGUE, HARMFUL],
            [outcome("harm", "harm", "limited")],
        ),
        "harm-is-a-burden": ([NOTHING, VAGUE, HARMFUL], [outcome("harm", "burden")]),
        "harm-at-low-certainty": (
            [NOTHING, VAGUE, judged("harm", "important", "comparator", "low")],
            [],
        ),
        "benefit-not-rated": ([unrated, VAGUE, HARMFUL], []),
        "benefit-in-a-supporting-row": ([NOTHING, hidden, VAGUE, HARMFUL], []),
        "one-arm-incidence-judged": (
            [NOTHING, VAGUE, {**rate, "judged_effect": HARMFUL["judged_effect"]}],
            [],
        ),
        "one-arm-incidence-alone": ([NOTHING, VAGUE, rate], []),
    }
    for name, (rows, outcomes) in cases.items():
        yield name, document(name, comparison(rows, ALMOST_NONE), outcomes=outcomes)
    moderate = [NOTHING, VAGUE, judged("harm", "important", "comparator", "moderate")]
    for name, policy in {
        "moderate-harm-under-bmj-rapid": "bmj-rapid",
        "moderate-harm-under-ebm-table": "ebm-table",
    }.items():
        yield name, document(name, comparison(moderate, ALMOST_NONE), policy=policy)


def _paradigms() -> Edges:
    """Paradigms 1, 4 and 5 with what opens and closes them."""
    hoped = judged("pain", "important", "intervention", "low")
    large = judged("harm", "large", "comparator", "moderate")
    cases: dict[str, tuple[list[Data], object]] = {
        "life-threatening": ([hoped], True),
        "life-threatening-not": ([hoped], False),
        "life-threatening-not-recorded": ([hoped], None),
        "life-threatening-large-harm": ([hoped, large], True),
        "life-threatening-large-harm-not-prohibitive": (
            [hoped, {**large, "not_prohibitive": True}],
            True,
        ),
        "life-threatening-large-harm-at-low": (
            [hoped, judged("harm", "large", "comparator", "low")],
            True,
        ),
    }
    for name, (rows, grave) in cases.items():
        told = {} if grave is None else {"context": {"life_threatening": grave}}
        yield name, document(name, comparison(rows, NEARLY_ALL, **told))
    doubt = judged("harm", "important", "intervention", "very low")
    catastrophes = {"catastrophe-at-very-low": True, "harm-at-very-low-that-is-none": False}
    for name, catastrophic in catastrophes.items():
        harm = outcome("harm", "harm", catastrophic=catastrophic)
        yield name, document(name, comparison([hoped, doubt], NEARLY_ALL), outcomes=[harm])
    for name, level in {"similar-at-moderate": "moderate", "similar-at-low": "low"}.items():
        rows = [judged("pain", "trivial", certainty=level), doubt]
        yield name, document(name, comparison(rows, NEARLY_ALL), kinds=("active", "active"))
    name = "similar-and-less-harm-of-two-active"
    rows = [judged("pain", "trivial", certainty="low"), judged("harm", "important", "intervention")]
    yield name, document(name, comparison(rows, NEARLY_ALL), kinds=("active", "active"))


def _surveys() -> Edges:
    none = scenario("none", "none", "low, moderate, high", "high", ALMOST_NONE)
    other = scenario("other", "none", "low", "high", 0.4)
    rows = [judged("pain", "trivial", certainty="low"), HARMFUL]
    cases: dict[str, tuple[list[Data], list[Data], object]] = {
        "survey-matches": (rows, [none], None),
        "survey-harm-does-not-match": (
            [rows[0], judged("harm", "important", "comparator", "moderate")],
            [none],
            None,
        ),
        "survey-matches-disagree": (rows, [none, other], None),
        "survey-matches-agree": (rows, [none, {**none, "id": "again"}], None),
        "survey-after-a-recorded-share": (rows, [none], MOST),
        "survey-after-a-share-recorded-as-unknown": (rows, [none], "unknown"),
        "survey-uncertain-at-very-low": (
            [judged("pain", "trivial", certainty="very low"), HARMFUL],
            [scenario("vague", "uncertain", "very low", "high", ALMOST_NONE)],
            None,
        ),
    }
    for name, (given, scenarios, share) in cases.items():
        yield name, document(name, comparison(given, share), panel=survey(*scenarios))
    wanted: Data = {"smallest_benefit": 2, "unit": "cm", "outcome": "pain"}
    wish = scenario("wish", "important", "moderate", "none", NEARLY_ALL, **wanted)
    for name, value in {
        "survey-smallest-benefit-reached": -20,
        "survey-smallest-benefit-missed": -19,
    }.items():
        yield name, document(name, comparison([measured("pain", value)]), panel=survey(wish))


def _dominance() -> Edges:
    sure, harm = judged("pain", "trivial", certainty="moderate"), "important"
    bad = judged("harm", harm, "comparator", "moderate")
    hint = judged("function", "small", "intervention", "very low")
    blur = judged("function", "unknown", certainty="moderate")
    aside = [outcome("function", "benefit", "important")]
    cases: dict[str, tuple[list[Data], list[Data]]] = {
        "dominance": ([sure, bad], []),
        "dominance-of-the-other-option": ([sure, judged("harm", harm, "intervention", "high")], []),
        "dominance-needs-a-sure-benefit-certainty": (
            [judged("pain", "trivial", certainty="low"), bad],
            [],
        ),
        "dominance-needs-a-sure-harm": ([sure, judged("harm", harm, "comparator", "low")], []),
        "dominance-no-effect-in-its-favour": ([sure, bad, hint], aside),
        "dominance-no-effect-of-unknown-size": ([sure, bad, blur], aside),
    }
    for name, (rows, outcomes) in cases.items():
        yield name, document(name, comparison(rows), outcomes=outcomes)


def _panel() -> Edges:
    """Balance, perspective and secondary criteria."""
    clear, probable = "favours intervention", "probably favours intervention"
    population: Data = {"perspective": "population"}
    cases: dict[str, tuple[object, Data]] = {
        "balance-of-a-split": (SPLIT, {"balance": clear}),
        "balance-of-a-split-population": (SPLIT, {"balance": clear, **population}),
        "balance-of-an-unknown-share": (None, {"balance": clear}),
        "balance-of-an-unknown-share-population": (None, {"balance": clear, **population}),
        "balance-probable-population": (None, {"balance": probable, **population}),
        "balance-against-population": (None, {"balance": "favours comparator", **population}),
        "balance-neither": (None, {"balance": "neither", **population}),
        "balance-beside-a-known-share": (NEARLY_ALL, {"balance": "favours comparator"}),
        "secondary-for-the-other-option": (NEARLY_ALL, _secondary("favour comparator")),
        "secondary-neutral": (NEARLY_ALL, _secondary("neutral")),
        "secondary-in-favour-never-raises": (MOST, _secondary("favour intervention")),
        "nothing-recorded": (None, {}),
        "ungraded-only-in-research": (NEARLY_ALL, _ungraded(worthwhile=True)),
        "ungraded-condition-not-met": (NEARLY_ALL, _ungraded(worthwhile=False)),
        "ungraded-condition-not-recorded": (NEARLY_ALL, _ungraded()),
    }
    for name, (share, recorded) in cases.items():
        yield name, document(name, comparison([GOOD], share, **recorded))


def _secondary(word: str) -> Data:
    return {"etd": {"secondary": word}}


def _ungraded(**third: bool) -> Data:
    conditions = {"insufficient": True, "informative": True, **third}
    return {"ungraded": {"type": "only in research", "conditions": conditions}}


@cache
def edges() -> tuple[tuple[str, Data], ...]:
    """Every edge by its name, with its document.

    Example:
        >>> dict(edges())["share-half"]["comparisons"][0]["share"]
        {'low': 0.5, 'high': 0.5}
    """
    return (
        *_votes(),
        *_shares(),
        *_sizes(),
        *_counting(),
        *_harms(),
        *_paradigms(),
        *_surveys(),
        *_dominance(),
        *_panel(),
    )
