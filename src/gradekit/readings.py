"""Readings: the same comparison under several policies, and where their answers part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from gradekit.comparison import Comparison
from gradekit.errors import Problems
from gradekit.markup import table
from gradekit.panel import Panel
from gradekit.policy import POLICIES, Policy, as_policy
from gradekit.recommendation import Recommendation, recommend
from gradekit.situation import OF_THE_COMPARISON, _OfTheComparison
from gradekit.sources import Parameter

__all__ = ["PolicyComparison", "compare_policies"]


@frozen
class PolicyComparison:
    """Answers to one comparison under several policies.

    Args:
        answers: by the policy's name, in the order asked.
    """

    answers: Mapping[str, Recommendation]

    @property
    def agrees(self) -> bool:
        """Whether every policy gives the same direction and strength."""
        return len({str(each) for each in self.answers.values()}) == 1

    @property
    def parting(self) -> tuple[Parameter[object], ...]:
        """The parameters in which the policies differ, where their answers do.

        Each with its value in one policy and the source of that value; none where all agree.
        """
        if self.agrees:
            return ()
        read: dict[str, dict[object, Parameter[object]]] = {}
        for answer in self.answers.values():
            for parameter in answer.policy.parameters():
                read.setdefault(parameter.id, {}).setdefault(parameter.value, parameter)
        return tuple(
            parameter
            for values in read.values()
            if len(values) > 1
            for parameter in values.values()
        )

    def __repr__(self) -> str:
        return f"<PolicyComparison {self}>"

    def _repr_html_(self) -> str:
        heads = ("Policy", "Answer", "Opened by", "Bound by", "Missing")
        rows = (
            (
                name,
                str(each),
                "; ".join(each.opened_by),
                ", ".join(each.binding),
                ", ".join(each.missing),
            )
            for name, each in self.answers.items()
        )
        notes = [f"they part over {each}" for each in self.parting]
        return table(heads, rows, notes=notes).html

    def __str__(self) -> str:
        told = "; ".join(f"{name}: {answer}" for name, answer in self.answers.items())
        if self.agrees:
            return told
        parts = ", ".join(map(str, self.parting))
        return f"{told}; they part over {parts}"


def compare_policies(
    comparison: Comparison,
    policies: Iterable[Policy | str] | None = None,
    panel: Panel | _OfTheComparison | None = OF_THE_COMPARISON,
) -> PolicyComparison:
    """The answers of several policies to one comparison, and the parameters they part over.

    Args:
        comparison: with evidence and recorded judgements.
        policies: to compare, or names of presets; all presets unless given.
        panel: whose survey speaks for it; the guideline's unless said.

    Source: each policy's parameters carry their own.

    Example:
        >>> import gradekit as gk
        >>> guide = gk.datasets.load("spine-2025")
        >>> compare_policies(guide["axial/im-la"]).agrees
        True
    """
    Problems().need_kinds(Iterable, "a list of policies, or of their names", policies=policies)
    asked = tuple(map(as_policy, POLICIES.values() if policies is None else policies))
    return PolicyComparison({each.name: recommend(comparison, each, panel) for each in asked})
