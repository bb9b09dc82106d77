"""Evidence: one row per outcome of what the studies, or the panel, say about an effect."""

from __future__ import annotations

import math
from collections.abc import Iterable

from attrs import evolve, field, frozen

from gradekit.absolute import absolute_effect
from gradekit.errors import Problems
from gradekit.estimates import Estimate, Incidence
from gradekit.glance import certainty_word, effect_words
from gradekit.judgements import NOT_RATED, CertaintyRating, JudgedEffect, PublishedCertainty
from gradekit.markup import table
from gradekit.outcomes import Outcome
from gradekit.scales import Certainty, Role
from gradekit.sequences import texts
from gradekit.sources import Citation, as_citation
from gradekit.words import placed

__all__ = ["Evidence"]


def as_certainty(
    given: CertaintyRating | PublishedCertainty | str | None,
) -> CertaintyRating | PublishedCertainty | None:
    """A certainty from a bare level; "not rated" and None are the state of not being rated."""
    if given is None or given == NOT_RATED:
        return None
    return PublishedCertainty(Certainty(given)) if isinstance(given, str) else given


def _names(given: Iterable[str]) -> tuple[str, ...]:
    return texts("informed_by", given)


@frozen(field_transformer=placed)
class Evidence:
    """What is known about one outcome of a comparison.

    An estimate, a one-arm incidence with a judged effect, a judged effect alone, or nothing: an
    outcome nobody studied keeps its row. Where an estimate and a judged effect stand together,
    the judgement decides and the computed verdict is kept beside it.

    Args:
        outcome: what it is about.
        estimate: effect of the intervention against the comparator.
        incidence: one arm's rate, where no comparison exists.
        judged_effect: what a person judged the effect to be.
        certainty: from domain judgements, as published, or None for not rated.
        baseline_risk: risk with the comparator, as a proportion; needed for relative effects.
        horizon: time at which the outcome was measured.
        role: deciding, or supporting (shown, never counted).
        not_prohibitive: the panel's judgement that a large or catastrophic harm here would not
            stop people in a life-threatening situation.
        studies: number of studies.
        participants: number of people.
        design: of the studies.
        informed_by: ids of comparisons whose result bears on this row.
        source: of the figures.
        note: anything a reader must know.

    Raises:
        InvalidValue: a baseline risk outside 0 to 1, a negative count, an estimate beside an
            incidence, a judged effect against an estimate without a rationale.

    Example:
        >>> mi = Outcome("mi", "Heart attack", importance="critical", better="lower")
        >>> ratio = Estimate("RR", 0.75, 0.6, 0.94)
        >>> print(Evidence(mi, ratio, baseline_risk=0.1, certainty="moderate"))
        Heart attack: RR 0.75 (0.6 to 0.94); baseline risk 100 per 1000; certainty moderate
    """

    outcome: Outcome
    estimate: Estimate | None = None
    incidence: Incidence | None = field(default=None, kw_only=True)
    judged_effect: JudgedEffect | None = field(default=None, kw_only=True)
    certainty: CertaintyRating | PublishedCertainty | None = field(
        default=None, converter=as_certainty, kw_only=True
    )
    baseline_risk: float | None = field(default=None, kw_only=True)
    horizon: str = field(default="", kw_only=True)
    role: Role = field(default=Role.DECIDING, converter=Role, kw_only=True)
    not_prohibitive: bool = field(default=False, kw_only=True)
    studies: int | None = field(default=None, kw_only=True)
    participants: int | None = field(default=None, kw_only=True)
    design: str = field(default="", kw_only=True)
    informed_by: tuple[str, ...] = field(default=(), converter=_names, kw_only=True)
    source: Citation | None = field(default=None, converter=as_citation, kw_only=True)
    note: str = field(default="", kw_only=True)

    def __attrs_post_init__(self) -> None:
        found = Problems()
        found.need_kinds(Outcome, "write gk.Outcome(...)", required=True, outcome=self.outcome)
        found.need_kinds(Estimate, 'write gk.Estimate("RR", 0.8, 0.7, 0.9)', estimate=self.estimate)
        found.need_kinds(Incidence, "write gk.Incidence(0.007)", incidence=self.incidence)
        found.need_kinds(
            JudgedEffect,
            'write gk.JudgedEffect("small", "comparator", by="panel")',
            judged_effect=self.judged_effect,
        )
        found.need_kinds(
            (CertaintyRating, PublishedCertainty),
            "give a level such as 'low', or what gk.rate_certainty(...) returns",
            certainty=self.certainty,
        )
        found.need_numbers(
            baseline_risk=self.baseline_risk,
            studies=self.studies,
            participants=self.participants,
        )
        found.need_flags(not_prohibitive=self.not_prohibitive)
        found.need(
            self.estimate is None or self.incidence is None,
            "an estimate and a one-arm incidence",
            "incidence",
            expected="one of the two",
            got="both",
        )
        found.need(
            self.estimate is None
            or self.judged_effect is None
            or self.judged_effect.rationale.strip(),
            "judged effect against an estimate without a reason",
            "judged_effect",
            "rationale",
            expected="why the estimate was not taken as it stands",
            got="",
        )
        risk = self.baseline_risk
        found.need(
            risk is None or (math.isfinite(risk) and 0 <= risk <= 1),
            "baseline risk outside 0 to 1",
            "baseline_risk",
            expected="a proportion from 0 to 1",
            got=risk,
            hint="divide a percentage by 100, a number per 1000 by 1000",
        )
        for name, count in (("studies", self.studies), ("participants", self.participants)):
            if count is None:
                continue
            for holds, what in (
                (count >= 0, "negative count"),
                (math.isfinite(count) and count % 1 == 0, "not a whole count"),
            ):
                found.need(holds, what, name, expected="a whole number, 0 or more", got=count)
        found.settle()

    def __str__(self) -> str:
        role = "" if self.role is Role.DECIDING else f" ({self.role})"
        return f"{self.outcome.name}{role}: {effect_words(self)}; certainty {certainty_word(self)}"

    def _repr_html_(self) -> str:
        given = (
            ("Recorded", effect_words(self)),
            ("Certainty", certainty_word(self) if self.certainty is None else str(self.certainty)),
            ("Role", self.role.value),
            ("Follow-up", self.horizon),
            ("Studies", "" if self.studies is None else str(self.studies)),
            ("Participants", "" if self.participants is None else str(self.participants)),
            ("Design", self.design),
            ("Rationale", "" if self.judged_effect is None else self.judged_effect.rationale),
            ("Source", "" if self.source is None else str(self.source)),
            ("Note", self.note),
        )
        return table((), (row for row in given if row[1]), caption=self.outcome.name).html

    def swapped(self) -> Evidence:
        """The same evidence with intervention and comparator exchanged.

        A relative effect with a baseline becomes its risk difference at the risk of the former
        intervention, sign changed: inverting the ratio would move the ends of the interval.
        """
        estimate, risk = self.estimate, self.baseline_risk
        if estimate is not None and risk is not None and estimate.measure.is_event:
            # Of a risk difference only the point need be possible at this baseline.
            point = evolve(estimate, low=None, high=None)
            if estimate.measure.is_ratio:
                less = absolute_effect(estimate, risk).difference
                estimate = Estimate("RD", less.value, less.low, less.high, level=estimate.level)
            risk = absolute_effect(point, risk).intervention_risk.value
        return evolve(
            self,
            estimate=None if estimate is None else estimate.mirrored(),
            baseline_risk=risk,
            incidence=None
            if self.incidence is None
            else evolve(self.incidence, arm=self.incidence.arm.mirror),
            judged_effect=None
            if self.judged_effect is None
            else evolve(self.judged_effect, favours=self.judged_effect.favours.mirror),
        )
