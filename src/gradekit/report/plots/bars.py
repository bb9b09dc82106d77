"""Bars of answers: what sweeps and probabilities share."""

from __future__ import annotations

from typing import Any

from attrs import field, frozen

from gradekit.answers import Direction, Strength
from gradekit.report.plots.drawing import blank, legend_text, put, wrapped
from gradekit.report.symbols import Look, answer_look

__all__ = ["ORDER", "Shown", "answer_named", "bar", "frame", "labels", "legend"]

IMPOSSIBLE = Look(
    word="impossible effect",
    sign="\N{MULTIPLICATION X}",
    colour="#ffffff",
    ink="#000000",
    hatch="...",
)


@frozen(kw_only=True)
class Shown:
    """An answer in a figure.

    Args:
        strength: strong, conditional or none.
        direction: for, against, either or none.
        impossible: whether the number makes an effect that cannot be, so that there is no answer.
    """

    strength: Strength = field(converter=Strength)
    direction: Direction = field(converter=Direction)
    impossible: bool = False

    @property
    def look(self) -> Look:
        """How it is told apart."""
        return IMPOSSIBLE if self.impossible else answer_look(self.strength, self.direction)


def answer_named(name: str) -> Shown:
    """The answer of this name, as sweeps and simulations print it.

    Args:
        name: "strong against", "no recommendation", "impossible" and the like.

    Raises:
        InvalidValue: no such answer.

    Example:
        >>> answer_named("conditional for").look.word
        'conditional for'
    """
    if name in ("impossible", "no recommendation"):
        return Shown(strength="none", direction="none", impossible=name == "impossible")
    strength, _, direction = name.partition(" ")
    return Shown(strength=strength, direction=direction)


_LISTED = (
    (Strength.STRONG, Direction.AGAINST),
    (Strength.CONDITIONAL, Direction.AGAINST),
    (Strength.CONDITIONAL, Direction.EITHER),
    (Strength.CONDITIONAL, Direction.FOR),
    (Strength.STRONG, Direction.FOR),
    (Strength.NONE, Direction.NONE),
)
ORDER = (*(answer_look(*each).word for each in _LISTED), IMPOSSIBLE.word)
"""The words of the answers, as legends and stacked bars list them."""
_WIDTH, _PITCH, _LEFT, _BOTTOM = 8.6, 0.34, 0.36, 1.08


def frame(title: str, rows: int, top: float) -> tuple[Any, Any, float]:
    """A figure with one row for each bar; `top` is the room above them, in inches."""
    tall = rows * _PITCH
    height = tall + top + _BOTTOM
    figure = blank(_WIDTH, height)
    axes = figure.add_axes((_LEFT, _BOTTOM / height, 0.965 - _LEFT, tall / height))
    axes.set_ylim(rows - 0.5, -0.5)
    put(figure, 0.012, 1 - 0.22 / height, wrapped(title, 95), fontsize=11, fontweight="bold")
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.set_yticks(())
    axes.tick_params(axis="x", labelsize=8.5)
    return figure, axes, height


def _edge(look: Look) -> str:
    """The colour of a bar's edge and hatching: whatever reads on its area."""
    return "#ffffff" if look.ink == "#ffffff" else "#333333"


def bar(axes: Any, at: int, start: float, wide: float, look: Look) -> None:  # noqa: ANN401 - matplotlib's own type
    """Draw one bar.

    Args:
        axes: to draw on.
        at: its row.
        start: where it begins.
        wide: how far it reaches.
        look: of its answer.
    """
    axes.barh(
        at,
        wide,
        left=start,
        height=0.66,
        facecolor=look.colour,
        edgecolor=_edge(look),
        hatch=look.hatch,
        lw=0.5,
    )


def labels(axes: Any, names: list[str]) -> None:  # noqa: ANN401 - matplotlib's own type
    """Write what each row is about beside it.

    Args:
        axes: to write on.
        names: from top to bottom.
    """
    beside = axes.get_yaxis_transform()
    for at, label in enumerate(names):
        put(axes, -0.02, at, wrapped(label, 46), transform=beside, ha="right", fontsize=8)


def legend(figure: Any, looks: list[Look]) -> None:  # noqa: ANN401 - matplotlib's own type
    """Colours and hatchings by their words, in the order of the answers."""
    from matplotlib.patches import Patch

    named = {look.word: look for look in looks}
    handles = [
        Patch(
            facecolor=named[w].colour,
            edgecolor=_edge(named[w]),
            hatch=named[w].hatch,
            lw=0.5,
            label=w,
        )
        for w in ORDER
        if w in named
    ]
    made = figure.legend(
        handles=handles,
        loc="lower center",
        ncols=max(1, min(3, len(handles))),
        frameon=False,
        fontsize=8.5,
        handlelength=2.2,
        handleheight=1.2,
    )
    legend_text(made)
