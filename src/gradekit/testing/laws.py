"""Laws every decision function of this kind obeys, checked on the whole space.

`check_all(decide)` takes anybody's function from a situation to an answer (with `direction`,
`strength`, `paradigms` and `binding`) and names every law it breaks, with the situations. Two
plausible laws are not among them, because they do not hold: that a more certain harm never moves
toward *for*, and a more certain benefit never toward *against*. Rating up a critical finding can
raise the overall certainty and so strengthen whatever direction the share already has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from attrs import frozen

from gradekit.answers import VoteState
from gradekit.levels import Known
from gradekit.policy import BMJ_RAPID, Policy
from gradekit.scales import Level, Perspective
from gradekit.situation import Situation
from gradekit.testing import checks
from gradekit.testing.checks import Pair, Space
from gradekit.testing.sweep import Answer, Decider

__all__ = ["LAWS", "Broken", "Law", "LawBroken", "Space", "breaches", "check_all"]


@frozen
class Broken:
    """A law that does not hold, at one place.

    Args:
        law: its id.
        said: what it says.
        situations: the situation, or the two that were compared.
        answers: to each of them.
    """

    law: str
    said: str
    situations: tuple[Situation, ...]
    answers: tuple[Answer, ...]

    def __str__(self) -> str:
        told = "; ".join(
            f"{answer} <- {_told(situation)}"
            for situation, answer in zip(self.situations, self.answers, strict=True)
        )
        return f"{self.law}: {self.said} Broken by {told}"


class LawBroken(AssertionError):
    """At least one law does not hold; `broken` lists them."""

    def __init__(self, broken: tuple[Broken, ...]) -> None:
        super().__init__("\n".join(map(str, broken)))
        self.broken = broken


def _told(situation: Situation) -> str:
    """A situation in the method's words, leaving out what is blank."""
    evidence, panel = situation.evidence, situation.panel
    said = [f"overall {evidence.overall}", f"share {panel.share}"]
    for name, option in (
        ("intervention", evidence.intervention),
        ("comparator", evidence.comparator),
    ):
        for part in ("benefit", "harm", "catastrophe", "prohibitive"):
            known: Known = getattr(option, part)
            if known.up_to > Level.NONE:
                said.append(f"{part} of {name} {known}")
    said.append(f"benefit certainty {evidence.benefit_certainty or 'not determined'}")
    for name, value in (
        ("unknown benefit", evidence.unknown_benefit),
        ("life-threatening", evidence.life_threatening),
        ("both active", evidence.both_active),
        ("population perspective", panel.perspective is Perspective.POPULATION),
    ):
        if value:
            said.append(name)
    if panel.votes is not VoteState.NOT_VOTED:
        said.append(f"votes {panel.votes}")
    if panel.balance is not None:
        said.append(f"balance {panel.balance}")
    said.append(f"secondary {panel.secondary}")
    return ", ".join(said)


@frozen
class Law:
    """A law and its check.

    Args:
        id: stable name.
        sentence: what it says.
        breaches: every place at which a decision function breaks it.
    """

    id: str
    sentence: str
    breaches: Callable[[Space], Iterator[Pair]]


LAWS: tuple[Law, ...] = (
    Law("total", "Strength is none if and only if direction is none.", checks.total),
    Law(
        "mirror",
        "Exchanging the options turns the direction and changes nothing else.",
        checks.mirror,
    ),
    Law(
        "strong-needs",
        "Strong needs the share (or a clear balance in its place), certainty or a paradigm, and "
        "consensus where voted; nothing binds it.",
        checks.strong_needs,
    ),
    Law(
        "share", "A larger share never moves the answer toward against.", checks.share_moves_one_way
    ),
    Law(
        "direction",
        "With the panel's half held, no change of evidence changes the direction.",
        checks.direction_is_the_panel_s,
    ),
    Law("benefit", "With the share held, more benefit never moves toward against.", checks.benefit),
    Law("harm", "With the share held, more harm never moves toward for.", checks.harm),
    Law("overall", "More overall certainty never weakens the answer.", checks.overall),
    Law(
        "benefit-certainty",
        "More benefit certainty never weakens the answer.",
        checks.benefit_certainty,
    ),
    Law("rating", "Rating what was not rated never closes a permission.", checks.rating),
    Law(
        "conditions",
        "Evidence counts only through the conditions it meets and the overall certainty.",
        checks.collapse,
    ),
)


def check_all(
    decide: Decider, *, policy: Policy = BMJ_RAPID, raising: bool = True, each: int = 1
) -> tuple[Broken, ...]:
    """Check every law on the whole space.

    Args:
        decide: a function from a situation to an answer with direction, strength, paradigms and
            binding, under `policy`.
        policy: whose conditions and cut-offs the laws speak about.
        raising: raise at the end if a law is broken; otherwise return what was found.
        each: how many places to report for each law.

    Returns:
        The breaches; empty where every law holds.

    Raises:
        LawBroken: a law does not hold.
    """
    broken = tuple(breaches(Space.of(decide, policy), each=each))
    if broken and raising:
        raise LawBroken(broken)
    return broken


def breaches(space: Space, *, each: int = 1, laws: Iterable[Law] = LAWS) -> Iterator[Broken]:
    """Every law a decision function breaks, with up to `each` places for each.

    Args:
        space: the function with its answers.
        each: how many places to report for each law.
        laws: to check.
    """
    for law in laws:
        for _, pair in zip(range(each), law.breaches(space), strict=False):
            yield Broken(
                law.id,
                law.sentence,
                tuple(Situation(evidence, panel) for evidence, panel, _ in pair),
                tuple(answer for _, _, answer in pair),
            )
