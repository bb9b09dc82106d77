"""Findings in readers' words: numbers with units, magnitude, certainty, and their sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve, frozen

from gradekit.answers import ShareBand
from gradekit.classification import Classification, Crossing
from gradekit.domains import Concern
from gradekit.estimates import Estimate, Incidence, Interval
from gradekit.evidence import Evidence
from gradekit.findings import Finding
from gradekit.judgements import CertaintyRating, Move, PublishedCertainty
from gradekit.numerals import several, signed
from gradekit.scales import Magnitude, Measure
from gradekit.sources import Citation

__all__ = [
    "NOBODY_NAMED",
    "Line",
    "choosing",
    "escaped",
    "finding_lines",
    "finding_text",
    "number",
    "origin",
    "percent",
    "rating_lines",
    "unique",
]


PER = 1000
NOBODY_NAMED = ", by whom is not recorded"


@frozen
class Line:
    """A line of an explanation.

    Args:
        text: what it says.
        depth: how far it is indented.
    """

    text: str
    depth: int = 0


def escaped(text: str) -> str:
    """Text of a document with nothing left that Markdown or HTML would act on."""
    marks = str.maketrans({mark: "\\" + mark for mark in "\\`*_[]#|"})
    inert = text.translate(marks).replace("&", "&amp;")
    return inert.replace("<", "&lt;").replace(">", "&gt;")


def number(value: float) -> str:
    """A number as read by people, to six significant digits.

    Example:
        >>> number(1.50), number(0.007)
        ('1.5', '0.007')
    """
    return f"{value:.6g}"


def percent(share: float) -> str:
    """A proportion as people read it.

    Example:
        >>> percent(0.9), percent(1 - 0.9)
        ('90%', '10%')
    """
    return f"{number(share * 100)}%"


_CHOOSING = {
    ShareBand.NEARLY_ALL: "nearly all would choose",
    ShareBand.MAJORITY: "a majority would choose",
    ShareBand.SPLIT: "people are split over",
    ShareBand.MINORITY: "a minority would choose",
    ShareBand.ALMOST_NONE: "almost none would choose",
    ShareBand.UNKNOWN: "unknown how many would choose",
}


def choosing(band: ShareBand, name: str) -> str:
    """How many would choose an option, as a sentence without its full stop.

    Example:
        >>> choosing(ShareBand.SPLIT, "Drug"), choosing(ShareBand.MAJORITY, "Drug")
        ('people are split over Drug', 'a majority would choose Drug')
    """
    return f"{_CHOOSING[band]} {name}"


def unique(texts: Iterable[str]) -> list[str]:
    """The texts, each once, in order."""
    return list(dict.fromkeys(texts))


def with_unit(value: float, unit: str | None) -> str:
    """A number with its unit."""
    return f"{number(value)} {unit or ''}".rstrip()


def origin(certainty: CertaintyRating | PublishedCertainty | None) -> Citation | None:
    """Where a published certainty is published."""
    return certainty.source if isinstance(certainty, PublishedCertainty) else None


def interval_text(given: Interval, unit: str | None) -> str:
    """A number with its unit, and its interval where one is known."""
    text = with_unit(given.value, unit)
    if given.low is None or given.high is None:
        return text
    return f"{text} ({number(given.low)} to {number(given.high)})"


def _percent(given: Incidence) -> Interval:
    return Interval(given.value, given.low, given.high).per(100)


def estimate_text(given: Estimate) -> str:
    """An estimate with its unit and interval."""
    text = f"{given.measure} {with_unit(given.value, given.unit)}"
    if given.low is None or given.high is None:
        return f"{text} (no interval reported)"
    level = number(given.level * 100)
    return f"{text} ({level}% interval {number(given.low)} to {number(given.high)})"


def _shown(given: Estimate, computed: Classification | None) -> Estimate:
    """A risk difference in the unit of its thresholds, so that the two can be compared."""
    if given.measure is not Measure.RD or computed is None or computed.effect is None:
        return given
    effect = computed.effect
    low, high = (None, None) if given.low is None else (effect.low, effect.high)
    return evolve(given, value=effect.value, low=low, high=high, unit=computed.unit)


def effect_text(finding: Finding) -> str:
    """The numbers of a finding with their units, or what stands in for them."""
    row, computed = finding.evidence, finding.classification
    if row is None:
        return "no evidence"
    parts: list[str] = []
    if row.estimate is not None:
        parts.append(estimate_text(_shown(row.estimate, computed)))
        if (
            row.estimate.measure.is_ratio
            and row.baseline_risk is not None
            and computed
            and computed.effect
        ):
            absolute = interval_text(computed.effect, computed.unit)
            risk = interval_text(Interval(row.baseline_risk).per(PER), f"per {PER}")
            parts.append(f"absolute {absolute} at a baseline risk of {risk}")
    if row.incidence is not None:
        parts.append(
            f"incidence {interval_text(_percent(row.incidence), '%')} with the "
            f"{row.incidence.arm}, nothing to compare it with"
        )
    if row.judged_effect is not None:
        who = f" by {row.judged_effect.by}" if row.judged_effect.by else NOBODY_NAMED
        parts.append(f"effect judged{who}")
    return "; ".join(parts) or "no estimate"


def finding_text(finding: Finding) -> str:
    """A finding in one line: numbers, magnitude, whom it favours, certainty."""
    certainty = "not rated" if finding.certainty is None else str(finding.certainty)
    size = f"{finding.magnitude}, favours {finding.favours}"
    if finding.magnitude is Magnitude.UNKNOWN:
        size = "magnitude unknown"
    return f"{effect_text(finding)}; {size}; certainty {certainty}"


def finding_lines(finding: Finding) -> Iterator[Line]:
    """A finding with everything behind it."""
    counted = "" if finding.decides else ", shown but not counted"
    catastrophic = " catastrophic" if finding.outcome.catastrophic else ""
    yield Line(
        f"{finding.outcome.name} ({finding.outcome.id}; {finding.importance}{catastrophic} "
        f"{finding.outcome.kind}{counted}): {finding_text(finding)}"
    )
    if finding.classification is not None:
        yield from _computed(finding, finding.classification)
    for child in finding.step.children:
        yield Line(f"computed beside the judgement: {child.result}", 1)
    if finding.evidence is not None:
        yield from _recorded(finding.evidence)


def _computed(finding: Finding, computed: Classification) -> Iterator[Line]:
    thresholds = finding.outcome.thresholds
    if thresholds is not None:
        sizes = ", ".join(f"{name} from {number(size)}" for name, size in thresholds.sizes())
        upper = thresholds.small_upper
        upto = "" if upper is None else f" (up to {number(upper)} is plausible)"
        cited = "" if thresholds.source is None else f" [{thresholds.source}]"
        yield Line(f"thresholds: {sizes}{upto} {thresholds.unit or ''}".rstrip() + cited, 1)
    if computed.reason:
        yield Line(computed.reason, 1)
    for said, crossings in (("crosses", computed.crossings), ("touches", computed.touching)):
        for crossing in crossings:
            yield Line(f"interval {said} {_crossing(crossing, computed.unit)}", 1)
    if computed.at_threshold:
        yield Line("the point estimate stands at a threshold", 1)


def _crossing(crossing: Crossing, unit: str | None) -> str:
    place = with_unit(crossing.value, unit)
    return f"the threshold of {crossing.threshold} for the {crossing.favours}, {place}"


def _recorded(row: Evidence) -> Iterator[Line]:
    if row.judged_effect is not None and row.judged_effect.rationale:
        yield Line(f"rationale: {row.judged_effect.rationale}", 1)
    if row.horizon:
        yield Line(f"measured: {row.horizon}", 1)
    if row.not_prohibitive:
        yield Line("the panel judged this not prohibitive", 1)
    if row.informed_by:
        yield Line(f"see also: {', '.join(row.informed_by)}", 1)
    if row.note:
        yield Line(row.note, 1)
    if row.studies is not None or row.participants is not None or row.design:
        yield Line(f"from {_studied(row)}", 1)
    if isinstance(row.certainty, CertaintyRating):
        yield from rating_lines(row.certainty)
    elif row.certainty is not None and row.certainty.note:
        yield Line(f"certainty: {row.certainty.note}", 1)
    origins = [citation for citation in (row.source, origin(row.certainty)) if citation]
    yield Line("source: " + ("; ".join(unique(map(_place, origins))) or "none given"), 1)


def _studied(row: Evidence) -> str:
    """How many studies and people a row rests on, as far as recorded."""
    told = [
        several(count, one, many)
        for count, one, many in (
            (row.studies, "study", "studies"),
            (row.participants, "participant", "participants"),
        )
        if count is not None
    ]
    design = f" ({row.design})" if told and row.design else row.design
    return ", ".join(told) + design


def rating_lines(rating: CertaintyRating, depth: int = 1) -> Iterator[Line]:
    """A rating from start to end, then each domain: the level, who judged it and why.

    What nobody judged is not told as no change, and what nobody signed is said to be unsigned.

    Args:
        rating: built from judgements.
        depth: how far it is indented.
    """
    told = [f"{move.domain} {signed(move.change)}" for move in rating.moves]
    if rating.not_judged:
        told.append(f"not judged: {', '.join(rating.not_judged)}")
    parts = (f"starts {rating.start}", *told, f"{rating.level} ({rating.edition} edition)")
    yield Line(f"certainty: {'; '.join(parts)}", depth)
    bare: list[str] = []
    for move in rating.moves:
        if move.judgement.by or move.judgement.rationale or move.judgement.suggestion:
            yield Line(_move(move), depth + 1)
        else:
            bare.append(move.domain)
    if bare:
        yield Line(f"{', '.join(bare)}: by whom and why is not recorded", depth + 1)


_CONCERNS = {each.level: each.value for each in Concern}


def _move(move: Move) -> str:
    """One domain: the level judged, by whom and why, and what a rule had suggested."""
    judged = move.judgement
    level = _CONCERNS.get(judged.level, "rated up")
    said = f"{level} ({signed(judged.level)})" if judged.level else level
    if move.change != judged.level:
        said += ", which does not count here"
    suggested = None if judged.suggestion is None else judged.suggestion.level
    if suggested is not None:
        same = suggested == judged.level
        said += ", as a rule suggested" if same else f" (a rule suggested {signed(suggested)})"
    who = f"judged by {judged.by}" if judged.by else "by whom is not recorded"
    when = f", {judged.date}" if judged.date else ""
    why = judged.rationale or "why is not recorded"
    return f"{move.domain}: {said}; {who}{when}: {why}"


def _place(citation: Citation) -> str:
    """A citation with its note."""
    return f"{citation} [{citation.note}]" if citation.note else str(citation)
