"""What a guideline records beside its comparisons: as published, never altered, always sourced."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

from gradekit.answers import Direction, RecommendationType, Strength
from gradekit.errors import Problems
from gradekit.estimates import Estimate
from gradekit.sequences import entries, texts
from gradekit.sources import Citation, as_citation
from gradekit.words import placed

__all__ = [
    "Figure",
    "Note",
    "Objection",
    "OtherGuideline",
    "PublishedRecommendation",
    "Subgroup",
    "SubgroupEstimate",
    "ValuesEvidence",
]


def _direction(given: Direction | str | None) -> Direction | None:
    return None if given is None else Direction(given)


def _strength(given: Strength | str | None) -> Strength | None:
    return None if given is None else Strength(given)


def _comparisons(given: Iterable[str]) -> tuple[str, ...]:
    return texts("comparisons", given)


def _conditions(given: Iterable[str]) -> tuple[str, ...]:
    return texts("conditions", given)


def _about(given: Iterable[str]) -> tuple[str, ...]:
    return texts("about", given)


def _targets(given: Iterable[str]) -> tuple[str, ...]:
    return texts("targets", given)


@frozen(kw_only=True, field_transformer=placed)
class PublishedRecommendation:
    """A recommendation as somebody published it.

    Args:
        id: short name.
        comparisons: ids of the comparisons it speaks about.
        type: graded, good practice, only in research or none.
        direction: for or against the intervention; None where the source does not say.
        strength: strong or conditional; None where the source does not say.
        statement: what it says, in our words.
        conditions: under which it holds.
        label_in_source: how the source labels it.
        system: of grading.
        paradigm_cited: number of the paradigm the source cites.
        source: where it is published.

    Example:
        >>> said = PublishedRecommendation(
        ...     id="1", comparisons=["axial/im-la"], direction="against", strength="strong"
        ... )
        >>> said.type.value, said.strength.value
        ('graded', 'strong')
    """

    id: str
    comparisons: tuple[str, ...] = field(default=(), converter=_comparisons)
    type: RecommendationType = field(
        default=RecommendationType.GRADED, converter=RecommendationType
    )
    direction: Direction | None = field(default=None, converter=_direction)
    strength: Strength | None = field(default=None, converter=_strength)
    statement: str = ""
    conditions: tuple[str, ...] = field(default=(), converter=_conditions)
    label_in_source: str = ""
    system: str = ""
    paradigm_cited: int | None = None
    source: Citation | None = field(default=None, converter=as_citation)

    def __attrs_post_init__(self) -> None:
        found = Problems()
        found.need(
            self.paradigm_cited in (None, 1, 2, 3, 4, 5),
            "no such paradigm",
            "paradigm_cited",
            expected="a number from 1 to 5",
            got=self.paradigm_cited,
        )
        found.need(
            self.type is RecommendationType.GRADED or self.strength is None,
            "strength on a statement that is not graded",
            "strength",
            expected=f"no strength, as the type is {self.type.value!r}",
            got=self.strength and self.strength.value,
        )
        found.settle()


@frozen(kw_only=True)
class SubgroupEstimate:
    """One subgroup's effect.

    Args:
        id: short name.
        name: as read by people.
        studies: number of studies.
        estimate: of the effect.
    """

    id: str
    name: str = ""
    studies: int | None = None
    estimate: Estimate


def _groups(given: Iterable[SubgroupEstimate]) -> tuple[SubgroupEstimate, ...]:
    return entries("estimates", given, SubgroupEstimate)


@frozen(kw_only=True, field_transformer=placed)
class Subgroup:
    """A contrast between subgroups of a comparison's evidence.

    Args:
        id: short name.
        comparison: id of the comparison.
        outcome: id of the outcome.
        groups: with their estimates.
        interaction_p: P value of the interaction, as published.
        credibility: as judged by the authors.
        source: where it is published.
        note: anything a reader must know.
    """

    id: str
    comparison: str
    outcome: str
    groups: tuple[SubgroupEstimate, ...] = field(converter=_groups)
    interaction_p: float | None = None
    credibility: str = ""
    source: Citation | None = field(default=None, converter=as_citation)
    note: str = ""


@frozen(kw_only=True, field_transformer=placed)
class Figure:
    """A number that is context, not evidence of an effect.

    Args:
        id: short name.
        topic: what it is about ("cost", "trials").
        statement: what the number means.
        value: the number.
        low: lower end of a range.
        high: upper end.
        unit: of the number.
        about: ids it concerns.
        source: where it is published.
        note: anything a reader must know.
    """

    id: str
    topic: str
    statement: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = ""
    about: tuple[str, ...] = field(default=(), converter=_about)
    source: Citation | None = field(default=None, converter=as_citation)
    note: str = ""


@frozen(kw_only=True, field_transformer=placed)
class Note:
    """Something a guideline says, in our words.

    Args:
        id: short name.
        topic: what it is about.
        text: what it says.
        about: ids it concerns.
        source: where it is published.
    """

    id: str
    topic: str
    text: str
    about: tuple[str, ...] = field(default=(), converter=_about)
    source: Citation | None = field(default=None, converter=as_citation)


@frozen(kw_only=True, field_transformer=placed)
class ValuesEvidence:
    """A study of values and preferences.

    Args:
        id: short name.
        participants: number of people.
        method: of the study.
        finding: what it found.
        timing: relative to the panel's own survey.
        source: where it is published.
    """

    id: str
    participants: int | None = None
    method: str = ""
    finding: str = ""
    timing: str = ""
    source: Citation | None = field(default=None, converter=as_citation)


def _recommendations(
    given: Iterable[PublishedRecommendation],
) -> tuple[PublishedRecommendation, ...]:
    return entries("recommendations", given, PublishedRecommendation)


@frozen(kw_only=True, field_transformer=placed)
class OtherGuideline:
    """What another guideline recommends on the same question.

    Args:
        id: short name.
        name: of the guideline.
        recommendations: as published.
        source: where it is published.
    """

    id: str
    name: str
    recommendations: tuple[PublishedRecommendation, ...] = field(
        default=(), converter=_recommendations
    )
    source: Citation | None = field(default=None, converter=as_citation)


@frozen(kw_only=True, field_transformer=placed)
class Objection:
    """An objection raised against a guideline.

    Args:
        id: short name.
        by: who raised it.
        claim: what it claims, in our words.
        targets: ids or topics it is aimed at.
        what_if: what a sensitivity analysis could change to follow it.
        does_not_show: what following it would not show.
        source: where it is published.
    """

    id: str
    by: str
    claim: str
    targets: tuple[str, ...] = field(default=(), converter=_targets)
    what_if: str = ""
    does_not_show: str = ""
    source: Citation | None = field(default=None, converter=as_citation)
