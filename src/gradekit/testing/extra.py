"""What is said where hypothesis, the extra `testing`, is not installed."""

from __future__ import annotations

from gradekit.errors import MissingExtra, Problem

__all__ = ["without_hypothesis"]


def without_hypothesis(error: ModuleNotFoundError) -> Exception:
    """The refusal that names the extra; any other module that is missing stays the error it is.

    Args:
        error: of an import.
    """
    if error.name != "hypothesis":
        return error
    return MissingExtra(
        Problem(
            "hypothesis is not installed",
            expected="the extra 'testing'",
            hint="pip install 'gradekit[testing]'",
        )
    )
