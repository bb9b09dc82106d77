"""The certainty of one comparison of a network: direct, indirect, then the two together.

Imprecision comes last, on the network estimate. Where the literature leaves a choice it is a
parameter, and where people judge, nothing is put in for what they did not record.
"""

from __future__ import annotations

from attrs import field, frozen

from gradekit.domains.verdict import Walk, all_of, chosen
from gradekit.errors import InvalidValue, Problems, refuse
from gradekit.judgements import LOWEST_CHANGE, Judgement, Move
from gradekit.network.rules import (
    BELIEVE_ONE,
    BOUNDED,
    COUNTED_TWICE,
    DIRECT,
    IMPRECISION,
    INCOHERENCE,
    INDIRECT,
    INDIRECT_SPARED,
    INTRANSITIVITY,
    ONLY_ONE,
    RULES,
    START,
    START_DOMINANT,
    START_HIGHER,
    Contributor,
    Start,
)
from gradekit.scales import Certainty, Edition
from gradekit.sources import Parameter
from gradekit.trace import Input, Rule, Trace

__all__ = ["NetworkRating", "rate_comparison"]


@frozen(kw_only=True)
class NetworkRating:
    """The certainty of one comparison of a network, each step of it a value.

    Args:
        level: of the network estimate; None where a judgement it hangs on was not recorded.
        direct: of the direct evidence, before imprecision.
        indirect: of the indirect evidence, before imprecision.
        start: where the network estimate started.
        alternative: direct or indirect evidence that may be believed instead, with incoherence.
        moves: what moved it, in order.
        missing: judgements without which there is no level.
        trace: the steps.
    """

    level: Certainty | None
    direct: Certainty | None
    indirect: Certainty | None
    start: Certainty | None
    alternative: Contributor | None = None
    moves: tuple[Move, ...] = ()
    missing: tuple[str, ...] = ()
    trace: Trace = field(default=Trace(), eq=False)


def _lowered(level: Certainty, by: int) -> Certainty:
    return tuple(Certainty)[max(level.rank + by, 1) - 1]


def _judged(name: str, given: int | Judgement | None) -> Judgement | None:
    """A judgement for rating down, from a bare level too."""
    if given is None:
        return None
    level = given.level if isinstance(given, Judgement) else given
    found = Problems()
    found.need(
        type(level) is int and LOWEST_CHANGE <= level <= 0,
        f"{name} rates down",
        name,
        expected=f"a whole number of levels from {LOWEST_CHANGE} to 0, or a Judgement of one",
        got=level,
    )
    found.settle()
    return given if isinstance(given, Judgement) else Judgement(level)


def _level(judged: Judgement | None) -> Input:
    return Input("level judged", None if judged is None else judged.level)


def _indirect(
    walk: Walk, loop: tuple[Certainty, ...] | None, intransitivity: Judgement | None
) -> Certainty | None:
    """The rating of the indirect evidence; None without it, or where nobody judged it."""
    if loop is None:
        return None
    lower = min(loop)
    arms = tuple(Input("direct rating in the loop", each.value) for each in loop)
    walk.ask(INDIRECT, bool(arms), *arms, result=lower.value)
    changed = None if intransitivity is None else intransitivity.level < 0
    walk.ask(INTRANSITIVITY, changed, _level(intransitivity))
    return None if intransitivity is None else _lowered(lower, intransitivity.level)


def _started(
    walk: Walk,
    start: Parameter[Start],
    ratings: dict[Contributor, Certainty | None],
    dominant: Contributor | None,
    absent: str,
) -> tuple[Certainty | None, tuple[str, ...]]:
    """Where a mixed comparison starts, and what is missing to say so."""
    both = tuple(
        Input(name.value, None if each is None else each.value) for name, each in ratings.items()
    )
    if start.value is Start.HIGHER:
        known = [each for each in ratings.values() if each is not None]
        settled = max(known) if len(known) == len(ratings) or Certainty.HIGH in known else None
        walk.ask(START_HIGHER, None if settled is None else True, *both, parameters=(start,))
        return settled, () if settled else (absent,)
    more = Input("contributes more", None if dominant is None else dominant.value)
    settled = None if dominant is None else ratings[dominant]
    walk.ask(START_DOMINANT, None if settled is None else True, *both, more, parameters=(start,))
    return settled, () if settled else ("dominant" if dominant is None else absent,)


def rate_comparison(
    *,
    direct: Certainty | str | None = None,
    loop: tuple[Certainty | str, Certainty | str] | None = None,
    intransitivity: int | Judgement | None = None,
    dominant: Contributor | str | None = None,
    incoherence: int | Judgement | None = None,
    imprecision: int | Judgement | None = None,
    start: Parameter[Start] | Start | str = START,
) -> NetworkRating:
    """The certainty of one comparison of a network.

    Args:
        direct: rating of the direct evidence, without imprecision; None where there is none.
        loop: the two direct ratings, without imprecision, of the dominant first-order loop; None
            where there is no indirect evidence, or it was spared.
        intransitivity: judged levels for rating the indirect evidence down.
        dominant: which evidence contributes more, direct also where both contribute alike; asked
            where both exist, and naming one says that both do.
        incoherence: judged levels for rating down, asked where both exist.
        imprecision: judged levels for rating down, on the network estimate.
        start: from the dominant contributor, or from the higher rating.

    Returns:
        The rating; its level is None, and `missing` says why, where a judgement it hangs on was
        not recorded.

    Raises:
        InvalidValue: neither direct nor indirect evidence, or a level that does not rate down.

    Source: Puhan 2014 (second-hand), the advances of 2018 and 2019 (abstracts), GRADE guidance 33.

    Example:
        >>> rating = rate_comparison(
        ...     direct="moderate",
        ...     loop=("high", "low"),
        ...     intransitivity=0,
        ...     dominant="direct",
        ...     incoherence=0,
        ...     imprecision=-1,
        ... )
        >>> rating.level.value, rating.indirect.value
        ('low', 'low')
    """
    if direct is None and loop is None:
        refuse(
            InvalidValue,
            "no evidence to rate",
            "direct",
            expected="a rating of direct evidence, the loop of indirect evidence, or both",
            got=None,
        )
    first = None if direct is None else Certainty(direct)
    more = None if dominant is None else Contributor(dominant)
    apart, disagree, wide = (
        _judged("intransitivity", intransitivity),
        _judged("incoherence", incoherence),
        _judged("imprecision", imprecision),
    )
    walk = Walk(RULES, Edition.CLASSIC)
    walk.ask(
        DIRECT,
        first is not None,
        Input("direct", None if first is None else first.value),
        result="no direct evidence" if first is None else first.value,
    )
    arms = None if loop is None else tuple(Certainty(each) for each in loop)
    mixed = first is not None and (arms is not None or more is not None)
    if mixed:
        least = None if more is None else more is Contributor.DIRECT
        walk.ask(
            INDIRECT_SPARED,
            all_of(first is Certainty.HIGH, least),
            Input("direct", str(first)),
            Input("contributes more", None if more is None else more.value),
        )
    second = _indirect(walk, arms, apart)
    missing: tuple[str, ...] = ()
    if mixed:
        ratings = {Contributor.DIRECT: first, Contributor.INDIRECT: second}
        absent = "loop" if arms is None else "intransitivity"
        started, missing = _started(walk, chosen(START, start), ratings, more, absent)
    else:
        started = second if first is None else first
        only = Input("only evidence", None if started is None else started.value)
        walk.ask(ONLY_ONE, None if started is None else True, only)
        missing = () if started else ("intransitivity",)
    if mixed:
        missing += _asked(walk, INCOHERENCE, "incoherence", disagree)
    missing += _asked(walk, IMPRECISION, "imprecision", wide)
    alternative = _beside(walk, apart, disagree, first, second) if mixed else None
    moves = tuple(
        Move(name, judged.level, judged)
        for name, judged in (
            ("intransitivity", apart if arms else None),
            ("incoherence", disagree if mixed else None),
            ("imprecision", wide),
        )
        if judged is not None
    )
    level = None
    if started is not None and not missing:
        by = sum(move.change for move in moves if move.domain != "intransitivity")
        level = _lowered(started, by)
        cut = level.rank - (started.rank + by)
        walk.ask(BOUNDED, cut > 0, Input("levels cut off", cut), result=level.value)
    return NetworkRating(
        level=level,
        direct=first,
        indirect=second,
        start=started,
        alternative=alternative,
        moves=moves,
        missing=missing,
        trace=walk.close("not asked"),
    )


def _asked(walk: Walk, rule: Rule, name: str, judged: Judgement | None) -> tuple[str, ...]:
    """Take the step of a judgement for rating down; name it where nobody recorded it."""
    walk.ask(rule, None if judged is None else judged.level < 0, _level(judged))
    return (name,) if judged is None else ()


def _beside(
    walk: Walk,
    apart: Judgement | None,
    disagree: Judgement | None,
    direct: Certainty | None,
    indirect: Certainty | None,
) -> Contributor | None:
    """What incoherence says beside rating down."""
    incoherent = disagree is not None and disagree.level < 0
    twice = incoherent and apart is not None and apart.level < 0
    walk.ask(COUNTED_TWICE, twice, _level(apart), _level(disagree))
    believed = None
    if incoherent and direct is not None and indirect is not None and direct is not indirect:
        believed = Contributor.DIRECT if direct > indirect else Contributor.INDIRECT
    walk.ask(
        BELIEVE_ONE,
        believed is not None,
        Input("direct", None if direct is None else direct.value),
        Input("indirect", None if indirect is None else indirect.value),
        result="" if believed is None else believed.value,
    )
    return believed
