"""`publish`: writes verified rows in the standards of journals, agencies and other programs."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.app.method import Method
from sidecar.app.progress import ProgressReporter
from sidecar.audio.path import at_home, path_text, text_path
from sidecar.contract.base import FileError
from sidecar.contract.export import RowsProgress
from sidecar.contract.publish import LeftOutRows, PublishedFile, PublishRequest, PublishResult
from sidecar.errors import InvalidParams, LinnetError
from sidecar.export.destination import Border, check_apart, check_folder, destined, is_folder
from sidecar.export.earlier import sample
from sidecar.export.names import RelativePaths
from sidecar.export.reading import RowSource
from sidecar.export.standards.about import About, Contributor
from sidecar.export.standards.datapackage import check_licences
from sidecar.export.standards.leftout import REASONS, LeftOut
from sidecar.export.standards.reading import Publication
from sidecar.export.standards.standard import Standard, StandardWriter
from sidecar.export.standards.table import STANDARDS
from sidecar.recordings.files import file_error
from sidecar.recordings.filters import filters
from sidecar.rpc.verb import Call
from sidecar.wholefile import WholeFiles, sweep, whole_files

# The fields that each standard writes; the others have no effect on it.
_ALL = frozenset(("utc_offset",))
_PROJECT = frozenset(("title", "description"))
_USES: dict[str, frozenset[str]] = {
    "camtrapDp": _ALL
    | _PROJECT
    | {"contributors", "licence", "media_licence", "sampling_design", "capture_methods"}
    | {"uncertainty", "media_public", "media_base"},
    "darwinCore": _ALL
    | {"licence", "rights_holder", "sampling_protocol", "uncertainty", "country", "remarks"},
    "ebird": frozenset(("protocol", "country", "state", "observers", "remarks")),
    "inaturalist": _ALL | {"tags", "geoprivacy", "remarks"},
    "aoef": _PROJECT | {"media_licence"},
}
_KNOWN = frozenset().union(*_USES.values())

# Bytes of scratch that stay in memory: a small publication leaves no trace on the disk.
_IN_MEMORY = 1 << 22


@destined
def publish(engine: Engine, request: PublishRequest, call: Call) -> PublishResult:
    """Write a publication; all its files appear whole, or none does.

    Rows are those of one moment. Raises InvalidParams for a fact that the standard needs and for a
    publication without any row, PathNotAllowed, StorageFull, and the errors of `query`.
    """
    began = time.monotonic()
    standard, about = STANDARDS[request.standard], _about(request)
    _check(request, standard, about)
    ledger = Ledger()
    _note_unused(ledger, request, standard)
    if "verified" in request.where:
        raise InvalidParams(
            "A publication chooses the verdicts itself.",
            field="where.verified",
            hint="Leave the filter out. For rows that nobody judged, ask for unverified rows.",
        )
    where = filters(engine, request, ledger)
    border = Border(engine.catalog, engine.settings.own_folders, request.overwrite)
    places = _places(standard, request, border)
    questions = engine.catalog.questions
    with questions.snapshot():
        source = RowSource(questions, request.select, where, engine.drives())
        verdicts = ("YES", "UNVERIFIED") if request.unverified else ("YES",)
        read = Publication(engine.catalog, source, standard.needs, verdicts, about.offset)
        read.count_judged()
        relative = RelativePaths(None, source.paths())
        job = _Job(standard, about, relative, read, call)
        refusals: list[FileError] = []
        if request.dry_run:
            refusals = [*_refusals(border, places, standard)]
            files = job.count(places)
        else:
            files = job.write(places, border)
    _note_size(ledger, standard, files)
    return PublishResult(
        standard=request.standard,
        written=not request.dry_run,
        files=files,
        rows=job.rows,
        recordings=job.recordings,
        left_out=[*_left(read.left)],
        refusals=refusals,
        notes=ledger.notes(),
        elapsed_seconds=round(time.monotonic() - began, 3),
    )


@dataclass
class _Job:
    """Reads a publication once, and hands its recordings and rows to the standard's writer."""

    standard: Standard
    about: About
    relative: RelativePaths
    read: Publication
    call: Call
    rows: int = 0
    recordings: int = 0

    def write(self, places: dict[str, Path], border: Border) -> list[PublishedFile]:
        """Write the files, which appear together."""
        for place in places.values():
            border.check(place, _is_earlier(self.standard))
        replaced = {name: _size(place) for name, place in places.items()}
        for folder in {place.parent for place in places.values()}:
            sweep(folder)
        with whole_files() as made:
            with _opened(made, places) as files:
                counts = self._fill(files)
                sizes = {name: file.tell() for name, file in files.items()}
            self.call.check()  # before the files appear
        return _listed(places, counts, sizes, replaced)

    def count(self, places: dict[str, Path]) -> list[PublishedFile]:
        """Count what would be written, and write nothing."""
        files = {name: _Counted() for name in places}
        counts = self._fill(cast(dict[str, BinaryIO], files))
        sizes = {name: file.tell() for name, file in files.items()}
        return _listed(places, counts, sizes, {name: _size(each) for name, each in places.items()})

    def _fill(self, files: dict[str, BinaryIO]) -> dict[str, int]:
        progress = ProgressReporter(self.call, RowsProgress, unit="rows")
        progress.begin()
        with ExitStack() as stack:

            def scratch() -> BinaryIO:
                return cast(BinaryIO, stack.enter_context(SpooledTemporaryFile(_IN_MEMORY)))

            writer = self.standard.begin(files, self.about, self.relative, scratch)
            self._take(writer, progress)
            if not self.rows:
                raise _nothing(self.read.left)
            counts = writer.finish()
        progress.done = self.rows
        progress.end()
        return counts

    def _take(self, writer: StandardWriter, progress: ProgressReporter[RowsProgress]) -> None:
        last = None
        for recording, rows in self.read.parts():
            self.call.check()
            if recording.key != last:
                last = recording.key
                self.recordings += 1
                writer.recording(recording)
            if rows:
                writer.rows(recording, rows)
                self.rows += len(rows)
            progress.report(self.rows)


class _Counted(io.RawIOBase):
    """A file that only counts its bytes."""

    def __init__(self) -> None:
        super().__init__()
        self._at = 0

    def write(self, content: object) -> int:
        size = memoryview(cast(bytes, content)).nbytes
        self._at += size
        return size

    def tell(self) -> int:
        return self._at


@contextmanager
def _opened(made: WholeFiles, places: dict[str, Path]) -> Iterator[dict[str, BinaryIO]]:
    with ExitStack() as stack:
        yield {name: stack.enter_context(made.file(place)) for name, place in places.items()}


def _about(request: PublishRequest) -> About:
    return About(
        title=request.title,
        description=request.description,
        contributors=[Contributor(**each.model_dump()) for each in request.contributors],
        licence=request.licence,
        media_licence=request.media_licence,
        rights_holder=request.rights_holder,
        sampling_design=request.sampling_design,
        capture_methods=list(dict.fromkeys(request.capture_methods)),
        sampling_protocol=request.sampling_protocol,
        uncertainty_m=request.uncertainty,
        offset=_offset(request.utc_offset),
        media_public=request.media_public,
        media_base=request.media_base,
        protocol=request.protocol,
        country=request.country,
        state=request.state,
        observers=request.observers,
        remarks=request.remarks,
        tags=request.tags,
        geoprivacy=request.geoprivacy,
    )


def _offset(text: str | None) -> timedelta | None:
    if text is None:
        return None
    ahead = timedelta(hours=int(text[1:3]), minutes=int(text[4:6]))
    return -ahead if text[0] == "-" else ahead


def _check(request: PublishRequest, standard: Standard, about: About) -> None:
    """Raise InvalidParams for what the standard needs and the request does not tell."""
    for name, noun in (standard.required or {}).items():
        if not getattr(about, name):
            raise InvalidParams(
                f"{standard.title} needs {noun}.",
                field=_alias(name),
                hint="Linnet cannot know it, and writes no guess.",
            )
    if request.standard == "camtrapDp":
        check_licences(about)


def _alias(name: str) -> str:
    return PublishRequest.model_fields[name].alias or name


def _note_unused(ledger: Ledger, request: PublishRequest, standard: Standard) -> None:
    """Note the given facts for which the standard has no place."""
    for name in sorted(_KNOWN - _USES[request.standard]):
        ledger.idle(request, _alias(name), f"{standard.title} has no place for it.")


def _places(standard: Standard, request: PublishRequest, border: Border) -> dict[str, Path]:
    """Name the files; raises PathNotAllowed or InvalidParams for a place that cannot take them."""
    path = at_home(text_path(request.destination))
    check_apart(path, border.own)
    if standard.endings and not is_folder(request.destination, path):
        if not path.name.lower().endswith(standard.endings):
            raise InvalidParams(
                f'The name "{path.name}" does not fit: end it with {standard.endings[0]}.',
                field="destination",
            )
        check_folder(path.parent, border.catalog)
        (name,) = standard.files
        places = {name: path}
    else:
        check_folder(path, border.catalog)
        places = {name: path / name for name in standard.files}
    for place in places.values():
        border.check_never(place)
    return places


def _is_earlier(standard: Standard) -> Callable[[Path], bool]:
    def earlier(path: Path) -> bool:
        found = sample(path)
        return found is not None and (not found.head or standard.wrote(found))

    return earlier


def _refusals(border: Border, places: dict[str, Path], standard: Standard) -> Iterator[FileError]:
    for place in places.values():
        try:
            border.check(place, _is_earlier(standard))
        except LinnetError as error:
            yield file_error(path_text(place), error)


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None


def _listed(
    places: dict[str, Path],
    counts: dict[str, int],
    sizes: dict[str, int],
    replaced: dict[str, int | None],
) -> list[PublishedFile]:
    return [
        PublishedFile(
            path=path_text(place),
            rows=counts[name],
            bytes=sizes[name],
            replaced_bytes=replaced[name],
        )
        for name, place in places.items()
    ]


def _left(left: LeftOut) -> Iterator[LeftOutRows]:
    for reason in left.reasons:
        why = REASONS[reason]
        yield LeftOutRows(
            reason=reason,
            rows=left.rows[reason],
            recordings=left.recordings[reason],
            message=why.message,
            hint=why.hint,
            examples=left.examples.get(reason, []),
        )


def _nothing(left: LeftOut) -> InvalidParams:
    """Say that no row can be published, and why."""
    told = [
        f"{left.rows[each]:,} rows were left out: {REASONS[each].message}"
        for each in left.reasons
        if left.rows[each]
    ]
    hints = [REASONS[each].hint for each in left.reasons if left.rows[each]]
    return InvalidParams(
        " ".join(["There is no row to publish.", *told]),
        field="where",
        hint=" ".join(filter(None, hints)) or "Choose other filters.",
    )


def _note_size(ledger: Ledger, standard: Standard, files: list[PublishedFile]) -> None:
    """Note a file that is larger than the reading program takes."""
    most = standard.most_bytes
    for each in files:
        if most is not None and each.bytes > most:
            why = (
                f"{standard.title} takes files of at most {most // 1_000_000} MB, but this one has "
                f"{each.bytes / 1e6:.1f} MB. Publish fewer sites or days at once."
            )
            ledger.add("noEffect", "destination", what=why)


METHODS = (
    Method(
        "publish",
        publish,
        "files",
        "Write verified rows in a standard, such as Camtrap DP or Darwin Core.",
        RowsProgress,
    ),
)
