"""The panel: who sits on it, and what they inferred people want."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

from gradekit.answers import PanelRole
from gradekit.errors import Problems
from gradekit.markup import table
from gradekit.sequences import entries, texts
from gradekit.sources import Citation, as_citation
from gradekit.values import Survey
from gradekit.words import placed

__all__ = ["Member", "Panel"]


def _conflicts(given: Iterable[str]) -> tuple[str, ...]:
    return texts("conflicts", given)


@frozen(field_transformer=placed)
class Member:
    """A panel member.

    Args:
        id: short name.
        role: patient, clinician or methodologist.
        voting: whether they vote; None where not recorded.
        conflicts: interests declared.
        recused: whether they stood aside for a conflict.
        note: anything a reader should know.

    Example:
        >>> Member("a", "clinician", voting=False, conflicts=["fees"], recused=True).role.value
        'clinician'
    """

    id: str
    role: PanelRole = field(converter=PanelRole)
    voting: bool | None = field(default=None, kw_only=True)
    conflicts: tuple[str, ...] = field(default=(), converter=_conflicts, kw_only=True)
    recused: bool = field(default=False, kw_only=True)
    note: str = field(default="", kw_only=True)

    def __attrs_post_init__(self) -> None:
        found = Problems()
        found.need_texts(id=self.id)
        found.need_flags(recused=self.recused)
        if self.voting is not None:
            found.need_flags(voting=self.voting)
        found.settle()


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _members(given: Iterable[Member]) -> tuple[Member, ...]:
    return entries("members", given, Member)


@frozen(field_transformer=placed)
class Panel:
    """The people who make the recommendation, and what they inferred people want.

    Args:
        members: who sits on it.
        survey: of values and preferences, where taken.
        source: where it is described.
        note: anything a reader should know.

    Example:
        >>> print(Panel([Member("a", "patient"), Member("b", "clinician")]))
        2 members (1 patient, 1 clinician), no survey
    """

    members: tuple[Member, ...] = field(default=(), converter=_members)
    survey: Survey | None = None
    source: Citation | None = field(default=None, converter=as_citation, kw_only=True)
    note: str = field(default="", kw_only=True)

    def __attrs_post_init__(self) -> None:
        found = Problems()
        found.need_kinds(Survey, "write gk.Survey([gk.Scenario(...)])", survey=self.survey)
        seen: set[str] = set()
        for place, name in enumerate(member.id for member in self.members):
            found.need(
                name not in seen,
                "duplicate id",
                "members",
                place,
                "id",
                expected="an id of its own",
                got=name,
            )
            seen.add(name)
        found.settle()

    def __str__(self) -> str:
        roles = [member.role for member in self.members]
        told = ", ".join(_counted(roles.count(each), each) for each in PanelRole if each in roles)
        survey = "no survey" if self.survey is None else "a survey"
        return f"{_counted(len(roles), 'member')}{f' ({told})' if told else ''}, {survey}"

    def __repr__(self) -> str:
        return f"<Panel: {self}>"

    def _repr_html_(self) -> str:
        yes = {True: "yes", False: "no", None: "not recorded"}
        heads = ("Member", "Role", "Votes", "Recused", "Conflicts", "Note")
        rows = (
            (
                each.id,
                each.role.value,
                yes[each.voting],
                yes[each.recused],
                "; ".join(each.conflicts) or "none declared",
                each.note,
            )
            for each in self.members
        )
        notes = (self.note,) if self.note else ()
        made = table(heads, rows, caption=f"Panel: {self}", notes=notes)
        # The survey prints itself from the same pieces, so its HTML is as safe as this.
        return made.html if self.survey is None else made.html + self.survey._repr_html_()
