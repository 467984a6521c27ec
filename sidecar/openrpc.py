"""Makes the OpenRPC document (spec.open-rpc.org 1.3) from the table of methods."""

from __future__ import annotations

import hashlib
import inspect
import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, models_json_schema

from sidecar import __version__
from sidecar.app.engine import Engine
from sidecar.contract.notices import NOTICES
from sidecar.errors import LinnetError
from sidecar.methods.lifecycle import OPENING
from sidecar.methods.methods import verbs
from sidecar.rpc.verb import Verb, Waiting

_SCHEMAS = "#/components/schemas/"


def openrpc(engine: Engine) -> dict[str, Any]:
    """Describe each method's params, result and progress, each notification, and each error's code.

    `x-waiting` is the progress of any request that waits for another. `x-contract` is a digest of
    all that; two sides with equal digests understand each other.
    """
    table: dict[str, Verb[Any, Any]] = {OPENING.name: OPENING.of(engine), **verbs(engine)}
    schemas = _schemas(table)
    contract = {
        "methods": [_method(name, verb, schemas) for name, verb in table.items()],
        "x-notifications": [
            {
                "name": name,
                "summary": (inspect.getdoc(notice) or "").partition("\n")[0],
                "params": {"$ref": _SCHEMAS + notice.__name__},
            }
            for name, notice in NOTICES.items()
        ],
        "components": {"schemas": schemas},
        "x-waiting": {"$ref": _SCHEMAS + Waiting.__name__},
        "x-errors": {error.__name__: error.code for error in LinnetError.__subclasses__()},
    }
    digest = hashlib.sha256(json.dumps(contract, sort_keys=True).encode()).hexdigest()
    return {
        "openrpc": "1.3.2",
        "info": {"title": "Linnet", "version": __version__, "license": {"name": "Apache-2.0"}},
        **contract,
        "x-contract": digest,
    }


def _schemas(table: dict[str, Verb[Any, Any]]) -> dict[str, Any]:
    taken = [(verb.request, "validation") for verb in table.values()]
    given = [(verb.result, "serialization") for verb in table.values()]
    given += [(verb.progress, "serialization") for verb in table.values() if verb.progress]
    given += [(notice, "serialization") for notice in NOTICES.values()]
    given.append((Waiting, "serialization"))
    _, document = models_json_schema(
        [*taken, *given],  # type: ignore[list-item] # the modes are literals
        by_alias=True,
        ref_template=_SCHEMAS + "{model}",
        schema_generator=GenerateJsonSchema,
    )
    schemas: dict[str, Any] = document["$defs"]
    return schemas


def _method(name: str, verb: Verb[Any, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    request = schemas[verb.request.__name__]
    required = request.get("required", [])
    method: dict[str, Any] = {
        "name": name,
        "summary": verb.summary,
        "paramStructure": "by-name",
        "params": [
            {"name": field, "required": field in required, "schema": schema}
            for field, schema in request.get("properties", {}).items()
        ],
        "result": {"name": "result", "schema": {"$ref": _SCHEMAS + verb.result.__name__}},
        "x-request": {"$ref": _SCHEMAS + verb.request.__name__},
    }
    if verb.progress is not None:
        method["x-progress"] = {"$ref": _SCHEMAS + verb.progress.__name__}
    return method
