"""Whether a model file keeps to its manifest."""

from __future__ import annotations

from pathlib import Path

from sidecar.errors import ModelInvalid
from sidecar.frontend.spec import input_shape
from sidecar.model.graph import Graph, Tensor
from sidecar.model.manifest import Manifest


def check_contract(manifest: Manifest, graph: Graph, classes: int, path: Path) -> None:
    """Compare names, shapes and types; `classes` is the number of labels. Raises ModelInvalid."""
    if manifest.classes not in (None, classes):
        raise _broken(
            path,
            f"{manifest.title} has {manifest.classes} classes, but its label file names {classes}",
            "Use the label file that was published with the model.",
        )
    _check_input(manifest, graph, path)
    _check_output(graph, manifest.outputs.logits, classes, "label file", path)
    if manifest.outputs.embedding is not None:
        _check_output(graph, manifest.outputs.embedding, manifest.embedding, "description", path)


def _check_input(manifest: Manifest, graph: Graph, path: Path) -> None:
    tensor = _named(graph.inputs, manifest.input.name, "input", path)
    others = [other.name for other in graph.inputs if other.name != tensor.name]
    if others:
        raise _broken(path, f"the model wants more inputs than sound: {', '.join(others)}")
    shape = input_shape(manifest.input.spec)
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
            path, f"the model takes {tensor.dims[0]} windows at once, and no other number"
        )


def _check_output(graph: Graph, name: str, width: int | None, source: str, path: Path) -> None:
    tensor = _named(graph.outputs, name, "output", path)
    if len(tensor.dims) != 2 or (width is not None and tensor.dims[1] not in (None, width)):
        raise _broken(
            path,
            f"the model gives {tensor}, but its {source} says [?, {width}]",
            "Use the label file that was published with the model, and the output's right name.",
        )


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
