"""Opposing confounding: what could still have biased the studies works against what they found.

Core GRADE leaves it out, as too hard and too rare. In classic GRADE it is judged.
"""

from __future__ import annotations

from gradekit.domains.verdict import Design, Domain, Walk, no_rule
from gradekit.judgements import Suggestion
from gradekit.library import cite
from gradekit.scales import Edition
from gradekit.sources import Parameter
from gradekit.trace import Input, Rule
from gradekit.words import Word

__all__ = ["DOMAIN", "PARAMETERS", "RULES", "VOCABULARY", "Confounding", "suggest"]

DOMAIN = Domain.OPPOSING_CONFOUNDING


class Confounding(Word):
    """What all plausible residual confounding would have done."""

    NOT_OPPOSING = "not opposing"
    SHRINKS = "would shrink the effect seen"
    CREATES = "would create an effect where none is seen"

    @property
    def level(self) -> int:
        """The levels to think about."""
        return 0 if self is Confounding.NOT_OPPOSING else 1


VOCABULARY = tuple(Confounding)
PARAMETERS: tuple[Parameter[object], ...] = ()

# The rules, in the order they are asked.

LEFT_OUT = Rule(
    "opposing_confounding.left_out",
    "Core GRADE does not rate up for opposing confounding.",
    cite("coregrade1", checked=False, note="second-hand"),
    Edition.CORE,
)
RANDOMISED = Rule(
    "opposing_confounding.randomised",
    "Randomised evidence starts high and is not rated up.",
    cite("gradeguidelines9", "abstract"),
    Edition.CLASSIC,
)
AFTER_RATING_DOWN = Rule(
    "opposing_confounding.after_rating_down",
    "Rating up is usual only where nothing was rated down: a warning, and no bar.",
    cite("gradeguidelines18", "footnote of table 1"),
    Edition.CLASSIC,
)
JUDGEMENT = no_rule(
    DOMAIN,
    "Where all plausible confounding would shrink the effect, or create one where none is seen, "
    "rating up one level is judged.",
    cite("gradeguidelines9", checked=False, note="recalled"),
    edition=Edition.CLASSIC,
)
RULES = (LEFT_OUT, RANDOMISED, AFTER_RATING_DOWN, JUDGEMENT)


def suggest(
    *,
    design: Design | str,
    confounding: Confounding | str | None = None,
    rated_down: bool | None = None,
    edition: Edition | str = Edition.CORE,
) -> Suggestion:
    """What was judged of residual confounding; a level only where rating up is not on offer.

    Args:
        design: randomised or non-randomised.
        confounding: judgement of what all plausible residual confounding would have done.
        rated_down: whether any domain was rated down; only warns.
        edition: classic or core.

    Returns:
        0 in core and for randomised evidence; else None, with the level to consider.

    Source: GRADE guidelines 9; left out of Core GRADE 1 (second-hand).

    Example:
        >>> suggest(design="NRSI").rule
        'opposing_confounding.left_out'
    """
    walk = Walk(RULES, edition)
    kind = Design(design)
    seen = Input("design", kind.value)
    judged = None if confounding is None else Confounding(confounding)
    effect = Input("residual confounding", None if judged is None else judged.value)
    core = walk.edition is Edition.CORE
    if core:
        walk.ask(LEFT_OUT, core, seen, effect)
        return walk.suggest(0, LEFT_OUT, "Core GRADE leaves this domain out")
    if walk.ask(RANDOMISED, kind is Design.RANDOMISED, seen):
        return walk.suggest(0, RANDOMISED, "randomised evidence is not rated up")
    walk.ask(AFTER_RATING_DOWN, rated_down, Input("something was rated down", rated_down))
    if judged is None:
        walk.ask(JUDGEMENT, None, effect)
        return walk.stop(JUDGEMENT)
    return walk.judge(JUDGEMENT, effect, consider=(judged.level,))
