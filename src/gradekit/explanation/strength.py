"""Direction and ceilings: where the direction comes from, and what keeps the strength down."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import asdict

from gradekit.answers import Secondary, Strength
from gradekit.comparison import Comparison
from gradekit.decision import Decision
from gradekit.explanation.ballot import ballot_lines
from gradekit.explanation.share import step_lines
from gradekit.trace import StepKind
from gradekit.votes import Votes
from gradekit.voting import VotingRule
from gradekit.wording import Line

__all__ = ["ceiling_lines", "direction_lines"]


def direction_lines(decision: Decision, comparison: Comparison) -> Iterator[Line]:
    """Where the direction comes from, and what people judged and voted.

    Args:
        decision: the answer.
        comparison: with what was recorded.
    """
    for step in decision.trace.find("direction."):
        yield Line(f"{step.result}: {step.rule.sentence} [{step.rule.source}]")
        yield Line("; ".join(map(str, step.inputs)), 1)
    if comparison.votes is not None:
        counts = asdict(comparison.votes)
        said = ", ".join(
            f"{name.replace('_', ' ')} {count}" for name, count in counts.items() if count
        )
        yield Line(f"votes: {said}")
    yield from _secondary(comparison)
    for name, override in comparison.importance.items():
        why = f": {override.rationale}" if override.rationale else ""
        yield Line(f"importance of {name} here: {override.importance}{why}")


def _secondary(comparison: Comparison) -> Iterator[Line]:
    """What was judged of the secondary criteria, all in all and one by one."""
    etd = comparison.etd
    if etd is None:
        return
    favoured, step = etd.secondary_for(comparison.perspective)
    who = f" by {etd.by}" if etd.by else ""
    if etd.secondary is Secondary.NOT_JUDGED and etd.judgements:
        who = ", one by one" + who
    yield Line(f"secondary criteria judged{who}: {favoured}. {etd.rationale}".rstrip(". "))
    if etd.judgements:
        yield from step_lines(step, 1)
    for each in etd.judgements:
        if each.rationale:
            yield Line(f"{each.criterion}: {each.option}, because: {each.rationale}", 1)


def ceiling_lines(decision: Decision, votes: Votes | None, rule: VotingRule) -> Iterator[Line]:
    """What each ceiling allows, what binds, what nobody judged.

    Args:
        decision: the answer.
        votes: as cast; the situation holds only what they say under the rule.
        rule: the policy's.
    """
    for ceiling in decision.ceilings:
        binding = " <- binding" if ceiling.name in decision.binding else ""
        if ceiling.allows is None:
            yield Line(f"{ceiling.name}: not applicable, {ceiling.step.result}")
            continue
        unjudged = ceiling.step.kind is StepKind.MISSING and ceiling.allows is Strength.STRONG
        open_ = " (open: nobody judged it)" if unjudged else ""
        yield Line(f"{ceiling.name}: allows {ceiling.allows}{open_}{binding}")
        yield Line("; ".join(map(str, ceiling.step.inputs)), 1)
        if ceiling.name == "consensus" and votes is not None:
            yield from ballot_lines(votes, rule, decision.drafted)
        read = [f"{each.id} = {each.value} [{each.source}]" for each in ceiling.step.parameters]
        if read:
            yield Line("parameters: " + "; ".join(read), 1)
        yield Line(f"rule: {ceiling.step.rule.sentence} [{ceiling.step.rule.source}]", 1)
