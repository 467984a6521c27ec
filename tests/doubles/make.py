"""Write doubles as ONNX, with one batch and what torch makes of it: `FOLDER [NAME ...]`."""

from __future__ import annotations

import argparse
import warnings
from pathlib import Path

import numpy as np
import torch
from torch import nn

from tests.doubles import efficientat, perch, ucsd
from tests.doubles.calibration import seeded
from tests.doubles.contract import Contract

_DOUBLES = {"ucsd": ucsd, "efficientat": efficientat, "perch": perch}
_OPSET = 17


def _export(network: nn.Module, batch: torch.Tensor, contract: Contract, path: Path) -> None:
    """Write one file with names and dynamic axes of the contract."""
    outputs = {name: {0: "batch"} for name in contract.outputs}
    with warnings.catch_warnings():  # the exporter by tracing announces its own retirement
        warnings.simplefilter("ignore")
        torch.onnx.export(
            network,
            (batch,),
            path,
            input_names=[contract.input],
            output_names=list(contract.outputs),
            dynamic_axes={contract.input: contract.axes, **outputs},
            opset_version=_OPSET,
            dynamo=False,
        )


def make(name: str, folder: Path) -> None:
    """Write NAME.onnx, NAME.npz and NAME-labels.txt or .csv."""
    double = _DOUBLES[name]
    network = double.build()
    with seeded(0):
        batch = double.examples(2)
        results = network(batch)
        _export(network, batch, double.CONTRACT, folder / f"{name}.onnx")
    if isinstance(results, torch.Tensor):
        results = (results,)
    arrays = dict(zip(double.CONTRACT.outputs, (r.numpy() for r in results), strict=True))
    np.savez(folder / f"{name}.npz", input=batch.numpy(), **arrays)
    labels = folder / f"{name}-labels{double.CONTRACT.labels_suffix}"
    labels.write_text(double.CONTRACT.labels, encoding="utf-8", newline="\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(_DOUBLES)}")
    arguments = parser.parse_args()
    if unknown := set(arguments.names) - set(_DOUBLES):
        parser.error(f"no such double: {', '.join(sorted(unknown))}")
    arguments.folder.mkdir(parents=True, exist_ok=True)
    for name in arguments.names or _DOUBLES:
        make(name, arguments.folder)


if __name__ == "__main__":
    main()
