"""`overview`: a whole recording in one picture, which is kept."""

from __future__ import annotations

from sidecar.app.engine import Engine
from sidecar.app.method import Method
from sidecar.app.progress import ProgressReporter
from sidecar.catalog.values import StoredRecording
from sidecar.contract.picture import (
    OverviewProgress,
    OverviewRequest,
    OverviewResult,
    SpectrogramRequest,
    WaveformRequest,
)
from sidecar.cores import usable_cores
from sidecar.errors import InvalidParams
from sidecar.frontends.overview import COLUMN_S, Overview, Peaks
from sidecar.frontends.picture import MAX_DB, MIN_DB, Bytes
from sidecar.methods.stretch import known_recording, place_of_known
from sidecar.recordings.overviews import make_overview
from sidecar.rpc.verb import Call

# Read at once by more threads, a drive is no quicker.
_MOST_THREADS = 4


def look_over(engine: Engine, request: OverviewRequest, call: Call) -> OverviewResult:
    """Give the overview of a recording; one that is not kept is made, and then kept.

    A kept one needs no file, so it can be seen while the drive is away.
    """
    known = known_recording(engine, request.recording_id)
    overview, kept, trouble = engine.overviews.find(known.digest), True, None
    if overview is None:
        overview, trouble = _made(engine, known, call)
        kept = trouble is None and engine.overviews.keep(known.digest, overview)
    duration_s = overview.duration_s
    drawn = overview.picture(0.0, duration_s, request.width, request.height, (0.0, 1.0))
    return OverviewResult(
        data=drawn.tobytes(),
        peaks=overview.peaks_of(request.width, 0.0, duration_s).tobytes(),
        width=request.width,
        height=request.height,
        min_db=MIN_DB,
        max_db=MAX_DB,
        high_hz=overview.rate_hz / 2,
        seconds=duration_s,
        silent_seconds=overview.silent_s,
        column_seconds=COLUMN_S,
        kept=kept,
        trouble=trouble,
    )


def _made(engine: Engine, known: StoredRecording, call: Call) -> tuple[Overview, str | None]:
    path = place_of_known(engine, known)
    total = max(1, round(known.duration_s or 0))
    progress = ProgressReporter(call, OverviewProgress, unit="second", total=total)
    progress.begin()
    made = make_overview(
        path,
        threads=min(_MOST_THREADS, engine.settings.threads or usable_cores()),
        heard=lambda seconds: _report(progress, seconds),
    )
    progress.end()
    return made


def _report(progress: ProgressReporter[OverviewProgress], seconds: float) -> None:
    progress.report(round(seconds))


def draw_long(engine: Engine, request: SpectrogramRequest) -> Bytes:
    """Draw a stretch that is too long to be computed from the recording's overview.

    Raises InvalidParams for what the overview cannot show, and where none is kept.
    """
    if request.recording_id is None:
        raise InvalidParams("A spectrogram spans at most 600 s; request it in tiles.", field="end")
    known = known_recording(engine, request.recording_id)
    for name in ("frontend", "model", "fft", "looks", "channel"):
        if getattr(request, name) is not None and (name != "channel" or known.channels != 1):
            raise InvalidParams(
                "A spectrogram of more than 600 s is drawn from the overview, which has one form.",
                field=name,
                hint=f"Leave out {name}, or request tiles of at most 600 s.",
            )
    overview = engine.overviews.find(known.digest)
    if overview is None:
        raise InvalidParams(
            "A spectrogram spans at most 600 s, because no overview of the recording is kept.",
            field="end",
            hint="Ask for `overview` first, or request the spectrogram in tiles.",
        )
    half_hz = overview.rate_hz / 2
    low_hz = request.low_hz or 0.0
    high_hz = half_hz if request.high_hz is None else request.high_hz
    if high_hz <= low_hz:
        raise no_sound_above(half_hz)
    band = low_hz / half_hz, high_hz / half_hz
    return overview.picture(request.start, request.end, request.width, request.height, band)


def long_peaks(engine: Engine, request: WaveformRequest) -> Peaks | None:
    """Give the peaks [width, 2] of a long stretch from the recording's overview.

    None where none is kept, or where it does not show what is asked for.
    """
    if request.recording_id is None:
        return None
    known = known_recording(engine, request.recording_id)
    if request.channel is not None and known.channels != 1:
        return None
    overview = engine.overviews.find(known.digest)
    if overview is None:
        return None
    return overview.peaks_of(request.width, request.start, request.end)


def no_sound_above(half_hz: float) -> InvalidParams:
    """Make the error of a band above all sound."""
    return InvalidParams(
        f"The recording has no sound above {half_hz:,.0f} Hz.",
        field="lowHz",
        hint="Choose a lower band.",
    )


METHODS = (
    Method(
        "overview",
        look_over,
        "look",
        "Draw a whole recording as a picture that is kept.",
        OverviewProgress,
    ),
)
