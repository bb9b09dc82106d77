"""What people decided, and what rules suggest: two types that are never one.

A `Judgement` is a person's, with author, date and reason. A `Suggestion` is a rule's, with its id,
inputs and source. A certainty stands on judgements, or is reported by a paper as a level alone.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen
from attrs.converters import optional

from gradekit.errors import InvalidValue, Problems, refuse
from gradekit.markup import table
from gradekit.numerals import signed
from gradekit.scales import Certainty, Concern, Domain, Edition, Favours, Magnitude, Suspicion
from gradekit.sequences import entries
from gradekit.sources import Citation, as_citation
from gradekit.trace import Input, Trace
from gradekit.words import placed

__all__ = [
    "NOT_RATED",
    "CertaintyRating",
    "JudgedEffect",
    "Judgement",
    "Move",
    "PublishedCertainty",
    "Suggestion",
    "level_of",
]

LOWEST_CHANGE = -3
HIGHEST_CHANGE = 2

NOT_RATED = "not rated"


def _either(changes: Iterable[int]) -> str:
    return " or ".join(map(signed, changes))


@frozen(field_transformer=placed)
class Suggestion:
    """What a rule computed. It is never a judgement until a person makes it one.

    Args:
        level: levels to move, -3 to 2; None where no rule gives one, or an input is not recorded.
        rule: id of the rule.
        reason: why, in one sentence.
        inputs: what the rule looked at.
        source: where the rule comes from.
        consider: other levels the source asks to think about.
        edition: classic or core, where a rule of one of them was asked.
        trace: every rule of the domain and what became of it.
        stable: whether the answer is the same at both ends of a number known only as a range.
    """

    level: int | None
    rule: str = field(kw_only=True)
    reason: str = field(kw_only=True)
    inputs: tuple[Input, ...] = field(default=(), kw_only=True)
    source: Citation = field(kw_only=True)
    consider: tuple[int, ...] = field(default=(), kw_only=True)
    edition: Edition | None = field(default=None, converter=optional(Edition), kw_only=True)
    trace: Trace = field(default=Trace(), eq=False, kw_only=True)
    stable: bool = field(default=True, kw_only=True)

    def _level(self) -> str:
        return "no level" if self.level is None else signed(self.level)

    def __str__(self) -> str:
        consider = f"; consider {_either(self.consider)}" if self.consider else ""
        return f"{self._level()}: {self.reason}{consider} [{self.rule}; {self.source}]"

    def _repr_html_(self) -> str:
        given = (
            ("Suggests", self._level()),
            ("Reason", self.reason),
            ("To consider", _either(self.consider)),
            ("Stable", "" if self.stable else "no, it depends on where in its range a number lies"),
            ("Looked at", "; ".join(map(str, self.inputs))),
            ("Rule", self.rule),
            ("Edition", "" if self.edition is None else self.edition.value),
            ("Source", str(self.source)),
        )
        return table((), (row for row in given if row[1])).html


def as_level(given: int | str) -> int:
    """The levels of a judgement, from a number or from the word people use.

    Args:
        given: levels, "serious" and the like, or of publication bias "strongly suspected".

    Raises:
        InvalidValue: a word for no concern, or no whole number.

    Example:
        >>> as_level("very serious"), as_level("undetected"), as_level(-1)
        (-2, 0, -1)
    """
    if isinstance(given, str):
        try:
            return Suspicion(given).level
        except InvalidValue:
            return Concern(given).level
    level: object = given  # whatever a caller hands over
    if type(level) is not int:
        words = ", ".join(f"{each.value!r} ({each.level})" for each in Concern)
        refuse(
            InvalidValue,
            "not a number of levels",
            expected=f"a whole number, or one of {words}",
            got=level,
            hint="a suggestion is a rule's; make it a Judgement first"
            if isinstance(level, Suggestion)
            else "",
        )
    return given


@frozen(field_transformer=placed)
class Judgement:
    """What a person decided about one domain.

    The level is also read from the word for a concern: "not serious", "serious", "very serious" or
    "extremely serious"; of publication bias also from "undetected" or "strongly suspected".

    Args:
        level: levels to move: -3 extremely serious to 0 not serious, or up to 2 for rating up.
        by: who decided.
        date: when, as an ISO date.
        rationale: why; required where the judgement differs from the suggestion beside it.
        suggestion: what a rule suggested, kept whether or not it was followed.

    Raises:
        InvalidValue: no level, one outside -3 to 2, or one that differs from the suggestion
            without a rationale.

    Example:
        >>> Judgement("serious", by="panel", rationale="Participants were not blinded").level
        -1
    """

    level: int = field(converter=as_level)
    by: str = field(default="", kw_only=True)
    date: str = field(default="", kw_only=True)
    rationale: str = field(default="", kw_only=True)
    suggestion: Suggestion | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        found = Problems()
        found.need_texts(rationale=self.rationale)
        found.need_kinds(Suggestion, suggestion=self.suggestion)
        found.need(
            LOWEST_CHANGE <= self.level <= HIGHEST_CHANGE,
            "level outside -3 to 2",
            "level",
            expected="a whole number of levels from -3 to 2",
            got=self.level,
        )
        suggested = self.suggestion.level if self.suggestion is not None else None
        differs = suggested is not None and suggested != self.level
        found.need(
            self.rationale.strip() or not differs,
            "judgement differs from the suggestion without a reason",
            "rationale",
            expected="why the panel judged otherwise",
            got=self.rationale,
        )
        found.settle()


@frozen(field_transformer=placed)
class PublishedCertainty:
    """A certainty of which a paper reports only the level.

    Args:
        level: as published.
        source: where it is published.
        note: anything that limits it ("inferred").

    Example:
        >>> print(PublishedCertainty("low", "busse2025"))
        low (as published in busse2025)
    """

    level: Certainty = field(converter=Certainty)
    source: Citation | None = field(default=None, converter=as_citation)
    note: str = field(default="", kw_only=True)

    def __str__(self) -> str:
        told = [f"as published in {self.source}"] if self.source is not None else []
        told += [self.note] if self.note else []
        return f"{self.level} ({'; '.join(told)})" if told else str(self.level)


@frozen
class Move:
    """One step of a certainty rating.

    Args:
        domain: which domain moved it.
        change: levels, negative for rating down.
        judgement: who moved it and why.
    """

    domain: str
    change: int
    judgement: Judgement

    @property
    def named(self) -> Domain | None:
        """The domain it was made in; None for anything else, such as the view of the whole."""
        try:
            return Domain(self.domain)
        except InvalidValue:
            return None

    def __str__(self) -> str:
        return f"{self.domain} {signed(self.change)}"


def _moves(given: Iterable[Move]) -> tuple[Move, ...]:
    return entries("moves", given, Move)


@frozen(field_transformer=placed)
class CertaintyRating:
    """A certainty built from judgements.

    Args:
        level: where it ended.
        start: where the design put it.
        moves: what moved it, in the order of the domains.
        trace: the steps.
        edition: classic or core, printed with every result.
        design: of the studies, where it fixed the start.
    """

    level: Certainty = field(converter=Certainty)
    start: Certainty = field(converter=Certainty)
    moves: tuple[Move, ...] = field(default=(), converter=_moves)
    trace: Trace = field(default=Trace(), eq=False)
    edition: Edition = field(default=Edition.CORE, converter=Edition, kw_only=True)
    design: str = field(default="", kw_only=True)

    @property
    def not_judged(self) -> tuple[Domain, ...]:
        """The domains for rating down that nobody judged: they moved nothing, and nobody looked.

        Taken from the moves, in which a domain judged not serious stands with a change of 0; so a
        rating read from a document says the same as the one that was written.

        Example:
            >>> none = Move("risk of bias", 0, Judgement(0))
            >>> [each.value for each in CertaintyRating("high", "high", (none,)).not_judged]
            ['inconsistency', 'indirectness', 'imprecision', 'publication bias']
        """
        judged = {move.named for move in self.moves}
        return tuple(each for each in Domain if not each.rates_up and each not in judged)

    def _why(self) -> str:
        design = f"{self.design}, " if self.design else ""
        moved = ", ".join(str(each) for each in self.moves if each.change)
        silent = f"; not judged: {', '.join(self.not_judged)}" if self.not_judged else ""
        return f"{design}starts {self.start}; {moved or 'nothing moved it'}{silent}"

    def __str__(self) -> str:
        return f"{self.level} ({self._why()})"

    def __repr__(self) -> str:
        return f"<CertaintyRating {self.level}: {self._why()}>"

    def _repr_html_(self) -> str:
        heads = ("Domain", "Levels", "Judged by", "Rationale")
        rows = (
            (each.domain, signed(each.change), each.judgement.by, each.judgement.rationale)
            for each in self.moves
        )
        design = f", {self.design} evidence" if self.design else ""
        caption = f"Certainty: {self.level}; starts {self.start}{design} ({self.edition} edition)"
        return table(heads, rows, caption=caption).html


def level_of(certainty: CertaintyRating | PublishedCertainty | None) -> Certainty | None:
    """The level of a certainty, or None where it is not rated."""
    return None if certainty is None else certainty.level


@frozen(field_transformer=placed)
class JudgedEffect:
    """An effect a person judged where no estimate could be classified, or against one that was.

    Args:
        magnitude: trivial, small, moderate, large, important or unknown.
        favours: intervention, comparator or neither; a trivial or unknown effect favours neither.
        by: who judged.
        date: when, as an ISO date.
        rationale: why.

    Example:
        >>> JudgedEffect("small", "comparator", by="panel").favours.value
        'comparator'
    """

    magnitude: Magnitude = field(converter=Magnitude)
    favours: Favours = field(default=Favours.NEITHER, converter=Favours)
    by: str = field(default="", kw_only=True)
    date: str = field(default="", kw_only=True)
    rationale: str = field(default="", kw_only=True)

    def __attrs_post_init__(self) -> None:
        found = Problems()
        found.need(
            self.magnitude.is_important == (self.favours is not Favours.NEITHER),
            "magnitude and direction disagree",
            "favours",
            expected="intervention or comparator"
            if self.magnitude.is_important
            else f"neither, as the effect is {self.magnitude}",
            got=self.favours.value,
        )
        found.settle()

    def __str__(self) -> str:
        return f"{self.magnitude}, favours {self.favours}"
