"""Random situations, the same for everybody: drawn over the whole space as a caller may write it.

Draws go round: no paradigm and each of the five, each direction, any panel and a panel that lets
strong show. A draw that aims at a paradigm takes the words of its conditions from those that meet
them, at an overall certainty at which paradigms are consulted three times out of four, and every
other word from all there are.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import cycle, islice, product
from typing import Any, TypeVar

from attrs import frozen

from gradekit.levels import EvidenceHalf
from gradekit.paradigms import PARADIGMS, Paradigm
from gradekit.policy import Policy
from gradekit.scales import Arm, Certainty, Perspective
from gradekit.situation import PanelHalf, Situation
from gradekit.space import panel_halves
from gradekit.testing.conformance_lines import TOWARD, showing
from gradekit.testing.conformance_words import EVIDENCE_FIELDS, asked_by, made, settled, words_of

__all__ = ["random_cases"]

T = TypeVar("T")
_OFTEN = 0.75  # of the draws that aim at a paradigm, those where it is consulted


@frozen
class _Draws:
    """Draws under a policy. `random.Random.random` is the same in every Python; `choice` is not."""

    policy: Policy
    source: random.Random

    def one_of(self, words: Sequence[T]) -> T:
        """Any of these, each as likely."""
        return words[int(self.source.random() * len(words))]

    def situation(self, paradigm: Paradigm | None, arm: Arm, *, shows: bool) -> Situation:
        """A situation that aims at a paradigm in the direction of an arm."""
        asked = {} if paradigm is None else asked_by(paradigm, arm, self.policy)
        return Situation(self.evidence(asked), self.panel(arm, shows=shows))

    def evidence(self, asked: Mapping[str, tuple[Any, ...]]) -> EvidenceHalf:
        """An evidence half with its words among those asked for."""
        words = {field: self.one_of(asked.get(field, words_of(field))) for field in EVIDENCE_FIELDS}
        if asked and self.source.random() < _OFTEN:
            enough = self.policy.strong_certainty.value
            words["overall"] = self.one_of([each for each in Certainty if each < enough])
        return made(settled(words, asked))

    def panel(self, arm: Arm, *, shows: bool) -> PanelHalf:
        """Any panel half, or one that lets strong show in this direction."""
        if not shows:
            return self.one_of(panel_halves())
        perspective = self.one_of(tuple(Perspective))
        return self.one_of(showing(self.policy)[TOWARD[arm], perspective])


def random_cases(policy: Policy, number: int, seed: int = 1) -> Iterator[Situation]:
    """Random situations, the same from the same seed.

    Args:
        policy: whose conditions are aimed at.
        number: of situations.
        seed: to start from.

    Example:
        >>> from gradekit.policy import BMJ_RAPID
        >>> len(set(random_cases(BMJ_RAPID, 48)))
        48
    """
    draws = _Draws(policy, random.Random(seed))  # noqa: S311 - no secret hangs on it
    kinds = cycle(product((False, True), Arm, (None, *PARADIGMS)))
    for shows, arm, paradigm in islice(kinds, number):
        yield draws.situation(paradigm, arm, shows=shows)
