"""The records of a summary of findings: rows and what they hold, with nothing drawn yet."""

from __future__ import annotations

from attrs import field, frozen

from gradekit.comparison import Comparison
from gradekit.errors import UnknownReference, refuse
from gradekit.estimates import Estimate, Incidence, Interval
from gradekit.judgements import JudgedEffect, Move
from gradekit.outcomes import Outcome
from gradekit.scales import Certainty, Importance
from gradekit.sources import Citation, as_citation
from gradekit.words import Word

__all__ = ["Absolute", "Profile", "ProfileRow", "RiskStratum", "RowKind"]


class RowKind(Word):
    """What a row of a profile stands for."""

    DECIDING = "deciding"
    SUPPORTING = "supporting"
    UNREPORTED = "unreported"
    STRATUM = "risk stratum"
    SUBGROUP = "subgroup"


@frozen
class RiskStratum:
    """A group of people with a baseline risk of its own.

    Args:
        outcome: id of the outcome it is a risk of.
        label: as read by people ("high risk").
        risk: without the intervention, as a proportion.
        source: of the risk.
    """

    outcome: str
    label: str
    risk: float
    source: Citation | None = field(default=None, converter=as_citation, kw_only=True)


@frozen(kw_only=True)
class Absolute:
    """What happens to people, as proportions.

    Args:
        without: risk without the intervention; None where not recorded.
        with_it: risk with it.
        difference: intervention minus comparator.
    """

    without: float | None
    with_it: Interval | None
    difference: Interval


@frozen(kw_only=True)
class ProfileRow:
    """One row: an outcome, or one of its risk strata or subgroups.

    Args:
        kind: what it stands for.
        outcome: the outcome.
        importance: in this comparison.
        label: of a stratum, subgroup or supporting row; else empty.
        horizon: time at which it was measured.
        studies: number of studies; None where not recorded.
        participants: number of people; None where not recorded.
        design: of the studies.
        relative: ratio of the arms.
        measured: difference in the outcome's own unit (MD, SMD).
        incidence: one arm's rate, with nobody to compare with.
        judged: what a person judged the effect to be.
        absolute: effects on people; None where they cannot be told.
        no_absolute: why the absolute effects, or the risks of the arms, are not told.
        certainty: None where not rated.
        moves: what moved the certainty, where it was rated by domains.
        start: where that rating started; None otherwise.
        published: whether only the level of certainty is known.
        reasons: why the certainty is what it is, one sentence each.
        said: the finding in one sentence.
        source: of the figures.
        unchecked: whether nobody read the figures in their source.
        notes: anything else a reader must know.
    """

    kind: RowKind = field(converter=RowKind)
    outcome: Outcome
    importance: Importance
    label: str = ""
    horizon: str = ""
    studies: int | None = None
    participants: int | None = None
    design: str = ""
    relative: Estimate | None = None
    measured: Estimate | None = None
    incidence: Incidence | None = None
    judged: JudgedEffect | None = None
    absolute: Absolute | None = None
    no_absolute: str = ""
    certainty: Certainty | None = None
    moves: tuple[Move, ...] = ()
    start: Certainty | None = None
    published: bool = False
    reasons: tuple[str, ...] = ()
    said: str = ""
    source: Citation | None = None
    unchecked: bool = False
    notes: tuple[str, ...] = ()


@frozen(kw_only=True)
class Profile:
    """The rows of one comparison.

    Args:
        comparison: what they are about.
        rows: in the order of the evidence; an outcome's strata and subgroups follow it.
        overall: certainty of the effects all in all.
    """

    comparison: Comparison
    rows: tuple[ProfileRow, ...]
    overall: Certainty

    def row(self, outcome: str) -> ProfileRow:
        """The first row of an outcome.

        Args:
            outcome: its id.

        Raises:
            UnknownReference: no row of that outcome.
        """
        for each in self.rows:
            if each.outcome.id == outcome:
                return each
        known = ", ".join(dict.fromkeys(each.outcome.id for each in self.rows))
        refuse(UnknownReference, "unknown outcome", expected=f"one of {known}", got=outcome)
