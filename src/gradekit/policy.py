"""Policies: named, immutable sets of method parameters, each with its source.

A policy is where the literature leaves a choice. Change one with `evolve`, which asks for a new
name and marks every changed parameter as the user's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import evolve, field, fields, frozen

from gradekit.errors import GradekitError, InvalidValue, Problems, UnknownReference, refuse
from gradekit.library import OWN, cite
from gradekit.markup import records
from gradekit.scales import Certainty, Edition
from gradekit.sources import Citation, Parameter, parameter_field
from gradekit.voting import VotingRule
from gradekit.words import placed

__all__ = [
    "BMJ_RAPID",
    "CORE_2025",
    "EBM_TABLE",
    "GRADE_2013",
    "POLICIES",
    "Policy",
    "as_policy",
    "policy_named",
]

_HALF = 0.5


def _is_share(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


@frozen(kw_only=True, cache_hash=True, field_transformer=placed)
class Policy:
    """The method's parameters in one reading.

    Args:
        name: of the reading, printed with every result.
        edition: classic or core GRADE.
        nearly_all: share from which (inclusive) nearly all people choose an option.
        majority: share above which most do.
        strong_certainty: overall certainty that allows strong without a paradigm.
        established: certainty from which an effect counts as known (dominance, remarks).
        possible: certainty from which a benefit is possible rather than uncertain (survey).
        certain_harm: certainty of harm that paradigms 2 and 3 ask for.
        voting: the voting rule.
        paradigms_note: said beside the paradigms where the edition's sources do not list them.

    Example:
        >>> GRADE_2013.nearly_all.value, GRADE_2013.certain_harm.value.value
        (0.9, 'moderate')
        >>> GRADE_2013.evolve("ours", certain_harm="high").certain_harm.source.source
        'user'
    """

    name: str
    edition: Edition = field(default=Edition.CORE, converter=Edition)
    nearly_all: Parameter[float] = parameter_field(
        Parameter(
            0.90,
            cite(
                "zeng2023",
                checked=False,
                note="'all or almost all' is in the sources, the figure of 90% is recalled",
            ),
        )
    )
    majority: Parameter[float] = parameter_field(
        Parameter(
            0.50,
            cite(
                "whotable",
                "most, but many would not",
                checked=False,
                note="'most' is in the source, the cut-off at one half is its reading",
            ),
        )
    )
    strong_certainty: Parameter[Certainty] = parameter_field(
        Parameter(Certainty.MODERATE, cite("coregrade7", "abstract"))
    )
    established: Parameter[Certainty] = parameter_field(Parameter(Certainty.MODERATE, OWN))
    possible: Parameter[Certainty] = parameter_field(
        Parameter(Certainty.LOW, cite("busse2025", "values and preferences"))
    )
    certain_harm: Parameter[Certainty] = parameter_field(
        Parameter(
            Certainty.MODERATE,
            cite("bmjopen2017", "table 1, row 2", note="the cells of row 3 are recalled"),
        )
    )
    voting: VotingRule = field(factory=VotingRule)
    paradigms_note: str = ""

    def __attrs_post_init__(self) -> None:
        found = Problems()
        found.need_texts(name=self.name)
        found.need_kinds(
            VotingRule,
            'take one of gk.VOTING_RULES["bmj-rapid"] and its siblings',
            voting=self.voting,
        )
        found.need(self.name.strip(), "policy without a name", "name", expected="a name", got="")
        for name in ("strong_certainty", "established", "possible", "certain_harm"):
            kept: Parameter[Certainty] = getattr(self, name)
            level = Parameter(Certainty(kept.value), kept.source, name)
            object.__setattr__(self, name, level)
        nearly, most = self.nearly_all.value, self.majority.value
        found.need(
            _is_share(most) and _is_share(nearly) and _HALF <= most < nearly <= 1,
            "share cut-offs",
            "nearly_all",
            expected="0.5 <= majority < nearly_all <= 1, so that the bands mirror",
            got=(most, nearly),
        )
        found.settle()

    def parameters(self) -> Iterator[Parameter[object]]:
        """Every parameter of this reading with its source, the voting rule's included.

        Example:
            >>> [each.value for each in BMJ_RAPID.parameters() if each.id == "certain_harm"]
            [<Certainty.MODERATE: 'moderate'>]
        """
        for holder in (self, self.voting):
            for each in fields(type(holder)):
                value = getattr(holder, each.name)
                if isinstance(value, Parameter):
                    yield value

    def __str__(self) -> str:
        told = ", ".join(f"{each.id} {each.value}" for each in self.parameters())
        return f"{self.name} ({self.edition} edition): {told}"

    def __repr__(self) -> str:
        return f"<Policy {self.name}: {self.edition} edition>"

    def _repr_html_(self) -> str:
        rows = (
            {
                "parameter": each.id,
                "value": each.value,
                "source": str(evolve(each.source, checked=True)),
                "checked": each.source.checked,
                "note": each.source.note,
            }
            for each in self.parameters()
        )
        caption = f"Policy {self.name} ({self.edition} edition)"
        notes = (self.paradigms_note,) if self.paradigms_note else ()
        return records(rows, caption=caption, notes=notes).html

    def evolve(self, name: str, **changes: Any) -> Policy:  # noqa: ANN401 - one type per field
        """A policy of your own: these parameters, some changed, under a new name.

        Args:
            name: of the new policy; a preset's name is refused.
            changes: fields to change. A bare value is cited as the user's own; give a
                `Parameter(value, Citation(...))` to name a source.

        Example:
            >>> mine = BMJ_RAPID.evolve("ours", nearly_all=0.95)
            >>> mine.nearly_all.value, mine.nearly_all.source.checked
            (0.95, False)
        """
        Problems().need_texts(name=name)
        if name in POLICIES:
            refuse(
                InvalidValue,
                "name of a preset",
                "name",
                expected="a name of its own for a changed policy",
                got=name,
            )
        unknown = sorted(set(changes) - {each.name for each in fields(Policy)})
        if unknown:
            refuse(
                InvalidValue,
                "unknown policy parameter",
                unknown[0],
                expected="one of " + ", ".join(each.name for each in fields(Policy)),
                got=unknown[0],
            )
        return evolve(self, name=name, **changes)


BMJ_RAPID = Policy(name="bmj-rapid")
"""BMJ Rapid Recommendations: 80% for strong, a majority for a direction."""

_BORROWED_VOTE = Citation(
    "busse2025",
    checked=False,
    note="GRADE fixes no voting share; the BMJ Rapid Recommendations rule is borrowed",
)
_BORROWED_RULE = VotingRule(
    strong=Parameter(0.80, _BORROWED_VOTE), direction=Parameter(0.50, _BORROWED_VOTE)
)

GRADE_2013 = Policy(name="grade-2013", edition=Edition.CLASSIC, voting=_BORROWED_RULE)
"""GRADE guidelines 15: high or moderate certainty of harm in paradigms 2 and 3."""

EBM_TABLE = Policy(
    name="ebm-table",
    edition=Edition.CLASSIC,
    certain_harm=Parameter(Certainty.HIGH, cite("ebmtable", "table 2, rows 2 and 3")),
    voting=_BORROWED_RULE,
)
"""The Evidence-Based Medicine table: only high certainty of harm in paradigms 2 and 3."""

CORE_2025 = Policy(
    name="core-2025",
    voting=_BORROWED_RULE,
    paradigms_note=(
        "Core GRADE 7 allows strong on low certainty in special circumstances without listing "
        "them in its abstract; the five are borrowed from GRADE guidelines 15."
    ),
)
"""Core GRADE 2025; the five paradigms are borrowed, and said to be."""

POLICIES: dict[str, Policy] = {
    each.name: each for each in (BMJ_RAPID, GRADE_2013, EBM_TABLE, CORE_2025)
}


def policy_named(name: str) -> Policy:
    """The preset of this name.

    Raises:
        UnknownReference: there is none.
    """
    if name not in POLICIES:
        refuse(
            UnknownReference,
            "unknown policy",
            expected="one of " + ", ".join(POLICIES),
            got=name,
        )
    return POLICIES[name]


def as_policy(given: Policy | str) -> Policy:
    """A policy, or the preset of this name.

    Raises:
        UnknownReference: no preset of this name.
        InvalidValue: neither a policy nor a name.
    """
    if isinstance(given, str):
        try:
            return policy_named(given)
        except GradekitError as error:
            raise error.at("policy") from None
    if given.__class__ is not Policy:
        Problems().need_kinds(Policy, "or a preset's name", required=True, policy=given)
    return given
