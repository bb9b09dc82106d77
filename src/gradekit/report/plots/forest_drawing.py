"""How a forest of findings is drawn: the axes in the middle, words on both sides."""

from __future__ import annotations

from typing import Any

from gradekit.estimates import Interval
from gradekit.numerals import MINUS
from gradekit.report.brief import FOOTNOTE, UNCHECKED
from gradekit.report.phrases import inside
from gradekit.report.plots.drawing import GREY, blank, put, wrapped
from gradekit.report.plots.forest_data import ForestData, ForestRow
from gradekit.report.symbols import Look, answer_look, certainty_look, certainty_symbols
from gradekit.scales import Better, Certainty

__all__ = ["drawn"]

# Columns of text beside the axes, in their own fractions; the label stands left of them.
_LABEL = -1.18
_EFFECT, _CERTAINTY, _HARM, _ANSWER = 1.03, 1.64, 2.10, 2.43
_HEADS = ((_CERTAINTY, "Certainty"), (_HARM, "Harm or\nburden"), (_ANSWER, "Suggested"))
_PITCH, _WIDTH = 0.255, 11.2


def _places(
    given: ForestData,
) -> tuple[list[tuple[float, str, str]], list[tuple[float, ForestRow]]]:
    """Where titles and rows stand, from the top down."""
    titles: list[tuple[float, str, str]] = []
    rows: list[tuple[float, ForestRow]] = []
    at, people = 0.0, None
    for group in given.groups:
        if group.population != people:
            people = group.population
            at += 1.3
            titles.append((at, people, "bold"))
        at += 1.1
        titles.append((at, group.title, "italic"))
        for row in group.rows:
            tall = 0.25 * _fit(row.label).count("\n")  # room for a second line, above and below
            at += 1.0 + tall
            rows.append((at, row))
            at += tall
        at += 0.15
    return titles, rows


def _limits(given: ForestData) -> tuple[float, float]:
    """Room for every interval, and for the sizes that matter on both sides."""
    ends = [0.0]
    for row in given.rows:
        if row.effect is not None:
            near = (row.effect.low, row.effect.value, row.effect.high)
            ends += [end for end in near if end is not None]
    if given.thresholds is not None:
        edge = max(size for end in given.thresholds.ends() for _, size in end.sizes()) * 1.5
        ends += [-edge, edge]
    most = max(map(abs, ends)) * 1.06 or 1.0
    return -most, most


def drawn(given: ForestData) -> Any:  # noqa: ANN401 - matplotlib's own type
    """The figure of a forest.

    Args:
        given: what it shows.
    """
    titles, rows = _places(given)
    last = max(at for at, _ in rows) + 0.8
    height = last * _PITCH + 2.15
    figure = blank(_WIDTH, height)
    axes = figure.add_axes((0.28, 1.22 / height, 0.232, last * _PITCH / height))
    low, high = _limits(given)
    axes.set_xlim(low, high)
    axes.set_ylim(last, 0.4)
    _bands(axes, given, high)
    beside = axes.get_yaxis_transform()
    for at, text, style in titles:
        how = (
            {"fontweight": "bold", "fontsize": 9.5}
            if style == "bold"
            else {"color": GREY, "fontsize": 7.6}
        )
        put(axes, _LABEL, at, text, transform=beside, **how)
    decimals = _decimals(given)
    for at, row in rows:
        _draw_row(axes, at, row, beside, decimals)
    unit = f" ({given.unit})" if given.unit else ""
    heads = (
        (_LABEL, f"Compared with {inside(given.comparator)}"),
        (_EFFECT, f"Effect{unit}\n(95% interval)"),
    )
    for x, head in (*heads, *_HEADS):
        put(axes, x, -0.35, head, transform=beside, fontweight="bold", va="center")
    _axis(axes, given, unit)
    put(
        figure,
        0.012,
        1 - 0.2 / height,
        wrapped(f"{given.outcome.name}: {given.title}", 120),
        fontsize=11,
        fontweight="bold",
    )
    _key(figure, given, height)
    return figure


def _bands(axes: Any, given: ForestData, high: float) -> None:  # noqa: ANN401 - matplotlib's own type
    """The sizes too small to matter, and the side on which each option gains."""
    thresholds = given.thresholds
    if thresholds is not None:
        for end in reversed(thresholds.ends()):
            axes.axvspan(-end.small, end.small, color="#dfe3e8", zorder=0, lw=0, alpha=0.8)
        for end in thresholds.ends():
            for _, size in end.sizes():
                for place in (-size, size):
                    axes.axvline(place, color="#7a7f87", lw=0.8, ls=(0, (4, 3)), zorder=1)
    axes.axvline(0, color="#000000", lw=0.9, zorder=1)
    if thresholds is None:
        return
    lower = given.outcome.better is Better.LOWER
    middle = (thresholds.small + high) / 2
    top = axes.get_xaxis_transform()
    for place, text in (
        (-middle, "important\nbenefit" if lower else "important\nworsening"),
        (0.0, "too small\nto matter"),
        (middle, "important\nworsening" if lower else "important\nbenefit"),
    ):
        put(axes, place, 1.0, text, transform=top, ha="center", va="bottom", fontsize=7, color=GREY)


def _draw_row(axes: Any, at: float, row: ForestRow, beside: Any, decimals: int) -> None:  # noqa: ANN401 - matplotlib's own types
    look = certainty_look(row.certainty)
    put(axes, _LABEL + 0.03, at, _fit(row.label), transform=beside, fontsize=8)
    star = UNCHECKED if row.unchecked else ""
    if row.effect is None:
        put(
            axes,
            0.5,
            at,
            "no estimate recorded",
            transform=beside,
            ha="center",
            color=GREY,
            style="italic",
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.0},
        )
        put(axes, _EFFECT, at, "\N{EM DASH}", transform=beside)
    else:
        if row.effect.low is not None:
            axes.plot(
                (row.effect.low, row.effect.high), (at, at), color=look.colour, lw=1.6, zorder=3
            )
        axes.plot(
            row.effect.value,
            at,
            marker=look.marker,
            ms=6.5,
            mfc=look.colour if look.filled else "white",
            mec="#000000" if look.marker != "x" else look.colour,
            mew=0.7,
            ls="none",
            zorder=4,
        )
        put(axes, _EFFECT, at, _told(row.effect, decimals) + star, transform=beside)
    put(axes, _CERTAINTY, at, certainty_symbols(row.certainty), transform=beside)
    put(axes, _HARM, at, row.harm, transform=beside)
    answer = answer_look(row.strength, row.direction)
    put(
        axes,
        _ANSWER,
        at,
        f" {answer.sign} {answer.word} ",
        transform=beside,
        color=answer.ink,
        fontsize=8,
        bbox={"facecolor": answer.colour, "edgecolor": "none", "pad": 1.6},
    )


def _decimals(given: ForestData) -> int:
    """As many places as the finest number needs, so that the numbers of a column line up."""
    needed = [0]
    for row in given.rows:
        if row.effect is not None:
            ends = (row.effect.value, row.effect.low, row.effect.high)
            needed += [
                len(f"{end:.4g}".partition("e")[0].partition(".")[2])
                for end in ends
                if end is not None
            ]
    return min(_FINEST, max(needed))


def _told(effect: Interval, decimals: int) -> str:
    def fixed(number: float) -> str:
        return f"{number:.{decimals}f}".replace("-", MINUS)

    if effect.low is None or effect.high is None:
        return f"{fixed(effect.value)} (no interval)"
    return f"{fixed(effect.value)} ({fixed(effect.low)} to {fixed(effect.high)})"


_FINEST = 3
_ROOM = 52


def _fit(label: str) -> str:
    """A long name in two lines of smaller pitch, still whole."""
    return label if len(label) <= _ROOM else wrapped(label, _ROOM)


def _axis(axes: Any, given: ForestData, unit: str) -> None:  # noqa: ANN401 - matplotlib's own type
    lower = given.outcome.better is Better.LOWER
    other = inside(given.comparator)
    sides = ("intervention", other) if lower else (other, "intervention")
    tall = axes.get_position().height * axes.figure.get_figheight()
    name = f"Difference in {inside(given.outcome.name)}{unit}"
    how = {"transform": axes.transAxes}
    put(axes, 0.5, -0.72 / tall, name, ha="center", fontsize=9, **how)
    left = f"\N{LEFTWARDS ARROW} favours\n{sides[0]}"
    right = f"favours \N{RIGHTWARDS ARROW}\n{sides[1]}"
    how |= {"fontsize": 7.5, "color": GREY}
    put(axes, 0.0, -0.42 / tall, left, ha="left", **how)
    put(axes, 1.0, -0.42 / tall, right, ha="right", **how)
    axes.set_yticks(())
    axes.tick_params(axis="x", labelsize=8, length=3)
    for side in ("top", "left", "right"):
        axes.spines[side].set_visible(False)


def _key(figure: Any, given: ForestData, height: float) -> None:  # noqa: ANN401 - matplotlib's own type
    """What the markers mean, and what a star means where there is one."""
    used = {row.certainty for row in given.rows if row.effect is not None}
    line = 0.22 / height
    x = 0.012
    put(figure, x, line, "Certainty:", fontsize=8)
    x += 0.07
    for certainty in (*reversed(Certainty), None):
        if certainty not in used:
            continue
        look = certainty_look(certainty)
        _mark(figure, x, line, look)
        put(figure, x + 0.012, line, look.word, fontsize=8)
        x += 0.05 + 0.008 * len(look.word)
    if any(row.unchecked and row.effect is not None for row in given.rows):
        put(figure, x + 0.01, line, FOOTNOTE, fontsize=8)


def _mark(figure: Any, x: float, y: float, look: Look) -> None:  # noqa: ANN401 - matplotlib's own type
    from matplotlib.lines import Line2D

    figure.add_artist(
        Line2D(
            (x,),
            (y,),
            marker=look.marker,
            ms=6.5,
            mfc=look.colour if look.filled else "white",
            mec="#000000" if look.marker != "x" else look.colour,
            mew=0.7,
            ls="none",
            transform=figure.transFigure,
        )
    )
