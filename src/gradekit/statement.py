"""A finding in one sentence: its size and its certainty, each by a pattern.

The sentence names what happens to the outcome (it increases, it is reduced) and never calls that a
benefit, so outcomes that are harms read as they should. The words are ours.
"""

from __future__ import annotations

from attrs import frozen

from gradekit.errors import Problems
from gradekit.findings import Finding
from gradekit.library import OWN, cite
from gradekit.scales import Better, Certainty, Favours, Magnitude
from gradekit.trace import Rule
from gradekit.words import Word

__all__ = ["RULES", "VeryLow", "statement"]

SIZE = Rule(
    "statement.size_by_certainty",
    "The size of the effect gives the verb and the certainty gives the hedge: none, probably, may.",
    cite("santesso2020", checked=False, note="grid second-hand; its abstract shows the hedges"),
)
ONE_THRESHOLD = Rule(
    "statement.one_threshold",
    "Where one threshold is all there is, an effect is important, or little to none.",
    cite("coregrade6", checked=False, note="second-hand"),
)
VERY_UNCERTAIN = Rule(
    "statement.very_uncertain",
    "At very low certainty the size is left out and the evidence, not the reader, is uncertain.",
    cite("santesso2020", checked=False, note="second-hand; Core GRADE 6 tables say 'we'"),
)
LAY = Rule(
    "statement.lay",
    "A lay sentence prints no certainty label.",
    OWN,
)
RULES = (SIZE, ONE_THRESHOLD, VERY_UNCERTAIN, LAY)


class VeryLow(Word, said="way to tell very low certainty"):
    """Who is uncertain at very low certainty: the evidence, or we."""

    EVIDENCE = "evidence"
    WE = "we"


@frozen
class _Speech:
    """What a sentence is about, and how it is told."""

    finding: Finding
    who: str
    what: str
    plain: bool
    plural: bool

    def does(self, verb: str, *, hedged: bool = False) -> str:
        """A verb as it agrees: bare after "may" and for several, else with its ending."""
        if hedged or self.plural:
            return verb
        return f"{verb}es" if verb == "do" else f"{verb}s"

    @property
    def graded(self) -> bool:
        """Whether sizes are told apart, by thresholds or by the person who judged."""
        thresholds = self.finding.outcome.thresholds
        return thresholds is None or thresholds.graded

    @property
    def label(self) -> str:
        """The certainty, where the sentence may print it."""
        certainty = self.finding.certainty
        if self.plain:
            return ""
        return " (certainty not rated)" if certainty is None else f" ({certainty} certainty)"


_PATTERNS: dict[Magnitude, tuple[str, str]] = {
    # size: (standard, lay); the verb agrees, the noun and the outcome are put in
    Magnitude.LARGE: ("{lead} to a large {noun} in {what}", "greatly {verb} {what}"),
    Magnitude.MODERATE: ("{verb} {what}", "{verb} {what}"),
    Magnitude.SMALL: ("slightly {verb} {what}", "{verb} {what} a little"),
    Magnitude.IMPORTANT: (
        "{lead} to an important {noun} in {what}",
        "{verb} {what} by an amount that matters to people",
    ),
}


def _effect(speech: _Speech, *, hedged: bool) -> str:
    """What happens to the outcome, as a verb phrase."""
    finding = speech.finding
    if finding.magnitude is Magnitude.TRIVIAL:
        size = "" if speech.graded or speech.plain else "important "
        nothing = "little or no" if speech.plain else "little to no"
        return f"{speech.does('make', hedged=hedged)} {nothing} {size}difference to {speech.what}"
    rises = (finding.favours is Favours.INTERVENTION) == (finding.outcome.better is Better.HIGHER)
    return _PATTERNS[finding.magnitude][speech.plain].format(
        lead=speech.does("lead", hedged=hedged),
        verb=speech.does("increase" if rises else "reduce", hedged=hedged),
        noun="increase" if rises else "reduction",
        what=speech.what,
    )


def _known(speech: _Speech) -> str:
    """Size and direction, hedged by the certainty."""
    certainty = speech.finding.certainty
    if certainty is None:
        doubt = (
            "nobody has yet judged how far the studies can be trusted"
            if speech.plain
            else "how certain that is has not been rated"
        )
        return f"taken at face value, {speech.who} {_effect(speech, hedged=False)}; {doubt}"
    hedge = {Certainty.MODERATE: "probably ", Certainty.LOW: "may "}.get(certainty, "")
    effect = _effect(speech, hedged=certainty is Certainty.LOW)
    return f"{speech.who} {hedge}{effect}{speech.label}"


def _very_uncertain(speech: _Speech, teller: VeryLow) -> str:
    """One sentence without a size."""
    effect = f"what {speech.who} {speech.does('do')} to {speech.what}{speech.label}"
    if teller is VeryLow.WE:
        unsure = "do not know from the studies so far" if speech.plain else "are very uncertain"
        return f"we {unsure} {effect}"
    if speech.plain:
        return f"from the studies so far it is unclear {effect}"
    return f"the evidence leaves it very uncertain {effect}"


def _is_recorded(finding: Finding) -> bool:
    """Whether there is anything at all on the outcome."""
    row = finding.evidence
    if row is None:
        return False
    things = (row.estimate, row.incidence, row.judged_effect, row.certainty)
    return any(thing is not None for thing in things)


def _unknown(speech: _Speech) -> str:
    """Why no size can be told."""
    computed = speech.finding.classification
    who, what, changes = speech.who, speech.what, speech.does("change")
    if computed is not None and not computed.stable:
        return (
            f"whether {who} {changes} {what} by an amount that matters depends on which amount "
            f"is taken to matter{speech.label}"
        )
    if computed is not None and speech.finding.outcome.thresholds is None:
        return (
            f"no amount of change in {what} is recorded as one that matters, so the size of the "
            f"effect of {who} cannot be told{speech.label}"
        )
    return f"how much {who} {changes} {what} is not known{speech.label}"


def _phrase(name: str) -> str:
    """A name inside a sentence: a capital that only starts it is lowered, an acronym's stays."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def statement(
    finding: Finding,
    *,
    intervention: str = "the intervention",
    outcome: str | None = None,
    very_low: VeryLow | str = VeryLow.EVIDENCE,
    plain: bool = False,
    plural: bool = False,
) -> str:
    """A finding in one sentence.

    Args:
        finding: its size, direction and certainty; computed or judged, known or not.
        intervention: as the sentence should call it.
        outcome: as the sentence should call it; the outcome's name by default.
        very_low: at very low certainty, whether the evidence is uncertain or we are.
        plain: for lay readers: everyday words, and no certainty label.
        plural: whether `intervention` takes a plural verb.

    Raises:
        InvalidValue: another word for `very_low`.

    Source: GRADE guidelines 26 (size by certainty), Core GRADE 6 (one threshold); second-hand.

    Example:
        >>> from gradekit.evidence import Evidence
        >>> from gradekit.findings import find
        >>> from gradekit.judgements import JudgedEffect
        >>> from gradekit.outcomes import Outcome
        >>> falls = Outcome("falls", "Falls", importance="important", better="lower", kind="harm")
        >>> row = Evidence(
        ...     falls, judged_effect=JudgedEffect("large", "comparator"), certainty="low"
        ... )
        >>> statement(find(row, falls.importance), intervention="the sedative")
        'The sedative may lead to a large increase in falls (low certainty).'
        >>> statement(find(row, falls.importance), intervention="the sedative", plain=True)
        'The sedative may greatly increase falls.'
    """
    Problems().need_kinds(
        Finding, "gk.recommend(comparison).findings holds them", required=True, finding=finding
    )
    teller = VeryLow(very_low)
    what = _phrase(finding.outcome.name) if outcome is None else outcome
    speech = _Speech(finding, intervention, what, plain, plural)
    if finding.magnitude is Magnitude.UNKNOWN and not _is_recorded(finding):
        said = f"nothing is recorded on what {intervention} {speech.does('do')} to {what}"
    elif finding.certainty is Certainty.VERY_LOW:
        said = _very_uncertain(speech, teller)
    elif finding.magnitude is Magnitude.UNKNOWN:
        said = _unknown(speech)
    else:
        said = _known(speech)
    return said[:1].upper() + said[1:] + "."
