"""JSON-RPC 2.0 over standard input and output, for any table of verbs."""

from sidecar.rpc.lifetime import leave
from sidecar.rpc.limits import Limits
from sidecar.rpc.server import serve
from sidecar.rpc.streams import Streams
from sidecar.rpc.verb import Call, Verb

__all__ = ["Call", "Limits", "Streams", "Verb", "leave", "serve"]
