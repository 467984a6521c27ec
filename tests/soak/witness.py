"""What clients were told of, and whether a catalog still has all of it, once and whole."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.soak.scene import MODEL, Scene
from tests.soak.verbs import BATCH


class Witness:
    """Knows what answers said. `each` is the number of detections of a recording of `verbs`."""

    def __init__(self, scene: Scene) -> None:
        self.each = 0
        self.files: dict[Path, str] = {}
        self._scene = scene
        self._annotations: set[int] = set()
        self._gone: set[str] = set()
        self._analysed: set[str] = set()

    def note(self, method: str, params: dict[str, Any], result: dict[str, Any]) -> None:
        """Keep what an answer told of."""
        match method:
            case "annotate":
                self._annotations |= {each["annotationId"] for each in result["annotations"]}
            case "infer":
                self._analysed |= {each["path"] for each in result["recordings"]}
            case "recordings/remove":
                self._gone.add(params["about"])
            case "export":
                self._keep([Path(each["path"]) for each in result["files"]])
            case "clips":
                self._keep([*Path(result["listPath"]).parent.rglob("*")])
            case "heads/train" | "models/add":
                self._keep([*Path(result["path"]).rglob("*")])

    def _keep(self, paths: list[Path]) -> None:
        for path in paths:
            if path.is_file():
                self.files[path] = _digest(path)

    def wrong(self) -> Iterator[str]:
        """Compare the catalog, looked at without Linnet, with what clients know."""
        with closing(sqlite3.connect(self._scene.catalog)) as db:
            held = {row[0] for row in db.execute("SELECT annotationId FROM Annotation")}
            if lost := self._annotations - held:
                yield f"{len(lost)} annotations are lost"
            paths = [row[0] for row in db.execute("SELECT url FROM Recording")]
            if len(set(paths)) != len(paths):
                yield "a recording is there twice"
            if back := self._gone.intersection(paths):
                yield f"{len(back)} removed recordings are back"
            for path, count in db.execute(_DETECTIONS):
                wanted = {self.each} if path in self._analysed else {0, self.each}
                if count not in wanted:
                    yield f"{Path(path).name} has {count} detections, not {self.each}"
            for comment, count in db.execute(_BATCHES):
                if count != BATCH:
                    yield f"{comment} has {count} annotations, not {BATCH}"
        for path, digest in self.files.items():
            if not path.is_file() or _digest(path) != digest:
                yield f"{path.name} {'differs' if path.is_file() else 'is gone'}"
        for path in self._scene.out.rglob("*.json"):
            json.loads(path.read_text("utf-8"))


# A person's corrections add no detections of the model; only recordings of one length are counted.
_DETECTIONS = f"""
SELECT Recording.url, count(Detection.annotationId) FROM Recording
LEFT JOIN Analysis ON Analysis.recordingId = Recording.recordingId AND Analysis.current
  AND Analysis.modelId = (SELECT modelId FROM Model WHERE name = '{MODEL}' LIMIT 1)
LEFT JOIN Detection ON Detection.analysisId = Analysis.analysisId
WHERE Recording.url LIKE '%/whole-%' GROUP BY Recording.recordingId
"""
_BATCHES = """
SELECT comment, count(*) FROM AnnotationFacts WHERE comment LIKE 'batch-%' GROUP BY comment
"""


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
