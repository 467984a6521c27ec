"""Doubles of the published models, laid out as their authors publish them."""

from __future__ import annotations

import shutil
from pathlib import Path

from sidecar.models.manifest import Manifest, read_manifests

MODELS = Path(__file__).parents[2] / "sidecar" / "manifests"
PUBLISHED = {
    "ucsd": "ucsd-hsn-efficientnet-b1",
    "efficientat": "efficientat-mn10-as",
    "perch": "perch-v2",
}


def publish(written: Path, double: str, folder: Path) -> Manifest:
    """Lay out what a double's folder holds under the names that its model is published by.

    A double has other bytes than the publication, so its manifest names no digests.
    """
    manifest = read_manifests(MODELS)[PUBLISHED[double]]
    files = {role: file.model_copy(update={"sha256": ()}) for role, file in manifest.files.items()}
    manifest = manifest.model_copy(update={"files": files})
    members = manifest.sources[0].members
    folder.mkdir()
    shutil.copy(written / f"{double}.onnx", folder / members["classifier"])
    (labels,) = written.glob(f"{double}-labels.*")
    if manifest.files["labels"].convert == "labels-csv" and labels.suffix == ".txt":
        lines = labels.read_text().splitlines()
        table = "index,mid,display_name\n" + "".join(f"0,/m/0,{line}\n" for line in lines)
        (folder / members["labels"]).write_text(table)
    else:
        shutil.copy(labels, folder / members["labels"])
    return manifest
