"""How far people agree on what they both judged, and what settles their disputes."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from sidecar.app.engine import Engine
from sidecar.cli.arguments import parser
from sidecar.cli.terminal import run_command
from sidecar.contract.agreement import AgreementRequest, AgreementResult
from sidecar.contract.labels import AnnotateRequest, UndoRequest
from sidecar.contract.query import QueryRequest
from sidecar.estimates.reviewers import agreement as compared
from sidecar.estimates.sample import Answer
from sidecar.methods.agreement import agreement
from sidecar.methods.labels import annotate, undo
from sidecar.methods.query import query
from sidecar.rpc.verb import Call
from tests.labels.catalogs import SPECIES
from tests.labels.importing import heard_engine

OWL, TIT, _ = SPECIES
ORDER: tuple[Answer, ...] = ("YES", "NO", "UNSURE")


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    yield from heard_engine(tmp_path)


def _say(engine: Engine, who: str, *said: dict[str, Any], **more: Any) -> int:
    annotations = [{**each, **more} for each in said]
    request = {"annotations": annotations, "labeler": {"name": who}}
    result = annotate(engine, AnnotateRequest.model_validate(request), Call())
    assert result.batch_id is not None
    return result.batch_id


def _judge(engine: Engine, who: str, species: str, answers: Sequence[Answer | None]) -> None:
    """Judge one stretch after another; None leaves one out."""
    said = [
        {"recordingId": 1, "start": at / 10, "end": at / 10 + 1, "species": species, "verified": to}
        for at, to in enumerate(answers)
        if to is not None
    ]
    if said:
        _say(engine, who, *said)


def _ask(engine: Engine, **more: Any) -> AgreementResult:
    return agreement(engine, AgreementRequest.model_validate(more), Call())


def _dispute(engine: Engine) -> dict[str, Any]:
    request = QueryRequest.model_validate({"select": "disputes"})
    (row,) = query(engine, request, Call()).rows
    return dict(row.model_dump())


@pytest.mark.parametrize("seed", range(3))
def test_the_coefficients_are_those_of_the_answers(engine: Engine, seed: int) -> None:
    chance = random.Random(seed)
    answers: tuple[Answer | None, ...] = ("YES", "YES", "NO", "UNSURE", None)
    said = {
        (who, species): [chance.choice(answers) for _ in range(count)]
        for species, count in ((OWL, 80), (TIT, 20))
        for who in ("Ana", "Ben")
    }
    for (who, name), words in said.items():
        _judge(engine, who, name, words)
    _say(engine, "Cai", {"recordingId": 1, "start": 0, "end": 1, "species": OWL, "verified": "NO"})
    told = {each.species: each for each in _ask(engine).pairs if each.second == "Ben"}
    assert set(told) == {None, OWL, TIT}
    for species, pair in told.items():
        of = [OWL, TIT] if species is None else [species]
        one, other = ([w for each in of for w in said[who, each]] for who in ("Ana", "Ben"))
        wanted = compared(one, other)
        assert (pair.first, pair.clips) == ("Ana", wanted.clips)
        assert pair.counts == [list(line) for line in wanted.counts]
        assert pair.both == sum(map(sum, wanted.counts))
        made = wanted.coefficients
        why = wanted.withheld and wanted.withheld.kind
        assert (pair.withheld and pair.withheld.kind) == why
        assert (pair.ac1 is None) == (made is None)
        if made is not None:
            assert pair.kappa is not None and pair.ac1 is not None
            assert (pair.raw, pair.ac1.value, pair.kappa.value) == (
                made.raw,
                made.ac1.value,
                made.kappa.value,
            )
            assert made.ac1.limits is not None and pair.ac1.low == made.ac1.limits.low


def test_the_pair_that_judged_most_comes_first_and_species_can_be_chosen(engine: Engine) -> None:
    _judge(engine, "Ana", OWL, ["YES"] * 2)
    _judge(engine, "Ben", OWL, ["NO"] * 5)
    _judge(engine, "Cai", OWL, ["YES"] * 9)
    _judge(engine, "Ben", TIT, ["YES"])
    _judge(engine, "Cai", TIT, ["YES"])
    pairs = [(each.first, each.second, each.species) for each in _ask(engine).pairs]
    assert pairs[:3] == [("Ben", "Cai", each) for each in (None, *sorted([OWL, TIT]))]
    assert {each[0] for each in pairs[3:]} == {"Ana"}
    (whole, tit) = _ask(engine, species=[TIT]).pairs
    assert (whole.both, tit.species, tit.both) == (1, TIT, 1)
    assert tit.withheld is not None and tit.withheld.kind == "fewForAgreement"


def test_the_level_widens_the_limits(engine: Engine) -> None:
    both: list[Answer] = ["YES", "NO"] * 20
    _judge(engine, "Ana", OWL, [*both, "YES", "YES", "YES", "YES"])
    _judge(engine, "Ben", OWL, [*both, "NO", "NO", "NO", "NO"])
    narrow, wide = (_ask(engine, level=level).pairs[0].ac1 for level in (0.8, 0.99))
    assert narrow and wide and narrow.low and wide.low and narrow.low > wide.low


def test_what_settles_is_listed_with_its_person_and_the_last_word_counts(engine: Engine) -> None:
    heard = {"detectionId": 1}
    _say(engine, "Ana", heard, verified="YES", comment="near")
    _say(engine, "Ben", heard, verified="NO", comment="a dog")
    told = _dispute(engine)
    assert (told["settled"], told["settled_as"], told["settled_by"]) == (0, None, None)
    notes = {each["labeler"]: each["comment"] for each in told["people"]}
    assert notes == {"Ana": "near", "Ben": "a dog"}
    place = {"regionId": told["region_id"], "species": told["species"], "settles": True}
    _say(engine, "Cai", place, verified="YES", comment="heard twice")
    last = _say(engine, "Ana", place, verified="NO")
    told = _dispute(engine)
    assert (told["settled"], told["settled_as"], told["settled_by"]) == (1, "NO", "Ana")
    undo(engine, UndoRequest(batch_id=last), Call())
    told = _dispute(engine)
    assert (told["settled_as"], told["settled_comment"]) == ("YES", "heard twice")
    _say(engine, "Cai", place, verified="UNVERIFIED")
    assert _dispute(engine)["settled"] == 0
    assert {each["labeler"] for each in _dispute(engine)["people"]} == {"Ana", "Ben"}


def test_a_terminal_tells_how_far_people_agree_and_settles(
    engine: Engine, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    alike: list[Answer] = ["YES", "NO"] * 17
    _judge(engine, "Ana", OWL, [*alike, "YES", "NO"])
    _judge(engine, "Ben", OWL, [*alike, "YES", "YES"])
    _judge(engine, "Ana", TIT, ["YES"])
    _judge(engine, "Ben", TIT, ["YES"])
    region = _dispute(engine)["region_id"]

    def told(*typed: str) -> str:
        assert run_command(engine.settings, parser().parse_args(["labels", *typed])) == 0
        return capsys.readouterr().out

    text = told("agreement")
    (owl,) = [line for line in text.splitlines() if OWL in line]
    assert "97.2%" in owl and "0.94 (0." in owl
    assert "A species has no numbers where both judged fewer than 30 clips." in text
    told("add", "--region", str(region), "--species", OWL, "--no", "--settles")
    assert told("agreement") == text
    assert _dispute(engine)["settled_as"] == "NO"
