"""Lists the known models and those that are installed."""

from __future__ import annotations

import json
import logging
import re
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic.alias_generators import to_camel

from sidecar.errors import ModelInvalid, ModelNotInstalled, UnsupportedFormat
from sidecar.models.digest import record_digest, sha256, version_id_of
from sidecar.models.labels import Labels, read_head_labels, read_labels
from sidecar.models.manifest import Base, Manifest, find_manifest, is_model_name
from sidecar.models.versions import VERSIONS_FOLDER, State, read_state
from sidecar.regular import read_regular
from sidecar.variant import Variant

# The number of a head's version; no id has digits alone.
_NUMBER = re.compile("[1-9][0-9]{0,5}")

_log = logging.getLogger(__name__)

MODEL_FILE = "model.onnx"
# The name of a model's own last layer and of a trained head's file. No folder has both; the name
# is the same since the first version.
LAST_LAYER_FILE = "head.onnx"
TRAINED_HEAD_FILE = "head.onnx"
RANGE_FILE = "range.onnx"
LABELS_FILE = "labels.txt"
RECORD_FILE = "installed.json"
GOLDEN_FILE = "golden.npz"
TRAINING_FILE = "training.json"


_FORM = ConfigDict(frozen=True, extra="forbid", alias_generator=to_camel, populate_by_name=True)


class Agreement(BaseModel):
    """How a variant's scores agree with its origin's, over windows of one's own recordings.

    `heard` are the windows where either version gives a class 0.1 or more. `top1` is the share of
    these with the same likeliest class, and `top1_of_all` that of all windows. `largest` is the
    largest difference of a confidence. `flips` count classes that only one version gives 0.25 or
    more. `speed` is windows in a second, divided by those of the origin, both on one thread.
    """

    model_config = _FORM

    windows: int
    heard: int
    top1: float
    top1_of_all: float
    largest: float
    flips: int
    speed: float
    bytes: int
    bytes_before: int
    measured_at: datetime


class Made(BaseModel):
    """How a variant was made here of another version."""

    model_config = _FORM

    variant: Variant
    version_id: str  # of the version that it was made of
    agreement: Agreement | None = None


class Installed(BaseModel):
    """The record of an installation, kept beside the model's files.

    `sha256` is the published classifier's, and the model's identity everywhere in Linnet.
    `converter` is the version of our importer that made `files`. Their digests reveal damage.
    `digest` reveals damage of the record itself; records of earlier versions have none.
    """

    model_config = _FORM

    manifest: Manifest
    sha256: str
    converter: str
    files: dict[str, str]
    source: str
    installed_at: datetime
    digest: str | None = None
    made: Made | None = None  # None for fp32, as earlier versions of Linnet wrote it

    @property
    def version_id(self) -> str:
        """Name the published weights and their conversion, which give a window its scores."""
        return version_id_of(self.sha256, self.converter)

    @property
    def variant(self) -> Variant:
        return "fp32" if self.made is None else self.made.variant

    def sealed(self) -> str:
        """Write the record in JSON, with its digest."""
        unsaid = {"digest"} if self.made else {"digest", "made"}
        values = json.loads(self.model_dump_json(by_alias=True, exclude=unsaid))
        return json.dumps({**values, "digest": record_digest(values)}, indent=2)


class Registry:
    """Known models, by manifest; each installed version has a folder, complete or absent.

    The manifest of a model that a user added is in its folder. Methods that take a name alone mean
    the active version.
    """

    def __init__(self, folder: Path, published: dict[str, Manifest]) -> None:
        self.folder = folder
        self.published = published

    @property
    def manifests(self) -> dict[str, Manifest]:
        """List the manifests of models that are published or installed, by name."""
        added = {}
        for name, record in self._added().items():
            with suppress(ModelInvalid):
                added[name] = read_record(record).manifest
        return {**self.published, **added}

    def damaged(self) -> list[ModelInvalid]:
        """Say of each added model without a manifest what is wrong with its record."""
        found = []
        for record in self._added().values():
            try:
                read_record(record)
            except ModelInvalid as error:
                found.append(error)
        return found

    def _added(self) -> dict[str, Path]:
        """Find the records of models that a user added, by name."""
        first = {each.parent.name for each in _records_in(self.folder)}
        # Of a model whose first version was removed, the active one describes it.
        kept = _within(self.folder / VERSIONS_FOLDER)
        beside = {each.name for each in kept if _records_in(each)}
        names = {each for each in first | beside if is_model_name(each)} - self.published.keys()
        return {name: self.path(name) / RECORD_FILE for name in sorted(names)}

    def manifest(self, name: str) -> Manifest:
        """Describe a model, installed or not.

        Raises ModelNotInstalled for an unknown name, ModelInvalid for an added model whose record
        is damaged.
        """
        manifests = self.manifests
        if name not in manifests and self._recorded(name):
            return read_record(self.path(name) / RECORD_FILE).manifest
        return find_manifest(manifests, name)

    def path(self, name: str) -> Path:
        """Name the folder of a model's active version.

        Raises ModelNotInstalled for what can be no model's name.
        """
        home = self.home(name)
        active = self.state(name).active
        if active is not None:
            try:
                return self.version_path(name, active)
            except ModelNotInstalled:
                _log.warning(
                    "the active version %s of %s is gone; the first one counts", active, name
                )
        if (home / RECORD_FILE).is_file():
            return home
        # A killed removal may leave the versions beside alone.
        latest = max(self._records(name), key=lambda each: each[1].installed_at, default=None)
        return home if latest is None else latest[0]

    def version_path(self, name: str, version_id: str) -> Path:
        """Name the folder of one version; raises ModelNotInstalled if it is not there."""
        beside = self._beside(name)
        if is_model_name(version_id) and (beside / version_id / RECORD_FILE).is_file():
            return beside / version_id
        home = self.home(name)
        if self._id_at(home) == version_id:
            return home
        raise ModelNotInstalled(
            f'There is no version "{version_id}" of {name} on this computer.',
            hint=f"List the versions: linnet models versions {name}",
        )

    def place(self, record: Installed) -> Path:
        """Say where a version belongs: beside another one, or in the folder of its name.

        A repair takes the place of the same version.
        """
        name = record.manifest.name
        home, beside = self.home(name), self._beside(name) / record.version_id
        free = self._id_at(home) in (None, record.version_id)
        return home if free and not (beside / RECORD_FILE).is_file() else beside

    def versions(self, name: str) -> list[tuple[Path, Installed]]:
        """List the installed versions of a model with their folders, the first one first.

        A damaged one is left out. Raises ModelNotInstalled for an unknown name.
        """
        self.manifest(name)
        return self._records(name)

    def numbers(self, name: str) -> dict[str, int]:
        """Number the versions of a head from 1, in the order of their making.

        Versions that were removed keep their numbers.
        """
        there = sorted(
            (record.installed_at, record.version_id) for _, record in self._records(name)
        )
        ids = dict.fromkeys([*self.state(name).made, *(version_id for _, version_id in there)])
        return {version_id: number for number, version_id in enumerate(ids, 1)}

    def numbered(self, name: str, version: str) -> str:
        """Find the id of the version with a number; anything else is an id already."""
        if not (_NUMBER.fullmatch(version) and is_model_name(name)):
            return version
        there = {record.version_id for _, record in self._records(name)}
        known = self.numbers(name).items()
        found = (each for each, number in known if number == int(version) and each in there)
        return next(found, version)

    def _records(self, name: str) -> list[tuple[Path, Installed]]:
        """List the versions of a model that can be read, known or not."""
        found = []
        for record in (
            self.home(name) / RECORD_FILE,
            *_records_in(self._beside(name)),
        ):
            with suppress(ModelInvalid):
                if record.is_file():
                    found.append((record.parent, read_record(record)))
        return found

    def version(self, name: str, version_id: str) -> tuple[Path, Installed]:
        """Find one version; raises ModelNotInstalled, or ModelInvalid for a damaged record."""
        folder = self.version_path(name, version_id)
        record = read_record(folder / RECORD_FILE)
        if record.version_id != version_id:
            raise _damaged(folder / RECORD_FILE)
        return folder, record

    @staticmethod
    def _id_at(folder: Path) -> str | None:
        """Name the version in a folder; None without one, and for a damaged one."""
        try:
            return read_record(folder / RECORD_FILE).version_id
        except ModelInvalid:
            return None

    def folders(self, name: str) -> tuple[Path, Path]:
        """Name the folders of a model: of its first version, and of those beside it."""
        return self.home(name), self._beside(name)

    def state(self, name: str) -> State:
        """Read which version is active, and which share the recordings."""
        return read_state(self.folder, name)

    def _beside(self, name: str) -> Path:
        return self.folder / VERSIONS_FOLDER / name

    def home(self, name: str) -> Path:
        """Name the folder of a model's first version.

        Raises ModelNotInstalled for what can be no model's name: a name may come from a page, and
        must not lead to a folder that nobody granted.
        """
        if not is_model_name(name):
            raise ModelNotInstalled(
                f'There is no model called "{name}".',
                hint=f"Known models: {', '.join(self.manifests)}.",
            )
        return self.folder / name

    def installed(self, name: str) -> Installed | None:
        """Read a model's record; None when it is not installed, ModelInvalid when damaged."""
        if not self._recorded(name):
            self.manifest(name)
            return None
        return read_record(self.path(name) / RECORD_FILE)

    def is_installed(self, name: str) -> bool:
        """Tell whether a model of this name has a record, whole or damaged."""
        return self._recorded(name)

    def _recorded(self, name: str) -> bool:
        return is_model_name(name) and (self.path(name) / RECORD_FILE).is_file()

    def active(self, name: str) -> tuple[Path, Installed]:
        """Find the active version's folder and record, which belong together.

        Raises ModelNotInstalled, with a hint how to install it, or ModelInvalid.
        """
        folder = self.path(name)
        if not (folder / RECORD_FILE).is_file():
            self.require(name)
        return folder, read_record(folder / RECORD_FILE)

    def require(self, name: str) -> Installed:
        """Read a model's record; raises ModelNotInstalled, with a hint how to install it."""
        found = self.installed(name)
        if found is None:
            raise ModelNotInstalled(
                f"{self.manifest(name).title} is not installed yet.",
                hint=f"Install it once, with internet: linnet models install {name}",
            )
        return found

    def base(self, head: Installed) -> Installed:
        """Read the record of the model that a head was trained on.

        Raises ModelNotInstalled when it is missing, ModelInvalid when it is another version.
        """
        wanted = head.manifest.base
        assert wanted is not None
        try:
            found = self._exactly(wanted) or self.require(wanted.name)
        except ModelNotInstalled as error:
            raise ModelNotInstalled(
                f"{head.manifest.title} works on the embeddings of {wanted.title}, which is not "
                "installed.",
                hint=error.hint,
            ) from error
        if (found.sha256, found.converter) != (wanted.sha256, wanted.converter):
            raise ModelInvalid(
                f"{head.manifest.title} was trained on the embeddings of another version of "
                f"{wanted.title} than the one installed, so its results could not be trusted.",
                hint=f"Train it again: linnet heads train {head.manifest.name}",
                path=self.path(head.manifest.name),
            )
        return found

    def _exactly(self, wanted: Base) -> Installed | None:
        """Find the version that a head was trained on, active or not."""
        for _, record in self.versions(wanted.name):
            if (record.sha256, record.converter) == (wanted.sha256, wanted.converter):
                return record
        return None


def checked_file(folder: Path, record: Installed, name: str) -> Path:
    """Give the path of a model's file; raises ModelInvalid unless it is as it was installed."""
    path = folder / name
    if not path.is_file() or sha256(path) != record.files[name]:
        again, verb = "Install or add it again", "models install"
        if record.manifest.base is not None:
            again, verb = "Train it again", "heads train"
        raise ModelInvalid(
            f"A file of {record.manifest.title} is missing or was altered since it was "
            "installed, so its results could not be trusted.",
            hint=f"{again}: linnet {verb} {record.manifest.name}",
            path=path,
        )
    return path


def unlisted_files(folder: Path, record: Installed) -> list[str]:
    """List the files of an installation that nothing vouches for."""
    listed = {*record.files, *(() if record.digest is None else (RECORD_FILE,))}
    return sorted(path.name for path in folder.iterdir() if path.name not in listed)


def read_installed_labels(folder: Path, manifest: Manifest) -> Labels:
    """Read the labels of an installed model; raises ModelInvalid.

    A head's labels are a table, because a user's name may hold any character. All others have
    our own form.
    """
    path = folder / LABELS_FILE
    if manifest.base is not None:
        return read_head_labels(path)
    return read_labels(path, manifest.classes)


def read_record(path: Path) -> Installed:
    """Read what was installed; raises ModelInvalid for a damaged record."""
    try:
        content = read_regular(path)
        record = Installed.model_validate_json(content)
    except (ValidationError, OSError, UnsupportedFormat) as error:
        raise _damaged(path) from error
    if record.digest is not None and record.digest != record_digest(json.loads(content)):
        raise _damaged(path)
    return record


def _damaged(record: Path) -> ModelInvalid:
    return ModelInvalid(
        f'The installation record of "{record.parent.name}" is damaged, or from an older version '
        "of Linnet.",
        hint=f"Install it again: linnet models install {record.parent.name}",
        path=record,
    )


def _records_in(folder: Path) -> list[Path]:
    """Find the records of a folder's folders, in the order of their names."""
    return [each / RECORD_FILE for each in _within(folder) if (each / RECORD_FILE).is_file()]


def _within(folder: Path) -> list[Path]:
    """List a folder; one that another process has just removed holds nothing."""
    try:
        return sorted(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []
