"""Coverage-guided fuzzing of the readers: a document loads, or is refused with `GradekitError`.

    python tools/fuzz_readers.py --seconds 60

needs the extra `fuzz`. What a document becomes must also be writable and read back the same.
Anything found is left as a `crash-*` file in the folder given by `--keep`.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from copy import deepcopy
from pathlib import Path
from typing import Any

import atheris

with atheris.instrument_imports(include=["gradekit", "cattrs", "yaml"]):
    import gradekit as gk
    from gradekit import io
    from gradekit.io._csv import parse_csv
    from gradekit.io._layout import SHEETS
    from gradekit.io._rows_in import from_tables
    from gradekit.io._rows_out import Tables, to_tables

ROOT = Path(__file__).resolve().parents[1]
SEEDS = sorted((ROOT / "tests").rglob("documents/v1/*.json")) + sorted(
    (ROOT / "tests" / "worked").glob("*.json")
)
DOCUMENTS: list[Any] = [json.loads(seed.read_text(encoding="utf-8")) for seed in SEEDS]
MOST_CHANGES = 4
MOST_CELLS = 12
JUNK: tuple[Any, ...] = (
    None,
    True,
    -1,
    0,
    1,
    1e308,
    10**400,
    5.0,
    "",
    "x",
    "1,5",
    "none",
    [],
    {},
    [[]],
    {"": 0},
    "\ud800",
)


def held(truth: object, told: str) -> None:
    """Stop with an error that is no refusal."""
    if not truth:
        raise RuntimeError(told)


def kept(guideline: gk.Guideline) -> None:
    """What was read can be written, and reads back the same."""
    text = io.dumps(guideline)
    held(io.dumps(io.loads(text)) == text, "JSON does not read back")
    held(io.dumps(io.loads(io.dumps(guideline, "yaml"), "yaml")) == text, "YAML does not read back")
    read = from_tables(to_tables(io.to_data(guideline)))
    held(not read.problems, "sheets do not read back")
    held(io.from_data(read.data) == guideline, "sheets read back otherwise")


def as_json(given: atheris.FuzzedDataProvider) -> gk.Guideline:
    """Any text as JSON."""
    return io.loads(given.ConsumeUnicode(given.remaining_bytes()))


def as_yaml(given: atheris.FuzzedDataProvider) -> gk.Guideline:
    """Any text as YAML."""
    return io.loads(given.ConsumeUnicode(given.remaining_bytes()), "yaml")


def places(node: object, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a document."""
    inner = (
        node.items()
        if isinstance(node, dict)
        else enumerate(node if isinstance(node, list) else ())
    )
    return [path, *(each for key, value in inner for each in places(value, (*path, key)))]


def spoiled(given: atheris.FuzzedDataProvider) -> gk.Guideline:
    """A good document with some of its values exchanged, moved or replaced by junk."""
    data = json.loads(json.dumps(DOCUMENTS[given.ConsumeIntInRange(0, len(DOCUMENTS) - 1)]))
    for _ in range(given.ConsumeIntInRange(1, MOST_CHANGES)):
        found = places(data)[1:]
        if not found:
            break
        path = found[given.ConsumeIntInRange(0, len(found) - 1)]
        holder = data
        for step in path[:-1]:
            holder = holder[step]
        kind = given.ConsumeIntInRange(0, 4)
        if kind == 0:
            del holder[path[-1]]
        elif kind == 1:
            holder[path[-1]] = given.ConsumeUnicode(6)
        elif kind == 2:  # noqa: PLR2004 - the kinds are counted
            holder[path[-1]] = given.ConsumeFloat()
        elif kind == 3 and isinstance(holder, dict):  # noqa: PLR2004
            holder[given.ConsumeUnicode(6)] = holder[path[-1]]
        else:
            # A copy: junk put into itself would go round in a circle, which no document can.
            holder[path[-1]] = deepcopy(JUNK[given.ConsumeIntInRange(0, len(JUNK) - 1)])
    return io.from_data(data)


def tabular(given: atheris.FuzzedDataProvider) -> gk.Guideline:
    """The sheets of a good document with some cells changed."""
    document = DOCUMENTS[given.ConsumeIntInRange(0, len(DOCUMENTS) - 1)]
    tables = to_tables(io.to_data(io.from_data(document)))
    for _ in range(given.ConsumeIntInRange(1, MOST_CELLS)):
        sheet = SHEETS[given.ConsumeIntInRange(0, len(SHEETS) - 1)]
        rows = tables.rows[sheet.name]
        row = rows[given.ConsumeIntInRange(0, len(rows) - 1)]
        at = given.ConsumeIntInRange(0, len(row) - 1)
        if given.ConsumeBool():
            row[at] = given.ConsumeUnicode(8)
        else:
            row[at] = JUNK[given.ConsumeIntInRange(0, 11)]
    return read_tables(tables)


def as_csv(given: atheris.FuzzedDataProvider) -> gk.Guideline:
    """Any text as the file of the guideline, and of the outcomes."""
    rows: dict[str, list[list[Any]]] = {}
    for name in ("guideline", "outcomes"):
        text = ",".join(next(each for each in SHEETS if each.name == name).header) + "\n"
        text += given.ConsumeUnicode(given.remaining_bytes() // 2)
        rows[name] = list(parse_csv(text, name))
    return read_tables(Tables(rows, ".csv"))


def read_tables(tables: Tables) -> gk.Guideline:
    """A guideline from tables, with its problems placed."""
    read = from_tables(tables)
    try:
        guideline = io.from_data(read.data)
    except gk.DocumentError as error:
        raise gk.DocumentError(*map(read.placed, error.problems)) from None
    if read.problems:
        raise gk.DocumentError(*read.problems)
    return guideline


def workbook(given: atheris.FuzzedDataProvider) -> gk.Guideline:
    """Any bytes as a workbook."""
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
        file.write(b"PK\x03\x04" + given.ConsumeBytes(given.remaining_bytes()))
        file.flush()
        return io.load(file.name)


READERS = (as_json, as_yaml, spoiled, spoiled, tabular, as_csv, workbook)


def one(content: bytes) -> None:
    """Read one document in one way."""
    given = atheris.FuzzedDataProvider(content)
    reader = READERS[given.ConsumeIntInRange(0, len(READERS) - 1)]
    try:
        guideline = reader(given)
    except gk.GradekitError as error:
        held(error.problems, "refused without a problem")
        held(all(" @ " in str(each) for each in error.problems), "a problem without a place")
        return
    kept(guideline)


def main() -> None:
    """Fuzz for some seconds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--keep", default=tempfile.gettempdir())
    parser.add_argument("again", nargs="*", help="crash files to read again")
    chosen = parser.parse_args()
    flags = [
        f"-max_total_time={chosen.seconds}",
        f"-artifact_prefix={chosen.keep}/",
        "-len_control=0",  # long documents from the start
        "-max_len=4096",
    ]
    atheris.Setup([sys.argv[0], *flags, *chosen.again], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
