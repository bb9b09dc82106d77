"""The explanation of an answer: readers' words made from findings, steps and ceilings.

It is a value of sections and lines, printed as text or Markdown; nothing here decides anything.
"""

from gradekit.explanation.form import Explanation, Section
from gradekit.explanation.sources import cited
from gradekit.explanation.whole import explain

__all__ = ["Explanation", "Section", "cited", "explain"]
