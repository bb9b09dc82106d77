"""The "what if" explorer: decision tables, recorded values, and the script that looks them up."""

from __future__ import annotations

from gradekit.report.explorer.data import explorer_data, island

__all__ = ["explorer_data", "island"]
