"""Range models: what holds for all of them, and how a geomodel is joined, installed and asked."""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidecar.errors import (
    InvalidParams,
    LinnetError,
    ModelInvalid,
    ModelNotInstalled,
    SourceUnavailable,
)
from sidecar.models.download import described
from sidecar.models.interface import ALL_YEAR
from sidecar.models.labels import Labels
from sidecar.models.manifest import RANGE_NAMES
from sidecar.models.ranges.geomodel import WEEKS, Geomodel, JoinedRange
from sidecar.models.ranges.install import install_range, remove_range
from sidecar.models.ranges.interface import RangeModel, RangeName
from sidecar.models.ranges.join import Naming, join
from sidecar.models.ranges.labels import GeoLabels, read_geo_labels
from sidecar.models.ranges.manifest import RangeManifest, read_range_manifests
from sidecar.models.ranges.own import OwnRange
from sidecar.models.ranges.registry import LABELS_FILE, RANGE_FILE, RECORD_FILE, RangeRegistry
from sidecar.models.sources import part_names
from tests.conftest import MANIFESTS
from tests.geomodel import (
    SPECIES,
    expected,
    publish_geomodel,
    write_geo_labels,
    write_geomodel,
)
from tests.models.fake import FakeModel
from tests.models.server import Server, make_certificate, serving

FEW = 7
HEARD = Labels(
    ("Hyla arborea", "Wind", "strix  ALUCO", "Parus maior"), ("Frog", "Wind", "Owl", "Tit")
)


def _nothing(step: str, done: int, total: int) -> None:
    """Hear of no step."""


def _loaded(folder: Path, **how: Any) -> Geomodel:
    """Load a double of seven species; owl, tit and frog come first."""
    path = write_geomodel(folder / "g.onnx", FEW, **how)
    labels = read_geo_labels(write_geo_labels(folder / "l.txt", FEW))
    which = RangeName("places", "Double", "3.0.4", "a" * 64, own=False)
    return Geomodel(path, which, labels, "a" * 64)


@pytest.fixture(scope="module")
def geomodel(tmp_path_factory: pytest.TempPathFactory) -> Geomodel:
    return _loaded(tmp_path_factory.mktemp("geomodel"))


def _coded(name: str) -> str | None:
    return "gretit1" if name == "Parus maior" else None


class FakeHead(FakeModel):
    """A head on the fake model that also hears what its base does not know."""

    labels = Labels(("Hyla arborea", "my own frog", "Wind"), ("Frog", "Mine", "Wind"))

    @property
    def embedder(self) -> FakeModel:
        return FakeModel()


@pytest.fixture(scope="module", params=["own", "a base's", "joined", "joined by a taxonomy"])
def ranges(request: pytest.FixtureRequest, geomodel: Geomodel) -> RangeModel:
    """Make each implementation in turn."""
    match request.param:
        case "own":
            return OwnRange(FakeModel())
        case "a base's":
            return OwnRange(FakeHead())
        case "joined":
            return geomodel.joined(HEARD)
        case _:
            return geomodel.joined(HEARD, Naming(_coded, digest="t" * 64))


@pytest.mark.parametrize("week", [1, 48, ALL_YEAR])
def test_a_range_model_answers_for_each_class_and_says_which_it_knows(
    ranges: RangeModel, week: int
) -> None:
    values = ranges.occurrence(52.0, 5.0, week)
    assert values.shape == ranges.known.shape and values.dtype == np.float32
    known = values[ranges.known]
    assert len(known) and ((known >= 0) & (known <= 1)).all()
    assert not ranges.known.all()
    assert len(ranges.digest) == 64 and ranges.which.title


def test_a_models_own_range_model_is_its_file_and_a_heads_unknown_classes_count_too() -> None:
    """Digests of earlier analyses stay as they are, where nothing else follows from them."""
    own, of_head = OwnRange(FakeModel()), OwnRange(FakeHead())
    assert own.digest == FakeModel.range_digest and own.which.own
    assert of_head.known.tolist() == [True, False, False]
    assert np.isnan(of_head.occurrence(45.0, 5.0, 24)).tolist() == [False, True, True]
    assert of_head.digest not in (own.digest, None)


def test_an_unknown_class_of_a_geomodel_has_no_value(geomodel: Geomodel) -> None:
    joined = geomodel.joined(HEARD)
    values = joined.occurrence(-80.0, -180.0, 1)
    assert joined.known.tolist() == [True, False, True, False]
    assert np.isnan(values).tolist() == [False, True, False, True]
    assert values[2] == pytest.approx(expected(FEW, -80.0, 180.0, 1)[0], abs=1e-6)


def test_a_class_is_found_by_name_then_by_taxonomy_then_by_its_own_code() -> None:
    geo = GeoLabels(("tawowl1", "gretit1", "25019"), ("Strix aluco", "Parus major", "Hyla arborea"))
    heard = Labels(
        ("strix ALUCO", "Parus maior", "Hyla x", "Parus maior", "Wind"),
        ("Owl",) * 5,
        ("gretit1", "25019", "25019", "", ""),
    )
    assert join(geo, heard).tolist() == [0, 2, 2, -1, -1]
    assert join(geo, heard, Naming(_coded)).tolist() == [0, 1, 2, 1, -1]
    alike = Naming(alike=lambda name: (name, "Parus major") if name == "Parus maior" else (name,))
    assert join(geo, heard, alike).tolist() == [0, 1, 2, 1, -1]


def test_the_digest_follows_from_the_file_and_from_what_each_class_is(geomodel: Geomodel) -> None:
    plain = geomodel.joined(HEARD).digest
    assert geomodel.joined(HEARD, Naming(digest="t")).digest == plain  # it finds nothing more
    assert geomodel.joined(HEARD, Naming(_coded, digest="t")).digest != plain
    fewer = Labels(HEARD.species[:3], HEARD.common[:3])
    assert geomodel.joined(fewer).digest != plain
    which = replace(geomodel.which, sha256="b" * 64)
    other = JoinedRange(_like(geomodel, which), join(geomodel.labels, HEARD))
    assert other.digest != plain


def _like(geomodel: Geomodel, which: RangeName) -> Geomodel:
    """Make a geomodel with another identity, and nothing else changed."""
    other = copy.copy(geomodel)
    other.which = which
    return other


@given(
    st.floats(-90, 90, width=32),
    st.floats(-180, 180, width=32),
    st.integers(1, WEEKS),
)
def test_a_geomodel_gives_what_its_file_computes(
    geomodel: Geomodel, latitude: float, longitude: float, week: int
) -> None:
    east = 0.0 if abs(latitude) == 90 else 180.0 if longitude == -180 else longitude
    found = geomodel.probabilities(latitude, longitude, week)
    assert found == pytest.approx(expected(FEW, latitude, east, week), abs=1e-5)


def test_a_whole_year_is_the_likeliest_week_and_never_week_minus_one(
    geomodel: Geomodel, tmp_path: Path
) -> None:
    weeks = [geomodel.probabilities(-30.0, 10.0, week) for week in range(1, WEEKS + 1)]
    year = geomodel.probabilities(-30.0, 10.0, ALL_YEAR)
    assert np.array_equal(year, np.max(weeks, axis=0))
    assert year.min() < 0.5  # the double gives 1 to all in week -1
    one_by_one = _loaded(tmp_path, rows=1)
    assert np.array_equal(one_by_one.probabilities(-30.0, 10.0, ALL_YEAR), year)


def test_the_date_line_and_a_pole_are_one_place_however_they_are_written(
    geomodel: Geomodel,
) -> None:
    west, east = (geomodel.probabilities(10.0, longitude, 5) for longitude in (-180.0, 180.0))
    assert np.array_equal(west, east)
    for pole in (90.0, -90.0):
        at = [geomodel.probabilities(pole, longitude, 5) for longitude in (-180.0, 0.0, 77.0)]
        assert np.array_equal(at[0], at[1]) and np.array_equal(at[1], at[2])


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ((90.5, 0.0, 1), "Latitude 90.5 and longitude 0 are no place on Earth"),
        ((0.0, 180.5, 1), "no place on Earth"),
        ((float("nan"), 0.0, 1), "no place on Earth"),
        ((0.0, 0.0, 0), "0 is no week"),
        ((0.0, 0.0, 49), "49 is no week"),
    ],
)
def test_what_is_no_place_or_week_is_refused(
    geomodel: Geomodel, place: tuple[float, float, int], said: str
) -> None:
    with pytest.raises(InvalidParams, match=said) as caught:
        geomodel.probabilities(*place)
    assert caught.value.field and caught.value.hint


def test_values_that_are_no_probabilities_are_an_error(tmp_path: Path) -> None:
    faulty = _loaded(tmp_path, faulty=True)
    assert faulty.probabilities(10.0, 0.0, 1).shape == (FEW,)
    with pytest.raises(ModelInvalid, match="did not give a probability"):
        faulty.probabilities(0.0, 0.0, 1)


def test_the_published_descriptions_name_digests_sizes_and_licences() -> None:
    published = read_range_manifests(MANIFESTS)
    assert set(published) == RANGE_NAMES
    for manifest in published.values():
        assert manifest.species == SPECIES
        assert manifest.sources[0].bytes == sum(manifest.facts.sizes.values())
        for file in manifest.files.values():
            assert [len(each) for each in file.sha256] == [64]
            assert all(each.read and each.url for each in file.licences) and file.licences


def test_the_double_has_the_published_shape_and_is_installed_from_a_folder(tmp_path: Path) -> None:
    manifest = publish_geomodel(tmp_path / "published")
    registry = RangeRegistry(tmp_path / "models", {"places": manifest})
    assert registry.active() is None
    record = install_range(registry, "places", source=str(tmp_path / "published"), on_step=_nothing)
    assert registry.active() == record
    model = registry.open(record)
    found = model.probabilities(-48.0, 20.0, 9)
    assert found == pytest.approx(expected(SPECIES, -48.0, 20.0, 9), abs=1e-5)
    assert sorted(each.name for each in (tmp_path / "models").iterdir()) == [".ranges"]
    assert "Apache-2.0" in (registry.path("places") / "LICENCE.txt").read_text("utf-8")
    assert remove_range(registry, "places") > 0
    assert registry.active() is None
    with pytest.raises(ModelNotInstalled):
        remove_range(registry, "places")


@pytest.fixture
def few(tmp_path: Path) -> RangeRegistry:
    """Make a registry that knows a double of seven species, published in a folder."""
    manifest = publish_geomodel(tmp_path / "published", FEW)
    return RangeRegistry(tmp_path / "models", {"places": manifest})


def _install(registry: RangeRegistry, source: Path | None = None) -> Any:
    given = None if source is None else str(source)
    return install_range(registry, "places", source=given, on_step=_nothing)


def test_the_one_that_was_installed_last_is_in_use(few: RangeRegistry, tmp_path: Path) -> None:
    both = {
        **few.published,
        "places-fp32": publish_geomodel(tmp_path / "wide", FEW, name="places-fp32"),
    }
    registry = RangeRegistry(few.models, both)
    folders = {"places": tmp_path / "published", "places-fp32": tmp_path / "wide"}
    for name in ("places-fp32", "places", "places-fp32"):
        install_range(registry, name, source=str(folders[name]), on_step=_nothing)
        active = registry.active()
        assert active is not None and active.manifest.name == name


def _another_count(manifest: RangeManifest, folder: Path) -> RangeManifest:
    """Publish the labels of another version, which a careless description vouches for."""
    path = write_geo_labels(folder / manifest.sources[0].members["labels"], FEW - 1)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    labels = manifest.files["labels"].model_copy(update={"sha256": (digest,)})
    return manifest.model_copy(update={"files": {**manifest.files, "labels": labels}})


def test_labels_of_another_version_are_refused_and_nothing_stays(
    few: RangeRegistry, tmp_path: Path
) -> None:
    folder = tmp_path / "published"
    careless = _another_count(few.manifest("places"), folder)
    with pytest.raises(ModelInvalid, match="gives 7 species, but its label file names 6"):
        _install(RangeRegistry(few.models, {"places": careless}), folder)
    with pytest.raises(SourceUnavailable, match="labels file is damaged or has another version"):
        _install(few, folder)
    assert few.active() is None
    assert [path for path in few.models.rglob("*") if path.is_file()] == []


def test_a_description_of_another_number_of_species_is_refused(
    few: RangeRegistry, tmp_path: Path
) -> None:
    careless = few.manifest("places").model_copy(update={"species": FEW + 1})
    with pytest.raises(ModelInvalid, match="has 8 species, but its label file names 7"):
        _install(RangeRegistry(few.models, {"places": careless}), tmp_path / "published")


@pytest.mark.parametrize("text", ["tawowl1\tStrix aluco\n", "\tStrix aluco\tOwl\n", "a,b,c\n"])
def test_a_label_file_of_another_form_names_its_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "l.txt").write_text("x\ty z\tw\n" + text, "utf-8")
    with pytest.raises(ModelInvalid, match="line 2 has no code, scientific name and common name"):
        read_geo_labels(tmp_path / "l.txt")


@pytest.mark.parametrize("file", [RANGE_FILE, LABELS_FILE, RECORD_FILE])
def test_an_altered_installation_is_told_with_the_command_that_mends_it(
    few: RangeRegistry, tmp_path: Path, file: str
) -> None:
    _install(few, tmp_path / "published")
    path = few.path("places") / file
    path.write_bytes(path.read_bytes().replace(b"a", b"b"))
    with pytest.raises(ModelInvalid) as caught:
        record = few.active()
        assert record is not None
        few.open(record)
    assert caught.value.hint == "Install it again: linnet models install places"
    _install(few, tmp_path / "published")
    record = few.active()
    assert record is not None and few.open(record)


# Downloads. `test_download.py` tells of all that may go wrong with one.


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def server(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    for name in ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    yield from serving(certificate)


@pytest.fixture
def online(server: Server, tmp_path: Path) -> RangeRegistry:
    """Make a registry whose double the server has below /v3."""
    manifest = publish_geomodel(tmp_path / "published", 5_000)
    members = manifest.sources[0].members
    server.does.files = {
        f"/v3/{quote(name)}": (tmp_path / "published" / name).read_bytes()
        for name in members.values()
    }
    source = manifest.sources[0].model_copy(update={"address": f"{server.address}/v3"})
    there = manifest.model_copy(update={"sources": (source,)})
    return RangeRegistry(tmp_path / "models", {"places": there})


def _asked(server: Server) -> list[str | None]:
    return [ranged for path, ranged in server.does.asked if path.endswith(".onnx")]


@pytest.mark.parametrize("ranges_known", [True, False])
def test_a_download_that_breaks_off_goes_on_in_the_next_try(
    online: RangeRegistry, server: Server, ranges_known: bool
) -> None:
    """A server that ignores ranges sends all again."""
    server.does.ranges = ranges_known
    server.does.cuts = [10_000, *[0] * 10] if ranges_known else [10_000, 0]
    with pytest.raises(LinnetError, match="ended early"):
        _install(online)
    size = sum(path.stat().st_size for path in online.models.rglob("*.part"))
    assert size == (10_000 if ranges_known else 0)
    server.does.cuts = []
    server.does.asked.clear()
    _install(online)
    assert _asked(server) == (["bytes=10000-"] if ranges_known else [None])
    record = online.active()
    assert record is not None and online.open(record)
    assert [path for path in online.models.rglob("*.part")] == []


def test_a_file_that_changed_on_the_server_is_not_joined_to_its_beginning(
    online: RangeRegistry, server: Server
) -> None:
    """`If-Range` has the ETag of the beginning, so the server sends the new file from its start."""
    (address,) = (each for each in server.does.files if each.endswith(".onnx"))
    right = server.does.files[address]
    server.does.files[address] = right[:-1] + bytes([right[-1] ^ 1])
    server.does.cuts = [10_000, *[0] * 10]
    with pytest.raises(LinnetError, match="ended early"):
        _install(online)
    server.does.files[address], server.does.cuts = right, []
    server.does.asked.clear()
    _install(online)
    assert _asked(server) == ["bytes=10000-"]
    record = online.active()
    assert record is not None and online.open(record)


def test_the_beginning_of_a_download_goes_with_a_removal(
    online: RangeRegistry, server: Server
) -> None:
    _install(online)
    (first, *_) = part_names(online.manifest("places"))
    begun = online.models / ".downloads" / first
    begun.parent.mkdir()
    begun.write_bytes(b"x")
    described(begun).write_text("{}", "utf-8")
    remove_range(online, "places")
    assert not begun.exists()
