"""Laws of every function from a comparison to an answer: from evidence to recommendation.

`laws` holds a decision function to the whole space of situations. Before a situation there are
rows, units, votes, a survey and a document, of which there are endlessly many: here comparisons
are drawn, and each law is looked for among them. `check_all(recommend)` takes anybody's function
from a comparison to an answer (with `direction`, `strength`, `paradigms` and `binding`) and names
every law it breaks, with the smallest comparison found. Needs the extra `testing`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from random import Random
from time import monotonic
from typing import TYPE_CHECKING
from warnings import catch_warnings, simplefilter

from attrs import field, frozen

from gradekit.comparison import Comparison
from gradekit.policy import BMJ_RAPID, Policy
from gradekit.testing.breaches import BrokenFor, LawBroken
from gradekit.testing.extra import without_hypothesis
from gradekit.testing.sweep import Answers, worded

try:
    from hypothesis import HealthCheck, Phase, find, settings
    from hypothesis.errors import Flaky, HypothesisWarning, NoSuchExample

    from gradekit.testing import comparison_changes as changes
    from gradekit.testing import comparison_checks as checks
    from gradekit.testing.comparison_asked import Asked, Asking
    from gradekit.testing.comparison_checks import Kept
    from gradekit.testing.comparison_units import in_other_units
except ModuleNotFoundError as error:
    raise without_hypothesis(error) from None

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["LAWS", "BrokenFor", "ComparisonLaw", "LawBroken", "Recommender", "check_all"]

Recommender = Callable[[Comparison], Answers]
OfFrames = Callable[["pd.DataFrame"], "pd.DataFrame"]


@frozen
class ComparisonLaw:
    """A law, the comparisons among which it is looked for, and whether an answer keeps it.

    Args:
        id: stable name.
        sentence: what it says.
        asking: under a policy, what is asked together.
        kept: whether the answers to what was asked keep the law.
    """

    id: str
    sentence: str
    asking: Asking
    kept: Kept


LAWS: tuple[ComparisonLaw, ...] = (
    ComparisonLaw(
        "total",
        "Strength is none if and only if direction is none, and something binds unless strong.",
        changes.any_one,
        checks.total,
    ),
    ComparisonLaw(
        "again",
        "Asked again, after another comparison, the answer is the same.",
        changes.between,
        checks.first_as_last,
    ),
    ComparisonLaw(
        "mirror",
        "Exchanging the options turns the direction and changes nothing else.",
        changes.swapped,
        checks.mirrored,
    ),
    ComparisonLaw(
        "order", "The order of the rows never matters.", changes.reordered, checks.the_same
    ),
    ComparisonLaw(
        "survey-order",
        "The order of a survey's scenarios never matters.",
        changes.scenarios_reordered,
        checks.the_same,
    ),
    ComparisonLaw(
        "limited",
        "An outcome of limited importance never matters.",
        changes.more_limited,
        checks.the_same,
    ),
    ComparisonLaw(
        "supporting",
        "A supporting row never matters, but for bringing in a critical outcome.",
        changes.more_supporting,
        checks.the_same,
    ),
    ComparisonLaw(
        "units",
        "The units of estimates, thresholds, instruments and surveys never matter.",
        in_other_units,
        checks.the_same,
    ),
    ComparisonLaw(
        "sense",
        "Counting a difference the other way, its sign and what is better both turned, never "
        "matters.",
        changes.counted_the_other_way,
        checks.the_same,
    ),
    ComparisonLaw(
        "names",
        "Names, notes and counts of studies and participants never matter.",
        changes.renamed,
        checks.the_same,
    ),
    ComparisonLaw(
        "document",
        "A comparison written to a document and read back answers the same.",
        changes.read_back,
        checks.the_same,
    ),
    ComparisonLaw(
        "strong-needs",
        "Strong needs the share where it was judged, certainty or a paradigm, secondary criteria "
        "that do not favour the other option, and consensus where voted.",
        changes.nearly_strong,
        checks.strong_has_what_it_needs,
    ),
    ComparisonLaw(
        "consensus",
        "Where voted, a recommendation has a majority behind its direction.",
        changes.nearly_strong,
        checks.majority_behind,
    ),
    ComparisonLaw(
        "unknown-share",
        "A share recorded as unknown gives no direction without a balance.",
        changes.recorded_as_unknown,
        checks.unknown_share,
    ),
    ComparisonLaw(
        "nobody-asked",
        "Without a share, a balance or a survey only dominance gives a direction: certainty about "
        "every critical benefit, and an established harm, burden or cost.",
        changes.undecided,
        checks.dominance_alone,
    ),
    ComparisonLaw(
        "rating",
        "With the share judged, rating what was not rated never weakens the answer or turns it.",
        changes.rated,
        checks.never_weaker,
    ),
    ComparisonLaw(
        "direction",
        "With the share judged, no certainty of evidence turns the direction.",
        changes.recertified,
        checks.same_direction,
    ),
    ComparisonLaw(
        "share",
        "A larger share never moves the answer toward against.",
        changes.larger_share,
        checks.never_toward_against,
    ),
    ComparisonLaw(
        "benefit",
        "With the share judged, a benefit of the intervention where there was a trivial effect "
        "never moves the answer toward against.",
        changes.more_benefit,
        checks.never_toward_against,
    ),
    ComparisonLaw(
        "harm",
        "With the share judged, a harm of the intervention where there was a trivial effect never "
        "moves the answer toward for.",
        changes.more_harm,
        checks.never_toward_for,
    ),
    ComparisonLaw(
        "rules",
        "The answer is what the rules give for the situation the comparison comes to.",
        changes.any_one,
        checks.as_the_rules,
    ),
    ComparisonLaw(
        "rules-of-strong",
        "So it is at the edge of strong: by the share, the votes, the criteria.",
        changes.nearly_strong,
        checks.as_the_rules,
    ),
)
SECONDS = 5.0  # for making a breach smaller
FRAME = "A frame of evidence answers as its comparisons do."


def check_all(
    recommend: Recommender,
    *,
    policy: Policy = BMJ_RAPID,
    frame: OfFrames | None = None,
    examples: int = 100,
    seed: int = 0,
    raising: bool = True,
    quick: bool = False,
    laws: Iterable[ComparisonLaw] = LAWS,
) -> tuple[BrokenFor, ...]:
    """Check every law of comparisons on comparisons drawn at random, the same ones every time.

    Args:
        recommend: a function from a comparison to an answer with direction, strength, paradigms
            and binding, under `policy`. It is given comparisons of `gradekit`.
        policy: whose cut-offs the laws speak about.
        frame: a function from a frame in the columns of `gradekit.frames.EVIDENCE` to one with the
            columns direction and strength, indexed by comparison; held to answer as `recommend`.
        examples: drawn for each law.
        seed: of the draws.
        raising: raise at the end if a law is broken; otherwise return what was found.
        quick: take the first breach of a law rather than look for a smaller one.
        laws: to check.

    Returns:
        One breach for each law that is broken, the smallest found in some seconds; empty where
        none is.

    Raises:
        LawBroken: a law does not hold, or the function failed to answer; what it failed with is
            the cause.

    Example:
        >>> import gradekit as gk
        >>> from gradekit.testing import comparison_laws
        >>> comparison_laws.check_all(gk.recommend, examples=5)
        ()
    """
    every = [*laws]
    if frame is not None:
        every.append(ComparisonLaw("frame", FRAME, changes.written, checks.framed(frame)))
    search = _Search(recommend, policy, examples, seed, quick)
    broken = tuple(found for law in every for found in search.breach(law))
    if broken and raising:
        raise LawBroken(broken) from next(iter(search.failed), None)
    return broken


class _EnoughError(BaseException):
    """The smallest breach so far is small enough; not an `Exception`, lest it pass for a breach."""


@frozen
class _Search:
    """The search for a comparison that breaks a law."""

    recommend: Recommender
    policy: Policy
    examples: int
    seed: int
    quick: bool
    failed: list[Exception] = field(factory=list)

    def breach(self, law: ComparisonLaw) -> Iterator[BrokenFor]:
        """The smallest breach found, if any."""
        found: list[BrokenFor] = []
        until: list[float] = []

        def breaks(asked: Asked) -> bool:
            if until and monotonic() > until[0]:
                raise _EnoughError
            broken = self.broken(law, asked)
            if broken is not None:
                # What is looked for is never larger than the last one that was a breach.
                found[:] = [broken]
                until[:] = until or [monotonic() + SECONDS]
            return broken is not None

        phases = (Phase.generate,) if self.quick else (Phase.generate, Phase.shrink)
        drawing = settings(
            max_examples=self.examples,
            phases=phases,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        try:
            with catch_warnings():
                # It prints what it found, though nobody asked it to, and warns of the length.
                simplefilter("ignore", HypothesisWarning)
                find(
                    law.asking(self.policy),
                    breaks,
                    settings=drawing,
                    random=Random(self.seed),  # noqa: S311 - no secret
                )
        except Flaky:
            asked = found[0].comparisons[:1]
            yield BrokenFor("again", "Asked again, the answer is another one.", asked, ())
        except (NoSuchExample, _EnoughError):
            yield from found
        else:
            yield from found

    def broken(self, law: ComparisonLaw, asked: Asked) -> BrokenFor | None:
        """How a law is broken by what was asked together, if it is."""
        try:
            answers = tuple(worded(self.recommend(each)) for each in asked)
        except Exception as error:  # noqa: BLE001 - anybody's function may fail in any way
            self.failed.append(error)
            said = f"Every comparison has an answer; this gave {type(error).__name__}: {error}"
            return BrokenFor("total", said, asked, ())
        if law.kept(asked, answers, self.policy):
            return None
        return BrokenFor(law.id, law.sentence, asked, answers)
