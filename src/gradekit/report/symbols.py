"""Certainty and answers as signs, words and colours; a colour never says what the words do not."""

from __future__ import annotations

from attrs import evolve, frozen

from gradekit.answers import Direction, Strength
from gradekit.recommendation import Recommendation
from gradekit.scales import Certainty

__all__ = ["NOT_RATED", "Look", "answer_look", "certainty_look", "certainty_symbols", "look_of"]

NOT_RATED = "not rated"
_FULL, _EMPTY = "\N{CIRCLED PLUS}", "\N{LARGE CIRCLE}"


@frozen(kw_only=True)
class Look:
    """How something is told apart: by word first, then sign, colour, marker and hatching.

    Args:
        word: what it says.
        sign: a short sign beside the word.
        colour: of an area, as #rrggbb.
        ink: of text on that area, so that the contrast is at least 4.5 to 1.
        marker: shape of a point in a plot.
        filled: whether the marker is filled.
        hatch: pattern of an area in a plot, for a page without colour.
    """

    word: str
    sign: str
    colour: str
    ink: str
    marker: str = "o"
    filled: bool = True
    hatch: str = ""


# Darker is surer, so the order survives a grey copy; blue and orange are told apart by everybody.
_CERTAINTY: dict[Certainty | None, Look] = {
    Certainty.HIGH: Look(
        word="high", sign=_FULL * 4, colour="#0b2545", ink="#ffffff", marker="s", hatch=""
    ),
    Certainty.MODERATE: Look(
        word="moderate",
        sign=_FULL * 3 + _EMPTY,
        colour="#1f6aa5",
        ink="#ffffff",
        marker="o",
        hatch="//",
    ),
    Certainty.LOW: Look(
        word="low",
        sign=_FULL * 2 + _EMPTY * 2,
        colour="#d9820f",
        ink="#000000",
        marker="^",
        hatch="..",
    ),
    Certainty.VERY_LOW: Look(
        word="very low",
        sign=_FULL + _EMPTY * 3,
        colour="#f0c27b",
        ink="#000000",
        marker="D",
        filled=False,
        hatch="xx",
    ),
    None: Look(word=NOT_RATED, sign="", colour="#d9d9d9", ink="#000000", marker="x", filled=False),
}

_ANSWERS: dict[tuple[Strength, Direction], Look] = {
    (Strength.STRONG, Direction.FOR): Look(
        word="strong for",
        sign="\N{UPWARDS PAIRED ARROWS}",
        colour="#1b6e3c",
        ink="#ffffff",
        hatch="++",
    ),
    (Strength.CONDITIONAL, Direction.FOR): Look(
        word="conditional for",
        sign="\N{UPWARDS ARROW}",
        colour="#a9d8a2",
        ink="#000000",
        hatch="//",
    ),
    (Strength.CONDITIONAL, Direction.EITHER): Look(
        word="conditional either",
        sign="\N{UP DOWN ARROW}",
        colour="#f2e38b",
        ink="#000000",
        hatch="--",
    ),
    (Strength.CONDITIONAL, Direction.AGAINST): Look(
        word="conditional against",
        sign="\N{DOWNWARDS ARROW}",
        colour="#f5b06c",
        ink="#000000",
        hatch="\\\\",
    ),
    (Strength.STRONG, Direction.AGAINST): Look(
        word="strong against",
        sign="\N{DOWNWARDS PAIRED ARROWS}",
        colour="#a61c28",
        ink="#ffffff",
        hatch="",
    ),
}
_STATEMENT = "\N{LOZENGE}"
_NO_ANSWER = Look(
    word="no recommendation", sign="\N{EM DASH}", colour="#e3e3e3", ink="#000000", hatch="xx"
)


def certainty_look(certainty: Certainty | None) -> Look:
    """How a certainty is told apart.

    Args:
        certainty: None where not rated.
    """
    return _CERTAINTY[certainty]


def certainty_symbols(certainty: Certainty | None) -> str:
    """A certainty as its usual signs and its word; the word alone where it is not rated.

    Args:
        certainty: None where not rated.

    Example:
        >>> certainty_symbols(Certainty.LOW)
        '⊕⊕◯◯ low'
    """
    look = _CERTAINTY[certainty]
    return f"{look.sign} {look.word}".strip()


def answer_look(strength: Strength, direction: Direction) -> Look:
    """How an answer is told apart.

    Args:
        strength: strong, conditional or none.
        direction: for, against, either or none.

    Example:
        >>> answer_look(Strength.STRONG, Direction.AGAINST).word
        'strong against'
    """
    return _ANSWERS.get((strength, direction), _NO_ANSWER)


def look_of(answer: Recommendation) -> Look:
    """How a suggested answer is told apart.

    Args:
        answer: as computed.
    """
    if answer.is_ungraded:
        return evolve(_NO_ANSWER, word=str(answer), sign=_STATEMENT)
    return answer_look(answer.strength, answer.direction)
