"""Which versions of a model are installed side by side, which is active, and who gets which.

The first version of a model lies in the folder of its name, as always. Others lie below
`.versions/<name>/`, each in a folder of its version's id, beside the file that names the active
one. No folder of a version changes while it is there, so a run can go on reading its own.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from sidecar.errors import InvalidParams, UnsupportedFormat
from sidecar.regular import read_regular
from sidecar.wholefile import sweep, whole_file

VERSIONS_FOLDER = ".versions"
STATE_FILE = "state.json"

_KEPT_EARLIER = 10

_log = logging.getLogger(__name__)


class Arm(BaseModel):
    """A version and its share of the recordings, 0 to 1."""

    model_config = ConfigDict(frozen=True)

    version_id: str
    weight: float


class State(BaseModel):
    """The active version (None: the one in the folder of the model's name) and those before it.

    `arms` share the recordings; without any, all go to the active version. `made` are all versions
    of a head in the order of their making, with those that were removed: a number stays a number.
    """

    model_config = ConfigDict(frozen=True)

    active: str | None = None
    earlier: tuple[str, ...] = ()
    arms: tuple[Arm, ...] = ()
    made: tuple[str, ...] = ()

    def activated(self, version_id: str, before: str | None) -> State:
        """Make a version the active one; `before` can then be taken back."""
        earlier = [each for each in self.earlier if each not in (version_id, before)]
        if before is not None and before != version_id:
            earlier.append(before)
        return self.model_copy(
            update={"active": version_id, "earlier": tuple(earlier[-_KEPT_EARLIER:])}
        )

    def without(self, version_id: str) -> State:
        """Forget a version that is removed."""
        return State(
            active=None if self.active == version_id else self.active,
            earlier=tuple(each for each in self.earlier if each != version_id),
            arms=() if any(each.version_id == version_id for each in self.arms) else self.arms,
            made=self.made,
        )


def read_state(folder: Path, name: str) -> State:
    """Read which version of a model is active; a damaged file counts as none, and is told."""
    path = _path(folder, name)
    try:
        return State.model_validate_json(read_regular(path))
    except FileNotFoundError:
        return State()
    except (OSError, ValidationError, UnsupportedFormat) as error:
        _log.warning("%s cannot be read, so the first version counts: %s", path, error)
        return State()


def write_state(folder: Path, name: str, state: State) -> None:
    """Replace the file in one step; raises StorageFull."""
    path = _path(folder, name)
    sweep(path.parent)
    with whole_file(path) as file:
        file.write(json.dumps(state.model_dump(mode="json"), indent=1).encode())


def check_weights(arms: Sequence[Arm]) -> None:
    """Raise InvalidParams unless the weights of different versions sum to 1."""
    if len({each.version_id for each in arms}) != len(arms):
        raise InvalidParams("A version is named twice.", field="arms")
    total = sum(each.weight for each in arms)
    if arms and abs(total - 1.0) > 1e-9:
        raise InvalidParams(
            f"The weights sum to {total:g}, not to 1.",
            field="arms",
            hint="Each weight is a version's share of the recordings.",
        )


def _path(folder: Path, name: str) -> Path:
    return folder / VERSIONS_FOLDER / name / STATE_FILE
