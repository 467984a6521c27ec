"""Lists the commands; the module of each is imported only for its own."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import NamedTuple


class Area(NamedTuple):
    module: str
    help: str


# Help lists them in this order, after `serve`.
AREAS = {
    "analyze": Area("analyze", "name the species in recordings"),
    "preprocess": Area("preprocess", "compute a model's input once and keep it"),
    "listen": Area("listen", "name the species in raw sound as it arrives"),
    "query": Area("query", "list rows of the catalog"),
    "models": Area("models", "list, install, add, verify, check, watch and compare models"),
    "recordings": Area("recordings", "import recordings, find moved ones, remove some"),
    "sites": Area("sites", "list and set sites, time zones and clock shifts"),
    "deployments": Area("deployments", "look for odd clocks, sites and recorders"),
    "labels": Area("labels", "import, add, move, merge and undo labels"),
    "explain": Area("explain", "tell why species were named or left out in a stretch"),
    "samples": Area("samples", "draw clips to judge by a rule, and share them"),
    "estimate": Area("estimate", "estimate how often a model is right, from a judged sample"),
    "thresholds": Area("thresholds", "keep, list and remove thresholds that samples certify"),
    "names": Area("names", "find species by their names, in other languages too"),
    "similar": Area("similar", "find stored windows that sound alike"),
    "embeddings": Area("similar", "work on stored embeddings"),
    "heads": Area("heads", "train a head on labels, and find its species"),
    "export": Area("export", "write detections or annotations to files"),
    "occasions": Area("occasions", "write days or nights of sites, with hours, for R"),
    "clips": Area("export", "cut detections out of their recordings"),
    "publish": Area("publish", "write verified rows in the standards of GBIF, eBird and others"),
    "speech": Area("speech", "find where people speak, and write copies without it"),
    "settings": Area("settings", "show settings, where each comes from, and the profiles"),
    "forward": Area("forward", "send results to a receiver of yours"),
    "catalog": Area("catalog", "check, back up and repair the catalog"),
    "storage": Area("storage", "show what takes room on disks, and clear what can be made again"),
    "metrics": Area("metrics", "print the metrics that were written last, for Prometheus"),
}


def area(command: str) -> ModuleType:
    """Import the module of a command."""
    return import_module(f"sidecar.cli.{AREAS[command].module}")
