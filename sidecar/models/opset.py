"""Which release of ONNX Runtime first had a version of ONNX's operators."""

from __future__ import annotations

# https://onnxruntime.ai/docs/reference/compatibility.html: release and the opset it added.
_FIRST = (
    (11, "1.0"),
    (12, "1.3"),
    (13, "1.6"),
    (14, "1.8"),
    (15, "1.9"),
    (16, "1.11"),
    (17, "1.12"),
    (18, "1.14"),
    (19, "1.15"),
    (20, "1.17"),
    (21, "1.18"),
    (22, "1.20"),
    (23, "1.22"),
)


def first_release(opset: int | None) -> str | None:
    """Name the first release that runs these operators; None for later ones than we know."""
    if opset is None:
        return None
    return next((release for known, release in _FIRST if opset <= known), None)
