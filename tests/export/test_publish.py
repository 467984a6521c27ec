"""Publications in every standard: what they hold, what they leave out, and how they are written."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, get_args
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidecar import wholefile
from sidecar.app.engine import Engine
from sidecar.contract.publish import PublishRequest, StandardName
from sidecar.errors import PathNotAllowed, RequestCancelled, StorageFull
from sidecar.export.standards.about import About
from sidecar.export.standards.ebird import COLUMNS
from sidecar.export.standards.leftout import REASONS
from sidecar.export.standards.lists import Listening
from sidecar.export.standards.published import (
    PublishedDeployment,
    PublishedRecording,
    PublishedRow,
)
from sidecar.export.standards.reading import names_a_species
from sidecar.export.standards.table import STANDARDS
from sidecar.methods.publish import publish as publish_method
from sidecar.rpc.verb import Call
from sidecar.unpublished import Reason
from tests.conftest import ONE_FIXTURE
from tests.export.published import (
    MODEL,
    OWL,
    TIT,
    TOLD,
    add,
    deploy,
    detect,
    furnish,
    left,
    publish,
    rows_of,
)
from tests.export.test_wholefile import FullDisk
from tests.samples.sampled import ask, wrong_field


def test_the_contract_lists_every_standard_and_every_reason() -> None:
    assert set(STANDARDS) == set(StandardName.__args__)  # type: ignore[attr-defined]
    assert set(REASONS) == set(get_args(Reason))


@pytest.mark.parametrize("standard", sorted(STANDARDS))
class TestEveryStandard:
    """The contract of the door: what holds for each standard alike."""

    def test_only_verified_rows_are_published_and_the_others_are_counted(
        self, stocked: Engine, tmp_path: Path, standard: str
    ) -> None:
        answer = publish(stocked, standard, tmp_path)
        any_label = standard == "aoef"
        assert answer["rows"] == (3 if any_label else 2)
        expected = {"unverified": (1, 0), "rejected": (1, 0)}
        if not any_label:
            expected["notScientific"] = (1, 0)  # an engine, which a person confirmed
        assert left(answer) == expected
        more = publish(stocked, standard, tmp_path / "more", unverified=True)
        assert more["rows"] == answer["rows"] + 1
        assert "unverified" not in left(more) and left(more)["rejected"] == (1, 0)

    def test_the_same_sound_has_the_same_names_in_every_catalog_and_export(
        self, stocked: Engine, other: Engine, tmp_path: Path, standard: str
    ) -> None:
        publish(stocked, standard, tmp_path / "one")
        add(other, "/card/S0/elsewhere.wav", detect(TIT, 0))  # so that all rows have other ids
        furnish(other)
        where = {"path": {"contains": "/card/S1"}}
        publish(other, standard, tmp_path / "two")
        some = publish(other, standard, tmp_path / "some", where=where)
        assert some["rows"] > 0
        one, two = (_without_times(tmp_path / each) for each in ("one", "two"))
        assert one.keys() == two.keys()
        for name, content in one.items():
            if name not in ("media.csv", "event.txt", "annotations.json"):  # silent ones are there
                assert two[name] == content

    def test_a_dry_run_writes_nothing_and_counts_the_same(
        self, stocked: Engine, tmp_path: Path, standard: str
    ) -> None:
        place = tmp_path / "out"
        planned = publish(stocked, standard, place, dryRun=True)
        assert not place.exists() and not planned["written"]
        written = publish(stocked, standard, place)
        for name in ("rows", "recordings", "leftOut", "notes", "refusals"):
            assert planned[name] == written[name]
        assert [each["rows"] for each in planned["files"]] == [
            each["rows"] for each in written["files"]
        ]
        for each in written["files"]:
            assert Path(each["path"]).stat().st_size == each["bytes"]

    def test_an_earlier_publication_is_replaced_and_another_file_only_if_asked(
        self, stocked: Engine, tmp_path: Path, standard: str
    ) -> None:
        publish(stocked, standard, tmp_path)
        again = publish(stocked, standard, tmp_path)
        assert all(each["replacedBytes"] for each in again["files"])
        last = tmp_path / STANDARDS[standard].files[-1]
        last.write_text("Mine.")
        planned = publish(stocked, standard, tmp_path, dryRun=True)
        assert [Path(each["path"]) for each in planned["refusals"]] == [last]
        assert wrong_kind(stocked, standard, tmp_path) == "PathNotAllowed"
        assert last.read_text() == "Mine."
        publish(stocked, standard, tmp_path, overwrite=True)
        assert last.read_text() != "Mine."

    def test_no_row_at_all_is_refused_with_the_reasons(
        self, engine: Engine, tmp_path: Path, standard: str
    ) -> None:
        add(engine, "/card/a.wav", detect(OWL, 0))
        request = {**TOLD[standard], "standard": standard, "destination": f"{tmp_path}/out/"}
        assert wrong_field(engine, "publish", **request) == "where"
        assert not (tmp_path / "out").exists()

    def test_a_cancelled_one_leaves_nothing(
        self, stocked: Engine, tmp_path: Path, standard: str
    ) -> None:

        def listen(value: Any, last: bool) -> bool:
            call.cancelled.set()
            return True

        call = Call(listen, every_s=0.0)
        asked = {**TOLD[standard], "standard": standard, "destination": f"{tmp_path}/a/b/"}
        with pytest.raises(RequestCancelled):
            publish_method(stocked, PublishRequest.model_validate(asked), call)
        assert not (tmp_path / "a").exists()

    def test_a_full_disk_leaves_nothing(
        self, stocked: Engine, tmp_path: Path, standard: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(wholefile, "open", FullDisk(100), raising=False)
        asked = {**TOLD[standard], "standard": standard, "destination": f"{tmp_path}/a/"}
        with pytest.raises(StorageFull):
            publish_method(stocked, PublishRequest.model_validate(asked), Call())
        assert not (tmp_path / "a").exists()

    @settings(suppress_health_check=ONE_FIXTURE, max_examples=15)
    @given(text=st.text(min_size=1, max_size=300), long=st.booleans())
    def test_no_text_breaks_out_of_its_cell(
        self, tmp_path: Path, standard: str, text: str, long: bool
    ) -> None:
        nasty = text * 40 if long else text
        files = _written(standard, tmp_path, nasty)
        if standard == "aoef":
            data = json.loads(files["annotations.json"])["data"]
            assert (
                data["sound_event_annotations"][0]["notes"][0]["message"]
                == nasty.encode("utf-8", "replace").decode()
            )
            return
        for name, content in files.items():
            if name.endswith(".json"):
                json.loads(content)
            elif name.endswith(".xml"):
                ElementTree.fromstring(content)
            else:
                assert len({len(line) for line in _lines(standard, content)}) == 1
                assert content.count("\n") == len(_lines(standard, content))


def test_what_a_recording_lacks_leaves_its_rows_out(engine: Engine, tmp_path: Path) -> None:
    known = [
        add(engine, "/card/a.wav", detect(OWL, 0)),
        add(engine, "/card/b.wav", detect(OWL, 0), start=None),
        add(engine, "/card/c.wav", detect(OWL, 0), start=datetime(2024, 5, 1, 4, 30)),
        add(engine, "/card/d.wav", detect(OWL, 0), place=None),
        add(engine, "/card/e.wav", detect(OWL, 0), named="/card/a.wav"),
    ]
    deploy(engine, *known, recorder="A1", site="S1")
    add(engine, "/card/f.wav", detect(OWL, 0))
    answer = publish(engine, "camtrapDp", tmp_path, unverified=True)
    assert answer["rows"] == 1
    assert left(answer) == {
        each: (1, 1) for each in ("copy", "noStart", "noOffset", "noDeployment", "noPlace")
    }
    given = publish(engine, "camtrapDp", tmp_path, unverified=True, utcOffset="-03:30")
    assert given["rows"] == 2 and "noOffset" not in left(given)
    starts = {row["fileName"]: row["timestamp"] for row in rows_of(tmp_path / "media.csv")}
    assert starts["c.wav"] == "2024-05-01T04:30:00.000-03:30"
    assert starts["a.wav"] == "2024-05-01T04:30:00.000+03:00"


def test_labels_that_people_drew_are_published_too(engine: Engine, tmp_path: Path) -> None:
    furnish(engine)
    drawn = {"recordingId": 2, "start": 10, "end": 12, "species": TIT, "lowHz": 3000.0}
    ask(engine, "annotate", annotations=[drawn], labeler={"name": "Bo"})
    answer = publish(engine, "camtrapDp", tmp_path, select="annotations")
    found = {
        (row["scientificName"], row["classifiedBy"], row["frequencyLow"])
        for row in rows_of(tmp_path / "observations.csv")
    }
    assert (TIT, "Bo", "3000") in found and answer["rows"] == len(found) == 3


@pytest.mark.parametrize(
    ("standard", "lacking", "field"),
    [
        ("camtrapDp", "title", "title"),
        ("camtrapDp", "contributors", "contributors"),
        ("camtrapDp", "samplingDesign", "samplingDesign"),
        ("camtrapDp", "captureMethods", "captureMethods"),
        ("ebird", "protocol", "protocol"),
    ],
)
def test_what_only_people_know_is_asked_for_and_never_guessed(
    stocked: Engine, tmp_path: Path, standard: str, lacking: str, field: str
) -> None:
    told = {name: value for name, value in TOLD[standard].items() if name != lacking}
    asked = {"standard": standard, "destination": f"{tmp_path}/", **told}
    assert wrong_field(stocked, "publish", **asked) == field


def test_other_refusals_name_the_field(stocked: Engine, tmp_path: Path) -> None:
    camtrap = {"standard": "camtrapDp", "destination": f"{tmp_path}/", **TOLD["camtrapDp"]}
    assert wrong_field(stocked, "publish", **camtrap, licence="CC0-1.0") == "mediaLicence"
    assert wrong_field(stocked, "publish", **camtrap, mediaLicence="CC0-1.0") == "licence"
    verdict = {"where": {"verified": "NO"}}
    assert wrong_field(stocked, "publish", **camtrap, **verdict) == "where.verified"
    named = {"standard": "inaturalist", "destination": str(tmp_path / "a.txt")}
    assert wrong_field(stocked, "publish", **named) == "destination"


def test_linnets_own_folders_take_no_publication(stocked: Engine) -> None:
    for own in stocked.settings.own_folders:
        request = {"standard": "aoef", "destination": f"{own}/out/", "overwrite": True}
        with pytest.raises(PathNotAllowed):
            publish_method(stocked, PublishRequest.model_validate(request), Call())


def test_a_fact_without_a_place_in_the_standard_is_noted(stocked: Engine, tmp_path: Path) -> None:
    answer = publish(stocked, "aoef", tmp_path, protocol="Incidental", uncertainty=30, title="Owls")
    noted = {example for note in answer["notes"] for example in note["examples"]}
    assert noted == {"protocol", "uncertainty"}


def test_a_file_that_is_too_large_for_its_reader_is_noted(
    stocked: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(STANDARDS, "ebird", replace(STANDARDS["ebird"], most_bytes=10))
    (note,) = publish(stocked, "ebird", tmp_path)["notes"]
    assert note["what"].startswith("eBird takes files of at most")


def test_darwin_core_is_as_its_meta_file_says(stocked: Engine, tmp_path: Path) -> None:
    more = {"licence": "CC0-1.0", "uncertainty": 30, "samplingProtocol": "1 min every 10 min"}
    publish(stocked, "darwinCore", tmp_path, unverified=True, **more)
    archive = ElementTree.parse(tmp_path / "meta.xml").getroot()
    space = {"t": "http://rs.tdwg.org/dwc/text/"}
    for table in archive:
        (place,) = table.iterfind("t:files/t:location", space)
        terms = {
            int(each.attrib["index"]): each.attrib["term"].rpartition("/")[2]
            for each in table.iterfind("t:field", space)
        }
        titles = (tmp_path / str(place.text)).read_text().split("\n")[0].split("\t")
        assert {titles[index] for index in terms} == set(terms.values())
    events, rows = rows_of(tmp_path / "event.txt"), rows_of(tmp_path / "occurrence.txt")
    assert {row["eventID"] for row in rows} < {row["eventID"] for row in events}
    assert len({row["occurrenceID"] for row in rows}) == len(rows) == 3
    first = next(row for row in events if row["locality"] == "S1")
    assert first["eventDate"] == "2024-05-01T04:30:00.000+03:00/2024-05-01T04:31:00.000+03:00"
    assert (first["sampleSizeValue"], first["sampleSizeUnit"]) == ("1", "minute")
    assert (first["coordinateUncertaintyInMeters"], first["license"]) == ("30", "CC0-1.0")
    said = {row["scientificName"]: row["identifiedBy"] for row in rows}
    assert said == {OWL: "Ana", TIT: MODEL.name}


def test_ebird_has_a_checklist_for_each_site_and_hour(stocked: Engine, tmp_path: Path) -> None:
    told = {"country": "EE", "observers": 1, "unverified": True}
    publish(stocked, "ebird", tmp_path, **told)
    lines = (tmp_path / "ebird.csv").read_text("utf-8").splitlines()
    found = [line.split(",") for line in lines]
    assert {len(cells) for cells in found} == {COLUMNS} and '"' not in "".join(lines)
    assert [(cells[0], cells[8], cells[9], cells[14]) for cells in found] == [
        ("Great Tit", "05/01/2024", "04:30", "1"),
        ("Tawny Owl", "05/01/2024", "04:30", "1"),
        ("Tawny Owl", "05/01/2024", "05:10", "1"),
    ]
    assert lines[1] == (
        "Tawny Owl,Strix,aluco,X,Heard once by a recorder; best at 0.0 s of a.wav. Verified by "
        "Ana. Model birdnet-v2.4; confidence 0.90. far; 'clear',S1,58.5,25.25,05/01/2024,04:30,,EE,"
        "Stationary,1,1,N,,,"
    )


def test_minutes_of_listening_count_once_where_recorders_overlap() -> None:
    begin = datetime(2024, 5, 1, 4, 0)

    def stretch(start: float, end: float) -> tuple[datetime, datetime]:
        return begin + timedelta(minutes=start), begin + timedelta(minutes=end)

    listening = Listening([stretch(30, 40), stretch(0, 10), stretch(5, 12), stretch(31, 35)])
    assert (listening.minutes, listening.begins) == (22, begin)


def test_inaturalist_has_the_best_row_of_a_species_a_site_and_a_day(
    stocked: Engine, tmp_path: Path
) -> None:
    place = tmp_path / "mine.csv"
    asked = {"standard": "inaturalist", "destination": str(place), "tags": ["night", "bog"]}
    ask(stocked, "publish", **asked, geoprivacy="obscured", unverified=True)
    owl, *_ = (row for row in rows_of(place) if row["Taxon name"] == OWL)
    assert owl == {
        "Taxon name": OWL,
        "Date observed": "2024-05-01 05:10:03+03:00",
        "Description": "Heard 2 times by a recorder; best at 3.0 s of b.wav. Verified by Ana. "
        "Model birdnet-v2.4, confidence 0.95.",
        "Place name": "S1",
        "Latitude / y coord / northing": "58.5",
        "Longitude / x coord / easting": "25.25",
        "Tags": "night,bog",
        "Geoprivacy": "obscured",
    }


@pytest.mark.parametrize(
    ("name", "takes"),
    [
        *((name, True) for name in (OWL, "Larus fuscus graellsii", "Anthus campestris")),
        *((name, False) for name in ("Engine", "Human vocal", "owl", "Strix sp.", "", "nocall")),
        (None, False),
    ],
)
def test_scientific_names_are_told_from_noises(name: str | None, takes: bool) -> None:
    assert names_a_species(name) is takes


def wrong_kind(engine: Engine, standard: str, place: Path) -> str:
    from sidecar.errors import LinnetError

    asked = {**TOLD[standard], "standard": standard, "destination": f"{place}/"}
    with pytest.raises(LinnetError) as raised:
        publish_method(engine, PublishRequest.model_validate(asked), Call())
    return type(raised.value).__name__


def _without_times(folder: Path) -> dict[str, str]:
    """Read the files of a publication, without the moment at which they were written."""
    found = {}
    for path in sorted(folder.iterdir()):
        text = path.read_text("utf-8")
        if path.suffix == ".json":
            whole = json.loads(text)
            for held in (whole, whole.get("data", {})):
                for name in ("created", "created_on"):
                    held.pop(name, None)
            for each in whole.get("data", {}).get("sound_event_annotations", []):
                each.pop("created_on", None)
            text = json.dumps(whole)
        elif path.suffix in (".csv", ".txt"):
            text = "\n".join(
                line for line in text.split("\n") if "classificationTimestamp" not in line
            )
            text = _MOMENTS.sub("", text)
        found[path.name] = text
    return found


def _written(standard: str, folder: Path, nasty: str) -> dict[str, str]:
    """Write a row whose every text is nasty, with the standard's own writer."""
    recording = PublishedRecording(
        key="0" * 32,
        path=f"/card/{nasty}.wav",
        name=nasty,
        start=datetime(2024, 5, 1, 4, 30, tzinfo=UTC),
        seconds=60.0,
        rate_hz=48_000,
        channels=1,
        container="WAV",
        encoding="PCM_16",
        gain=nasty,
        serial=nasty,
        latitude=1.0,
        longitude=2.0,
        deployment=PublishedDeployment(
            "1" * 32, "2" * 32, nasty, nasty, nasty, nasty, 3.0, nasty, nasty
        ),
    )
    row = PublishedRow(
        *("3" * 32, 0.0, 3.0, nasty, nasty, "YES", nasty, nasty, nasty),
        *(0.5, 0.1, None, None, None, nasty),
    )
    about = About(title=nasty, remarks=nasty, licence=nasty, media_licence=nasty)
    held = {name: io.BytesIO() for name in STANDARDS[standard].files}
    writer = STANDARDS[standard].begin(held, about, lambda path: path, io.BytesIO)
    writer.recording(recording)
    writer.rows(recording, [row])
    writer.finish()
    return {name: file.getvalue().decode("utf-8") for name, file in held.items()}


def _lines(standard: str, content: str) -> list[list[str]]:
    lines = io.StringIO(content, newline="")
    if standard == "darwinCore":
        return list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE, strict=True))
    return list(csv.reader(lines, strict=True))


# Moments of decisions differ from one catalog to another.
_MOMENTS = re.compile(r"20[3-9]\d-[\d:T.+-]+|202[5-9]-[\d:T.+-]+")
