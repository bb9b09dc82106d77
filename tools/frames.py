"""Write the column contract of frames into docs/frames.md."""

from __future__ import annotations

import re
from pathlib import Path

from gradekit.contract import EVIDENCE, SITUATIONS, markdown

PAGE = Path(__file__).parents[1] / "docs" / "frames.md"


def main() -> None:
    """Replace each table with the one in the code."""
    text = PAGE.read_text(encoding="utf-8")
    for name, columns in (("EVIDENCE", EVIDENCE), ("SITUATIONS", SITUATIONS)):
        table = f"<!-- {name} -->\n{markdown(columns)}\n<!-- end -->"
        text = re.sub(
            f"<!-- {name} -->.*?<!-- end -->", lambda _, t=table: t, text, flags=re.DOTALL
        )
    PAGE.write_text(text, encoding="utf-8")
    print(f"written {PAGE}")


if __name__ == "__main__":
    main()
