"""Guidelines: registers, comparisons, a panel, and what was published.

The registers are authoritative: every comparison of a guideline is bound to its outcomes, options,
populations, panel and policy, so that changing one of them (`attrs.evolve(guide, panel=...)`)
changes every answer that rests on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from attrs import field, fields, frozen

from gradekit.answers import Direction, RecommendationType, Strength
from gradekit.binding import Registers, bind, dangling, duplicates
from gradekit.comparison import Comparison, Within
from gradekit.errors import GradekitError, InvalidValue, Problems, UnknownReference, refuse
from gradekit.markup import table
from gradekit.outcomes import Outcome
from gradekit.panel import Panel
from gradekit.policy import BMJ_RAPID, Policy
from gradekit.question import Option, Population
from gradekit.recommendation import Recommendation, recommend
from gradekit.records import (
    Figure,
    Note,
    Objection,
    OtherGuideline,
    PublishedRecommendation,
    Subgroup,
    ValuesEvidence,
)
from gradekit.sources import Source

__all__ = ["Guideline", "Reproduction"]


@frozen(kw_only=True)
class Reproduction:
    """A published recommendation beside what its comparisons' evidence suggests.

    Args:
        published: as published; never altered.
        derived: one suggestion per comparison.
        direction: common to all suggestions; None where they differ.
        strength: common to all suggestions; None where they differ.
    """

    published: PublishedRecommendation
    derived: tuple[Recommendation, ...]
    direction: Direction | None
    strength: Strength | None

    @property
    def agrees(self) -> bool | None:
        """Whether all suggestions equal the published one; None where nothing can be compared."""
        published = self.published
        if self.derived and all(
            each.is_ungraded and each.type is published.type for each in self.derived
        ):
            return True
        graded = published.type is RecommendationType.GRADED
        if not self.derived or not graded or None in (published.direction, published.strength):
            return None
        return (self.direction, self.strength) == (published.direction, published.strength)


def _lists(guideline: Guideline) -> dict[str, tuple[Any, ...]]:
    """The guideline's lists by name, as tuples; what is no list of its kind is refused."""
    wrong = Problems()
    made: dict[str, tuple[Any, ...]] = {}
    for each in fields(Guideline):
        kind = _ENTRIES.get(each.name)
        if kind is None:
            continue
        given = getattr(guideline, each.name)
        listed = isinstance(given, list | tuple)
        wrong.need(listed, "not a list", each.name, expected="a list or tuple", got=given)
        made[each.name] = tuple(given) if listed else ()
        if all(isinstance(entry, kind) for entry in made[each.name]):
            continue
        for place, entry in enumerate(made[each.name]):
            right = isinstance(entry, kind)
            expected = f"a {kind.__name__}"
            wrong.need(
                right, "entry of another kind", each.name, place, expected=expected, got=entry
            )
    wrong.settle()
    return made


@frozen(kw_only=True)
class Guideline:
    """A guideline as data.

    Args:
        id: short name.
        title: as published.
        policy: under which its answers are computed.
        sources: publications its figures and statements cite.
        populations: register.
        outcomes: register.
        options: register.
        comparisons: with evidence and recorded judgements.
        panel: who made it.
        recommendations: as published.
        subgroups: contrasts within a comparison's evidence.
        figures: numbers that are context, not evidence of effect.
        remarks: what the guideline says beside its recommendations.
        practical_issues: of using the options.
        research_needs: open questions.
        values_evidence: studies of values and preferences.
        other_guidelines: what others recommended.
        objections: raised against it.

    Raises:
        UnknownReference: an id that names nothing in its register.
        InvalidValue: a duplicate id, or a comparison that defines an outcome, option or population
            otherwise than the register.

    Example:
        >>> import gradekit as gk
        >>> mi = gk.Outcome("mi", "Heart attack", importance="critical", better="lower")
        >>> adults, drug = gk.Population("adults"), gk.Option("statin", "Statin", "active")
        >>> none = gk.Option("none", "No statin", "inactive")
        >>> asked = gk.Comparison(
        ...     id="statin", population=adults, intervention=drug, comparator=none, evidence=()
        ... )
        >>> made = Guideline(
        ...     id="statins",
        ...     populations=(adults,),
        ...     outcomes=(mi,),
        ...     options=(drug, none),
        ...     comparisons=(asked,),
        ... )
        >>> [str(each) for each in made.recommend()], made.recommend()[0].missing
        (['no recommendation'], ('share', 'evidence: mi'))
    """

    id: str
    title: str = ""
    policy: Policy = BMJ_RAPID
    sources: tuple[Source, ...] = ()
    populations: tuple[Population, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    options: tuple[Option, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    panel: Panel | None = None
    recommendations: tuple[PublishedRecommendation, ...] = ()
    subgroups: tuple[Subgroup, ...] = ()
    figures: tuple[Figure, ...] = ()
    remarks: tuple[Note, ...] = ()
    practical_issues: tuple[Note, ...] = ()
    research_needs: tuple[Note, ...] = ()
    values_evidence: tuple[ValuesEvidence, ...] = ()
    other_guidelines: tuple[OtherGuideline, ...] = ()
    objections: tuple[Objection, ...] = ()
    _bound: Registers | None = field(default=None, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        found_here = Problems()
        found_here.need_texts(id=self.id)
        found_here.need_kinds(Policy, required=True, policy=self.policy)
        found_here.need_kinds(Panel, panel=self.panel)
        lists = _lists(self)
        for name, entries in lists.items():
            object.__setattr__(self, name, entries)
        found = [*duplicates(lists), *dangling(self)]
        now = Registers(
            outcomes={each.id: each for each in self.outcomes},
            options={each.id: each for each in self.options},
            populations={each.id: each for each in self.populations},
            within=Within(
                panel=self.panel, policy=self.policy, outcomes=self.outcomes, sources=self.sources
            ),
        )
        comparisons, unbound = bind(self.comparisons, now, self._bound or now)
        found += unbound
        if found:
            names_nothing = all(problem.what.startswith("unknown ") for problem in found)
            raise (UnknownReference if names_nothing else InvalidValue)(*found)
        object.__setattr__(self, "comparisons", comparisons)
        object.__setattr__(self, "_bound", now)

    def __getitem__(self, comparison: str) -> Comparison:
        found = next((each for each in self.comparisons if each.id == comparison), None)
        if found is None:
            refuse(
                UnknownReference,
                "unknown comparison",
                "comparisons",
                expected="one of " + ", ".join(each.id for each in self.comparisons),
                got=comparison,
            )
        return found

    def __iter__(self) -> Iterator[Comparison]:
        return iter(self.comparisons)

    def __len__(self) -> int:
        return len(self.comparisons)

    def __str__(self) -> str:
        return f"{self.id}: {self.title}" if self.title else self.id

    def __repr__(self) -> str:
        published = len(self.recommendations)
        told = f"{len(self)} comparisons, {published} published recommendations"
        return f"<Guideline {self.id}: {told}>"

    def _repr_html_(self) -> str:
        """Comparisons beside what was published about them; nothing is computed to show it."""
        told: dict[str, list[str]] = {each.id: [] for each in self.comparisons}
        for published in self.recommendations:
            words = (published.strength, published.direction, published.type)
            said = " ".join(each.value for each in words if each is not None)
            for name in published.comparisons:
                told[name].append(f"{published.id}: {said}")
        heads = ("Comparison", "Population", "Intervention", "Comparator", "Rows", "Published")
        rows = (
            (
                each.id,
                each.population.name or each.population.id,
                each.intervention.name,
                each.comparator.name,
                str(len(each.evidence)),
                "; ".join(told[each.id]) or "nothing",
            )
            for each in self.comparisons
        )
        return table(heads, rows, caption=self.title or self.id).html

    def recommend(
        self, policy: Policy | None = None, *, only: Iterable[str] | None = None
    ) -> tuple[Recommendation, ...]:
        """What each comparison's evidence suggests, in the guideline's order.

        Args:
            policy: instead of the guideline's own.
            only: ids of comparisons to answer; all of them unless given.

        Raises:
            GradekitError: every effect that cannot be judged, with its place.

        Example:
            >>> import gradekit as gk
            >>> guide = gk.datasets.load("spine-2025")
            >>> {str(each) for each in guide.recommend()}
            {'strong against'}
        """
        Problems().need_kinds(Iterable, "a list of ids of comparisons", only=only)
        wanted = None if only is None else {self[name].id for name in only}
        made: list[Recommendation] = []
        errors: list[GradekitError] = []
        for place, each in enumerate(self.comparisons):
            if wanted is None or each.id in wanted:
                try:
                    made.append(recommend(each, policy))
                except GradekitError as error:
                    errors.append(error.below("comparisons", place))
        if errors:
            raise type(errors[0])(*(problem for error in errors for problem in error.problems))
        return tuple(made)

    def reproduce(self, policy: Policy | None = None) -> tuple[Reproduction, ...]:
        """Each published recommendation beside what the evidence suggests.

        Args:
            policy: instead of the guideline's own.
        """
        derived = {each.comparison.id: each for each in self.recommend(policy)}
        made: list[Reproduction] = []
        for published in self.recommendations:
            answers = tuple(derived[name] for name in published.comparisons)
            directions = {each.direction for each in answers}
            strengths = {each.strength for each in answers}
            made.append(
                Reproduction(
                    published=published,
                    derived=answers,
                    direction=directions.pop() if len(directions) == 1 else None,
                    strength=strengths.pop() if len(strengths) == 1 else None,
                )
            )
        return tuple(made)


_ENTRIES: dict[str, type] = {
    "sources": Source,
    "populations": Population,
    "outcomes": Outcome,
    "options": Option,
    "comparisons": Comparison,
    "recommendations": PublishedRecommendation,
    "subgroups": Subgroup,
    "figures": Figure,
    "remarks": Note,
    "practical_issues": Note,
    "research_needs": Note,
    "values_evidence": ValuesEvidence,
    "other_guidelines": OtherGuideline,
    "objections": Objection,
}
