"""Sources: every number and rule names where it comes from, and whether anybody checked it there.

A `Source` is a publication. A `Citation` points into one from a figure or a rule. A `Parameter`
is a number (or level) of the method together with its citation, so that nothing can read the
number without also having the place it came from.
"""

from __future__ import annotations

from typing import Generic, TypeVar

from attrs import Converter, Factory, field, frozen

from gradekit.errors import Problems

__all__ = ["USER_SET", "Citation", "Parameter", "Source", "as_citation", "parameter_field"]

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@frozen
class Source:
    """A publication.

    Args:
        key: short name used by citations ("busse2025").
        authors: as usually cited.
        year: of publication; None where unknown.
        title: of the work.
        doi: without a resolver in front.
        locator: journal, volume and pages, or another place.
        checked: whether somebody read the cited facts in the work itself (its abstract or a table
            included). False means second-hand or recalled.
        note: anything a reader should know before trusting it.

    Example:
        >>> Source("x2020", "X Y, et al", 2020, "On X").key
        'x2020'
    """

    key: str
    authors: str = ""
    year: int | None = None
    title: str = ""
    doi: str | None = None
    locator: str = ""
    checked: bool = True
    note: str = ""

    def __attrs_post_init__(self) -> None:
        found = Problems()
        found.need_texts(
            key=self.key,
            authors=self.authors,
            title=self.title,
            locator=self.locator,
            note=self.note,
        )
        found.settle()
        found.need(self.key.strip(), "empty key", "key", expected="a short name", got=self.key)
        found.settle()


@frozen
class Citation:
    """Where a figure, a rule or a statement comes from.

    Args:
        source: key of the `Source`.
        locator: section, table, box or page.
        checked: False where nobody read the figure in the source itself.
        note: why it is unchecked, or how it was read.

    Example:
        >>> print(Citation("busse2025", "table 2"))
        busse2025, table 2
        >>> print(Citation("jaeschke2008", checked=False, note="recalled"))
        jaeschke2008 (unchecked)
    """

    source: str
    locator: str = ""
    checked: bool = True
    note: str = ""

    def __str__(self) -> str:
        place = f"{self.source}, {self.locator}" if self.locator else self.source
        return place if self.checked else f"{place} (unchecked)"


def as_citation(given: Citation | str | None) -> Citation | None:
    """A citation from a bare source key; citations and None pass through."""
    if isinstance(given, str):
        return Citation(given)
    Problems().need_kinds(
        Citation, "give the source's key, or gk.Citation(key, place)", source=given
    )
    return given


USER_SET = Citation("user", checked=False, note="set by the user of the library")


@frozen
class Parameter(Generic[T_co]):
    """A number or level the method uses, with its source.

    Args:
        id: name of the parameter; a policy fills it in from its field.
        value: the number or level.
        source: where it comes from; a bare value set by a user is cited as the user's own.

    Example:
        >>> print(Parameter(0.9, Citation("busse2025"), "nearly_all"))
        nearly_all = 0.9 [busse2025]
    """

    value: T_co
    source: Citation = field(default=USER_SET)
    id: str = ""

    def __str__(self) -> str:
        return f"{self.id or 'parameter'} = {self.value} [{self.source}]"


def parameter_field(default: Parameter[T], family: str = "") -> Parameter[T]:
    """A policy field that turns a bare value into a `Parameter` cited as the user's own."""

    def named(given: Parameter[T] | T, its: object) -> Parameter[T]:
        name = family + str(getattr(its, "name", ""))
        if isinstance(given, Parameter):
            return Parameter(given.value, given.source, name)
        return Parameter(given, USER_SET, name)

    made: Parameter[T] = field(
        default=Factory(lambda: default),
        converter=Converter(named, takes_field=True),
    )
    return made
