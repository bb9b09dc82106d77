"""A guideline as one page, from recommendations down to practical issues and research needs."""

from __future__ import annotations

from gradekit.report.page.assembly import page_html

__all__ = ["page_html"]
