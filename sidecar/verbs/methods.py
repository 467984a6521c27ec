"""The table of methods: name, function, types and how each is scheduled."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any

from sidecar.contract.export import ClipsRequest, ClipsResult, ExportRequest, ExportResult
from sidecar.contract.heads import (
    ApplyHeadRequest,
    ApplyHeadResult,
    SuggestRequest,
    SuggestResult,
    TrainHeadRequest,
    TrainHeadResult,
)
from sidecar.contract.infer import (
    InferRequest,
    InferResult,
    PreprocessRequest,
    PreprocessResult,
    ResumeRunRequest,
)
from sidecar.contract.labels import (
    AnnotateRequest,
    AnnotateResult,
    ImportAnnotationsRequest,
    ImportAnnotationsResult,
    UndoRequest,
    UndoResult,
)
from sidecar.contract.lifecycle import HealthRequest, HealthResult
from sidecar.contract.models import (
    AddModelRequest,
    AddModelResult,
    InstallModelRequest,
    InstallModelResult,
    ListModelsRequest,
    ListModelsResult,
    VerifyModelRequest,
    VerifyModelResult,
)
from sidecar.contract.picture import (
    SpectrogramRequest,
    SpectrogramResult,
    WaveformRequest,
    WaveformResult,
)
from sidecar.contract.query import QueryRequest, QueryResult
from sidecar.contract.recordings import (
    ImportRecordingsRequest,
    ImportRecordingsResult,
    RelinkRequest,
    RelinkResult,
    RemoveRecordingsRequest,
    RemoveRecordingsResult,
    UpdateRecordingsRequest,
    UpdateRecordingsResult,
)
from sidecar.contract.similar import ReduceEmbeddingsRequest, ReduceEmbeddingsResult
from sidecar.contract.stream import (
    CloseStreamRequest,
    CloseStreamResult,
    OpenStreamRequest,
    OpenStreamResult,
    PushStreamRequest,
    PushStreamResult,
)
from sidecar.contract.upkeep import (
    BackupCatalogRequest,
    BackupCatalogResult,
    CheckCatalogRequest,
    CheckCatalogResult,
    RepairCatalogRequest,
    RepairCatalogResult,
)
from sidecar.engine import Engine
from sidecar.rpc.verb import Call, Verb
from sidecar.verbs.lifecycle import health


def verbs(engine: Engine) -> dict[str, Verb[Any, Any]]:
    """List every method of `engine`."""
    return {
        "health": Verb(
            partial(health, engine), HealthRequest, HealthResult, "quick", "How the sidecar is."
        ),
        "preprocess": Verb(
            _late(engine, "preprocess", "preprocess"),
            PreprocessRequest,
            PreprocessResult,
            "work",
            "Compute a model's input of recordings once, and keep it.",
        ),
        "infer": Verb(
            _late(engine, "infer", "infer"),
            InferRequest,
            InferResult,
            "work",
            "Recordings in, species out, kept in the catalog.",
        ),
        "runs/resume": Verb(
            _late(engine, "resume", "resume_run"),
            ResumeRunRequest,
            InferResult,
            "work",
            "Go on with a run that did not come to its end.",
        ),
        "query": Verb(
            _late(engine, "query", "query"),
            QueryRequest,
            QueryResult,
            "quick",
            "Ask the catalog for a page of rows.",
        ),
        "annotate": Verb(
            _late(engine, "annotate", "annotate"),
            AnnotateRequest,
            AnnotateResult,
            "quick",
            "Keep what a person decided.",
        ),
        "annotations/undo": Verb(
            _late(engine, "annotate", "undo"),
            UndoRequest,
            UndoResult,
            "quick",
            "Take back the latest decisions.",
        ),
        "annotations/import": Verb(
            _late(engine, "annotate", "import_annotations"),
            ImportAnnotationsRequest,
            ImportAnnotationsResult,
            "aside",
            "Labels from Raven and Audacity.",
        ),
        "heads/train": Verb(
            _late(engine, "heads", "train"),
            TrainHeadRequest,
            TrainHeadResult,
            "aside",
            "Learn species from labels, on stored embeddings.",
        ),
        "heads/apply": Verb(
            _late(engine, "heads", "apply"),
            ApplyHeadRequest,
            ApplyHeadResult,
            "aside",
            "Score all stored windows with a head.",
        ),
        "heads/suggest": Verb(
            _late(engine, "heads", "suggest"),
            SuggestRequest,
            SuggestResult,
            "aside",
            "The windows to label next.",
        ),
        "embeddings/reduce": Verb(
            _late(engine, "reduce", "reduce_embeddings"),
            ReduceEmbeddingsRequest,
            ReduceEmbeddingsResult,
            "aside",
            "Fit a smaller form of a model's embeddings, and tell what it costs.",
        ),
        "recordings/import": Verb(
            _late(engine, "recordings", "import_recordings"),
            ImportRecordingsRequest,
            ImportRecordingsResult,
            "aside",
            "Take recordings into the catalog.",
        ),
        "recordings/update": Verb(
            _late(engine, "recordings", "update_recordings"),
            UpdateRecordingsRequest,
            UpdateRecordingsResult,
            "quick",
            "Correct what is known of recordings.",
        ),
        "recordings/relink": Verb(
            _late(engine, "recordings", "relink_recordings"),
            RelinkRequest,
            RelinkResult,
            "aside",
            "Find recordings that were moved, renamed or converted.",
        ),
        "recordings/remove": Verb(
            _late(engine, "recordings", "remove_recordings"),
            RemoveRecordingsRequest,
            RemoveRecordingsResult,
            "quick",
            "Take recordings out of the catalog.",
        ),
        "export": Verb(
            _late(engine, "export", "export"),
            ExportRequest,
            ExportResult,
            "aside",
            "Detections and labels to the files that other tools read.",
        ),
        "clips": Verb(
            _late(engine, "clips", "clips"),
            ClipsRequest,
            ClipsResult,
            "aside",
            "Detections cut out of their recordings, a folder per species.",
        ),
        "catalog/check": Verb(
            _late(engine, "upkeep", "check"),
            CheckCatalogRequest,
            CheckCatalogResult,
            "aside",
            "Tell whether the catalog is whole.",
        ),
        "catalog/backup": Verb(
            _late(engine, "upkeep", "backup"),
            BackupCatalogRequest,
            BackupCatalogResult,
            "aside",
            "Copy the catalog, while it is in use.",
        ),
        "catalog/repair": Verb(
            _late(engine, "upkeep", "repair"),
            RepairCatalogRequest,
            RepairCatalogResult,
            "aside",
            "Mend what can be mended, after a backup.",
        ),
        "spectrogram": Verb(
            _late(engine, "picture", "draw_spectrogram"),
            SpectrogramRequest,
            SpectrogramResult,
            "quick",
            "A picture of a stretch of a recording, computed from that stretch only.",
        ),
        "waveform": Verb(
            _late(engine, "picture", "draw_waveform"),
            WaveformRequest,
            WaveformResult,
            "quick",
            "The peaks of a stretch of a recording.",
        ),
        "stream/open": Verb(
            _late(engine, "stream", "open_stream"),
            OpenStreamRequest,
            OpenStreamResult,
            "stream",
            "Listen to sound that has no end.",
        ),
        "stream/push": Verb(
            _late(engine, "stream", "push_stream"),
            PushStreamRequest,
            PushStreamResult,
            "stream",
            "The next samples of a stream in, what was heard out.",
        ),
        "stream/close": Verb(
            _late(engine, "stream", "close_stream"),
            CloseStreamRequest,
            CloseStreamResult,
            "stream",
            "End a stream, and hear of its last window.",
        ),
        "models/list": Verb(
            _late(engine, "models", "list_models"),
            ListModelsRequest,
            ListModelsResult,
            "quick",
            "Known models, installed or not.",
        ),
        "models/install": Verb(
            _late(engine, "models", "install_model"),
            InstallModelRequest,
            InstallModelResult,
            "work",
            "Fetch, check and convert a model.",
        ),
        "models/add": Verb(
            _late(engine, "models", "add_model"),
            AddModelRequest,
            AddModelResult,
            "work",
            "Install a model from an ONNX file and its labels.",
        ),
        "models/verify": Verb(
            _late(engine, "models", "verify_model"),
            VerifyModelRequest,
            VerifyModelResult,
            "work",
            "Prove that a model is intact and given what it was trained with.",
        ),
    }


def _late(engine: Engine, module: str, name: str) -> Callable[[Any, Call], Any]:
    """Import a verb when it is first called: most of them need NumPy and ONNX Runtime."""

    def run(request: Any, call: Call) -> Any:  # noqa: ANN401 - whatever the verb's types are
        return getattr(import_module(f"sidecar.verbs.{module}"), name)(engine, request, call)

    return run
