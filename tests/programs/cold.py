"""The toy engine, marking in the list of imports (`-X importtime`) when `initialize` ran."""

from __future__ import annotations

from sidecar.rpc import Call, Verb, leave, log, serve
from tests.programs.toy import Gates, Hello, Welcome, initialize, table


def _initialize(request: Hello, call: Call) -> Welcome:
    import tests.programs.answered  # noqa: F401

    return initialize.run(request, call)


if __name__ == "__main__":
    log.configure()
    verb = Verb(_initialize, Hello, Welcome, "quick")
    leave(serve(table(Gates()), initialize=verb))
