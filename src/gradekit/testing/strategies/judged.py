"""Strategies for what people judged and rules suggested, and for certainties."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from hypothesis import strategies as st

from gradekit import domains
from gradekit.certainty import OverallCertainty, overall_certainty, rate_certainty
from gradekit.domains import Domain
from gradekit.estimates import Estimate
from gradekit.interaction import (
    Credibility,
    Interaction,
    SubgroupCredibility,
    interaction_test,
)
from gradekit.judgements import (
    CertaintyRating,
    JudgedEffect,
    Judgement,
    PublishedCertainty,
    Suggestion,
)
from gradekit.network import Contrast
from gradekit.scales import Certainty, Edition, Favours, Importance, Magnitude, Measure
from gradekit.sources import Parameter, Source
from gradekit.testing.strategies.choice import (
    ANY,
    Given,
    a,
    checked,
    dates,
    identifiers,
    is_value,
    optionally,
    refuse_beside,
    texts,
    whole,
    word,
)
from gradekit.testing.strategies.drawing import beside, composite, pick, sampled
from gradekit.testing.strategies.numbers import citations, intervals
from gradekit.trace import Input, Rule, Step, StepKind, Trace

__all__ = [
    "certainties",
    "certainty_ratings",
    "contrasts",
    "interactions",
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


@composite
def sources(draw: st.DrawFn, *, key: Given[str] = ANY) -> Source:
    """Publications.

    Args:
        key: short name used by citations.
    """
    return Source(
        pick(draw, key, identifiers()),
        draw(texts()),
        draw(optionally(st.integers(1900, 2100))),
        draw(texts()),
        **beside(
            draw, doi=optionally(texts()), locator=texts(), checked=st.booleans(), note=texts()
        ),
    )


def parameters(*, of: st.SearchStrategy[Any] | None = None) -> st.SearchStrategy[Parameter[Any]]:
    """Numbers of the method with their source.

    Args:
        of: what the number, or level, is drawn from; whole numbers unless given.
    """
    values = st.integers() if of is None else of
    return st.builds(Parameter, values, citations(), identifiers())


def _in_order(given: Mapping[str, Any]) -> None:
    least, most = (given.get(name) for name in ("at_least", "at_most"))
    if least is not None and most is not None and least > most:
        refuse_beside("no certainty between", "at_least", least.value,
                      beside=f"at_most={most.value!r}", expected="a lower one")  # fmt: skip


@checked(_in_order, at_least=word(Certainty), at_most=word(Certainty))
def certainties(
    *, at_least: Certainty | str = "very low", at_most: Certainty | str = "high"
) -> st.SearchStrategy[Certainty]:
    """Certainties from one to another.

    Args:
        at_least: the lowest.
        at_most: the highest.
    """
    return sampled([each for each in Certainty if at_least <= each <= at_most])


@checked(level=word(Certainty))
@composite
def published_certainties(
    draw: st.DrawFn, *, level: Given[Certainty | str] = ANY
) -> PublishedCertainty:
    """Certainties of which only the level is reported.

    Args:
        level: as published.
    """
    reported = pick(draw, level, certainties())
    return PublishedCertainty(reported, **beside(draw, source=citations(), note=texts()))


@composite
def _traces(draw: st.DrawFn) -> Trace:
    rule = Rule(draw(identifiers()), draw(texts()), draw(citations()))
    return Trace((Step(rule, kind=draw(sampled(StepKind)), result=draw(texts())),))


def _inputs() -> st.SearchStrategy[tuple[Input, ...]]:
    values = st.none() | st.booleans() | st.integers(-9, 9) | texts()
    one = st.builds(Input, identifiers(), values, optionally(sampled(("cm", "%"))))
    return st.lists(one, max_size=2).map(tuple)


@composite
def suggestions(draw: st.DrawFn) -> Suggestion:
    """What a rule computed, or could not."""
    return Suggestion(
        draw(optionally(st.integers(-3, 0))),
        rule=draw(identifiers()),
        reason=draw(texts()),
        source=draw(citations()),
        **beside(
            draw,
            inputs=_inputs(),
            consider=st.lists(st.integers(-3, 2), max_size=2).map(tuple),
            edition=optionally(sampled(Edition)),
            trace=_traces(),
            stable=st.booleans(),
        ),
    )


@checked(level=whole(-3, 2))
@composite
def judgements(draw: st.DrawFn, *, level: Given[int] = ANY) -> Judgement:
    """What a person decided about one domain, with a reason where a rule suggested otherwise.

    Args:
        level: levels to move, -3 to 2.
    """
    suggested = draw(optionally(suggestions()))
    judged = pick(draw, level, st.integers(-3, 2))
    why = draw(texts())
    if suggested is not None and suggested.level not in (None, judged):
        why = f"because {why}"
    return Judgement(
        judged, rationale=why, suggestion=suggested, **beside(draw, by=texts(), date=dates())
    )


_START = {"randomised": Certainty.HIGH, "non-randomised": Certainty.LOW}
_MOST_UP = 2


@checked(level=word(Certainty), edition=word(Edition))
@composite
def certainty_ratings(
    draw: st.DrawFn,
    *,
    level: Given[Certainty | str] = ANY,
    edition: Given[Edition | str] = ANY,
) -> CertaintyRating:
    """A certainty built from judgements: randomised or not, rated down, up, and as a whole.

    Args:
        level: where it ends.
        edition: classic or core.
    """
    used = pick(draw, edition, sampled(Edition))
    wanted = Certainty(pick(draw, level, certainties()))
    design = draw(sampled(("randomised", "randomised", "non-randomised")))
    whole_view = draw(sampled((0, 0, 0, -1))) if wanted < Certainty.HIGH else 0
    # From here the domains move it; the view of the whole moves it on.
    change = wanted.rank - whole_view - _START[design].rank
    up, down = max(change, 0), max(-change, 0)
    if design != "randomised" and up < _MOST_UP and draw(st.booleans()):
        up, down = up + 1, down + 1
    order = draw(st.permutations(domains.DOWN))
    first = draw(st.integers(0, down))
    moved = {order[0]: first - down, order[1]: -first}
    if up:
        moved[draw(sampled((Domain.LARGE_EFFECT, Domain.DOSE_RESPONSE)))] = up
    silent = draw(st.booleans())
    said = beside(draw, by=texts(), date=dates(), rationale=texts())
    return rate_certainty(
        design,
        {
            name: Judgement(step, **said) if said else step
            for name, step in moved.items()
            if step or not silent
        },
        used,
        overall_adjustment=whole_view,
        rationale="the whole is less sure" if whole_view else "",
    )


@checked(level=word(Certainty))
def ratings(
    *, level: Given[Certainty | str] = ANY
) -> st.SearchStrategy[CertaintyRating | PublishedCertainty]:
    """Certainties of either kind: as published, or built from judgements.

    Args:
        level: of the certainty.
    """
    return published_certainties(level=level) | certainty_ratings(level=level)


def effects_agree(given: Mapping[str, Any]) -> None:
    """Refuse a magnitude beside an option it cannot favour."""
    size, whom = given.get("magnitude", ANY), given.get("favours", ANY)
    if is_value(size) and is_value(whom) and (size, whom) not in EFFECTS:
        expected = "intervention or comparator" if size.is_important else "neither"
        refuse_beside("magnitude and direction disagree", "favours", whom.value,
                      beside=f"magnitude={size.value!r}", expected=expected)  # fmt: skip


@checked(effects_agree, magnitude=word(Magnitude), favours=word(Favours), rationale=a(str))
@composite
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
    why = pick(draw, rationale, texts())
    return JudgedEffect(size, whom, rationale=why, **beside(draw, by=texts(), date=dates()))


@composite
def effects(
    draw: st.DrawFn,
    *,
    magnitude: Given[Magnitude | str] = ANY,
    favours: Given[Favours | str] = ANY,
) -> tuple[Magnitude, Favours]:
    """A magnitude with whom it favours, the two in agreement; refused where they are not."""
    size = pick(draw, magnitude)
    whom = pick(draw, favours)
    if size is not None and whom is not None:
        effects_agree({"magnitude": Magnitude(size), "favours": Favours(whom)})
    return draw(_fitting(size, whom))


@cache
def _fitting(
    size: Magnitude | None, whom: Favours | None
) -> st.SearchStrategy[tuple[Magnitude, Favours]]:
    """Effects of this magnitude that favour this option; None for any."""
    return st.sampled_from(
        [pair for pair in EFFECTS if size in (None, pair[0]) and whom in (None, pair[1])]
    )


@composite
def overall_certainties(draw: st.DrawFn) -> OverallCertainty:
    """The certainty of a whole decision, computed from outcomes or recorded by a panel."""
    rated = st.tuples(sampled(Importance), optionally(certainties()))
    return overall_certainty(
        draw(st.lists(rated, max_size=4)), recorded=draw(optionally(certainties()))
    )


@composite
def contrasts(draw: st.DrawFn) -> Contrast:
    """Network estimates of one intervention against another."""
    one = draw(identifiers())
    effect = draw(intervals())
    return Contrast(one, f"{one}-2", effect, draw(optionally(certainties())))


@composite
def interactions(draw: st.DrawFn) -> Interaction:
    """Tests of whether two effects differ."""
    measure = draw(sampled((Measure.MD, Measure.RR)))
    pair = []
    for _ in range(2):
        middle = draw(st.integers(-50, 50)) / 10
        width = draw(st.integers(1, 50)) / 10
        if measure is Measure.MD:
            pair.append(Estimate(measure, middle, middle - width, middle + width, "cm"))
        else:
            ratio = 2.0**middle
            pair.append(Estimate(measure, ratio, ratio / 2.0**width, ratio * 2.0**width))
    return interaction_test(*pair)


@composite
def subgroup_credibilities(draw: st.DrawFn) -> SubgroupCredibility:
    """Answers to the questions about a subgroup contrast."""
    return SubgroupCredibility(
        draw(sampled(Credibility)),
        rationale=f"because {draw(texts())}",
        **beside(
            draw,
            by=texts(),
            date=dates(),
            subgroup=texts(),
            interaction=optionally(interactions()),
            source=optionally(citations()),
        ),
    )
