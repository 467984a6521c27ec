"""What can be typed after the commands whose results a user asks for every day."""

from __future__ import annotations

import argparse

from sidecar.cli.command import add_where, shared
from sidecar.cli.options import Options, choices
from sidecar.contract.analyze import InferRequest, Location, PreprocessRequest
from sidecar.contract.models import AddModelRequest, InstallModelRequest, VerifyModelRequest
from sidecar.contract.query import QueryRequest
from sidecar.contract.stream import OpenStreamRequest
from sidecar.settings import Settings

SELECTS = {
    "recordings": "recordings, with their place and how much was found in them",
    "detections": "what models heard, and what people decided on it",
    "annotations": "decisions of people and models, one by one",
    "species": "detections counted by species",
    "activity": "detections counted by species, date and hour",
    "accuracy": "how often models were right, by species",
    "runs": "analyses of folders, and how they ended",
    "models": "models that were used",
    "deployments": "where a recorder stood, and from when to when",
    "sites": "places",
    "surveys": "surveys",
    "recorders": "recorders",
    "batches": "decisions made together, for `linnet labels undo`",
}
_FIELDS = (
    "Fields to filter and order by: docs/catalog.md; the error about an unknown one lists them."
)
_ACTIVE = f"default: {Settings.model}"


def analyze(command: argparse.ArgumentParser) -> None:
    shared(command, begins=True)
    add = Options(command, InferRequest, Location)
    add("inputs", nargs="+", metavar="PATH", help="files and folders")
    add("--model", help=_ACTIVE)
    add("--min-confidence", metavar="P", help="smallest confidence")
    add("--overlap", metavar="S", help="seconds two windows share")
    add("--padding", help="of the last window")
    add("--skip-below", metavar="DBFS", help="leave out windows quieter than this")
    add("--top-k", metavar="N", help="at most N species a window")
    add("--sensitivity", metavar="X", help="above 1 hears more, below 1 less")
    add("--sensitivity-mode")
    add("--latitude", metavar="DEG")
    add("--longitude", metavar="DEG")
    add("--week", metavar="N", help="default: of each recording's own date; -1: all year")
    add("--local", action="store_true", help="only species of each recording's own place and week")
    add("--species-list", metavar="FILE", help="one species a line; nothing else is named")
    add("--merge-consecutive", metavar="N", help="windows in a row that become one row")
    add("--force", help="analyse again what is done already")
    add("--threads", metavar="N", help="default: one per core")
    add("--batch", metavar="N", help="windows computed at once; default: 4")
    add(
        "--format",
        default="",
        metavar="F,...",
        help="also write files: csv, raven and others that `linnet export` writes",
    )
    add("--out", default="linnet-results", metavar="DIR", help="where they go (linnet-results)")


def preprocess(command: argparse.ArgumentParser) -> None:
    shared(command, begins=True)
    add = Options(command, PreprocessRequest)
    add("inputs", nargs="+", metavar="PATH", help="files and folders")
    add("--model", help=_ACTIVE)
    add("--frontend", metavar="NAME", help="a front end or a .json file, in place of a model")
    add("--overlap", metavar="S", help="seconds two windows share")
    add("--padding", help="of the last window")
    add("--skip-below", metavar="DBFS", help="leave out windows quieter than this")
    add("--dtype", help="precision kept")
    add("--force", help="compute again what is kept already")


def listen(command: argparse.ArgumentParser) -> None:
    add = Options(command, OpenStreamRequest)
    add("source", choices=["-"], help="standard input")
    add("--rate", dest="sample_rate", required=True, metavar="HZ", help="sample rate of the sound")
    add("--format", help="16-bit integers or 32-bit floats")
    add("--channels", metavar="N", help="averaged")
    add("--model", help=_ACTIVE)
    add("--overlap", metavar="S", help="seconds two windows share")
    add("--top", dest="top_k", default=10, metavar="N", help="classes shown of each window")
    add("--min-confidence", default=0.0, metavar="P", help="smallest shown")
    add("--json", action="store_true", help="a JSON object a line")


def query(command: argparse.ArgumentParser) -> None:
    shared(command)
    command.formatter_class = argparse.RawDescriptionHelpFormatter
    command.epilog = "\n".join([*_explained(), "", _FIELDS])
    add = Options(command, QueryRequest)
    add("select", choices=selects(), metavar="SELECT", help="what to list, of those below")
    add_where(command)
    add("--order-by", default="", metavar="FIELD,...", help="a minus sign before: falling")
    add("--limit", metavar="N", help="rows of a page")
    add("--cursor", metavar="TEXT", help="the next page, as the one before says at its end")
    add(
        "--exact",
        dest="total",
        action="store_const",
        const="exact",
        default="bounded",
        help="count all rows, however many; else of very many it says: more than",
    )


def selects() -> list[str]:
    """List what can be asked for; similar sounds have a command of their own."""
    return [name for name in choices(QueryRequest, "select") if name != "similar"]


def _explained() -> list[str]:
    return [f"  {name:<12} {SELECTS[name]}" for name in selects()]


def models(command: argparse.ArgumentParser) -> None:
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    _json(actions.add_parser("list", help="known models, installed or not"))
    install = actions.add_parser("install", help="fetch, check and convert a model")
    add = Options(install, InstallModelRequest)
    add("name")
    add("--from", dest="source", metavar="PLACE", help="folder, zip or address")
    _json(install)
    adding = actions.add_parser("add", help="install a model from an ONNX file")
    add = Options(adding, AddModelRequest)
    add("path", metavar="MODEL.onnx")
    add("--labels", required=True, metavar="FILE", help="its classes, in order")
    add("--name", help="default: the file's")
    add("--title")
    add("--frontend", metavar="NAME", help="or .json file; default: guessed")
    add("--window", metavar="S", help="default: the front end's")
    add("--padding", help="of a recording's last window")
    add("--activation")
    add("--logits", metavar="OUTPUT", help="name of the output with the scores")
    add("--embedding", metavar="OUTPUT")
    add("--licence", metavar="NAME")
    _json(adding)
    verify = actions.add_parser("verify", help="prove that a model is given what it was trained on")
    add = Options(verify, VerifyModelRequest)
    add("name")
    add("--golden", metavar="FILE", help="an .npz file to compare with")
    _json(verify)


def _json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="print what the RPC would return")
