"""Laws every decision function of this kind obeys, checked on the whole space.

`check_all(decide)` takes anybody's function from a situation to an answer (with `direction`,
`strength`, `paradigms` and `binding`) and names every law it breaks, with the smallest situations
it found: those of which the fewest things are known. `check_all(decide, quick=True)` asks only
about the light part of the space; what it finds broken is broken.

Two plausible laws are not among them, because they do not hold: that a more certain harm never
moves toward *for*, and a more certain benefit never toward *against*. Rating up a critical finding
can raise the overall certainty and so strengthen whatever direction the share already has.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator

from attrs import field, frozen

from gradekit.answers import Direction, Strength
from gradekit.errors import Problems
from gradekit.policy import BMJ_RAPID, Policy
from gradekit.situation import Situation
from gradekit.testing import checks, panel_checks
from gradekit.testing.answered import DRAWN, Pair, Space
from gradekit.testing.breaches import Broken, LawBroken
from gradekit.testing.drawn import drawn
from gradekit.testing.reduced import weight
from gradekit.testing.sweep import Answer, Answers, Decider, answer_of, worded

__all__ = [
    "LAWS",
    "Broken",
    "Law",
    "LawBroken",
    "Space",
    "breaches",
    "check_all",
    "check_stricter",
]


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
        "Strong needs the share (or a clear balance in its place), certainty or a paradigm, "
        "secondary criteria that do not favour the other option, and consensus where voted; "
        "nothing binds it.",
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
    Law(
        "share-gives",
        "The direction is the share's, or the balance's where the share is split or unknown; "
        "with neither there is no answer, and values bind.",
        panel_checks.share_gives,
    ),
    Law(
        "strong-given",
        "Where all that strong needs is there, the answer is strong.",
        panel_checks.strong_given,
    ),
    Law(
        "paradigms",
        "Below the certainty that allows strong, the paradigms that permit the answer's direction "
        "are named, and no others; at or above it none.",
        panel_checks.paradigms,
    ),
    Law(
        "consensus",
        "Where voted, there is a recommendation if and only if a majority is behind its direction.",
        panel_checks.consensus,
    ),
    Law(
        "secondary",
        "Secondary criteria turning to the intervention never move toward against; not judged is "
        "as open as neutral.",
        panel_checks.secondary,
    ),
    Law(
        "votes",
        "Votes turning to the intervention never move toward against; not voted is as open as "
        "consensus on strong.",
        panel_checks.votes,
    ),
    Law(
        "binding",
        "Lifting all binding ceilings raises strength, and lifting fewer never does.",
        panel_checks.binding,
    ),
    Law("again", "Asked again, in another order, the answer is the same.", panel_checks.again),
)


NO_ANSWER = Answer(Direction.NONE, Strength.NONE, (), ("no answer",))


@frozen
class _Asked:
    """A decision function of which it is known where it fails; it is asked on all the same."""

    decide: Decider
    failed: dict[Situation, Exception] = field(factory=dict)

    def __call__(self, situation: Situation) -> Answers:
        try:
            return worded(self.decide(situation))
        except Exception as error:  # noqa: BLE001 - anybody's function may fail in any way
            self.failed[situation] = error
            return NO_ANSWER

    def broken(self) -> Iterator[Broken]:
        """The lightest situation without an answer, if there is any."""
        if self.failed:
            where = min(self.failed, key=weight)
            error = self.failed[where]
            said = f"Every situation has an answer; this one gave {type(error).__name__}: {error}"
            yield Broken("total", said, (where,), ())


def check_all(
    decide: Decider,
    *,
    policy: Policy = BMJ_RAPID,
    raising: bool = True,
    each: int = 1,
    quick: bool = False,
) -> tuple[Broken, ...]:
    """Check every law, first on the light part of the space and then on all of it.

    All of it is every class of evidence, every panel half under each way of permitting strong, and
    20,000 situations drawn from the space as it is before it is folded into classes: a function
    that reads the evidence through the conditions of the paradigms is checked exactly, any other
    one by classes and by draws. A law broken in the light part is reported from there and not
    looked for again; the whole space (about a minute) is asked for the laws that are left.

    Args:
        decide: a function from a situation to an answer with direction, strength, paradigms and
            binding, under `policy`.
        policy: whose conditions and cut-offs the laws speak about.
        raising: raise at the end if a law is broken; otherwise return what was found.
        each: how many places to report for each law, those of which the least is known first.
        quick: ask about the light part alone, and 5,000 situations drawn, and stop at the first
            breach of each law. It takes a second or two; what it finds is broken, what it does not
            find may still be.

    Returns:
        The breaches; empty where every law holds.

    Raises:
        LawBroken: a law does not hold, or the function failed to answer; what it failed with is
            the cause.
        InvalidValue: no policy, or no place to report.

    Example:
        >>> import gradekit as gk
        >>> from gradekit.testing import laws
        >>> laws.check_all(gk.decide, quick=True)
        ()
    """
    _refuse_unless(each, policy)
    asked = _Asked(decide)
    found = list(breaches(Space.lightest(asked, policy), each=each, first=quick))
    refuted = {one.law for one in found}
    left = [law for law in LAWS if law.id not in refuted]
    if left and not quick:
        found += breaches(Space.of(asked, policy), each=each, laws=left)
    broken = (*asked.broken(), *found)
    if broken and raising:
        raise LawBroken(broken) from next(iter(asked.failed.values()), None)
    return broken


STRICTER = "A stricter policy permits a subset, and never recommends more strongly."


def check_stricter(
    strict: Decider, lenient: Decider, *, raising: bool = True, each: int = 1
) -> tuple[Broken, ...]:
    """Check that one policy is stricter than another: it permits a subset, and never more strongly.

    Args:
        strict: the decision function under the stricter policy.
        lenient: the decision function under the other.
        raising: raise if it is broken; otherwise return what was found.
        each: how many places to report, those of which the least is known first.

    Returns:
        The breaches; each holds one situation twice, with the lenient and the strict answer.

    Raises:
        LawBroken: the strict function answers more strongly, or names a paradigm the other lacks.

    Example:
        >>> import gradekit as gk
        >>> from gradekit.testing import laws
        >>> def strict(situation):
        ...     return gk.decide(situation, gk.EBM_TABLE)
        >>> laws.check_stricter(strict, gk.decide)
        ()
        >>> broken = laws.check_stricter(gk.decide, strict, raising=False)
        >>> [str(answer) for answer in broken[0].answers]
        ['conditional against, bound by certainty', 'strong against, paradigms 2']
    """
    _refuse_unless(each)
    places = []
    for situation in drawn(DRAWN):
        more, less = answer_of(lenient, situation), answer_of(strict, situation)
        named = set(less.paradigms) <= set(more.paradigms) or less.strength < more.strength
        if less.strength > more.strength or not named:
            places.append((situation, (more, less)))
    lightest = heapq.nsmallest(each, places, key=lambda place: weight(place[0]))
    broken = tuple(Broken("stricter", STRICTER, (at, at), answers) for at, answers in lightest)
    if broken and raising:
        raise LawBroken(broken)
    return broken


def _refuse_unless(each: object, policy: object = BMJ_RAPID) -> None:
    """Tell a caller's mistake as one, and not as the function's."""
    wrong = Problems()
    whole = isinstance(each, int) and each >= 1
    wrong.need(whole, "no place to report", "each", expected="a whole number from 1", got=each)
    wrong.need(
        isinstance(policy, Policy),
        "not a policy",
        "policy",
        expected="a Policy",
        got=policy,
        hint="gradekit.POLICIES holds the presets by name",
    )
    wrong.settle()


def breaches(
    space: Space, *, each: int = 1, laws: Iterable[Law] = LAWS, first: bool = False
) -> Iterator[Broken]:
    """Every law a decision function breaks, with up to `each` places for each.

    Args:
        space: the function with its answers.
        each: how many places to report for each law.
        laws: to check.
        first: take the first places found rather than those of which the least is known.
    """
    for law in laws:
        # Where the function failed there is no answer to speak about; that is told once, apart.
        places = (pair for pair in law.breaches(space) if not any(a == NO_ANSWER for *_, a in pair))
        if first:
            found = [pair for _, pair in zip(range(each), places, strict=False)]
        else:
            found = heapq.nsmallest(each, places, key=_weight)
        for pair in found:
            yield Broken(
                law.id,
                law.sentence,
                tuple(Situation(evidence, panel) for evidence, panel, _ in pair),
                tuple(answer for _, _, answer in pair),
            )


def _weight(pair: Pair) -> tuple[int, int]:
    weights = [weight(Situation(evidence, panel)) for evidence, panel, _ in pair]
    return sum(many for many, _ in weights), sum(far for _, far in weights)
