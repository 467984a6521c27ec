"""`samples/...`: clips drawn by a rule, which people judge."""

from __future__ import annotations

from sidecar.app.method import Method
from sidecar.contract.samples import SampleProgress
from sidecar.methods.sampledraw import draw

METHODS = (Method("samples/draw", draw, "aside", "Draw clips to judge by a rule.", SampleProgress),)
