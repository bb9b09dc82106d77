"""How strategies draw: each is made once, and what is given is taken without a draw."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum
from functools import lru_cache, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from hypothesis import strategies as st

from gradekit.testing.strategies.choice import Free

__all__ = ["beside", "composite", "pick", "sampled"]

T = TypeVar("T")
P = ParamSpec("P")

# What tells a strategy from another one of the same name. Other keywords, numbers among them, may
# be equal and not the same.
_KEYS = (Enum, Free, bool, str, type(None), st.SearchStrategy)


def composite(
    define: Callable[Concatenate[st.DrawFn, P], T],
) -> Callable[P, st.SearchStrategy[T]]:
    """Like `hypothesis.strategies.composite`, but the same keywords give the same strategy.

    Hypothesis validates and labels every strategy it has not seen before, which takes longer than
    to draw from it; a comparison is drawn from hundreds of strategies.
    """
    make = st.composite(define)
    once = lru_cache(maxsize=1024, typed=True)(make)

    @wraps(make)
    def made(*args: P.args, **given: P.kwargs) -> st.SearchStrategy[T]:
        if all(isinstance(each, _KEYS) for each in (*args, *given.values())):
            return once(*args, **given)  # type: ignore[arg-type]  # hashable, all of them
        return make(*args, **given)

    return made


_NONE = st.none()


def pick(draw: st.DrawFn, given: object, otherwise: st.SearchStrategy[Any] = _NONE) -> Any:  # noqa: ANN401
    """The value given, one of the strategy given, or one of what else there is.

    Args:
        draw: of a composite strategy.
        given: a constraint as a caller wrote it.
        otherwise: what the model allows; None unless given.
    """
    if isinstance(given, Free):
        return draw(otherwise)
    return draw(given) if isinstance(given, st.SearchStrategy) else given


def sampled(values: Iterable[T]) -> st.SearchStrategy[T]:
    """Like `hypothesis.strategies.sampled_from`, made once for the same values of the same types.

    Args:
        values: a type of words, or values in order, the simplest first.
    """
    each = tuple(values)
    if all(isinstance(one, (*_KEYS, int)) for one in each):
        return _sampled(each, tuple(map(type, each)))
    return st.sampled_from(each)


@lru_cache(maxsize=1024)
def _sampled(values: tuple[T, ...], _types: tuple[type, ...]) -> st.SearchStrategy[T]:
    return st.sampled_from(values)


_TOLD = st.sampled_from((False, False, True))


def beside(draw: st.DrawFn, /, **details: st.SearchStrategy[Any]) -> dict[str, Any]:
    """What seldom bears on an answer: all of it told, or, more often, none of it.

    Args:
        draw: of a composite strategy.
        details: by the name of their field.
    """
    return {name: draw(each) for name, each in details.items()} if draw(_TOLD) else {}
