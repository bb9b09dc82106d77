"""The share: how many fully informed people would choose the intervention, and who says so.

In this order: the panel's own judgement for the comparison, the survey scenario that matches the
evidence, dominance. Otherwise it is unknown, and the answer waits for it.
"""

from __future__ import annotations

from attrs import frozen

from gradekit.answers import BenefitState, ShareBand, ShareRoute
from gradekit.balance import Balance
from gradekit.classification import favoured
from gradekit.findings import Finding
from gradekit.levels import Known
from gradekit.library import cite
from gradekit.panel import Panel
from gradekit.policy import Policy
from gradekit.scales import Arm, Level, Magnitude
from gradekit.thresholds import compare
from gradekit.trace import Input, Rule, Step, StepKind
from gradekit.units import convert, same_kind
from gradekit.values import Scenario, Share

__all__ = ["RULES", "FoundShare", "band_of", "benefit_state", "find_share"]

RECORDED = Rule(
    "share.recorded",
    "The share the panel judged for this comparison stands; recorded as unknown, it ends the "
    "search.",
    cite("gradekit", "share"),
)
SURVEY = Rule(
    "share.survey",
    "The survey scenario that matches an option's benefit and harm, with their certainties, gives "
    "its share; matches that disagree leave the share unknown, and so does a match of one option "
    "while nobody can say what the other's benefit is.",
    cite("zeng2023"),
)
DOMINANCE = Rule(
    "share.dominance",
    "Almost none choose an option that brings no important advantage, where this is established, "
    "and an established important harm, burden or cost. A suggestion of the library.",
    cite("gradekit", "share"),
)
RULES = (RECORDED, SURVEY, DOMINANCE)


@frozen
class FoundShare:
    """The share used, and how it was found.

    Args:
        band: of the intervention.
        route: recorded, survey, dominance or none.
        step: everything that was tried.
        scenario: id of the matching scenario, where the survey gave it.
        given: the share as recorded or surveyed.
    """

    band: ShareBand
    route: ShareRoute
    step: Step
    scenario: str | None = None
    given: Share | None = None

    def __str__(self) -> str:
        named = f" scenario {self.scenario}" if self.scenario else ""
        return f"{self.band} ({self.route}{named})"


def band_of(share: Share, policy: Policy) -> ShareBand:
    """The band of the intervention's share.

    An interval takes the strongest band that contains it whole; one reaching one half is split;
    one from almost none to nearly all is unknown.

    Args:
        share: of either option.
        policy: with the cut-offs.

    Example:
        >>> from gradekit.policy import BMJ_RAPID
        >>> band_of(Share(0.6, 0.95), BMJ_RAPID).value, band_of(Share(0.05, 0.95), BMJ_RAPID).value
        ('majority', 'unknown')
    """
    band = share.band or _band_of_interval(share, policy)
    return band if share.option is Arm.INTERVENTION else band.mirror


def _band_of_interval(share: Share, policy: Policy) -> ShareBand:
    nearly, most = policy.nearly_all.value, policy.majority.value
    low, high = share.low or 0.0, share.high or 0.0
    surely_for, surely_against = compare(low, nearly) >= 0, compare(1 - high, nearly) >= 0
    if compare(1 - low, nearly) >= 0 and compare(high, nearly) >= 0:
        return ShareBand.UNKNOWN
    if surely_for:
        return ShareBand.NEARLY_ALL
    if surely_against:
        return ShareBand.ALMOST_NONE
    if compare(low, most) > 0:
        return ShareBand.MAJORITY
    if compare(1 - high, most) > 0:
        return ShareBand.MINORITY
    return ShareBand.SPLIT


def _reachable(known: Known) -> tuple[Level, ...]:
    """Every certainty that may turn out to hold once everything is rated."""
    return tuple(level for level in Level if known.at <= level <= known.up_to)


def benefit_state(
    balance: Balance, arm: Arm, policy: Policy
) -> tuple[BenefitState, tuple[Level, ...]] | None:
    """What a survey would call this option's benefit, or None where nobody can say.

    Nobody can say where an important benefit was not rated, or where an effect is known and only
    the threshold to judge it by is missing: that is a missing judgement, not uncertain evidence.

    Args:
        balance: of the effects.
        arm: whose benefit.
        policy: with the certainty from which a benefit is possible.
    """
    half, possible = balance.half, Level(policy.possible.value)
    benefit, certainty = half.option(arm).benefit, half.benefit_certainty
    if benefit.at >= possible:
        return BenefitState.IMPORTANT, _reachable(benefit)
    critical = [each for each in balance.deciding if each.is_critical_benefit]
    if any(each.lacks_threshold for each in critical):
        return None
    if half.unknown_benefit or any(each.certainty is None for each in critical):
        return BenefitState.UNCERTAIN, (Level.VERY_LOW,)
    if benefit.might_be_higher:
        return None
    if certainty is not None and certainty.at >= possible:
        return BenefitState.NONE, (certainty.at,)
    return BenefitState.UNCERTAIN, (Level.VERY_LOW,)


def _large_enough(scenario: Scenario, balance: Balance, arm: Arm) -> bool:
    """Whether the benefit reaches the smallest one people would require, where that was asked."""
    wanted = scenario.smallest_benefit
    if wanted is None or scenario.benefit is not BenefitState.IMPORTANT:
        return True
    for finding in balance.deciding:
        measured = finding.classification
        if finding.outcome.id != scenario.outcome or finding.benefits is not arm:
            continue
        if measured is None or measured.effect is None:
            continue
        needed = _expressed(wanted, scenario.unit or measured.unit, measured.unit)
        if needed is not None:
            # A judged effect may stand against what was measured; that is no measured benefit.
            toward = favoured(measured.effect.value, finding.outcome.better)
            return toward.value == arm.value and compare(abs(measured.effect.value), needed) >= 0
    return False


def _expressed(size: float, unit: str | None, own: str | None) -> float | None:
    """A size in another unit; None where the two units measure different things."""
    if unit == own:
        return size
    if unit is None or own is None or not same_kind(unit, own):
        return None
    return convert(size, unit, own)


def _matches(scenario: Scenario, balance: Balance, arm: Arm, policy: Policy) -> bool:
    state = benefit_state(balance, arm, policy)
    if state is None:
        return False
    benefit, levels = state
    certainties = {Level(each) for each in scenario.benefit_certainties}
    return (
        scenario.benefit is benefit
        and certainties.issuperset(levels)
        and set(scenario.harm_certainties).issuperset(_reachable(balance.half.option(arm).harm))
        and _large_enough(scenario, balance, arm)
    )


def _surveyed(
    panel: Panel | None, balance: Balance, policy: Policy
) -> tuple[Step, FoundShare | None]:
    survey = panel.survey if panel else None
    if survey is None:
        return Step(SURVEY, kind=StepKind.MISSING, result="no survey recorded"), None
    tried: list[Step] = []
    matched: list[tuple[Scenario, ShareBand]] = []
    states = {arm: benefit_state(balance, arm, policy) for arm in Arm}
    for arm in Arm:
        inputs = (
            Input("option", arm.value),
            Input("benefit", _told(states[arm])),
            Input("harm, burden or cost", str(balance.half.option(arm).harm)),
        )
        for scenario in survey.scenarios:
            hit = _matches(scenario, balance, arm, policy)
            # The share is of the option described, whichever arm it is here.
            band = band_of(scenario.share, policy)
            band = band if arm is Arm.INTERVENTION else band.mirror
            if hit:
                matched.append((scenario, band))
            tried.append(
                Step(
                    SURVEY,
                    kind=StepKind.FIRED if hit else StepKind.NOT_FIRED,
                    about=f"scenario {scenario.id}, {arm}",
                    result=band.value if hit else "no match",
                    inputs=inputs,
                    parameters=(policy.possible,),
                )
            )
    unsaid = [arm for arm, state in states.items() if state is None]
    return _agreed(matched, tuple(tried), unsaid)


def _told(state: tuple[BenefitState, tuple[Level, ...]] | None) -> str | None:
    if state is None:
        return None
    benefit, levels = state
    return f"{benefit}, certainty {' or '.join(map(str, levels))}"


def _agreed(
    matched: list[tuple[Scenario, ShareBand]], tried: tuple[Step, ...], unsaid: list[Arm]
) -> tuple[Step, FoundShare | None]:
    """The share all matching scenarios agree on; unknown where they do not.

    Also unknown where nobody can say what the other option's benefit is: once that is judged,
    a scenario may match it and disagree, and not knowing must not decide what knowing would not.
    """
    if not matched:
        result = "no scenario matches"
        return Step(SURVEY, kind=StepKind.NOT_FIRED, result=result, children=tried), None
    if unsaid or len({band for _, band in matched}) > 1:
        result = "matching scenarios disagree"
        if unsaid:
            result = f"nobody can say yet what the benefit of the {unsaid[0]} is"
        step = Step(SURVEY, kind=StepKind.MISSING, result=result, children=tried)
        return step, FoundShare(ShareBand.UNKNOWN, ShareRoute.SURVEY, step)
    scenario, band = matched[0]
    step = Step(SURVEY, kind=StepKind.FIRED, result=band.value, children=tried)
    return step, FoundShare(band, ShareRoute.SURVEY, step, scenario.id, scenario.share)


def _dominated(balance: Balance, arm: Arm, policy: Policy) -> Step:
    established = policy.established.value
    certainty = balance.half.benefit_certainty
    favouring: list[Finding] = [
        each for each in balance.deciding if each.favours.value == arm.value
    ]
    unknown = [each for each in balance.deciding if each.magnitude is Magnitude.UNKNOWN]
    harm = balance.half.option(arm).harm
    holds = (
        certainty is not None
        and certainty.at >= Level(established)
        and not favouring
        and not unknown
        and harm.at >= Level(established)
    )
    return Step(
        DOMINANCE,
        kind=StepKind.FIRED if holds else StepKind.NOT_FIRED,
        about=arm.value,
        result=f"almost none choose the {arm}" if holds else "",
        inputs=(
            Input("benefit certainty", None if certainty is None else str(certainty)),
            Input("important effects favouring it", _listed(favouring)),
            Input("findings of unknown magnitude", _listed(unknown)),
            Input("harm, burden or cost", str(harm)),
        ),
        parameters=(policy.established,),
    )


def _listed(findings: list[Finding]) -> str:
    return ", ".join(each.outcome.id for each in findings) or "none"


def find_share(
    recorded: Share | None, panel: Panel | None, balance: Balance, policy: Policy
) -> FoundShare:
    """The share of people who would choose the intervention, and its route.

    Args:
        recorded: the panel's judgement for this comparison.
        panel: whose survey is tried next.
        balance: of the effects.
        policy: with the cut-offs.

    Source: survey as in Zeng 2023; dominance is this library's suggestion, and said to be.
    """
    if recorded is not None:
        band = band_of(recorded, policy)
        step = Step(
            RECORDED,
            kind=StepKind.MISSING if band is ShareBand.UNKNOWN else StepKind.FIRED,
            result=band.value,
            inputs=(Input("low", recorded.low), Input("high", recorded.high)),
            parameters=(policy.nearly_all, policy.majority),
        )
        return FoundShare(band, ShareRoute.RECORDED, step, given=recorded)
    silent = Step(RECORDED, kind=StepKind.MISSING, result="not judged for this comparison")
    asked, found = _surveyed(panel, balance, policy)
    if found is not None:
        route = Step(
            SURVEY, kind=asked.kind, result=asked.result, children=(silent, *asked.children)
        )
        return FoundShare(found.band, found.route, route, found.scenario, found.given)
    tried = {arm: _dominated(balance, arm, policy) for arm in Arm}
    for arm, band in (
        (Arm.INTERVENTION, ShareBand.ALMOST_NONE),
        (Arm.COMPARATOR, ShareBand.NEARLY_ALL),
    ):
        if tried[arm].kind is StepKind.FIRED:
            step = Step(
                DOMINANCE,
                kind=StepKind.FIRED,
                result=band.value,
                children=(silent, asked, *tried.values()),
            )
            return FoundShare(band, ShareRoute.DOMINANCE, step)
    step = Step(
        DOMINANCE,
        kind=StepKind.NOT_FIRED,
        result=ShareBand.UNKNOWN.value,
        children=(silent, asked, *tried.values()),
    )
    return FoundShare(ShareBand.UNKNOWN, ShareRoute.NONE, step)
