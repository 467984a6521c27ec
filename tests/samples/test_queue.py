"""A sample is judged member by member, skipped and not, and goes to another catalog."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidecar.app.engine import Engine
from sidecar.catalog.values import Move, NewRecording
from sidecar.settings import Settings
from sidecar.values import AudioFacts, Identity
from tests.conftest import MANIFESTS
from tests.keeping import RATE_HZ, said
from tests.methods.conftest import bare  # noqa: F401 - a fixture
from tests.samples.sampled import (
    OWL,
    TIT,
    ask,
    digest,
    members,
    record,
    refused,
    stand,
    wrong_field,
)

NAMES = [f"r{number}" for number in range(6)]


@pytest.fixture
def drawn(bare: Engine) -> Engine:  # noqa: F811
    record(bare.catalog, *NAMES, species=(OWL, TIT), count=20)
    stand(bare.catalog, "A", *NAMES[:3])
    stand(bare.catalog, "B", *NAMES[3:])
    ask(bare, "samples/draw", name="Owls", species=[OWL, TIT], n=20, seed=4)
    return bare


def _next(engine: Engine, **params: Any) -> Any:
    return ask(engine, "samples/next", name="Owls", **params)


def _judge(engine: Engine, item: Any, verified: str = "YES", **other: Any) -> None:
    at = {name: item[name] for name in ("recordingId", "start", "end", "species")}
    ask(engine, "annotate", annotations=[{**at, "verified": verified, **other}])


def _items(engine: Engine, **where: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = ask(
        engine, "query", select="sampleItems", where=where, limit=1000, orderBy=["rank"]
    )["rows"]
    return rows


def test_members_come_by_rank_until_all_are_judged(drawn: Engine) -> None:
    first = _next(drawn, limit=5)
    assert [each["rank"] for each in first["items"]] == [1, 1, 2, 2, 3]
    assert (first["members"], first["waiting"], first["judged"]) == (40, 40, 0)
    tile = first["items"][0]
    assert tile["path"].endswith(".wav") and tile["end"] == tile["start"] + 3.0
    _judge(drawn, tile)
    _judge(drawn, first["items"][1], "NO")
    after = _next(drawn, limit=5)
    assert [each["itemId"] for each in after["items"][:3]] == [
        each["itemId"] for each in first["items"][2:]
    ]
    assert (after["judged"], after["waiting"]) == (2, 38)
    rows = {row["itemId"]: row for row in _items(drawn, sample="Owls")}
    assert len(rows) == 40
    assert [rows[each["itemId"]]["verified"] for each in first["items"][:3]] == [
        "YES",
        "NO",
        "UNVERIFIED",
    ]
    assert rows[tile["itemId"]]["state"] == "judged"
    last = _next(drawn, limit=3, after=after["items"][-1]["itemId"])
    assert last["items"][0]["itemId"] == _next(drawn, limit=6)["items"][5]["itemId"]


def test_the_surest_of_a_batch_come_first_if_asked(drawn: Engine) -> None:
    items = _next(drawn, order="score", species=[OWL], limit=1000)["items"]
    assert [each["logit"] for each in items] == sorted(
        (each["logit"] for each in items), reverse=True
    )
    assert {each["species"] for each in items} == {OWL}


def test_another_run_and_a_new_path_keep_members_and_verdicts(drawn: Engine) -> None:
    number = drawn.catalog.samples.number("Owls")
    assert number is not None
    tile = _next(drawn)["items"][0]
    before = members(drawn, number)
    _judge(drawn, tile)
    record(drawn.catalog, *NAMES, species=(OWL,), count=20, settings="other")
    with drawn.catalog.transaction() as db:
        db.execute("UPDATE Recording SET url = '/moved' || url")
    assert members(drawn, number) == before
    assert _items(drawn, state="judged")[0]["itemId"] == tile["itemId"]


def test_a_member_tells_the_species_that_its_judge_named_instead(drawn: Engine) -> None:
    first, second = _next(drawn, species=[OWL], limit=2)["items"]

    def named(item: Any) -> str | None:
        (row,) = _items(drawn, itemId=item["itemId"])
        told: str | None = row["correctedTo"]
        return told

    def say(*decisions: tuple[str, str], by: str = "Ana") -> None:
        at = {name: first[name] for name in ("recordingId", "start", "end")}
        words = [{**at, "species": species, "verified": word} for species, word in decisions]
        ask(drawn, "annotate", annotations=words, labeler={"name": by})

    say((OWL, "YES"), ("Asio otus", "YES"))
    assert named(first) is None, "both were heard"
    say((OWL, "NO"), (TIT, "YES"))
    assert (named(first), named(second)) == (TIT, None)
    say(("Bubo bubo", "YES"), by="Ben")
    assert named(first) == TIT, "of the person whose verdict counts, and of one batch"
    say((TIT, "NO"), ("Bubo bubo", "YES"))
    assert named(first) == "Bubo bubo"
    assert [row["itemId"] for row in _items(drawn, correctedTo="Bubo bubo")] == [first["itemId"]]
    ask(drawn, "annotations/undo")
    assert named(first) == TIT
    say((OWL, "NO"), by="Ben")
    assert named(first) == "Bubo bubo"


def test_a_region_that_covers_half_of_a_clip_decides_on_it(drawn: Engine) -> None:
    tile = _next(drawn)["items"][0]
    start = tile["start"]
    beside = {**tile, "start": start + 1.6, "end": start + 4.6}
    half = {**tile, "start": start + 1.5, "end": start + 4.5}
    _judge(drawn, beside)
    assert _next(drawn)["judged"] == 0
    _judge(drawn, half)
    assert _next(drawn)["judged"] == len(_items(drawn, state="judged")) >= 1
    _judge(drawn, tile, "NO")  # the one on exactly this stretch counts first
    (row,) = _items(drawn, itemId=tile["itemId"])
    sample = drawn.catalog.samples.read(1)
    assert sample is not None
    (member,) = [each for each in sample.members if each.item_id == tile["itemId"]]
    assert (row["verified"], member.verdict) == ("NO", "NO")
    assert [each.word for each in member.said] == ["NO", "YES"]


def test_the_rest_of_a_unit_is_skipped_and_comes_back(drawn: Engine) -> None:
    tile = _next(drawn)["items"][0]
    assert wrong_field(drawn, "samples/skip", name="Owls", restOf=tile["itemId"]) == "restOf"
    _judge(drawn, tile)
    skipped = ask(drawn, "samples/skip", name="Owls", restOf=tile["itemId"])["items"]
    assert len(skipped) > 2
    rows = {row["itemId"]: row for row in _items(drawn)}
    assert {rows[each]["state"] for each in skipped} == {"skipped"}
    assert {rows[each]["skippedBecause"] for each in skipped} == {tile["itemId"]}
    assert {rows[each]["species"] for each in skipped} == {tile["species"]}
    assert {rows[each]["unit"] for each in skipped} == {tile["unit"]}
    sample = drawn.catalog.samples.read(1)
    assert sample is not None
    assert {each.item_id: each.unit for each in sample.members} == {
        number: row["unit"] for number, row in rows.items()
    }
    assert len({rows[each]["site"] for each in skipped}) == 1
    assert _next(drawn)["skipped"] == len(skipped)
    back = ask(drawn, "samples/skip", name="Owls", restOf=tile["itemId"], unskip=True)["items"]
    assert sorted(back) == sorted(skipped)
    assert _next(drawn)["skipped"] == 0


@settings(max_examples=15)
@given(st.lists(st.tuples(st.booleans(), st.sets(st.integers(0, 39), min_size=1)), max_size=5))
def test_skips_that_are_taken_back_leave_no_trace(
    world: Engine, steps: list[tuple[bool, set[int]]]
) -> None:
    ids = [row["itemId"] for row in _items(world)]
    away = set[int]()
    for unskip, chosen in steps:
        wanted = {ids[each] for each in chosen}
        changed = ask(world, "samples/skip", name="Owls", items=sorted(wanted), unskip=unskip)
        expected = wanted & away if unskip else wanted - away
        assert {*changed["items"]} == expected
        away = away - wanted if unskip else away | wanted
        assert _next(world)["skipped"] == len(away)
    if away:
        ask(world, "samples/skip", name="Owls", items=sorted(away), unskip=True)
    assert _next(world)["waiting"] == 40


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder = tmp_path_factory.mktemp("world")
    engine = Engine(Settings(folder, folder / "c.sqlite", MANIFESTS))
    record(engine.catalog, *NAMES, species=(OWL, TIT), count=20)
    ask(engine, "samples/draw", name="Owls", species=[OWL, TIT], n=20, seed=4)
    yield engine
    engine.close()


def test_a_sample_that_is_removed_leaves_its_verdicts(drawn: Engine) -> None:
    _judge(drawn, _next(drawn)["items"][0])
    assert ask(drawn, "samples/remove", name="Owls")["members"] == 40
    assert _items(drawn) == []
    assert refused(drawn, "samples/next", name="Owls").message == 'There is no sample "Owls".'
    labels = ask(drawn, "query", select="annotations", where={"verified": "YES"})["rows"]
    assert len(labels) == 1
    db = drawn.catalog.reader()
    for table in ("SamplePart", "SampleCell", "SampleItem", "SampleSkip"):
        assert db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == 0


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Engine]:
    """Another catalog, with all but one of the recordings, in another order and place."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    engine = Engine(Settings(folder, folder / "c.sqlite", MANIFESTS))
    record(engine.catalog, "own", *NAMES[:0:-1], species=(TIT,), count=20, folder="/other")
    yield engine
    engine.close()


def test_a_sample_goes_to_another_catalog_and_grows_there(
    drawn: Engine, elsewhere: Engine, tmp_path: Path
) -> None:
    file = str(tmp_path / "owls.json")
    ask(drawn, "samples/export", name="Owls", path=file)
    told = ask(elsewhere, "samples/import", path=file, name="Theirs")
    lost = [each for each in members(drawn, 1) if each[1] == told["missing"][0]["digest"]]
    assert (told["members"], told["missingRecordings"]) == (40, 1)
    assert told["found"] == 40 - len(lost) == 40 - told["missing"][0]["members"]
    assert members(elsewhere, told["sampleId"]) == members(drawn, 1)
    for engine, name in ((drawn, "Owls"), (elsewhere, "Theirs")):
        ask(engine, "samples/draw", enlarge=name, n=7)
    assert members(elsewhere, told["sampleId"]) == members(drawn, 1)
    mine, theirs = (each.catalog.samples.whole(1) for each in (drawn, elsewhere))
    assert mine is not None and theirs is not None and mine.parts == theirs.parts
    items = ask(elsewhere, "samples/next", name="Theirs", limit=100)["items"]
    there = [each for each in items if not each["missing"]]
    assert len(items) - len(there) >= len(lost)
    _judge(elsewhere, there[0])
    assert ask(elsewhere, "samples/next", name="Theirs")["judged"] == 1


def test_a_table_of_members_is_a_sample_for_presence(
    drawn: Engine, elsewhere: Engine, tmp_path: Path
) -> None:
    with drawn.catalog.transaction() as db:
        db.execute("UPDATE Sample SET name = '=1+1'")
    file = str(tmp_path / "owls.csv")
    ask(drawn, "samples/export", name="=1+1", path=file)
    assert "'=1+1" in Path(file).read_text()
    told = ask(elsewhere, "samples/import", path=file)
    assert (told["name"], told["members"]) == ("=1+1", 40)
    assert {*members(elsewhere, told["sampleId"])} == {*members(drawn, 1)}
    (row,) = ask(elsewhere, "query", select="samples")["rows"]
    assert row["purpose"] == "presence"


def test_an_export_replaces_another_sample_and_nothing_else(drawn: Engine, tmp_path: Path) -> None:
    file = tmp_path / "owls.json"
    for _ in range(2):
        ask(drawn, "samples/export", name="Owls", path=str(file))
    file.write_text("my notes")
    assert refused(drawn, "samples/export", name="Owls", path=str(file)).code == -32030
    assert file.read_text() == "my notes"
    other = str(tmp_path / "owls.xlsx")
    assert wrong_field(drawn, "samples/export", name="Owls", path=other) == "path"


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda file: file["parts"][0].update(windows=3), "do not add up"),
        (lambda file: file["parts"][0].update(scores="AAAA"), "scores"),
        (lambda file: file["parts"][0]["items"][0].update(cell=99), "in no band"),
        (lambda file: file["parts"][0]["items"][0].update(rank=4000), "ranks"),
        (lambda file: file["parts"][0]["items"][0].update(digest="xyz"), "digest"),
        (lambda file: file["parts"][0]["items"][0].update(endMs=0), "ends before"),
        (lambda file: file["parts"].append(file["parts"][0]), "twice"),
        (lambda file: file.pop("seed"), "seed"),
        (lambda file: file["rule"]["design"].update(power="much"), "design"),
        (lambda file: file["parts"][0]["cells"][0].update(windows=10**7), "do not add up"),
        (lambda file: file["parts"][0]["cells"][0].update(candidates=10**8), "candidates"),
    ],
)
def test_a_file_whose_numbers_do_not_fit_is_refused(
    drawn: Engine, elsewhere: Engine, tmp_path: Path, spoil: Any, why: str
) -> None:
    path = tmp_path / "owls.json"
    ask(drawn, "samples/export", name="Owls", path=str(path))
    file = json.loads(path.read_text())
    spoil(file)
    path.write_text(json.dumps(file))
    failure = refused(elsewhere, "samples/import", path=str(path))
    assert (
        failure.message.startswith(f"{path} cannot be read as a sample") and why in failure.message
    )
    assert elsewhere.catalog.samples.number("Owls") is None


def test_a_recording_that_grew_or_was_converted_keeps_its_members(drawn: Engine) -> None:
    """Its digest is another one then, and the first one still names its sound and its numbers."""
    before = members(drawn, 1)
    recordings = drawn.catalog.recordings
    for number in range(1, len(NAMES) + 1):
        (known,) = recordings.find([number])
        assert known.digest is not None
        facts = AudioFacts(Path(known.url), RATE_HZ, 1, 9_000_000, "WAV", "PCM_16", 2, 2)
        grown = Identity(known.digest[:8] + bytes(16), b"", 1, False, False)
        if number % 2:  # the file at its path grew
            recordings.put([NewRecording(known.url, facts, said(), grown, None, known)])
        else:  # a relink found another form of the sound
            other = Identity(bytes([number]) * 24, b"", 1, False, False)
            assert recordings.move([Move(known, facts, other)]) == [True]
    assert drawn.catalog.samples.known([digest(NAMES[0]).hex()])
    assert all(not each["missing"] for each in _next(drawn, limit=100)["items"])
    again = ask(drawn, "samples/draw", name="Again", species=[OWL, TIT], n=20, seed=4)
    assert members(drawn, again["sampleId"]) == before


def test_another_sound_at_a_path_gets_no_members(drawn: Engine) -> None:
    (known,) = drawn.catalog.recordings.find([1])
    facts = AudioFacts(Path(known.url), RATE_HZ, 1, 9_000_000, "WAV", "PCM_16", 2, 2)
    other = Identity(bytes(24), b"", 1, False, False)
    (added,) = drawn.catalog.recordings.put(
        [NewRecording(known.url, facts, said(), other, None, known)]
    )
    assert added.replaced == 1
    mine = {each["recordingId"] for each in _next(drawn, limit=100)["items"]}
    assert 1 in mine and added.recording_id not in mine
