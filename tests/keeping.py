"""Catalogs with stored windows, made without a model."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from sidecar.audio.provenance import Provenance, chosen
from sidecar.audio.source import Kind, Source
from sidecar.catalog.runs import ModelVersion, NewRun
from sidecar.catalog.sqlite.catalog import SqliteCatalog
from sidecar.errors import InferenceFailed
from sidecar.run.detections import Detection
from sidecar.run.judging import Digests, Place
from sidecar.run.spool import Spool
from sidecar.run.windows import Cut
from sidecar.run.work import Failed, Kept, Outcome, Read, Work, released
from sidecar.values import AudioFacts, Float32, Identity, Int64, Metadata

BIRDNET = ModelVersion("birdnet-v2.4", "BirdNET", "2.4", "a" * 64, "1", "free")
WINDOW_S, RATE_HZ = 3.0, 48_000
DIGESTS, NOWHERE = Digests("w", "s"), Place()


def clustered(count: int, dimension: int, seed: int = 0, clusters: int = 40) -> Float32:
    """Draw embeddings [count, dimension] that lie about some centres, in random order."""
    centres = np.random.default_rng(1).standard_normal((clusters, dimension))
    rng = np.random.default_rng(seed)
    points = centres[rng.integers(clusters, size=count)]
    points += 0.6 * rng.standard_normal((count, dimension)) + 0.8
    return np.asarray(15 * points, np.float32)


def said(metadata: Metadata | None = None) -> Provenance:
    """Let one source say all this of a recording."""
    says = metadata or Metadata()
    sources = (Source(Kind.GUANO, says, says),) if metadata else ()
    return chosen(sources, says.comment)


def heard(
    url: str,
    *found: Detection,
    seconds: float,
    offsets: Int64,
    embeddings: Float32 | None = None,
    digests: Digests = DIGESTS,
    place: Place = NOWHERE,
    facts: AudioFacts | None = None,
    metadata: Metadata | Provenance | None = None,
    identity: Identity | None = None,
) -> Read:
    """Make what a run would have found in a recording, as it is handed to the catalog."""
    spool = None
    if embeddings is not None:
        spool = Spool(embeddings.shape[1])
        spool.put(0, embeddings)
    if facts is None:
        frames = round(seconds * RATE_HZ)
        facts = AudioFacts(Path(url), RATE_HZ, 1, frames, "WAV", "PCM_16", 1, 1)
    return Read(
        work=Work(Path(url), url),
        windows=Cut(offsets=np.asarray(offsets), duration_s=seconds, reached_s=seconds),
        place=place,
        found=found,
        digests=digests,
        facts=facts,
        provenance=metadata if isinstance(metadata, Provenance) else said(metadata),
        identity=identity,
        embeddings=spool,
    )


def keep_run(
    catalog: SqliteCatalog, model: ModelVersion, *outcomes: Outcome, settings: str = "{}"
) -> tuple[int, list[Kept]]:
    """Keep outcomes as one complete run; returns its runId, and what was kept."""
    urls = list(dict.fromkeys(each.work.url for each in outcomes))
    run = catalog.runs.begin(NewRun(model, settings, "linnet", urls))
    with released(outcomes):
        kept = catalog.runs.keep(run, outcomes)
    catalog.runs.end(run, "complete")
    return run.run_id, [each for each in kept if isinstance(each, Kept)]


def keep(
    catalog: SqliteCatalog,
    model_id: int,
    name: str,
    embeddings: Float32,
    *found: Detection,
    settings: str = "s",
    hop_s: float = WINDOW_S,
    metadata: Metadata | None = None,
) -> int:
    """Keep a recording's windows with their embeddings [w, d]; returns its recordingId."""
    outcome = heard(
        f"/{name}.wav",
        *found,
        seconds=(len(embeddings) - 1) * hop_s + WINDOW_S,
        offsets=np.arange(len(embeddings)) * round(hop_s * RATE_HZ),
        embeddings=embeddings,
        digests=Digests(f"w {hop_s}", settings),
        metadata=metadata,
    )
    sql = "SELECT name, '', version, sha256, converter, '' FROM ModelVersion WHERE modelId = ?"
    model = ModelVersion(*catalog.reader().execute(sql, (model_id,)).fetchone())
    _, (kept,) = keep_run(catalog, model, outcome)
    assert kept.recording_id is not None
    return kept.recording_id


def let_wait(catalog: SqliteCatalog, *urls: str) -> None:
    """Let a run fail on recordings, so that they wait for its model."""
    run = catalog.runs.begin(NewRun(BIRDNET, "{}", "linnet", urls))
    error = InferenceFailed("The model stopped with an error.")
    failed = [Failed(Work(Path(url), url), error, waits=True) for url in urls]
    assert all(isinstance(each, Kept) for each in catalog.runs.keep(run, failed))
    catalog.runs.end(run, "complete")
