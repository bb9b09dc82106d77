"""The box that states a recommendation: in words first, then in the usual colours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from gradekit.answers import Direction, RecommendationType, Strength
from gradekit.errors import InvalidValue, refuse
from gradekit.guideline import Reproduction
from gradekit.markup import Markup, element, several
from gradekit.recommendation import Recommendation
from gradekit.report.answers import AGREES, Group, label
from gradekit.report.brief import reason
from gradekit.report.phrases import inside, opened, sentence
from gradekit.report.sheet_text import inert
from gradekit.report.symbols import Look, look_of
from gradekit.scales import Arm, OptionKind
from gradekit.wording import unique

__all__ = ["Box", "Pattern", "box", "box_html", "box_markdown", "boxes", "pattern"]


@frozen(kw_only=True)
class Pattern:
    """How a recommendation of one strength and direction is worded.

    Args:
        headline: its strength and direction.
        sentence: what to do; {it} and {other} are the options, {people} the population.
        alone: the same where the other option is no treatment to be chosen (sham, usual care).
        people: what it says of those who decide for themselves; {it} and {other} as above.
        clinicians: what it asks of those who treat.
    """

    headline: str
    sentence: str
    alone: str
    people: str
    clinicians: str


_STRONG_CARE = (
    "Most people can be treated this way; going through the decision at length is seldom needed."
)
_CONDITIONAL_CARE = (
    "Choices will differ. Help each person to the one that fits what matters to them."
)
_PATTERNS: dict[tuple[Strength, Direction], Pattern] = {
    (Strength.STRONG, Direction.FOR): Pattern(
        headline="Strong recommendation for {it}",
        sentence="For {people}, use {it} rather than {other}.",
        alone="For {people}, use {it}.",
        people="All or nearly all informed people would choose {it}.",
        clinicians=_STRONG_CARE,
    ),
    (Strength.CONDITIONAL, Direction.FOR): Pattern(
        headline="Conditional recommendation for {it}",
        sentence="For {people}, {it} is suggested rather than {other}.",
        alone="For {people}, {it} is suggested.",
        people="Most informed people would choose {it}, and many would not.",
        clinicians=_CONDITIONAL_CARE,
    ),
    (Strength.CONDITIONAL, Direction.EITHER): Pattern(
        headline="Conditional recommendation for either {it} or {other}",
        sentence="For {people}, either {it} or {other} is suggested.",
        alone="For {people}, either {it} or going without it is suggested.",
        people="Informed people are divided between {it} and {other}.",
        clinicians=_CONDITIONAL_CARE,
    ),
    (Strength.CONDITIONAL, Direction.AGAINST): Pattern(
        headline="Conditional recommendation against {it}",
        sentence="For {people}, {other} is suggested rather than {it}.",
        alone="For {people}, going without {it} is suggested.",
        people="Most informed people would not choose {it}, and many would.",
        clinicians=_CONDITIONAL_CARE,
    ),
    (Strength.STRONG, Direction.AGAINST): Pattern(
        headline="Strong recommendation against {it}",
        sentence="For {people}, use {other} rather than {it}.",
        alone="For {people}, do not use {it}.",
        people="All or nearly all informed people would choose to go without {it}.",
        clinicians=_STRONG_CARE,
    ),
}
_NONE = Pattern(
    headline="No recommendation",
    sentence="For {people}, nothing is suggested about {it}.",
    alone="For {people}, nothing is suggested about {it}.",
    people="How many informed people would choose {it} cannot be told from what is recorded.",
    clinicians="A judgement is missing, or people did not agree; see why below.",
)


_UNGRADED: dict[RecommendationType, Pattern] = {
    RecommendationType.ONLY_IN_RESEARCH: Pattern(
        headline="{it} only in research",
        sentence="For {people}, use {it} only within research.",
        alone="For {people}, use {it} only within research.",
        people="Too little is known to say what informed people would choose.",
        clinicians="Offer it where a study can tell what it does.",
    ),
    RecommendationType.GOOD_PRACTICE: Pattern(
        headline="Good practice statement on {it}",
        sentence="For {people}: good practice with {it}, which needs no grade.",
        alone="For {people}: good practice with {it}, which needs no grade.",
        people="That it does more good than harm is beyond reasonable doubt.",
        clinicians="Act on it.",
    ),
}


def _worded(answer: Recommendation) -> Pattern:
    """The pattern of an answer, graded or not."""
    if answer.is_ungraded:
        return _UNGRADED[answer.type]
    return pattern(answer.strength, answer.direction)


def pattern(strength: Strength | str, direction: Direction | str) -> Pattern:
    """The wording of a recommendation.

    Args:
        strength: strong, conditional or none.
        direction: for, against, either or none.

    Source: the two readings, for people and for those who treat, follow GRADE guidelines 15 in
        our words.

    Example:
        >>> pattern("conditional", "for").headline.format(it="aspirin")
        'Conditional recommendation for aspirin'
    """
    return _PATTERNS.get((Strength(strength), Direction(direction)), _NONE)


@frozen(kw_only=True)
class Box:
    """A recommendation as it is shown.

    Args:
        headline: strength and direction.
        sentence: what to do.
        people: what it says of those who decide for themselves.
        clinicians: what it asks of those who treat.
        why: what opened or bound the answer, in a few words.
        published: what was published, and whether it agrees; empty where nothing was.
        remarks: said beside the answer.
        look: its sign and colours; the words say the same.
    """

    headline: str
    sentence: str
    people: str
    clinicians: str
    why: str
    published: str = ""
    remarks: tuple[str, ...] = ()
    look: Look

    @property
    def lines(self) -> Iterator[tuple[str, str]]:
        """What it says below the headline, each with its label."""
        yield "What to do", self.sentence
        yield "For people choosing", self.people
        yield "For clinicians", self.clinicians
        yield "Why", self.why
        if self.published:
            yield "Published", self.published
        for remark in self.remarks:
            yield "Remark", remark

    def _repr_html_(self) -> str:
        return box_html(self).html


def _published(given: Reproduction | None) -> str:
    if given is None:
        return ""
    statement = given.published.statement
    told = f" {sentence(statement)}" if statement else ""
    if given.published.type is not RecommendationType.GRADED:
        return opened(f"{label(given)}.{told}")
    return opened(f"{label(given)}; {AGREES[given.agrees]}.{told}")


def box(
    answers: Recommendation | Sequence[Recommendation], published: Reproduction | None = None
) -> Box:
    """The box of a suggested recommendation, or of several that are alike.

    Args:
        answers: as computed; they stay suggestions, and the box says so. Several must have one
            strength and direction, and one comparator.
        published: what was published about the same comparisons, beside them.

    Raises:
        InvalidValue: none, or several that differ.

    Example:
        >>> import gradekit as gk
        >>> box(gk.recommend(gk.datasets.load("spine-2025")["axial/im-la"])).headline
        'Suggested: Strong recommendation against intramuscular local anaesthetic'
    """
    many = (answers,) if isinstance(answers, Recommendation) else tuple(answers)
    alike = {(str(each), each.comparison.comparator.id) for each in many}
    if len(alike) != 1:
        refuse(
            InvalidValue,
            "answers that differ in one box" if many else "no answer to show",
            "answers",
            expected="one strength, direction and comparator",
            got=[str(each) for each in many],
        )
    first = many[0]
    comparison, worded = first.comparison, _worded(first)
    chosen = comparison.comparator.kind is OptionKind.ACTIVE
    names = {
        "it": _either([inside(_option(each)) for each in many]),
        "other": inside(comparison.comparator.name),
        "people": inside(comparison.population.name or comparison.population.id),
    }
    whys = unique(opened(sentence(_why(each))) for each in many)
    return Box(
        headline="Suggested: " + opened(_filled(worded.headline, names)),
        sentence=_filled(worded.sentence if chosen else worded.alone, names),
        people=_filled(worded.people, names),
        clinicians=worded.clinicians,
        why=" ".join(whys),
        published=_published(published),
        remarks=tuple(unique(opened(sentence(x)) for each in many for x in each.remarks)),
        look=look_of(first),
    )


def _option(answer: Recommendation) -> str:
    """The option the answer is about: a statement without a grade may be about the comparator."""
    comparison, made = answer.comparison, answer.comparison.ungraded
    if answer.is_ungraded and made is not None and made.option is Arm.COMPARATOR:
        return comparison.comparator.name
    return comparison.intervention.name


def _why(answer: Recommendation) -> str:
    """What opened or bound the answer; of a statement without a grade, what it says and why."""
    made = answer.comparison.ungraded
    if not answer.is_ungraded or made is None:
        return reason(answer)
    said = " ".join(filter(None, (sentence(made.statement), sentence(made.rationale))))
    return said or "every condition of the statement is recorded as met"


def _either(names: Sequence[str]) -> str:
    """Names in a row, the last after "or"; semicolons, because names hold commas."""
    return " or ".join(names) if len(names) <= 2 else "; ".join(names[:-1]) + "; or " + names[-1]  # noqa: PLR2004 - two need no list


def boxes(group: Group) -> tuple[Box, ...]:
    """The boxes of a group of answers: those that are alike share one.

    Args:
        group: answers under one published recommendation, or under none.
    """
    alike: dict[tuple[str, str], list[Recommendation]] = {}
    for each in group.answers:
        alike.setdefault((str(each), each.comparison.comparator.id), []).append(each)
    return tuple(box(many, group.reproduction) for many in alike.values())


def _filled(told: str, names: dict[str, str]) -> str:
    """A pattern with its names; braces in a name stay what they are."""
    return told.format_map(names)


def box_markdown(given: Box) -> str:
    """A box as Markdown.

    Args:
        given: to draw.
    """
    lines = [f"> **{given.look.sign} {inert(given.headline)}**", ">"]
    lines += [f"> - **{name}:** {inert(text)}" for name, text in given.lines]
    return "\n".join(lines)


def box_html(given: Box) -> Markup:
    """A box as a fragment of HTML; its words say what its colour says.

    Args:
        given: to draw.
    """
    look = given.look
    head = element(
        "p",
        element("span", look.sign, aria_hidden="true"),
        " ",
        element("strong", given.headline),
        style=f"background:{look.colour};color:{look.ink};margin:0;padding:8px 12px",
    )
    body = several(
        *(element("p", element("strong", f"{name}: "), text) for name, text in given.lines)
    )
    return element(
        "section",
        head,
        element("div", body, style="padding:4px 12px"),
        class_="gradekit-box",
        style=f"border:2px solid {look.colour};margin:1em 0",
    )
