"""Values: how many fully informed people would choose an option, judged or surveyed."""

from __future__ import annotations

import math
from collections.abc import Iterable

from attrs import evolve, field, frozen

from gradekit.answers import BenefitState, ShareBand
from gradekit.errors import Problems
from gradekit.markup import table
from gradekit.numerals import PERCENT, shown
from gradekit.scales import Arm, Certainty, Level
from gradekit.sequences import entries, words
from gradekit.sources import Citation, as_citation
from gradekit.words import placed

__all__ = ["Scenario", "Share", "Survey"]


_CHOOSE = {
    ShareBand.MAJORITY: "a majority would choose",
    ShareBand.SPLIT: "people are split over",
    ShareBand.MINORITY: "a minority would choose",
    ShareBand.UNKNOWN: "unknown how many would choose",
}


def _band(given: ShareBand | str | None) -> ShareBand | None:
    return None if given is None else ShareBand(given)


def _certainties(given: Iterable[Certainty | str]) -> tuple[Certainty, ...]:
    return words("benefit_certainties", given, Certainty)


def _levels(given: Iterable[Level | str]) -> tuple[Level, ...]:
    return words("harm_certainties", given, Level)


@frozen(field_transformer=placed)
class Share:
    """How many fully informed people would choose an option: an interval, or a band.

    Args:
        low: lower end, as a proportion.
        high: upper end; equal to `low` where only a point is given.
        option: whose share it is, the intervention's unless said.
        band: instead of numbers: nearly all, majority, split, minority, almost none, unknown.
        by: who judged.
        rationale: why.
        source: where it is recorded.

    Raises:
        InvalidValue: a share outside 0 to 1, ends out of order, both or neither of the two forms.

    Example:
        >>> Share(0.95, 1).option.value, Share(band="minority").band.value
        ('intervention', 'minority')
    """

    low: float | None = None
    high: float | None = None
    option: Arm = field(default=Arm.INTERVENTION, converter=Arm)
    band: ShareBand | None = field(
        default=None,
        converter=_band,
        kw_only=True,
    )
    by: str = field(default="", kw_only=True)
    rationale: str = field(default="", kw_only=True)
    source: Citation | None = field(default=None, converter=as_citation, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.low is not None and self.high is None:
            object.__setattr__(self, "high", self.low)
        found = Problems()
        found.need_numbers(low=self.low, high=self.high)
        found.need(
            (self.low is None) != (self.band is None),
            "share without one form",
            "band" if self.low is None else "low",
            expected="either an interval (low, high) or a band",
            got={"low": self.low, "high": self.high, "band": self.band and self.band.value},
        )
        for name, number in (("low", self.low), ("high", self.high)):
            found.need(
                number is None or (math.isfinite(number) and 0 <= number <= 1),
                "share outside 0 to 1",
                name,
                expected="a proportion from 0 to 1",
                got=number,
                hint="divide a percentage by 100",
            )
        if self.low is not None and self.high is not None:
            found.need(
                self.low <= self.high,
                "low above high",
                "low",
                expected=f"at most high = {self.high}",
                got=self.low,
            )
        found.need(
            self.low is not None or self.high is None,
            "half an interval",
            "low",
            expected="both ends of the interval",
            got=None,
        )
        found.settle()

    def __str__(self) -> str:
        if self.band is not None:
            told = _CHOOSE.get(self.band, f"{self.band} would choose")
        else:
            ends = [shown(end * PERCENT) for end in (self.low, self.high) if end is not None]
            told = f"{' to '.join(dict.fromkeys(ends))}% would choose"
        return f"{told} the {self.option}"

    def mirrored(self) -> Share:
        """The same people, with intervention and comparator exchanged."""
        return evolve(self, option=self.option.mirror)


@frozen(field_transformer=placed)
class Scenario:
    """One question put to the panel: would people choose an option like this?

    Args:
        id: short name.
        benefit: important, none, or uncertain.
        benefit_certainties: certainties of the benefit the question covers.
        harm_certainties: certainties at which an important harm or burden is known; "none" where
            the question supposes no harm.
        share: of people who would choose the option described.
        smallest_benefit: the smallest benefit people would require, where asked.
        unit: of it.
        outcome: id of the outcome it is measured on.
        source: where the answer is reported.
        note: anything a reader must know.

    Example:
        >>> asked = Scenario(
        ...     "small chance",
        ...     benefit="important",
        ...     benefit_certainties=["low"],
        ...     harm_certainties=["moderate", "high"],
        ...     share=Share(0.2, 0.4),
        ... )
        >>> print(asked)
        small chance: benefit important (low), harm moderate, high: 20 to 40% would choose ...
    """

    id: str
    benefit: BenefitState = field(converter=BenefitState, kw_only=True)
    benefit_certainties: tuple[Certainty, ...] = field(converter=_certainties, kw_only=True)
    harm_certainties: tuple[Level, ...] = field(converter=_levels, kw_only=True)
    share: Share = field(kw_only=True)
    smallest_benefit: float | None = field(default=None, kw_only=True)
    unit: str | None = field(default=None, kw_only=True)
    outcome: str | None = field(default=None, kw_only=True)
    source: Citation | None = field(default=None, converter=as_citation, kw_only=True)
    note: str = field(default="", kw_only=True)

    def __attrs_post_init__(self) -> None:
        found = Problems()
        found.need_texts(id=self.id)
        found.need_kinds(
            Share,
            'write gk.Share(0.9, 1) or gk.Share(band="minority")',
            required=True,
            share=self.share,
        )
        found.need_numbers(smallest_benefit=self.smallest_benefit)
        for name in ("benefit_certainties", "harm_certainties"):
            found.need(
                getattr(self, name),
                "scenario that covers nothing",
                name,
                expected="at least one certainty",
                got=(),
            )
        wanted = self.smallest_benefit
        found.need(
            wanted is None or (self.outcome and wanted > 0 and math.isfinite(wanted)),
            "smallest benefit without an outcome",
            "smallest_benefit",
            expected="a size above 0 and the id of the outcome it is measured on",
            got=wanted,
        )
        found.settle()

    @property
    def benefit_words(self) -> str:
        """The benefit the question supposes, with the certainties it covers."""
        return f"{self.benefit} ({', '.join(self.benefit_certainties)})"

    def __str__(self) -> str:
        harm = ", ".join(self.harm_certainties)
        return f"{self.id}: benefit {self.benefit_words}, harm {harm}: {self.share}"


def _scenarios(given: Iterable[Scenario]) -> tuple[Scenario, ...]:
    return entries("scenarios", given, Scenario)


@frozen(field_transformer=placed)
class Survey:
    """What the panel infers people would choose, scenario by scenario.

    Args:
        scenarios: the questions with their answers.
        before_evidence: whether it was taken before the panel saw the evidence; None if unknown.
        source: where it is reported.
        note: how it was done.

    Example:
        >>> asked = Scenario(
        ...     "no benefit",
        ...     benefit="none",
        ...     benefit_certainties=["low", "moderate"],
        ...     harm_certainties=["high"],
        ...     share=Share(band="almost none"),
        ... )
        >>> Survey([asked], before_evidence=True).scenarios[0].share.band.value
        'almost none'
    """

    scenarios: tuple[Scenario, ...] = field(converter=_scenarios)
    before_evidence: bool | None = field(default=None, kw_only=True)
    source: Citation | None = field(default=None, converter=as_citation, kw_only=True)
    note: str = field(default="", kw_only=True)

    def __attrs_post_init__(self) -> None:
        found = Problems()
        seen: set[str] = set()
        for place, name in enumerate(scenario.id for scenario in self.scenarios):
            found.need(
                name not in seen,
                "duplicate id",
                "scenarios",
                place,
                "id",
                expected="an id of its own",
                got=name,
            )
            seen.add(name)
        found.settle()

    def __str__(self) -> str:
        return "\n".join(map(str, self.scenarios)) or "no scenarios"

    def __repr__(self) -> str:
        return f"<Survey: {len(self.scenarios)} scenarios>"

    def _repr_html_(self) -> str:
        heads = ("Scenario", "Benefit", "Harm or burden", "Share", "Smallest benefit", "Source")
        rows = (
            (
                each.id,
                each.benefit_words,
                ", ".join(each.harm_certainties),
                str(each.share),
                "not asked"
                if each.smallest_benefit is None
                else f"{shown(each.smallest_benefit)} {each.unit or ''} of {each.outcome}",
                str(each.source or self.source or ""),
            )
            for each in self.scenarios
        )
        before = {True: ", before the evidence", False: ", with the evidence seen", None: ""}
        notes = (self.note,) if self.note else ()
        caption = f"Survey of values{before[self.before_evidence]}"
        return table(heads, rows, caption=caption, notes=notes).html
