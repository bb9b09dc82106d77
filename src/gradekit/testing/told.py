"""What a situation or a comparison holds, in the method's words, leaving out what is blank."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import fields

from gradekit.answers import Secondary, VoteState
from gradekit.comparison import Comparison
from gradekit.evidence import Evidence
from gradekit.glance import certainty_word, effect_words
from gradekit.judgements import level_of
from gradekit.levels import EvidenceHalf, OptionLevels
from gradekit.scales import Level, OptionKind, Perspective, Role
from gradekit.situation import PanelHalf, Situation
from gradekit.values import Scenario, Share
from gradekit.votes import Votes

__all__ = ["Fact", "facts_of", "told"]

Fact = tuple[str, str]

_PARTS = {
    "benefit": "benefit",
    "harm": "harm, burden or cost",
    "catastrophe": "catastrophic harm",
    "prohibitive": "prohibitive harm",
}


def told(situation: Situation) -> tuple[Fact, ...]:
    """A situation in the method's words, leaving out what is blank."""
    evidence, panel = situation.evidence, situation.panel
    return (
        ("overall certainty", str(evidence.overall)),
        *_options(evidence),
        *_shared(evidence),
        *_panel(panel),
    )


def _options(evidence: EvidenceHalf) -> Iterator[Fact]:
    options: tuple[tuple[str, OptionLevels], ...] = (
        ("intervention", evidence.intervention),
        ("comparator", evidence.comparator),
    )
    for name, option in options:
        for part, word in _PARTS.items():
            known = getattr(option, part)
            if known.up_to > Level.NONE:
                yield f"{word} of the {name}", str(known)


def _shared(evidence: EvidenceHalf) -> Iterator[Fact]:
    if evidence.benefit_certainty is not None:
        yield "benefit certainty", str(evidence.benefit_certainty)
    if evidence.unknown_benefit:
        yield "a critical benefit", "of unknown magnitude"
    if evidence.life_threatening is not None:
        yield "life-threatening", "yes" if evidence.life_threatening else "no"
    if evidence.both_active:
        yield "both options", "active"


def _panel(panel: PanelHalf) -> Iterator[Fact]:
    yield "share", str(panel.share)
    if panel.secondary is not Secondary.NOT_JUDGED:
        yield "secondary criteria", str(panel.secondary)
    if panel.votes is not VoteState.NOT_VOTED:
        yield "votes", str(panel.votes)
    if panel.perspective is not Perspective.INDIVIDUAL:
        yield "perspective", str(panel.perspective)
    if panel.balance is not None:
        yield "balance", str(panel.balance)


def facts_of(comparison: Comparison) -> tuple[Fact, ...]:
    """A comparison in the method's words, leaving out what is blank.

    Args:
        comparison: with its evidence and what was recorded.
    """
    return (
        *(
            (f"{nth}. {row.outcome.id}", _row(row))
            for nth, row in enumerate(comparison.evidence, 1)
        ),
        *_judged(comparison),
        *_inferred(comparison),
    )


def _row(row: Evidence) -> str:
    outcome, sizes = row.outcome, row.outcome.thresholds
    words = [f"{outcome.importance} {outcome.kind}, {outcome.better} is better"]
    if outcome.catastrophic:
        words.append("catastrophic")
    words.append(effect_words(row))
    if sizes is not None and row.estimate is not None:
        least = f"{sizes.small:g}" + (f" to {sizes.small_upper:g}" if sizes.is_range else "")
        words.append(f"important from {least} {sizes.unit or ''}".rstrip())
    words.append(f"certainty {certainty_word(row)}")
    if row.not_prohibitive:
        words.append("not prohibitive")
    if row.role is Role.SUPPORTING:
        words.append("supporting")
    return "; ".join(words)


def _judged(comparison: Comparison) -> Iterator[Fact]:
    for name, option in (
        ("intervention", comparison.intervention),
        ("comparator", comparison.comparator),
    ):
        if option.kind is not OptionKind.ACTIVE:
            yield name, str(option.kind)
    grave = comparison.context.life_threatening
    if grave is not None:
        yield "life-threatening", "yes" if grave else "no"
    if comparison.perspective is not Perspective.INDIVIDUAL:
        yield "perspective", str(comparison.perspective)
    overall = level_of(comparison.overall_certainty)
    if overall is not None:
        yield "overall certainty as recorded", str(overall)
    if comparison.share is not None:
        yield "share", _share(comparison.share)
    if comparison.balance is not None:
        yield "balance", str(comparison.balance)
    if comparison.etd is not None:
        yield "secondary criteria", str(comparison.etd.secondary)
    if (votes := comparison.votes) is not None:
        counts = ((each.name, getattr(votes, each.name)) for each in fields(Votes)[:-1])
        yield (
            "votes",
            ", ".join(f"{many} {name.replace('_', ' ')}" for name, many in counts if many),
        )


def _inferred(comparison: Comparison) -> Iterator[Fact]:
    panel = comparison.within.panel
    if panel is not None and panel.survey is not None:
        for each in panel.survey.scenarios:
            yield f"survey, {each.id}", _scenario(each)


def _scenario(scenario: Scenario) -> str:
    words = [
        f"benefit {scenario.benefit}, {_several(scenario.benefit_certainties)}",
        f"harm {_several(scenario.harm_certainties)}",
    ]
    if scenario.smallest_benefit is not None:
        least = f"{scenario.smallest_benefit:g} {scenario.unit or ''}".rstrip()
        words.append(f"at least {least} of {scenario.outcome}")
    return "; ".join([*words, _share(scenario.share)])


def _several(levels: tuple[object, ...]) -> str:
    return " or ".join(dict.fromkeys(map(str, levels)))


def _share(share: Share) -> str:
    amount = str(share.band) if share.band is not None else f"{share.low:g} to {share.high:g}"
    return f"{amount} choose the {share.option}"
