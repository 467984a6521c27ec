"""Parquet files, as an independent reader sees them."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidecar.app.engine import Engine
from sidecar.catalog.sqlite.query.search import every
from sidecar.contract.export import ExportRequest
from sidecar.export.parquet import file as parquetfile
from sidecar.export.parquet.column import Chosen, Column
from sidecar.export.parquet.file import ParquetFile
from sidecar.methods.export import export
from sidecar.rpc.verb import Call
from tests.export.conftest import Keep, owl, tit

pq = pytest.importorskip("pyarrow.parquet", reason="pyarrow judges what we write")

COLUMNS = [
    Column("text", "text"),
    Column("name", "text", required=True),
    Column("whole", "int"),
    Column("number", "float"),
    Column("id", "int", required=True, many=True),
    Column("share", "float", required=True, many=True),
    Column("moment", "time", many=True),
    Column("one", "text"),
]
LONG = st.integers(-(2**63), 2**63 - 1)
NUMBERS = st.floats(allow_nan=False)
ROWS = st.lists(
    st.tuples(
        st.none() | st.text(max_size=20),
        st.text(max_size=3),
        st.none() | LONG,
        st.none() | NUMBERS,
        LONG,
        NUMBERS,
        st.none() | st.integers(-(2**40), 2**40),
    ),
    max_size=60,
)


def _write(rows: list[tuple[Any, ...]], block: int) -> io.BytesIO:
    file = io.BytesIO()
    table = ParquetFile(file, COLUMNS, "Linnet version 0 (test)")
    for first in range(0, len(rows), block):
        some = list(zip(*rows[first : first + block], strict=True))
        count = len(some[0])
        moments = np.array(some[6], np.float64)
        chosen = Chosen(["a", None], np.arange(count) % 2)
        table.add([*some[:4], np.array(some[4], np.int64), some[5], moments, chosen], count)
    table.finish()
    file.seek(0)
    return file


@settings(max_examples=60)
@given(rows=ROWS, block=st.integers(1, 30), group=st.integers(1, 40))
def test_every_value_comes_back(rows: list[tuple[Any, ...]], block: int, group: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parquetfile, "_ROW_GROUP", group)
        read = pq.read_table(_write(rows, block))
    assert read.num_rows == len(rows)
    found = read.to_pydict()
    for place, name in enumerate(("text", "name", "whole", "number", "id", "share")):
        assert found[name] == [row[place] for row in rows]
    if rows:
        milliseconds = read.column("moment").cast("int64").to_pylist()
        assert milliseconds == [row[6] for row in rows]
    expected = ["a" if n % block % 2 == 0 else None for n in range(len(rows))]
    assert found["one"] == expected


def test_many_different_values_need_wider_places_in_the_dictionary() -> None:
    rows = [(f"t{n}", "x", n % 300, None, n, n / 7, None) for n in range(70_000)]
    read = pq.read_table(_write(rows, 8192)).to_pydict()
    for place, name in enumerate(("text", "name", "whole", "number", "id", "share")):
        assert read[name] == [row[place] for row in rows]


def test_a_catalogs_detections_are_typed_and_complete(
    engine: Engine, keep: Keep, tmp_path: Path
) -> None:
    keep({"/Süd/a.wav": [owl(1.5), tit(3.25)], "/b.wav": [tit()], "/c.wav": []}, settings="{}")
    path = tmp_path / "out.parquet"
    request = {"format": "parquet", "destination": str(path)}
    export(engine, ExportRequest.model_validate(request), Call())
    rows = pq.read_table(path).to_pylist()
    asked = list(every(engine.catalog.reader(), "detections", where={}, order_by=["path", "start"]))
    assert len(rows) == len(asked) == 3
    same = {
        "Start (s)": "start",
        "End (s)": "end",
        "Scientific name": "species",
        "Common name": "common",
        "Confidence": "confidence",
        "File": "path",
        "detectionId": "detectionId",
        "regionId": "regionId",
        "annotationId": "annotationId",
        "recordingId": "recordingId",
        "runId": "runId",
        "model": "model",
        "verified": "verified",
        "occurrence": "occurrence",
    }
    for row, meant in zip(rows, asked, strict=True):
        assert {name: row[name] for name in same} == {
            name: meant[key] for name, key in same.items()
        }
        assert row["heardAt"] == datetime.fromisoformat(meant["heardAt"])
        assert (row["modelVersion"], row["modelSha256"]) == ("1.5", "a" * 64)
        assert (row["lat"], row["lon"], row["week"]) == (52.5, 13.4, 17)


@pytest.mark.parametrize("select", ["detections", "annotations"])
def test_no_rows_make_a_table_with_all_its_columns(
    engine: Engine, keep: Keep, tmp_path: Path, select: str
) -> None:
    keep({"/a.wav": []})
    path = tmp_path / "out.parquet"
    request = {"format": "parquet", "destination": str(path), "select": select}
    export(engine, ExportRequest.model_validate(request), Call())
    read = pq.read_table(path)
    assert read.num_rows == 0
    assert str(read.schema.field("Start (s)").type) == "double"
    assert str(read.schema.field("heardAt").type) == "timestamp[ms]"
    assert str(read.schema.field("heardAtUtc").type) == "timestamp[ms, tz=UTC]"
