"""Runs all soak programs, and says which figure is held: `make soak`.

`--scale 0.01` is a short form, and `--only NAME` runs some. The table is printed, and written to
`.linnet/soak/` as JSON and Markdown. The exit code is 1 if a goal is not held.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import time
import traceback
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

from tests.soak.rows import Row

# Each has `main(scale: float) -> list[Row]`.
PIECES = (
    "nasty",
    "power",
    "kills",
    "together",
    "full",
    "sweeps",
    "damage",
    "sounds",
    "alive",
    "forwarding",
    "hours",
)

FOLDER = Path(__file__).resolve().parents[2] / ".linnet" / "soak"


def run(names: Sequence[str], scale: float) -> list[Row]:
    """Run pieces one after another; one that fails or is not there is a row that is not held."""
    rows = []
    for name in names:
        print(f"== {name}", flush=True)
        began = time.monotonic()
        rows += _piece(name, scale)
        print(f"== {name}: {time.monotonic() - began:,.0f} s", flush=True)
    return rows


def _piece(name: str, scale: float) -> list[Row]:
    module = f"{__package__}.{name}"
    if find_spec(module) is None:
        return [Row(name, "not there", "runs", held=False)]
    try:
        found: list[Row] = importlib.import_module(module).main(scale)
    except Exception as error:
        traceback.print_exc()
        return [Row(name, f"ended by {type(error).__name__}: {error}"[:200], "runs", held=False)]
    return found or [Row(name, "told nothing", "rows", held=False)]


def as_markdown(rows: Sequence[Row], scale: float) -> str:
    """Write rows as a table."""
    head = [f"At scale {scale:g}.", "", "| figure | found | goal | held |", "|" + " --- |" * 4]
    lines = [
        f"| {' | '.join(_cell(each) for each in (row.name, row.figure, row.goal))} "
        f"| {'yes' if row.held else '**no**'} |"
        for row in rows
    ]
    return "\n".join([*head, *lines, ""])


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def write(rows: Sequence[Row], scale: float, folder: Path = FOLDER) -> None:
    """Write the rows beside each other as JSON and as Markdown."""
    folder.mkdir(parents=True, exist_ok=True)
    at = datetime.now(UTC).isoformat(timespec="seconds")
    document = {"at": at, "scale": scale, "rows": [asdict(row) for row in rows]}
    (folder / "soak.json").write_text(json.dumps(document, indent=2) + "\n", "utf-8")
    (folder / "soak.md").write_text(as_markdown(rows, scale), "utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the pieces; 0 if every goal is held."""
    parser = argparse.ArgumentParser(prog="make soak", description=__doc__)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--only", action="append", choices=PIECES, metavar="NAME")
    chosen = parser.parse_args(arguments)
    rows = run(chosen.only or PIECES, chosen.scale)
    write(rows, chosen.scale)
    print(as_markdown(rows, chosen.scale))
    return 0 if all(row.held for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
