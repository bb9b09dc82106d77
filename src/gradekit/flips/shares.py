"""What each share of people would make of the same evidence: what a values judgement decides."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve, field, frozen

from gradekit.answers import ShareBand, Strength
from gradekit.decision import Decision, decide
from gradekit.markup import table
from gradekit.situation import Assessment, Situation

__all__ = ["ShareAnswers", "if_share"]


@frozen
class ShareAnswers:
    """The answer for every share band, all else as it stands.

    Args:
        answers: by band, from almost none to nearly all, and unknown.
        found: the band the comparison has now.
    """

    answers: Mapping[ShareBand, Decision] = field(hash=False)
    found: ShareBand

    def __getitem__(self, band: ShareBand | str) -> Decision:
        return self.answers[ShareBand(band)]

    @property
    def told(self) -> dict[str, str]:
        """Each band with its answer, in words."""
        return {band.value: str(each) for band, each in self.answers.items()}

    @property
    def strong(self) -> tuple[ShareBand, ...]:
        """The bands under which the answer would be strong."""
        return tuple(
            band for band, each in self.answers.items() if each.strength is Strength.STRONG
        )

    def __str__(self) -> str:
        return "\n".join(
            f"{band}{' (as it stands)' if band == self.found else ''}: {answer}"
            for band, answer in self.told.items()
        )

    def _repr_html_(self) -> str:
        rows = (
            (
                f"{band}{' (as it stands)' if band == self.found else ''}",
                str(each),
                "; ".join(each.opened_by),
                ", ".join(each.binding),
            )
            for band, each in self.answers.items()
        )
        return table(("If the share were", "Answer", "Opened by", "Bound by"), rows).html


def if_share(assessed: Assessment) -> ShareAnswers:
    """The answer for every share band, with evidence and judgements as they stand.

    Args:
        assessed: the comparison, weighed.
    """
    situation = assessed.situation
    return ShareAnswers(
        {
            band: decide(
                Situation(situation.evidence, evolve(situation.panel, share=band)),
                assessed.policy,
            )
            for band in ShareBand
        },
        situation.panel.share,
    )
