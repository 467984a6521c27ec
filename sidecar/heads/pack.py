"""A head as one file: a zip with a card in JSON and plain numbers; nothing in it ever runs."""

from __future__ import annotations

import hashlib
import struct
import zipfile
import zlib
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.alias_generators import to_camel

from sidecar.errors import ModelInvalid, RecordingNotFound
from sidecar.heads.record import Origin, TrainedSpecies
from sidecar.models.layer import Layer
from sidecar.models.manifest import Base, Licence
from sidecar.regular import open_regular
from sidecar.wholefile import whole_file

SUFFIX = ".linnet-head"

_CARD, _WEIGHTS = "card.json", "weights.bin"

# A head of 2,048 numbers a window and 6,522 species has 13 million weights; 100,000 recordings
# take 5 MB of a card.
_MOST_WEIGHTS, _MOST_LAYERS = 1 << 24, 8
_MOST_CARD = 16 << 20
_NUMBER = np.dtype("<f4")

# What Python raises for a damaged zip, for one with a password, and for a card that does not fit.
_FAULTS: tuple[type[Exception], ...] = (
    *(zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError),
    *(ValueError, KeyError, RuntimeError, NotImplementedError),
)

# Equal heads give equal files.
_WHEN = (1980, 1, 1, 0, 0, 0)

_Size = Annotated[int, Field(ge=1, le=_MOST_WEIGHTS)]
_Text = Annotated[str, Field(max_length=10_000)]


class Card(BaseModel):
    """What people want to know of a head before they trust it, and what an import checks.

    `layers` are the sizes [in, out] of each layer, whose weights [in, out] and bias [out] lie in
    the file as 32-bit floats, little-endian, one after the other. `recordings` and `held_back` name
    recordings by digests of their sound.
    """

    model_config = ConfigDict(
        frozen=True, extra="ignore", alias_generator=to_camel, populate_by_name=True
    )

    format: Literal["linnet-head"] = "linnet-head"
    format_version: Literal[1] = 1
    name: _Text
    title: _Text
    version_id: _Text
    origin: Origin
    base: Base
    licence: Licence
    citation: _Text
    trained_at: datetime | None
    trained_by: _Text | None
    program: _Text | None
    kind: _Text | None
    labels: int | None
    windows: int | None
    species: tuple[TrainedSpecies, ...] = Field(min_length=1, max_length=100_000)
    recordings: tuple[_Text, ...] | None
    held_back: tuple[_Text, ...] | None
    layers: tuple[tuple[_Size, _Size], ...] = Field(min_length=1, max_length=_MOST_LAYERS)
    weights_sha256: str


def sizes_of(layers: Sequence[Layer]) -> tuple[tuple[int, int], ...]:
    """Give the sizes [in, out] of layers."""
    return tuple((each.weights.shape[0], each.weights.shape[1]) for each in layers)


def packed(layers: Sequence[Layer]) -> bytes:
    """Write the numbers of layers one after the other."""
    parts = [part for each in layers for part in (each.weights, each.bias)]
    return b"".join(np.ascontiguousarray(part, _NUMBER).tobytes() for part in parts)


def digest(weights: bytes) -> str:
    """Digest the numbers, for the card."""
    return hashlib.sha256(weights).hexdigest()


def write_pack(path: Path, card: Card, weights: bytes) -> int:
    """Write a head's file, whole or not at all; returns its bytes.

    Raises StorageFull or PathNotAllowed.
    """
    with whole_file(path) as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as zipped:
            text = card.model_dump_json(by_alias=True, indent=1).encode()
            for name, content in ((_CARD, text), (_WEIGHTS, weights)):
                zipped.writestr(zipfile.ZipInfo(name, _WHEN), content, zipfile.ZIP_DEFLATED)
        return file.tell()


def read_pack(path: Path) -> tuple[Card, list[Layer]]:
    """Read a head's file.

    Raises ModelInvalid for another or a damaged one, RecordingNotFound, UnsupportedFormat.
    """
    try:
        with open_regular(path) as file, zipfile.ZipFile(file) as zipped:
            card = Card.model_validate_json(_member(zipped, _CARD, _MOST_CARD))
            expected = _numbers(card) * _NUMBER.itemsize
            weights = _member(zipped, _WEIGHTS, expected)
    except FileNotFoundError as error:
        raise RecordingNotFound("There is no such file.", path=path) from error
    except ValidationError as error:
        field = ".".join(str(step) for step in error.errors(include_url=False)[0]["loc"])
        raise _damaged(path, f"Its card is wrong at {field or 'its start'}.") from error
    except _FAULTS as error:
        raise _damaged(path, str(error)) from error
    if len(weights) != expected or digest(weights) != card.weights_sha256:
        raise _damaged(path, "Its weights are not those of its card.")
    return card, _layers(card, weights, path)


def _member(zipped: zipfile.ZipFile, name: str, most: int) -> bytes:
    info = zipped.getinfo(name)
    if info.file_size > most:
        raise ValueError(f"{name} would have {info.file_size:,} bytes, and may have {most:,}.")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise ValueError(f"{name} is packed in a way that no export uses.")
    with zipped.open(info) as member:
        content = member.read(most + 1)
    if len(content) > most:
        raise ValueError("It is longer than it says.")
    return content


def _numbers(card: Card) -> int:
    """Count a card's weights; raises ValueError for sizes that do not fit each other."""
    widths = [each for each, _ in card.layers[1:]] + [len(card.species)]
    if [out for _, out in card.layers] != widths:
        raise ValueError("The sizes of its layers do not fit each other and the species.")
    numbers = sum(width * out + out for width, out in card.layers)
    if numbers > _MOST_WEIGHTS:
        raise ValueError(f"It would have {numbers:,} weights, and may have {_MOST_WEIGHTS:,}.")
    return numbers


def _layers(card: Card, weights: bytes, path: Path) -> list[Layer]:
    values = np.frombuffer(weights, _NUMBER).astype(np.float64)
    if not np.isfinite(values).all():
        raise _damaged(path, "Its weights are not all numbers.")
    layers, at = [], 0
    for width, out in card.layers:
        end = at + width * out
        layers.append(Layer(values[at:end].reshape(width, out), values[end : end + out]))
        at = end + out
    return layers


def _damaged(path: Path, why: str) -> ModelInvalid:
    return ModelInvalid(
        f"This file is no head that Linnet exported, or it is damaged. {why}".strip(),
        hint="Ask for the file again: linnet heads export",
        path=path,
    )
