"""Probabilities: how likely each answer is, under uncertainty somebody stated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from attrs import asdict, frozen

from gradekit.errors import Problems
from gradekit.report.plots.bars import ORDER, Shown, answer_named, bar, frame, labels, legend
from gradekit.report.plots.drawing import GREY, Drawing, put, wrapped
from gradekit.report.symbols import Look

if TYPE_CHECKING:
    from gradekit.simulation import Probabilities

__all__ = ["Chance", "ProbabilityPlot", "ProbabilityRow", "probability_plot"]


@frozen(kw_only=True)
class Chance(Shown):
    """How likely one answer is.

    Args:
        probability: from 0 to 1.
    """

    probability: float


_SLACK = 1e-6


@frozen
class ProbabilityRow:
    """One comparison's answers with their probabilities.

    Args:
        label: of the comparison.
        chances: one for each answer that occurs; they add up to 1.

    Raises:
        InvalidValue: a probability outside 0 to 1, or a sum that is not 1.
    """

    label: str
    chances: tuple[Chance, ...]

    def __attrs_post_init__(self) -> None:
        found = Problems()
        for place, each in enumerate(self.chances):
            found.need(
                0 <= each.probability <= 1,
                "probability outside 0 to 1",
                "chances",
                place,
                "probability",
                expected="from 0 to 1",
                got=each.probability,
            )
        total = sum(each.probability for each in self.chances)
        found.need(
            abs(total - 1) < _SLACK,
            "probabilities do not add up",
            "chances",
            expected="a sum of 1",
            got=total,
        )
        found.settle()


@frozen(kw_only=True)
class ProbabilityPlot(Drawing):
    """How likely each answer is, under uncertainty somebody stated.

    Args:
        title: of the figure.
        rows: one for each comparison.
        note: what was varied, and how.
    """

    title: str
    rows: tuple[ProbabilityRow, ...]
    note: str = ""

    @property
    def alt(self) -> str:
        """What the figure shows, in words."""
        told = [
            f"{row.label}: "
            + ", ".join(f"{each.look.word} {each.probability:.0%}" for each in row.chances)
            for row in self.rows
        ]
        return "Probability of each answer. " + "; ".join(told) + "."

    def figure(self) -> Any:  # noqa: ANN401 - matplotlib's own type
        """The drawn figure."""
        return _drawn(self)


def probability_plot(
    simulated: Iterable[Probabilities],
    names: Mapping[str, str] | None = None,
    *,
    title: str = "",
) -> ProbabilityPlot:
    """The figure of simulated answers.

    Args:
        simulated: as computed, one for each comparison.
        names: of the comparisons as read by people, by id; the id where there is none.
        title: of the figure.
    """
    told, many = names or {}, tuple(simulated)
    rows = tuple(
        ProbabilityRow(
            told.get(each.comparison, each.comparison),
            tuple(
                Chance(**asdict(answer_named(name)), probability=found.value)
                for name, found in each.answers.items()
            ),
        )
        for each in many
    )
    draws = sorted({each.draws for each in many})
    seeds = sorted({each.seed for each in many})
    note = (
        f"{', '.join(f'{n:,}' for n in draws)} draws, seed {', '.join(map(str, seeds))}; "
        "estimates drawn from their intervals, everything else as it stands."
    )
    return ProbabilityPlot(title=title or "Probability of each answer", rows=rows, note=note)


def _drawn(given: ProbabilityPlot) -> Any:  # noqa: ANN401 - matplotlib's own type
    figure, axes, height = frame(given.title, len(given.rows), 0.72)
    looks: list[Look] = []
    for at, row in enumerate(given.rows):
        start = 0.0
        by_word = {c.look.word: c for c in row.chances}
        for word in ORDER:
            chance = by_word.get(word)
            if chance is None or not chance.probability:
                continue
            look = chance.look
            looks.append(look)
            bar(axes, at, start * 100, chance.probability * 100, look)
            if chance.probability >= 0.08:  # noqa: PLR2004 - room for the number
                put(
                    axes,
                    (start + chance.probability / 2) * 100,
                    at,
                    f"{chance.probability:.0%}",
                    ha="center",
                    fontsize=7.5,
                    bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8},
                )
            start += chance.probability
    axes.set_xlim(0, 100)
    labels(axes, [row.label for row in given.rows])
    axes.set_xlabel("Probability of each answer (%)", fontsize=9.5)
    if given.note:
        put(figure, 0.012, 1 - 0.48 / height, wrapped(given.note, 125), fontsize=8, color=GREY)
    legend(figure, looks)
    return figure
