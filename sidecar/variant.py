"""How many bits the weights of a model have."""

from __future__ import annotations

from typing import Literal

Variant = Literal["fp32", "fp16", "bf16", "int8"]
