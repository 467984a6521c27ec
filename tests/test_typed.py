"""What is typed wrong is named as it was typed, with what is allowed, for every command."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import sidecar.__main__ as edge
from sidecar.app.engine import Engine
from sidecar.cli.arguments import parse, parser
from sidecar.cli.parser import Parser
from sidecar.cli.refused import as_typed
from sidecar.cli.terminal import run_command
from sidecar.contract.export import ExportRequest
from sidecar.contract.query import LISTINGS
from sidecar.export.columns import MORE
from sidecar.export.formats import FORMATS
from sidecar.settings import Settings
from tests.conftest import MANIFESTS

# What a command asks of the terminal or the catalog, and no request has.
_OWN = {"help", "catalog", "json", "where", "local", "out", "species_list", "log_format", "source"}
_OWN |= {"profile", "settings"}  # of every command
_OWN |= {"shares", "stop", "gigabytes"}
_OWN |= {"files_from", "exclude_species", "replace", "follow", "idle", "forward"}


Words = tuple[str, ...]


def _leaves(whole: argparse.ArgumentParser, *words: str) -> Iterator[tuple[Words, Parser]]:
    """List every command with the parser of its arguments."""
    below = [each for each in whole._actions if isinstance(each, argparse._SubParsersAction)]
    for action in below:
        for word, each in action.choices.items():
            yield from _leaves(each, *words, word)
    if not below:
        assert isinstance(whole, Parser)
        yield words, whole


LEAVES = dict(_leaves(parser()))


def _schema(leaf: Parser, name: str) -> dict[str, Any]:
    for model in leaf.requests:
        if name in model.model_fields:
            alias = model.model_fields[name].alias or name
            schema: dict[str, Any] = model.model_json_schema()["properties"][alias]
            kinds = schema.get("anyOf", [schema])
            return next((each for each in kinds if each.get("type") != "null"), {})
    return {}


def _beyond() -> Iterator[tuple[Words, argparse.Action, str]]:
    """Find each number that has bounds, and type one that is past them."""
    for words, leaf in LEAVES.items():
        for action in leaf._actions:
            schema = _schema(leaf, action.dest)
            if "minimum" in schema or "exclusiveMinimum" in schema:
                yield words, action, str(int(schema.get("minimum", 0)) - 1)
            if "maximum" in schema:
                yield words, action, str(int(schema["maximum"]) + 1)


BEYOND = list(_beyond())


def _typed(words: Words, wrong: argparse.Action, value: str) -> list[str]:
    """Type a command with one wrong value, and whatever it needs besides."""
    leaf = LEAVES[words]
    typed = list(words)
    for action in leaf._actions:
        if action is wrong and not action.option_strings:
            typed.append(value)
        elif not action.option_strings and (
            action.nargs not in ("?", "*") or wrong.dest == "start" or action.dest == "inputs"
        ):
            typed.append(_fitting(action))
        elif action.required and action is not wrong:
            typed += [action.option_strings[0], _fitting(action)]
    if wrong.option_strings:
        typed.append(f"{wrong.option_strings[-1]}={value}")
    for group in leaf._mutually_exclusive_groups:
        if group.required and wrong not in group._group_actions:
            first = group._group_actions[0]
            typed += [first.option_strings[0], "a.wav" if first.type is None else "1"]
    if words == ("similar",) and wrong.dest not in ("start", "detection_id", "region_id"):
        typed.append("--detection=1")
    if wrong.dest in ("latitude", "longitude"):
        other = {"latitude": "longitude", "longitude": "latitude"}[wrong.dest]
        typed.append(f"--{other}=0")
    return typed


def _fitting(action: argparse.Action) -> str:
    if action.choices:
        return str(next(iter(action.choices)))
    return "a" if action.type is None else "1000"


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    home = tmp_path_factory.mktemp("home")
    settings = Settings(home, home / "catalog.sqlite", MANIFESTS)
    engine = Engine(settings)
    assert engine.catalog
    engine.close()
    return settings


@pytest.mark.parametrize(
    ("words", "action", "value"),
    BEYOND,
    ids=[f"{' '.join(words)} {action.dest} {value}" for words, action, value in BEYOND],
)
def test_a_number_past_its_bounds_is_named_as_typed(
    words: Words,
    action: argparse.Action,
    value: str,
    settings: Settings,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run_command(settings, parse(_typed(words, action, value))) == 2
    told = capsys.readouterr().err.replace("\n", " ")
    spelt = action.option_strings[-1] if action.option_strings else str(action.metavar)
    assert told.startswith(f"linnet: {spelt}: "), told
    assert "Give a " in told and ("too small." in told or "too large." in told)


def test_commands_with_bounds_are_many() -> None:
    assert len({words for words, _, _ in BEYOND}) >= 8 and len(BEYOND) >= 30


@pytest.mark.parametrize("words", LEAVES, ids=" ".join)
def test_each_argument_is_a_field_of_a_request_or_the_terminals_own(words: Words) -> None:
    leaf = LEAVES[words]
    fields = {name for model in leaf.requests for name in model.model_fields}
    beside = {"format", "deferred"} if words == ("analyze",) else set()
    assert {action.dest for action in leaf._actions} <= fields | _OWN | beside


@pytest.mark.parametrize(
    "typed",
    [
        ["analyze", "a", "--min-confidence", "high"],
        ["analyze", "a", "--top-k", "1.5"],
        ["clips", "a", "--pick", "worst"],
        ["query", "birds"],
    ],
)
def test_what_is_no_number_and_no_choice_is_refused_as_typed(
    typed: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(typed)
    told = capsys.readouterr().err
    assert ended.value.code == 2
    assert f'argument {typed[-2]}: "{typed[-1]}" is not a' in told or "invalid choice" in told


@pytest.mark.parametrize(
    ("typed", "field", "named"),
    [
        (["analyze", "a"], "minConfidence", "--min-confidence"),
        (["analyze", "a"], "location.latitude", "--latitude"),
        (["analyze", "a"], "location", ""),
        (["analyze", "a"], "inputs.0", "PATH"),
        (["query", "runs"], "where.model.in", "--where model"),
        (["heads", "suggest", "x"], "where.species", "--where species"),
        (["labels", "add", "--region", "1"], "annotations.0.lowHz", "--low"),
        (
            ["labels", "add", "--region", "1"],
            "annotations.0.verified",
            "--yes, --no, --unsure or --unverified",
        ),
        (["labels", "add", "--region", "1"], "labeler.name", "--labeler"),
        (["similar", "a", "1"], "like.detectionId", "--detection"),
        (["similar", "a", "1"], "like", ""),
        (["listen", "-", "--rate", "1"], "sampleRate", "--rate"),
        (["recordings", "remove", "1"], "recordingIds", "ID"),
        (["export", "a"], "--format", "--format"),
    ],
    ids=str,
)
def test_a_field_is_named_by_its_option(typed: list[str], field: str, named: str) -> None:
    parsed = parse(typed)
    assert as_typed(field, parsed.spelling) == named


@pytest.mark.parametrize("words", LEAVES, ids=" ".join)
def test_every_argument_of_a_command_is_explained(words: Words) -> None:
    unexplained = [each.dest for each in LEAVES[words]._actions if not each.help]
    assert not unexplained


def test_defaults_are_the_contracts() -> None:
    """What is not typed is not sent; so the contract's default counts."""
    for words, leaf in LEAVES.items():
        for action in leaf._actions:
            if _schema(leaf, action.dest) and words != ("listen",) and action.option_strings:
                assert action.default in (None, "", [], "csv", "detections", "bounded"), action


def test_names_of_formats_and_columns_are_the_contracts() -> None:
    fields = ExportRequest.model_json_schema()["properties"]
    assert set(FORMATS) == set(fields["format"]["anyOf"][0]["enum"])
    assert set(MORE) == set(fields["columns"]["items"]["enum"])
    for select, listing in LISTINGS.items():
        known = {field.alias or name for name, field in listing.row.model_fields.items()}
        assert set(listing.columns.split()) <= known, select


def test_help_tells_bounds_and_defaults(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse(["analyze", "--help"])
    told = " ".join(capsys.readouterr().out.split())
    assert "smallest confidence (0 to 1, default 0.25)" in told
    assert "consecutive windows that become one detection (1 to 1,000,000, default 1)" in told


def test_ctrl_c_while_linnet_starts_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def press(words: Any) -> None:
        raise KeyboardInterrupt  # as Python answers Ctrl+C, unless its parent ignores the signal

    monkeypatch.setattr(edge, "parse", press)
    assert edge.main(["models", "list"]) == 130
    assert capsys.readouterr().err == "linnet: Stopped as asked, before any work began.\n"
