"""Sweeps: where each answer changes as one number moves."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from attrs import evolve, frozen

from gradekit.errors import Problems
from gradekit.numerals import shown
from gradekit.report.plots.bars import Shown, bar, frame, labels, legend
from gradekit.report.plots.drawing import Drawing, put
from gradekit.report.symbols import Look
from gradekit.sensitivity import Sweep, Track

__all__ = ["SweepLine", "SweepPlot", "SweepPoint", "SweepSegment", "sweep_plot"]


@frozen(kw_only=True)
class SweepSegment(Shown):
    """A stretch of the swept number over which the answer stays.

    Args:
        start: where it begins.
        end: where it ends.
    """

    start: float
    end: float


@frozen(kw_only=True)
class SweepPoint(Shown):
    """A single number at which the answer is neither that below nor that above it.

    Args:
        at: the number.
    """

    at: float


@frozen
class SweepLine:
    """One comparison's answers over the sweep.

    Args:
        label: of the comparison.
        segments: from left to right, each starting where the one before ends.
        points: with an answer of their own.

    Raises:
        InvalidValue: no segment, one without length, or a gap or overlap between two.
    """

    label: str
    segments: tuple[SweepSegment, ...]
    points: tuple[SweepPoint, ...] = ()

    def __attrs_post_init__(self) -> None:
        found = Problems()
        found.need(self.segments, "no segment", "segments", expected="at least one", got=())
        for place, each in enumerate(self.segments):
            found.need(
                each.start < each.end,
                "segment without length",
                "segments",
                place,
                expected="start below end",
                got=(each.start, each.end),
            )
            before = self.segments[place - 1].end if place else each.start
            found.need(
                each.start == before,
                "gap or overlap between segments",
                "segments",
                place,
                "start",
                expected=f"{before}, where the segment before ends",
                got=each.start,
            )
        found.settle()

    @property
    def breakpoints(self) -> tuple[float, ...]:
        """Where the answer changes."""
        return tuple(
            after.start
            for before, after in zip(self.segments, self.segments[1:], strict=False)
            if before.look != after.look
        )


@frozen(kw_only=True)
class SweepPlot(Drawing):
    """Answers as one number moves, with the places where they change.

    Args:
        title: of the figure.
        quantity: what moves.
        unit: of it.
        lines: one for each comparison.
        recorded: its value as recorded; None where there is none.
    """

    title: str
    quantity: str
    unit: str
    lines: tuple[SweepLine, ...]
    recorded: float | None = None

    @property
    def alt(self) -> str:
        """What the figure shows, in words."""
        told = [
            f"{line.label}: "
            + (
                "changes at " + ", ".join(shown(each) for each in line.breakpoints)
                if line.breakpoints
                else f"{line.segments[0].look.word} throughout"
            )
            for line in self.lines
        ]
        return f"Answers as {self.quantity} ({self.unit}) moves. " + "; ".join(told) + "."

    def figure(self) -> Any:  # noqa: ANN401 - matplotlib's own type
        """The drawn figure."""
        return _drawn(self)


def _line(track: Track, sweep: Sweep, label: str) -> SweepLine:
    """A track as segments that meet; a point with an answer of its own stands apart."""
    segments: list[SweepSegment] = []
    points: list[SweepPoint] = []
    cells = track.cells
    for place, (stretch, answer) in enumerate(cells):
        said: dict[str, Any] = {
            "strength": answer.strength,
            "direction": answer.direction,
            "impossible": bool(answer.problem),
        }
        low, high = max(stretch.low, sweep.low), min(stretch.high, sweep.high)
        if low < high and not math.isinf(high - low):
            made = SweepSegment(start=low, end=high, **said)
            if segments and segments[-1].look == made.look and segments[-1].end == low:
                made = evolve(made, start=segments.pop().start)
            segments.append(made)
            continue
        beside = [cells[near][1] for near in (place - 1, place + 1) if 0 <= near < len(cells)]
        if not any(answer.same(other) for other in beside):
            points.append(SweepPoint(at=stretch.low, **said))
    return SweepLine(label, tuple(segments), tuple(points))


def sweep_plot(
    sweep: Sweep, names: Mapping[str, str] | None = None, *, title: str = ""
) -> SweepPlot:
    """The figure of a sweep.

    Args:
        sweep: as computed.
        names: of the comparisons as read by people, by id; the id where there is none.
        title: of the figure.

    Example:
        >>> import gradekit as gk
        >>> from gradekit.sensitivity import sweep_mid
        >>> made = sweep_plot(sweep_mid(gk.datasets.load("spine-2025"), "pain", 0.2, 3.0))
        >>> len(made.lines), made.recorded
        (16, 1.5)
    """
    told = names or {}
    return SweepPlot(
        title=title or f"Answers as {sweep.what} moves",
        quantity=sweep.what,
        unit=sweep.unit or "",
        lines=tuple(
            _line(track, sweep, told.get(track.comparison, track.comparison)) for track in sweep
        ),
        recorded=sweep.now,
    )


def _drawn(given: SweepPlot) -> Any:  # noqa: ANN401 - matplotlib's own type
    figure, axes, _ = frame(given.title, len(given.lines), 0.72)
    looks: list[Look] = []
    for at, line in enumerate(given.lines):
        for each in line.segments:
            bar(axes, at, each.start, each.end - each.start, each.look)
            looks.append(each.look)
        room = 0.008 * (line.segments[-1].end - line.segments[0].start)
        for place in line.breakpoints:
            axes.plot((place, place), (at - 0.42, at + 0.42), color="#000000", lw=1.6)
            put(
                axes,
                place + room,
                at,
                shown(place),
                fontsize=7,
                ha="left",
                bbox={"facecolor": "white", "edgecolor": "#333333", "lw": 0.4, "pad": 1.0},
            )
        for point in line.points:
            looks.append(point.look)
            axes.plot(
                point.at, at, marker="D", ms=7, mfc=point.look.colour, mec="#000000", ls="none"
            )
    low = min(line.segments[0].start for line in given.lines)
    high = max(line.segments[-1].end for line in given.lines)
    axes.set_xlim(low, high)
    if given.recorded is not None:
        axes.axvline(given.recorded, color="#000000", lw=1.2, ls=(0, (3, 2)), zorder=5)
        told = f"recorded: {shown(given.recorded)} {given.unit}".rstrip()
        put(axes, given.recorded, -0.62, told, ha="center", va="bottom", fontsize=8)
    labels(axes, [line.label for line in given.lines])
    name = f"{given.quantity} ({given.unit})" if given.unit else given.quantity
    axes.set_xlabel(name, fontsize=9.5, parse_math=False)
    legend(figure, looks)
    return figure
