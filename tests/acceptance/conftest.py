"""The worked guideline and small ways of changing it."""

from __future__ import annotations

import pytest

import gradekit as gk


@pytest.fixture(scope="session")
def guide() -> gk.Guideline:
    return gk.datasets.load("spine-2025")
