"""`embeddings/compare` measures how well shorter embeddings find what belongs together."""

from __future__ import annotations

from sidecar.app.engine import Engine
from sidecar.app.method import Method
from sidecar.contract.similar import CompareReductionsRequest, CompareReductionsResult
from sidecar.rpc.verb import Call


def compare(
    engine: Engine, request: CompareReductionsRequest, call: Call
) -> CompareReductionsResult:
    """Measure retrieval by dimension; raises InvalidParams if the catalog has too little."""
    raise NotImplementedError


METHODS = (
    Method(
        "embeddings/compare",
        compare,
        "aside",
        "Measure how well shorter embeddings find what belongs together.",
    ),
)
