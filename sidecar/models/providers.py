"""Names the execution providers of ONNX Runtime that Linnet uses, and how models are opened."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

# Setting -> ONNX Runtime's name. Azure's is left out: it would send sound away.
# https://onnxruntime.ai/docs/execution-providers/
PROVIDERS = MappingProxyType(
    {
        "cuda": "CUDAExecutionProvider",
        "tensorrt": "TensorrtExecutionProvider",
        "coreml": "CoreMLExecutionProvider",
        "directml": "DmlExecutionProvider",
        "openvino": "OpenVINOExecutionProvider",
        "cpu": "CPUExecutionProvider",
    }
)
CPU = "cpu"
# TensorRT builds an engine for minutes, so it comes first only for those who name it first.
USUAL_PROVIDERS = tuple(PROVIDERS)

# These take the number of a device.
_NUMBERED = ("cuda", "tensorrt", "directml")


@dataclass(frozen=True)
class Opening:
    """How the files of models are opened.

    `providers` are tried in this order. `graphs` is the folder of optimised graphs; None: none are
    kept. `widens`: weights in 8 bits are widened while a file is loaded, not at each call.
    """

    providers: tuple[str, ...] = USUAL_PROVIDERS
    device_id: int = 0
    intra_threads: int = 1
    graphs: Path | None = None
    widens: bool = False

    @property
    def chosen(self) -> bool:
        """Tell whether somebody chose the providers, who must hear if they are not there."""
        return self.providers != USUAL_PROVIDERS

    def options(self, provider: str) -> dict[str, str]:
        """Give a provider's options."""
        return {"device_id": str(self.device_id)} if provider in _NUMBERED else {}
