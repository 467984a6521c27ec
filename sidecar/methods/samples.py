"""`samples/...`: clips drawn by a rule, which people judge."""

from __future__ import annotations

from sidecar.app.method import Method
from sidecar.contract.samples import SampleProgress
from sidecar.methods.sampledraw import draw
from sidecar.methods.samplequeue import next_items, remove_sample, skip_items
from sidecar.methods.sampletravel import export_sample, import_sample

METHODS = (
    Method("samples/draw", draw, "aside", "Draw clips to judge by a rule.", SampleProgress),
    Method("samples/next", next_items, "quick", "List the next clips of a sample to judge."),
    Method("samples/skip", skip_items, "write", "Pass clips of a sample over, or take that back."),
    Method("samples/remove", remove_sample, "write", "Remove a sample; its verdicts stay."),
    Method("samples/export", export_sample, "files", "Write a sample to a file."),
    Method("samples/import", import_sample, "aside", "Read a sample from another catalog's file."),
)
