"""What every figure shares: a canvas of its own, one font, no dates, the same bytes every time."""

from __future__ import annotations

import io
from abc import ABC, abstractmethod
from textwrap import fill
from typing import Any

from gradekit.markup import printable
from gradekit.report.extras import extra

__all__ = ["GREY", "INK", "Drawing", "blank", "legend_text", "put", "wrapped"]

INK = "#000000"
GREY = "#555555"
FONT = "DejaVu Sans"
SIZE = 8.5
_FIXED: Any = {"svg.hashsalt": "gradekit", "svg.fonttype": "path", "hatch.linewidth": 0.6}
_DPI = 200


class Drawing(ABC):
    """A figure that holds its data; `figure()` draws it on a canvas of its own."""

    __slots__ = ()

    @abstractmethod
    def figure(self) -> Any:  # noqa: ANN401 - matplotlib's own type, which may be absent
        """The drawn figure, as matplotlib's `Figure`.

        Raises:
            MissingExtra: matplotlib is not installed.
        """

    @property
    @abstractmethod
    def alt(self) -> str:
        """What the figure shows, in words, for those who cannot see it."""

    def svg(self) -> str:
        """The figure as SVG, the same text every time."""
        drawn = self.figure()
        buffer = io.StringIO()
        with _fixed():
            metadata = {"Date": None, "Creator": "gradekit", "Description": printable(self.alt)}
            drawn.savefig(buffer, format="svg", metadata=metadata)
        return buffer.getvalue()

    def png(self, dpi: int = _DPI) -> bytes:
        """The figure as PNG.

        Args:
            dpi: dots per inch.
        """
        drawn = self.figure()
        buffer = io.BytesIO()
        with _fixed():
            drawn.savefig(buffer, format="png", dpi=dpi, metadata={"Software": "gradekit"})
        return buffer.getvalue()

    def _repr_svg_(self) -> str:
        return self.svg()


def _fixed() -> Any:  # noqa: ANN401 - a context of matplotlib's
    with extra("report", "figures"):
        import matplotlib as mpl
    return mpl.rc_context(_FIXED)


def blank(width: float, height: float) -> Any:  # noqa: ANN401 - matplotlib's own type
    """An empty figure, apart from any state of pyplot.

    Args:
        width: in inches.
        height: in inches.

    Raises:
        MissingExtra: matplotlib is not installed.
    """
    with extra("report", "figures"):
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

    made = Figure(figsize=(width, height), facecolor="white")
    FigureCanvasAgg(made)
    return made


def put(axes: Any, x: float, y: float, text: str, **how: Any) -> Any:  # noqa: ANN401 - matplotlib's own types
    """Write a text as it stands: nothing in it is read as a formula.

    Args:
        axes: to write on (or a figure).
        x: place.
        y: place.
        text: of a document or of ours.
        how: matplotlib's properties of text.
    """
    given = {"fontsize": SIZE, "color": INK, "fontfamily": FONT, "va": "center", **how}
    return axes.text(x, y, printable(text), parse_math=False, **given)


def wrapped(text: str, width: int) -> str:
    """A text folded at a width in characters.

    Args:
        text: to fold.
        width: in characters.

    Example:
        >>> wrapped("one two three", 7).splitlines()
        ['one two', 'three']
    """
    return fill(" ".join(text.split()), width, break_long_words=True)


def legend_text(legend: Any) -> None:  # noqa: ANN401 - matplotlib's own type
    """Set a legend's font, and keep its words from being read as formulas."""
    for text in legend.get_texts():
        text.set_fontfamily(FONT)
        text.set_parse_math(False)
