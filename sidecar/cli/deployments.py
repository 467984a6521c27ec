"""`linnet deployments`: checks clocks, sites and recorders."""

from __future__ import annotations

import argparse

from sidecar.app.engine import Engine
from sidecar.cli import screen
from sidecar.cli.command import Arguments, Command, add_where, given, shared, tell
from sidecar.cli.options import Options
from sidecar.cli.refused import asked
from sidecar.cli.where import where
from sidecar.contract.audit import (
    CheckDeploymentsRequest,
    CheckDeploymentsResult,
    DeploymentFinding,
)
from sidecar.methods.deployments import check_deployments
from sidecar.rpc.verb import Call


def _arguments(command: argparse.ArgumentParser) -> None:
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    check = actions.add_parser(
        "check",
        help="look for odd clocks, sites and recorders (exit code 1 if any)",
        description="Look for odd clocks, sites and recorders: one serial number at two sites, "
        "clocks that were reset, gaps in a schedule, equal sound under other names, a dawn chorus "
        "in the afternoon, and more. Linnet opens no recording and changes nothing. The exit code "
        "is 1 for faults and doubts, and 0 for remarks.",
    )
    shared(check)
    add = Options(check, CheckDeploymentsRequest)
    add("--checks", nargs="+", help="some checks; default: all")
    add(
        "--every",
        dest="every_seconds",
        metavar="SECONDS",
        help="stated spacing of the starts of recordings; default: as the starts themselves show",
    )
    add("--limit", metavar="N", help="findings to show")
    add("--cursor", metavar="TEXT", help="show the next page, as an earlier answer names it")
    add_where(check)


def _run(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    fields = given(arguments, ["checks", "every_seconds", "limit", "cursor"])
    if arguments.where:
        known = engine.catalog.questions.fields("recordings")
        fields["where"] = where(arguments.where, known)
    request = asked(CheckDeploymentsRequest, fields)
    with screen.counting(call, "Checking", quiet=arguments.json):
        result = check_deployments(engine, request, call)
    tell(arguments, result, _show)
    return 1 if result.faults or result.doubts else 0


def _show(result: CheckDeploymentsResult) -> None:
    """Print the findings, what to do about each, and what was not checked."""
    screen.show_line(
        f"{screen.counted(result.recordings, 'recording')} in "
        f"{screen.counted(result.deployments, 'deployment')}: "
        f"{screen.counted(result.faults, 'fault')}, {screen.counted(result.doubts, 'doubt')}, "
        f"{screen.counted(result.remarks, 'remark')}."
    )
    for each in result.findings:
        _show_finding(each)
    if result.next_cursor:
        rest = f"{len(result.findings):,} of {screen.counted(result.total, 'finding')}"
        screen.show_line(f"{rest}. Next page: --cursor {result.next_cursor}")
    if result.not_checked:
        print()
        screen.show_table(
            ("not checked", "recordings", "why"),
            [(each.check, f"{each.recordings:,}", each.message) for each in result.not_checked],
        )


def _show_finding(found: DeploymentFinding) -> None:
    print()
    screen.show_line(f"{found.severity.capitalize()}: {found.message}")
    for each in found.examples:
        screen.show_line(f"  {each.recording_id}  {each.start or 'no start'}  {each.path}")
    if (more := found.recordings - len(found.examples)) > 0:
        screen.show_line(f"  and {screen.counted(more, 'more recording')}")
    for fix in found.fixes:
        screen.show_line(f"  {fix.does}")
        screen.show_line(f"    {fix.command or f'RPC method {fix.method}'}")


ARGUMENTS: dict[str, Arguments] = {"deployments": _arguments}
COMMANDS: dict[str, Command] = {"deployments": _run}
