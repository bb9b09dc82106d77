"""The column contract: what every column of a frame means, in one table.

The readers, the documentation and the random frames all go by this table and no other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from attrs import evolve, field, frozen

from gradekit.answers import PanelBalance, Secondary, ShareBand, VoteState
from gradekit.errors import InvalidValue, refuse
from gradekit.levels import Known
from gradekit.scales import (
    Arm,
    Better,
    Certainty,
    Favours,
    Importance,
    Magnitude,
    Measure,
    OptionKind,
    OutcomeKind,
    Perspective,
    Role,
)
from gradekit.space import every_known
from gradekit.words import Word

__all__ = [
    "ANSWERS",
    "EVIDENCE",
    "FAILURES",
    "FLAG",
    "KNOWN_WORDS",
    "NUMBER",
    "SITUATIONS",
    "TEXT",
    "VOTES",
    "WORD",
    "Column",
    "known_word",
    "markdown",
]

VOTES = ("strong_for", "conditional_for", "either", "conditional_against", "strong_against")
NUMBER, FLAG, TEXT, WORD = "number", "flag", "text", "word"


@frozen(kw_only=True)
class Column:
    """One column of a frame.

    Args:
        name: of the column.
        dtype: word (categorical or text), flag (boolean), number or text.
        meaning: what it says.
        words: the words it may hold, in order.
        reads: from a value to one of the words; refuses any other.
        unit: of a number.
        null: what an empty cell means; None where no cell may be empty.
        absent: what it means that the column is not there; None where it must be.
        per: "row", or "comparison" where all rows of a comparison must say the same.
    """

    name: str
    dtype: str
    meaning: str
    words: tuple[str, ...] = ()
    reads: Callable[[object], str] = field(default=str, repr=False)
    unit: str = ""
    null: str | None = None
    absent: str | None = None
    per: str = "row"


def known_word(known: Known) -> str:
    """How a frame writes what is known: "low", or "low to high" where it might be higher."""
    return f"{known.at} to {known.up_to}" if known.might_be_higher else str(known.at)


@cache
def _known_words() -> dict[str, str]:
    """Each spelling accepted, and the word it stands for."""
    return {
        **{str(each): known_word(each) for each in every_known() if each.up_to == "high"},
        **{known_word(each): known_word(each) for each in every_known()},
    }


def _read_known(value: object) -> str:
    words = _known_words()
    if not isinstance(value, str) or value not in words:
        refuse(
            InvalidValue,
            "unknown level",
            expected="one of " + ", ".join(repr(each) for each in dict.fromkeys(words.values())),
            got=value,
        )
    return words[str(value)]


KNOWN_WORDS = tuple(dict.fromkeys(known_word(each) for each in every_known()))


def _words(
    name: str,
    words: type[Word],
    meaning: str,
    null: str | None = None,
    *,
    absent: str | None = None,
    per: str = "row",
) -> Column:
    def reads(value: object) -> str:
        whole = isinstance(value, float) and value.is_integer()
        return words(int(value) if whole and isinstance(value, float) else value).value

    return Column(
        name=name,
        dtype=WORD,
        meaning=meaning,
        words=tuple(each.value for each in words),
        reads=reads,
        null=null,
        absent=absent,
        per=per,
    )


def _level(name: str, meaning: str) -> Column:
    return Column(name=name, dtype=WORD, meaning=meaning, words=KNOWN_WORDS, reads=_read_known)


def _number(name: str, meaning: str, null: str, unit: str = "", per: str = "row") -> Column:
    return Column(
        name=name, dtype=NUMBER, meaning=meaning, unit=unit, null=null, absent=null, per=per
    )


def _flag(name: str, meaning: str, null: str | None = None, absent: str | None = None) -> Column:
    return Column(name=name, dtype=FLAG, meaning=meaning, null=null, absent=absent)


def _text(name: str, meaning: str, null: str | None, absent: str | None = None) -> Column:
    return Column(name=name, dtype=TEXT, meaning=meaning, null=null, absent=absent)


_PANEL = (
    _words("share", ShareBand, "band of people who would choose the intervention", "unknown",
           absent="unknown"),
    _words("secondary", Secondary, "what the secondary criteria favour", "not judged",
           absent="not judged"),
    _words("votes", VoteState, "what the votes say under the policy's rule", "not voted",
           absent="not voted"),
    _words("perspective", Perspective, "whose decision it is", absent="individual"),
    _words("balance", PanelBalance, "the panel's recorded balance of effects", "not recorded",
           absent="not recorded"),
)  # fmt: skip
_LIFE = _flag("life_threatening", "whether the situation threatens life", "not recorded",
              absent="not recorded")  # fmt: skip

SITUATIONS: tuple[Column, ...] = (
    *(
        _level(f"{arm}_{part}", f"certainty at which {what} of the {arm} is known")
        for arm in Arm
        for part, what in (
            ("benefit", "an important benefit"),
            ("harm", "an important harm, burden or cost"),
            ("catastrophe", "a catastrophic harm"),
            ("prohibitive", "a prohibitive harm"),
        )
    ),
    Column(
        name="benefit_certainty",
        dtype=WORD,
        meaning="lowest certainty among the critical benefit findings",
        words=KNOWN_WORDS,
        reads=_read_known,
        null="not determined",
    ),
    _flag("unknown_benefit", "whether a critical benefit is of unknown magnitude"),
    _words("overall", Certainty, "overall certainty"),
    _LIFE,
    _flag("both_active", "whether both options are active"),
    *_PANEL,
)
"""Columns of a frame of situations: one row each."""


def _of_comparison(column: Column) -> Column:
    return evolve(column, per="comparison")


_PROPORTION = "proportion"
EVIDENCE: tuple[Column, ...] = (
    _text("comparison", "id of the comparison the row belongs to", None),
    _text("outcome", "id of the outcome", None),
    _words("importance", Importance, "of the outcome in this comparison, or a rating of 1 to 9"),
    _words("kind", OutcomeKind, "what the outcome is to the patient"),
    _words("better", Better, "which way the outcome improves"),
    _flag("catastrophic", "whether an important harm here is a catastrophe", absent="no"),
    _words("role", Role, "deciding, or shown and never counted", absent="deciding"),
    _flag("not_prohibitive", "the panel's judgement that a large harm would not stop people",
          absent="no"),
    _words("certainty", Certainty, "of the effect on this outcome", "not rated"),
    _words("measure", Measure, "of the estimate", "no estimate", absent="no estimate"),
    _number("value", "point estimate", "no estimate", "of `unit`"),
    _number("low", "lower end of its interval", "not reported", "of `unit`"),
    _number("high", "upper end of its interval", "not reported", "of `unit`"),
    _text("unit", "of a difference", "proportion for RD, SD for SMD, none for a ratio",
          absent="proportion for RD, SD for SMD, none for a ratio"),
    _number("baseline_risk", "risk with the comparator", "not given", _PROPORTION),
    _number("incidence", "one arm's rate, where no comparison exists", "none", _PROPORTION),
    _words("incidence_arm", Arm, "whose rate it is", "intervention", absent="intervention"),
    _words("judged_magnitude", Magnitude, "what a person judged the effect to be", "not judged",
           absent="not judged"),
    _words("judged_favours", Favours, "whom the judged effect favours", "neither",
           absent="neither"),
    _text("judged_rationale", "why; needed beside an estimate", "none", absent="none"),
    _number("small", "size from which an effect is important", "no threshold",
            "of `threshold_unit`"),
    _number("small_upper", "upper end of it, where it is known as a range", "not a range",
            "of `threshold_unit`"),
    _number("moderate", "size from which it is moderate", "not graded", "of `threshold_unit`"),
    _number("large", "size from which it is large", "not graded", "of `threshold_unit`"),
    _text("threshold_unit", "of the thresholds", "none", absent="none"),
    _words("intervention_kind", OptionKind, "of the intervention", per="comparison"),
    _words("comparator_kind", OptionKind, "of the comparator", per="comparison"),
    _of_comparison(_LIFE),
    _words("overall", Certainty, "overall certainty as the panel recorded it", "not recorded",
           absent="not recorded", per="comparison"),
    _words("share", ShareBand, "band of people who would choose the option, as judged",
           "not recorded", absent="not recorded", per="comparison"),
    _number("share_low", "lower end of the share, where it is given in numbers", "no numbers",
            _PROPORTION, "comparison"),
    _number("share_high", "upper end of it", "as `share_low`", _PROPORTION, "comparison"),
    _words("share_option", Arm, "whose share it is", "intervention", absent="intervention",
           per="comparison"),
    *(_of_comparison(each) for each in (_PANEL[1], _PANEL[3], _PANEL[4])),
    *(
        _number(f"votes_{name}", f"votes {name.replace('_', ' ')}",
                "none of those cast, or nobody voted", "votes", "comparison")
        for name in VOTES
    ),
)  # fmt: skip
"""Columns of a frame of evidence: one row for each outcome of each comparison."""

ANSWERS: tuple[tuple[str, str], ...] = (
    ("direction", "for, against, either or none"),
    ("strength", "strong, conditional or none"),
    ("paradigms", 'numbers of those permitting strong in this direction, or "none"'),
    ("binding", 'ceilings that keep the answer below strong, or "none"'),
    ("missing", "judgements without which there is no answer, or that counted as very low"),
    ("overall", "overall certainty that counted (of evidence only)"),
    ("share", "band used, recorded or found (of evidence only)"),
)  # fmt: skip
FAILURES = ("row", "column", "code", "value", "expected")


def markdown(columns: Iterable[Column]) -> str:
    """The contract of these columns as a Markdown table."""
    rows = ["| column | dtype | unit | where empty | where absent | meaning |"]
    rows.append("|---|---|---|---|---|---|")
    for each in columns:
        name = f"`{each.name}`" + (" †" if each.per == "comparison" else "")
        null = "refused" if each.null is None else each.null
        absent = "refused" if each.absent is None else each.absent
        rows.append(f"| {name} | {each.dtype} | {each.unit} | {null} | {absent} | {each.meaning} |")
    return "\n".join(rows)
