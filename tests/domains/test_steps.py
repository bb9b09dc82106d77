"""What each rule looks at when it is asked, the numbers it reads and what it gives.

A step reads `kind: inputs [numbers] -> result`.
"""

from __future__ import annotations

from typing import Any

import pytest

import gradekit as gk
from gradekit import domains
from gradekit.domains import inconsistency
from gradekit.trace import Step

Given = dict[str, Any]
Row = tuple[str, Given, str]
CLASSIC: Given = {"edition": "classic"}
JUDGE = "no rule, judge"


def text(step: Step) -> str:
    """A step as the rows of this file write it."""
    said = f"{step.kind}: " + "; ".join(map(str, step.inputs))
    numbers = ", ".join(str(number.value) for number in step.parameters)
    said += f" [{numbers}]" if numbers else ""
    return f"{said} -> {step.result}" if step.result else said


SIDES: Given = {"important_differences": True, "limited_overlap": True, "one_side": False}
UNEXPLAINED: Given = {**SIDES, "credible_subgroup": False, "i2": 0.2}
PLOT = "important differences = True; limited overlap = True"
INCONSISTENCY: list[Row] = [
    ("alike", UNEXPLAINED, f"not fired: {PLOT}"),
    ("one_sided", UNEXPLAINED, "not fired: most estimates on one side = False"),
    ("explained", UNEXPLAINED, "not fired: credible subgroup effect = False"),
    (
        "unexplained",
        UNEXPLAINED,
        "fired: most estimates on one side = False; credible subgroup effect = False",
    ),
    ("i2_hint", UNEXPLAINED, "fired: I2 = 0.2 [0.3]"),
    (
        "judgement",
        {**UNEXPLAINED, **CLASSIC},
        f"fired: {PLOT}; most estimates on one side = False; I2 = 0.2 -> {JUDGE}",
    ),
]

WEIGHT = "weight of studies at high risk"
LOW: Given = {"high_risk_weight": 0.2, "estimates_differ": True}
HIGH: Given = {"high_risk_weight": 0.6, "direction": "toward the result"}
DIFFER = "estimates differ substantially = True [0.35] -> low-risk studies only"
RISK_OF_BIAS: list[Row] = [
    (
        "not_dominant",
        {},
        f"missing input: {WEIGHT} = not recorded [0.55] -> not recorded: {WEIGHT}",
    ),
    ("not_dominant", LOW, f"fired: {WEIGHT} = 0.2 [0.55]"),
    ("low_risk_only", LOW, f"fired: {WEIGHT} = 0.2; {DIFFER}"),
    ("other_cut_off", LOW, f"not fired: {WEIGHT} = 0.2 [0.65] -> 0"),
    ("other_cut_off", HIGH, f"fired: {WEIGHT} = 0.6 [0.65] -> 0"),
    ("toward_result", HIGH, "fired: direction of bias = toward the result"),
    ("against_result", HIGH, "not fired: direction of bias = toward the result"),
    ("robins_i", {**CLASSIC, "robins_i": "moderate"}, "fired: ROBINS-I = moderate [(0, -1)]"),
    (
        "robins_i",
        CLASSIC,
        "missing input: ROBINS-I = not recorded -> not recorded: ROBINS-I",
    ),
]

ELSEWHERE: Given = {
    "population": True,
    "intervention": False,
    "comparator": False,
    "outcome": False,
    "head_to_head": True,
    "all_outside": True,
    **CLASSIC,
}
INDIRECTNESS: list[Row] = [
    ("population", ELSEWHERE, "fired: different population matters = True"),
    ("intervention", ELSEWHERE, "not fired: different intervention matters = False"),
    ("comparator", ELSEWHERE, "not fired: different comparator matters = False"),
    ("outcome", ELSEWHERE, "not fired: different outcome matters = False"),
    ("head_to_head", ELSEWHERE, "not fired: compared directly = True"),
    ("no_direct_data", ELSEWHERE, "fired: all evidence outside the question = True"),
    (
        "judgement",
        ELSEWHERE,
        (
            "fired: different population matters = True; different intervention matters = False; "
            f"different comparator matters = False; different outcome matters = False -> {JUDGE}"
        ),
    ),
]


def death(thresholds: gk.Thresholds) -> gk.Outcome:
    return gk.Outcome(
        "death", "Death", importance="critical", better="lower", thresholds=thresholds
    )


def rd(value: float, low: float, high: float) -> gk.Estimate:
    return gk.Estimate("RD", value, low, high, unit="per 1000")


DEATH = death(gk.Thresholds(10, 25, 50, unit="per 1000"))
CROSSING: Given = {"outcome": DEATH, "estimate": rd(-21, -60, 36)}
PARTIAL: Given = {**CROSSING, "contextualisation": "partial"}
HELD = "small from = 10 per 1000; moderate from = 25 per 1000; large from = 50 per 1000"
ENDS = "effect = -21 per 1000; low = -60 per 1000; high = 36 per 1000"
NEAR: Given = {"outcome": DEATH, "estimate": rd(-2, -10, 8), "threshold": "null"}
TRIVIAL: Given = {
    "outcome": DEATH,
    "estimate": rd(-30, -45, -26),
    "contextualisation": "partial",
    "implausibly_large": False,
}
RATIO: Given = {
    "outcome": DEATH,
    "estimate": gk.Estimate("RR", 0.5, 0.25, 0.75),
    "baseline_risk": 1.0,
}
EVENTS: Given = {
    "outcome": DEATH,
    "estimate": gk.Estimate("RR", 0.5, 0.4, 0.6),
    "baseline_risk": 0.2,
    "participants": 2000,
}
MEASURED: Given = {
    "estimate": gk.Estimate("MD", -3, -4, -2, unit="cm"),
    "outcome": gk.Outcome(
        "pain", "Pain", importance="critical", better="lower", thresholds=gk.MID(1, unit="cm")
    ),
    "implausibly_large": True,
    "participants": 80,
    "information_size": 283,
}
RANGE: Given = {
    "outcome": death(gk.MID((10, 20), unit="per 1000")),
    "estimate": rd(-30, -45, -15),
    "implausibly_large": False,
}
SIZES = "information size = 1806; information size at a relative reduction of 0.2 = 2890"
FEW = "participants = 80; information size = 283"
IMPRECISION: list[Row] = [
    (
        "near_null",
        NEAR,
        (
            "fired: effect = -2 per 1000; smallest plausible MID = 10 per 1000; "
            "judged near the null = not recorded"
        ),
    ),
    (
        "target",
        NEAR,
        (
            "fired: profile = core, minimal contextualisation; threshold = null; "
            f"effect = -2 per 1000; low = -10 per 1000; high = 8 per 1000; {HELD}"
            " -> little or no difference"
        ),
    ),
    (
        "target",
        {**CROSSING, **CLASSIC},
        (
            "fired: profile = classic, minimal contextualisation; threshold = MID; "
            f"{ENDS}; {HELD} -> important benefit"
        ),
    ),
    (
        "target",
        MEASURED,
        (
            "fired: profile = core, minimal contextualisation; threshold = MID; effect = -3 cm; "
            "low = -4 cm; high = -2 cm; important from = 1 cm -> important benefit"
        ),
    ),
    (
        "target",
        {**RATIO, "baseline_risk": 0.5},
        (
            "fired: profile = core, minimal contextualisation; threshold = MID; "
            "effect = -250.0 per 1000; low = -375.0 per 1000; high = -125.0 per 1000; "
            f"{HELD} -> important benefit"
        ),
    ),
    ("touching", CROSSING, f"not fired: {ENDS}; {HELD}"),
    ("crosses", CROSSING, "fired: thresholds inside = 2"),
    (
        "two_thresholds",
        CROSSING,
        "fired: thresholds inside = 2; opposite importance inside = True",
    ),
    ("only_may", {**CROSSING, "only_may": True}, "fired: the honest word is 'may' = True"),
    ("crosses_minimal", {**CROSSING, **CLASSIC}, "fired: thresholds inside = 2"),
    (
        "appreciably",
        {**CROSSING, **CLASSIC, "appreciable": True},
        "fired: the threshold is crossed appreciably = True",
    ),
    ("one_inside", PARTIAL, "not fired: thresholds inside = 5"),
    ("two_inside", PARTIAL, "not fired: thresholds inside = 5"),
    ("three_inside", PARTIAL, "fired: thresholds inside = 5"),
    ("trivial", TRIVIAL, "not fired: rated = important benefit"),
    (
        "modest",
        EVENTS,
        (
            "not fired: judged implausibly large = not recorded; "
            "relative risk reduction = 0.5 [0.3, 0.4]"
        ),
    ),
    (
        "modest",
        MEASURED,
        (
            "not fired: judged implausibly large = True; "
            "relative risk reduction = not recorded [0.3, 0.4]"
        ),
    ),
    ("wide", RATIO, "fired: upper over lower end = 3.0 [3.0] -> at the limit"),
    ("enough", EVENTS, f"fired: participants = 2000; {SIZES} [0.25, 0.2]"),
    ("too_few", EVENTS, f"not fired: participants = 2000; {SIZES} [0.25, 0.2]"),
    (
        "enough",
        {**EVENTS, "participants": None},
        (
            f"missing input: participants = not recorded; {SIZES} [0.25, 0.2]"
            " -> not recorded: participants"
        ),
    ),
    ("enough", MEASURED, f"not fired: {FEW} [800]"),
    ("too_few", MEASURED, f"fired: {FEW} [800]"),
    ("far_too_few", MEASURED, f"fired: {FEW} [0.3]"),
    (
        "enough",
        {**MEASURED, "participants": 800},
        "fired: participants = 800; information size = 283 [800]",
    ),
    (
        "enough",
        {**MEASURED, "participants": None},
        (
            "missing input: participants = not recorded; information size = 283 [800]"
            " -> not recorded: participants"
        ),
    ),
    ("mid_range", RANGE, "not fired: level at MID 10 = 0; level at MID 20 = -1"),
    (
        "judgement",
        {**CROSSING, "contextualisation": "full"},
        f"fired: profile = core, full contextualisation -> {JUDGE}",
    ),
]

FUNDED = "most or all studies small and industry funded"
MISSING = "asymmetry strongly suggests missing studies"
HIDDEN = "unpublished studies documented"
POOLED: Given = {"small_and_industry": False, "studies": 10, "pooled": True, "asymmetry": True}
PUBLICATION_BIAS: list[Row] = [
    ("small_and_industry", POOLED, f"not fired: {FUNDED} = False"),
    ("asymmetry", POOLED, f"fired: studies = 10; pooled = True; {MISSING} = True [10]"),
    (
        "asymmetry",
        {**POOLED, "pooled": None},
        "missing input: studies = 10; pooled = not recorded [10] -> not recorded: pooled",
    ),
    (
        "unpublished",
        {**POOLED, "pooled": False, "unpublished": False},
        f"not fired: studies = 10; pooled = False; {HIDDEN} = False [10]",
    ),
    (
        "judgement",
        {**POOLED, **CLASSIC},
        f"fired: {FUNDED} = False; {MISSING} = True; {HIDDEN} = not recorded -> {JUDGE}",
    ),
]

NRSI: Given = {"design": "NRSI", "rated_down": True}
TWICE: Given = {**NRSI, "well_conducted": True, "estimate": gk.Estimate("RR", 2.0)}
DESIGN = "not fired: design = non-randomised"
DOWN = "fired: something was rated down = True"
END = "times, at the end nearest to no effect"
LARGE_EFFECT: list[Row] = [
    ("randomised", TWICE, DESIGN),
    ("not_well_conducted", TWICE, "not fired: well conducted = True"),
    ("other_measure", TWICE, "not fired: RR = 2.0"),
    ("very_large", TWICE, "not fired: RR = 2.0 [5.0]"),
    ("large", TWICE, "fired: RR = 2.0 [2.0]"),
    ("not_large", TWICE, "not fired: RR = 2.0"),
    ("boundary", TWICE, "fired: RR = 2.0 -> at the limit"),
    ("imprecise", TWICE, f"missing input: {END} = not recorded [5.0, 2.0] -> not recorded: {END}"),
    ("after_rating_down", TWICE, DOWN),
]
DOSE_RESPONSE: list[Row] = [
    ("randomised", NRSI, DESIGN),
    ("after_rating_down", NRSI, DOWN),
    (
        "judgement",
        NRSI,
        "missing input: gradient = not recorded -> not recorded: gradient",
    ),
    ("judgement", {**NRSI, "gradient": "present"}, f"fired: gradient = present -> {JUDGE}"),
]

NONE = {**NRSI, "confounding": "not opposing"}
CONFOUNDING = "residual confounding = not opposing"
OPPOSING_CONFOUNDING: list[Row] = [
    ("left_out", NONE, f"fired: design = non-randomised; {CONFOUNDING}"),
    (
        "left_out",
        NRSI,
        "fired: design = non-randomised; residual confounding = not recorded",
    ),
    ("randomised", {**NONE, **CLASSIC}, DESIGN),
    ("after_rating_down", {**NONE, **CLASSIC}, DOWN),
    ("judgement", {**NONE, **CLASSIC}, f"fired: {CONFOUNDING} -> {JUDGE}"),
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
def test_of_a_rule(domain: str, row: Row) -> None:
    rule, given, expected = row
    found = getattr(domains, domain).suggest(**given)
    (step,) = found.trace.find(f"{domain}.{rule}")
    assert text(step) == expected


def test_of_the_second_engine() -> None:
    found = inconsistency.cinema(
        confidence=gk.Interval(0.6, 0.5, 0.7),
        prediction=gk.Interval(0.6, 0.4, 1.0),
        important=(0.8, 1.25),
    )
    limits = "limits crossed by the {} interval = {}"
    both = f"{limits.format('confidence', 0)}; {limits.format('prediction', 1)}"
    assert [text(step) for step in found.trace.steps] == [
        f"not fired: {both}",
        f"fired: {both}",
        f"not fired: {both}",
    ]
