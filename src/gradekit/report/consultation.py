"""A consultation aid: one recommendation in everyday words, for two people deciding together.

Numbers are out of 1000 where a baseline risk is recorded; a rate of one option alone is told as
just that. How sure one can be is said in words, without the labels of the method.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from gradekit.answers import Direction, RecommendationType, Strength
from gradekit.estimates import Interval
from gradekit.findings import Finding
from gradekit.markup import Markup, element, listing, several
from gradekit.numerals import counted, shown
from gradekit.recommendation import Recommendation
from gradekit.records import Note
from gradekit.report.phrases import inside, opened, sentence
from gradekit.report.profile import profile
from gradekit.report.rows import ProfileRow, RowKind
from gradekit.report.sheet_text import inert
from gradekit.scales import Arm, Certainty, Magnitude, OptionKind
from gradekit.statement import statement

__all__ = [
    "Aid",
    "AidPoint",
    "Counts",
    "consultation",
    "consultation_html",
    "consultation_markdown",
]

PEOPLE = 1000


@frozen(kw_only=True)
class Counts:
    """People out of 1000 to whom something happens.

    Args:
        without: with the other option.
        with_it: with the intervention.
        low: the fewest with the intervention that fit the studies; None where not known.
        high: the most.
    """

    without: float
    with_it: float
    low: float | None = None
    high: float | None = None


@frozen(kw_only=True)
class AidPoint:
    """What may happen, in everyday words.

    Args:
        outcome: what it is about.
        said: what the option does to it, in one sentence.
        numbers: the same in numbers; empty where no number may be told.
        sure: how far that can be relied on, in words.
        counts: out of 1000, for an icon array; None where not known.
    """

    outcome: str
    said: str
    numbers: str = ""
    sure: str = ""
    counts: Counts | None = None


@frozen(kw_only=True)
class Aid:
    """A consultation aid.

    Args:
        title: the choice.
        about: whom it is for.
        advice: what is suggested, in everyday words.
        points: what may happen.
        unknown: what nobody knows yet, one sentence each.
        practical: what it takes to go through with it.
        caution: what this page is not.
    """

    title: str
    about: str
    advice: str
    points: tuple[AidPoint, ...]
    unknown: tuple[str, ...] = ()
    practical: tuple[str, ...] = ()
    caution: str

    def _repr_html_(self) -> str:
        return consultation_html(self).html


_SURE: dict[Certainty | None, str] = {
    Certainty.HIGH: "New studies are very unlikely to change this.",
    Certainty.MODERATE: "This is probably right; new studies could change it somewhat.",
    Certainty.LOW: "This may be wrong; new studies could well change it.",
    Certainty.VERY_LOW: "Nobody really knows; new studies may show something quite different.",
    None: "Nobody has yet judged how far this can be relied on.",
}
_JUDGED: dict[Certainty | None, str] = {
    Certainty.HIGH: "Those who judged this are sure of it.",
    Certainty.MODERATE: "Those who judged this are fairly sure of it.",
    Certainty.LOW: "Those who judged this are not sure of it.",
    Certainty.VERY_LOW: "Those who judged this are very unsure of it.",
    None: "Nobody has yet judged how far this can be relied on.",
}
_ADVICE: dict[tuple[Strength, Direction], str] = {
    (Strength.STRONG, Direction.FOR): (
        "{it} is advised. Nearly everyone who knows the facts below would choose it."
    ),
    (Strength.CONDITIONAL, Direction.FOR): (
        "{it} is suggested. Most people who know the facts below would choose it, and many would "
        "not; what matters to you decides."
    ),
    (Strength.CONDITIONAL, Direction.EITHER): (
        "Either choice is reasonable. People who know the facts below are divided; what matters "
        "to you decides."
    ),
    (Strength.CONDITIONAL, Direction.AGAINST): (
        "Going without {it} is suggested. Most people who know the facts below would not choose "
        "it, and many would; what matters to you decides."
    ),
    (Strength.STRONG, Direction.AGAINST): (
        "{it} is not advised. Nearly everyone who knows the facts below would choose to go without."
    ),
}
_UNGRADED = {
    RecommendationType.ONLY_IN_RESEARCH: (
        "{it} is advised only as part of a study, because too little is known about it."
    ),
    RecommendationType.GOOD_PRACTICE: (
        "What is advised here is good practice: nobody doubts that it does more good than harm."
    ),
}
_NO_ADVICE = "No advice is given either way. Talk over the facts below and what matters to you."
_INSTEAD = " {other} is the other choice."
CAUTION = (
    "This page helps you and your clinician to talk. It is no medical advice, and it cannot know "
    "your own circumstances."
)


def _of(given: Interval) -> str:
    """How many, with the range that fits the studies."""
    if given.low is None or given.high is None:
        return f"about {counted(given.value)}"
    return (
        f"about {counted(given.value)} (somewhere from {counted(given.low)} to "
        f"{counted(given.high)})"
    )


def _numbers(row: ProfileRow, finding: Finding, it: str, other: str) -> tuple[str, Counts | None]:
    """What may be said in numbers, and the counts behind it."""
    effect, name = row.absolute, inside(row.outcome.name)
    if effect is not None and effect.without is not None and effect.with_it is not None:
        with_it = effect.with_it.per(PEOPLE)
        without = effect.without * PEOPLE
        told = (
            f"Out of {PEOPLE} people: about {counted(without)} have {name} with {other}, and "
            f"{_of(with_it)} with {it}."
        )
        return told, Counts(
            without=without, with_it=with_it.value, low=with_it.low, high=with_it.high
        )
    if row.incidence is not None:
        rate = Interval(row.incidence.value, row.incidence.low, row.incidence.high).per(PEOPLE)
        whose = it if row.incidence.arm is Arm.INTERVENTION else other
        told = (
            f"Out of {PEOPLE} people who had {whose}, {_of(rate)} had {name}. How many would have "
            "had it anyway is not recorded."
        )
        return told, None
    if row.measured is not None:
        return _on_scale(row, finding), None
    if effect is not None:
        less = effect.difference.per(PEOPLE)
        word = "more" if less.value > 0 else "fewer"
        told = f"Out of {PEOPLE} people, about {counted(abs(less.value))} {word} have {name}."
        return told, None
    return "", None


def _on_scale(row: ProfileRow, finding: Finding) -> str:
    """A difference on a scale, with the size that people would notice beside it."""
    given, scale, thresholds = row.measured, row.outcome.scale, row.outcome.thresholds
    if given is None or finding.magnitude is Magnitude.UNKNOWN:
        return ""
    unit = f" {given.unit}" if given.unit else ""
    where = ""
    if scale is not None:
        where = f"on a scale from {shown(scale.minimum)} to {shown(scale.maximum)} {scale.unit}, "
    way = "higher" if given.value > 0 else "lower"
    amount = f"{shown(abs(given.value))}{unit} {way}"
    told = f"On average, {where}{inside(row.outcome.name)} is {amount} than without."
    if thresholds is None or thresholds.is_range:
        return told
    size = f"{shown(thresholds.small)} {thresholds.unit or ''}".strip()
    return f"{told} Less than {size} is too little for most people to matter."


def _point(row: ProfileRow, finding: Finding, it: str, other: str) -> AidPoint:
    numbers, counts = _numbers(row, finding, it, other)
    only_judged = row.judged is not None and not numbers
    return AidPoint(
        outcome=row.outcome.name,
        said=statement(finding, intervention=it, plain=True),
        numbers=numbers,
        sure=(_JUDGED if only_judged else _SURE)[finding.certainty],
        counts=counts,
    )


def _unknown(findings: Iterable[Finding], it: str) -> Iterator[str]:
    for each in findings:
        name = inside(each.outcome.name)
        if each.without_evidence:
            yield f"How much {it} changes {name}: no figure is recorded."
        elif each.certainty is Certainty.VERY_LOW:
            yield f"How much {it} changes {name}: the studies so far cannot tell."
        elif each.certainty is None:
            yield f"How far the reports on {name} can be relied on: nobody has judged it."
        elif each.evidence is not None and each.evidence.incidence is not None:
            yield (
                f"Whether {name} happens more often with {it} than without: "
                "no comparison is recorded."
            )


def consultation(answer: Recommendation, *, practical: Iterable[Note] = ()) -> Aid:
    """The consultation aid of one recommendation.

    Args:
        answer: the suggestion with its evidence.
        practical: what a guideline says about going through with it.

    Returns:
        Everyday words: no label of certainty, no name of the method.

    Example:
        >>> import gradekit as gk
        >>> aid = consultation(gk.recommend(gk.datasets.load("spine-2025")["axial/im-la"]))
        >>> print(aid.advice[:46])
        Intramuscular local anaesthetic is not advised
    """
    comparison = answer.comparison
    it, other = inside(comparison.intervention.name), inside(comparison.comparator.name)
    given = [each for each in answer.findings if each.decides]
    rows = {
        each.outcome.id: each
        for each in reversed(profile(comparison).rows)
        if each.kind in (RowKind.DECIDING, RowKind.UNREPORTED)
    }
    graded = _ADVICE.get((answer.strength, answer.direction), _NO_ADVICE)
    advice = _UNGRADED.get(answer.type, graded).format_map({"it": it})
    if comparison.comparator.kind is OptionKind.ACTIVE:
        advice += _INSTEAD.format_map({"other": opened(other)})
    people = comparison.population
    return Aid(
        title=f"{comparison.intervention.name}, or {other}?"
        if comparison.comparator.kind is OptionKind.ACTIVE
        else f"{comparison.intervention.name}, or going without?",
        about=sentence(f"For: {people.name or people.id}. {people.description}".strip()),
        advice=opened(advice),
        points=tuple(_point(rows[each.outcome.id], each, it, other) for each in given),
        unknown=tuple(dict.fromkeys(map(opened, _unknown(given, it)))),
        practical=tuple(sentence(each.text) for each in practical),
        caution=CAUTION,
    )


def consultation_markdown(given: Aid, level: int = 2) -> str:
    """A consultation aid as Markdown.

    Args:
        given: to draw.
        level: of its heading.
    """
    lines = [f"{'#' * level} {inert(given.title)}", "", inert(given.about), ""]
    lines += [f"**{inert(given.advice)}**", ""]
    for point in given.points:
        lines += [f"{'#' * (level + 1)} {inert(point.outcome)}", ""]
        lines += [f"- {inert(text)}" for text in (point.said, point.numbers, point.sure) if text]
        lines.append("")
    for head, texts in (
        ("What nobody knows yet", given.unknown),
        ("What it takes", given.practical),
    ):
        if texts:
            lines += [f"{'#' * (level + 1)} {head}", ""]
            lines += [*(f"- {inert(text)}" for text in texts), ""]
    return "\n".join([*lines, f"*{inert(given.caution)}*"])


def consultation_html(given: Aid) -> Markup:
    """A consultation aid as a fragment of HTML.

    Args:
        given: to draw.
    """
    parts: list[Markup] = [
        element("h3", given.title),
        element("p", given.about),
        element("p", element("strong", given.advice)),
    ]
    for point in given.points:
        told = [text for text in (point.said, point.numbers, point.sure) if text]
        parts += [element("h4", point.outcome), listing(told)]
    for head, texts in (
        ("What nobody knows yet", given.unknown),
        ("What it takes", given.practical),
    ):
        if texts:
            parts += [element("h4", head), listing(texts)]
    parts.append(element("p", element("em", given.caution)))
    return element("section", several(*parts), class_="gradekit-aid")
