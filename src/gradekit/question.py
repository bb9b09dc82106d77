"""Who is treated, and with what: populations and options."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

from gradekit.errors import Problems
from gradekit.scales import OptionKind
from gradekit.sequences import texts
from gradekit.sources import Citation, as_citation
from gradekit.words import placed

__all__ = ["Option", "Population"]


def _exclusions(given: Iterable[str]) -> tuple[str, ...]:
    return texts("exclusions", given)


def _components(given: Iterable[str]) -> tuple[str, ...]:
    return texts("components", given)


@frozen(field_transformer=placed)
class Population:
    """The people a recommendation speaks about.

    Args:
        id: short name used in documents.
        name: as read by people.
        description: who belongs to it.
        exclusions: who does not.
        source: where it is defined.

    Example:
        >>> Population("axial", "Chronic axial spine pain", exclusions=["cancer"]).exclusions
        ('cancer',)
    """

    id: str
    name: str = ""
    description: str = field(default="", kw_only=True)
    exclusions: tuple[str, ...] = field(default=(), converter=_exclusions, kw_only=True)
    source: Citation | None = field(default=None, converter=as_citation, kw_only=True)

    def __attrs_post_init__(self) -> None:
        Problems().need_texts(id=self.id, name=self.name)


@frozen(field_transformer=placed)
class Option:
    """A course of action.

    Args:
        id: short name used in documents.
        name: as read by people.
        kind: active (a treatment, or a strategy such as a target, timing or dose), or inactive
            (sham, placebo, no treatment, usual care).
        description: what it consists of.
        components: ids of options combined in this one.
        source: where it is defined.

    Example:
        >>> Option("sham", "Sham procedure", kind="inactive").kind.value
        'inactive'
    """

    id: str
    name: str
    kind: OptionKind = field(converter=OptionKind)
    description: str = field(default="", kw_only=True)
    components: tuple[str, ...] = field(default=(), converter=_components, kw_only=True)
    source: Citation | None = field(default=None, converter=as_citation, kw_only=True)

    def __attrs_post_init__(self) -> None:
        Problems().need_texts(id=self.id, name=self.name)
