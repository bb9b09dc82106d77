"""The share of each comparison, asked of the scalar rules once for each class of comparisons.

What a scenario or dominance looks at is finite. Comparisons that match the same scenarios, and of
which dominance says the same, are one class; scalar `find_share` answers for the class.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
from attrs import evolve, frozen

from gradekit.answers import ShareBand
from gradekit.balance import Balance
from gradekit.certainty import overall_certainty
from gradekit.classification import Classification
from gradekit.estimates import Interval
from gradekit.evidence import Evidence
from gradekit.findings import Finding
from gradekit.frames.contributions import Weighed
from gradekit.frames.lookup import distinct
from gradekit.frames.tables import KNOWN, UNDETERMINED
from gradekit.judgements import JudgedEffect
from gradekit.levels import EvidenceHalf, OptionLevels
from gradekit.outcomes import Outcome
from gradekit.panel import Panel
from gradekit.policy import Policy
from gradekit.scales import (
    Arm,
    Better,
    Certainty,
    Favours,
    Importance,
    Magnitude,
    OutcomeKind,
)
from gradekit.share import RULES, _matches, benefit_state, find_share
from gradekit.space import blank, shared_states
from gradekit.trace import Step, StepKind
from gradekit.values import Scenario

__all__ = ["asking", "found_bands"]

Codes = npt.NDArray[Any]
BANDS = tuple(ShareBand)
_STEP = Step(RULES[0], kind=StepKind.FIRED)


def asking(panel: Panel | None) -> tuple[Scenario, ...]:
    """The scenarios that ask for a smallest benefit."""
    survey = panel.survey if panel is not None else None
    scenarios = survey.scenarios if survey is not None else ()
    return tuple(each for each in scenarios if each.smallest_benefit is not None)


def _finding(name: str, **more: Any) -> Finding:  # noqa: ANN401 - fields of a finding
    """A critical benefit of high certainty and trivial effect, unless said otherwise."""
    given: dict[str, Any] = {
        "kind": OutcomeKind.BENEFIT,
        "magnitude": Magnitude.TRIVIAL,
        "favours": Favours.NEITHER,
        "certainty": Certainty.HIGH,
        "classification": None,
        "judged": True,
        **more,
    }
    outcome = Outcome(
        name, name, importance=Importance.CRITICAL, better=Better.HIGHER, kind=given["kind"]
    )
    judged = JudgedEffect(given["magnitude"], given["favours"]) if given["judged"] else None
    return Finding(
        outcome,
        Importance.CRITICAL,
        given["magnitude"],
        given["favours"],
        given["certainty"],
        evidence=Evidence(outcome, judged_effect=judged),
        classification=given["classification"],
        step=_STEP,
    )


def _balance(half: EvidenceHalf, *findings: Finding) -> Balance:
    """A balance with this half, and findings that show what the half does not."""
    return Balance(
        half=half,
        findings=findings,
        overall=overall_certainty([]),
        missing=(),
        not_rated=(),
        harm_only={},
        steps=(),
    )


def _half(certainty: int, arm: Arm, option: OptionLevels, *, unknown: bool = False) -> EvidenceHalf:
    half = evolve(
        shared_states()[0],
        benefit_certainty=None if certainty == UNDETERMINED else KNOWN[certainty],
        unknown_benefit=unknown,
    )
    if arm is Arm.INTERVENTION:
        return evolve(half, intervention=option)
    return evolve(half, comparator=option)


@lru_cache(maxsize=1 << 15)
def _dominance(key: int, policy: Policy) -> int:
    """What dominance alone says: certainty, favoured arms, anything unplaced, harms."""
    half = _half(key & 15, Arm.INTERVENTION, evolve(blank(), harm=KNOWN[key >> 7 & 15]))
    half = evolve(half, comparator=evolve(blank(), harm=KNOWN[key >> 11 & 15]))
    findings = [
        _finding(arm.value, magnitude=Magnitude.SMALL, favours=Favours(arm.value))
        for place, arm in enumerate(Arm)
        if key >> (4 + place) & 1
    ]
    if key >> 6 & 1:
        findings.append(_finding("unknown", magnitude=Magnitude.UNKNOWN))
    return BANDS.index(find_share(None, None, _balance(half, *findings), policy).band)


def _enough(scenario: Scenario, arm: Arm) -> Finding:
    """A benefit of this arm as large as the scenario asks for."""
    toward = 1.0 if arm is Arm.INTERVENTION else -1.0
    size = toward * (scenario.smallest_benefit or 0.0) * 2
    unit = scenario.unit
    return _finding(
        str(scenario.outcome),
        magnitude=Magnitude.SMALL,
        favours=Favours(arm.value),
        classification=Classification(
            Magnitude.SMALL, Favours(arm.value), effect=Interval(size), unit=unit
        ),
    )


@frozen
class _Matching:
    """Which scenarios match an arm, as a bit for each, and whether its benefit can be told."""

    panel: Panel
    policy: Policy
    asking: tuple[Scenario, ...]

    def __call__(self, key: int) -> int:
        arm = tuple(Arm)[key & 1]
        option = evolve(blank(), benefit=KNOWN[key >> 1 & 15], harm=KNOWN[key >> 5 & 15])
        half = _half(key >> 9 & 15, arm, option, unknown=bool(key >> 13 & 1))
        shown: list[Finding] = []
        if key >> 14 & 1:
            effect = Classification(Magnitude.UNKNOWN, Favours.NEITHER)
            shown.append(_finding("unplaced", magnitude=Magnitude.UNKNOWN, judged=False,
                                  classification=effect))  # fmt: skip
        if key >> 15 & 1:
            shown.append(_finding("unrated", certainty=None))
        survey = self.panel.survey
        made = 0
        for place, scenario in enumerate(survey.scenarios if survey is not None else ()):
            large = list(shown)
            if scenario in self.asking and key >> (16 + self.asking.index(scenario)) & 1:
                large.append(_enough(scenario, arm))
            hit = _matches(scenario, _balance(half, *large), arm, self.policy)
            made |= hit << place
        # One more bit: whether anybody can say what this option's benefit is.
        unsaid = benefit_state(_balance(half, *shown), arm, self.policy) is None
        return made | unsaid << len(survey.scenarios if survey is not None else ())


def _int(codes: Codes) -> Codes:
    return codes.astype(np.int64)


def found_bands(
    weighed: Weighed,
    large: Codes,
    panel: Panel | None,
    policy: Policy,
    ask: Callable[[int], ShareBand],
) -> Codes:
    """The place in `ShareBand` of each comparison's share where none is recorded.

    Args:
        weighed: what the findings come to.
        large: for each arm in turn, a bit for each scenario that asks for a smallest benefit:
            whether this arm's benefit is that large.
        panel: whose survey speaks, if any.
        policy: with the cut-offs.
        ask: scalar `find_share` of one comparison, by its place.
    """
    one, other = (weighed.options[arm] for arm in Arm)
    favoured = [_int(weighed.favoured[arm]) for arm in Arm]
    certainty = _int(weighed.benefit_certainty)
    dominance = distinct(
        certainty
        | favoured[0] << 4
        | favoured[1] << 5
        | _int(weighed.unplaced) << 6
        | _int(one[1]) << 7
        | _int(other[1]) << 11,
        lambda key: _dominance(key, policy),
        np.uint8,
    )
    if panel is None or panel.survey is None or not len(large):
        return dominance
    matching = _Matching(panel, policy, asking(panel))
    asked = len(matching.asking)
    shared = (
        certainty << 9
        | _int(weighed.unknown_benefit) << 13
        | _int(weighed.no_threshold) << 14
        | _int(weighed.unrated) << 15
    )
    keys = [
        place
        | _int(option[0]) << 1
        | _int(option[1]) << 5
        | shared
        | (_int(large) >> (place * asked) & ((1 << asked) - 1)) << 16
        for place, option in enumerate((one, other))
    ]
    sets = np.stack([distinct(key, matching, np.int64) for key in keys])
    _, first, inverse = np.unique(
        np.vstack([sets, dominance[None, :].astype(np.int64)]),
        axis=1,
        return_index=True,
        return_inverse=True,
    )
    bands = [BANDS.index(ask(place)) for place in first.tolist()]
    found: Codes = np.array(bands, np.uint8)[inverse.reshape(-1)]
    return found
