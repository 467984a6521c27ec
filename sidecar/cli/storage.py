"""`linnet storage`: shows what Linnet takes on disks, clears what can be made again."""

from __future__ import annotations

import argparse

from sidecar.app.engine import Engine
from sidecar.cli import screen
from sidecar.cli.command import Arguments, Command, given, shared, tell
from sidecar.cli.options import Options
from sidecar.cli.refused import asked
from sidecar.contract.storage import (
    ClearStorageRequest,
    ClearStorageResult,
    SetStorageRequest,
    SetStorageResult,
    StorageRequest,
    StorageResult,
)
from sidecar.errors import InvalidParams
from sidecar.methods.storage import clear_storage, look_at_storage, set_storage
from sidecar.rpc.verb import Call

_USUAL = "default"

_WORDS = {
    "catalog": "catalog",
    "embeddings": "stored embeddings",
    "searchIndex": "search indexes",
    "models": "models",
    "features": "prepared recordings (features)",
    "overviews": "overviews of long recordings (overviews)",
    "graphs": "optimised models (graphs)",
    "downloads": "begun downloads (downloads)",
    "scratch": "left by programs that ended (scratch)",
    "backups": "backups",
    "setAside": "damaged catalogs set aside",
}

_WHY = {
    "inUse": "in use",
    "foreign": "not made by Linnet",
    "cannotRemove": "the system refused",
    "onlyCopy": "the catalog itself has problems",
}


def _arguments(command: argparse.ArgumentParser) -> None:
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    shared(actions.add_parser("show", help="count what Linnet keeps on disks"), begins=True)
    clear = actions.add_parser("clear", help="clear what Linnet can make again")
    shared(clear, begins=True)
    add = Options(clear, ClearStorageRequest)
    add(
        "what",
        nargs="*",
        metavar="WHAT",
        choices=None,
        help="features, overviews, graphs, downloads or scratch",
    )
    add("--backups", nargs="+", metavar="NAME", help="backups, as `linnet storage show` names them")
    add("--dry-run", help="only tell what would be cleared")
    limit = actions.add_parser("limit", help="limit the room for prepared recordings")
    shared(limit, begins=True)
    limit.add_argument(
        "gigabytes", metavar="GB", help=f'gigabytes, or "{_USUAL}" for the usual limit'
    )


def _storage(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    actions: dict[str, Command] = {"show": _show, "clear": _clear, "limit": _limit}
    return actions[arguments.action](engine, arguments, call)


ARGUMENTS: dict[str, Arguments] = {"storage": _arguments}
COMMANDS: dict[str, Command] = {"storage": _storage}


def _show(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    tell(arguments, look_at_storage(engine, StorageRequest(), call), _list)
    return 0


def _list(result: StorageResult) -> None:
    screen.show_table(
        ("what", "size", "where"),
        [
            (_WORDS[part.what], f"{'' if part.complete else 'over '}{_size(part.bytes)}", part.path)
            for part in result.parts
        ],
    )
    print()
    for backup in result.backups:
        screen.show_line(f"Backup {backup.name} ({_size(backup.bytes)}).")
    for drive in result.drives:
        if drive.free_bytes is not None:
            screen.show_line(f"Free on the drive of {drive.path}: {_size(drive.free_bytes)}.")
    if result.read_only:
        screen.show_line("The catalog can only be read.")
    place = "" if result.cache.place is None else f" {result.cache.place}"
    screen.show_line(
        f"Prepared recordings take at most {_size(result.cache.bytes)} "
        f"({result.cache.source}{place})."
    )


def _clear(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    request = asked(ClearStorageRequest, given(arguments, ["what", "backups", "dry_run"]))
    result = clear_storage(engine, request, call)
    tell(arguments, result, _cleared)
    return 1 if any(kept.why == "cannotRemove" for kept in result.kept) else 0


def _cleared(result: ClearStorageResult) -> None:
    what = "Would free" if result.dry_run else "Freed"
    for each in result.cleared:
        files = screen.counted(each.files, "file")
        screen.show_line(f"{what} {_size(each.bytes)} of {_WORDS[each.what]}, {files}.")
    for kept in result.kept:
        files = screen.counted(kept.files, "file")
        screen.show_line(f"Kept {files} of {_WORDS[kept.what]}: {_WHY[kept.why]}.")
        for example in kept.examples:
            screen.show_line(f"  {example}")


def _limit(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    request = SetStorageRequest(cache_bytes=_bytes(arguments.gigabytes))
    tell(arguments, set_storage(engine, request, call), _limited)
    return 0


def _bytes(text: str) -> int | None:
    if text == _USUAL:
        return None
    try:
        gigabytes = float(text)
    except ValueError:
        gigabytes = -1.0
    if not 0 <= gigabytes <= 1_000_000:
        raise InvalidParams(
            f'"{text}" is not a number of gigabytes.',
            field="GB",
            hint=f'Give a number from 0 to 1,000,000, or "{_USUAL}".',
        )
    return round(gigabytes * 1e9)


def _limited(result: SetStorageResult) -> None:
    screen.show_line(
        f"Prepared recordings take at most {_size(result.cache.bytes)} (file {result.file})."
    )


def _size(size: int) -> str:
    return f"{size / 1e6:,.1f} MB" if size < 1e9 else f"{size / 1e9:,.2f} GB"
