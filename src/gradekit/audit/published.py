"""Published recommendations held against the evidence of their comparisons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import evolve

from gradekit.answers import Direction, RecommendationType, ShareBand, ShareRoute, Strength
from gradekit.audit.finding import AuditRule, Placed, found
from gradekit.audit.rules import (
    AGAINST_SHARE,
    BELOW_RULE,
    CLAIMED_NOT_MET,
    CLAIMED_NOT_RECORDED,
    DIFFERS,
    EITHER,
    GOOD_PRACTICE,
    MISRATED,
    NOT_COMPARED,
    ONLY_IN_RESEARCH,
    PARADIGM,
    SHOULD_BE_CONDITIONAL,
    UNEXPLAINED,
)
from gradekit.decision import Decision, decide
from gradekit.errors import Path
from gradekit.guideline import Guideline
from gradekit.paradigms import Match
from gradekit.recommendation import Recommendation
from gradekit.records import PublishedRecommendation
from gradekit.scales import Met
from gradekit.trace import StepKind
from gradekit.wording import choosing

__all__ = ["published_findings"]

_NOT_GRADED = {
    RecommendationType.GOOD_PRACTICE: GOOD_PRACTICE,
    RecommendationType.ONLY_IN_RESEARCH: ONLY_IN_RESEARCH,
}
_FURTHEST = {
    Direction.FOR: ShareBand.NEARLY_ALL,
    Direction.AGAINST: ShareBand.ALMOST_NONE,
}
_OPPOSED: dict[Direction | None, tuple[ShareBand, ...]] = {
    Direction.FOR: (ShareBand.ALMOST_NONE, ShareBand.MINORITY),
    Direction.AGAINST: (ShareBand.MAJORITY, ShareBand.NEARLY_ALL),
}


def published_findings(
    guideline: Guideline, answers: Mapping[str, Recommendation]
) -> Iterator[Placed]:
    """What is to be said of each published recommendation, comparison by comparison.

    Args:
        guideline: with its published recommendations.
        answers: what the evidence suggests, by comparison; one that cannot be judged has none.
    """
    for place, published in enumerate(guideline.recommendations):
        root: Path = ("recommendations", place)
        graded = published.type is RecommendationType.GRADED
        if graded and not published.comparisons:
            message = f"{published.id}, published {_stated(published)}, is linked to no comparison"
            yield found(NOT_COMPARED, root, message, published.source)
        if published.direction is Direction.EITHER:
            message = f"{published.id} is published for either option"
            yield found(EITHER, (*root, "direction"), message, published.source)
        for nth, name in enumerate(published.comparisons):
            answer = answers.get(name)
            if answer is not None:
                at = (*root, "comparisons", nth)
                yield from _discordant(published, answer, at)
                yield from _claimed(published, answer, at)
                if graded:
                    yield from _differs(published, answer, at)
                    yield from _votes(published, answer, at)
                yield from _share(published, answer, at)


def _stated(published: PublishedRecommendation) -> str:
    """What the source says, and that it does not say the rest."""
    if published.strength is None and published.direction is None:
        return "with neither direction nor strength stated"
    if published.strength is None:
        return f"{published.direction} (strength not stated)"
    return f"{published.strength} {published.direction or '(direction not stated)'}"


def _toward(published: PublishedRecommendation, answer: Recommendation) -> tuple[Match, ...]:
    """The paradigms held against the evidence, in the published direction."""
    return tuple(each for each in answer.decision.matches if each.direction is published.direction)


def _conditions(match: Match, kind: StepKind) -> str:
    """The conditions of a match that came out in one way."""
    return "; ".join(
        f"{cell.rule.sentence.rstrip('.')} ({cell.inputs[0]})"
        for cell in match.step.children
        if cell.kind is kind
    )


def _options(published: PublishedRecommendation, answer: Recommendation) -> str:
    """Who X and Y are where a paradigm's conditions are named."""
    sides = (answer.comparison.intervention.name, answer.comparison.comparator.name)
    recommended, other = sides if published.direction is Direction.FOR else sides[::-1]
    return f"X is {recommended}, Y is {other}"


def _discordant(
    published: PublishedRecommendation, answer: Recommendation, at: Path
) -> Iterator[Placed]:
    """Which of the audits' classes it falls in, where the certainty is low or very low."""
    overall, needed = answer.assessment.balance.overall, answer.policy.strong_certainty
    name, low = answer.comparison.id, overall.level < needed.value
    ungraded = _NOT_GRADED.get(published.type)
    if ungraded is not None:
        if low:
            message = (
                f"{published.id}, {published.type} statement on {name}; overall certainty "
                f"{overall.level}"
            )
            yield found(ungraded, at, message, published.source)
        return
    if published.strength is not Strength.STRONG:
        return
    if low:
        yield _classified(published, answer, at)
    elif overall.computed < needed.value:
        message = (
            f"{published.id}, published {_stated(published)} on {name}: the panel recorded "
            f"{overall.level} overall certainty, the critical outcomes compute to "
            f"{overall.computed}"
        )
        yield found(MISRATED, at, message, published.source)


def _classified(published: PublishedRecommendation, answer: Recommendation, at: Path) -> Placed:
    """A strong recommendation on low or very low certainty."""
    matches = _toward(published, answer)
    overall = answer.assessment.balance.overall.level
    said = (
        f"{published.id}, published {_stated(published)} on {answer.comparison.id}; overall "
        f"certainty {overall}"
    )
    met = [each for each in matches if each.permits]
    if met:
        numbers = ", ".join(f"{each.paradigm.number} ({each.paradigm.name})" for each in met)
        cited = published.paradigm_cited or "none"
        message = f"{said}; met: paradigm {numbers}; cited in the source: {cited}"
        cells = (each.paradigm.source for each in met)
        return found(PARADIGM, at, message, published.source, *cells)
    if not matches:
        return found(UNEXPLAINED, at, f"{said}; no paradigm speaks for it", published.source)
    open_ = [
        f"paradigm {each.paradigm.number}: {_conditions(each, StepKind.MISSING)}"
        for each in matches
        if each.met is Met.NOT_RECORDED
    ]
    # Without evidence a critical outcome is of very low certainty; without a rating nobody knows,
    # unless the panel recorded the overall certainty.
    recorded = answer.comparison.overall_certainty is not None
    settled = ("evidence: ", *(("certainty: ", "overall certainty: ") if recorded else ()))
    open_ += [each for each in answer.assessment.balance.missing if not each.startswith(settled)]
    if open_:
        message = f"{said}; {_options(published, answer)}; not recorded: {'; '.join(open_)}"
        return found(UNEXPLAINED, at, message, published.source)
    message = f"{said}; none of the five paradigms is met for strong {published.direction}"
    return found(SHOULD_BE_CONDITIONAL, at, message, published.source)


def _claimed(
    published: PublishedRecommendation, answer: Recommendation, at: Path
) -> Iterator[Placed]:
    """The paradigm the source cites, condition by condition."""
    number = published.paradigm_cited
    if number is None:
        return
    match = next(
        (each for each in _toward(published, answer) if each.paradigm.number == number), None
    )
    told = (
        f"{published.id} cites paradigm {number}, published {_stated(published)} on "
        f"{answer.comparison.id}"
    )
    if match is None:
        message = f"{told}; it has to be held for one of the two options, and none is stated"
        yield found(CLAIMED_NOT_RECORDED, at, message, published.source)
        return
    ways: tuple[tuple[Met, AuditRule, StepKind], ...] = (
        (Met.NOT_MET, CLAIMED_NOT_MET, StepKind.NOT_FIRED),
        (Met.NOT_RECORDED, CLAIMED_NOT_RECORDED, StepKind.MISSING),
    )
    for met, rule, kind in ways:
        if match.met is met:
            message = f"{told}; {_options(published, answer)}; {met}: {_conditions(match, kind)}"
            yield found(rule, at, message, published.source, match.paradigm.source)


def _agrees(published: PublishedRecommendation, decision: Decision) -> bool:
    """Whether a decision is the published one, as far as the source states it."""
    return published.direction in (None, decision.direction) and published.strength in (
        None,
        decision.strength,
    )


def _under(answer: Recommendation, band: ShareBand) -> Decision:
    """The decision had the share been another, everything else as it is."""
    situation = answer.situation
    return decide(evolve(situation, panel=evolve(situation.panel, share=band)), answer.policy)


def _differs(
    published: PublishedRecommendation, answer: Recommendation, at: Path
) -> Iterator[Placed]:
    """Published and suggested answers that differ, and the shares that would close the gap."""
    if _agrees(published, answer.decision):
        return
    bands = [band for band in ShareBand if _agrees(published, _under(answer, band))]
    message = (
        f"{published.id}, published {_stated(published)}; suggested {answer} on "
        f"{answer.comparison.id} "
        f"(overall certainty {answer.assessment.balance.overall.level}; share "
        f"{answer.share.band}, route {answer.share.route}); share bands that would give the "
        f"published answer: {', '.join(bands) or 'none'}"
    )
    resolve = ""
    furthest = None if published.direction is None else _FURTHEST.get(published.direction)
    if not bands and furthest is not None:
        most = _under(answer, furthest)
        why = most.conflict or f"{', '.join(most.binding)} would bind"
        message += f"; were it {furthest}, {why}"
    elif bands:
        resolve = f"record a share of {' or '.join(bands)} with its reasons, or explain"
    yield found(DIFFERS, at, message, published.source, resolve=resolve)


def _share(
    published: PublishedRecommendation, answer: Recommendation, at: Path
) -> Iterator[Placed]:
    """A direction against what people would choose."""
    share = answer.share
    if share.band in _OPPOSED.get(published.direction, ()):
        suggestion = ", a suggestion of this library" * (share.route is ShareRoute.DOMINANCE)
        message = (
            f"{published.id}, published {_stated(published)}; "
            f"{choosing(share.band, answer.comparison.intervention.name)} "
            f"(route {share.route}{suggestion})"
        )
        given = None if share.given is None else share.given.source
        yield found(AGAINST_SHARE, at, message, published.source, given)


def _carried(answer: Recommendation, direction: Direction) -> Strength:
    """The strongest answer in a direction that the votes allow."""
    band = _FURTHEST.get(direction, ShareBand.SPLIT)
    panel = evolve(answer.situation.panel, share=band, balance=None)
    drafted = decide(evolve(answer.situation, panel=panel), answer.policy)
    allowed = {ceiling.name: ceiling.allows for ceiling in drafted.ceilings}
    return allowed["consensus"] or Strength.NONE


def _votes(
    published: PublishedRecommendation, answer: Recommendation, at: Path
) -> Iterator[Placed]:
    """Votes that do not carry the published answer."""
    direction = published.direction
    if direction is None or direction is Direction.NONE:
        return
    carried, rule = _carried(answer, direction), answer.policy.voting
    if carried < (published.strength or Strength.CONDITIONAL):
        message = (
            f"{published.id}, published {_stated(published)}; the votes on "
            f"{answer.comparison.id} say {answer.situation.panel.votes} and carry {carried} "
            f"(strong needs {rule.strong.value:g} of the votes, a direction more than "
            f"{rule.direction.value:g})"
        )
        yield found(BELOW_RULE, at, message, published.source, rule.strong.source)
