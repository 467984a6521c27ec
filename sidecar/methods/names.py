"""`names/search`: finds species by what a person types of their names."""

from __future__ import annotations

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.app.method import Method
from sidecar.contract.names import SearchNamesRequest, SearchNamesResult
from sidecar.rpc.verb import Call


def search_names(engine: Engine, request: SearchNamesRequest, call: Call) -> SearchNamesResult:
    """List species whose names a text begins, holds or is like."""
    ledger = Ledger()
    for language in request.languages:
        ledger.add("withoutLanguage", language)
    return SearchNamesResult(names=[], notes=ledger.notes())


METHODS = (
    Method("names/search", search_names, "quick", "Find species by a part of any of their names."),
)
