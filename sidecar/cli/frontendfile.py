"""Front ends that are described in a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sidecar.errors import InvalidParams
from sidecar.regular import read_regular


def frontend_of(values: dict[str, Any]) -> dict[str, Any]:
    """Read the front end among options from its file, if they name one."""
    if str(values.get("frontend", "")).endswith(".json"):
        return {**values, "frontend": _json_file(Path(values["frontend"]))}
    return values


def _json_file(path: Path) -> Any:  # noqa: ANN401 - whatever the file holds
    try:
        return json.loads(read_regular(path))
    except (OSError, ValueError) as error:
        raise InvalidParams(
            f"{path} does not describe a front end.", field="--frontend", hint=str(error)
        ) from error
