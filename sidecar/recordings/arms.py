"""Parts the files of a run between versions of a model, by a hash of their sound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sidecar import stop
from sidecar.audio.fingerprint import read_head
from sidecar.errors import LinnetError
from sidecar.models.route import arm_of
from sidecar.models.versions import Arm
from sidecar.recordings.inputs import InputFiles


def by_arm(inputs: InputFiles, arms: Sequence[Arm], *, name: str) -> list[tuple[Arm, InputFiles]]:
    """Give each arm its files, in order; an arm without files is left out.

    Inputs without a file, and files that cannot be read, go to the first arm, whose run tells of
    them. Heeds a stop.
    """
    paths: dict[Arm, list[Path]] = {arm: [] for arm in arms}
    for path in inputs.paths:
        stop.check()
        paths[_arm(path, arms, name)].append(path)
    parts = [(arm, replace(inputs, paths=own)) for arm, own in paths.items() if own]
    if not parts:
        return [(arms[0], inputs)]
    first, *others = parts
    return [first, *((arm, replace(part, errors=[])) for arm, part in others)]


def _arm(path: Path, arms: Sequence[Arm], name: str) -> Arm:
    try:
        head = read_head(path)
    except (LinnetError, OSError):
        return arms[0]
    # Many recordings begin with the same silence, and few of them are equally long.
    length = head.facts.frames or 0
    return arm_of(head.digest + length.to_bytes(8, "big"), arms, name=name)
