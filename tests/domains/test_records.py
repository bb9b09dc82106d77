"""The records of each domain: which edition a rule belongs to, its numbers, what is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import gradekit as gk
from gradekit import domains
from gradekit.domains import imprecision, inconsistency, large_effect, publication_bias
from gradekit.domains import risk_of_bias as bias
from gradekit.domains.verdict import Domain
from gradekit.trace import StepKind

CORE = {
    Domain.RISK_OF_BIAS: {
        "not_dominant",
        "low_risk_only",
        "toward_result",
        "against_result",
        "other_cut_off",
    },
    Domain.INCONSISTENCY: {"alike", "one_sided", "explained", "unexplained", "i2_hint"},
    Domain.IMPRECISION: {"crosses", "two_thresholds", "only_may"},
    Domain.PUBLICATION_BIAS: {"small_and_industry", "asymmetry", "unpublished"},
    Domain.OPPOSING_CONFOUNDING: {"left_out"},
}
CLASSIC = {
    Domain.RISK_OF_BIAS: {"robins_i", "judgement"},
    Domain.INCONSISTENCY: {"judgement"},
    Domain.INDIRECTNESS: {"head_to_head"},
    Domain.IMPRECISION: {"crosses_minimal", "appreciably"},
    Domain.PUBLICATION_BIAS: {"judgement"},
    Domain.OPPOSING_CONFOUNDING: {"randomised", "after_rating_down", "judgement"},
}
NUMBERS = {
    Domain.RISK_OF_BIAS: {
        "risk_of_bias.dominates_from": 0.55,
        "risk_of_bias.dominates_above": 0.65,
        "risk_of_bias.appreciable_from": 0.35,
        "risk_of_bias.robins_i_low": (0,),
        "risk_of_bias.robins_i_moderate": (0, -1),
        "risk_of_bias.robins_i_serious": (-2,),
        "risk_of_bias.robins_i_critical": (-3,),
    },
    Domain.INCONSISTENCY: {
        "inconsistency.on_one_side_from": 0.8,
        "inconsistency.i2_seldom_below": 0.3,
    },
    Domain.INDIRECTNESS: {
        "indirectness.consider": (-1,),
        "indirectness.consider_surrogate": (-1, -2),
    },
    Domain.IMPRECISION: {
        "information_size.implausible_possibly": 0.3,
        "information_size.implausible_certainly": 0.4,
        "precision.ratio_limit_rr": 3,
        "precision.ratio_limit_or": 2.5,
        "precision.ratio_limit_hr": 2.5,
        "information_size.rrr": 0.25,
        "information_size.rrr_shown_beside": 0.2,
        "information_size.enough_continuous": 800,
        "information_size.far_below": 0.3,
    },
    Domain.PUBLICATION_BIAS: {"publication_bias.studies_for_asymmetry": 10},
    Domain.LARGE_EFFECT: {"large_effect.large_from": 2, "large_effect.very_large_from": 5},
}

DEATH = gk.Outcome(
    "death",
    "Death",
    importance="critical",
    better="lower",
    thresholds=gk.MID(0.01, unit="proportion"),
)
ASKED: dict[Domain, dict[str, Any]] = {
    Domain.IMPRECISION: {"estimate": gk.Estimate("RD", -0.2, -0.3, -0.1), "outcome": DEATH},
    Domain.LARGE_EFFECT: {"estimate": gk.Estimate("RR", 3), "design": "NRSI"},
    Domain.DOSE_RESPONSE: {"design": "NRSI"},
    Domain.OPPOSING_CONFOUNDING: {"design": "NRSI"},
}


@pytest.mark.parametrize("domain", domains.ALL)
class TestEachDomain:
    @pytest.mark.parametrize(("edition", "own"), [("core", CORE), ("classic", CLASSIC)])
    def test_the_rules_of_one_edition(
        self, domain: Domain, edition: str, own: dict[Domain, set[str]]
    ) -> None:
        rules = domains.BY_NAME[domain].RULES
        names = {rule.id.partition(".")[2] for rule in rules if rule.edition == edition}
        assert names == own.get(domain, set())

    @pytest.mark.parametrize(("edition", "other"), [("core", CLASSIC), ("classic", CORE)])
    def test_do_not_apply_in_the_other(
        self, domain: Domain, edition: str, other: dict[Domain, set[str]]
    ) -> None:
        found = domains.BY_NAME[domain].suggest(**ASKED.get(domain, {}), edition=edition)
        for rule in other.get(domain, ()):
            (step,) = found.trace.find(f"{domain.file}.{rule}")
            only = "core only" if edition == "classic" else "classic only"
            assert (step.kind, step.result) == (StepKind.NOT_APPLICABLE, only)

    def test_core_is_asked_unless_another_is_named(self, domain: Domain) -> None:
        found = domains.BY_NAME[domain].suggest(**ASKED.get(domain, {}))
        assert found.edition is gk.Edition.CORE

    def test_the_numbers(self, domain: Domain) -> None:
        kept = {each.id: each.value for each in domains.BY_NAME[domain].PARAMETERS}
        assert kept == NUMBERS.get(domain, {})


WHOLE = gk.Interval(1, 0.5, 2)


def cinema(
    confidence: gk.Interval = WHOLE,
    prediction: gk.Interval = WHOLE,
    important: tuple[float, float] = (0.8, 1.25),
) -> gk.Suggestion:
    return inconsistency.cinema(confidence=confidence, prediction=prediction, important=important)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: bias.suggest(high_risk_weight=1.1),
            (
                "weight outside 0 to 1 @ $.high_risk_weight: "
                "expected a proportion of the pooled weight; got 1.1"
            ),
        ),
        (
            lambda: inconsistency.suggest(i2=45),
            "I2 outside 0 to 1 @ $.i2: expected a proportion; divide a percentage by 100; got 45",
        ),
        (
            lambda: inconsistency.on_one_side(1.1),
            "share outside 0 to 1 @ $.share: expected a proportion of the estimates; got 1.1",
        ),
        (
            lambda: cinema(confidence=gk.Interval(1, 0.5)),
            "no interval @ $.confidence: expected both ends of the interval; got (0.5, None)",
        ),
        (
            lambda: cinema(prediction=gk.Interval(1, high=2)),
            "no interval @ $.prediction: expected both ends of the interval; got (None, 2)",
        ),
        (
            lambda: cinema(important=(1.25, 0.8)),
            (
                "limits not ascending @ $.important: "
                "expected a lower and a higher limit; got (1.25, 0.8)"
            ),
        ),
        (
            lambda: publication_bias.suggest(studies=-1),
            "negative count @ $.studies: expected a number of studies, 0 or more; got -1",
        ),
        (
            lambda: imprecision.suggest(
                **ASKED[Domain.IMPRECISION], participants=-1, information_size=0
            ),
            (
                "negative count @ $.participants: "
                "expected a number of participants, 0 or more; got -1\n"
                "size not positive @ $.information_size: "
                "expected a number of participants above 0; got 0"
            ),
        ),
        (
            lambda: large_effect.suggest(estimate=gk.Estimate("OR", 3), design="NRSI"),
            (
                "odds ratio where a risk ratio is asked @ $.estimate.measure: "
                "expected RR; got 'OR'; "
                "convert it first at its baseline risk: RR = OR / (1 - risk + risk x OR)"
            ),
        ),
        (
            lambda: large_effect.suggest(estimate=gk.Estimate("ROM", 3), design="NRSI"),
            (
                "no relative risk @ $.estimate.measure: expected RR; got 'ROM'; "
                "the rule is about how many times higher or lower a risk is"
            ),
        ),
    ],
)
def test_what_is_refused(call: Callable[[], gk.Suggestion], message: str) -> None:
    with pytest.raises(gk.InvalidValue) as refused:
        call()
    assert str(refused.value) == message
