"""Figures: their data, the same bytes each time, and looks that survive a grey copy."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pytest
from attrs import evolve

import gradekit as gk
from gradekit.report.plots import (
    Chance,
    DecisionMap,
    Forest,
    ProbabilityPlot,
    ProbabilityRow,
    SweepLine,
    SweepPlot,
    SweepSegment,
    decision_map,
    forest,
    icon_array,
    probability_plot,
    sweep_plot,
)
from gradekit.report.plots.bars import answer_named
from gradekit.report.profile import profile
from gradekit.report.symbols import answer_look, certainty_look
from gradekit.sensitivity import Answer, Stretch, Sweep, Track, sweep_mid
from gradekit.simulation import simulate

PNG = b"\x89PNG"


@pytest.fixture(scope="module")
def pain(guide: gk.Guideline) -> Forest:
    return forest(guide, "pain")


class TestForest:
    def test_rows_are_those_of_the_answers(self, pain: Forest, guide: gk.Guideline) -> None:
        rows = list(pain.rows)
        assert len(rows) == len(guide)
        assert sum(row.effect is None for row in rows) == 4
        assert sum(row.unchecked for row in rows) == 4
        assert {str(row.harm) for row in rows} == {"high"}
        assert {(row.strength, row.direction) for row in rows} == {("strong", "against")}

    def test_grouped_as_the_guideline_groups(self, pain: Forest, guide: gk.Guideline) -> None:
        ids = [group.title.partition(":")[0] for group in pain.groups]
        assert sorted(ids) == sorted(each.id for each in guide.recommendations)

    def test_why_all_are_against_shows(self, pain: Forest) -> None:
        assert pain.thresholds is not None
        assert all(
            row.effect is None or row.effect.value > -pain.thresholds.small for row in pain.rows
        )
        assert "important benefit of 1.5 cm or more in 0" in pain.alt

    def test_one_that_helps_would_be_counted(self, guide: gk.Guideline) -> None:
        smaller = tuple(
            evolve(each, thresholds=gk.MID(0.5, unit="cm")) if each.id == "pain" else each
            for each in guide.outcomes
        )
        assert "or more in 2" in forest(evolve(guide, outcomes=smaller), "pain").alt

    def test_a_ratio_is_drawn_as_what_happens_to_people(self, small: gk.Guideline) -> None:
        drawn = forest(small, "mi")
        (row,) = drawn.rows
        assert drawn.unit == "per 1000"
        assert row.effect is not None
        assert round(row.effect.value, 6) == -50
        assert drawn.png(40).startswith(PNG)

    def test_an_unknown_outcome(self, guide: gk.Guideline) -> None:
        with pytest.raises(gk.UnknownReference, match="unknown outcome"):
            forest(guide, "height")

    def test_the_same_bytes_each_time(self, pain: Forest, guide: gk.Guideline) -> None:
        assert pain.svg() == forest(guide, "pain").svg()
        assert pain.png(20) == forest(guide, "pain").png(20)
        assert "<dc:date>" not in pain.svg()


class TestDecisionMap:
    def test_every_cell_is_decided(self, guide: gk.Guideline) -> None:
        answer = gk.recommend(guide["axial/im-la"])
        drawn = decision_map(answer)
        assert len(drawn.cells) == 24
        for cell in drawn.cells:
            at = gk.Situation(
                evolve(answer.situation.evidence, overall=cell.certainty),
                evolve(answer.situation.panel, share=cell.share),
            )
            decided = gk.decide(at, answer.policy)
            assert (cell.strength, cell.direction) == (decided.strength, decided.direction)
        (here,) = [cell for cell in drawn.cells if cell.here]
        assert (here.strength, here.direction) == (answer.strength, answer.direction)
        assert drawn.png(40).startswith(PNG)
        assert "strong against" in drawn.alt

    def test_of_a_situation_under_another_policy(self, guide: gk.Guideline) -> None:
        at = gk.situation(guide["axial/im-la"])
        drawn: DecisionMap = decision_map(at, gk.EBM_TABLE)
        assert drawn.policy == gk.EBM_TABLE.name


class TestIcons:
    def test_a_thousand_people(self, small: gk.Guideline) -> None:
        drawn = icon_array(small["drug"], profile(small["drug"]).row("mi"))
        assert [panel.filled for panel in drawn.panels] == [200, 150]
        assert "150 (120 to 188) of 1000" in drawn.alt
        assert drawn.png(40).startswith(PNG)

    def test_one_arm_leaves_the_other_empty(self, small: gk.Guideline) -> None:
        drawn = icon_array(small["drug"], profile(small["drug"]).row("bleeding"))
        assert [panel.count is None for panel in drawn.panels] == [True, False]
        assert "nobody to compare" in drawn.note
        assert drawn.svg()

    def test_nothing_to_count(self, guide: gk.Guideline) -> None:
        comparison = guide["axial/im-la"]
        with pytest.raises(gk.InvalidValue, match="nothing to count"):
            icon_array(comparison, profile(comparison).row("pain"))


def line() -> SweepLine:
    return SweepLine(
        "Drug $5 to $6",
        (
            SweepSegment(start=0, end=1, strength="conditional", direction="for"),
            SweepSegment(start=1, end=2, strength="strong", direction="against"),
            SweepSegment(start=2, end=3, strength="strong", direction="against"),
        ),
    )


class TestSweeps:
    def test_breakpoints_are_where_the_answer_changes(self) -> None:
        assert line().breakpoints == (1,)

    def test_it_is_drawn(self) -> None:
        drawn = SweepPlot(title="$x$", quantity="MID $", unit="cm", lines=(line(),), recorded=1.5)
        assert drawn.png(40).startswith(PNG)
        assert "changes at 1" in drawn.alt

    @pytest.mark.parametrize(
        ("second", "what"),
        [((1.5, 2), "gap or overlap"), ((0.5, 2), "gap or overlap"), ((1, 1), "without length")],
    )
    def test_segments_meet(self, second: tuple[float, float], what: str) -> None:
        first = SweepSegment(start=0, end=1, strength="strong", direction="for")
        other = evolve(first, start=second[0], end=second[1])
        with pytest.raises(gk.InvalidValue, match=what):
            SweepLine("x", (first, other))
        with pytest.raises(gk.InvalidValue, match="no segment"):
            SweepLine("x", ())

    def test_of_a_computed_sweep(self, guide: gk.Guideline) -> None:
        swept = sweep_mid(guide, "pain", 0.2, 3.0)
        drawn = sweep_plot(swept, {"axial/im-la": "Intramuscular"})
        told = {each.label: each.breakpoints for each in drawn.lines}
        for track in swept:
            name = "Intramuscular" if track.comparison == "axial/im-la" else track.comparison
            assert told[name] == tuple(each.at for each in track.breakpoints if each.moves)
        assert told["Intramuscular"] == (0.53,)
        assert drawn.recorded == 1.5

    def test_an_answer_at_one_point_alone_is_kept(self) -> None:
        below, at, above = (
            Answer(direction=gk.Direction(direction), strength=gk.Strength(strength))
            for direction, strength in (
                ("for", "strong"),
                ("either", "conditional"),
                ("for", "strong"),
            )
        )
        cells = (
            (Stretch(0, 1, with_high=False), below),
            (Stretch(1, 1), at),
            (Stretch(1, 2, with_low=False), above),
        )
        track = Track(comparison="c", cells=cells)
        drawn = sweep_plot(Sweep(what="x", unit="cm", low=0, high=2, tracks=(track,)))
        (line,) = drawn.lines
        assert [each.at for each in line.points] == [1]
        assert [(each.start, each.end) for each in line.segments] == [(0, 2)]
        assert drawn.png(40).startswith(PNG)

    def test_of_simulated_answers(self, guide: gk.Guideline) -> None:
        found = simulate(guide["axial/im-la"], draws=200, seed=1)
        drawn = probability_plot([found])
        (row,) = drawn.rows
        assert {each.look.word: each.probability for each in row.chances} == {
            name: each.value for name, each in found.answers.items()
        }
        assert "200 draws, seed 1" in drawn.note

    def test_an_impossible_effect_is_no_answer(self) -> None:
        assert answer_named("impossible").look.word == "impossible effect"
        assert answer_named("no recommendation").look.word == "no recommendation"

    def test_probabilities_add_up(self) -> None:
        half = Chance(strength="strong", direction="for", probability=0.5)
        none = evolve(half, strength="none", direction="none")
        drawn = ProbabilityPlot(title="t", rows=(ProbabilityRow("x", (half, none)),), note="n")
        assert drawn.png(40).startswith(PNG)
        assert "no recommendation 50%" in drawn.alt
        with pytest.raises(gk.InvalidValue, match="do not add up"):
            ProbabilityRow("x", (half,))
        with pytest.raises(gk.InvalidValue, match="outside 0 to 1"):
            ProbabilityRow("x", (evolve(half, probability=1.5), evolve(half, probability=-0.5)))


def luminance(colour: str) -> float:
    """Relative luminance, as the accessibility guidelines define it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


class TestLooks:
    """What a colour says, a word, a shape or a hatching says too."""

    def test_surer_is_darker(self) -> None:
        lights = [luminance(certainty_look(each).colour) for each in reversed(gk.Certainty)]
        assert all(darker + 0.05 < lighter for darker, lighter in pairwise(lights))

    def test_each_certainty_has_a_marker_of_its_own(self) -> None:
        looks = [certainty_look(each) for each in (*gk.Certainty, None)]
        assert len({look.marker for look in looks}) == len(looks)

    def test_answers_differ_without_colour(self) -> None:
        looks = {
            answer_look(strength, direction)
            for strength in gk.Strength
            for direction in gk.Direction
        }
        assert len(looks) == 6
        assert len({look.sign for look in looks}) == 6
        assert len({look.hatch for look in looks}) == 6

    def test_text_stands_out_from_its_colour(self) -> None:
        looks = [certainty_look(each) for each in (*gk.Certainty, None)]
        looks += [answer_look(s, d) for s in gk.Strength for d in gk.Direction]
        for look in looks:
            light, dark = sorted((luminance(look.colour), luminance(look.ink)), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, look.word


def test_no_state_of_pyplot_is_touched() -> None:
    code = (
        "import sys, gradekit as gk\n"
        "from gradekit.report.plots import forest\n"
        "forest(gk.datasets.load('spine-2025'), 'pain').svg()\n"
        "print('matplotlib.pyplot' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
