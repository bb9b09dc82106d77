"""Strategies for what people judged and rules suggested, and for certainties."""

from __future__ import annotations

from hypothesis import strategies as st

from gradekit import domains
from gradekit.certainty import OverallCertainty, overall_certainty, rate_certainty
from gradekit.domains import Domain
from gradekit.interaction import Credibility, SubgroupCredibility
from gradekit.judgements import (
    CertaintyRating,
    JudgedEffect,
    Judgement,
    PublishedCertainty,
    Suggestion,
)
from gradekit.scales import Certainty, Edition, Favours, Importance, Magnitude
from gradekit.sources import Citation, Parameter, Source
from gradekit.testing.strategies.choice import (
    ANY,
    Given,
    chosen,
    identifiers,
    optionally,
    texts,
)

__all__ = [
    "certainties",
    "certainty_ratings",
    "citations",
    "judged_effects",
    "judgements",
    "overall_certainties",
    "parameters",
    "published_certainties",
    "ratings",
    "sources",
    "subgroup_credibilities",
    "suggestions",
]

EFFECTS = (
    (Magnitude.TRIVIAL, Favours.NEITHER),
    (Magnitude.UNKNOWN, Favours.NEITHER),
    *(
        (magnitude, favours)
        for magnitude in Magnitude
        if magnitude.is_important
        for favours in (Favours.INTERVENTION, Favours.COMPARATOR)
    ),
)
"""Every effect a finding can have, the plainest first."""


def sources() -> st.SearchStrategy[Source]:
    """Publications."""
    return st.builds(Source, identifiers(), texts(), optionally(st.integers(1900, 2100)), texts())


def citations() -> st.SearchStrategy[Citation]:
    """Places in a publication."""
    return st.builds(Citation, identifiers(), texts(), st.booleans())


def parameters() -> st.SearchStrategy[Parameter[int]]:
    """Numbers of the method with their source."""
    return st.builds(Parameter, st.integers(), citations(), identifiers())


def certainties(
    *, at_least: Certainty | str = "very low", at_most: Certainty | str = "high"
) -> st.SearchStrategy[Certainty]:
    """Certainties from one to another.

    Args:
        at_least: the lowest.
        at_most: the highest.
    """
    return st.sampled_from([each for each in Certainty if at_least <= each <= at_most])


def published_certainties(
    *, level: Given[Certainty | str] = ANY
) -> st.SearchStrategy[PublishedCertainty]:
    """Certainties of which only the level is reported.

    Args:
        level: as published.
    """
    return st.builds(PublishedCertainty, chosen(level, certainties()))


def _levels(domain: Domain) -> st.SearchStrategy[int]:
    return st.integers(0, 2) if domain.rates_up else st.integers(-3, 0)


@st.composite
def suggestions(draw: st.DrawFn) -> Suggestion:
    """What a rule computed, or could not."""
    return Suggestion(
        draw(optionally(st.integers(-3, 0))),
        rule=draw(identifiers()),
        reason=draw(texts()),
        source=draw(citations()),
    )


@st.composite
def judgements(draw: st.DrawFn, *, level: Given[int] = ANY) -> Judgement:
    """What a person decided about one domain, with a reason where a rule suggested otherwise.

    Args:
        level: levels to move, -3 to 2.
    """
    beside = draw(optionally(suggestions()))
    judged = draw(chosen(level, st.integers(-3, 2)))
    why = draw(texts())
    if beside is not None and beside.level not in (None, judged):
        why = f"because {why}"
    return Judgement(judged, by=draw(texts()), rationale=why, suggestion=beside)


@st.composite
def certainty_ratings(
    draw: st.DrawFn,
    *,
    level: Given[Certainty | str] = ANY,
    edition: Given[Edition | str] = ANY,
) -> CertaintyRating:
    """A certainty built from judgements of the domains.

    Args:
        level: where it ends.
        edition: classic or core.
    """
    used = draw(chosen(edition, st.sampled_from(Edition)))
    wanted = draw(chosen(level, certainties()))
    down = list(Certainty)[::-1].index(Certainty(wanted))
    order = draw(st.permutations(domains.DOWN))
    first = draw(st.integers(0, down))
    moved = {order[0]: first - down, order[1]: -first}
    silent = draw(st.booleans())
    return rate_certainty(
        "randomised", {name: step for name, step in moved.items() if step or not silent}, used
    )


def ratings(
    *, level: Given[Certainty | str] = ANY
) -> st.SearchStrategy[CertaintyRating | PublishedCertainty]:
    """Certainties of either kind: as published, or built from judgements.

    Args:
        level: of the certainty.
    """
    return published_certainties(level=level) | certainty_ratings(level=level)


@st.composite
def judged_effects(
    draw: st.DrawFn,
    *,
    magnitude: Given[Magnitude | str] = ANY,
    favours: Given[Favours | str] = ANY,
    rationale: Given[str] = ANY,
) -> JudgedEffect:
    """An effect a person judged.

    Args:
        magnitude: how large.
        favours: whom; a trivial or unknown effect favours neither.
        rationale: why.
    """
    size, whom = draw(effects(magnitude=magnitude, favours=favours))
    return JudgedEffect(size, whom, by=draw(texts()), rationale=draw(chosen(rationale, texts())))


@st.composite
def effects(
    draw: st.DrawFn,
    *,
    magnitude: Given[Magnitude | str] = ANY,
    favours: Given[Favours | str] = ANY,
) -> tuple[Magnitude, Favours]:
    """A magnitude with whom it favours, the two in agreement."""
    size = draw(chosen(magnitude, st.none()))
    whom = draw(chosen(favours, st.none()))
    fitting = [pair for pair in EFFECTS if size in (None, pair[0]) and whom in (None, pair[1])]
    return draw(st.sampled_from(fitting))


@st.composite
def overall_certainties(draw: st.DrawFn) -> OverallCertainty:
    """The certainty of a whole decision, computed from outcomes or recorded by a panel."""
    rated = st.tuples(st.sampled_from(Importance), optionally(certainties()))
    return overall_certainty(
        draw(st.lists(rated, max_size=4)), recorded=draw(optionally(certainties()))
    )


def subgroup_credibilities() -> st.SearchStrategy[SubgroupCredibility]:
    """Answers to the questions about a subgroup contrast."""
    return st.builds(
        SubgroupCredibility,
        st.sampled_from(Credibility),
        rationale=texts().map(lambda text: f"because {text}"),
    )
