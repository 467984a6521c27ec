"""BirdNET's classifier: sound to logits and embeddings, and its last layer alone."""

from __future__ import annotations

from pathlib import Path

from sidecar.errors import at
from sidecar.models.families.birdnet_v2.flatbuffer import read
from sidecar.models.families.birdnet_v2.graph import Operator, TfliteGraph, unexpected
from sidecar.models.families.birdnet_v2.image import Image
from sidecar.models.families.birdnet_v2.layers import write_dense
from sidecar.models.families.birdnet_v2.mel import OPERATORS, find_front_end
from sidecar.models.families.birdnet_v2.spectrogram import write_spectrograms
from sidecar.models.families.birdnet_v2.trunk import TRANSLATIONS, BirdnetTrunk
from sidecar.models.families.birdnet_v2.writer import GraphWriter


def import_classifier(source: Path, model: Path, last_layer: Path) -> None:
    """Turn BirdNET v2.4's classifier into two ONNX files.

    `model` takes `audio` [N, 144000] and gives `logits` [N, 6522] and `embedding` [N, 1024];
    `last_layer` takes `embedding` and gives the same `logits`, bit for bit. Raises ModelInvalid,
    StorageFull.
    """
    with at(source):
        graph = read(source)
        graph.check_operators(OPERATORS | TRANSLATIONS.keys())
        last = graph.maker(graph.output, "FULLY_CONNECTED")
        if last.word("FusedActivationFunction") != "NONE":
            raise unexpected("its last layer does not give logits")
        width = _write_model(graph, last, model)
        _write_last_layer(graph, last, last_layer, width=width)


def _write_model(graph: TfliteGraph, last: Operator, path: Path) -> int:
    """Write everything up to the logits and return the embedding's width."""
    front_end = find_front_end(graph)
    writer = GraphWriter()
    images = write_spectrograms(writer, "audio", front_end)
    image = BirdnetTrunk(graph, writer, images).translate(last.input(0))
    _write_embedding(writer, image)
    classes = _write_last(graph, writer, last, width=image.channels)
    writer.write(
        path,
        inputs={"audio": front_end.samples},
        outputs={"logits": classes, "embedding": image.channels},
        sha256=graph.sha256,
    )
    return image.channels


def _write_last_layer(graph: TfliteGraph, last: Operator, path: Path, *, width: int) -> None:
    writer = GraphWriter()
    classes = _write_last(graph, writer, last, width=width)
    writer.write(
        path, inputs={"embedding": width}, outputs={"logits": classes}, sha256=graph.sha256
    )


def _write_embedding(writer: GraphWriter, image: Image) -> None:
    if (image.height, image.width, image.spare) != (1, 1, 0):
        raise unexpected("its last layer is not fed by an embedding")
    writer.node("Flatten", [image.name], output="embedding")


def _write_last(graph: TfliteGraph, writer: GraphWriter, last: Operator, *, width: int) -> int:
    """Add the last layer, the very same node in both files, and return how many classes it has."""
    _, classes = write_dense(graph, writer, last, "embedding", width=width, output="logits")
    return classes
