"""Damages catalogs by chance, repairs them, and works with them: whole again, or refused in words.

Run it as `python -m tests.soak.damage [scale]`; a scale of 1 takes 500 catalogs.
"""

from __future__ import annotations

import logging
import random
import shutil
import sqlite3
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from typing import Any

from sidecar.app.engine import Engine
from sidecar.catalog.sqlite.query.selects import SELECTS
from sidecar.catalog.sqlite.upkeep.check import check
from sidecar.catalog.sqlite.upkeep.repair import repair
from sidecar.contract.analyze import InferRequest
from sidecar.contract.heads import TrainHeadRequest
from sidecar.contract.labels import AnnotateRequest
from sidecar.contract.places import SetPlacesRequest
from sidecar.contract.query import QueryRequest
from sidecar.errors import CatalogUnavailable, LinnetError
from sidecar.methods.analyze import infer
from sidecar.methods.heads import train
from sidecar.methods.labels import annotate
from sidecar.methods.places import set_places
from sidecar.methods.query import query
from sidecar.rpc.verb import Call
from tests.factories import owl, write_wav
from tests.soak.rows import Row
from tests.stored import engine_at, engine_with_base, label

_CATALOGS = 500
_PAGE = 4096

Damage = Callable[[Path, random.Random], None]


def make_home(home: Path) -> Path:
    """Make a home with a model, a head and a small catalog with rows in most tables."""
    engine = engine_with_base(home, dimension=8)
    for number in range(3):
        write_wav(home / "card" / f"{number}.wav", owl(25.0 + number))
    for confidence in (0.0, 0.6):
        analyse(engine, home, confidence)
    for recording in (1, 2, 3):
        for window in range(4):
            label(engine, recording, window, f"bird{window % 2}", "NO" if recording == 3 else "YES")
    train(engine, TrainHeadRequest(name="night", least=1), Call())
    decide(engine)
    folder = {"folder": str(home / "card"), "timezone": "Europe/Berlin"}
    set_places(engine, SetPlacesRequest.model_validate({"folders": [folder]}), Call())
    engine.close()
    _settle(home / "catalog.sqlite")
    assert check(home / "catalog.sqlite").problems == ()
    return home


def analyse(engine: Engine, home: Path, confidence: float, **more: Any) -> list[str]:
    """Analyse the recordings of a home; gives the troubles with single files."""
    values = {"inputs": [str(home / "card")], "minConfidence": confidence, "topK": 2, **more}
    result = infer(engine, InferRequest.model_validate(values), Call())
    return [error.message for error in result.errors]


def decide(engine: Engine) -> None:
    """Let a person decide on what the catalog has of detections and regions."""
    detections = query(engine, QueryRequest.model_validate({"select": "detections"}), Call()).rows
    made = [
        {"detectionId": row.model_dump()["detection_id"], "verified": "NO"}
        for row in detections[::7]
    ]
    if made:
        values = {"annotations": made, "labeler": {"name": "Ben"}}
        annotate(engine, AnnotateRequest.model_validate(values), Call())


def _settle(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


# Damage to the file's bytes.


def _flip_bits(path: Path, chance: random.Random) -> None:
    content = bytearray(path.read_bytes())
    for _ in range(chance.randrange(1, 60)):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(content)


def _overwrite_pages(path: Path, chance: random.Random) -> None:
    content = bytearray(path.read_bytes())
    for _ in range(chance.randrange(1, 12)):
        page = chance.randrange(len(content) // _PAGE)
        filling = chance.choice([bytes(_PAGE), chance.randbytes(_PAGE), b"\xff" * _PAGE])
        content[page * _PAGE : (page + 1) * _PAGE] = filling
    path.write_bytes(content)


def _swap_pages(path: Path, chance: random.Random) -> None:
    content = bytearray(path.read_bytes())
    for _ in range(chance.randrange(1, 4)):
        a, b = (chance.randrange(1, len(content) // _PAGE) * _PAGE for _ in range(2))
        content[a : a + _PAGE], content[b : b + _PAGE] = (
            content[b : b + _PAGE],
            content[a : a + _PAGE],
        )
    path.write_bytes(content)


def _cut(path: Path, chance: random.Random) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: chance.randrange(len(content))])


# Damage to the journal.


def _journal(path: Path, chance: random.Random) -> tuple[Path, bytes]:
    """Give the journal of a change that was committed, and not yet taken over."""
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE Recording SET bitrate = bitrate + 1")
        db.execute("UPDATE Annotation SET speciesProbability = speciesProbability + 1")
        db.commit()
        beside = path.with_name(f"{path.name}-wal")
        journal, content = beside.read_bytes(), path.read_bytes()
    path.write_bytes(content)
    return beside, journal


def _cut_journal(path: Path, chance: random.Random) -> None:
    beside, journal = _journal(path, chance)
    beside.write_bytes(journal[: chance.randrange(len(journal) + 1)])


def _spoil_journal(path: Path, chance: random.Random) -> None:
    beside, journal = _journal(path, chance)
    content = bytearray(journal)
    for _ in range(chance.randrange(1, 30)):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    beside.write_bytes(content)


def _foreign_journal(path: Path, chance: random.Random) -> None:
    other = path.with_name("other.sqlite")
    with closing(sqlite3.connect(other)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("CREATE TABLE Notes (text)")
        db.executemany("INSERT INTO Notes VALUES (?)", [("note" * 99,)] * chance.randrange(1, 99))
        db.commit()
        journal = other.with_name(f"{other.name}-wal").read_bytes()
    other.unlink()
    path.with_name(f"{path.name}-wal").write_bytes(journal)


# Damage by statements.


def _open(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path)
    for pragma in ("foreign_keys = 0", "ignore_check_constraints = 1", "writable_schema = 1"):
        db.execute(f"PRAGMA {pragma}")
    return db


def _names(db: sqlite3.Connection, kind: str) -> list[str]:
    found = db.execute("SELECT name FROM sqlite_master WHERE type = ? AND sql NOT NULL", (kind,))
    return sorted(name for (name,) in found if not name.startswith("sqlite_"))


def _drop(db: sqlite3.Connection, kind: str, part: float, chance: random.Random) -> None:
    for name in _names(db, kind):
        if chance.random() < part:
            db.execute(f"DROP {kind} {name}")


_VALUES = ("x'ff00'", "'?'", "-1", "1e300", "'{'", "NULL", "''", "9e18", "-9223372036854775808")


def _wrong_values(path: Path, chance: random.Random) -> None:
    """Write another kind of value into some columns, of all rows or of some."""
    with closing(_open(path)) as db, db:
        _drop(db, "trigger", 1.0, chance)
        for table in _names(db, "table"):
            for column in db.execute(f"PRAGMA table_info({table})").fetchall():
                if chance.random() < 0.06:
                    few = chance.choice(["1", "1", "abs(random()) % 3 = 0"])
                    with suppress(sqlite3.IntegrityError):  # a rowid holds numbers alone
                        db.execute(
                            f"UPDATE OR IGNORE {table} SET {column[1]} = {chance.choice(_VALUES)}"
                            f" WHERE {few}"
                        )


def _lost_rows(path: Path, chance: random.Random) -> None:
    with closing(_open(path)) as db, db:
        if chance.random() < 0.5:
            _drop(db, "trigger", 1.0, chance)
        for table in _names(db, "table"):
            if chance.random() < 0.2:
                db.execute(
                    f"DELETE FROM {table} WHERE abs(random()) % 3 < ?", (chance.choice([1, 3]),)
                )


def _lost_parts(path: Path, chance: random.Random) -> None:
    with closing(_open(path)) as db, db:
        kind = chance.choice(["trigger", "view", "index", "table"])
        _drop(db, kind, 0.1 if kind == "table" else 0.5, chance)


def _lost_definitions(path: Path, chance: random.Random) -> None:
    with closing(_open(path)) as db, db:
        names = [*_names(db, "table"), *_names(db, "index"), *_names(db, "view")]
        for name in chance.sample(names, chance.randrange(1, 4)):
            db.execute("DELETE FROM sqlite_master WHERE name = ?", (name,))


def _other_definitions(path: Path, chance: random.Random) -> None:
    with closing(_open(path)) as db, db:
        for kind in ("trigger", "view"):
            db.execute("DELETE FROM sqlite_master WHERE type = ?", (kind,))
        table = chance.choice(_names(db, "table"))
        columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
        other = chance.choice(["other", "rowid2", "(", "x INTEGER, y"])
        db.execute(
            "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE name = ?",
            (chance.choice(columns), other, table),
        )


def _version(path: Path, chance: random.Random) -> None:
    with closing(_open(path)) as db, db:
        value = chance.choice(["0", "1", "2", "3", "x", "-4", "4.0", "\u0664", None])
        if value is None:
            db.execute("DELETE FROM Linnet")
        else:
            db.execute("UPDATE Linnet SET value = ? WHERE key = 'schemaVersion'", (value,))


# Damage to the embeddings.


def _embeddings(path: Path, chance: random.Random) -> None:
    files = sorted(path.with_name("catalog.embeddings").glob("*.vectors"))
    file = chance.choice(files)
    content = bytearray(file.read_bytes())
    match chance.choice(["cut", "flip", "gone", "head", "longer", "folder"]):
        case "cut":
            file.write_bytes(content[: chance.randrange(len(content))])
        case "flip":
            for _ in range(chance.randrange(1, 60)):
                content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
            file.write_bytes(content)
        case "head":
            content[chance.randrange(64)] ^= 1 << chance.randrange(8)
            file.write_bytes(content)
        case "longer":
            file.write_bytes(bytes(content) + chance.randbytes(chance.randrange(1, 999)))
        case "folder":
            shutil.rmtree(file.parent)
        case _:
            file.unlink()


DAMAGES: Mapping[str, Damage] = {
    "flipped bits": _flip_bits,
    "overwritten pages": _overwrite_pages,
    "swapped pages": _swap_pages,
    "cut short": _cut,
    "cut journal": _cut_journal,
    "spoilt journal": _spoil_journal,
    "another's journal": _foreign_journal,
    "wrong values": _wrong_values,
    "lost rows": _lost_rows,
    "lost parts": _lost_parts,
    "lost definitions": _lost_definitions,
    "other definitions": _other_definitions,
    "version": _version,
    "embeddings": _embeddings,
}


def trial(whole: Path, home: Path, seed: int) -> tuple[str, list[str]]:
    """Damage a copy of a home, repair it and work with it; gives the damage and all faults."""
    chance = random.Random(f"damage {seed}")
    name = chance.choice(sorted(DAMAGES))
    shutil.copytree(whole, home)
    path = home / "catalog.sqlite"
    DAMAGES[name](path, chance)
    if chance.random() < 0.2 and name != "embeddings":
        _embeddings(path, chance)
    return name, list(_faults(home, path))


def _faults(home: Path, path: Path) -> Iterator[str]:
    try:
        found = check(path).problems
        repair(path)
        left = [each for each in check(path).problems if each.mendable]
    except CatalogUnavailable as error:
        if "Nothing in" not in error.message:  # too little is left
            yield f"refused: {error.message} {error.hint}"
        return
    except Exception:
        yield f"check or repair: {traceback.format_exc(limit=-3)}"
        return
    yield from (f"left after repair: {each.kind}: {each.message}" for each in left)
    for what, work in _work(home, path).items():
        try:
            troubles = work() or []
        except LinnetError as error:
            cause = error.__cause__ or error
            yield f"{what}: {error.message} ({error.hint}) {cause!r} {[p.kind for p in found]}"
        except Exception:
            yield f"{what}: {traceback.format_exc(limit=-3)}"
        else:
            yield from (f"{what}: {trouble}" for trouble in troubles)


def _work(home: Path, path: Path) -> dict[str, Callable[[], list[str] | None]]:
    """List what is done with a repaired catalog."""
    engine = engine_at(home)

    def ask(select: str) -> None:
        query(engine, QueryRequest.model_validate({"select": select, "limit": 50}), Call())

    def again() -> list[str]:
        return [each.message for each in check(path).problems if each.mendable]

    return {
        **{f"query {select}": partial(ask, select) for select in SELECTS},
        "infer as before": lambda: analyse(engine, home, 0.0),
        "infer with another threshold": lambda: analyse(engine, home, 0.3),
        "infer by force": lambda: analyse(engine, home, 0.6, force=True),
        "annotate": lambda: decide(engine),
        "close": engine.close,
        "check again": again,
    }


def main(scale: float = 1.0) -> list[Row]:
    """Damage and repair 500 catalogs, times `scale`."""
    logging.disable(logging.CRITICAL)
    count = max(1, round(_CATALOGS * scale))
    faulty: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="linnet-damage-") as folder:
        whole = make_home(Path(folder, "whole"))
        for seed in range(count):
            home = Path(folder, str(seed))
            name, faults = trial(whole, home, seed)
            shutil.rmtree(home)
            kinds[name] += 1
            faulty[name] += bool(faults)
            for fault in faults:
                print(f"catalog {seed}, {name}: {fault}", flush=True)
    logging.disable(logging.NOTSET)
    return [
        Row(
            "damaged catalogs: not whole, or not usable, after repair",
            f"{sum(faulty.values())} of {sum(kinds.values())}",
            "0",
            not sum(faulty.values()),
        )
    ]


if __name__ == "__main__":
    for row in main(*map(float, sys.argv[1:])):
        print(row)
