"""Icon arrays: 1000 people, each a mark, with and without the intervention."""

from __future__ import annotations

from typing import Any

from attrs import frozen

from gradekit.comparison import Comparison
from gradekit.errors import InvalidValue, refuse
from gradekit.estimates import Interval
from gradekit.numerals import absolute, counted
from gradekit.report.phrases import inside
from gradekit.report.plots.drawing import GREY, Drawing, blank, put, wrapped
from gradekit.report.rows import ProfileRow
from gradekit.scales import Arm

__all__ = ["IconArray", "IconPanel", "icon_array"]

PEOPLE = 1000
_ACROSS = 40
AFFECTED, SPARED = "#7a1f00", "#b9bec4"


@frozen(kw_only=True)
class IconPanel:
    """One option.

    Args:
        option: its name.
        count: people out of 1000 to whom it happens; None where nobody recorded it.
    """

    option: str
    count: Interval | None

    @property
    def filled(self) -> int:
        """How many marks are filled: the count, rounded."""
        return 0 if self.count is None else round(self.count.value)


@frozen(kw_only=True)
class IconArray(Drawing):
    """What happens to 1000 people under each option.

    Args:
        outcome: what happens.
        horizon: until when.
        panels: the options, the comparator first.
        note: why one of them is empty.
    """

    outcome: str
    horizon: str
    panels: tuple[IconPanel, ...]
    note: str = ""

    @property
    def alt(self) -> str:
        """What the figure shows, in words."""
        told = [
            f"{panel.option}: "
            + ("not recorded" if panel.count is None else f"{absolute(panel.count)} of {PEOPLE}")
            for panel in self.panels
        ]
        return f"{self.outcome}, {PEOPLE} people each. " + "; ".join(told) + "."

    def figure(self) -> Any:  # noqa: ANN401 - matplotlib's own type
        """The drawn figure."""
        return _draw(self)


def icon_array(comparison: Comparison, row: ProfileRow) -> IconArray:
    """The icon array of one row of a profile.

    Args:
        comparison: whose options are named.
        row: with absolute effects at a recorded baseline risk, or one option's rate.

    Raises:
        InvalidValue: neither is recorded, so nothing can be counted.
    """
    without: Interval | None = None
    with_it: Interval | None = None
    effect = row.absolute
    if effect is not None and effect.without is not None and effect.with_it is not None:
        without, with_it = Interval(effect.without).per(PEOPLE), effect.with_it.per(PEOPLE)
    elif row.incidence is not None:
        rate = Interval(row.incidence.value, row.incidence.low, row.incidence.high).per(PEOPLE)
        alone = row.incidence.arm is Arm.INTERVENTION
        without, with_it = (None, rate) if alone else (rate, None)
    else:
        refuse(
            InvalidValue,
            "nothing to count",
            "row",
            expected="a baseline risk with an effect, or one option's rate",
            got=row.no_absolute or row.outcome.id,
        )
    name = f"{row.outcome.name}: {row.label}" if row.label else row.outcome.name
    return IconArray(
        outcome=name,
        horizon=row.horizon,
        panels=(
            IconPanel(option=comparison.comparator.name, count=without),
            IconPanel(option=comparison.intervention.name, count=with_it),
        ),
        note="" if None not in (without, with_it) else row.no_absolute,
    )


def _draw(given: IconArray) -> Any:  # noqa: ANN401 - matplotlib's own type
    figure = blank(8.6, 3.95)
    width = 0.44
    for place, panel in enumerate(given.panels):
        axes = figure.add_axes((0.03 + place * 0.50, 0.17, width, 0.57))
        _panel(axes, panel)
    horizon = f", {given.horizon}" if given.horizon else ""
    put(
        figure,
        0.03,
        0.945,
        wrapped(f"{given.outcome}{horizon}", 95),
        fontsize=11,
        fontweight="bold",
    )
    key = f"Each mark is one person of {PEOPLE}. Filled: {inside(given.outcome)}. Open: not."
    put(figure, 0.03, 0.10, key, fontsize=8)
    if given.note:
        put(figure, 0.03, 0.04, wrapped(given.note, 130), fontsize=8, color=GREY)
    return figure


def _panel(axes: Any, panel: IconPanel) -> None:  # noqa: ANN401 - matplotlib's own type
    down = PEOPLE // _ACROSS
    axes.set_xlim(-0.7, _ACROSS - 0.3)
    axes.set_ylim(down - 0.3, -0.7)
    axes.set_axis_off()
    put(
        axes,
        0,
        1.17,
        wrapped(panel.option, 52),
        transform=axes.transAxes,
        fontsize=9.5,
        fontweight="bold",
    )
    if panel.count is None:
        put(
            axes,
            0.5,
            0.5,
            "not recorded",
            transform=axes.transAxes,
            ha="center",
            fontsize=11,
            style="italic",
            color=GREY,
        )
        return
    told = f"{counted(panel.count.value)} of {PEOPLE}"
    if panel.count.low is not None and panel.count.high is not None:
        told += f" (95% interval {counted(panel.count.low)} to {counted(panel.count.high)})"
    put(axes, 0, 1.06, told, transform=axes.transAxes, fontsize=9)
    marks = [(n % _ACROSS, n // _ACROSS) for n in range(PEOPLE)]
    hit, spared = marks[: panel.filled], marks[panel.filled :]
    if spared:
        axes.scatter(
            *zip(*spared, strict=True),
            s=13,
            marker="o",
            facecolors="none",
            edgecolors=SPARED,
            linewidths=0.6,
        )
    if hit:
        axes.scatter(*zip(*hit, strict=True), s=22, marker="s", color=AFFECTED, linewidths=0)
