"""Makes options from the fields of a request; the contract gives types, choices and defaults."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from functools import partial
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, NoReturn, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from sidecar.cli.parser import Parser

if TYPE_CHECKING:
    _Container = argparse.ArgumentParser | argparse._MutuallyExclusiveGroup


class Options:
    """Adds arguments to a command; those named like a field of `requests` follow that field."""

    def __init__(self, command: _Container, *requests: type[BaseModel]) -> None:
        self._command = command
        self._requests = requests
        if isinstance(command, Parser):
            command.requests += requests

    def __call__(self, *words: str, help: str | None = None, **more: Any) -> None:  # noqa: ANN401
        """Add an argument; `more` overrides the settings from its field."""
        name = more.get("dest") or max(words, key=len).lstrip("-").replace("-", "_")
        field = _field(self._requests, name)
        if field is not None and "action" not in more:
            if words[0].startswith("-"):
                own = None if field.is_required() else field.default
                help = _explained(help, field, more.get("default", own))
            more = {**_derived(field), **more}
        self._command.add_argument(*words, help=help, **more)


def scalar(annotation: Any) -> Any:  # noqa: ANN401 - a type or a union
    """Find the type of a single value of a field, inside any list."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return scalar(get_args(annotation)[0])
    if origin in (Union, UnionType):
        kinds = [each for each in get_args(annotation) if each is not NoneType]
        return scalar(kinds[0])
    if origin is list:
        return scalar(get_args(annotation)[0])
    return annotation


def choices(model: type[BaseModel], name: str) -> tuple[str, ...]:
    """List the words that a field allows."""
    return get_args(scalar(model.model_fields[name].annotation))


def _field(requests: Sequence[type[BaseModel]], name: str) -> FieldInfo | None:
    found = (each.model_fields[name] for each in requests if name in each.model_fields)
    return next(found, None)


def _derived(field: FieldInfo) -> dict[str, Any]:
    kind, words = scalar(field.annotation), _words(field.annotation)
    if kind is int and words:
        return {"type": partial(_whole_or, words=words)}
    if kind is bool:
        return {"action": "store_const", "const": not field.default}
    derived: dict[str, Any] = {}
    if get_origin(kind) is Literal:
        derived["choices"] = get_args(kind)
    elif kind in (int, float):
        derived["type"] = _whole if kind is int else number
    return derived


def written(value: object) -> str:
    """Write a number as people do, and a word unchanged."""
    if isinstance(value, float):
        return f"{int(value):,}" if value.is_integer() else f"{value:g}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def _explained(help: str | None, field: FieldInfo, default: object) -> str | None:
    """Add a field's default, and its bounds if it has both."""
    bounds = {
        name: getattr(each, name)
        for each in field.metadata
        for name in ("ge", "le")
        if hasattr(each, name)
    }
    facts = []
    if len(bounds) == 2:
        facts.append(f"{written(bounds['ge'])} to {written(bounds['le'])}")
    if isinstance(default, str | int | float) and not isinstance(default, bool) and default != "":
        facts.append(f"default {written(default)}" if facts or not help else written(default))
    if not facts:
        return help
    return f"{help} ({', '.join(facts)})" if help else ", ".join(facts)


def number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        _refuse(text, "a number")


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        _refuse(text, "a whole number")


def _words(annotation: Any) -> tuple[str, ...]:  # noqa: ANN401 - a type or a union
    """List the words that a field allows in place of a number."""
    kinds = get_args(annotation) if get_origin(annotation) in (Union, UnionType) else ()
    return tuple(word for kind in kinds if get_origin(kind) is Literal for word in get_args(kind))


def _whole_or(text: str, words: Sequence[str]) -> int | str:
    if text in words:
        return text
    try:
        return int(text)
    except ValueError:
        _refuse(text, f"a whole number or {' or '.join(words)}")


def _refuse(text: str, what: str) -> NoReturn:
    raise argparse.ArgumentTypeError(f'"{text}" is not {what}.')
