"""BirdNET's classifier: sound to logits and embeddings, and its last layer alone."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from sidecar.errors import at
from sidecar.model.importer.flatbuffer import read
from sidecar.model.importer.graph import Graph, Operator, unexpected
from sidecar.model.importer.mel import find_front_end
from sidecar.model.importer.spectrogram import write_spectrograms
from sidecar.model.importer.trunk import Image, Trunk
from sidecar.model.importer.writer import Writer


def import_classifier(source: Path, model: Path, head: Path) -> None:
    """Turn BirdNET v2.4's classifier into two ONNX files.

    `model` takes `audio` [N, 144000] and gives `logits` [N, 6522] and `embedding` [N, 1024];
    `head` takes `embedding` and gives the same `logits`, bit for bit. Raises ModelInvalid,
    StorageFull.
    """
    with at(source):
        graph = read(source)
        last = graph.maker(graph.output, "FULLY_CONNECTED")
        front_end = find_front_end(graph)
        writer = Writer()
        images = write_spectrograms(writer, "audio", front_end)
        embedding = Trunk(graph, writer, images).translate(last.input(0))
        classes = _write_head(graph, writer, last, _flat(writer, embedding))
        widths = {"logits": classes, "embedding": embedding.channels}
        writer.write(
            model, inputs={"audio": front_end.samples}, outputs=widths, sha256=graph.sha256
        )
        alone = Writer()
        _write_head(graph, alone, last, "embedding")
        alone.write(
            head,
            inputs={"embedding": embedding.channels},
            outputs={"logits": classes},
            sha256=graph.sha256,
        )


def _flat(writer: Writer, image: Image) -> str:
    if (image.height, image.width) != (1, 1):
        raise unexpected("its last layer is not fed by an embedding")
    return writer.node("Flatten", [image.name], output="embedding")


def _write_head(graph: Graph, writer: Writer, last: Operator, embedding: str) -> int:
    """Add the last layer, in both files the same node, and return how many classes it has."""
    weights = graph.floats(last.input(1), None, None)  # [classes, embedding]
    bias = (
        graph.floats(last.input(2), weights.shape[0])
        if last.input(2) != -1
        else np.zeros(weights.shape[0], np.float32)
    )
    if (last.word("FusedActivationFunction"), last.word("WeightsFormat")) != ("NONE", "DEFAULT"):
        raise unexpected("its last layer does not give logits")
    writer.node(
        "Gemm",
        [embedding, writer.constant(weights), writer.constant(bias)],
        attributes={"transB": 1},
        output="logits",
    )
    return weights.shape[0]
