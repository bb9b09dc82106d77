"""The sources an answer rests on, printed in full where they are known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gradekit.comparison import Comparison
from gradekit.library import LIBRARY
from gradekit.situation import Assessment
from gradekit.sources import Citation
from gradekit.trace import Trace
from gradekit.wording import Line, origin, unique

__all__ = ["cited", "source_lines"]


def cited(comparison: Comparison, assessment: Assessment, trace: Trace) -> tuple[Citation, ...]:
    """Every citation an answer rests on, each once: figures first, then rules."""
    found: list[Citation | None] = [
        comparison.population.source,
        comparison.intervention.source,
        comparison.comparator.source,
    ]
    for row in comparison.evidence:
        outcome = row.outcome
        found += [outcome.source, outcome.thresholds.source if outcome.thresholds else None]
        found += [row.source, origin(row.certainty)]
    found.append(origin(comparison.overall_certainty))
    if comparison.etd is not None:
        found += [comparison.etd.source, *(each.source for each in comparison.etd.judgements)]
    if assessment.share.given is not None:
        found.append(assessment.share.given.source)
    panel = comparison.within.panel
    if panel is not None and panel.survey is not None:
        found += [panel.survey.source, *(each.source for each in panel.survey.scenarios)]
    found += trace.citations()
    return tuple(dict.fromkeys(each for each in found if each is not None))


def source_lines(citations: Iterable[Citation], comparison: Comparison) -> Iterator[Line]:
    """Each source once, in full where it is known, with every place it is cited at.

    Args:
        citations: in the order they are printed.
        comparison: within its guideline, whose register goes before the library's own.
    """
    known = {**LIBRARY, **{source.key: source for source in comparison.within.sources}}
    places: dict[str, list[str]] = {}
    for citation in citations:
        where = citation.locator or "as a whole"
        where += "" if citation.checked else " (unchecked)"
        places.setdefault(citation.source, []).append(where)
    for key, cited_at in places.items():
        source = known.get(key)
        if source is None:
            yield Line(f"{key}: {_unknown(comparison)}")
        else:
            doi = f" doi:{source.doi}" if source.doi else ""
            year = f" {source.year}." if source.year else ""
            who = f"{source.authors.removesuffix('.')}. " if source.authors else ""
            unread = "" if source.checked else " [not read in the source itself]"
            told = f"{key}: {who}{source.title}.{year} {source.locator}{doi}{unread}"
            yield Line(told.rstrip())
            if source.note:
                yield Line(source.note, 1)
        yield Line("cited at: " + "; ".join(unique(cited_at)), 1)


def _unknown(comparison: Comparison) -> str:
    """What to do about a source nobody can print in full: it depends on where the rest stands."""
    within = comparison.within
    if within.policy is None and not within.sources:
        return (
            "not among the library's sources; explain it from its guideline, "
            f"guide[{comparison.id!r}], to print it in full"
        )
    return "neither in the guideline's sources nor the library's; add it to the guideline's"
