"""Comparisons: one option against another in one population, with all that was recorded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import evolve, field, frozen

from gradekit.answers import PanelBalance
from gradekit.errors import Problems, UnknownReference
from gradekit.etd import EvidenceToDecision
from gradekit.evidence import Evidence
from gradekit.glance import certainty_word, effect_words
from gradekit.judgements import CertaintyRating, PublishedCertainty
from gradekit.markup import table
from gradekit.outcomes import Outcome
from gradekit.panel import Panel
from gradekit.policy import Policy
from gradekit.question import Option, Population
from gradekit.scales import Importance, Perspective, Role
from gradekit.sources import Source
from gradekit.ungraded import Ungraded
from gradekit.values import Share
from gradekit.votes import Votes

__all__ = ["Comparison", "Context", "ImportanceOverride", "Within", "as_balance", "swap"]


@frozen(kw_only=True)
class Context:
    """What is particular about the situation.

    Args:
        life_threatening: whether it threatens life; None where nobody recorded it.
        note: why.
    """

    life_threatening: bool | None = None
    note: str = ""

    def __attrs_post_init__(self) -> None:
        if self.life_threatening is not None:
            found = Problems()
            found.need_flags(life_threatening=self.life_threatening)
            found.settle()


@frozen
class ImportanceOverride:
    """Another importance of an outcome for this comparison's population.

    Args:
        importance: critical, important or limited.
        rationale: why it differs.
    """

    importance: Importance = field(converter=Importance)
    rationale: str = ""


@frozen(kw_only=True)
class Within:
    """What a comparison shares with the guideline it stands in.

    Args:
        panel: whose survey speaks for it.
        policy: under which its answer is computed unless another is named.
        outcomes: the guideline's register; a critical one without a row counts as missing.
        sources: the guideline's publications, to print a citation in full.
    """

    panel: Panel | None = None
    policy: Policy | None = None
    outcomes: tuple[Outcome, ...] = ()
    sources: tuple[Source, ...] = ()


def _population(given: Population | str) -> Population:
    return Population(given) if isinstance(given, str) else given


def _rows(given: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(given)


def as_balance(given: PanelBalance | str | None) -> PanelBalance | None:
    """A panel balance from its word; None is the state of not being recorded."""
    return None if given is None else PanelBalance(given)


def _overrides(
    given: Mapping[str, ImportanceOverride | Importance | str],
) -> Mapping[str, ImportanceOverride]:
    return {
        name: each if isinstance(each, ImportanceOverride) else ImportanceOverride(each)
        for name, each in given.items()
    }


def _recorded(
    given: CertaintyRating | PublishedCertainty | str | None,
) -> CertaintyRating | PublishedCertainty | None:
    return PublishedCertainty(given) if isinstance(given, str) else given


@frozen(kw_only=True)
class Comparison:
    """One option against another, with the evidence and the judgements recorded on it.

    Args:
        id: short name ("axial/epidural-la").
        population: who is treated.
        intervention: the option the recommendation is for or against.
        comparator: the other.
        perspective: individual or population.
        evidence: one deciding row per outcome, and any supporting ones.
        context: whether the situation is life-threatening.
        importance: overrides of an outcome's importance, by outcome id.
        overall_certainty: as the panel recorded it; it then stands beside the computed one.
        share: who would choose, as the panel judged for this comparison.
        balance: the panel's recorded balance of effects.
        etd: secondary criteria as judged.
        votes: as cast.
        ungraded: the panel's choice to make a statement that is not graded.
        within: what it shares with its guideline; filled in by the guideline.

    Raises:
        InvalidValue: one option on both sides, two deciding rows for an outcome, or one outcome id
            with two definitions.
        UnknownReference: an importance override for an outcome that is not there.
    """

    id: str
    population: Population = field(converter=_population)
    intervention: Option
    comparator: Option
    perspective: Perspective = field(default=Perspective.INDIVIDUAL, converter=Perspective)
    evidence: tuple[Evidence, ...] = field(converter=_rows)
    context: Context = field(factory=Context)
    importance: Mapping[str, ImportanceOverride] = field(
        factory=dict, converter=_overrides, hash=False
    )
    overall_certainty: CertaintyRating | PublishedCertainty | None = field(
        default=None, converter=_recorded
    )
    share: Share | None = None
    balance: PanelBalance | None = field(default=None, converter=as_balance)
    etd: EvidenceToDecision | None = None
    votes: Votes | None = None
    ungraded: Ungraded | None = None
    within: Within = field(factory=Within, repr=False)

    def __attrs_post_init__(self) -> None:
        found = Problems()
        found.need(
            self.intervention.id != self.comparator.id,
            "an option against itself",
            "comparator",
            expected="another option than the intervention",
            got=self.comparator.id,
        )
        seen: dict[str, Outcome] = {}
        decided: set[str] = set()
        for place, row in enumerate(self.evidence):
            name = row.outcome.id
            found.need(
                (first := seen.setdefault(name, row.outcome)) is row.outcome
                or first == row.outcome,
                "one outcome with two definitions",
                "evidence",
                place,
                "outcome",
                expected=f"the same {name!r} in every row",
                got=name,
            )
            if row.role is Role.DECIDING:
                found.need(
                    name not in decided,
                    "two deciding rows",
                    "evidence",
                    place,
                    "role",
                    expected=f"one deciding row for {name!r}; mark the others supporting",
                    got="deciding",
                )
                decided.add(name)
        found.settle()
        known = {*seen, *(outcome.id for outcome in self.within.outcomes)}
        for name in self.importance:
            found.need(
                name in known,
                "unknown outcome",
                "importance",
                name,
                expected="one of " + ", ".join(sorted(known)),
                got=name,
            )
        found.settle(UnknownReference)

    def importance_of(self, outcome: Outcome) -> Importance:
        """The outcome's importance for this comparison's population."""
        override = self.importance.get(outcome.id)
        return outcome.importance if override is None else override.importance

    def __str__(self) -> str:
        people = self.population.name or self.population.id
        return f"{self.id}: {self.intervention.name} versus {self.comparator.name}; {people}"

    def __repr__(self) -> str:
        return f"<Comparison {self}>"

    def _repr_html_(self) -> str:
        heads = ("Outcome", "Importance", "Role", "Recorded", "Certainty", "Follow-up")
        rows = (
            (
                row.outcome.name,
                self.importance_of(row.outcome).value,
                row.role.value,
                effect_words(row),
                certainty_word(row),
                row.horizon or "not recorded",
            )
            for row in self.evidence
        )
        return table(heads, rows, caption=str(self)).html

    def row(self, outcome: str) -> Evidence | None:
        """The deciding evidence row of an outcome, by its id."""
        return next(
            (
                row
                for row in self.evidence
                if row.outcome.id == outcome and row.role is Role.DECIDING
            ),
            None,
        )


def swap(comparison: Comparison) -> Comparison:
    """The same comparison with intervention and comparator exchanged.

    The answer to the swapped comparison points the other way with the same strength, paradigms and
    binding ceilings.
    """
    return evolve(
        comparison,
        intervention=comparison.comparator,
        comparator=comparison.intervention,
        evidence=tuple(row.swapped() for row in comparison.evidence),
        share=None if comparison.share is None else comparison.share.mirrored(),
        balance=None if comparison.balance is None else comparison.balance.mirror,
        etd=None if comparison.etd is None else comparison.etd.mirrored(),
        votes=None if comparison.votes is None else comparison.votes.mirrored(),
        ungraded=None if comparison.ungraded is None else comparison.ungraded.mirrored(),
    )
