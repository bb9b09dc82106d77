"""What a person reads of a suggestion: the rule that settled it, its level and its reason."""

from __future__ import annotations

from typing import Any

import pytest

import gradekit as gk
from gradekit import domains
from gradekit.domains import inconsistency

Given = dict[str, Any]
Row = tuple[str, Given, int | None, str]

CLASSIC: Given = {"edition": "classic"}
JUDGE = "no rule, judge"
NOT_UP = "randomised evidence is not rated up"

TOWARD: Given = {"direction": "toward the result"}
RISK_OF_BIAS: list[Row] = [
    ("not_dominant", TOWARD, None, "not recorded: weight of studies at high risk"),
    (
        "not_dominant",
        {"high_risk_weight": 0.2},
        0,
        "studies at high risk do not carry most of the weight",
    ),
    ("toward_result", {"high_risk_weight": 0.7}, None, "not recorded: direction of bias"),
    (
        "toward_result",
        {"high_risk_weight": 0.7, **TOWARD},
        -1,
        "studies at high risk carry most of the weight, and could explain the result",
    ),
    (
        "against_result",
        {"high_risk_weight": 0.7, "direction": "against the result"},
        0,
        "the bias would have worked against what is seen",
    ),
    ("judgement", {**CLASSIC, "robins_i": "serious"}, None, JUDGE),
]

APART: Given = {"important_differences": True, "limited_overlap": True}
SIDES: Given = {**APART, "one_side": False}
INCONSISTENCY: list[Row] = [
    ("alike", {}, None, "not recorded: important differences, limited overlap"),
    ("alike", {"limited_overlap": False}, 0, "the results are alike enough"),
    ("one_sided", APART, None, "not recorded: most estimates on one side"),
    (
        "one_sided",
        {**APART, "one_side": True},
        0,
        "most estimates lie on one side of the threshold",
    ),
    ("explained", SIDES, None, "not recorded: credible subgroup effect"),
    (
        "explained",
        {**SIDES, "credible_subgroup": True},
        0,
        "a credible subgroup effect explains the difference; report the subgroups separately",
    ),
    (
        "unexplained",
        {**SIDES, "credible_subgroup": False},
        -1,
        "estimates lie on opposite sides of the threshold, and nothing credible explains it",
    ),
    ("judgement", {**SIDES, **CLASSIC}, None, JUDGE),
]

ALIKE: Given = dict.fromkeys(("population", "intervention", "comparator", "outcome"), False)
INDIRECTNESS: list[Row] = [
    ("judgement", ALIKE, None, JUDGE),
    ("judgement", {"population": True}, None, f"{JUDGE}; not every element is recorded"),
]

THRESHOLDS = gk.Thresholds(10, 25, 50, unit="per 1000")


def death(thresholds: gk.Thresholds | None = THRESHOLDS) -> gk.Outcome:
    return gk.Outcome(
        "death", "Death", importance="critical", better="lower", thresholds=thresholds
    )


def rd(value: float, low: float | None = None, high: float | None = None) -> gk.Estimate:
    return gk.Estimate("RD", value, low, high, unit="per 1000")


def rr(value: float, low: float, high: float) -> Given:
    """A relative effect beyond the MID, however it is read."""
    effect = gk.Estimate("RR", value, low, high)
    return {"estimate": effect, "baseline_risk": 0.2}


SURE, CROSSING = rd(-30, -45, -15), rd(-21, -60, 36)
PAIN: Given = {
    "estimate": gk.Estimate("MD", -3, -4, -2, unit="cm"),
    "outcome": gk.Outcome(
        "pain", "Pain", importance="critical", better="lower", thresholds=gk.MID(1, unit="cm")
    ),
    "implausibly_large": True,
    "sd": 3,
}
COUNT: Given = {"contextualisation": "partial"}
NULL: Given = {"threshold": "null", "outcome": death(None)}
SIZE = "information size"
REACHED = "the participants reach the information size"
NOT_REACHED = "the participants do not reach the information size"
IMPRECISION: list[Row] = [
    (
        "near_null",
        {**NULL, "estimate": SURE},
        None,
        "not recorded: smallest plausible MID, judged near the null",
    ),
    ("target", {"estimate": rd(-30)}, None, "not recorded: interval"),
    ("target", {"estimate": SURE, "outcome": death(None)}, None, "not recorded: MID"),
    (
        "target",
        {"estimate": rd(-30), "outcome": death(gk.MID(10, unit="per 1000")), **COUNT},
        None,
        "not recorded: interval, moderate and large thresholds",
    ),
    ("crosses", {"estimate": CROSSING}, -1, "the interval crosses the threshold"),
    (
        "crosses_minimal",
        {"estimate": CROSSING, **CLASSIC},
        -1,
        "the interval crosses the threshold",
    ),
    ("one_inside", {"estimate": SURE, **COUNT}, -1, "thresholds inside the interval: 1"),
    ("two_inside", {"estimate": rd(-20, -40, 5), **COUNT}, -2, "thresholds inside the interval: 2"),
    ("three_inside", {"estimate": CROSSING, **COUNT}, -3, "thresholds inside the interval: 5"),
    ("modest", rr(0.8, 0.7, 0.9), 0, "no threshold is crossed and the effect is modest"),
    (
        "modest",
        {"estimate": SURE},
        None,
        "not recorded: judged implausibly large, relative risk reduction",
    ),
    ("wide", rr(0.3, 0.15, 0.6), -1, "the interval is very wide"),
    ("enough", {**rr(0.3, 0.2, 0.4), "participants": 9999}, 0, REACHED),
    ("enough", rr(0.3, 0.2, 0.4), None, "not recorded: participants"),
    (
        "enough",
        {**NULL, "estimate": gk.Estimate("RR", 0.3, 0.2, 0.4), "near_null": False},
        None,
        f"not recorded: participants, {SIZE}, {SIZE} at a relative reduction of 0.2",
    ),
    ("too_few", {**rr(0.3, 0.2, 0.4), "participants": 9}, -1, NOT_REACHED),
    ("enough", {**PAIN, "participants": 500}, 0, REACHED),
    (
        "enough",
        {**PAIN, "participants": 800},
        0,
        "there are enough participants, whatever the information size",
    ),
    ("enough", {**PAIN, "sd": None}, None, "not recorded: participants, information size"),
    ("too_few", {**PAIN, "participants": 9}, -1, NOT_REACHED),
    (
        "mid_range",
        {
            "estimate": SURE,
            "outcome": death(gk.MID((10, 20), unit="per 1000")),
            "implausibly_large": False,
        },
        None,
        "the verdict depends on where in its range the MID lies",
    ),
    ("judgement", {"estimate": SURE, "contextualisation": "full"}, None, JUDGE),
]

FUNDED = "most or all studies small and industry funded"
UNPAID: Given = {"small_and_industry": False}
TEN: Given = {**UNPAID, "studies": 10, "pooled": True}
PUBLICATION_BIAS: list[Row] = [
    ("small_and_industry", {"studies": 20}, None, f"not recorded: {FUNDED}"),
    (
        "small_and_industry",
        {"small_and_industry": True},
        -1,
        "most or all studies are small and industry funded",
    ),
    ("asymmetry", UNPAID, None, "not recorded: studies, pooled"),
    ("asymmetry", TEN, None, "not recorded: asymmetry strongly suggests missing studies"),
    (
        "asymmetry",
        {**TEN, "asymmetry": True},
        -1,
        "asymmetry strongly suggests missing studies",
    ),
    (
        "asymmetry",
        {**TEN, "asymmetry": False},
        0,
        "asymmetry does not strongly suggest missing studies",
    ),
    (
        "unpublished",
        {**UNPAID, "pooled": False},
        None,
        "not recorded: unpublished studies documented",
    ),
    (
        "unpublished",
        {**TEN, "studies": 9, "unpublished": True},
        -1,
        "unpublished studies are documented",
    ),
    (
        "unpublished",
        {**TEN, "pooled": False, "unpublished": False},
        0,
        "no unpublished studies are documented",
    ),
    ("judgement", {**TEN, **CLASSIC}, None, JUDGE),
]

NRSI: Given = {"design": "NRSI"}
GOOD: Given = {**NRSI, "well_conducted": True}


def times(ratio: float, measure: str = "RR") -> Given:
    return {"estimate": gk.Estimate(measure, ratio)}


LARGE_EFFECT: list[Row] = [
    ("randomised", {"design": "RCT", **times(3)}, 0, NOT_UP),
    ("not_well_conducted", {**NRSI, **times(3)}, None, "not recorded: well conducted"),
    (
        "not_well_conducted",
        {**NRSI, **times(3), "well_conducted": False},
        0,
        "the studies were not well conducted",
    ),
    ("other_measure", {**GOOD, **times(3, "HR")}, None, "no rule for HR, judge"),
    ("not_large", {**GOOD, **times(1.5)}, 0, "the effect is not large"),
    ("large", {**GOOD, **times(3)}, 1, "the effect is large"),
    ("very_large", {**GOOD, **times(0.1)}, 2, "the effect is very large"),
]

DOSE_RESPONSE: list[Row] = [
    ("randomised", {"design": "RCT", "gradient": "present"}, 0, NOT_UP),
    ("judgement", NRSI, None, "not recorded: gradient"),
    ("judgement", {**NRSI, "gradient": "present"}, None, JUDGE),
]

SHRINKS: Given = {"confounding": "would shrink the effect seen"}
OPPOSING_CONFOUNDING: list[Row] = [
    ("left_out", {**NRSI, **SHRINKS}, 0, "Core GRADE leaves this domain out"),
    ("randomised", {"design": "RCT", **SHRINKS, **CLASSIC}, 0, NOT_UP),
    ("judgement", {**NRSI, **CLASSIC}, None, "not recorded: residual confounding"),
    ("judgement", {**NRSI, **SHRINKS, **CLASSIC}, None, JUDGE),
]

TABLES = {
    "risk_of_bias": RISK_OF_BIAS,
    "inconsistency": INCONSISTENCY,
    "indirectness": INDIRECTNESS,
    "imprecision": IMPRECISION,
    "publication_bias": PUBLICATION_BIAS,
    "large_effect": LARGE_EFFECT,
    "dose_response": DOSE_RESPONSE,
    "opposing_confounding": OPPOSING_CONFOUNDING,
}


@pytest.mark.parametrize(
    ("domain", "row"), [(name, row) for name in TABLES for row in TABLES[name]]
)
def test_level_rule_and_reason(domain: str, row: Row) -> None:
    rule, given, level, reason = row
    usual: Given = {"outcome": death()} if domain == "imprecision" else {}
    found = getattr(domains, domain).suggest(**{**usual, **given})
    assert (found.rule, found.level, found.reason) == (f"{domain}.{rule}", level, reason)


@pytest.mark.parametrize(
    ("high", "level", "rule", "more"),
    [
        (0.79, 0, "cinema_equal", "no more limits"),
        (1.2, -1, "cinema_one_more", "one limit more"),
        (1.3, -2, "cinema_two_more", "two limits more"),
    ],
)
def test_of_the_second_engine(high: float, level: int, rule: str, more: str) -> None:
    found = inconsistency.cinema(
        confidence=gk.Interval(0.6, 0.5, 0.7),
        prediction=gk.Interval(0.6, 0.4, high),
        important=(0.8, 1.25),
    )
    reason = f"the prediction interval crosses {more} than the confidence interval"
    assert (found.rule, found.level, found.reason) == (f"inconsistency.{rule}", level, reason)
    assert found.edition is gk.Edition.CLASSIC  # it is no part of Core GRADE
