"""The words: one word, one meaning, and each prints and compares as itself."""

from __future__ import annotations

import pickle

import pytest

from gradekit import answers, scales
from gradekit.answers import (
    BenefitState,
    Direction,
    PanelBalance,
    RecommendationType,
    Secondary,
    ShareBand,
    Strength,
    VoteState,
)
from gradekit.errors import InvalidValue
from gradekit.scales import Arm, Certainty, Favours, Importance, Level, Magnitude, Measure
from gradekit.trace import StepKind
from gradekit.words import Ordered, Word, called

VOCABULARIES: list[type[Word]] = [
    *(getattr(scales, name) for name in scales.__all__),
    *(getattr(answers, name) for name in answers.__all__ if name != "ANSWERS"),
    StepKind,
]
ORDERED = [each for each in VOCABULARIES if issubclass(each, Ordered)]
MEMBERS = [member for each in VOCABULARIES for member in each]


class TestAWordIsItself:
    """2: a member is its word in plain text, so it prints and compares with a string."""

    @pytest.mark.parametrize("member", MEMBERS, ids=repr)
    def test_it_prints_and_reads_back(self, member: Word) -> None:
        word = type(member)
        assert str(member) == member.value == f"{member}"
        assert word(member.value) is member
        assert pickle.loads(pickle.dumps(member)) is member  # noqa: S301

    @pytest.mark.parametrize("member", MEMBERS, ids=repr)
    def test_capitals_hyphens_underscores_and_blanks_are_read(self, member: Word) -> None:
        word = type(member)
        assert word(f" {member.value.upper()} ") is member
        assert word(member.name) is member
        assert word(member.value.replace(" ", "-")) is member
        assert word(member.value.replace(" ", "_").replace("-", "_")) is member

    def test_certainty_is_told_in_the_method_s_four_words(self) -> None:
        assert [str(each) for each in Certainty] == ["very low", "low", "moderate", "high"]

    def test_strength_and_direction(self) -> None:
        assert [str(each) for each in Strength] == ["none", "conditional", "strong"]
        assert {str(each) for each in Direction} == {"for", "against", "either", "none"}

    def test_two_vocabularies_share_a_word(self) -> None:
        for certainty in Certainty:
            level: str = Level(certainty)
            assert certainty == level
            assert hash(certainty) == hash(level)

    @pytest.mark.parametrize("word", VOCABULARIES, ids=lambda each: each.__name__)
    def test_another_word_is_refused_with_the_list(self, word: type[Word]) -> None:
        with pytest.raises(InvalidValue) as raised:
            word("no such word")
        (problem,) = raised.value.problems
        assert problem.what == f"unknown {called(word)}"
        assert problem.got == "'no such word'"
        for member in word:
            assert repr(member.value) in problem.expected

    @pytest.mark.parametrize("word", VOCABULARIES, ids=lambda each: each.__name__)
    def test_none_is_not_a_word(self, word: type[Word]) -> None:
        # A missing judgement is a visible state; the word "none" says that somebody judged.
        with pytest.raises(InvalidValue):
            word(None)


class TestOrder:
    """2: ordered sets compare by rank, never by alphabet."""

    @pytest.mark.parametrize("word", ORDERED, ids=lambda each: each.__name__)
    def test_every_pair(self, word: type[Ordered]) -> None:
        members = list(word)
        for i, one in enumerate(members):
            for j, other in enumerate(members):
                assert (one < other) == (i < j)
                assert (one <= other) == (i <= j)
                assert (one > other) == (i > j)
                assert (one >= other) == (i >= j)
                assert (one == other) == (i == j)

    def test_very_low_is_below_low_though_v_comes_after_l(self) -> None:
        assert Certainty.VERY_LOW < Certainty.LOW < Certainty.MODERATE < Certainty.HIGH
        assert Level.NONE < Level.VERY_LOW
        assert Importance.LIMITED < Importance.IMPORTANT < Importance.CRITICAL
        assert Strength.NONE < Strength.CONDITIONAL < Strength.STRONG

    def test_a_plain_string_is_read_as_a_word(self) -> None:
        assert Certainty.HIGH > "very low"
        assert Certainty.LOW <= "moderate"

    def test_a_string_that_is_no_word_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match="unknown certainty"):
            assert Certainty.HIGH > "excellent"

    def test_ranks_count_from_one(self) -> None:
        assert [each.rank for each in Certainty] == [1, 2, 3, 4]


class TestImportance:
    """4: importance is a word, or a rating from 1 to 9."""

    @pytest.mark.parametrize(
        ("rating", "word"),
        [
            (1, "limited"),
            (3, "limited"),
            (4, "important"),
            (6, "important"),
            (7, "critical"),
            (9, "critical"),
        ],
    )
    def test_a_rating_is_read(self, rating: int, word: str) -> None:
        assert Importance(rating) == word

    @pytest.mark.parametrize("rating", [0, 10, -1, True, False, 5.0, "5"])
    def test_anything_else_is_refused(self, rating: object) -> None:
        with pytest.raises(InvalidValue, match="unknown importance"):
            Importance(rating)


class TestMagnitude:
    """2: important is small or more; unknown is neither important nor trivial."""

    def test_important(self) -> None:
        important = {each for each in Magnitude if each.is_important}
        assert important == {"small", "moderate", "large", "important"}


class TestMeasures:
    """4: which measures are ratios, and which compare the risk of an event."""

    def test_ratios(self) -> None:
        assert {each for each in Measure if each.is_ratio} == {
            "ROM",
            "RR",
            "OR",
            "HR",
            "RATE_RATIO",
        }

    def test_events(self) -> None:
        assert {each for each in Measure if each.is_event} == {"RR", "OR", "HR", "RD", "RATE_RATIO"}


MIRRORED = [Arm, Favours, Direction, ShareBand, Secondary, VoteState, PanelBalance]


class TestMirror:
    """5.11: every word that points at an option has its mirror."""

    @pytest.mark.parametrize("word", MIRRORED, ids=lambda each: each.__name__)
    def test_twice_is_the_same(self, word: type[Word]) -> None:
        for member in word:
            assert member.mirror.mirror is member  # type: ignore[attr-defined]

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            (Arm.INTERVENTION, Arm.COMPARATOR),
            (Favours.INTERVENTION, Favours.COMPARATOR),
            (Favours.NEITHER, Favours.NEITHER),
            (Direction.FOR, Direction.AGAINST),
            (Direction.EITHER, Direction.EITHER),
            (Direction.NONE, Direction.NONE),
            (ShareBand.NEARLY_ALL, ShareBand.ALMOST_NONE),
            (ShareBand.MAJORITY, ShareBand.MINORITY),
            (ShareBand.SPLIT, ShareBand.SPLIT),
            (ShareBand.UNKNOWN, ShareBand.UNKNOWN),
            (Secondary.FAVOUR_INTERVENTION, Secondary.FAVOUR_COMPARATOR),
            (Secondary.NEUTRAL, Secondary.NEUTRAL),
            (Secondary.NOT_JUDGED, Secondary.NOT_JUDGED),
            (VoteState.STRONG_FOR, VoteState.STRONG_AGAINST),
            (VoteState.FOR, VoteState.AGAINST),
            (VoteState.EITHER, VoteState.EITHER),
            (VoteState.NO_MAJORITY, VoteState.NO_MAJORITY),
            (VoteState.NOT_VOTED, VoteState.NOT_VOTED),
            (PanelBalance.FAVOURS_INTERVENTION, PanelBalance.FAVOURS_COMPARATOR),
            (
                PanelBalance.PROBABLY_FAVOURS_INTERVENTION,
                PanelBalance.PROBABLY_FAVOURS_COMPARATOR,
            ),
            (PanelBalance.NEITHER, PanelBalance.NEITHER),
        ],
    )
    def test_pairs(self, one: Word, other: Word) -> None:
        assert one.mirror is other  # type: ignore[attr-defined]
        assert other.mirror is one


class TestPanelBalance:
    """4: the balance favours or probably favours either option, or neither."""

    @pytest.mark.parametrize(
        ("balance", "direction", "clear"),
        [
            ("favours intervention", "for", True),
            ("probably favours intervention", "for", False),
            ("neither", "either", False),
            ("probably favours comparator", "against", False),
            ("favours comparator", "against", True),
        ],
    )
    def test_each(self, balance: str, direction: str, *, clear: bool) -> None:
        read = PanelBalance(balance)
        assert read.direction == direction
        assert read.is_clear is clear

    @pytest.mark.parametrize("word", ["varies", "don't know"])
    def test_varies_and_dont_know_are_not_recorded(self, word: str) -> None:
        with pytest.raises(InvalidValue, match="unknown panel balance"):
            PanelBalance(word)


class TestIgnorance:
    """The stance: ignorance is never read as "either", and uncertain is not "none"."""

    def test_three_words_for_what_a_survey_supposes(self) -> None:
        assert [str(each) for each in BenefitState] == ["important", "none", "uncertain"]

    def test_kinds_of_published_statement(self) -> None:
        assert {str(each) for each in RecommendationType} == {
            "graded",
            "good practice",
            "only in research",
            "none",
        }


class TestMisspelt:
    """A word near one of the set is named; a word near none is not guessed."""

    @pytest.mark.parametrize(
        ("kind", "given", "meant"),
        [
            (Importance, "critcal", "critical"),
            (Certainty, "very_loww", "very low"),
            (answers.Direction, "agianst", "against"),
            (Importance, "blue", None),
            (Importance, 10, None),
        ],
    )
    def test_hint(self, kind: type[Word], given: object, meant: str | None) -> None:
        with pytest.raises(InvalidValue) as raised:
            kind(given)
        (problem,) = raised.value.problems
        assert problem.hint == (f"did you mean {meant!r}?" if meant else "")


def test_every_answer_is_told_once() -> None:
    told = {
        strength.toward(direction)
        for strength in answers.Strength
        for direction in answers.Direction
        if (strength is answers.Strength.NONE) == (direction is answers.Direction.NONE)
    }
    assert set(answers.ANSWERS) == told - {"strong either"}
    assert len(set(answers.ANSWERS)) == len(answers.ANSWERS)
