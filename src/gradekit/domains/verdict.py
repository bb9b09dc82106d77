"""What the domain files share: the names of the domains, their words, and the walk through rules.

A domain file holds its words, its numbers and its rules, and walks through the rules once. Every
rule leaves one step: it fired or did not, it did not apply, or what it asks was not recorded.
"""

from __future__ import annotations

from typing import Self, TypeVar

from attrs import field, frozen

from gradekit.errors import InvalidValue, refuse
from gradekit.judgements import Suggestion
from gradekit.library import OWN
from gradekit.scales import Concern, Domain, Edition
from gradekit.sources import USER_SET, Citation, Parameter
from gradekit.trace import Input, Rule, Step, StepKind, Trace
from gradekit.words import Word

__all__ = [
    "Concern",
    "Design",
    "Domain",
    "Leaf",
    "Walk",
    "adjusted",
    "all_of",
    "chosen",
    "no_rule",
    "opposite",
]

W = TypeVar("W", bound=Word)


_OTHER_SPELLINGS = {
    "randomised": ("randomized", "RCT", "RCTs", "randomised trials", "randomized trials"),
    "non-randomised": (
        "non-randomized",
        "NRS",
        "NRSI",
        "observational",
        "observational studies",
        "cohort",
        "cohort study",
        "cohort studies",
        "case-control",
        "case-control study",
        "case-control studies",
    ),
}


def _letters(given: object) -> str:
    return "".join(each for each in str(given).lower() if each.isalpha())


class Design(Word):
    """What kind of studies an estimate comes from; other usual spellings are read as these.

    Example:
        >>> Design("RCT").value, Design("NRSI").value
        ('randomised', 'non-randomised')
    """

    RANDOMISED = "randomised"
    NON_RANDOMISED = "non-randomised"

    @classmethod
    def _missing_(cls, value: object) -> Self:
        for member in cls:
            spellings = (member.value, *_OTHER_SPELLINGS[member.value])
            if isinstance(value, str) and _letters(value) in map(_letters, spellings):
                return member
        told = (f"{name!r} ({', '.join(also)})" for name, also in _OTHER_SPELLINGS.items())
        refuse(InvalidValue, "unknown design", expected=" or ".join(told), got=value)


def adjusted(default: Parameter[float], given: Parameter[float] | float) -> Parameter[float]:
    """A number of a rule as the user changed it; a bare one is cited as the user's own.

    Args:
        default: the library's number.
        given: the number to use.
    """
    if isinstance(given, Parameter):
        return Parameter(given.value, given.source, default.id)
    return Parameter(given, USER_SET, default.id)


def chosen(default: Parameter[W], given: Parameter[W] | W | str) -> Parameter[W]:
    """A choice the literature leaves open, as the user made it.

    Args:
        default: the library's choice.
        given: the word chosen.
    """
    words = type(default.value)
    if isinstance(given, Parameter):
        return Parameter(words(given.value), given.source, default.id)
    return Parameter(words(given), USER_SET, default.id)


def all_of(*facts: bool | None) -> bool | None:
    """Whether all facts hold; None where that hangs on one nobody recorded.

    Example:
        >>> all_of(True, None), all_of(False, None), all_of(True, True)
        (None, False, True)
    """
    if any(fact is False for fact in facts):
        return False
    return None if any(fact is None for fact in facts) else True


def opposite(fact: bool | None) -> bool | None:  # noqa: FBT001 - a three-valued fact
    """Whether a fact does not hold; None where nobody recorded it."""
    return None if fact is None else not fact


def no_rule(
    domain: Domain, sentence: str, source: Citation = OWN, *, edition: Edition | None = None
) -> Rule:
    """The record that says a domain, or an edition's reading of it, is left to judgement."""
    return Rule(f"{domain.file}.judgement", sentence, source, edition)


@frozen
class Leaf:
    """One rule of a flowchart and the verdict it leads to.

    Args:
        rule: asked.
        holds: whether its condition does; None where an input was not recorded.
        level: suggested if it does.
        reason: why, in one sentence.
        inputs: what it looks at.
    """

    rule: Rule
    holds: bool | None
    level: int
    reason: str
    inputs: tuple[Input, ...] = ()


@frozen
class Walk:
    """One walk through the rules of a domain.

    Args:
        rules: of the domain, in the order they are asked.
        edition: classic or core.
        about: which of several readings this is, where there are several.
    """

    rules: tuple[Rule, ...]
    edition: Edition = field(converter=Edition)
    about: str = ""
    _steps: list[Step] = field(factory=list, init=False)

    def ask(
        self,
        rule: Rule,
        holds: bool | None,  # noqa: FBT001 - a three-valued fact, not a switch
        *inputs: Input,
        result: str = "",
        parameters: tuple[Parameter[object], ...] = (),
    ) -> bool | None:
        """Take the step of one rule, and hand `holds` back.

        Args:
            rule: asked.
            holds: whether its condition does; None where an input was not recorded.
            inputs: what it looked at.
            result: what it gave, or why it did not.
            parameters: the numbers it read.
        """
        kind = StepKind.FIRED if holds else StepKind.NOT_FIRED
        if holds is None:
            kind = StepKind.MISSING
            absent = [each.name for each in inputs if each.value is None]
            result = result or "not recorded: " + ", ".join(absent)
        self._steps.append(
            Step(
                rule,
                kind=kind,
                result=result,
                about=self.about,
                inputs=inputs,
                parameters=parameters,
            )
        )
        return holds

    def skip(self, rule: Rule, why: str) -> None:
        """Take the step of a rule that does not apply."""
        self._steps.append(Step(rule, kind=StepKind.NOT_APPLICABLE, result=why, about=self.about))

    def adopt(self, trace: Trace) -> None:
        """Take over the steps of a walk that was one reading of several."""
        self._steps.extend(trace.steps)

    def close(self, why: str) -> Trace:
        """Every rule's step, in the order of the rules; those not asked did not apply.

        Args:
            why: what settled it before they were asked.
        """
        asked = {step.rule.id for step in self._steps}
        for each in self.rules:
            if each.id not in asked:
                other = each.edition is not None and each.edition is not self.edition
                self.skip(each, f"{each.edition} only" if other else why)
        order = {each.id: place for place, each in enumerate(self.rules)}
        return Trace(tuple(sorted(self._steps, key=lambda step: order[step.rule.id])))

    def suggest(
        self,
        level: int | None,
        rule: Rule,
        reason: str,
        *,
        consider: tuple[int, ...] = (),
        stable: bool = True,
    ) -> Suggestion:
        """End the walk: rules not asked did not apply.

        Args:
            level: suggested; None to leave it to judgement.
            rule: that settled it.
            reason: why, in one sentence.
            consider: other levels to think about.
            stable: whether it holds over the range of a number.
        """
        steps = self.close(f"settled by {rule.id}").steps
        seen = dict.fromkeys(each for step in steps for each in step.inputs)
        return Suggestion(
            level,
            rule=rule.id,
            reason=reason,
            inputs=tuple(seen),
            source=rule.source,
            consider=consider,
            edition=self.edition,
            trace=Trace(steps),
            stable=stable,
        )

    def stop(self, rule: Rule) -> Suggestion:
        """End the walk at a rule whose input nobody recorded: the verdict waits for it."""
        why = next(step.result for step in self._steps if step.rule == rule)
        return self.suggest(None, rule, why)

    def first(self, *leaves: Leaf) -> Suggestion:
        """Ask rules in order: the first that fires settles it, one that is not recorded stops.

        Args:
            leaves: of which the last fires where none before it does.
        """
        leaf = next(
            each for each in leaves if self.ask(each.rule, each.holds, *each.inputs) is not False
        )
        if leaf.holds is None:
            return self.stop(leaf.rule)
        return self.suggest(leaf.level, leaf.rule, leaf.reason)

    def judge(self, rule: Rule, *inputs: Input, consider: tuple[int, ...] = ()) -> Suggestion:
        """End the walk where no rule gives a verdict: people judge."""
        self.ask(rule, True, *inputs, result="no rule, judge")  # noqa: FBT003 - it always holds
        return self.suggest(None, rule, "no rule, judge", consider=consider)
