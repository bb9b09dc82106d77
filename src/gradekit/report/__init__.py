"""What people and programs read of an answer: plain data, Markdown."""

from gradekit.report.answers import answers, explained, markdown

__all__ = ["answers", "explained", "markdown"]
