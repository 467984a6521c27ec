"""The cache: what was computed once is read back the same, and damage is never believed."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from sidecar import stop
from sidecar.cache import file as featurefile
from sidecar.cache.features import Features, Keeping, content_digest
from sidecar.cache.precision import ByteScale
from sidecar.errors import RequestCancelled, StorageFull
from sidecar.frontends.named import NAMED
from sidecar.run.prepare import Cutting, Dtype, Prepare, Prepared, preparing
from sidecar.values import Float32
from tests.factories import owl, tone, write_wav

CUTTING = Cutting(NAMED["ucsd-librosa-mel"], hop=110_250)
PLENTY = 1 << 40


class Counting:
    """Prepares recordings, and counts how often it really had to."""

    def __init__(self, cutting: Cutting = CUTTING) -> None:
        self.calls = 0
        self._prepare = preparing(cutting)

    @contextmanager
    def __call__(self, path: Path) -> Iterator[Prepared]:
        self.calls += 1
        with self._prepare(path) as prepared:
            yield prepared


def _all(prepare: Prepare, path: Path) -> tuple[Float32, list[int], Prepared]:
    with prepare(path) as prepared:
        parts = list(prepared.windows)
    offsets = [offset for part in parts for offset in part.offsets.tolist()]
    return np.concatenate([part.values for part in parts]), offsets, prepared


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    return write_wav(tmp_path / "owl.wav", owl(12.0))


@pytest.mark.parametrize("dtype", ["float32", "float16", "int8"])
def test_what_was_kept_is_read_back_as_it_was_first_given(
    tmp_path: Path, recording: Path, dtype: Dtype
) -> None:
    counting = Counting()
    prepare = Features(tmp_path / "cache", PLENTY).remembering(
        counting, CUTTING, Keeping(dtype=dtype)
    )
    first, offsets, fresh = _all(prepare, recording)
    again, same, kept = _all(prepare, recording)
    assert np.array_equal(first, again) and offsets == same == [0, 110_250, 220_500]
    assert (fresh.cached, kept.cached, counting.calls) == (False, True, 1)
    assert kept.dtype == dtype
    assert (kept.facts, kept.provenance) == (fresh.facts, fresh.provenance)
    assert kept.reached == fresh.reached
    exact, _, _ = _all(counting, recording)
    allowed = {"float32": 0.0, "float16": 2.0**-11, "int8": 0.02}[dtype]
    assert np.abs(first - exact).max() <= allowed * exact.max()


def test_the_cost_of_fewer_bytes_is_measured(tmp_path: Path, recording: Path) -> None:
    features, counting = Features(tmp_path / "cache", PLENTY), Counting()
    exact, _, _ = _all(counting, recording)
    costs = []
    for dtype in ("float32", "float16", "int8"):
        found, _ = features.ensure(recording, counting, CUTTING, Keeping(dtype=dtype))
        assert found is not None
        values = np.concatenate([part.values for part in found.windows()])
        difference = (values - exact).astype(np.float64)
        assert found.cost.largest == pytest.approx(np.abs(difference).max(), rel=1e-6)
        assert found.cost.rms == pytest.approx(np.sqrt(np.square(difference).mean()), rel=1e-6)
        costs.append(found.cost.rms)
    assert costs[0] == 0 < costs[1] < costs[2]


def test_a_copy_under_another_name_is_the_same_recording(tmp_path: Path, recording: Path) -> None:
    features, counting = Features(tmp_path / "cache", PLENTY), Counting()
    prepare = features.remembering(counting, CUTTING, Keeping())
    _all(prepare, recording)
    moved = recording.rename(tmp_path / "20240528_100000.wav")
    _, _, kept = _all(prepare, moved)
    assert counting.calls == 1
    assert kept.facts.path == moved and kept.provenance.metadata.start is not None


def test_another_way_of_preparing_is_another_entry(tmp_path: Path, recording: Path) -> None:
    features = Features(tmp_path / "cache", PLENTY)
    others = [
        CUTTING,
        Cutting(CUTTING.spec, hop=55_125),
        Cutting(CUTTING.spec, hop=110_250, padding="before"),
        Cutting(CUTTING.spec, hop=110_250, quietest=0.5),
        Cutting(CUTTING.spec, hop=110_250, channel=1),
        Cutting(CUTTING.spec, hop=110_250, channel=2),
        Cutting(CUTTING.spec.model_copy(update={"power": 1}), hop=110_250),
    ]
    assert len({features.path("0", cutting, "float32") for cutting in others}) == len(others)


def test_the_cache_keeps_that_channels_cancel(tmp_path: Path) -> None:
    left = tone(12.0, rate_hz=22_050)
    path = write_wav(tmp_path / "a.wav", np.stack([left, -left], axis=1), rate_hz=22_050)
    prepare = Features(tmp_path / "cache", PLENTY).remembering(Counting(), CUTTING, Keeping())
    told = []
    for _ in ("computed", "kept"):
        _, _, prepared = _all(prepare, path)
        told.append((prepared.cached, prepared.reached.cancels))
    assert told == [(False, True), (True, True)]


def test_caches_of_the_first_version_are_still_read_from(tmp_path: Path) -> None:
    """The name was written down before a channel could be chosen."""
    name = Features(tmp_path, PLENTY).path("0", CUTTING, "float32").name
    assert name == "e9ab7284fe48c087fd7d748859b4b4ac.npy"


@pytest.mark.parametrize("which", [".npy", ".json"])
@pytest.mark.parametrize("damage", ["cut", "altered", "emptied", "gone"])
def test_a_damaged_entry_is_computed_anew(
    tmp_path: Path, recording: Path, which: str, damage: str
) -> None:
    counting = Counting()
    prepare = Features(tmp_path / "cache", PLENTY).remembering(counting, CUTTING, Keeping())
    first, _, _ = _all(prepare, recording)
    (path,) = (tmp_path / "cache").glob("*/*" + which)
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle] ^= 1
    match damage:
        case "cut":
            path.write_bytes(data[:-1])
        case "altered":
            path.write_bytes(data)
        case "emptied":
            path.write_bytes(b"")
        case _:
            path.unlink()
    again, _, fresh = _all(prepare, recording)
    assert np.array_equal(first, again) and not fresh.cached
    assert counting.calls == 2
    assert _all(prepare, recording)[2].cached


def test_any_digit_of_the_description_is_guarded(tmp_path: Path, recording: Path) -> None:
    features = Features(tmp_path / "cache", PLENTY)
    features.ensure(recording, Counting(), CUTTING, Keeping(dtype="int8"))
    (path,) = (tmp_path / "cache").glob("*/*.json")
    described = json.loads(path.read_text())
    described["affine"]["scale"] *= 2
    path.write_text(json.dumps(described))
    assert featurefile.read_feature_file(path.with_suffix(".npy")) is None


@pytest.fixture(scope="module")
def entry(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Float32]:
    """Make the cache of one recording, and give its windows."""
    folder = tmp_path_factory.mktemp("entry")
    recording = write_wav(folder / "owl.wav", owl(6.0))
    features = Features(folder / "cache", PLENTY)
    found, _ = features.ensure(recording, Counting(), CUTTING, Keeping(dtype="float16"))
    assert found is not None
    return found.path, np.concatenate([part.values for part in found.windows()])


def _read(path: Path) -> Float32 | None:
    found = featurefile.read_feature_file(path)
    return None if found is None else np.concatenate([part.values for part in found.windows()])


@settings(max_examples=300)
@given(
    which=st.sampled_from([".npy", ".json"]),
    beginning=st.booleans(),
    place=st.floats(0.0, 1.0, exclude_max=True),
    damage=st.sampled_from(["bit", "byte", "cut", "longer", "zeros"]),
    bit=st.integers(0, 7),
)
def test_no_damage_to_an_entry_is_believed(
    entry: tuple[Path, Float32],
    which: str,
    beginning: bool,
    place: float,
    damage: str,
    bit: int,
) -> None:
    whole, expected = entry
    with TemporaryDirectory() as folder:
        path = Path(shutil.copy(whole, folder))
        shutil.copy(whole.with_suffix(".json"), folder)
        spoilt = path.with_suffix(which)
        data = bytearray(spoilt.read_bytes())
        at = int(place * (min(128, len(data)) if beginning else len(data)))
        match damage:
            case "bit":
                data[at] ^= 1 << bit
            case "byte":
                data[at] ^= 0xFF
            case "cut":
                data = data[:at]
            case "longer":
                data += bytes(1 + bit)
            case _:
                data[at : at + 64] = bytes(64)
        spoilt.write_bytes(data)
        found = _read(path)
        assert found is None or np.array_equal(found, expected)


def test_an_entry_under_another_name_is_not_believed(tmp_path: Path, recording: Path) -> None:
    features = Features(tmp_path / "cache", PLENTY)
    other = Cutting(CUTTING.spec, hop=55_125)
    found, _ = features.ensure(recording, Counting(other), other, Keeping())
    assert found is not None
    counting = Counting()
    expected, _ = Features(tmp_path / "else", PLENTY).ensure(
        recording, counting, CUTTING, Keeping()
    )
    assert expected is not None
    target = features.path(content_digest(recording), CUTTING, "float32")
    target.parent.mkdir(parents=True, exist_ok=True)
    for suffix in (".npy", ".json"):
        shutil.copy(found.path.with_suffix(suffix), target.with_suffix(suffix))
    anew, cached = features.ensure(recording, counting, CUTTING, Keeping())
    assert anew is not None and not cached and counting.calls == 2
    assert np.array_equal(anew.values, expected.values)


def _renamed(entry: Path, target: Path, **changes: object) -> None:
    """Write an entry as an earlier version did, without a name, for another cutting or type."""
    described = json.loads(entry.with_suffix(".json").read_text())
    del described["name"], described["digest"]
    described |= changes
    values = np.load(entry)
    described["digest"] = featurefile._digest(
        described, values.shape, featurefile._data_digest(values)
    )
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(entry, target)
    target.with_suffix(".json").write_text(json.dumps(described))


def test_an_entry_without_a_name_counts_if_its_shape_and_type_fit(
    tmp_path: Path, recording: Path
) -> None:
    features = Features(tmp_path / "cache", PLENTY)
    made, _ = Features(tmp_path / "else", PLENTY).ensure(recording, Counting(), CUTTING, Keeping())
    assert made is not None
    audio = content_digest(recording)
    _renamed(made.path, features.path(audio, CUTTING, "float32"))
    assert features.find(audio, CUTTING, "float32") is not None
    other = Cutting(NAMED["ucsd-torchaudio-mel"], hop=110_250)
    wrong: list[tuple[Cutting, Dtype]] = [
        (other, "float32"),
        (CUTTING, "float16"),
        (CUTTING, "int8"),
    ]
    for cutting, dtype in wrong:
        _renamed(made.path, features.path(audio, cutting, dtype))
        assert features.find(audio, cutting, dtype) is None
    _renamed(made.path, features.path(audio, CUTTING, "float32"), offsets=made.offsets[1:])
    assert features.find(audio, CUTTING, "float32") is None


def _size_of_one(tmp_path: Path, recording: Path) -> int:
    features = Features(tmp_path / "measure", PLENTY)
    features.ensure(recording, Counting(), CUTTING, Keeping())
    return sum(path.stat().st_size for path in (tmp_path / "measure").glob("*/*"))


def test_the_least_recently_used_leave_when_the_budget_is_spent(tmp_path: Path) -> None:
    recordings = [
        write_wav(tmp_path / f"{hertz}.wav", owl(5.0) * np.float32(hertz / 100))
        for hertz in (10, 20, 30)
    ]
    budget = round(2.5 * _size_of_one(tmp_path, recordings[0]))
    folder = tmp_path / "cache"
    for recording in recordings[:2]:
        Features(folder, budget).ensure(recording, Counting(), CUTTING, Keeping(strict=True))
        time.sleep(0.02)  # so that their times of use differ on any file system
    Features(folder, budget).ensure(recordings[0], Counting(), CUTTING, Keeping())
    time.sleep(0.02)
    later = Features(folder, budget)
    later.ensure(recordings[2], Counting(), CUTTING, Keeping(strict=True))
    assert later.budget.evicted == 1
    hits = []
    for recording in recordings:
        counting = Counting()
        Features(folder, PLENTY).ensure(recording, counting, CUTTING, Keeping())
        hits.append(counting.calls == 0)
    assert hits == [True, False, True]


def test_a_run_over_more_than_the_budget_does_not_evict_its_own(tmp_path: Path) -> None:
    recordings = [write_wav(tmp_path / f"{n}.wav", owl(5.0) * np.float32(n / 5)) for n in (1, 2, 3)]
    budget = round(2.5 * _size_of_one(tmp_path, recordings[0]))
    features = Features(tmp_path / "cache", budget)
    prepare = features.remembering(Counting(), CUTTING, Keeping())
    for recording in recordings:
        assert len(_all(prepare, recording)[0])
    assert features.budget.evicted == 0
    kept = [features.find(content_digest(each), CUTTING, None) is not None for each in recordings]
    assert kept == [True, True, False]
    with pytest.raises(StorageFull, match="cache is full"):
        features.ensure(recordings[2], Counting(), CUTTING, Keeping(strict=True))


def test_a_cache_that_cannot_be_written_stops_nobody(tmp_path: Path, recording: Path) -> None:
    (tmp_path / "file").write_text("not a folder")

    class Full(Features):
        pass

    features = Full(tmp_path / "cache", 1000)
    values, _, prepared = _all(features.remembering(Counting(), CUTTING, Keeping()), recording)
    assert len(values) == 3 and not prepared.cached
    int8 = features.remembering(Counting(), CUTTING, Keeping(dtype="int8"))
    values, _, prepared = _all(int8, recording)
    assert len(values) == 3 and prepared.dtype == "float32"
    assert not list((tmp_path / "cache").glob("*/*"))


@pytest.mark.usefixtures("permissions")
def test_a_read_only_cache_is_read_and_not_complained_about(
    tmp_path: Path, recording: Path
) -> None:
    folder = tmp_path / "cache"
    folder.mkdir(mode=0o555)
    features = Features(folder, PLENTY)
    assert len(_all(features.remembering(Counting(), CUTTING, Keeping()), recording)[0]) == 3
    with pytest.raises(StorageFull):
        features.ensure(recording, Counting(), CUTTING, Keeping(strict=True))


def test_nothing_is_left_of_a_preparation_that_was_stopped(tmp_path: Path, recording: Path) -> None:
    features = Features(tmp_path / "cache", PLENTY)
    for dtype in ("float32", "int8"):
        with stop.stopped_by(lambda: True), pytest.raises(RequestCancelled):
            features.ensure(recording, Counting(), CUTTING, Keeping(dtype=dtype))
    assert not [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]


@given(
    arrays.arrays(
        np.float32,
        st.integers(1, 50),
        elements=st.floats(-(2.0**60), 2.0**60, width=32, allow_subnormal=False),
    ),
    st.sampled_from([1, 4]),
)
def test_eight_bits_keep_the_ends_and_the_order(values: Float32, root: int) -> None:
    affine = ByteScale.spanning(float(values.min()), float(values.max()), root)
    kept = affine.decode(affine.encode(values))
    order = np.argsort(values, kind="stable")
    assert (np.diff(kept[order]) >= 0).all()
    largest = float(np.abs(values).max())
    for end in (values.argmin(), values.argmax()):
        assert abs(kept[end] - values[end]) <= 1e-5 * largest + 1e-30
