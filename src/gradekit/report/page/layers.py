"""The layers of the page, from the recommendation down to what nobody knows yet."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator

from attrs import frozen

from gradekit.errors import UnitMismatch
from gradekit.explanation import Section
from gradekit.guideline import Guideline
from gradekit.markup import Markup, element, listing, several
from gradekit.outcomes import Outcome
from gradekit.policy import Policy
from gradekit.recommendation import Recommendation
from gradekit.records import Note
from gradekit.report.answers import Group, grouped, label, starred
from gradekit.report.brief import FOOTNOTE, critical
from gradekit.report.consultation import Aid, consultation, consultation_html
from gradekit.report.decision_sheet import decision_sheet
from gradekit.report.findings import Form, profile_sheet
from gradekit.report.page.tables import box_article, look_class, scrolled, sheet_table
from gradekit.report.phrases import inside, opened, sentence
from gradekit.report.plots import Drawing, forest, icon_array
from gradekit.report.profile import guideline_profiles
from gradekit.report.recommendation_box import boxes
from gradekit.report.rows import Profile
from gradekit.report.story import NO_CRITERIA
from gradekit.report.symbols import certainty_look, certainty_symbols, look_of
from gradekit.wording import Line

__all__ = ["Layer", "layers"]

READINGS = "Readings used where sources differ"
SOURCES = "Sources"


@frozen(kw_only=True)
class Layer:
    """A part of the page.

    Args:
        id: where links lead.
        title: its heading.
        body: below the heading.
    """

    id: str
    title: str
    body: Markup


@frozen(kw_only=True)
class _Told:
    """What every layer is made of, computed once."""

    guideline: Guideline
    policy: Policy
    form: Form
    groups: tuple[Group, ...]
    profiles: dict[str, Profile]
    places: dict[str, int]

    @property
    def answers(self) -> Iterator[Recommendation]:
        for group in self.groups:
            yield from group.answers


def _title(answer: Recommendation) -> str:
    its = answer.comparison
    return f"{its.intervention.name} versus {inside(its.comparator.name)}"


def _tree(lines: Iterable[Line]) -> Markup:
    """Lines as lists inside lists, each as deep as it is indented."""
    levels: list[list[list[Markup | str]]] = [[]]

    def close(depth: int) -> None:
        while len(levels) > depth + 1:
            items = levels.pop()
            levels[-1][-1].append(listing(several(*each) for each in items))

    for line in lines:
        depth = min(line.depth, len(levels) if levels[-1] else len(levels) - 1)
        close(depth)
        if depth == len(levels):
            levels.append([])
        levels[depth].append([line.text])
    close(0)
    return listing(several(*each) for each in levels[0])


def _details(summary: str, *inner: Markup | str) -> Markup:
    return element("details", element("summary", summary), *inner, class_="layer")


def _overview(told: _Told) -> Markup:
    # What is suggested stands next to the name, so that a narrow screen shows it first.
    published = any(group.reproduction for group in told.groups)
    middle = ("Published",) if published else ()
    heads = ("Comparison", "Suggested", *middle, "Would choose it", "Critical effect", "Certainty")
    bodies: list[Markup] = []
    people = None
    for number, group in enumerate(told.groups, 1):
        rows = []
        if group.population != people:
            people = group.population
            span = str(len(heads))
            rows.append(
                element(
                    "tr", element("th", people, scope="rowgroup", colspan=span, class_="section")
                )
            )
        for answer in group.answers:
            level = answer.assessment.balance.overall.level
            look = look_of(answer)
            beside = label(group.reproduction) if group.reproduction else "\N{EM DASH}"
            cells: tuple[Markup | str, ...] = (
                element("span", f"{look.sign} {answer}", class_=look_class(look)),
                *((beside,) if published else ()),
                str(answer.share.band),
                critical(answer),
                element("span", certainty_symbols(level), class_=look_class(certainty_look(level))),
            )
            name = element("a", _title(answer), href=f"#recommendation-{number}")
            rows.append(
                element("tr", element("th", name, scope="row"), *(element("td", c) for c in cells))
            )
        bodies.append(element("tbody", *rows))
    drawn = element(
        "table",
        element("caption", "Every comparison at a glance"),
        element("thead", element("tr", *(element("th", each, scope="col") for each in heads))),
        *bodies,
    )
    star = (element("p", FOOTNOTE, class_="remark"),) if any(map(starred, told.groups)) else ()
    return several(scrolled(drawn, "Every comparison at a glance"), *star)


def _rationale(answers: tuple[Recommendation, ...]) -> Iterator[Markup]:
    for answer in answers:
        if len(answers) > 1:
            yield element("h5", _title(answer))
        yield element("p", element("strong", answer.explanation.answer))
        for section in answer.explanation.sections:
            if section.title not in (READINGS, SOURCES) and section.lines:
                yield element("p", section.title, class_="part")
                yield _tree(section.lines)


def _evidence(told: _Told, group: Group, number: int) -> Iterator[Markup]:
    its = [told.profiles[each.comparison.id] for each in group.answers]
    title = f"{told.form.value.capitalize()}: {inside(_heading(group))}"
    yield sheet_table(profile_sheet(its, told.form, title=title, id=f"findings-{number}"))
    judged = [each for each in group.answers if each.comparison.etd is not None]
    for place, answer in enumerate(judged, 1):
        yield sheet_table(decision_sheet(answer, id=f"etd-{number}-{place}"))
    if not judged:
        yield element("p", NO_CRITERIA, class_="remark")


def _heading(group: Group) -> str:
    names = dict.fromkeys(each.comparison.intervention.name for each in group.answers)
    return opened("; ".join(inside(name) if at else name for at, name in enumerate(names)))


def _recommendation(told: _Told, group: Group, number: int) -> Markup:
    asks = (
        element(
            "a",
            f"What if? {each.comparison.intervention.name}",
            href="#what-if",
            class_="ask",
            data_comparison=str(told.places[each.comparison.id]),
        )
        for each in group.answers
    )
    return element(
        "article",
        element("h4", _heading(group), id=f"recommendation-{number}"),
        *map(box_article, boxes(group)),
        _details("Rationale", *_rationale(group.answers)),
        _details("Evidence", *_evidence(told, group, number)),
        element("p", *(part for ask in asks for part in (ask, " ")), class_="asks"),
        aria_labelledby=f"recommendation-{number}",
    )


def _recommendations(told: _Told) -> Markup:
    parts: list[Markup] = [_overview(told)]
    people = None
    for number, group in enumerate(told.groups, 1):
        if group.population != people:
            people = group.population
            parts.append(element("h3", people))
        parts.append(_recommendation(told, group, number))
    return several(*parts)


def _figure(drawing: Drawing, caption: str) -> Markup:
    drawn = base64.b64encode(drawing.svg().encode()).decode()
    shown = element("img", src=f"data:image/svg+xml;base64,{drawn}", alt=drawing.alt)
    return element(
        "figure", scrolled(shown, caption), element("figcaption", caption), class_="forest"
    )


def _forest(told: _Told, outcome: Outcome) -> Markup:
    try:
        drawn = forest(told.guideline, outcome.id, told.policy)
    except UnitMismatch as error:
        (problem, *_) = error.problems
        return element("p", f"{outcome.name}: no picture, because of {problem.what}.")
    return _figure(drawn, drawn.alt)


def _overall(told: _Told) -> Markup | None:
    figures = [
        _forest(told, outcome)
        for outcome in told.guideline.outcomes
        if any(
            row.outcome.id == outcome.id
            and row.estimate is not None
            and comparison.importance_of(outcome).value == "critical"
            for comparison in told.guideline
            for row in comparison.evidence
        )
    ]
    parts = list(figures)
    values = told.guideline.values_evidence
    if values:
        parts.append(element("h3", "What people value"))
        parts.append(listing(sentence(f"{each.method}: {each.finding}") for each in values))
    return several(*parts) if parts else None


def _notes(notes: tuple[Note, ...]) -> Markup | None:
    """Notes under their topics, each with where it is published."""
    if not notes:
        return None
    cited = (
        several(
            sentence(each.text),
            *((" ", element("cite", f"[{each.source}]")) if each.source else ()),
        )
        for each in notes
    )
    return listing(cited)


def _objections(told: _Told) -> Markup | None:
    given = told.guideline.objections
    if not given:
        return None
    return listing(
        several(element("strong", f"{each.by}: "), sentence(each.claim))
        if each.by
        else sentence(each.claim)
        for each in given
    )


def _aid(aid: Aid, pictures: Iterable[Drawing]) -> Markup:
    shown = (
        element(
            "img",
            src="data:image/svg+xml;base64," + base64.b64encode(each.svg().encode()).decode(),
            alt=each.alt,
        )
        for each in pictures
    )
    return _details(aid.title, consultation_html(aid), *shown)


def _counted(told: _Told, answer: Recommendation) -> Iterator[Drawing]:
    """An icon array for each outcome with a risk under both options."""
    for row in told.profiles[answer.comparison.id].rows:
        effect = row.absolute
        if effect is not None and effect.without is not None and effect.with_it is not None:
            yield icon_array(answer.comparison, row)


def _aids(told: _Told) -> Markup:
    practical = told.guideline.practical_issues
    return several(
        *(
            _aid(consultation(each, practical=practical), _counted(told, each))
            for each in told.answers
        )
    )


def _gathered(told: _Told, title: str) -> Markup | None:
    """Lines of one section of every explanation, each head once with what stands below it."""
    heads: dict[str, dict[str, Line]] = {}
    for answer in told.answers:
        for section in answer.explanation.sections:
            below: dict[str, Line] = {}
            for line in section.lines if section.title == title else ():
                if line.depth:
                    below.setdefault(line.text, line)
                else:
                    below = heads.setdefault(line.text, {})
    lines = [x for head, below in heads.items() for x in (Line(head), *below.values())]
    return _tree(Section(title, tuple(lines)).lines) if lines else None


def layers(
    guideline: Guideline, policy: Policy | None = None, form: Form = Form.SUMMARY
) -> tuple[Layer, ...]:
    """The parts of the page in reading order; the explorer is put between the first two.

    Args:
        guideline: with its comparisons.
        policy: instead of the guideline's own.
        form: how much of a profile is shown.

    Raises:
        GradekitError: every effect that cannot be judged, with its place.
    """
    told = _Told(
        guideline=guideline,
        policy=policy or guideline.policy,
        form=form,
        groups=grouped(guideline, policy),
        profiles={each.comparison.id: each for each in guideline_profiles(guideline)},
        places={each.id: place for place, each in enumerate(guideline)},
    )
    made: tuple[tuple[str, str, Markup | None], ...] = (
        ("recommendations", "Recommendations", _recommendations(told)),
        ("evidence", "Evidence in one picture", _overall(told)),
        ("practical-issues", "Practical issues", _notes(guideline.practical_issues)),
        ("research-needs", "Research needs", _notes(guideline.research_needs)),
        ("remarks", "Remarks", _notes(guideline.remarks)),
        ("objections", "Objections raised", _objections(told)),
        ("to-talk-over", "To talk over", _aids(told)),
        ("readings", READINGS, _gathered(told, READINGS)),
        ("sources", SOURCES, _gathered(told, SOURCES)),
    )
    return tuple(
        Layer(id=name, title=title, body=body) for name, title, body in made if body is not None
    )
