"""Whoever kills the program after a verdict finds it again."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from sidecar.catalog.sqlite.catalog import SqliteCatalog
from sidecar.catalog.sqlite.upkeep.check import check
from tests.labels.catalogs import MODELS, SPECIES, rows, run

OWL, TIT, _ = SPECIES

# Judges without end, and tells of each verdict once it is kept.
_JUDGE = """
import sys
from itertools import count
from pathlib import Path
from sidecar.catalog.sqlite.catalog import SqliteCatalog
from sidecar.catalog.values import Decision, Person
catalog = SqliteCatalog(Path(sys.argv[1]))
words = ("YES", "NO", "UNSURE", "UNVERIFIED")
for number in count():
    if number % 7 == 6:
        batch = catalog.labels.undo().batch_id
        print("undone", batch, flush=True)
        print("redone", catalog.labels.redo().batch_id, flush=True)
        continue
    one = Decision(detection_id=1 + number % 3, verified=words[number % 4], comment=str(number))
    print("kept", catalog.labels.decide([one], Person("Ana")).batch_id, flush=True)
"""


@pytest.mark.parametrize("after", [1, 6, 7, 8, 40])
def test_no_verdict_that_was_told_of_is_lost(tmp_path: Path, after: int) -> None:
    path = tmp_path / "catalog.sqlite"
    with closing(SqliteCatalog(path)) as catalog:
        run(catalog, MODELS[0], [(OWL, 0.0), (TIT, 0.0), (OWL, 3.0)])
    command = [sys.executable, "-c", _JUDGE, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        lines = [child.stdout.readline() for _ in range(after)]
        child.kill()
        lines += child.stdout.readlines()
    told = [line.split() for line in lines if line.endswith("\n")]
    assert len(told) >= after and not check(path).problems
    with closing(SqliteCatalog(path)) as catalog:
        undone = {
            row["batchId"]: row["undoneAt"] is not None
            for row in rows(catalog, "SELECT batchId, undoneAt FROM AnnotationBatch")
        }
    # What was under way at the end concerns the last batch alone.
    *earlier, (_, last) = [(word, int(batch)) for word, batch in told]
    assert last in undone
    words = {batch: word for word, batch in earlier if batch != last}
    assert {batch: undone[batch] for batch in words} == {
        batch: word == "undone" for batch, word in words.items()
    }
