"""What decides whether a recording is done already: every setting that its result follows from."""

from __future__ import annotations

from typing import Any

import pytest

from sidecar.contract.analyze import InferRequest, Location
from sidecar.frontends import compute
from sidecar.frontends.named import NAMED
from sidecar.methods.judging import judging_of
from sidecar.methods.windowing import cutting_of
from sidecar.models.manifest import Activation, ModelInput
from sidecar.models.ranges.own import OwnRange
from sidecar.run.judging import Digests, Origin
from tests.run.fake import FakeModel, manifest

# Fields that say which recordings, how fast, or what is shown and kept; never what is found.
SAME_RESULT = {
    "inputs",
    "where",
    "notAnalysed",
    "answer",
    "recordingIds",
    "progress",
    "embeddings",
    "force",
    "table",
    "threads",
    "batch",
    "cache",
    "fallbacks",
    "indices",
    "speech",
}
# Told apart by themselves: the catalog holds analyses by model, and digests by precision.
# A set of thresholds stands in speciesConfidence by then.
BY_ITSELF = {"model", "dtype", "thresholdSet"}

# Another value for every field; a new field needs one, or a place in the lists above.
OTHERS: dict[str, Any] = {
    "inputs": ["/other"],
    "recordingIds": [7],
    "where": {"site": "S1"},
    "notAnalysed": True,
    "answer": "brief",
    "model": "other",
    "overlap": 0.5,
    "padding": "reflect",
    "skipBelow": -60.0,
    "resampling": "very-high",
    "level": "peak",
    "levelDbfs": -3.0,
    "channel": 2,
    "minConfidence": 0.5,
    "speciesConfidence": {"Parus major": 0.9},
    "topK": 1,
    "sensitivity": 1.25,
    "sensitivityMode": "slope",
    "location": {"latitude": 52.0, "longitude": 5.0, "week": 20},
    "speciesList": ["Strix aluco"],
    "excludeSpecies": ["Parus major"],
    "mergeConsecutive": 3,
    "embeddings": False,
    "force": True,
    "table": True,
    "dtype": "int8",
    "cache": False,
    "threads": 1,
    "batch": 8,
    "progress": "token",
    "fallbacks": [],
    "indices": True,
    "thresholdSet": "spring",
    "speech": True,
}
OTHER_LOCATIONS: dict[str, Any] = {
    "latitude": 10.0,
    "longitude": 10.0,
    "week": 30,
    "threshold": 0.5,
    "unknownSpecies": "drop",
}


def _digests(
    by: FakeModel | None = None,
    origin: Origin | None = None,
    precision: str = "float32",
    **fields: Any,
) -> Digests:
    model = by or FakeModel(range_digest="r" * 64)
    # A filter takes the place of a list.
    chosen = {} if "where" in fields else {"inputs": ["/a"]}
    request = InferRequest.model_validate({**chosen, **fields})
    given = model.manifest.input
    cutting = cutting_of(request, given.spec, given.padding)
    ranges = None if request.location is None else OwnRange(model)
    judging, _ = judging_of(request, model, cutting, ranges)
    channel = None if request.channel == "each" else request.channel
    return judging.digests(judging.place(origin or Origin()), precision, channel)


def _wire_names(contract: type[Any]) -> set[str]:
    return {field.alias for field in contract.model_fields.values()}


def test_every_field_is_thought_of() -> None:
    assert _wire_names(InferRequest) == set(OTHERS)
    assert _wire_names(Location) == set(OTHER_LOCATIONS)


@pytest.mark.parametrize("field", sorted(OTHERS))
def test_a_field_changes_the_digest_unless_it_cannot_change_the_result(field: str) -> None:
    same = _digests() == _digests(**{field: OTHERS[field]})
    assert same == (field in SAME_RESULT | BY_ITSELF)


@pytest.mark.parametrize("field", sorted(OTHER_LOCATIONS))
def test_every_field_of_a_place_changes_the_digest(field: str) -> None:
    other = {**OTHERS["location"], field: OTHER_LOCATIONS[field]}
    assert _digests(location=OTHERS["location"]) != _digests(location=other)


def test_where_and_when_a_recording_was_made_changes_the_digest_of_a_local_one() -> None:
    here, there = Origin(52.0, 5.0), Origin(-10.0, 5.0)
    assert _digests(origin=here) == _digests(origin=there)
    assert _digests(origin=here, location={}) != _digests(origin=there, location={})


CUTS_WINDOWS = {
    "overlap",
    "padding",
    "skipBelow",
    "channel",
    "resampling",
    "level",
    "levelDbfs",
}


@pytest.mark.parametrize("field", sorted(CUTS_WINDOWS))
def test_what_cuts_windows_changes_which_stored_windows_answer(field: str) -> None:
    assert _digests().windows != _digests(**{field: OTHERS[field]}).windows


@pytest.mark.parametrize("field", sorted(set(OTHERS) - CUTS_WINDOWS))
def test_what_judges_windows_leaves_the_stored_ones_as_they_are(field: str) -> None:
    assert _digests().windows == _digests(**{field: OTHERS[field]}).windows


def test_another_version_of_the_front_ends_is_another_result(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = _digests()
    monkeypatch.setattr(compute, "VERSION", compute.VERSION + 1)
    after = _digests()
    assert before.windows != after.windows
    assert before.settings != after.settings


def test_another_front_end_labels_activation_or_range_model_is_another_result() -> None:
    before = _digests(location=OTHERS["location"])
    described = manifest()
    heard = described.model_copy(update={"input": ModelInput(frontend=NAMED["ucsd-librosa-mel"])})
    softmax = described.model_copy(update={"activation": Activation(kind="softmax")})
    for model in (
        FakeModel(range_digest="r" * 64, manifest=heard),
        FakeModel(range_digest="r" * 64, manifest=softmax),
        FakeModel(range_digest="r" * 64, labels_digest="other"),
        FakeModel(range_digest="other"),
    ):
        assert _digests(model, location=OTHERS["location"]).settings != before.settings


def test_a_range_model_that_is_not_asked_changes_nothing() -> None:
    assert _digests(FakeModel(range_digest="other")) == _digests()


def test_another_precision_is_another_result() -> None:
    assert len({_digests(precision=dtype) for dtype in ("float32", "float16", "int8")}) == 3


@pytest.mark.parametrize(
    ("fields", "dtype", "windows", "settings"),
    [
        (
            {},
            "float32",
            "5ebffe1a5e533fd0a61aaeaacca6f885e07ac22c27719f3e5fc2a4f8563478ec",
            "a02b0595697d4940826e8e2408ee9346927f9fe05a0d36d74f7bb46a37aed578",
        ),
        (
            {"location": OTHERS["location"], "topK": 3, "speciesList": ["Strix aluco"]},
            "int8",
            "9d642f9fc671b9be4db17ee3f9ced6362da2af0b721ca5cd1f5c15858444107b",
            "d99ea861c85f0d675e5651f4987af50bbe41473772a33b1022e4ba54a447a4ff",
        ),
    ],
)
def test_catalogs_of_the_first_version_are_still_answered_from(
    fields: dict[str, Any], dtype: str, windows: str, settings: str
) -> None:
    """The values were written down before runs, models and front ends were rearranged."""
    assert _digests(precision=dtype, **fields) == Digests(windows=windows, settings=settings)
