"""The importer keeps BirdNET's scores, and refuses whatever is not BirdNET."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidecar.errors import ModelInvalid
from sidecar.frontends.inside import spectrogram_of
from sidecar.frontends.named import INSIDE
from sidecar.models.families.birdnet_v2 import VERSION, import_classifier, import_range_model
from sidecar.models.families.birdnet_v2.flatbuffer import read
from sidecar.models.families.birdnet_v2.graph import Operator
from sidecar.models.families.birdnet_v2.image import Image, slide
from sidecar.models.families.birdnet_v2.mel import BuiltInFrontEnd, find_front_end
from sidecar.values import Float32
from tests.conftest import ONE_FIXTURE
from tests.factories import SHARED, tone
from tests.models.conftest import CLASSIFIER, RANGE_MODEL, WINDOW, Imported, Run, load

MODELS = SHARED / "models"

Float64 = npt.NDArray[np.float64]


def probability(logits: npt.NDArray[np.floating]) -> Float64:
    return 1 / (1 + np.exp(-logits.astype(np.float64)))


def top(logits: Float32, count: int) -> list[set[int]]:
    return [set(row) for row in np.argsort(-logits, axis=1)[:, :count].tolist()]


class Judge:
    """A front end in double precision, step by step as BirdNET has it, before the same network.

    TensorFlow Lite's own front end rounds more than ours does, so it cannot judge fine points.
    """

    def __init__(self, front_end: BuiltInFrontEnd, model: Path) -> None:
        self._front_end = front_end
        graph = onnx.shape_inference.infer_shapes(onnx.load(model))
        # The spectrograms meet in the first Concat.
        meeting = next(node.output[0] for node in graph.graph.node if node.op_type == "Concat")
        extractor = onnx.utils.Extractor(graph)
        self._meeting = meeting
        self._first = load(extractor.extract_model(["audio"], [meeting]).SerializeToString())
        self._rest = load(extractor.extract_model([meeting], ["logits"]).SerializeToString())

    def spectrograms(self, samples: Float32, part: Callable[..., Float64] = np.real) -> Float32:
        """Make pictures [n, 2, bands, frames] of windows [n, WINDOW]."""
        rows = [self._spectrograms(row.astype(np.float64), part) for row in samples]
        return np.stack(rows).astype(np.float32)

    def _spectrograms(self, sound: Float64, part: Callable[..., Float64]) -> Float64:
        constants = self._front_end.normalisation
        raised = sound - sound.min()
        level = raised / (raised.max() + constants.epsilon) - constants.offset
        pictures = []
        for branch in self._front_end.branches:
            frames = np.lib.stride_tricks.sliding_window_view(
                level * constants.scale, branch.window.size
            )[:: branch.hop]
            spectrum = part(np.fft.rfft(frames * branch.window.astype(np.float64)))
            bands = spectrum @ branch.mel.T.astype(np.float64)
            pictures.append(((bands * bands) ** branch.exponent).T[::-1])
        return np.stack(pictures)

    def imported_spectrograms(self, samples: Float32) -> Float32:
        """Give what the imported front end makes of windows [n, WINDOW]."""
        pictures: Float32 = self._first.run(None, {"audio": samples})[0]
        return pictures

    def logits(self, samples: Float32) -> Float32:
        return np.concatenate(
            [
                self._rest.run(["logits"], {self._meeting: self.spectrograms(row[None])})[0]
                for row in samples
            ]
        )


@pytest.fixture(scope="module")
def judge(birdnet_source: Path, imported: Imported) -> Judge:
    front_end = find_front_end(read(birdnet_source / CLASSIFIER))
    return Judge(front_end, imported.folder / "model.onnx")


def noise(level: float) -> Float32:
    return np.random.default_rng(24).normal(0, level, WINDOW).astype(np.float32)


def click() -> Float32:
    samples = np.zeros(WINDOW, np.float32)
    samples[WINDOW // 2] = 1
    return samples


def half_silent() -> Float32:
    samples = tone(3, hertz=3000) * np.linspace(0, 1, WINDOW, dtype=np.float32) + noise(0.01)
    samples[WINDOW // 2 :] = 0
    return samples


# --- the same scores ------------------------------------------------------------------------


@pytest.mark.model
def test_real_windows_score_as_in_tensorflow_lite(
    imported: Imported, tflite_logits: Run, real_windows: Float32
) -> None:
    ours, theirs = imported.logits(real_windows), tflite_logits(real_windows)
    assert len(ours) > 60
    assert np.abs(probability(ours) - probability(theirs)).max() <= 5e-4
    assert top(ours, 1) == top(theirs, 1)
    same = [mine == other for mine, other in zip(top(ours, 5), top(theirs, 5), strict=True)]
    assert np.mean(same) >= 0.97
    assert ((probability(ours) >= 0.1) == (probability(theirs) >= 0.1)).all()


@pytest.mark.model
def test_real_windows_score_as_with_a_front_end_in_double_precision(
    imported: Imported, judge: Judge, real_windows: Float32
) -> None:
    some = real_windows[::3]
    assert np.abs(imported.logits(some) - judge.logits(some)).max() <= 2e-3


@pytest.mark.model
@pytest.mark.parametrize(
    ("sound", "logit", "from_tflite"),
    [
        pytest.param(np.zeros(WINDOW, np.float32), 1e-4, 1e-6, id="silence"),
        pytest.param(np.full(WINDOW, 0.3, np.float32), 1e-4, 1e-6, id="constant"),
        pytest.param(np.full(WINDOW, -0.9, np.float32), 1e-4, 1e-6, id="negative constant"),
        pytest.param(click(), 1e-4, 1e-6, id="click"),
        pytest.param(noise(0.1), 1e-3, 1e-5, id="noise"),
        pytest.param(noise(1e-5), 1e-3, 1e-4, id="faint noise"),
        # A pure tone leaves most bands to rounding, in TensorFlow Lite as well as here.
        pytest.param(tone(3, hertz=440), 6e-2, 5e-4, id="low tone"),
        pytest.param(tone(3, hertz=1000), 6e-2, 5e-4, id="tone"),
        pytest.param(half_silent(), 2e-3, 5e-3, id="half of it digital silence"),
        pytest.param(noise(0.01) + np.float32(0.5), 2e-3, 5e-4, id="recorder with an offset"),
        pytest.param(np.clip(30 * noise(0.1), -1, 1), 1e-3, 1e-5, id="clipped"),
    ],
)
def test_extreme_sounds_score_as_they_should(
    imported: Imported,
    judge: Judge,
    tflite_logits: Run,
    sound: Float32,
    logit: float,
    from_tflite: float,
) -> None:
    ours = imported.logits(sound[None])
    assert np.abs(ours - judge.logits(sound[None])).max() <= logit
    theirs = tflite_logits(sound[None])
    assert np.abs(probability(ours) - probability(theirs)).max() <= from_tflite
    assert top(ours, 1) == top(theirs, 1)


@pytest.mark.model
def test_spectrograms_hold_the_real_part_and_not_the_magnitude(judge: Judge) -> None:
    samples = noise(0.1)[None]
    ours = judge.imported_spectrograms(samples)
    assert np.abs(ours - judge.spectrograms(samples)).max() < 2e-3
    assert np.abs(ours - judge.spectrograms(samples, np.abs)).max() > 1


@pytest.mark.model
def test_what_linnet_draws_of_a_window_is_what_the_model_computes(
    judge: Judge, birdnet_source: Path
) -> None:
    built_in = find_front_end(read(birdnet_source / CLASSIFIER))
    samples = noise(0.1)
    theirs = judge.imported_spectrograms(samples[None])[0]
    own = built_in.normalisation
    raised = samples - samples.min()
    level = (raised / (raised.max() + own.epsilon) - own.offset) * own.scale
    for inside, branch, picture in zip(
        INSIDE["birdnet-v2.4"], built_in.branches, theirs, strict=True
    ):
        # The model's first frame begins with the window; ours lies around its beginning.
        half = inside.n_fft // 2
        drawn = spectrogram_of(inside).energies(level[half:])
        frames = range(half // inside.hop + 1, picture.shape[1])
        # Without the last power, which shows the rounding of what is next to nothing.
        ours, model = drawn[:, frames], picture[::-1][:, frames] ** (1 / branch.exponent)
        assert np.abs(ours - model).max() < 1e-4 * model.max()
        assert len(frames) > 500


@pytest.mark.model
def test_the_lower_spectrogram_is_made_of_every_fourth_sample(imported: Imported) -> None:
    graph = onnx.load(imported.folder / "model.onnx").graph
    shapes = {each.name: list(each.dims) for each in graph.initializer}
    first = [shapes[node.input[1]] for node in graph.node if node.op_type == "Conv"][:3]
    low_pass, low, high = first
    assert [low_pass[0], low[0], high[0]] == [16, 2 * 96, 96]
    assert low[3] < 2048 / 3  # 2,048 samples a frame, and some around it


@pytest.mark.model
def test_digital_silence_is_the_same_in_every_frame(judge: Judge) -> None:
    silent = judge.imported_spectrograms(half_silent()[None])[..., -250:]
    assert (silent == silent[..., -1:]).all()


@pytest.mark.model
def test_logits_are_the_last_layer_of_the_embedding(
    imported: Imported, birdnet_source: Path, real_windows: Float32
) -> None:
    logits, embeddings = imported.outputs(real_windows[:8], batch=4)
    graph = read(birdnet_source / CLASSIFIER)
    last = graph.maker(graph.output, "FULLY_CONNECTED")
    weights, bias = graph.constant(last.input(1)), graph.constant(last.input(2))
    expected = embeddings.astype(np.float64) @ weights.T.astype(np.float64) + bias
    assert embeddings.shape == (8, 1024)
    assert np.abs(logits - expected).max() < 1e-4


# --- the same bits --------------------------------------------------------------------------


@pytest.mark.model
@pytest.mark.parametrize("batch", [2, 3, 4, 16, 32])
def test_a_window_scores_the_same_bits_in_any_batch(
    imported: Imported, real_windows: Float32, batch: int
) -> None:
    some = real_windows[:32]
    alone, together = imported.outputs(some, batch=1), imported.outputs(some, batch=batch)
    assert all(np.array_equal(one, other) for one, other in zip(alone, together, strict=True))


@pytest.mark.model
@pytest.mark.parametrize("batch", [1, 4, 32, 1000])
def test_the_head_gives_the_models_own_bits(
    imported: Imported, real_windows: Float32, batch: int
) -> None:
    logits, embeddings = imported.outputs(real_windows[:40], batch=4)
    many = np.tile(embeddings, (25, 1))
    again = np.concatenate(
        [
            imported.head.run(["logits"], {"embedding": many[first : first + batch]})[0]
            for first in range(0, len(many), batch)
        ]
    )
    assert np.array_equal(again, np.tile(logits, (25, 1)))


@pytest.mark.model
def test_importing_twice_gives_the_same_bytes(
    imported: Imported, birdnet_source: Path, tmp_path: Path
) -> None:
    model, head, places = tmp_path / "other", tmp_path / "names", tmp_path / "here"
    import_classifier(birdnet_source / CLASSIFIER, model, head)
    import_range_model(birdnet_source / RANGE_MODEL, places)
    for path, name in ((model, "model"), (head, "head"), (places, "range")):
        assert path.read_bytes() == (imported.folder / f"{name}.onnx").read_bytes()


# --- the files ------------------------------------------------------------------------------


@pytest.mark.model
@pytest.mark.parametrize(
    ("name", "source", "inputs", "outputs"),
    [
        ("model", CLASSIFIER, {"audio": 144_000}, {"logits": 6522, "embedding": 1024}),
        ("head", CLASSIFIER, {"embedding": 1024}, {"logits": 6522}),
        ("range", RANGE_MODEL, {"place": 3}, {"occurrence": 6522}),
    ],
)
def test_files_are_plain_onnx_that_tell_where_they_come_from(
    imported: Imported,
    birdnet_source: Path,
    name: str,
    source: str,
    inputs: dict[str, int],
    outputs: dict[str, int],
) -> None:
    model = onnx.load(imported.folder / f"{name}.onnx")
    onnx.checker.check_model(model, full_check=True)
    assert [(entry.domain, entry.version) for entry in model.opset_import] == [("", 17)]
    assert ports(model.graph.input) == inputs
    assert ports(model.graph.output) == outputs
    assert "Transpose" not in network(model.graph)
    assert {entry.key: entry.value for entry in model.metadata_props} == {
        "source_sha256": hashlib.sha256((birdnet_source / source).read_bytes()).hexdigest(),
        "importer": "linnet-birdnet",
        "importer_version": VERSION,
    }


def network(graph: onnx.GraphProto) -> list[str]:
    """List what comes after the spectrograms have met; a graph without them is all network."""
    kinds = [node.op_type for node in graph.node]
    return kinds[kinds.index("Concat") :] if graph.input[0].name == "audio" else kinds


def ports(values: list[onnx.ValueInfoProto]) -> dict[str, int]:
    dimensions = {value.name: value.type.tensor_type.shape.dim for value in values}
    assert all(batch.dim_param == "N" for batch, _ in dimensions.values())
    return {name: width.dim_value for name, (_, width) in dimensions.items()}


# --- the range model ------------------------------------------------------------------------


@pytest.mark.model
def test_occurrence_is_as_in_tensorflow_lite_everywhere_all_year(
    imported: Imported, tflite_occurrence: Run
) -> None:
    poles = [(latitude, 0, week) for latitude in (-90, 90) for week in (-1, 0, 1, 26, 48, 49)]
    weeks = [(52.5, 13.4, week) for week in range(-1, 50)]
    edges = [(0.1, longitude, 20) for longitude in (-180, -179.9, 0, 180)]
    places = np.array([*poles, *weeks, *edges], np.float32)
    ours = imported.range_model.run(["occurrence"], {"place": places})[0]
    theirs = tflite_occurrence(places)
    assert np.abs(ours - theirs).max() < 1e-5
    assert ((ours >= 0.03) == (theirs >= 0.03)).all()
    alone = [imported.range_model.run(None, {"place": place[None]})[0] for place in places]
    assert np.array_equal(np.concatenate(alone), ours)


@pytest.mark.model
def test_weeks_outside_the_year_all_mean_the_whole_year(imported: Imported) -> None:
    places = np.array([(52.5, 13.4, week) for week in (-1, 0, 49, 1000)], np.float32)
    ours = imported.range_model.run(["occurrence"], {"place": places})[0]
    assert (ours == ours[0]).all()


# --- shapes ---------------------------------------------------------------------------------


def window(padding: str, stride: int) -> Operator:
    return Operator(
        "CONV_2D", (0,), (1,), {"Padding": padding, "StrideH": stride, "StrideW": stride}
    )


def test_same_padding_is_counted_along_each_axis_and_the_odd_one_comes_after() -> None:
    found = slide(window("SAME", 2), Image("x", 2, 96, 511), 4, 8)
    assert (found.height, found.width) == (48, 256)
    assert found.margins == (1, 3, 1, 4)  # top, left, bottom, right


def test_margins_of_an_earlier_pad_are_taken_along() -> None:
    image = Image("x", 72, 26, 66, margins=(1, 1, 1, 1))
    found = slide(window("VALID", 2), image, 3, 3)
    assert (found.height, found.width) == (12, 32)
    assert found.margins == (1, 1, 1, 1)


# --- what is refused ------------------------------------------------------------------------


def small(name: str) -> Path:
    path = MODELS / name
    if not path.exists():
        pytest.skip(f"there is no {name} in {MODELS}")
    return path


def refused(source: Path, folder: Path) -> tuple[ModelInvalid, ModelInvalid]:
    """Try to import a file both ways."""
    with pytest.raises(ModelInvalid) as classifier:
        import_classifier(source, folder / "model.onnx", folder / "head.onnx")
    with pytest.raises(ModelInvalid) as places:
        import_range_model(source, folder / "range.onnx")
    assert classifier.value.path == places.value.path == source
    assert classifier.value.hint
    assert places.value.hint
    assert not list(folder.glob("*.onnx"))
    return classifier.value, places.value


def test_an_unknown_operator_is_named(tmp_path: Path) -> None:
    classifier, _ = refused(small("yamnet.tflite"), tmp_path)
    assert "COMPLEX_ABS" in classifier.message


@pytest.mark.parametrize(
    "name",
    [
        "biodcase_baseline.tflite",
        "birdnet_stm32n6_100.tflite",
        "BattyBirdNET-Bavaria-256kHz.tflite",
    ],
)
def test_other_models_are_refused(name: str, tmp_path: Path) -> None:
    for error in refused(small(name), tmp_path):
        assert "not built like BirdNET v2.4" in error.message


@pytest.mark.model
def test_the_two_files_of_birdnet_cannot_be_confused(birdnet_source: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelInvalid):
        import_classifier(birdnet_source / RANGE_MODEL, tmp_path / "a", tmp_path / "b")
    with pytest.raises(ModelInvalid):
        import_range_model(birdnet_source / CLASSIFIER, tmp_path / "a")


@pytest.mark.parametrize("content", [b"", b"TFL3", b"not a model at all", b"\0\0\0\0TFL3" * 9])
def test_other_files_are_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "other.tflite"
    path.write_bytes(content)
    refused(path, tmp_path)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    classifier, _ = refused(tmp_path / "none.tflite", tmp_path)
    assert "cannot be read" in classifier.message


@pytest.mark.model
@pytest.mark.parametrize("kept", [10, 5_000, 30_000, 60_000, 1_000_000, 30_000_000, -2])
def test_a_classifier_cut_short_is_refused(birdnet_source: Path, tmp_path: Path, kept: int) -> None:
    path = tmp_path / "cut.tflite"
    path.write_bytes((birdnet_source / CLASSIFIER).read_bytes()[:kept])
    refused(path, tmp_path)


@settings(max_examples=150, suppress_health_check=ONE_FIXTURE)
@given(changes=st.lists(st.tuples(st.integers(0), st.integers(0, 255)), min_size=1, max_size=8))
def test_damaged_bytes_never_crash(changes: list[tuple[int, int]], tmp_path: Path) -> None:
    data = bytearray(small("biodcase_baseline.tflite").read_bytes())
    for place, value in changes:
        data[place % len(data)] = value
    path = tmp_path / "damaged.tflite"
    path.write_bytes(data)
    refused(path, tmp_path)


@pytest.mark.model
@pytest.mark.parametrize("seed", range(8))
def test_a_damaged_classifier_is_refused_or_imported_but_never_crashes(
    birdnet_source: Path, tmp_path: Path, seed: int
) -> None:
    data = bytearray((birdnet_source / CLASSIFIER).read_bytes())
    random = np.random.default_rng(seed)
    # Tables of operators, tensors and settings fill the first 64 KB.
    for place in random.integers(0, 64_000, size=3):
        data[place] ^= 1 << int(random.integers(8))
    path = tmp_path / "damaged.tflite"
    path.write_bytes(data)
    try:
        import_classifier(path, tmp_path / "model.onnx", tmp_path / "head.onnx")
    except ModelInvalid as error:
        assert error.path == path


def test_only_the_importer_and_the_reader_of_graphs_import_onnx_and_tflite() -> None:
    package = Path(__file__).parents[2] / "sidecar"
    for path in package.rglob("*.py"):
        if "birdnet_v2" not in path.parts and path.name not in (
            "graph.py",
            "headweights.py",
            "variants.py",
        ):
            text = path.read_text("utf-8")
            assert not re.search(r"^\s*(import|from) (onnx|tflite)\b", text, re.MULTILINE), path
