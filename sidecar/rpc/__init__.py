"""JSON-RPC 2.0 over standard input and output, for any table of verbs."""

from sidecar.rpc.lifetime import leave, leave_within
from sidecar.rpc.limits import Limits
from sidecar.rpc.notices import Announced
from sidecar.rpc.router import LIFECYCLE
from sidecar.rpc.server import serve
from sidecar.rpc.streams import Streams
from sidecar.rpc.verb import Call, Line, Schedule, Verb, Waiting

__all__ = [
    "LIFECYCLE",
    "Announced",
    "Call",
    "Limits",
    "Line",
    "Schedule",
    "Streams",
    "Verb",
    "Waiting",
    "leave",
    "leave_within",
    "serve",
]
