"""The explanation of an answer: readers' words made from findings, steps and ceilings.

It is a value of sections and lines, printed as text or Markdown; nothing here decides anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import asdict, frozen

from gradekit.answers import Direction, Secondary, ShareBand, ShareRoute, Strength
from gradekit.comparison import Comparison
from gradekit.decision import Decision
from gradekit.errors import InvalidValue, refuse
from gradekit.library import LIBRARY
from gradekit.markup import element
from gradekit.scales import Arm
from gradekit.share import FoundShare
from gradekit.situation import Assessment
from gradekit.sources import Citation, Source
from gradekit.trace import Step, StepKind, Trace
from gradekit.ungraded import Ungraded, ungraded_step
from gradekit.wording import Line, escaped, finding_lines, number, origin, unique

__all__ = ["Explanation", "Section", "cited", "explain"]


@frozen
class Section:
    """A titled run of lines."""

    title: str
    lines: tuple[Line, ...]


@frozen
class Explanation:
    """An explanation to print.

    Args:
        title: what it is about.
        answer: the suggestion in a sentence.
        sections: everything behind it.
    """

    title: str
    answer: str
    sections: tuple[Section, ...]

    def printed(self, form: str = "text") -> str:
        """The explanation as "text" or "markdown"."""
        if form == "text":
            return "\n".join(self._text())
        if form == "markdown":
            return "\n".join(self._markdown())
        refuse(InvalidValue, "unknown form", "form", expected="'text' or 'markdown'", got=form)

    def _repr_html_(self) -> str:
        parts = [element("h3", self.title), element("p", element("strong", self.answer))]
        for section in self.sections:
            lines = (
                element("li", line.text, style=f"margin-left:{line.depth}em")
                for line in section.lines
            )
            heading = element("summary", section.title)
            parts.append(element("details", heading, element("ul", *lines)))
        return element("section", *parts, class_="gradekit-explanation").html

    def _text(self) -> Iterator[str]:
        yield _one_line(self.title)
        yield _one_line(self.answer)
        for section in self.sections:
            yield ""
            yield section.title
            for line in section.lines:
                yield "  " * (line.depth + 1) + _one_line(line.text)

    def _markdown(self) -> Iterator[str]:
        yield f"# {escaped(_one_line(self.title))}"
        yield ""
        yield f"**{escaped(self.answer)}**"
        for section in self.sections:
            yield ""
            yield f"## {escaped(section.title)}"
            yield ""
            for line in section.lines:
                yield "  " * line.depth + "- " + escaped(_one_line(line.text))


def _one_line(text: str) -> str:
    """A document's text cannot start a line of its own and pass for an answer."""
    return " ".join(text.split())


def _share(share: FoundShare, comparison: Comparison) -> Iterator[Line]:
    told = {
        ShareRoute.RECORDED: "judged by the panel for this comparison",
        ShareRoute.SURVEY: f"by survey scenario {share.scenario!r}"
        if share.scenario
        else f"by survey: {share.step.result}",
        ShareRoute.DOMINANCE: "by dominance, a suggestion of the library, not a panel's judgement",
        ShareRoute.NONE: "no judgement recorded, no scenario matches, nothing dominates",
    }[share.route]
    name = comparison.intervention.name
    many = "unknown how many" if share.band is ShareBand.UNKNOWN else str(share.band)
    yield Line(f"{many} would choose {name}: {told}")
    if share.given is not None and share.given.by:
        yield Line(f"judged by {share.given.by}", 1)
    if share.given is not None and share.given.rationale:
        yield Line(f"rationale: {share.given.rationale}", 1)
    if share.given is not None and share.given.low is not None and share.given.high is not None:
        yield Line(
            f"given as {number(share.given.low)} to {number(share.given.high)}"
            + (
                f" for the {share.given.option}"
                if share.route is ShareRoute.RECORDED
                else " for an option like the one the scenario describes"
            ),
            1,
        )
    for step in share.step.children:
        yield from _step(step, 1)


def _step(step: Step, depth: int) -> Iterator[Line]:
    about = f" ({step.about})" if step.about else ""
    result = f": {step.result}" if step.result else ""
    yield Line(f"{step.rule.id}{about}, {step.kind}{result}", depth)
    if step.inputs and step.kind is not StepKind.NOT_APPLICABLE:
        yield Line("; ".join(map(str, step.inputs)), depth + 1)
    for child in step.children:
        yield from _step(child, depth + 1)


def _direction(decision: Decision, comparison: Comparison) -> Iterator[Line]:
    for step in decision.trace.find("direction."):
        yield Line(f"{step.result}: {step.rule.sentence} [{step.rule.source}]")
        yield Line("; ".join(map(str, step.inputs)), 1)
    if comparison.votes is not None:
        counts = asdict(comparison.votes)
        said = ", ".join(
            f"{name.replace('_', ' ')} {count}" for name, count in counts.items() if count
        )
        yield Line(f"votes: {said}")
    yield from _secondary(comparison)
    for name, override in comparison.importance.items():
        why = f": {override.rationale}" if override.rationale else ""
        yield Line(f"importance of {name} here: {override.importance}{why}")


def _secondary(comparison: Comparison) -> Iterator[Line]:
    """What was judged of the secondary criteria, all in all and one by one."""
    etd = comparison.etd
    if etd is None:
        return
    favoured, step = etd.secondary_for(comparison.perspective)
    who = f" by {etd.by}" if etd.by else ""
    if etd.secondary is Secondary.NOT_JUDGED and etd.judgements:
        who = ", one by one" + who
    yield Line(f"secondary criteria judged{who}: {favoured}. {etd.rationale}".rstrip(". "))
    if etd.judgements:
        yield from _step(step, 1)
    for each in etd.judgements:
        if each.rationale:
            yield Line(f"{each.criterion}: {each.option}, because: {each.rationale}", 1)


def _ceilings(decision: Decision) -> Iterator[Line]:
    for ceiling in decision.ceilings:
        binding = " <- binding" if ceiling.name in decision.binding else ""
        if ceiling.allows is None:
            yield Line(f"{ceiling.name}: not applicable, {ceiling.step.result}")
            continue
        unjudged = ceiling.step.kind is StepKind.MISSING and ceiling.allows is Strength.STRONG
        open_ = " (open: nobody judged it)" if unjudged else ""
        yield Line(f"{ceiling.name}: allows {ceiling.allows}{open_}{binding}")
        yield Line("; ".join(map(str, ceiling.step.inputs)), 1)
        read = [f"{each.id} = {each.value} [{each.source}]" for each in ceiling.step.parameters]
        if read:
            yield Line("parameters: " + "; ".join(read), 1)
        yield Line(f"rule: {ceiling.step.rule.sentence} [{ceiling.step.rule.source}]", 1)


def _paradigms(decision: Decision, comparison: Comparison, trace: Trace) -> Iterator[Line]:
    """Each paradigm in the answer's direction, and any that would permit the other."""
    wanted = decision.drafted
    if wanted is Direction.EITHER:
        yield Line("not applicable: strong for either option does not exist")
        return
    if wanted is Direction.NONE:
        wanted = Direction.AGAINST
    sides = (comparison.intervention.name, comparison.comparator.name)
    recommended, other = sides if wanted is Direction.FOR else sides[::-1]
    yield Line(f"strong {wanted}: X is {recommended}, Y is {other}")
    for step in trace.find("paradigm."):
        if step.rule.id == "paradigm.condition":
            continue
        named = f"{step.rule.id.removeprefix('paradigm.')} {step.rule.sentence}"
        if step.about == f"strong {wanted}":
            said = {
                StepKind.NOT_APPLICABLE: f"not consulted, {step.result}",
                StepKind.FIRED: f"permits strong {wanted}",
            }.get(step.kind, step.result)
            yield Line(f"{named}: {said} [{step.rule.source}]")
            yield from (_condition(child) for child in step.children)
        elif step.kind is StepKind.FIRED:
            yield Line(f"{named}: would permit {step.about}, the other direction")


def _condition(step: Step) -> Line:
    seen = ", ".join(_value(each.value) for each in step.inputs)
    read = "".join(f"; {each.id} = {each.value}" for each in step.parameters)
    return Line(f"{step.rule.sentence}: {step.result} ({seen}{read}) [{step.rule.source}]", 1)


def _value(value: str | float | bool | None) -> str:  # noqa: FBT001 - an input's value
    if value is None:
        return "not recorded"
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def cited(comparison: Comparison, assessment: Assessment, trace: Trace) -> tuple[Citation, ...]:
    """Every citation an answer rests on, each once: figures first, then rules."""
    found: list[Citation | None] = [
        comparison.population.source,
        comparison.intervention.source,
        comparison.comparator.source,
    ]
    for row in comparison.evidence:
        outcome = row.outcome
        found += [outcome.source, outcome.thresholds.source if outcome.thresholds else None]
        found += [row.source, origin(row.certainty)]
    found.append(origin(comparison.overall_certainty))
    if comparison.etd is not None:
        found += [comparison.etd.source, *(each.source for each in comparison.etd.judgements)]
    if assessment.share.given is not None:
        found.append(assessment.share.given.source)
    panel = comparison.within.panel
    if panel is not None and panel.survey is not None:
        found += [panel.survey.source, *(each.source for each in panel.survey.scenarios)]
    found += trace.citations()
    return tuple(dict.fromkeys(each for each in found if each is not None))


def _sources(citations: Iterable[Citation], register: Iterable[Source]) -> Iterator[Line]:
    known = {**LIBRARY, **{source.key: source for source in register}}
    places: dict[str, list[str]] = {}
    for citation in citations:
        where = citation.locator or "as a whole"
        where += "" if citation.checked else " (unchecked)"
        places.setdefault(citation.source, []).append(where)
    for key, cited_at in places.items():
        source = known.get(key)
        if source is None:
            yield Line(f"{key}: not in the register")
        else:
            doi = f" doi:{source.doi}" if source.doi else ""
            year = f" {source.year}." if source.year else ""
            who = f"{source.authors}. " if source.authors else ""
            unread = "" if source.checked else " [not read in the source itself]"
            yield Line(f"{key}: {who}{source.title}.{year} {source.locator}{doi}{unread}")
            if source.note:
                yield Line(source.note, 1)
        yield Line("cited at: " + "; ".join(unique(cited_at)), 1)


def _readings(assessment: Assessment) -> Iterator[Line]:
    """The policy's parameters: how this answer read what the sources leave open."""
    for each in assessment.policy.parameters():
        note = f"; {each.source.note}" if each.source.note else ""
        yield Line(f"{each.id} = {each.value} [{each.source}{note}]")


def _ungraded(chosen: Ungraded) -> Iterator[Line]:
    """A panel's statement without a grade, and each condition for it."""
    who = f" by {chosen.by}" if chosen.by else ""
    stands = "stands" if chosen.stands else "does not stand, so the graded answer stays"
    yield Line(f"{chosen.type}, about the {chosen.option}, chosen{who}: {stands}")
    if chosen.statement:
        yield Line(chosen.statement, 1)
    if chosen.rationale:
        yield Line(f"rationale: {chosen.rationale}", 1)
    for step in ungraded_step(chosen).children:
        yield Line(f"{step.rule.sentence}: {step.result} [{step.rule.source}]", 1)


def _answer(decision: Decision, assessment: Assessment, chosen: Ungraded | None) -> str:
    policy = assessment.policy
    suggested = (
        f"{decision.strength} {decision.direction}"
        if decision.direction is not Direction.NONE
        else "no recommendation"
    )
    if chosen is not None and chosen.stands:
        return f"Stated, not graded: {chosen.type} (the graded rules alone: {suggested})"
    why = ""
    if decision.conflict:
        why = f"; {decision.conflict}"
    elif decision.missing:
        why = f"; missing: {', '.join(decision.missing)}"
    elif decision.binding:
        why = f"; kept from strong by {', '.join(decision.binding)}"
    elif decision.opened_by:
        why = f"; opened by {', '.join(decision.opened_by)}"
    return f"Suggested: {suggested}{why} (policy {policy.name}, {policy.edition} edition)"


def explain(
    comparison: Comparison,
    assessment: Assessment,
    decision: Decision,
    trace: Trace,
    *,
    remarks: tuple[str, ...] = (),
    missing: tuple[str, ...] = (),
    not_recorded: tuple[str, ...] = (),
) -> Explanation:
    """The explanation of one answer.

    Args:
        comparison: what it is about.
        assessment: findings, balance, share.
        decision: the answer.
        trace: every step.
        remarks: said beside the answer.
        missing: judgements without which there is no answer or something counted very low.
        not_recorded: judgements nobody recorded.
    """
    balance, half = assessment.balance, assessment.balance.half
    overall = balance.overall
    recorded = (
        f" as recorded by the panel; computed {overall.computed}"
        if comparison.overall_certainty is not None
        else f" ({overall.step.rule.sentence})"
    )
    levels = [
        Line(
            f"{option.name}: benefit {half.option(arm).benefit}; harm, burden or cost "
            f"{half.option(arm).harm}; catastrophic harm {half.option(arm).catastrophe}; "
            f"prohibitive harm {half.option(arm).prohibitive}"
        )
        for arm, option in (
            (Arm.INTERVENTION, comparison.intervention),
            (Arm.COMPARATOR, comparison.comparator),
        )
    ]
    known = half.benefit_certainty
    levels.append(Line(f"benefit certainty: {'not determined' if known is None else known}"))
    paradigms = list(_paradigms(decision, comparison, trace))
    if assessment.policy.paradigms_note:
        paradigms.append(Line(assessment.policy.paradigms_note))
    sections = [
        Section(
            "Findings", tuple(line for each in balance.findings for line in finding_lines(each))
        ),
        Section("Overall certainty", (Line(f"{overall.level}{recorded}"),)),
        Section("Known for and against each option (highest certainty)", tuple(levels)),
        Section("Share", tuple(_share(assessment.share, comparison))),
        Section("Direction", tuple(_direction(decision, comparison))),
        Section("Ceilings", tuple(_ceilings(decision))),
        Section("Paradigms (strong on low or very low certainty)", tuple(paradigms)),
    ]
    sections.append(Section("Readings used where sources differ", tuple(_readings(assessment))))
    if comparison.ungraded is not None:
        sections.insert(0, Section("Not graded", tuple(_ungraded(comparison.ungraded))))
    for title, texts in (
        ("Remarks", remarks),
        ("Missing", missing),
        ("Not recorded", not_recorded),
    ):
        if texts:
            sections.append(Section(title, tuple(map(Line, texts))))
    sections.append(
        Section(
            "Sources",
            tuple(_sources(cited(comparison, assessment, trace), comparison.within.sources)),
        )
    )
    population = comparison.population.name or comparison.population.id
    return Explanation(
        f"{comparison.id}: {comparison.intervention.name} versus {comparison.comparator.name}; "
        f"{population}",
        _answer(decision, assessment, comparison.ungraded),
        tuple(sections),
    )
