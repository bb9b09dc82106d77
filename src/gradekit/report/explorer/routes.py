"""How the share is found, as tables: bands of an interval, survey scenarios, dominance.

Each cell is what scalar `find_share` or `band_of` answers to a made-up case.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise, product
from typing import Any

from attrs import evolve

from gradekit.answers import BenefitState, ShareBand, ShareRoute
from gradekit.balance import Balance
from gradekit.certainty import overall_certainty
from gradekit.classification import Classification
from gradekit.evidence import Evidence
from gradekit.findings import Finding
from gradekit.judgements import JudgedEffect
from gradekit.levels import EvidenceHalf, Known
from gradekit.outcomes import Outcome
from gradekit.panel import Panel
from gradekit.policy import BMJ_RAPID, Policy
from gradekit.report.explorer.packing import packed
from gradekit.scales import Arm, Certainty, Favours, Importance, Level, Magnitude
from gradekit.share import RULES, band_of, benefit_state, find_share
from gradekit.space import benefit_certainties, blank, known_states, shared_states
from gradekit.thresholds import compare
from gradekit.trace import Step, StepKind
from gradekit.values import Scenario, Share, Survey

__all__ = ["bands", "dominance", "scenario_table", "share_data", "unsaid"]

BANDS = tuple(ShareBand)
NO_YES = (False, True)
_STEP = Step(RULES[0], kind=StepKind.FIRED)
_BENEFIT = Outcome("b", "b", importance="critical", better="higher")
_LIKELY = Share(band=ShareBand.NEARLY_ALL)


def _finding(
    magnitude: Magnitude = Magnitude.TRIVIAL,
    favours: Favours = Favours.NEITHER,
    certainty: Certainty | None = Certainty.HIGH,
    *,
    judged: bool = True,
) -> Finding:
    """A critical benefit, judged; or else measured without a threshold."""
    row = Evidence(_BENEFIT, judged_effect=JudgedEffect(magnitude, favours) if judged else None)
    return Finding(
        _BENEFIT,
        Importance.CRITICAL,
        magnitude,
        favours,
        certainty,
        evidence=row,
        classification=None if judged else Classification(magnitude, favours),
        step=_STEP,
    )


def _balance(half: EvidenceHalf, findings: tuple[Finding, ...]) -> Balance:
    return Balance(
        half=half,
        findings=findings,
        overall=overall_certainty([]),
        missing=(),
        not_rated=(),
        harm_only={},
        steps=(),
    )


def _half(certainty: Known | None, *, unknown: bool, one: Known, other: Known) -> EvidenceHalf:
    """A half in which only harm tells the options apart."""
    return evolve(
        shared_states()[0],
        benefit_certainty=certainty,
        unknown_benefit=unknown,
        intervention=evolve(blank(), harm=one),
        comparator=evolve(blank(), harm=other),
    )


def _points(policy: Policy) -> list[float]:
    """The cut-offs of the bands, their mirrors, the ends, and a share between each two."""
    nearly, most = float(policy.nearly_all.value), float(policy.majority.value)
    cuts = sorted({0.0, 1 - nearly, 1 - most, most, nearly, 1.0})
    between = [(low + high) / 2 for low, high in pairwise(cuts) if compare(low, high) != 0]
    return sorted([*cuts, *between])


def bands(policy: Policy) -> dict[str, Any]:
    """Where a share stands against the cut-offs, and the band of each pair of such places.

    A place is the sign of the share, and of the rest, against "nearly all", then against "most".

    Args:
        policy: with the cut-offs.
    """
    nearly, most = policy.nearly_all.value, policy.majority.value
    places: dict[str, float] = {}
    for point in _points(policy):
        signs = [compare(x, cut) for cut in (nearly, most) for x in (point, 1 - point)]
        places.setdefault(",".join(map(str, signs)), point)
    table = [
        BANDS.index(band_of(Share(min(low, high), max(low, high)), policy))
        for low, high in product(places.values(), repeat=2)
    ]
    return {
        "nearlyAll": nearly,
        "majority": most,
        "places": list(places),
        "bands": packed(table),
    }


def _matches(scenario: Scenario, balance: Balance, policy: Policy) -> bool:
    found = find_share(None, Panel(survey=Survey((scenario,))), balance, policy)
    return found.route is ShareRoute.SURVEY


@cache
def _benefit_matches(
    benefit: BenefitState, certainties: tuple[Certainty, ...], possible: Certainty
) -> dict[str, Any]:
    """Whether each state of an option's benefit is what a scenario supposes."""
    policy = BMJ_RAPID.evolve("asked", possible=possible)
    # The other option has a harm the question does not suppose, so that only one can match.
    asked = Scenario(
        "s",
        benefit=benefit,
        benefit_certainties=certainties,
        harm_certainties=(Level.NONE,),
        share=_LIKELY,
    )
    return packed([int(_matches(asked, balance, policy)) for balance in _benefits()])


def _benefits() -> Iterator[Balance]:
    """Every state of the intervention's benefit, in the order in which the page counts them."""
    for known, certainty, lacks, unknown, unrated in product(
        known_states(), benefit_certainties(), NO_YES, NO_YES, NO_YES
    ):
        half = _half(certainty, unknown=unknown, one=Known("none"), other=Known("high"))
        half = evolve(half, intervention=evolve(half.intervention, benefit=known))
        findings = (
            *((_finding(Magnitude.UNKNOWN, judged=False),) if lacks else ()),
            *((_finding(certainty=None),) if unrated else ()),
        )
        yield _balance(half, findings)


@cache
def _unsaid(possible: Certainty) -> dict[str, Any]:
    policy = BMJ_RAPID.evolve("asked", possible=possible)
    states = (benefit_state(balance, Arm.INTERVENTION, policy) for balance in _benefits())
    return packed([int(state is None) for state in states])


def unsaid(policy: Policy) -> dict[str, Any]:
    """Whether nobody can say what an option's benefit is, for every state of it.

    Args:
        policy: with the certainty from which a benefit is possible.
    """
    return _unsaid(Certainty(policy.possible.value))


@cache
def _harm_matches(harms: tuple[Level, ...]) -> dict[str, Any]:
    """Whether each state of an option's harm is what a scenario supposes."""
    asked = Scenario(
        "s",
        benefit=BenefitState.UNCERTAIN,
        benefit_certainties=tuple(Certainty),
        harm_certainties=harms,
        share=_LIKELY,
    )
    cells = []
    for known in known_states():
        half = _half(None, unknown=True, one=known, other=known)
        cells.append(int(_matches(asked, _balance(half, ()), BMJ_RAPID)))
    return packed(cells)


def scenario_table(scenario: Scenario, policy: Policy) -> dict[str, Any]:
    """What a scenario asks, as two tables: of an option's benefit, and of its harm.

    Args:
        scenario: of the survey.
        policy: with the certainty from which a benefit is possible.
    """
    possible = Certainty(policy.possible.value)
    return {
        "id": scenario.id,
        "share": share_data(scenario.share),
        "benefit": _benefit_matches(scenario.benefit, scenario.benefit_certainties, possible),
        "harm": _harm_matches(scenario.harm_certainties),
        "smallest": scenario.smallest_benefit is not None
        and scenario.benefit is BenefitState.IMPORTANT,
        "outcome": scenario.outcome,
    }


@cache
def _dominance(established: Certainty) -> dict[str, Any]:
    policy = BMJ_RAPID.evolve("asked", established=established)
    favouring = {arm: _finding(Magnitude.SMALL, Favours(arm.value)) for arm in Arm}
    unplaced = _finding(Magnitude.UNKNOWN)
    cells = []
    for certainty, one, other, unknown, harm, harm_of_other in product(
        benefit_certainties(), NO_YES, NO_YES, NO_YES, known_states(), known_states()
    ):
        half = _half(certainty, unknown=False, one=harm, other=harm_of_other)
        findings = (
            *((favouring[Arm.INTERVENTION],) if one else ()),
            *((favouring[Arm.COMPARATOR],) if other else ()),
            *((unplaced,) if unknown else ()),
        )
        found = find_share(None, None, _balance(half, findings), policy)
        cells.append(BANDS.index(found.band))
    return packed(cells)


def dominance(policy: Policy) -> dict[str, Any]:
    """The band that dominance gives, by benefit certainty, favoured options, and both harms.

    Args:
        policy: with the certainty from which an effect is established.
    """
    return _dominance(Certainty(policy.established.value))


def share_data(share: Share) -> dict[str, Any]:
    """A share as plain data.

    Args:
        share: a band or an interval, of either option.
    """
    return {
        "band": None if share.band is None else BANDS.index(share.band),
        "low": share.low,
        "high": share.high,
        "mirrored": share.option is Arm.COMPARATOR,
    }
