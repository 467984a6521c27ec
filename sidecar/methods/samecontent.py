"""The model's own analysis of the same sound in another file, or of the same file before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from sidecar.audio.decode import open_recording
from sidecar.audio.fingerprint import HEAD_BYTES, Head, head_of, identify
from sidecar.audio.provenance import Provenance
from sidecar.catalog.values import StoredRecording
from sidecar.contract.analyze import Fallback
from sidecar.errors import LinnetError, at_recording
from sidecar.methods.standin import StandIn
from sidecar.run.plan import Analysis, Known
from sidecar.run.work import Failed, Work


@dataclass(frozen=True)
class _Begun:
    """A recording of which the beginning was read."""

    failed: Failed
    head: Head
    provenance: Provenance


def same_content(scene: StandIn, failed: Sequence[Failed]) -> dict[str, Fallback]:
    """Find analyses by the same exact model, with the same settings, of the same samples.

    Reads a third of a second of each recording. Reads a recording to its end only where the catalog
    has one that begins as it does and is as long.
    """
    if not scene.catalog.recordings.beginning_with(None):
        return {}
    begun = list[_Begun]()
    for one in failed:
        scene.call.check()
        begun += filter(None, [_begin(one)])
    heads = {each.head.digest for each in begun}
    alike: dict[bytes, list[StoredRecording]] = {}
    for each in scene.catalog.recordings.beginning_with(heads):
        alike.setdefault((each.digest or b"")[:HEAD_BYTES], []).append(each)
    known = scene.known([each.url for some in alike.values() for each in some])
    found: dict[str, Fallback] = {}
    for own in begun:
        scene.call.check()
        fallback = _of(scene, own, alike.get(own.head.digest, ()), known)
        if fallback is not None:
            found[own.failed.work.url] = fallback
    return found


def _begin(failed: Failed) -> _Begun | None:
    if len(failed.work.channels) > 1:
        return None  # each channel would need an analysis of its own
    path = failed.work.path
    with suppress(LinnetError), at_recording(path), open_recording(path) as audio:
        return _Begun(failed, head_of(audio), audio.provenance())
    return None


def _of(
    scene: StandIn, own: _Begun, alike: Sequence[StoredRecording], known: Mapping[str, Known]
) -> Fallback | None:
    work, digest = own.failed.work, b""
    for source in alike:
        analysis = _analysis(scene, own, source, known.get(source.url, Known()))
        if analysis is None or source.frames != own.head.facts.frames:
            continue
        if not _unchanged(own.head, source, work):
            digest = digest or _digest(work)
            if not digest or digest != source.digest:
                continue
        part = f" It covers only a part: {analysis.trouble}" if analysis.trouble else ""
        return scene.fallback(
            own.failed,
            "sameContent",
            f"The detections are those of the same sound in {source.url}.{part}",
            source_id=source.recording_id,
            analysis_id=analysis.analysis_id,
            detections=scene.detections(analysis.analysis_id),
        )
    return None


def _analysis(
    scene: StandIn, own: _Begun, source: StoredRecording, known: Known
) -> Analysis | None:
    """Find the analysis that the run would have made, in the best precision there is."""
    if source.size_bytes is None or source.modified_ns is None:
        return None
    work, judging = own.failed.work, scene.asked.job.judging
    place = judging.place(work.origin.read(own.provenance, work.path.name))
    version = source.size_bytes, source.modified_ns
    for dtype in scene.asked.dtypes():
        digest = judging.digests(place, dtype, work.channel).settings
        if (analysis := known.analyses.get((digest, version))) is not None:
            return analysis
    return None


def _unchanged(head: Head, source: StoredRecording, work: Work) -> bool:
    """Tell whether the source is the recording itself, whose file is as it was read."""
    facts = head.facts
    return source.url == work.url and source.is_file(facts.size_bytes, facts.modified_ns)


def _digest(work: Work) -> bytes:
    """Read a recording for the digest of all its samples; empty where it cannot be read."""
    with suppress(LinnetError), at_recording(work.path):
        return identify(work.path).digest
    return b""
