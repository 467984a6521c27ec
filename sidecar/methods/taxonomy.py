"""`names/install` and `names/uninstall`: the taxonomy of names in many languages."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sidecar import scratch
from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.app.method import Method
from sidecar.app.progress import ProgressReporter
from sidecar.audio.path import text_path
from sidecar.contract.models import InstallProgress
from sidecar.contract.names import (
    InstallNamesRequest,
    InstallNamesResult,
    TaxonomyFacts,
    UninstallNamesRequest,
    UninstallNamesResult,
)
from sidecar.durable import make_folder
from sidecar.errors import (
    InvalidParams,
    RecordingNotFound,
    SourceUnavailable,
    UnsupportedFormat,
    writing,
)
from sidecar.models.digest import sha256
from sidecar.models.download import Order
from sidecar.models.install import parts_of
from sidecar.models.sources import Place
from sidecar.rpc.verb import Call
from sidecar.taxonomy.kept import Record, install, remove
from sidecar.taxonomy.published import TAXONOMY
from sidecar.taxonomy.table import Taxa

OnBytes = Callable[[int, int], None]

# The folder of a download begins with it.
_STAGING = ".installing-"


def install_names(engine: Engine, request: InstallNamesRequest, call: Call) -> InstallNamesResult:
    """Install a taxonomy; a stopped or failed installation leaves the earlier one."""
    progress = ProgressReporter(
        call, InstallProgress, unit="byte", total=0, more=lambda: {"step": "download"}
    )

    def on_bytes(done: int, total: int) -> None:
        call.check()
        progress.total = total
        progress.report(done)

    folder = engine.settings.taxonomy
    progress.begin()
    if request.path is None:
        with _downloaded(engine, on_bytes) as table:
            record, taxa = install(folder, table, source=TAXONOMY.address, last_moment=call.check)
    else:
        record, taxa = _from_file(folder, text_path(request.path).absolute(), call)
    progress.end()
    return InstallNamesResult(taxonomy=facts(record), notes=_notes(record, taxa).notes())


def uninstall_names(
    engine: Engine, request: UninstallNamesRequest, call: Call
) -> UninstallNamesResult:
    """Remove the installed taxonomy."""
    folder = engine.settings.taxonomy
    with writing(folder):
        return UninstallNamesResult(removed=remove(folder))


def facts(record: Record) -> TaxonomyFacts:
    """Tell of an installed taxonomy."""
    published = record.version is not None
    return TaxonomyFacts(
        version=record.version,
        sha256=record.sha256,
        source=record.source,
        taxa=record.taxa,
        languages=list(record.languages),
        licence=TAXONOMY.licence if published else None,
        licence_at=TAXONOMY.licence_at if published else None,
        installed_at=record.installed_at,
    )


def _from_file(folder: Path, path: Path, call: Call) -> tuple[Record, Taxa]:
    try:
        return install(folder, path, source=str(path), last_moment=call.check)
    except (RecordingNotFound, UnsupportedFormat) as error:
        raise InvalidParams(f"{path}: {error.message}", field="path", hint=error.hint) from error


@contextmanager
def _downloaded(engine: Engine, on_bytes: OnBytes) -> Iterator[Path]:
    """Download the published table, from where an earlier try ended, and check it."""
    home = engine.settings.home
    with writing(home):
        make_folder(home)
        scratch.sweep(home, f"{_STAGING}*")
        staging = tempfile.TemporaryDirectory(
            prefix=_STAGING, suffix=scratch.mark(), dir=home, ignore_cleanup_errors=True
        )
    with staging as folder:
        parts = parts_of(engine.settings.models)
        order = Order(TAXONOMY.address, TAXONOMY.size, TAXONOMY.hosts)
        try:
            table = Place(Path(folder), parts, on_bytes).download(order)
        except SourceUnavailable as error:
            raise _unfetched(error.message) from error
        parts.forget(table.name)
        if sha256(table) != TAXONOMY.sha256:
            raise _unfetched("another file came than the published one.")
        yield table


def _unfetched(why: str) -> SourceUnavailable:
    return SourceUnavailable(
        f"The taxonomy could not be fetched from {TAXONOMY.address}: {why}",
        hint="Check the internet connection. Or copy the file from another computer and give its "
        "path.",
    )


def _notes(record: Record, taxa: Taxa) -> Ledger:
    ledger = Ledger()
    if record.version is None:
        ledger.add("otherTaxonomy", record.source)
    for name in taxa.shared():
        ledger.add("sharedName", name)
    return ledger


METHODS = (
    Method(
        "names/install",
        install_names,
        "models",
        "Install a taxonomy of names in 29 languages.",
        InstallProgress,
    ),
    Method("names/uninstall", uninstall_names, "models", "Remove the installed taxonomy."),
)
