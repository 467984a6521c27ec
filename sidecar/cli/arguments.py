"""What can be typed."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from sidecar import __version__
from sidecar.cli.areas import areas
from sidecar.cli.command import add_where, shared

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
_ORDER_BY = "--order-by"
PADDINGS = ["zero", "before", "reflect", "discard", "overlap"]


def parse(typed: Sequence[str]) -> argparse.Namespace:
    """Read what was typed; ends the program with a message where that is wrong."""
    words = list(typed)
    for place in range(len(words) - 1, 0, -1):
        # argparse takes a falling order for an option.
        if words[place - 1] == _ORDER_BY:
            words[place - 1 : place + 1] = [f"{_ORDER_BY}={words[place]}"]
    return parser(words[0] if words else None).parse_args(words)


def parser(typed: str | None = None) -> argparse.ArgumentParser:
    """Build the parser of `linnet`, or as much of it as the command `typed` takes."""
    top = argparse.ArgumentParser(
        prog="linnet", description="Species from sound recordings, offline."
    )
    top.add_argument("--version", action="version", version=f"linnet {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _serve(commands.add_parser("serve", help="answer JSON-RPC on standard input and output"))
    _analyze(commands.add_parser("analyze", help="name the species in recordings"))
    _preprocess(commands.add_parser("preprocess", help="compute a model's input once, and keep it"))
    _listen(commands.add_parser("listen", help="name what is heard in raw sound, as it arrives"))
    _query(
        commands.add_parser(
            "query",
            help="ask the catalog",
            formatter_class=argparse.RawDescriptionHelpFormatter,
            epilog="\n".join([*_explained(SELECTS), "", _FIELDS]),
        )
    )
    _models(commands.add_parser("models", help="list, install, add and verify models"))
    for area in areas(typed, own=tuple(commands.choices)):
        area.arguments(commands)
    return top


def _serve(command: argparse.ArgumentParser) -> None:
    command.add_argument("--catalog", metavar="FILE", help="catalog file (default: the user's)")
    command.add_argument("--log-format", choices=["text", "json"], default="text")


def _analyze(command: argparse.ArgumentParser) -> None:
    shared(command, begins=True)
    add = command.add_argument
    add("inputs", nargs="+", metavar="PATH", help="files and folders")
    add("--model", help="default: birdnet-v2.4")
    add("--min-confidence", type=float, metavar="P", help="smallest confidence (0.25)")
    add("--overlap", type=float, metavar="S", help="seconds two windows share (0)")
    add("--padding", choices=PADDINGS, help="of the last window")
    add("--skip-below", type=float, metavar="DBFS", help="leave out windows quieter than this")
    add("--top-k", type=int, metavar="N", help="at most N species a window")
    add("--sensitivity", type=float, metavar="X", help="0.5 to 1.5 (1.0)")
    add("--sensitivity-mode", choices=["shift", "slope"])
    add("--latitude", type=float, metavar="DEG")
    add("--longitude", type=float, metavar="DEG")
    add("--week", type=int, metavar="1..48", help="default: each recording's own date")
    add("--local", action="store_true", help="only species of each recording's own place and week")
    add("--species-list", metavar="FILE", help="one species a line; nothing else is named")
    add("--merge-consecutive", type=int, metavar="N", help="windows in a row that become one row")
    add("--force", action="store_true", help="analyse again what is done already")
    add("--threads", type=int, metavar="N", help="default: one per core")
    add("--batch", type=int, metavar="N", help="windows computed at once (4)")
    add(
        "--format",
        default="",
        metavar="F,...",
        help="also write files: csv, raven and others that `linnet export` writes",
    )
    add("--out", default="linnet-results", metavar="DIR", help="where they go (linnet-results)")


def _preprocess(command: argparse.ArgumentParser) -> None:
    shared(command, begins=True)
    add = command.add_argument
    add("inputs", nargs="+", metavar="PATH", help="files and folders")
    add("--model", help="default: birdnet-v2.4")
    add("--frontend", metavar="NAME", help="a front end or a .json file, in place of a model")
    add("--overlap", type=float, metavar="S", help="seconds two windows share (0)")
    add("--padding", choices=PADDINGS, help="of the last window")
    add("--skip-below", type=float, metavar="DBFS", help="leave out windows quieter than this")
    add("--dtype", choices=["float32", "float16", "int8"], help="precision kept (float32)")
    add("--force", action="store_true", help="compute again what is kept already")


def _listen(command: argparse.ArgumentParser) -> None:
    add = command.add_argument
    add("source", choices=["-"], help="standard input")
    add("--rate", type=int, required=True, metavar="HZ", help="sample rate of the sound")
    add("--format", choices=["s16le", "f32le"], help="16-bit integers or 32-bit floats (s16le)")
    add("--channels", type=int, metavar="N", help="averaged (1)")
    add("--model", help="default: birdnet-v2.4")
    add("--overlap", type=float, metavar="S", help="seconds two windows share (0)")
    add("--top", type=int, default=10, metavar="N", help="classes shown of each window (10)")
    add("--min-confidence", type=float, default=0.0, metavar="P", help="smallest shown (0)")
    add("--json", action="store_true", help="a JSON object a line")


def _query(command: argparse.ArgumentParser) -> None:
    shared(command)
    add = command.add_argument
    add("select", choices=SELECTS, metavar="SELECT", help="what to list, of those below")
    add_where(command)
    add(_ORDER_BY, default="", metavar="FIELD,...", help="a minus sign before: falling")
    add("--limit", type=int, default=100, metavar="N", help="rows of a page, at most 1000 (100)")
    add("--cursor", metavar="TEXT", help="the next page, as the one before says at its end")
    add(
        "--exact",
        dest="total",
        action="store_const",
        const="exact",
        default="bounded",
        help="count all rows, however many; else of very many it says: more than",
    )


def _explained(names: dict[str, str]) -> list[str]:
    return [f"  {name:<12} {meaning}" for name, meaning in names.items()]


def _models(command: argparse.ArgumentParser) -> None:
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    listing = actions.add_parser("list", help="known models, installed or not")
    listing.add_argument("--json", action="store_true", help="print what the RPC would return")
    install = actions.add_parser("install", help="fetch, check and convert a model")
    install.add_argument("name")
    install.add_argument("--from", dest="source", metavar="PLACE", help="folder, zip or address")
    install.add_argument("--json", action="store_true", help="print what the RPC would return")
    adding = actions.add_parser("add", help="install a model from an ONNX file")
    adding.add_argument("path", metavar="MODEL.onnx")
    adding.add_argument("--labels", required=True, metavar="FILE", help="its classes, in order")
    adding.add_argument("--name", help="default: the file's")
    adding.add_argument("--title")
    adding.add_argument("--frontend", metavar="NAME", help="or .json file; default: guessed")
    adding.add_argument("--window", type=float, metavar="S", help="default: the front end's")
    adding.add_argument("--padding", choices=PADDINGS, help="of a recording's last window")
    adding.add_argument("--activation", choices=["sigmoid", "softmax", "none"])
    adding.add_argument("--logits", metavar="OUTPUT", help="name of the output with the scores")
    adding.add_argument("--embedding", metavar="OUTPUT")
    adding.add_argument("--licence", metavar="NAME")
    adding.add_argument("--json", action="store_true", help="print what the RPC would return")
    verify = actions.add_parser("verify", help="prove that a model is given what it was trained on")
    verify.add_argument("name")
    verify.add_argument("--golden", metavar="FILE", help="an .npz file to compare with")
    verify.add_argument("--json", action="store_true", help="print what the RPC would return")
