"""Profiles as tables: the short summary of findings and the evidence profile with every domain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gradekit.domains import Domain
from gradekit.estimates import Interval
from gradekit.judgements import Move
from gradekit.numerals import absolute, counted, difference, measured, ratio
from gradekit.report.phrases import inside
from gradekit.report.rows import Profile, ProfileRow, RowKind
from gradekit.report.sheet import Cell, Column, Notes, Section, Sheet
from gradekit.report.symbols import certainty_look, certainty_symbols
from gradekit.scales import Certainty
from gradekit.words import Word

__all__ = ["ABSENT", "Form", "profile_sheet"]

ABSENT = "\N{EM DASH}"
UNREAD = "Nobody read this figure in its source."
PER = 1000
NOT_RECORDED = "not recorded"


class Form(Word):
    """How much of a profile is shown."""

    SUMMARY = "summary of findings"
    PROFILE = "evidence profile"


_SUMMARY = (
    Column("Outcome, follow-up", 0.16),
    Column("Participants (studies)", 0.10),
    Column("Relative effect (95% interval)", 0.12),
    Column("Without, per 1000", 0.07, "Absolute effect"),
    Column("With, per 1000", 0.09, "Absolute effect"),
    Column("Difference (95% interval)", 0.15, "Absolute effect"),
    Column("Certainty", 0.10),
    Column("What happens", 0.21),
)
_DOWN = tuple(each for each in Domain if not each.rates_up)
_DOMAINS = tuple(
    Column(each.value.capitalize(), 0.08, "What moved the certainty") for each in _DOWN
)
_PROFILE = (
    Column("Outcome, follow-up", 0.12),
    Column("Importance", 0.065),
    Column("Participants (studies), design", 0.095),
    *_DOMAINS,
    Column("Rated up", 0.05, "What moved the certainty"),
    Column("Relative effect (95% interval)", 0.085),
    Column("Difference (95% interval)", 0.105),
    Column("Certainty", 0.08),
)


def _outcome(row: ProfileRow, notes: Notes) -> Cell:
    name = row.outcome.name
    if row.kind in (RowKind.STRATUM, RowKind.SUBGROUP):
        name = f"{name}: {row.label}"
    elif row.label:
        name = f"{name} ({row.label})"
    told = f"{name}; {row.horizon}" if row.horizon else name
    return Cell(told, notes.numbers(row.notes))


def _people(row: ProfileRow, *, design: bool) -> Cell:
    if row.kind is RowKind.UNREPORTED:
        return Cell("none")
    if row.participants is None and row.studies is None:
        told = NOT_RECORDED
    elif row.participants is None:
        told = f"{row.studies} studies; participants {NOT_RECORDED}"
    else:
        counted_in = "studies not recorded" if row.studies is None else str(row.studies)
        told = f"{row.participants:,} ({counted_in})"
    return Cell(f"{told}; {row.design}" if design and row.design else told)


def _unread(row: ProfileRow) -> tuple[str, ...]:
    return (UNREAD,) if row.unchecked else ()


def _relative(row: ProfileRow, notes: Notes) -> Cell:
    if row.relative is None:
        return Cell(ABSENT)
    return Cell(ratio(row.relative), notes.numbers(_unread(row)))


def _difference(row: ProfileRow, notes: Notes) -> Cell:
    if row.measured is not None:
        return Cell(measured(row.measured), notes.numbers(_unread(row)))
    if row.absolute is not None:
        told = difference(row.absolute.difference.per(PER), "more", "fewer", whole=True)
        return Cell(f"{told} per 1000", notes.numbers(_unread(row)))
    if row.incidence is not None:
        rate = absolute(_rate(row))
        return Cell(
            f"{ABSENT} ({rate} per 1000 with the {row.incidence.arm} alone)",
            notes.numbers((row.no_absolute, *_unread(row))),
        )
    return Cell(ABSENT, notes.numbers((row.no_absolute,)))


def _rate(row: ProfileRow) -> Interval:
    """One arm's rate per 1000."""
    given = row.incidence
    if given is None:
        return Interval(0.0)
    return Interval(given.value, given.low, given.high).per(PER)


def _arms(row: ProfileRow, notes: Notes) -> tuple[Cell, Cell]:
    """How many without and with the intervention."""
    effect = row.absolute
    if effect is None or effect.without is None or effect.with_it is None:
        why = row.no_absolute if row.absolute is not None or row.measured is not None else ""
        empty = Cell(ABSENT, notes.numbers((why,)))
        return empty, empty
    return Cell(counted(effect.without * PER)), Cell(absolute(effect.with_it.per(PER)))


def _certainty(row: ProfileRow, notes: Notes) -> Cell:
    return Cell(
        certainty_symbols(row.certainty), notes.numbers(row.reasons), certainty_look(row.certainty)
    )


def _summary(row: ProfileRow, notes: Notes) -> tuple[Cell, ...]:
    first = _outcome(row, notes), _people(row, design=False), _relative(row, notes)
    without, with_it = _arms(row, notes)
    return (
        *first,
        without,
        with_it,
        _difference(row, notes),
        _certainty(row, notes),
        Cell(row.said or ABSENT),
    )


def _moved(row: ProfileRow, domain: Domain, notes: Notes) -> Cell:
    """What one domain did to the certainty; nothing is invented where only a level is known."""
    if row.start is None:
        return Cell(NOT_RECORDED if row.published else ABSENT)
    for each in row.moves:
        if each.domain == domain.value:
            return Cell(_CONCERNS.get(each.change, f"{each.change:+d}"), _why(each, notes))
    return Cell("not judged")


_CONCERNS = {
    0: "not serious",
    -1: "serious",
    -2: "very serious",
    -3: "extremely serious",
}


def _why(move: Move, notes: Notes) -> tuple[int, ...]:
    return notes.numbers((move.judgement.rationale,)) if move.change else ()


def _rated_up(row: ProfileRow, notes: Notes) -> Cell:
    if row.start is None:
        return Cell(NOT_RECORDED if row.published else ABSENT)
    up = [each for each in row.moves if each.change > 0]
    told = "; ".join(f"{each.domain} +{each.change}" for each in up)
    return Cell(told or "no", notes.numbers([each.judgement.rationale for each in up]))


def _full(row: ProfileRow, notes: Notes) -> tuple[Cell, ...]:
    return (
        _outcome(row, notes),
        Cell(row.importance.value),
        _people(row, design=True),
        *(_moved(row, domain, notes) for domain in _DOWN),
        _rated_up(row, notes),
        _relative(row, notes),
        _difference(row, notes),
        _certainty(row, notes),
    )


def _title(profile: Profile) -> str:
    comparison = profile.comparison
    return f"{comparison.intervention.name} versus {inside(comparison.comparator.name)}"


def _people_of(profile: Profile) -> str:
    return profile.comparison.population.name or profile.comparison.population.id


LEGEND = (
    "Certainty: "
    + ", ".join(certainty_symbols(each) for each in reversed(Certainty))
    + "; not rated is a state of its own."
)


def profile_sheet(
    profiles: Profile | Sequence[Profile],
    form: Form | str = Form.SUMMARY,
    *,
    title: str = "",
    id: str = "findings",  # noqa: A002 - the sheet's field of that name
) -> Sheet:
    """Profiles as one table, a section for each comparison.

    Args:
        profiles: of one comparison, or of several.
        form: "summary of findings", or "evidence profile" with every domain.
        title: above it; the comparison's, or the form's, unless given.
        id: of the sheet.

    Raises:
        InvalidValue: another form.

    Source: Core GRADE 6 (columns).

    Example:
        >>> import gradekit as gk
        >>> from gradekit.report.profile import profile
        >>> sheet = profile_sheet(profile(gk.datasets.load("spine-2025")["axial/im-la"]))
        >>> next(sheet.rows)[5].text
        '0.53 lower (1.97 lower to 0.92 higher) cm'
    """
    chosen = Form(form)
    given: Iterable[Profile] = (profiles,) if isinstance(profiles, Profile) else profiles
    many = tuple(given)
    notes = Notes()
    cells = _summary if chosen is Form.SUMMARY else _full
    sections = tuple(
        Section(
            f"{_title(each)}; {_people_of(each)}" if len(many) > 1 else "",
            tuple(cells(row, notes) for row in each.rows),
        )
        for each in many
    )
    alone = many[0] if len(many) == 1 else None
    return Sheet(
        id=id,
        title=title or (_title(alone) if alone else chosen.value.capitalize()),
        subtitle=f"{chosen.value.capitalize()}: {_people_of(alone)}" if alone else "",
        columns=_SUMMARY if chosen is Form.SUMMARY else _PROFILE,
        sections=sections,
        footnotes=tuple(notes.texts),
        remarks=(LEGEND,),
    )
