"""A guideline's answers as plain data and as Markdown, grouped as the guideline groups them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import frozen

from gradekit.answers import RecommendationType
from gradekit.guideline import Guideline, Reproduction
from gradekit.policy import Policy
from gradekit.recommendation import Recommendation
from gradekit.report.brief import FOOTNOTE, UNCHECKED, critical, reason, unchecked
from gradekit.sources import Citation, Parameter
from gradekit.trace import Step
from gradekit.wording import escaped

__all__ = ["Group", "answers", "explained", "grouped", "markdown"]


@frozen
class Group:
    """Answers under one published recommendation, or under none.

    Args:
        population: as read by people.
        reproduction: the published recommendation; None for comparisons without one.
        answers: in the published order.
    """

    population: str
    reproduction: Reproduction | None
    answers: tuple[Recommendation, ...]


def grouped(guideline: Guideline, policy: Policy | None = None) -> tuple[Group, ...]:
    """The answers grouped by population, then by published recommendation.

    Args:
        guideline: with its comparisons.
        policy: instead of the guideline's own.
    """
    groups: list[Group] = []
    placed: set[str] = set()
    for each in guideline.reproduce(policy):
        if each.derived:
            people = each.derived[0].comparison.population
            groups.append(Group(people.name or people.id, each, each.derived))
            placed.update(answer.comparison.id for answer in each.derived)
    rest = [answer for answer in guideline.recommend(policy) if answer.comparison.id not in placed]
    for answer in rest:
        people = answer.comparison.population
        groups.append(Group(people.name or people.id, None, (answer,)))
    order = {
        (people.name or people.id): place for place, people in enumerate(guideline.populations)
    }
    return tuple(sorted(groups, key=lambda group: order.get(group.population, len(order))))


AGREES = {
    True: "the suggestion agrees",
    False: "the suggestion DIFFERS",
    None: "cannot be compared",
}


def label(each: Reproduction) -> str:
    """What was published, in a word or two; what the source does not say is said to be so."""
    published = each.published
    if published.type is not RecommendationType.GRADED:
        return f"{published.type} statement"
    return f"{published.strength or 'strength not stated'} {published.direction or ''}".strip()


def _comparison(answer: Recommendation) -> dict[str, Any]:
    comparison, half = answer.comparison, answer.assessment.balance.half
    known = half.benefit_certainty
    return {
        "id": comparison.id,
        "population": comparison.population.id,
        "intervention": comparison.intervention.id,
        "comparator": comparison.comparator.id,
        "type": answer.type.value,
        "direction": answer.direction.value,
        "strength": answer.strength.value,
        "paradigms": list(answer.paradigms),
        "binding": list(answer.binding),
        "opened_by": list(answer.opened_by),
        "conflict": answer.conflict,
        "remarks": list(answer.remarks),
        "missing": list(answer.missing),
        "unchecked": [each.outcome.id for each in answer.findings if unchecked(each)],
        "not_recorded": list(answer.not_recorded),
        "share": {
            "band": answer.share.band.value,
            "route": answer.share.route.value,
            "scenario": answer.share.scenario,
        },
        "overall_certainty": half.overall.value,
        "benefit_certainty": None if known is None else str(known),
        "ceilings": {
            ceiling.name: None if ceiling.allows is None else ceiling.allows.value
            for ceiling in answer.ceilings
        },
    }


def _reproduction(each: Reproduction) -> dict[str, Any]:
    published = each.published
    return {
        "id": published.id,
        "comparisons": list(published.comparisons),
        "published": {
            "type": published.type.value,
            "direction": None if published.direction is None else published.direction.value,
            "strength": None if published.strength is None else published.strength.value,
            "label_in_source": published.label_in_source,
            "paradigm_cited": published.paradigm_cited,
        },
        "derived": {
            "direction": None if each.direction is None else each.direction.value,
            "strength": None if each.strength is None else each.strength.value,
        },
        "agrees": each.agrees,
    }


def answers(guideline: Guideline, policy: Policy | None = None) -> dict[str, Any]:
    """All answers of a guideline as plain data, ready for JSON.

    Args:
        guideline: with its comparisons.
        policy: instead of the guideline's own.
    """
    used = policy or guideline.policy
    return {
        "guideline": guideline.id,
        "policy": used.name,
        "edition": used.edition.value,
        "comparisons": [_comparison(each) for each in guideline.recommend(policy)],
        "recommendations": [_reproduction(each) for each in guideline.reproduce(policy)],
    }


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "source": citation.source,
        "locator": citation.locator,
        "checked": citation.checked,
        "note": citation.note,
    }


def _parameter(parameter: Parameter[object]) -> dict[str, Any]:
    value = parameter.value
    return {
        "id": parameter.id,
        "value": value if isinstance(value, int | float) else str(value),
        "source": _citation(parameter.source),
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "rule": step.rule.id,
        "sentence": step.rule.sentence,
        "source": _citation(step.rule.source),
        "kind": step.kind.value,
        "about": step.about,
        "result": step.result,
        "inputs": [
            {"name": each.name, "value": each.value, "unit": each.unit} for each in step.inputs
        ],
        "parameters": [_parameter(each) for each in step.parameters],
        "children": [_step(each) for each in step.children],
    }


def explained(answer: Recommendation) -> dict[str, Any]:
    """One answer with its whole explanation and trace as plain data."""
    explanation = answer.explanation
    return {
        **_comparison(answer),
        "policy": answer.policy.name,
        "edition": answer.policy.edition.value,
        "title": explanation.title,
        "answer": explanation.answer,
        "sections": [
            {"title": section.title, "lines": [line.text for line in section.lines]}
            for section in explanation.sections
        ],
        "trace": [_step(step) for step in answer.trace.steps],
    }


def starred(group: Group) -> bool:
    """Whether any figure of a group carries a star."""
    return any(UNCHECKED in critical(answer) for answer in group.answers)


def _lines(guideline: Guideline, policy: Policy | None) -> Iterator[str]:
    used = policy or guideline.policy
    yield f"# {escaped(guideline.title or guideline.id)}"
    yield ""
    yield f"Suggested under policy {escaped(used.name)}, {used.edition} edition."
    population = None
    for group in grouped(guideline, policy):
        if group.population != population:
            population = group.population
            yield ""
            yield f"## {escaped(population)}"
        yield ""
        each = group.reproduction
        if each is not None:
            agrees = AGREES[each.agrees]
            yield f"**{escaped(each.published.id)}**: published {label(each)}; {agrees}"
            yield ""
        yield "| Comparison | Critical effect | Certainty | Would choose it | Suggested | Why |"
        yield "| --- | --- | --- | --- | --- | --- |"
        for answer in group.answers:
            cells = (
                answer.comparison.intervention.name,
                critical(answer),
                str(answer.assessment.balance.overall.level),
                str(answer.share.band),
                str(answer),
                reason(answer),
            )
            yield "| " + " | ".join(map(escaped, cells)) + " |"
    if any(map(starred, grouped(guideline, policy))):
        yield ""
        yield escaped(FOOTNOTE)


def markdown(guideline: Guideline, policy: Policy | None = None) -> str:
    """All answers of a guideline as Markdown.

    Args:
        guideline: with its comparisons.
        policy: instead of the guideline's own.
    """
    return "\n".join(_lines(guideline, policy))
