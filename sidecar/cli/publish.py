"""`linnet publish`."""

from __future__ import annotations

import argparse

from sidecar.app.engine import Engine
from sidecar.cli import screen
from sidecar.cli.command import Arguments, Command, add_where, finish, given, listed, shared
from sidecar.cli.console import named
from sidecar.cli.options import Options, choices
from sidecar.cli.refused import asked
from sidecar.cli.screen import counted, say
from sidecar.cli.where import where
from sidecar.contract.publish import PublishRequest, PublishResult
from sidecar.errors import InvalidParams
from sidecar.methods.publish import publish
from sidecar.rpc.verb import Call

_ROLES = ("contact", "principalInvestigator", "rightsHolder", "publisher", "contributor")


def _arguments(command: argparse.ArgumentParser) -> None:
    shared(command)
    add = Options(command, PublishRequest)
    add("destination", metavar="PATH", help="folder; a file for ebird, inaturalist and aoef")
    add("--standard", required=True, help="what is written: see docs/standards.md")
    add("--dry-run", help="only count rows and bytes, and name the files")
    add("--overwrite", help="replace files that are no earlier publication")
    add("--unverified", help="also rows that nobody judged")
    add(
        "--annotations",
        dest="select",
        action="store_const",
        const="annotations",
        default="detections",
        help="the labels that people drew, confirmed or corrected, in place of detections",
    )
    add("--utc-offset", metavar="±HH:MM", help="of clocks whose offset from UTC nobody knows")
    add("--uncertainty", metavar="M", help="radius around the coordinates, in metres")
    add("--title", metavar="TEXT", help="title of the project")
    add("--description", metavar="TEXT", help="what the project is about")
    add(
        "--contributor",
        dest="contributors",
        action="append",
        default=[],
        metavar="NAME[,ROLE[,EMAIL]]",
        help=f"person or organisation; roles: {', '.join(_ROLES)}",
    )
    add("--licence", metavar="NAME", help="of the rows: a short name or a URL")
    add("--media-licence", metavar="NAME", help="of the recordings")
    add("--rights-holder", metavar="NAME", help="who holds the rights to the rows")
    add("--sampling-design", help="how the sites were chosen")
    add("--capture-methods", choices=None, default="", metavar="M,...", help=_methods())
    add("--sampling-protocol", metavar="TEXT", help="how the sites were sampled, in words")
    add("--media-public", help="anybody may hear the recordings")
    add("--media-base", metavar="URL", help="address below which the recordings lie")
    add("--protocol", help="eBird's name of how the birds were observed")
    add("--country", metavar="XX", help="code of two letters")
    add("--state", metavar="XX", help="code of the state or province")
    add("--observers", metavar="N", help="number of observers")
    add("--remarks", metavar="TEXT", help="comment on each list or event")
    add("--tags", nargs="+", metavar="TAG", help="tags of each observation")
    add("--geoprivacy", help="who sees the coordinates at iNaturalist")
    add_where(command)


def _methods() -> str:
    return ", ".join(choices(PublishRequest, "capture_methods"))


# These options go into the request unchanged.
_PLAIN = (
    *("standard", "destination", "overwrite", "select", "unverified", "utc_offset"),
    *("uncertainty", "title", "description", "licence", "media_licence", "rights_holder"),
    *("sampling_design", "sampling_protocol", "media_public", "media_base", "protocol"),
    *("country", "state", "observers", "remarks", "tags", "geoprivacy", "dry_run"),
)


def _publish(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    fields = given(arguments, _PLAIN)
    if arguments.capture_methods:
        known = choices(PublishRequest, "capture_methods")
        fields["capture_methods"] = listed(
            arguments.capture_methods, known, "capture method", field="--capture-methods"
        )
    if arguments.contributors:
        fields["contributors"] = [_contributor(each) for each in arguments.contributors]
    filters = where(arguments.where, engine.catalog.questions.fields(arguments.select))
    request = asked(PublishRequest, {**fields, "where": filters})
    with screen.counting(call, "Publishing", quiet=arguments.json):
        result = publish(engine, request, call)
    return finish(arguments, result, _show)


def _contributor(text: str) -> dict[str, str]:
    """Read a name with a role and an address; a name with commas goes through the RPC."""
    title, *more = (each.strip() for each in text.split(","))
    if len(more) > 2 or (more and more[0] and more[0] not in _ROLES):
        raise InvalidParams(
            f'"{text}" is not a name with a role and an address.',
            field="--contributor",
            hint=f"Write NAME,ROLE,EMAIL. Roles: {', '.join(_ROLES)}.",
        )
    said = dict(zip(("role", "email"), more, strict=False))
    return {"title": title, **{name: each for name, each in said.items() if each}}


def _show(result: PublishResult) -> None:
    """Show the files, the rows in them, and those left out with the reason."""
    for each in result.files:
        say(f"{_verb(result, each.replaced_bytes)} {named(each.path)}")
    say(f"{counted(result.rows, 'row')} of {counted(result.recordings, 'recording')}.")
    for left in result.left_out:
        of = f" of {counted(left.recordings, 'recording')}" if left.recordings else ""
        say(f"Left out: {counted(left.rows, 'row')}{of}. {left.message} {left.hint}".rstrip())
    for refusal in result.refusals:
        say(" ".join(filter(None, [named(refusal.message), named(refusal.hint)])))


def _verb(result: PublishResult, replaced: int | None) -> str:
    if result.written:
        return "Wrote"
    return "Would write" if replaced is None else "Would replace"


ARGUMENTS: dict[str, Arguments] = {"publish": _arguments}
COMMANDS: dict[str, Command] = {"publish": _publish}
