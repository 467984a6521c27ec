"""A head as one file: what it carries, what an import refuses, and that nothing in it runs."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sidecar.app.engine import Engine
from sidecar.contract.headfiles import (
    ExportHeadRequest,
    ExportHeadResult,
    HeadCard,
    HeadCardRequest,
    ImportHeadRequest,
    ImportHeadResult,
)
from sidecar.contract.headversions import RemoveHeadRequest
from sidecar.errors import (
    InvalidParams,
    LinnetError,
    ModelInvalid,
    ModelNotInstalled,
    RecordingNotFound,
)
from sidecar.heads.pack import digest
from sidecar.methods.headfiles import export_head, head_card, import_head
from sidecar.methods.headversions import remove_head
from sidecar.rpc.verb import Call
from tests.methods.night import DIMENSION, FROG, OWL, apply, listed, nightly, numbers, train
from tests.stored import add_base, engine_with_base


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    engine = nightly(tmp_path_factory.mktemp("exporting") / "home")
    train(engine, hold_back=0.25)
    train(engine, "deep", kind="mlp")
    yield engine
    engine.close()


@pytest.fixture
def colleague(tmp_path: Path) -> Iterator[Engine]:
    """Another computer, with the same embedding model and recordings of its own."""
    engine = nightly(tmp_path / "colleague", labelled=0)
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def file(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("file")
    return Path(_export(engine, folder).path)


def _export(engine: Engine, to: Path, name: str = "gate") -> ExportHeadResult:
    return export_head(engine, ExportHeadRequest(name=name, destination=str(to)), Call())


def _import(engine: Engine, path: Path, **fields: Any) -> ImportHeadResult:
    return import_head(engine, ImportHeadRequest(path=str(path), **fields), Call())


def _changed(file: Path, target: Path, **card: Any) -> Path:
    """Copy a head's file with other fields of its card."""
    with zipfile.ZipFile(file) as read, zipfile.ZipFile(target, "w") as write:
        fields = {**json.loads(read.read("card.json")), **card}
        write.writestr("card.json", json.dumps(fields))
        write.writestr("weights.bin", read.read("weights.bin"))
    return target


@pytest.mark.parametrize("name", ["gate", "deep"])
def test_a_head_is_the_same_on_another_computer(
    engine: Engine, colleague: Engine, tmp_path: Path, name: str
) -> None:
    exported = _export(engine, tmp_path / "x.head", name)
    imported = _import(colleague, Path(exported.path))
    assert imported.added and imported.version.version_id == exported.version_id
    assert (imported.name, imported.version.in_use) == (name, True)
    assert apply(colleague, name).detections == apply(engine, name).detections > 0
    here, there = listed(engine, name).versions[0], listed(colleague, name).versions[0]
    assert there.origin == "imported"
    same = ("species", "labels", "windows", "held_back", "made_at", "by", "kind", "auroc")
    assert [getattr(there, each) for each in same] == [getattr(here, each) for each in same]


def test_its_card_says_what_people_want_to_know(file: Path) -> None:
    with zipfile.ZipFile(file) as zipped:
        assert sorted(zipped.namelist()) == ["card.json", "weights.bin"]
        text = zipped.read("card.json").decode()
    card = json.loads(text)
    assert card["labels"] > 0 and card["trainedBy"] and card["trainedAt"]
    assert card["base"]["sha256"] and card["licence"]["name"] is not None
    assert [each["species"] for each in card["species"]] == [FROG, OWL]
    assert all(each["averagePrecision"] > 0.5 for each in card["species"])
    assert "/night" not in text, "the paths of recordings are nobody's business"


def test_the_card_is_read_without_an_import(
    engine: Engine, colleague: Engine, tmp_path: Path, file: Path
) -> None:
    def card(of: Engine, path: Path = file) -> HeadCard:
        return head_card(of, HeadCardRequest(path=str(path)), Call())

    told, here = card(colleague), listed(engine).versions[0]
    assert told.refused is None and not told.installed
    assert told.species == here.species and told.labels == here.labels
    assert (told.trained_by, told.held_back) == (here.by, here.held_back)
    assert "gate" not in colleague.registry.manifests
    _import(colleague, file)
    assert card(colleague).installed
    stranger = engine_with_base(tmp_path / "stranger", dimension=DIMENSION)
    add_base(stranger, dimension=DIMENSION, classes=4)
    refused = card(stranger)
    stranger.close()
    assert refused.refused is not None and "another version of" in refused.refused
    with pytest.raises(ModelInvalid, match="no head that Linnet exported"):
        card(colleague, _changed(file, tmp_path / "x.head", weightsSha256="0"))


def test_equal_heads_give_equal_files(engine: Engine, file: Path, tmp_path: Path) -> None:
    again = _export(engine, tmp_path)
    assert Path(again.path).name == "gate-1.linnet-head"
    assert Path(again.path).read_bytes() == file.read_bytes()


def test_importing_twice_changes_nothing(colleague: Engine, file: Path) -> None:
    first = _import(colleague, file)
    again = _import(colleague, file, name="other")
    assert (again.added, again.name) == (False, "gate")
    assert again.version == first.version
    assert numbers(colleague) == [1]


def test_a_head_of_that_name_stays_in_use(engine: Engine, colleague: Engine, file: Path) -> None:
    _import(colleague, file)
    _import(colleague, Path(_export(engine, file.parent, "deep").path), name="gate")
    row = listed(colleague)
    assert (row.in_use, [each.number for each in row.versions]) == (1, [2, 1])
    remove_head(colleague, RemoveHeadRequest(name="gate", version="2"), Call())
    with pytest.raises(InvalidParams, match="is the name of Base"):
        _import(colleague, Path(_export(engine, file.parent, "deep").path), name="base")


def test_another_embedding_model_is_refused(tmp_path: Path, file: Path) -> None:
    bare = engine_with_base(tmp_path / "bare", dimension=DIMENSION)
    add_base(bare, dimension=DIMENSION, classes=4)
    with pytest.raises(ModelInvalid, match="another version of Base"):
        _import(bare, file)
    bare.registry.path("base").rename(tmp_path / "gone")
    with pytest.raises(ModelNotInstalled, match="Base, which is not installed"):
        _import(bare, file)
    assert bare.registry.manifests == {}
    bare.close()


@pytest.mark.parametrize(
    ("card", "why"),
    [
        ({"layers": [[DIMENSION, 3]]}, "do not fit"),
        ({"layers": [[1 << 23, 2]]}, "may have"),
        ({"layers": [[DIMENSION, 1 << 40], [1 << 40, 2]]}, "wrong at layers"),
        ({"layers": [[DIMENSION + 1, 2]]}, "not those of its card"),
        ({"species": []}, "wrong at species"),
        ({"weightsSha256": "0" * 64}, "not those of its card"),
        ({"formatVersion": 2}, "wrong at formatVersion"),
    ],
)
def test_a_card_that_does_not_fit_is_refused(
    colleague: Engine, file: Path, tmp_path: Path, card: dict[str, Any], why: str
) -> None:
    with pytest.raises(ModelInvalid, match=why):
        _import(colleague, _changed(file, tmp_path / "other", **card))
    assert list(colleague.registry.manifests) == ["base"]


@pytest.mark.parametrize("name", ["../gate", "con", "a/b", "", "A" * 70])
def test_a_name_in_a_file_leads_nowhere(
    colleague: Engine, file: Path, tmp_path: Path, name: str
) -> None:
    with pytest.raises(InvalidParams, match="cannot be the name of a head"):
        _import(colleague, _changed(file, tmp_path / "other", name=name))


def test_weights_that_are_no_numbers_are_refused(
    colleague: Engine, file: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(file) as zipped:
        weights = np.frombuffer(zipped.read("weights.bin"), "<f4").copy()
        card = json.loads(zipped.read("card.json"))
    weights[3] = np.nan
    with zipfile.ZipFile(tmp_path / "nan", "w") as zipped:
        zipped.writestr("weights.bin", weights.tobytes())
        card["weightsSha256"] = digest(weights.tobytes())
        zipped.writestr("card.json", json.dumps(card))
    with pytest.raises(ModelInvalid, match="not all numbers"):
        _import(colleague, tmp_path / "nan")


def test_what_would_unpack_to_more_is_refused(colleague: Engine, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb", "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("card.json", bytes(20 << 20))
    with pytest.raises(ModelInvalid, match="would have 20,971,520 bytes"):
        _import(colleague, tmp_path / "bomb")
    with pytest.raises(RecordingNotFound):
        _import(colleague, tmp_path / "nowhere")


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_damaged_file_is_told_or_gives_the_same_head(
    engine: Engine, file: Path, tmp_path: Path, data: st.DataObject
) -> None:
    content = bytearray(file.read_bytes())
    if data.draw(st.booleans()):
        del content[data.draw(st.integers(0, len(content) - 1)) :]
    else:
        place = data.draw(st.integers(0, len(content) - 1))
        content[place] ^= data.draw(st.integers(1, 255))
    damaged = tmp_path / "damaged"
    damaged.write_bytes(content)
    try:
        result = _import(engine, damaged)
    except LinnetError as error:
        assert error.message and error.path == damaged
    else:
        assert not result.added, "it is the version that is here already"
