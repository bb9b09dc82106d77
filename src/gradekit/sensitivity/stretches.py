"""What a sweep gives: for each comparison, the stretches of a number on which its answer stands.

A stretch is a point, or what lies between two points. At a breakpoint the answer may be that of
one side or a third one, so a breakpoint is a stretch of its own until it is joined to a neighbour
with the same answer.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from gradekit.answers import Direction, ShareBand, Strength
from gradekit.errors import InvalidValue, refuse
from gradekit.markup import table
from gradekit.sensitivity.crossings import ABOVE_ZERO
from gradekit.thresholds import compare

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = ["Answer", "Breakpoint", "Stretch", "Sweep", "Track"]


@frozen(kw_only=True)
class Answer:
    """What a comparison answers on a stretch.

    Args:
        direction: for, against, either or none.
        strength: strong, conditional or none.
        paradigms: permitting it.
        share: the band used.
        problem: why there is no answer at all, where the number makes an impossible effect.
    """

    direction: Direction = Direction.NONE
    strength: Strength = Strength.NONE
    paradigms: tuple[int, ...] = ()
    share: ShareBand = ShareBand.UNKNOWN
    problem: str = ""

    def same(self, other: Answer) -> bool:
        """Whether direction and strength are the same, whatever opened them."""
        mine = (self.direction, self.strength, bool(self.problem))
        return mine == (other.direction, other.strength, bool(other.problem))

    def __str__(self) -> str:
        if self.problem:
            return "impossible"
        return self.strength.toward(self.direction)


@frozen
class Stretch:
    """Part of the range of a number.

    Args:
        low: lower end; minus infinity where it has none.
        high: upper end.
        with_low: whether the lower end belongs to it.
        with_high: whether the upper end does.
    """

    low: float
    high: float
    with_low: bool = field(default=True, kw_only=True)
    with_high: bool = field(default=True, kw_only=True)

    def __contains__(self, value: float) -> bool:
        above, below = compare(value, self.low), compare(value, self.high)
        return (above > 0 or (above == 0 and self.with_low)) and (
            below < 0 or (below == 0 and self.with_high)
        )

    def __str__(self) -> str:
        if self.low == self.high:
            return f"at {self.low:.12g}"
        at_low = "from" if self.with_low else "above"
        at_high = "to" if self.with_high else "below"
        if math.isinf(self.low):
            return "anywhere" if math.isinf(self.high) else f"{_UP_TO[at_high]} {self.high:.12g}"
        if math.isinf(self.high):
            return f"{at_low} {self.low:.12g}"
        return f"{at_low} {self.low:.12g} {at_high} {self.high:.12g}"


_UP_TO = {"to": "up to", "below": "below"}


@frozen
class Breakpoint:
    """A number at which a comparison's answer changes.

    Args:
        comparison: id.
        at: the number.
        below: the answer just below it.
        here: the answer at it.
        above: the answer just above it.
        checked: whether somebody read the estimate it rests on in its source.
    """

    comparison: str
    at: float
    below: Answer
    here: Answer
    above: Answer
    checked: bool = True

    @property
    def moves(self) -> bool:
        """Whether direction or strength changes; otherwise only what opened them does."""
        return not (self.below.same(self.here) and self.here.same(self.above))

    def __str__(self) -> str:
        star = "" if self.checked else "*"
        if self.here.same(self.below):
            told = f"{self.below} up to it, {self.above} above"
        elif self.here.same(self.above):
            told = f"{self.below} below, {self.above} from it"
        else:
            told = f"{self.below} below, {self.here} at it, {self.above} above"
        return f"{self.at:.12g}{star}: {told}"


Cell = tuple[Stretch, Answer]


def _joined(cells: tuple[Cell, ...], alike: Callable[[Answer, Answer], bool]) -> tuple[Cell, ...]:
    """Neighbouring stretches made one where their answers are alike."""
    made: list[Cell] = []
    for stretch, answer in cells:
        if made and alike(made[-1][1], answer):
            last, kept = made[-1]
            whole = Stretch(
                last.low, stretch.high, with_low=last.with_low, with_high=stretch.with_high
            )
            made[-1] = (whole, kept)
        else:
            made.append((stretch, answer))
    return tuple(made)


@frozen
class Track:
    """One comparison's answers over the whole range.

    Args:
        comparison: id.
        cells: every point that was looked at and every stretch between two, with its answer.
        now: the number as it stands; None where the comparison has none, or several.
        checked: whether somebody read the estimate in its source.
    """

    comparison: str
    cells: tuple[Cell, ...] = field(repr=False)
    now: float | None = None
    checked: bool = True

    def __getitem__(self, value: float) -> Answer:
        for stretch, answer in self.cells:
            # A point comes before the stretch that starts at it, and has its tolerance.
            if value in stretch:
                return answer
        refuse(
            InvalidValue,
            "outside the range swept",
            "value",
            expected=f"from {self.cells[0][0].low:g} to {self.cells[-1][0].high:g}",
            got=value,
        )

    @property
    def stretches(self) -> tuple[Cell, ...]:
        """The range in order, in stretches on which the whole answer is the same."""
        return _joined(self.cells, Answer.__eq__)

    @property
    def breakpoints(self) -> tuple[Breakpoint, ...]:
        """Every number at which anything about the answer changes, paradigm and band included."""
        found: list[Breakpoint] = []
        for (_, below), (point, here), (_, above) in zip(
            self.cells, self.cells[1:], self.cells[2:], strict=False
        ):
            if point.low == point.high and not below == here == above:
                found.append(
                    Breakpoint(self.comparison, point.low, below, here, above, self.checked)
                )
        return tuple(found)

    @property
    def stays(self) -> Stretch | None:
        """Where direction and strength are what they are now; None where there is no now."""
        if self.now is None:
            return None
        alike = _joined(self.cells, Answer.same)
        return next((stretch for stretch, _ in alike if self.now in stretch), None)


@frozen(kw_only=True)
class Sweep:
    """The answers of one or more comparisons over the range of a number.

    Args:
        what: the number that was varied ("MID of pain").
        unit: of it.
        low: where it starts.
        high: where it ends.
        tracks: one for each comparison.
        now: the number as it stands for all of them, where there is one.
        chosen: where the ends of the range come from, where nobody named them.
    """

    what: str
    unit: str | None
    low: float
    high: float
    tracks: tuple[Track, ...]
    now: float | None = None
    chosen: str = ""

    def __attrs_post_init__(self) -> None:
        if self.low == ABOVE_ZERO:
            object.__setattr__(self, "low", 0.0)

    def __getitem__(self, comparison: str) -> Track:
        for track in self.tracks:
            if track.comparison == comparison:
                return track
        refuse(
            InvalidValue,
            "comparison not swept",
            "comparison",
            expected="one of " + ", ".join(each.comparison for each in self.tracks),
            got=comparison,
        )

    def __iter__(self) -> Iterator[Track]:
        return iter(self.tracks)

    @property
    def breakpoints(self) -> tuple[Breakpoint, ...]:
        """Every number at which a direction or strength changes, ascending."""
        found = [each for track in self.tracks for each in track.breakpoints if each.moves]
        return tuple(sorted(found, key=lambda each: (each.at, each.comparison)))

    @property
    def stands(self) -> Stretch | None:
        """The stretch around the number as it stands on which every answer stays what it is."""
        if self.now is None:
            return None
        each_its = [evolve(track, now=self.now).stays for track in self.tracks]
        stretches = [stretch for stretch in each_its if stretch is not None]
        if len(stretches) < len(self.tracks) or not stretches:
            return None
        low, high = max(each.low for each in stretches), min(each.high for each in stretches)
        return Stretch(
            low,
            high,
            with_low=all(each.with_low for each in stretches if each.low == low),
            with_high=all(each.with_high for each in stretches if each.high == high),
        )

    def rows(self) -> list[dict[str, object]]:
        """One row for each comparison and stretch."""
        return [
            {
                "comparison": track.comparison,
                "low": stretch.low,
                "high": stretch.high,
                "with_low": stretch.with_low,
                "with_high": stretch.with_high,
                "answer": str(answer),
                "direction": answer.direction.value,
                "strength": answer.strength.value,
                "paradigms": ", ".join(map(str, answer.paradigms)),
                "share": answer.share.value,
                "problem": answer.problem,
                "checked": track.checked,
            }
            for track in self.tracks
            for stretch, answer in track.stretches
        ]

    def frame(self) -> DataFrame:
        """One row for each comparison and stretch, as a pandas frame."""
        from pandas import DataFrame  # noqa: PLC0415

        return DataFrame(self.rows())

    def _repr_html_(self) -> str:
        heads = ("Comparison", self.what, "Answer", "Paradigms", "Share", "Problem")
        rows = (
            (
                track.comparison + ("" if track.checked else "*"),
                f"{stretch} {self.unit or ''}".rstrip(),
                str(answer),
                ", ".join(map(str, answer.paradigms)),
                answer.share.value,
                answer.problem,
            )
            for track in self.tracks
            for stretch, answer in track.stretches
        )
        return table(heads, rows, caption=self._head(), notes=self._notes()).html

    def __repr__(self) -> str:
        return f"<Sweep {self._head()}>"

    def _head(self) -> str:
        unit = f" {self.unit}" if self.unit else ""
        opens = self.low == 0 and any(not each.cells[0][0].with_low for each in self.tracks)
        chosen = f" ({self.chosen})" if self.chosen else ""
        return (
            f"{self.what}, {'above ' if opens else ''}{self.low:g} to {self.high:g}{unit}{chosen}"
        )

    def _notes(self) -> Iterator[str]:
        if not self.breakpoints:
            yield "no answer changes"
        stands, unit = self.stands, f" {self.unit}" if self.unit else ""
        if stands is not None and self.now is not None:
            count = len(self.tracks)
            who = "the answer stands" if count == 1 else f"all {count} answers stand"
            yield f"now {self.now:g}{unit}; {who} {stands}{unit}"
        if not all(each.checked for each in self.breakpoints):
            yield "* nobody read this estimate in its source"

    def __str__(self) -> str:
        changes = (f"  {each.comparison} {each}" for each in self.breakpoints)
        return "\n".join((self._head(), *changes, *(f"  {each}" for each in self._notes())))
