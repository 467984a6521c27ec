"""What a double shares with the published model it stands for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Contract:
    """Names of input, outputs in order, the input's dynamic axes by index, and the label file."""

    input: str
    outputs: tuple[str, ...]
    axes: dict[int, str]
    labels: str
    labels_suffix: str = ".txt"
