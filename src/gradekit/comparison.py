"""Comparisons: one option against another in one population, with all that was recorded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import evolve, field, frozen

from gradekit.answers import PanelBalance
from gradekit.errors import GradekitError, Problems, UnknownReference
from gradekit.etd import EvidenceToDecision
from gradekit.evidence import Evidence
from gradekit.glance import certainty_word, effect_words
from gradekit.judgements import CertaintyRating, PublishedCertainty
from gradekit.markup import table
from gradekit.outcomes import Outcome
from gradekit.panel import Panel
from gradekit.policy import Policy
from gradekit.question import Option, Population
from gradekit.scales import Certainty, Importance, Perspective, Role
from gradekit.sequences import entries
from gradekit.sources import Source
from gradekit.ungraded import Ungraded
from gradekit.values import Share
from gradekit.votes import Votes
from gradekit.words import placed

__all__ = ["Comparison", "Context", "ImportanceOverride", "Within", "as_balance", "swap"]


@frozen(kw_only=True)
class Context:
    """What is particular about the situation.

    Args:
        life_threatening: whether it threatens life; None where nobody recorded it.
        note: why.

    Example:
        >>> Context(life_threatening=True, note="untreated, most people die").life_threatening
        True
        >>> Context().life_threatening is None
        True
    """

    life_threatening: bool | None = None
    note: str = ""

    def __attrs_post_init__(self) -> None:
        if self.life_threatening is not None:
            found = Problems()
            found.need_flags(life_threatening=self.life_threatening)
            found.settle()


@frozen(field_transformer=placed)
class ImportanceOverride:
    """Another importance of an outcome for this comparison's population.

    Args:
        importance: critical, important or limited.
        rationale: why it differs.

    Example:
        >>> ImportanceOverride("critical", "runners live by it").importance.value
        'critical'
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
    return entries("evidence", given, Evidence)


def as_balance(given: PanelBalance | str | None) -> PanelBalance | None:
    """A panel balance from its word; None is the state of not being recorded."""
    return None if given is None else PanelBalance(given)


def _overrides(
    given: Mapping[str, ImportanceOverride | Importance | str],
) -> Mapping[str, ImportanceOverride]:
    Problems().need_kinds(Mapping, required=True, importance=given)
    return {name: _override(name, each) for name, each in given.items()}


def _override(name: str, given: ImportanceOverride | Importance | str) -> ImportanceOverride:
    if isinstance(given, ImportanceOverride):
        return given
    try:
        return ImportanceOverride(Importance(given))
    except GradekitError as error:
        raise error.below("importance", name) from None


def _recorded(
    given: CertaintyRating | PublishedCertainty | str | None,
) -> CertaintyRating | PublishedCertainty | None:
    return PublishedCertainty(Certainty(given)) if isinstance(given, str) else given


@frozen(kw_only=True, field_transformer=placed)
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

    Example:
        >>> mi = Outcome("mi", "Heart attack", importance="critical", better="lower")
        >>> made = Comparison(
        ...     id="statin",
        ...     population="adults",
        ...     intervention=Option("statin", "Statin", "active"),
        ...     comparator=Option("placebo", "Placebo", "inactive"),
        ...     evidence=[Evidence(mi, certainty="low")],
        ...     share=Share(band="majority"),
        ... )
        >>> print(made)
        statin: Statin versus Placebo; adults
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
        found.need_texts(id=self.id)
        found.need_kinds(Population, required=True, population=self.population)
        option = 'write gk.Option("sham", "Sham procedure", "inactive")'
        found.need_kinds(
            Option,
            option,
            required=True,
            intervention=self.intervention,
            comparator=self.comparator,
        )
        found.need_kinds(Context, required=True, context=self.context)
        found.need_kinds(
            (CertaintyRating, PublishedCertainty), overall_certainty=self.overall_certainty
        )
        found.need_kinds(
            Share, 'write gk.Share(0.9, 1) or gk.Share(band="minority")', share=self.share
        )
        found.need_kinds(EvidenceToDecision, etd=self.etd)
        found.need_kinds(
            Votes, "write gk.Votes(strong_for=14, conditional_for=6)", votes=self.votes
        )
        found.need_kinds(Ungraded, ungraded=self.ungraded)
        found.need_kinds(Within, required=True, within=self.within)
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

    Example:
        >>> import gradekit as gk
        >>> turned = swap(gk.datasets.load("spine-2025")["axial/im-la"])
        >>> print(gk.recommend(turned))
        strong for
    """
    Problems().need_kinds(Comparison, required=True, comparison=comparison)
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
