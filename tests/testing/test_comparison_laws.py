"""Laws of comparisons: the library keeps them, and faults before the decision are caught."""

from __future__ import annotations

import pytest
from tests.testing.faulty_recommend import FAULTS

from gradekit.testing import comparison_laws
from gradekit.testing.comparison_laws import LAWS

BY_ID = {law.id: law for law in LAWS}

TABLE: dict[str, tuple[str, ...]] = {}


@pytest.mark.parametrize("name", FAULTS)
def test_caught(name: str) -> None:
    listed = [BY_ID[law] for law in TABLE[name]]
    found = comparison_laws.check_all(FAULTS[name](), laws=listed, quick=True, raising=False)
    assert {each.law for each in found} == set(TABLE[name])
