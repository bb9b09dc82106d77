"""Figures: each is a value that holds what it shows, and draws itself when asked."""

from gradekit.report.plots.decision_map import DecisionMap, MapCell, decision_map
from gradekit.report.plots.drawing import Drawing
from gradekit.report.plots.forest import Forest, forest
from gradekit.report.plots.forest_data import ForestGroup, ForestRow
from gradekit.report.plots.icons import IconArray, IconPanel, icon_array
from gradekit.report.plots.probabilities import (
    Chance,
    ProbabilityPlot,
    ProbabilityRow,
    probability_plot,
)
from gradekit.report.plots.sweep import (
    SweepLine,
    SweepPlot,
    SweepPoint,
    SweepSegment,
    sweep_plot,
)

__all__ = [
    "Chance",
    "DecisionMap",
    "Drawing",
    "Forest",
    "ForestGroup",
    "ForestRow",
    "IconArray",
    "IconPanel",
    "MapCell",
    "ProbabilityPlot",
    "ProbabilityRow",
    "SweepLine",
    "SweepPlot",
    "SweepPoint",
    "SweepSegment",
    "decision_map",
    "forest",
    "icon_array",
    "probability_plot",
    "sweep_plot",
]
