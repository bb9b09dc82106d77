"""Sources: every number and rule names where it comes from, and whether anybody checked it there.

A `Source` is a publication. A `Citation` points into one from a figure or a rule. A `Parameter`
is a number (or level) of the method together with its citation, so that nothing can read the
number without also having the place it came from.
"""

from __future__ import annotations

from typing import Generic, TypeVar

from attrs import Converter, Factory, field, frozen

from gradekit.errors import Problems

__all__ = ["LIBRARY", "OWN", "Citation", "Parameter", "Source", "as_citation", "cite"]

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
    return Citation(given) if isinstance(given, str) else given


USER_SET = Citation("user", checked=False, note="set by the user of the library")


@frozen
class Parameter(Generic[T_co]):
    """A number or level the method uses, with its source.

    Args:
        id: name of the parameter; a policy fills it in from its field.
        value: the number or level.
        source: where it comes from; a bare value set by a user is cited as the user's own.
    """

    value: T_co
    source: Citation = field(default=USER_SET)
    id: str = ""


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


_KEPT = (
    Source(
        "andrews2013",
        "Andrews JC, Schünemann HJ, Oxman AD, et al",
        2013,
        "GRADE guidelines: 15. Going from evidence to recommendation: determinants of a "
        "recommendation's direction and strength",
        "10.1016/j.jclinepi.2013.02.003",
        "J Clin Epidemiol 66(7):726-735",
        note="abstract read; the body of its table of five situations is cited second-hand",
    ),
    Source(
        "bmjopen2017",
        year=2017,
        title="Restatement of the GRADE table of situations for strong recommendations on low "
        "certainty",
        doi="10.1136/bmjopen-2017-018593",
        locator="BMJ Open 7:e018593, table 1",
        note="table 1 read; rows 1 and 2 whole, row 3 up to its certainty cells",
    ),
    Source(
        "ebmtable",
        title="Situations for strong recommendations despite low certainty, with examples",
        locator="Evidence-Based Medicine (BMJ), table 2",
        note="table read in short form; its text was cut inside row 5",
    ),
    Source(
        "handbook",
        title="GRADE Handbook",
        locator="sections 1 and 6",
        checked=False,
        note="read through a summary, not in the handbook itself",
    ),
    Source(
        "coregrade1",
        "Guyatt G, et al",
        2025,
        "Core GRADE 1: overview of the Core GRADE approach",
        "10.1136/bmj-2024-081903",
        "BMJ 389",
        note="abstract read; details of the series' figures are second-hand",
    ),
    Source(
        "coregrade2",
        "Guyatt G, et al",
        2025,
        "Core GRADE 2: choosing the target of certainty rating and assessing imprecision",
        "10.1136/bmj-2024-081904",
        "BMJ 389",
        note="abstract read; details of the figures are second-hand",
    ),
    Source(
        "coregrade7",
        "Guyatt G, et al",
        2025,
        "Core GRADE 7: principles for moving from evidence to recommendations and decisions",
        "10.1136/bmj-2024-083867",
        "BMJ 389:e083867",
        note="abstract read; it names no list of the five situations",
    ),
    Source(
        "whotable",
        title="What strong and conditional recommendations mean for patients",
        locator="WHO-style table, Evidence-Based Mental Health",
        note="wording 'all or almost all' and 'most' read; the figure of 90% is not in it",
    ),
    Source(
        "acip",
        title="ACIP handbook for developing evidence-based recommendations",
        locator="chapter 10",
    ),
    Source(
        "kce",
        title="KCE process book",
        locator="GRADE chapter, citing GRADE guidelines 11",
    ),
    Source(
        "cochrane",
        title="Cochrane Handbook for Systematic Reviews of Interventions",
        locator="version 5.1, section 11.5.5",
    ),
    Source(
        "altman2003",
        "Altman DG, Bland JM",
        2003,
        "Interaction revisited: the difference between two estimates",
        "10.1136/bmj.326.7382.219",
        "BMJ 326:219",
        checked=False,
        note="recalled",
    ),
    Source(
        "busse2025",
        "Busse JW, Genevay S, Agarwal A, et al",
        2025,
        "Commonly used interventional procedures for non-cancer chronic spine pain: a clinical "
        "practice guideline",
        "10.1136/bmj-2024-079970",
        "BMJ 388:e079970",
    ),
    Source(
        "zeng2023",
        "Zeng L, Helsing LM, Bretthauer M, et al",
        2023,
        "A novel framework for incorporating patient values and preferences in making guideline "
        "recommendations: guideline panel surveys",
        "10.1016/j.jclinepi.2023.07.003",
        "J Clin Epidemiol 161:164-172",
        note="abstract and record read; labels of proportions recalled",
    ),
    Source(
        "jaeschke2008",
        "Jaeschke R, Guyatt GH, Dellinger P, et al",
        2008,
        "Use of GRADE grid to reach decisions on clinical practice guidelines when consensus is "
        "elusive",
        "10.1136/bmj.a744",
        "BMJ 337:a744",
        checked=False,
        note="voting shares recalled",
    ),
    Source(
        "requirements2023",
        "Schünemann HJ, et al",
        2023,
        "GRADE minimal requirements",
        "10.1016/j.jclinepi.2023.05.010",
        "J Clin Epidemiol 159",
        note="abstract read",
    ),
    Source(
        "etd2016",
        "Alonso-Coello P, Schünemann HJ, Moberg J, et al",
        2016,
        "GRADE Evidence to Decision (EtD) frameworks 1: introduction",
        "10.1136/bmj.i2016",
        "BMJ 353:i2016",
    ),
    Source(
        "gradekit",
        "The gradekit authors",
        2026,
        "gradekit: methods notes and deliberate choices",
        locator="docs/methods.md",
        note="choices of this library where the literature leaves one open",
    ),
)

LIBRARY: dict[str, Source] = {source.key: source for source in _KEPT}
"""Every publication the rules and parameters of gradekit rely on, by key."""

OWN = Citation("gradekit", "methods notes", note="a choice of this library, open to change")


def cite(source: str, locator: str = "", *, checked: bool = True, note: str = "") -> Citation:
    """A citation into the library's own register; a key not in it is an error at import."""
    if source not in LIBRARY:
        message = f"no source {source!r} in the register"
        raise KeyError(message)
    return Citation(source, locator, checked, note)
