"""Verdicts that go to another copy and come back: merged by content, in any order the same."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidecar.app.engine import Engine
from sidecar.catalog.sqlite.catalog import SqliteCatalog
from sidecar.catalog.sqlite.upkeep.invariants import OTHER_VERDICTS
from sidecar.catalog.values import Decision, Person, Said
from sidecar.contract.labels import AnnotateRequest
from sidecar.contract.query import QueryRequest
from sidecar.contract.sharing import (
    ExportAnnotationsRequest,
    ExportAnnotationsResult,
    MergeAnnotationsRequest,
    MergeAnnotationsResult,
)
from sidecar.errors import InvalidParams, PathNotAllowed
from sidecar.methods.labels import annotate
from sidecar.methods.query import query
from sidecar.methods.sharing import export_annotations, merge_annotations
from sidecar.recordings.saidtable import TABLE
from sidecar.rpc.verb import Call
from tests.labels.catalogs import MODELS, SPECIES, app, judged, rows, run, state
from tests.labels.importing import heard_engine, make_engine

OWL, TIT, _ = SPECIES
ANA, BEN, CAI = Person("Ana", "ana@example.org"), Person("Ben"), Person("Cai")
_SOUND = b"d" * 24
_AT = "2026-04-0{}T10:00:00.000+00:00"

_PERSON = st.sampled_from([ANA, BEN, CAI])
_NAME = st.sampled_from([OWL, TIT])
_WORD = st.sampled_from(["YES", "NO", "UNSURE", "UNVERIFIED"])
_SAID = st.builds(
    Said,
    st.just(_SOUND),
    st.sampled_from([0, 7000]),
    st.just(9000),
    _NAME,
    st.none(),
    _WORD,
    _PERSON,
    st.integers(1, 3).map(_AT.format),
    st.sampled_from([None, "far"]),
    settles=st.sampled_from([False, False, True]),
)
_TABLES = st.lists(st.lists(_SAID, min_size=1, max_size=4), min_size=2, max_size=3)
_LOCAL = st.lists(st.tuples(_NAME, _WORD, st.sampled_from([ANA, BEN])), max_size=3)


def _refuse(number: int, error: InvalidParams) -> None:
    raise error


def _content(catalog: SqliteCatalog) -> list[tuple[Any, ...]]:
    """Tell what was ever said and what counts, without ids."""
    found = rows(
        catalog,
        """SELECT starttime, species, name, n.verified, unsure, annotationDate, f.comment, settles,
             mostRecent, isHuman
           FROM Annotation n JOIN RegionOfInterest USING (regionId) JOIN Species USING (speciesId)
           JOIN Labeler USING (labelerId) LEFT JOIN AnnotationFacts f USING (annotationId)""",
    )
    verdicts = rows(catalog, "SELECT detectionId, verified FROM Detection")
    return sorted([tuple(row.values()) for row in (*found, *verdicts)], key=str)


def _base(path: Path, local: Sequence[tuple[str, str, Person]]) -> None:
    with closing(SqliteCatalog(path)) as catalog:
        catalog._writer.execute("PRAGMA synchronous = 0")
        run(catalog, MODELS[0], [(OWL, 0.0), (TIT, 0.0)])
        app(
            catalog,
            "INSERT INTO RecordingIdentity (recordingId, sampleDigest) VALUES (1, ?)",
            _SOUND,
        )
        for species, word, person in local:
            one = Decision(recording_id=1, start_s=0.0, end_s=9.0, species=species, verified=word)
            catalog.labels.decide([one], person)


@settings(max_examples=25, deadline=None)
@given(_TABLES, _LOCAL)
def test_merges_in_any_order_give_the_same(
    tables: list[list[Said]], local: list[tuple[str, str, Person]]
) -> None:
    with TemporaryDirectory() as folder:
        base = Path(folder) / "base.sqlite"
        _base(base, local)
        outcomes = []
        for number, order in enumerate(permutations(tables)):
            path = Path(folder) / f"{number}.sqlite"
            shutil.copy(base, path)
            with closing(SqliteCatalog(path)) as catalog:
                catalog._writer.execute("PRAGMA synchronous = 0")
                before = _content(catalog)
                batches = [
                    catalog.labels.merge(table, ANA, "merge", _refuse).batch_id for table in order
                ]
                outcomes.append(_content(catalog))
                assert not rows(catalog, OTHER_VERDICTS)
                found = rows(catalog, "SELECT detectionId, verified FROM Detection")
                assert {row["detectionId"]: row["verified"] for row in found} == judged(catalog)
                again = state(catalog)
                assert all(
                    catalog.labels.merge(table, ANA, "merge", _refuse).added == 0 for table in order
                )
                assert state(catalog) == again
                for batch_id in reversed([each for each in batches if each is not None]):
                    catalog.labels.undo(batch_id)
                assert [row for row in _content(catalog) if row in before] == before
        assert all(each == outcomes[0] for each in outcomes)


def test_a_clock_that_was_set_back_lets_the_last_word_count_after_a_merge(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def counting(catalog: SqliteCatalog) -> list[dict[str, Any]]:
        return rows(
            catalog,
            """SELECT n.* FROM Annotation n JOIN Labeler USING (labelerId)
               WHERE isHuman = 1 AND mostRecent = 1""",
        )

    path = tmp_path / "c.sqlite"
    _base(path, [])
    with closing(SqliteCatalog(path)) as catalog:
        yes = Decision(recording_id=1, start_s=0.0, end_s=9.0, species=OWL, verified="YES")
        catalog.labels.decide([yes], BEN)
        with monkeypatch.context() as earlier:
            earlier.setattr("sidecar.catalog.sqlite.rows.now", lambda: _AT.format(9))
            catalog.labels.decide([replace(yes, verified="NO")], ANA)
        (before,) = counting(catalog)
        assert before["verified"] == "NO"
        word = Said(_SOUND, 0, 9000, OWL, None, "YES", CAI, _AT.format(1), None, settles=False)
        batch = catalog.labels.merge([word], ANA, "merge", _refuse)
        assert counting(catalog) == [before]
        catalog.labels.undo(batch.batch_id)
        assert counting(catalog) == [before]


@settings(max_examples=15, deadline=None)
@given(_TABLES)
def test_the_last_words_of_a_copy_are_those_of_the_catalog_that_merges_them(
    tables: list[list[Said]],
) -> None:
    with TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{name}.sqlite" for name in ("ours", "theirs")]
        for path in paths:
            _base(path, [])
        with (
            closing(SqliteCatalog(paths[0])) as ours,
            closing(SqliteCatalog(paths[1])) as theirs,
        ):
            for table in tables:
                theirs.labels.merge(table, ANA, "merge", _refuse)
            ours.labels.merge(theirs.labels.said(), BEN, "merge", _refuse)

            def told(catalog: SqliteCatalog) -> set[Said]:
                return {_anywhere(each) for each in catalog.labels.said()}

            assert told(ours) == told(theirs)


def _anywhere(said: Said) -> Said:
    """Leave away what differs between catalogs."""
    return replace(said, annotation_id=None, common=None)


# The folder that a second person gets.


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    yield from heard_engine(tmp_path)


def _export(engine: Engine, folder: Path, **more: Any) -> ExportAnnotationsResult:
    request = ExportAnnotationsRequest.model_validate({"destination": str(folder), **more})
    return export_annotations(engine, request, Call())


def _merge(engine: Engine, *paths: Path, **more: Any) -> MergeAnnotationsResult:
    inputs = [str(path) for path in paths]
    request = MergeAnnotationsRequest.model_validate({"inputs": inputs, **more})
    return merge_annotations(engine, request, Call())


def _table(folder: Path) -> list[dict[str, str]]:
    with open(folder / TABLE, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _fill(folder: Path, changes: list[dict[str, str]]) -> None:
    found = _table(folder)
    with open(folder / TABLE, "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, found[0].keys())
        writer.writeheader()
        writer.writerows({**row, **more} for row, more in zip(found, changes, strict=True))


def _ask(engine: Engine, select: str) -> list[dict[str, Any]]:
    request = QueryRequest.model_validate({"select": select})
    return [row.model_dump() for row in query(engine, request, Call()).rows]


def _judge(engine: Engine, verified: str, who: str, detection_id: int = 1) -> None:
    said = {"annotations": [{"detectionId": detection_id, "verified": verified}]}
    annotate(engine, AnnotateRequest.model_validate({**said, "labeler": {"name": who}}), Call())


def test_a_second_person_sees_no_opinion(engine: Engine, tmp_path: Path) -> None:
    _judge(engine, "YES", "Ana")
    result = _export(engine, tmp_path / "out", of="questions", padding=0.5)
    assert (result.rows, result.clips, result.errors) == (2, 1, [])
    for row in _table(tmp_path / "out"):
        told = {name: text for name, text in row.items() if text and name != "common"}
        assert set(told) == {"clip", "species", "sound", "start_ms", "end_ms", "clip_start_ms"}
        assert (tmp_path / "out" / row["clip"]).stat().st_size > 3.4 * 48_000 * 2


def test_what_comes_back_is_merged_and_disputes_are_listed(engine: Engine, tmp_path: Path) -> None:
    _judge(engine, "YES", "Ana")
    out = tmp_path / "out"
    _export(engine, out, of="questions", clips=False)
    owl = [row["species"] for row in _table(out)].index(OWL)
    words = [{"verdict": ""}, {"verdict": ""}]
    words[owl] = {"verdict": "incorrecto", "comment": "a dog"}
    _fill(out, words)
    (error,) = _merge(engine, out).errors
    assert (error.line, "Nobody is named" in error.message) == (owl + 2, True)
    result = _merge(engine, out, labeler={"name": "Ben"})
    assert (result.added, result.unjudged, result.disputes, result.errors) == (1, 1, 1, [])
    assert _merge(engine, out / TABLE, labeler={"name": "Ben"}).known == 1
    (dispute,) = _ask(engine, "disputes")
    said = {each["labeler"]: each["verified"] for each in dispute["people"]}
    assert said == {"Ana": "YES", "Ben": "NO"} and dispute["settled"] == 0
    (pair,) = _ask(engine, "agreement")
    counts = [pair[name] for name in ("yes_yes", "yes_no", "no_yes", "no_no", "unsure")]
    assert (pair["labeler"], pair["other"], counts) == ("Ana", "Ben", [0, 1, 0, 0, 0])


def test_a_dispute_is_settled_without_a_further_opinion(engine: Engine) -> None:
    _judge(engine, "YES", "Ana")
    _judge(engine, "NO", "Ben")
    before = _ask(engine, "agreement")
    settling = {"detectionId": 1, "verified": "NO", "settles": True}
    annotate(engine, AnnotateRequest.model_validate({"annotations": [settling]}), Call())
    (dispute,) = _ask(engine, "disputes")
    assert (dispute["settled"], dispute["settled_as"]) == (1, "NO")
    assert _ask(engine, "agreement") == before


def test_the_words_of_a_copy_go_home_in_a_table(engine: Engine, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    engine.close()
    shutil.copy(tmp_path / "c.sqlite", copy / "c.sqlite")
    ours, theirs = make_engine(tmp_path), make_engine(copy)
    try:
        said = {"detectionId": 1, "species": TIT, "comment": '=1+1, "so"'}
        annotate(theirs, AnnotateRequest.model_validate({"annotations": [said]}), Call())
        result = _export(theirs, tmp_path / "home", where={"isHuman": 1})
        assert (result.rows, result.without_sound) == (2, 0)
        assert _merge(ours, tmp_path / "home").added == 2
        assert _ask(ours, "detections") == _ask(theirs, "detections")
    finally:
        ours.close()
        theirs.close()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"sound": "s00"}, "no recording with this sound"),
        ({"sound": "1.2E+30"}, "digest is not readable"),
        ({"verdict": "perhaps"}, "is not yes, no or unsure"),
        ({"start_ms": "9", "end_ms": "3"}, "must come after the start"),
        ({"end_ms": "3,5"}, "no whole number of milliseconds"),
        ({"end_ms": "99000000"}, "lie within the recording"),
        ({"low_hz": "x"}, "low_hz is no frequency"),
        ({"species": ""}, "names no species"),
    ],
)
def test_a_wrong_line_is_named_and_the_rest_is_kept(
    engine: Engine, tmp_path: Path, change: dict[str, str], message: str
) -> None:
    out = tmp_path / "out"
    _export(engine, out, of="questions", clips=False)
    row = {"verdict": "yes", "labeler": "Ben"}
    _fill(out, [{**row, **change}, row])
    result = _merge(engine, out)
    assert result.added == 1
    (error,) = result.errors
    assert error.line == 2 and message in error.message


def test_another_table_is_not_replaced(engine: Engine, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / TABLE).write_text("my,own\n1,2\n")
    with pytest.raises(PathNotAllowed):
        _export(engine, out, of="questions")
    assert (out / TABLE).read_text() == "my,own\n1,2\n"
    assert _merge(engine, out).errors[0].message.startswith("This is no table of verdicts")
