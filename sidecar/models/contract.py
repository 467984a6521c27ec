"""Checks that a model file matches its manifest."""

from __future__ import annotations

from pathlib import Path

from sidecar.errors import ModelInvalid
from sidecar.models.graph import Graph, Tensor
from sidecar.models.manifest import Manifest, ModelOutputs


def complete(manifest: Manifest, graph: Graph, classes: int, path: Path) -> Manifest:
    """Fill in the manifest's gaps from the file, and check all names, shapes and types.

    `classes` is the number of labels. Raises ModelInvalid.
    """
    if manifest.classes not in (None, classes):
        raise _broken(
            path,
            f"{manifest.title} has {manifest.classes} classes, but its label file names {classes}",
            "Use the label file that was published with the model.",
        )
    given = _check_input(manifest, graph, path)
    logits = _logits(manifest.outputs.logits, graph, classes, path)
    embedding = _embedding(manifest, graph, logits, path)
    return manifest.model_copy(
        update={
            "classes": classes,
            "embedding": embedding.dims[1] if embedding else None,
            "input": manifest.input.model_copy(update={"name": given.name}),
            "outputs": ModelOutputs(
                logits=logits.name, embedding=embedding.name if embedding else None
            ),
        }
    )


def _logits(name: str | None, graph: Graph, classes: int, path: Path) -> Tensor:
    """Find the output that has a number for each class, by name or by its width."""
    if name is not None:
        return _check_output(graph, name, classes, "label file", path)
    found = [tensor for tensor in graph.outputs if len(tensor.dims) == 2]
    exact = [tensor for tensor in found if tensor.dims[1] == classes]
    if len(exact) != 1 and not (len(found) == 1 and found[0].dims[1] is None):
        there = ", ".join(map(str, graph.outputs))
        raise _broken(
            path,
            f"the label file names {classes} classes, but the model gives {there}",
            "Use the label file that was published with the model.",
        )
    return _check_output(graph, (exact or found)[0].name, classes, "label file", path)


def _embedding(manifest: Manifest, graph: Graph, logits: Tensor, path: Path) -> Tensor | None:
    """Find the embedding: by name, else the only other output with one vector a window, if any."""
    name, width = manifest.outputs.embedding, manifest.embedding
    if name is not None:
        return _check_output(graph, name, width, "description", path)
    found = [
        tensor
        for tensor in graph.outputs
        if len(tensor.dims) == 2 and tensor.dims[1] is not None and tensor is not logits
    ]
    if width is not None and not any(tensor.dims[1] == width for tensor in found):
        raise _broken(path, f"the model has no embedding of {width} numbers")
    found = [tensor for tensor in found if width in (None, tensor.dims[1])]
    return found[0] if len(found) == 1 else None


def _check_input(manifest: Manifest, graph: Graph, path: Path) -> Tensor:
    name = manifest.input.name or (graph.inputs[0].name if graph.inputs else "")
    tensor = _named(graph.inputs, name, "input", path)
    others = [other.name for other in graph.inputs if other.name != tensor.name]
    if others:
        raise _broken(path, f"the model needs inputs other than sound: {', '.join(others)}")
    shape = manifest.input.spec.shape()
    fits = len(tensor.dims) == len(shape) + 1 and all(
        dim in (None, wanted) for dim, wanted in zip(tensor.dims[1:], shape, strict=True)
    )
    if not fits:
        wanted = ", ".join(map(str, shape))
        raise _broken(
            path,
            f"the model takes {tensor}, but its front end gives [?, {wanted}]",
            "Choose the front end and window that the model was trained with.",
        )
    if tensor.dims[0] not in (None, 1):
        raise _broken(
            path, f"the model takes only {tensor.dims[0]} windows at once, not any number"
        )
    return tensor


def _check_output(graph: Graph, name: str, width: int | None, source: str, path: Path) -> Tensor:
    tensor = _named(graph.outputs, name, "output", path)
    if len(tensor.dims) != 2 or (width is not None and tensor.dims[1] not in (None, width)):
        raise _broken(
            path,
            f"the model gives {tensor}, but its {source} says [?, {width}]",
            "Use the label file that was published with the model, and the output's right name.",
        )
    return tensor


def _named(tensors: tuple[Tensor, ...], name: str, what: str, path: Path) -> Tensor:
    for tensor in tensors:
        if tensor.name == name:
            if not tensor.is_float32:
                raise _broken(path, f"the model's {what} {tensor} is not of 32-bit floats")
            return tensor
    there = ", ".join(map(str, tensors))
    raise _broken(path, f'the model has no {what} named "{name}"; it has {there}')


def _broken(path: Path, problem: str, hint: str = "") -> ModelInvalid:
    return ModelInvalid(problem[0].upper() + problem[1:] + ".", hint=hint, path=path)
