"""Filters on species by any of a species' names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sidecar.app.engine import Engine
from sidecar.catalog.runs import ModelVersion
from sidecar.cli.arguments import parse
from sidecar.cli.terminal import run_command
from sidecar.contract.export import ClipsRequest, ExportRequest
from sidecar.contract.heads import SuggestRequest
from sidecar.contract.notes import Note
from sidecar.contract.query import QueryRequest
from sidecar.contract.rows import DetectionRow
from sidecar.errors import InvalidParams
from sidecar.heads.use import head_use
from sidecar.methods.clips import clips
from sidecar.methods.export import export
from sidecar.methods.query import query
from sidecar.models.headfile import NewHead, install_head
from sidecar.models.labels import Labels
from sidecar.models.layer import Layer
from sidecar.rpc.verb import Call
from sidecar.run.detections import Detection
from tests.keeping import heard, keep_run
from tests.stored import engine_with_base

OFFSETS = np.arange(2) * 144_000
FINCH, OWL = "Haemorhous mexicanus", "Strix aluco"


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """Make a catalog with a finch and an owl, and a head that knows a tit besides."""
    engine = engine_with_base(tmp_path / "home", dimension=4)
    labels = Labels((OWL, "Parus major"), ("Tawny Owl", "Great Tit"))
    head = NewHead("night", "Night", labels, [Layer(np.ones((4, 2)), np.zeros(2))], "{}")
    install_head(engine.registry, engine.session("base"), head)
    found = [
        Detection(FINCH, "House Finch", 0.0, 3.0, 0.9),
        Detection(OWL, "Tawny Owl", 3.0, 6.0, 0.8),
    ]
    model = ModelVersion("m", "Model", "1", "a" * 64, "1", "free")
    keep_run(engine.catalog, model, heard("/a.wav", *found, seconds=6.0, offsets=OFFSETS))
    yield engine
    engine.close()


def _asked(engine: Engine, species: Any) -> tuple[list[str], list[Note]]:
    where = {"species": species}
    request = QueryRequest.model_validate({"select": "detections", "where": where})
    answer = query(engine, request, Call())
    rows = [row for row in answer.rows if isinstance(row, DetectionRow)]
    return [row.species for row in rows], answer.notes


@pytest.mark.parametrize(
    ("species", "found"),
    [
        (FINCH, [FINCH]),
        ("House Finch", [FINCH]),
        ("house\u00a0 FINCH", [FINCH]),
        ("Haemorhous mexicanus_Roselin familier", [FINCH]),
        (["House Finch", "Tawny Owl"], [FINCH, OWL]),
        ({"eq": "House Finch"}, [FINCH]),
        ({"ne": "House Finch"}, [OWL]),
        ({"in": ["tawny owl"]}, [OWL]),
        ({"contains": "mexic"}, [FINCH]),
    ],
)
def test_any_name_of_a_species_filters(engine: Engine, species: Any, found: list[str]) -> None:
    assert _asked(engine, species) == (found, [])


def test_a_name_that_matches_nothing_is_told_with_one_like_it(engine: Engine) -> None:
    found, (note,) = _asked(engine, ["Haemorhous mexicanis", "Corvus corax", "Tawny Owl"])
    assert found == [OWL]
    assert (note.kind, note.count, note.changes_results) == ("unknownSpecies", 2, True)
    assert note.examples == [
        "Haemorhous mexicanis. Did you mean Haemorhous mexicanus?",
        "Corvus corax",
    ]


def test_a_species_that_only_a_model_knows_is_absent(engine: Engine) -> None:
    found, (note,) = _asked(engine, "great tit")
    assert (found, note.kind, note.examples) == ([], "absentSpecies", ["Parus major"])
    assert not note.changes_results


def test_a_name_of_several_species_means_them_all(engine: Engine) -> None:
    model = ModelVersion("m", "Model", "1", "a" * 64, "1", "free")
    other = Detection("Carpodacus mexicanus", "House Finch", 0.0, 3.0, 0.9)
    keep_run(engine.catalog, model, heard("/b.wav", other, seconds=6.0, offsets=OFFSETS))
    both = [FINCH, "Carpodacus mexicanus"]
    assert _asked(engine, "House Finch")[0] == both
    assert _asked(engine, {"eq": "House Finch"})[0] == both


def test_exports_clips_and_heads_take_any_name(engine: Engine, tmp_path: Path) -> None:
    where = {"species": "house finch"}
    to = {"destination": str(tmp_path / "out.csv"), "format": "csv"}
    written = export(engine, ExportRequest.model_validate({**to, "where": where}), Call())
    assert (written.rows, written.notes) == (1, [])
    asked = ClipsRequest.model_validate({"destination": str(tmp_path), "where": where})
    assert len(clips(engine, asked, Call()).errors) == 1  # the recording of the finch is no file
    unknown = {"species": "Hose Finch"}
    written = export(engine, ExportRequest.model_validate({**to, "where": unknown}), Call())
    assert [note.kind for note in written.notes] == ["unknownSpecies"]
    asked = ClipsRequest.model_validate({"destination": str(tmp_path), "where": unknown})
    assert [note.kind for note in clips(engine, asked, Call()).notes] == ["unknownSpecies"]
    for filtered, hint in ((where, "Analyse the recordings once"), (unknown, "Did you mean House")):
        suggest = SuggestRequest.model_validate({"name": "night", "where": filtered})
        with pytest.raises(InvalidParams, match="no embeddings") as refused:
            head_use(engine, suggest)
        assert hint in refused.value.hint


def test_the_command_line_says_so_and_fails(
    engine: Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = ["query", "detections", "--where", "species=Hose Finch"]
    assert run_command(engine.settings, parse(typed)) == 1
    told = capsys.readouterr()
    assert "No rows." in told.err and "Did you mean House Finch?" in told.err
    assert run_command(engine.settings, parse([*typed[:-1], "species=House Finch"])) == 0
