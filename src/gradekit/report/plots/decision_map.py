"""Decision map: the answer for every share band and overall certainty, all else as it stands."""

from __future__ import annotations

from typing import Any

from attrs import evolve, frozen

from gradekit.answers import Direction, ShareBand, Strength
from gradekit.decision import decide
from gradekit.policy import BMJ_RAPID, Policy
from gradekit.recommendation import Recommendation
from gradekit.report.phrases import inside
from gradekit.report.plots.drawing import GREY, Drawing, blank, put, wrapped
from gradekit.report.symbols import answer_look
from gradekit.scales import Certainty
from gradekit.situation import Situation

__all__ = ["DecisionMap", "MapCell", "decision_map"]


@frozen(kw_only=True)
class MapCell:
    """One answer.

    Args:
        share: band of the people who would choose the intervention.
        certainty: overall.
        strength: strong, conditional or none.
        direction: for, against, either or none.
        paradigms: permitting a strong answer here.
        here: whether this is where the situation stands.
    """

    share: ShareBand
    certainty: Certainty
    strength: Strength
    direction: Direction
    paradigms: tuple[int, ...]
    here: bool


@frozen(kw_only=True)
class DecisionMap(Drawing):
    """The answers over share and certainty.

    Args:
        title: of the figure.
        policy: name of the policy they hold under.
        cells: certainty falling, then share rising.
    """

    title: str
    policy: str
    cells: tuple[MapCell, ...]

    @property
    def alt(self) -> str:
        """What the figure shows, in words."""
        here = next(each for each in self.cells if each.here)
        word = answer_look(here.strength, here.direction).word
        same = sum(
            (each.strength, each.direction) == (here.strength, here.direction)
            for each in self.cells
        )
        return (
            f"Map of answers over share and overall certainty. Here, at share {here.share} and "
            f"certainty {here.certainty}: {word}; {same} of {len(self.cells)} cells answer alike."
        )

    def figure(self) -> Any:  # noqa: ANN401 - matplotlib's own type
        """The drawn figure."""
        return _draw(self)


def decision_map(
    given: Recommendation | Situation, policy: Policy | None = None, *, title: str = ""
) -> DecisionMap:
    """The map around a suggestion or a situation, computed by `decide` in every cell.

    Only the share and the overall certainty are moved; what is known for and against each option,
    and so what the paradigms ask, stays as it stands.

    Args:
        given: a suggestion, or a situation.
        policy: of a situation; a suggestion brings its own unless another is named.
        title: of the figure.

    Example:
        >>> import gradekit as gk
        >>> drawn = decision_map(gk.recommend(gk.datasets.load("spine-2025")["axial/im-la"]))
        >>> len(drawn.cells), [each.share.value for each in drawn.cells if each.here]
        (24, ['almost none'])
    """
    if isinstance(given, Recommendation):
        at, used = given.situation, policy or given.policy
        comparison = given.comparison
        title = (
            title or f"{comparison.intervention.name} versus {inside(comparison.comparator.name)}"
        )
    else:
        at, used = given, policy or BMJ_RAPID
    cells: list[MapCell] = []
    for certainty in reversed(Certainty):
        for share in ShareBand:
            moved = Situation(evolve(at.evidence, overall=certainty), evolve(at.panel, share=share))
            answer = decide(moved, used)
            cells.append(
                MapCell(
                    share=share,
                    certainty=certainty,
                    strength=answer.strength,
                    direction=answer.direction,
                    paradigms=answer.paradigms,
                    here=share is at.panel.share and certainty is at.evidence.overall,
                )
            )
    return DecisionMap(title=title or "Decision map", policy=used.name, cells=tuple(cells))


_LABELS = {
    ShareBand.ALMOST_NONE: "almost none",
    ShareBand.MINORITY: "a minority",
    ShareBand.SPLIT: "split",
    ShareBand.MAJORITY: "a majority",
    ShareBand.NEARLY_ALL: "nearly all",
    ShareBand.UNKNOWN: "unknown",
}


def _draw(given: DecisionMap) -> Any:  # noqa: ANN401 - matplotlib's own type
    with_patches = blank(8.6, 4.5)
    axes = with_patches.add_axes((0.12, 0.225, 0.865, 0.645))
    shares, certainties = list(ShareBand), list(reversed(Certainty))
    axes.set_xlim(0, len(shares) + 0.12)
    axes.set_ylim(len(certainties), 0)
    for cell in given.cells:
        x = shares.index(cell.share) + (0.12 if cell.share is ShareBand.UNKNOWN else 0.0)
        _cell(axes, x, certainties.index(cell.certainty), cell)
    places = [
        i + 0.5 + (0.12 if share is ShareBand.UNKNOWN else 0) for i, share in enumerate(shares)
    ]
    axes.set_xticks(places, [_LABELS[each] for each in shares], fontsize=9)
    axes.set_yticks(
        [i + 0.5 for i in range(len(certainties))], [c.value for c in certainties], fontsize=9
    )
    axes.tick_params(length=0)
    for side in axes.spines.values():
        side.set_visible(False)
    axes.set_xlabel(
        "Share of informed people who would choose the intervention (band)", fontsize=9.5
    )
    axes.set_ylabel("Overall certainty", fontsize=9.5)
    put(with_patches, 0.012, 0.955, wrapped(given.title, 95), fontsize=11, fontweight="bold")
    note = (
        f"Thick frame: where the comparison stands. Policy {given.policy}. Only share and overall "
        "certainty are moved; what is known for and against each option stays, and with it the "
        "paradigms (P and number: permits strong)."
    )
    put(with_patches, 0.012, 0.05, wrapped(note, 132), fontsize=7.5, color=GREY)
    return with_patches


def _cell(axes: Any, x: float, y: float, cell: MapCell) -> None:  # noqa: ANN401 - matplotlib's own type
    from matplotlib.patches import Rectangle

    look = answer_look(cell.strength, cell.direction)
    gap = 0.03
    axes.add_patch(
        Rectangle(
            (x + gap, y + gap),
            1 - 2 * gap,
            1 - 2 * gap,
            facecolor=look.colour,
            edgecolor="#000000" if cell.here else "white",
            lw=3.0 if cell.here else 0.5,
            zorder=3 if cell.here else 2,
        )
    )
    told = look.word.replace(" ", "\n", 1)
    if cell.paradigms:
        told += "\n(" + ", ".join(f"P{number}" for number in cell.paradigms) + ")"
    put(axes, x + 0.5, y + 0.27, look.sign, ha="center", color=look.ink, fontsize=12, zorder=4)
    put(
        axes,
        x + 0.5,
        y + 0.65,
        told,
        ha="center",
        color=look.ink,
        fontsize=8,
        zorder=4,
        linespacing=1.05,
    )
