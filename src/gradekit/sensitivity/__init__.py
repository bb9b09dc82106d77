"""What would change the answers of a guideline, by how much, and for whom."""

from gradekit.flips import Change, Flip, Flips, ShareAnswers, flips
from gradekit.sensitivity.mids import sweep_mid
from gradekit.sensitivity.net import NetEffect, net_effect
from gradekit.sensitivity.recorded import PREPARED, prepared
from gradekit.sensitivity.standing import Standing, StandingTable, stays
from gradekit.sensitivity.stretches import Answer, Breakpoint, Stretch, Sweep, Track
from gradekit.sensitivity.sweeps import (
    sweep_baseline_risk,
    sweep_estimate,
    sweep_share,
)
from gradekit.sensitivity.variants import Scenarios, Variant, scenarios

__all__ = [
    "PREPARED",
    "Answer",
    "Breakpoint",
    "Change",
    "Flip",
    "Flips",
    "NetEffect",
    "Scenarios",
    "ShareAnswers",
    "Standing",
    "StandingTable",
    "Stretch",
    "Sweep",
    "Track",
    "Variant",
    "flips",
    "net_effect",
    "prepared",
    "scenarios",
    "stays",
    "sweep_baseline_risk",
    "sweep_estimate",
    "sweep_mid",
    "sweep_share",
]
