"""A whole report as a run of blocks: recommendation, then evidence, then what it takes.

The same blocks are drawn as Markdown, as HTML and as a Word document, so that no form says more
than another.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from gradekit.guideline import Guideline
from gradekit.policy import Policy
from gradekit.records import Note
from gradekit.report.answers import Group, grouped, starred
from gradekit.report.brief import FOOTNOTE
from gradekit.report.consultation import Aid, consultation
from gradekit.report.decision_sheet import decision_sheet
from gradekit.report.findings import Form, profile_sheet
from gradekit.report.phrases import sentence
from gradekit.report.plots import Drawing, forest
from gradekit.report.profile import guideline_profiles
from gradekit.report.recommendation_box import Box, boxes
from gradekit.report.rows import Profile
from gradekit.report.sheet import Sheet

__all__ = ["Block", "Heading", "Items", "Paragraph", "Picture", "Story", "story"]


@frozen
class Heading:
    """A heading.

    Args:
        text: what it says.
        level: 1 for the parts of a report.
    """

    text: str
    level: int = 1


@frozen
class Paragraph:
    """Running text.

    Args:
        text: what it says.
    """

    text: str


@frozen
class Items:
    """A list.

    Args:
        texts: one for each item.
    """

    texts: tuple[str, ...]


@frozen
class Picture:
    """A figure with its caption.

    Args:
        drawing: the figure.
        caption: below it.
    """

    drawing: Drawing
    caption: str


Block = Heading | Paragraph | Items | Picture | Box | Sheet | Aid


@frozen(kw_only=True)
class Story:
    """A report to be drawn.

    Args:
        title: of the report.
        blocks: in order.
    """

    title: str
    blocks: tuple[Block, ...]


STANCE = (
    "These recommendations are suggestions computed from recorded evidence and judgements. A panel "
    "decides; a published recommendation stands beside its suggestion, unchanged."
)
NO_CRITERIA = "No judgement of the evidence-to-decision criteria is recorded."


def story(
    guideline: Guideline,
    policy: Policy | None = None,
    *,
    form: Form | str = Form.SUMMARY,
    pictures: bool = True,
    aids: bool = False,
) -> Story:
    """A guideline's report: recommendations, then evidence, then practical issues and research.

    Args:
        guideline: with its comparisons.
        policy: instead of the guideline's own.
        form: "summary of findings" or "evidence profile".
        pictures: whether forests of the critical outcomes are drawn; they need matplotlib.
        aids: whether a consultation aid for each recommendation is added.

    Raises:
        GradekitError: every effect that cannot be judged, with its place.

    Example:
        >>> import gradekit as gk
        >>> made = story(gk.datasets.load("spine-2025"), pictures=False)
        >>> [each.text for each in made.blocks if isinstance(each, Heading) and each.level == 1]
        ['Recommendations', 'Evidence', 'Practical issues', 'Research needs', 'Remarks']
    """
    groups = grouped(guideline, policy)
    profiles = {each.comparison.id: each for each in guideline_profiles(guideline)}
    used = policy or guideline.policy
    blocks: list[Block] = [
        Paragraph(STANCE),
        Paragraph(f"Policy {used.name}, {used.edition} edition."),
        Heading("Recommendations"),
        *_recommendations(groups),
        Heading("Evidence"),
        *(_forests(guideline, policy) if pictures else ()),
        *_evidence(groups, profiles, Form(form)),
    ]
    if any(map(starred, groups)):
        blocks.append(Paragraph(FOOTNOTE))
    for head, notes in (
        ("Practical issues", guideline.practical_issues),
        ("Research needs", guideline.research_needs),
        ("Remarks", guideline.remarks),
    ):
        blocks += _notes(head, notes)
    if aids:
        blocks.append(Heading("To talk over"))
        blocks += [
            consultation(answer, practical=guideline.practical_issues)
            for group in groups
            for answer in group.answers
        ]
    return Story(title=guideline.title or guideline.id, blocks=tuple(blocks))


def _recommendations(groups: tuple[Group, ...]) -> Iterator[Block]:
    people = None
    for group in groups:
        if group.population != people:
            people = group.population
            yield Heading(people, 2)
        yield from boxes(group)


def _forests(guideline: Guideline, policy: Policy | None) -> Iterator[Block]:
    """A forest for every critical outcome of which something was measured."""
    for outcome in guideline.outcomes:
        measured = any(
            row.outcome.id == outcome.id
            and row.estimate is not None
            and comparison.importance_of(outcome).value == "critical"
            for comparison in guideline
            for row in comparison.evidence
        )
        if measured:
            drawn = forest(guideline, outcome.id, policy)
            yield Picture(drawn, drawn.alt)


def _evidence(
    groups: tuple[Group, ...], profiles: dict[str, Profile], form: Form
) -> Iterator[Block]:
    for number, group in enumerate(groups, 1):
        name = group.population
        if group.reproduction is not None:
            name = f"{name}: {group.reproduction.published.id}"
        yield Heading(name, 2)
        its = [profiles[each.comparison.id] for each in group.answers]
        title = f"{form.value.capitalize()}, {name}" if len(its) > 1 else ""
        yield profile_sheet(its, form, title=title, id=f"findings-{number}")
        judged = [each for each in group.answers if each.comparison.etd is not None]
        for place, answer in enumerate(judged, 1):
            yield decision_sheet(answer, id=f"etd-{number}-{place}")
        if not judged:
            yield Paragraph(NO_CRITERIA)


def _notes(head: str, notes: tuple[Note, ...]) -> Iterator[Block]:
    if notes:
        yield Heading(head)
        yield Items(tuple(sentence(each.text) for each in notes))
