"""Every rule fires somewhere and fails to fire somewhere; every number has an id and a source."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import gradekit as gk
from gradekit import certainty, domains, network
from gradekit.domains import inconsistency
from gradekit.domains.verdict import Domain
from gradekit.library import LIBRARY
from gradekit.network import (
    Contrast,
    Moved,
    cinema_global,
    cinema_incoherence,
    minimally_contextualised,
    partially_contextualised,
    rate_comparison,
)
from gradekit.sources import Parameter
from gradekit.trace import Rule, StepKind, Trace

SIZES = gk.Thresholds(10, 25, 50, unit="per 1000")
DEATH = gk.Outcome("death", "Death", importance="critical", better="lower", thresholds=SIZES)
RANGE = gk.Outcome(
    "death",
    "Death",
    importance="critical",
    better="lower",
    thresholds=gk.MID((10, 20), unit="per 1000"),
)
PAIN = gk.Outcome(
    "pain", "Pain", importance="critical", better="lower", thresholds=gk.MID(1.5, unit="cm")
)
IMPRECISION = domains.imprecision.suggest
INCONSISTENCY = domains.inconsistency.suggest
NRSI: dict[str, Any] = {"design": "NRSI"}
CLASSIC: dict[str, Any] = {"edition": "classic"}


def rd(value: float, low: float, high: float) -> gk.Estimate:
    return gk.Estimate("RD", value, low, high, unit="per 1000")


def imprecision(effect: gk.Estimate, **given: Any) -> gk.Suggestion:  # noqa: ANN401
    return IMPRECISION(estimate=effect, outcome=given.pop("outcome", DEATH), **given)


def large(*ratio: float, measure: str = "RR", **given: Any) -> gk.Suggestion:  # noqa: ANN401
    wanted = {**NRSI, "well_conducted": True, "rated_down": True, **given}
    estimate = gk.Estimate(measure, *ratio)  # type: ignore[arg-type]  # one number or three
    return domains.large_effect.suggest(estimate=estimate, **wanted)


SAFE, CROSSING = rd(-30, -45, -26), rd(-21, -60, 36)
SMALL = gk.Estimate("MD", -3, -4, -2, unit="cm")
CASES: dict[Domain, list[Callable[[], gk.Suggestion]]] = {
    Domain.RISK_OF_BIAS: [
        lambda: domains.risk_of_bias.suggest(high_risk_weight=0.2, estimates_differ=True),
        lambda: domains.risk_of_bias.suggest(high_risk_weight=0.6, direction="toward the result"),
        lambda: domains.risk_of_bias.suggest(high_risk_weight=0.9, direction="against the result"),
        lambda: domains.risk_of_bias.suggest(**CLASSIC, robins_i="low"),
    ],
    Domain.INCONSISTENCY: [
        lambda: INCONSISTENCY(important_differences=False),
        lambda: INCONSISTENCY(important_differences=True, limited_overlap=True, one_side=True),
        *(
            lambda subgroup=subgroup: INCONSISTENCY(
                important_differences=True,
                limited_overlap=True,
                one_side=False,
                credible_subgroup=subgroup,
                i2=0.1,
            )
            for subgroup in (True, False)
        ),
        lambda: INCONSISTENCY(**CLASSIC),
    ],
    Domain.INDIRECTNESS: [
        lambda: domains.indirectness.suggest(
            population=True,
            intervention=True,
            comparator=True,
            outcome=True,
            head_to_head=False,
            all_outside=True,
            edition="classic",
        ),
        lambda: domains.indirectness.suggest(population=False),
    ],
    Domain.IMPRECISION: [
        lambda: imprecision(CROSSING, only_may=True),
        lambda: imprecision(CROSSING, **CLASSIC, appreciable=True),
        lambda: imprecision(rd(-30, -45, -15), contextualisation="partial"),
        lambda: imprecision(rd(-20, -40, 5), contextualisation="partial"),
        lambda: imprecision(CROSSING, contextualisation="partial"),
        lambda: imprecision(rd(0, -5, 5), contextualisation="partial"),
        lambda: imprecision(CROSSING, contextualisation="full"),
        lambda: imprecision(rd(-2, -10, 8), threshold="null", implausibly_large=False),
        lambda: imprecision(gk.Estimate("RR", 0.5, 0.3, 0.9), baseline_risk=0.5, participants=100),
        lambda: imprecision(gk.Estimate("RR", 0.5, 0.4, 0.6), baseline_risk=0.5, participants=9999),
        lambda: imprecision(SMALL, outcome=PAIN, implausibly_large=True, participants=10, sd=3),
        lambda: imprecision(rd(-30, -45, -5), outcome=RANGE),
    ],
    Domain.PUBLICATION_BIAS: [
        lambda: domains.publication_bias.suggest(small_and_industry=True),
        lambda: domains.publication_bias.suggest(
            small_and_industry=False, studies=12, pooled=True, asymmetry=True
        ),
        lambda: domains.publication_bias.suggest(
            small_and_industry=False, studies=2, unpublished=True
        ),
        lambda: domains.publication_bias.suggest(**CLASSIC),
    ],
    Domain.LARGE_EFFECT: [
        lambda: large(1),
        lambda: large(2),
        lambda: large(9),
        lambda: large(9, 4, 20),
        lambda: large(9, measure="HR"),
        lambda: large(9, well_conducted=False),
        lambda: large(9, design="RCT"),
    ],
    Domain.DOSE_RESPONSE: [
        lambda: domains.dose_response.suggest(design="RCT"),
        lambda: domains.dose_response.suggest(**NRSI, gradient="present", rated_down=True),
    ],
    Domain.OPPOSING_CONFOUNDING: [
        lambda: domains.opposing_confounding.suggest(**NRSI),
        lambda: domains.opposing_confounding.suggest(design="RCT", **CLASSIC),
        lambda: domains.opposing_confounding.suggest(
            **NRSI, **CLASSIC, confounding="not opposing", rated_down=True
        ),
    ],
}


def split(traces: list[Trace]) -> tuple[set[str], set[str]]:
    """The ids that fired (or were overridden by people), and those that did not somewhere."""
    fired: set[str] = set()
    silent: set[str] = set()
    for trace in traces:
        for step in trace.walk():
            happened = step.kind in (StepKind.FIRED, StepKind.OVERRIDDEN)
            (fired if happened else silent).add(step.rule.id)
    return fired, silent


def ids(rules: tuple[Rule, ...]) -> set[str]:
    return {rule.id for rule in rules}


@pytest.mark.parametrize("domain", domains.ALL)
def test_of_a_domain(domain: Domain) -> None:
    fired, silent = split([case().trace for case in CASES[domain]])
    rules = domains.BY_NAME[domain].RULES
    assert ids(rules) - fired == set()
    assert ids(rules) - silent == set()


@pytest.mark.parametrize("domain", domains.ALL)
def test_each_trace_holds_every_rule_in_order(domain: Domain) -> None:
    rules = [rule.id for rule in domains.BY_NAME[domain].RULES]
    for case in CASES[domain]:
        found = case()
        assert list(dict.fromkeys(step.rule.id for step in found.trace.steps)) == rules
        assert found.edition is not None
        assert found.rule in rules
        assert found.reason


def test_of_certainty() -> None:
    ratings = [
        certainty.rate_certainty("RCT", {"risk_of_bias": -3, "imprecision": -2}),
        certainty.rate_certainty("NRSI", {"inconsistency": -1, "large_effect": 1}),
        certainty.rate_certainty("NRSI", {}, "classic", rob_tool="ROBINS-I"),
        certainty.rate_certainty("RCT", {}, overall_adjustment=-1, rationale="borderline twice"),
    ]
    one = [("critical", "high"), ("critical", "low")]
    overall = [
        certainty.overall_certainty(one),
        certainty.overall_certainty([("important", "low")]),
        certainty.overall_certainty([]),
        certainty.overall_certainty(one, recorded=gk.Certainty.HIGH),
        certainty.overall_certainty(
            one, same_direction=True, sufficient=["high"], rationale="all favour it"
        ),
    ]
    fired, silent = split([rating.trace for rating in ratings])
    over, _ = split([Trace((each.step,)) for each in overall])
    assert ids(certainty.rating.RULES) - fired == set()
    assert ids(certainty.rating.RULES) - silent == set()
    assert ids(certainty.overall.RULES) - over == {"overall.nothing_rated"}


def test_of_network_ratings() -> None:
    judged: dict[str, Any] = {"intransitivity": -1, "incoherence": -1, "imprecision": -3}
    ratings = [
        rate_comparison(direct="high", loop=("low", "low"), dominant="direct", **judged),
        rate_comparison(direct="low", loop=("high", "high"), start="higher", **judged),
        rate_comparison(loop=("high", "low"), **judged),
        rate_comparison(direct="high", imprecision=0),
    ]
    fired, silent = split([rating.trace for rating in ratings])
    assert ids(network.rules.RULES) - fired == set()
    assert ids(network.rules.RULES) - silent == set()


def test_of_network_groups() -> None:
    contrasts = [
        Contrast("a", "ref", gk.Interval(3, 2, 4), "high"),
        Contrast("b", "ref", gk.Interval(1, 0.5, 1.5)),
        Contrast("a", "b", gk.Interval(2, 1, 3)),
        Contrast("c", "ref", gk.Interval(0, -1, 1)),
        Contrast("d", "c", gk.Interval(0, -1, 1)),
    ]
    groupings = [
        minimally_contextualised(
            "ref", contrasts, better="higher", moved={"c": Moved(1, "ranked high")}
        ),
        partially_contextualised(
            "ref", contrasts, better="higher", thresholds=gk.Thresholds(1, 2, 3)
        ),
    ]
    fired, silent = split([grouping.trace for grouping in groupings])
    assert ids(network.grouping.RULES) == fired == silent


def test_of_the_second_engine() -> None:
    wide, low, high = gk.Interval(1, 0.5, 2), gk.Interval(0.6, 0.5, 0.9), gk.Interval(2, 1.3, 3)
    pairs = [(wide, wide), (wide, low), (low, high)]
    traces = [
        cinema_incoherence(direct=one, indirect=other, important=(0.8, 1.25)).trace
        for one, other in pairs
    ]
    traces += [cinema_global(p).trace for p in (0.5, 0.05, 0.001)]
    fired, silent = split(traces)
    assert ids(network.cinema.RULES) == fired == silent
    narrow = gk.Interval(0.6, 0.5, 0.7)
    traces = [
        inconsistency.cinema(confidence=narrow, prediction=one, important=(0.8, 1.25)).trace
        for one in (narrow, low, wide)
    ]
    assert (ids(inconsistency.CINEMA_RULES),) * 2 == split(traces)


RULES: tuple[Rule, ...] = (
    *(rule for domain in domains.ALL for rule in domains.BY_NAME[domain].RULES),
    *inconsistency.CINEMA_RULES,
    *certainty.RULES,
    *network.RULES,
)
PARAMETERS: tuple[Parameter[object], ...] = (
    *(kept for domain in domains.ALL for kept in domains.BY_NAME[domain].PARAMETERS),
    *network.PARAMETERS,
)


class TestRecords:
    def test_ids_are_unique(self) -> None:
        names = [rule.id for rule in RULES]
        assert len(names) == len(set(names))
        numbers = [kept.id for kept in PARAMETERS]
        assert len(numbers) == len(set(numbers))

    @pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
    def test_rules(self, rule: Rule) -> None:
        assert rule.sentence.endswith(".")
        assert rule.source.source in LIBRARY
        assert rule.id == rule.id.lower().replace(" ", "_")

    @pytest.mark.parametrize("domain", domains.ALL)
    def test_rules_carry_the_name_of_their_file(self, domain: Domain) -> None:
        for rule in domains.BY_NAME[domain].RULES:
            assert rule.id.startswith(domain.file + ".")

    @pytest.mark.parametrize("kept", PARAMETERS, ids=lambda kept: kept.id)
    def test_parameters(self, kept: Parameter[object]) -> None:
        assert "." in kept.id
        assert kept.source.source in LIBRARY

    def test_what_is_recalled_or_second_hand_says_so(self) -> None:
        for each in (*(rule.source for rule in RULES), *(kept.source for kept in PARAMETERS)):
            read = "recalled" not in each.note and "second-hand" not in each.note
            assert read or not each.checked, each
