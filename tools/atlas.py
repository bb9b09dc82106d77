"""Write the decision atlas of the documentation from the whole space of situations."""

from __future__ import annotations

from pathlib import Path

import gradekit as gk
from gradekit.testing.atlas import atlas
from gradekit.testing.laws import Space

TARGET = Path(__file__).parents[1] / "docs" / "atlas.md"

if __name__ == "__main__":
    TARGET.write_text(atlas(Space.of(gk.decide)), encoding="utf-8")
