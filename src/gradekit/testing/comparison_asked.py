"""What the laws of comparisons ask about: questions plainly named, judged, surveyed or neither."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from gradekit.answers import ShareBand
from gradekit.comparison import Comparison
from gradekit.policy import Policy
from gradekit.question import Population
from gradekit.scales import Arm
from gradekit.testing.strategies import ANY, comparisons, options, shares
from gradekit.values import Share

__all__ = ["SURE", "Asked", "Asking", "anything", "inferred", "judged", "question", "surely_judged"]

Asked = tuple[Comparison, ...]
Asking = Callable[[Policy], st.SearchStrategy[Asked]]

_PARADIGMS = (None, 1, 2, 3, 4, 5)
SURE = (
    *(Share(band=each) for each in (ShareBand.ALMOST_NONE, ShareBand.NEARLY_ALL)),
    Share(0.95, 1, Arm.COMPARATOR),
    Share(0.9, 1),
)


def question(policy: Policy, **given: Any) -> st.SearchStrategy[Comparison]:  # noqa: ANN401 - anything `comparisons` takes
    """A comparison, plainly named; half of them with evidence on which a paradigm permits."""
    named: dict[str, Any] = {
        "id": "question",
        "population": Population("people"),
        "intervention": options(id="intervention"),
        "comparator": options(id="comparator"),
    }
    return st.sampled_from(_PARADIGMS).flatmap(
        lambda number: comparisons(paradigm=number, policy=policy, **{**named, **given})
    )


def judged(policy: Policy) -> st.SearchStrategy[Comparison]:
    """A comparison whose share the panel judged."""
    return question(policy, share=st.sampled_from(SURE) | shares())


def surely_judged(policy: Policy) -> st.SearchStrategy[Comparison]:
    """A comparison whose share leaves strength to the evidence, with nothing else that binds."""
    open_: dict[str, Any] = {"votes": None, "etd": None, "balance": None}
    return question(policy, share=st.sampled_from(SURE), **open_)


def inferred(policy: Policy) -> st.SearchStrategy[Comparison]:
    """A comparison whose share nobody judged: a survey may speak for it, or dominance."""
    return question(policy, share=None, panel=ANY)


def anything(policy: Policy) -> st.SearchStrategy[Comparison]:
    """A comparison of any of these kinds."""
    return surely_judged(policy) | judged(policy) | inferred(policy)
