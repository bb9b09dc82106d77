"""Write the column contract of frames into docs/frames.md.

python tools/frames.py          # write it
python tools/frames.py --check  # say whether it is current
"""

from __future__ import annotations

import sys
from pathlib import Path

from gradekit.contract import ANSWERS, EVIDENCE, SITUATIONS, markdown

PAGE = Path(__file__).parents[1] / "docs" / "frames.md"


def told(columns: tuple[tuple[str, str], ...]) -> str:
    """Columns that come out: names and meanings."""
    rows = [f"| `{name}` | {meaning} |" for name, meaning in columns]
    return "\n".join(("| column | meaning |", "|---|---|", *rows))


def main() -> int:
    """Replace each table with the one in the code, or compare them."""
    before = text = PAGE.read_text(encoding="utf-8")
    tables = {
        "EVIDENCE": markdown(EVIDENCE),
        "SITUATIONS": markdown(SITUATIONS),
        "ANSWERS": told(ANSWERS),
    }
    for name, held in tables.items():
        start, end = f"<!-- {name} -->\n", "\n<!-- end -->"
        head, _, rest = text.partition(start)
        text = head + start + held + end + rest.partition(end)[2]
    if "--check" not in sys.argv:
        PAGE.write_text(text, encoding="utf-8")
        print(f"written {PAGE}")
        return 0
    if text != before:
        print("docs/frames.md is not current; run: python tools/frames.py")
    return int(text != before)


if __name__ == "__main__":
    sys.exit(main())
