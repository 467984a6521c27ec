"""Adds the options of the everyday commands."""

from __future__ import annotations

import argparse

from sidecar.cli.command import add_where, shared
from sidecar.cli.inputs import add_inputs
from sidecar.cli.options import Options, choices
from sidecar.contract.analyze import InferRequest, Location
from sidecar.contract.models import AddModelRequest, InstallModelRequest, VerifyModelRequest
from sidecar.contract.preprocess import PreprocessRequest
from sidecar.contract.query import LISTINGS, QueryRequest
from sidecar.contract.stream import OpenStreamRequest
from sidecar.settings import Settings

_FIELDS = "docs/catalog.md lists the fields; so does the error about an unknown field."
_ACTIVE = f"default: {Settings.model}"


def analyze(command: argparse.ArgumentParser) -> None:
    shared(command, begins=True)
    add = Options(command, InferRequest, Location)
    add_inputs(add)
    add("--model", help=_ACTIVE)
    add("--min-confidence", metavar="P", help="smallest confidence")
    add("--overlap", metavar="S", help="seconds that two windows share")
    add("--padding", help="filling of the last window")
    add("--skip-below", metavar="DBFS", help="leave out windows quieter than this")
    add("--channel", metavar="N", help="channel, counted from 1, or each; default: their mean")
    add("--top-k", metavar="N", help="most species per window")
    add("--sensitivity", metavar="X", help="above 1 gives more detections, below 1 fewer")
    add(
        "--sensitivity-mode",
        help="shift as in BirdNET-Analyzer, or slope as in birdnetlib",
    )
    add("--latitude", metavar="DEG")
    add("--longitude", metavar="DEG")
    add("--week", metavar="N", help="default: the week of each recording; -1: all year")
    add("--local", action="store_true", help="only species of each recording's place and week")
    add("--species-list", metavar="FILE", help="the only species to name, one per line")
    add("--exclude-species", metavar="FILE", help="species never to name, one per line")
    add("--merge-consecutive", metavar="N", help="consecutive windows that become one detection")
    add("--force", help="analyse finished recordings again")
    add("--threads", metavar="N", help="default: one per core")
    add("--batch", metavar="N", help="windows at once; default: 4")
    add(
        "--format",
        default="",
        metavar="F,...",
        help="also write files: csv, raven and other formats of `linnet export`",
    )
    add(
        "--out",
        metavar="DIR",
        help="folder for these files (linnet-results)",
    )
    add(
        "--replace",
        action="store_true",
        help="replace the results of other recordings in that folder",
    )


def preprocess(command: argparse.ArgumentParser) -> None:
    shared(command, begins=True)
    add = Options(command, PreprocessRequest)
    add_inputs(add)
    add("--model", help=_ACTIVE)
    add("--frontend", metavar="NAME", help="a front end or a .json file, in place of a model")
    add("--overlap", metavar="S", help="seconds that two windows share")
    add("--padding", help="filling of the last window")
    add("--skip-below", metavar="DBFS", help="leave out windows quieter than this")
    add("--channel", metavar="N", help="channel, counted from 1, or each; default: their mean")
    add("--dtype", help="precision of the kept input")
    add("--force", help="compute kept inputs again")


def listen(command: argparse.ArgumentParser) -> None:
    add = Options(command, OpenStreamRequest)
    add("source", choices=["-"], help="standard input")
    add("--rate", dest="sample_rate", metavar="HZ", help="sample rate of sound that is not WAV")
    add("--format", help="16-bit integers or 32-bit floats; a WAV header gives format and channels")
    add("--channels", metavar="N", help="channels of the sound, which are averaged")
    add("--model", help=_ACTIVE)
    add("--overlap", metavar="S", help="seconds that two windows share")
    add("--top", dest="top_k", default=10, metavar="N", help="most classes per window")
    add("--min-confidence", default=0.0, metavar="P", help="smallest confidence to show")
    add("--json", action="store_true", help="print a JSON object per line")


def query(command: argparse.ArgumentParser) -> None:
    shared(command)
    command.formatter_class = argparse.RawDescriptionHelpFormatter
    command.epilog = "\n".join([*_explained(), "", _FIELDS])
    add = Options(command, QueryRequest)
    add("select", choices=selects(), metavar="SELECT", help="kind of rows, listed below")
    add_where(command)
    add(
        "--order-by",
        default="",
        metavar="FIELD,...",
        help="fields to order by; a minus sign reverses the order",
    )
    add("--limit", metavar="N", help="rows per page")
    add("--cursor", metavar="TEXT", help="next page, as the previous page printed it")
    add(
        "--exact",
        dest="total",
        action="store_const",
        const="exact",
        help="count very many rows exactly, not as 'more than'",
    )
    add("--of", metavar="KIND", help="what `counts` counts: detections, labels or recordings")
    add("--by", default="", choices=None, metavar="KEY,...", help="one or two keys of `counts`")


def selects() -> list[str]:
    """List the selects of `linnet query`; similar sounds have their own command."""
    return [name for name in choices(QueryRequest, "select") if name != "similar"]


def _explained() -> list[str]:
    return [f"  {name:<12} {LISTINGS[name].summary}" for name in selects()]


def models(command: argparse.ArgumentParser) -> None:
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    _json(actions.add_parser("list", help="list known models, installed or not"))
    install = actions.add_parser("install", help="download, check and convert a model")
    add = Options(install, InstallModelRequest)
    add("name", help="a model of `linnet models list`")
    add("--from", dest="source", metavar="PLACE", help="source: folder, zip file or address")
    _json(install)
    adding = actions.add_parser(
        "add", help="install a model from an ONNX file, or a custom classifier of BirdNET-Analyzer"
    )
    add = Options(adding, AddModelRequest)
    add("path", metavar="MODEL", help="ONNX file, or custom classifier (.tflite)")
    add(
        "--labels",
        required=True,
        metavar="FILE",
        help="the model's classes, in the order of its outputs",
    )
    add("--name", help="default: the file's name")
    add("--title", help="the model's name on screen; default: its name")
    add("--frontend", metavar="NAME", help="front end or .json file; default: guessed")
    add("--window", metavar="S", help="seconds; default: the front end's")
    add("--padding", help="filling of a recording's last window")
    add("--activation", help="function from scores to probabilities")
    add("--logits", metavar="OUTPUT", help="name of the output with the scores")
    add("--embedding", metavar="OUTPUT", help="name of the output with the embeddings")
    add("--licence", metavar="NAME", help="the model's licence, for `linnet models list`")
    _json(adding)
    verify = actions.add_parser("verify", help="check that a model gets the input of its training")
    add = Options(verify, VerifyModelRequest)
    add("name", help="an installed model of `linnet models list`")
    add("--golden", metavar="FILE", help="an .npz file to compare with")
    _json(verify)


def _json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="print the RPC's result")
