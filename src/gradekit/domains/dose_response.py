"""Dose-response: more of the exposure goes with more of the effect.

No rule gives a verdict; whether there is a gradient, and whether it rates up, is judged.
"""

from __future__ import annotations

from gradekit.domains.verdict import Design, Domain, Walk, no_rule
from gradekit.judgements import Suggestion
from gradekit.library import cite
from gradekit.scales import Edition
from gradekit.sources import Parameter
from gradekit.trace import Input, Rule
from gradekit.words import Ordered

__all__ = ["DOMAIN", "PARAMETERS", "RULES", "VOCABULARY", "Gradient", "suggest"]

DOMAIN = Domain.DOSE_RESPONSE


class Gradient(Ordered):
    """Whether the effect grows with the dose."""

    ABSENT = "absent"
    PRESENT = "present"

    @property
    def level(self) -> int:
        """The levels to think about."""
        return self.rank - 1


VOCABULARY = tuple(Gradient)
PARAMETERS: tuple[Parameter[object], ...] = ()

# The rules, in the order they are asked.

RANDOMISED = Rule(
    "dose_response.randomised",
    "Randomised evidence starts high and is not rated up.",
    cite("coregrade4", "abstract"),
)
AFTER_RATING_DOWN = Rule(
    "dose_response.after_rating_down",
    "Rating up is usual only where nothing was rated down: a warning, and no bar.",
    cite("gradeguidelines18", "footnote of table 1"),
)
JUDGEMENT = no_rule(
    DOMAIN,
    "A dose-response gradient may rate up one level; whether it does is judged.",
    cite("gradeguidelines9", checked=False, note="recalled; the source gives no number"),
)
RULES = (RANDOMISED, AFTER_RATING_DOWN, JUDGEMENT)


def suggest(
    *,
    design: Design | str,
    gradient: Gradient | str | None = None,
    rated_down: bool | None = None,
    edition: Edition | str = Edition.CORE,
) -> Suggestion:
    """What was judged of a gradient; a level only where rating up is out of the question.

    Args:
        design: randomised or non-randomised.
        gradient: judgement whether there is one.
        rated_down: whether any domain was rated down; only warns.
        edition: classic or core; the domain is the same.

    Returns:
        0 for randomised evidence; else None, with +1 to consider where a gradient was judged.

    Source: GRADE guidelines 9.

    Example:
        >>> found = suggest(design="non-randomised", gradient="present")
        >>> found.level, found.consider
        (None, (1,))
    """
    walk = Walk(RULES, edition)
    kind = Design(design)
    if walk.ask(RANDOMISED, kind is Design.RANDOMISED, Input("design", kind.value)):
        return walk.suggest(0, RANDOMISED, "randomised evidence is not rated up")
    walk.ask(AFTER_RATING_DOWN, rated_down, Input("something was rated down", rated_down))
    if gradient is None:
        walk.ask(JUDGEMENT, None, Input("gradient", None))
        return walk.stop(JUDGEMENT)
    found = Gradient(gradient)
    return walk.judge(JUDGEMENT, Input("gradient", found.value), consider=(found.level,))
