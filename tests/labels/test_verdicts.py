"""Verdicts in tables: the words for yes and no, and labels that have none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sidecar.app.engine import Engine
from sidecar.cli.arguments import parse
from sidecar.cli.terminal import run_command
from sidecar.contract.labels import AnnotateRequest, UndoRequest
from sidecar.labels.label import WrongLine
from sidecar.labels.verdict import verdict
from sidecar.methods.labels import annotate, undo
from sidecar.rpc.verb import Call
from tests.factories import tone, write_wav
from tests.labels.importing import import_labels, kinds, labels, make_engine

HEAD = "Begin Time (s)\tEnd Time (s)\tSpecies"


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = make_engine(tmp_path)
    yield engine
    engine.close()


def _table(folder: Path, *cells: str, head: str = "Verified") -> Path:
    """Write a table with a label of a second per cell, beside its recording."""
    write_wav(folder / "a.wav", tone(9.0))
    path = folder / "a.selections.txt"
    lines = [f"{place}\t{place + 1}\towl\t{cell}" for place, cell in enumerate(cells)]
    path.write_text("\n".join([f"{HEAD}\t{head}", *lines]), "utf-8")
    return path


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        *((word, "YES") for word in ("Y", "yes", "1", "1.0", "TRUE", "t", "+", "Correct", "right")),
        *((word, "YES") for word in ("positive", "S", "SÍ", "si\u0301", "Verdadero", "cierto")),
        *((word, "YES") for word in ("sim", "VERDADEIRO", "certo", "Oui", "VRAI", "positif")),
        *((word, "YES") for word in ("Ja", "J", "WAHR", "richtig", " \u00a0yes ")),
        *((word, "NO") for word in ("N", "no", "0", "0.0", "FALSE", "f", "-", "\u2212", "wrong")),
        *((word, "NO") for word in ("incorrect", "negative", "Falso", "incorrecto", "negativo")),
        *((word, "NO") for word in ("Não", "errado", "non", "FAUX", "négatif", "Nein", "FALSCH")),
        ("Unverified", "UNVERIFIED"),
        ("", None),
        ("\u00a0 ", None),
    ],
)
def test_a_word_means_yes_or_no(word: str, meant: str | None) -> None:
    assert verdict(word) == meant


@pytest.mark.parametrize("word", ["perhaps", "2", "?", "yes?", "n/a", "owl"])
def test_another_word_is_named(word: str) -> None:
    with pytest.raises(WrongLine) as error:
        verdict(word)
    assert str(error.value) == f"'{word}' is neither yes nor no."


def test_a_line_with_another_word_is_refused_alone(engine: Engine, tmp_path: Path) -> None:
    result = import_labels(engine, _table(tmp_path, "y", "perhaps", "n"))
    assert [(each.line, each.message) for each in result.errors] == [
        (3, "'perhaps' is neither yes nor no.")
    ]
    assert [row[3] for row in labels(engine)] == ["YES", "NO"]
    assert not result.notes


@pytest.mark.parametrize("title", ["Verified", "VERIFIED", "Verdict", "Validated", "Correct (Y/N)"])
def test_the_column_of_verdicts_has_several_titles(
    engine: Engine, tmp_path: Path, title: str
) -> None:
    import_labels(engine, _table(tmp_path, "y", "n", head=title))
    assert [row[3] for row in labels(engine)] == ["YES", "NO"]


def test_a_table_without_verdicts_is_unverified_and_says_so(engine: Engine, tmp_path: Path) -> None:
    result = import_labels(engine, _table(tmp_path, "near", "far", head="Notes"))
    assert [row[3] for row in labels(engine)] == ["UNVERIFIED"] * 2
    (note,) = result.notes
    assert (note.kind, note.count, note.changes_results) == ("withoutVerdict", 2, False)
    assert "2 labels were kept as UNVERIFIED" in note.message and "--verified YES" in note.hint


def test_an_empty_cell_is_unverified_and_needs_no_note(engine: Engine, tmp_path: Path) -> None:
    result = import_labels(engine, _table(tmp_path, "y", ""))
    assert [row[3] for row in labels(engine)] == ["YES", "UNVERIFIED"]
    assert not result.notes


@pytest.mark.parametrize("verdict", ["YES", "NO", "UNVERIFIED"])
def test_a_person_may_choose_the_verdict_of_labels_without_one(
    engine: Engine, tmp_path: Path, verdict: str
) -> None:
    path = _table(tmp_path, "", "n")
    arguments = ["labels", "import", str(path), "--verified", verdict]
    assert run_command(engine.settings, parse(arguments)) == 0
    assert [row[3] for row in labels(engine)] == [verdict, "NO"]
    plain = tmp_path / "a.txt"
    plain.write_text("5\t6\twren\n")
    result = import_labels(engine, plain, verified=verdict)
    assert not result.notes and labels(engine)[-1][3] == verdict


def test_a_label_without_a_verdict_does_not_change_one(engine: Engine, tmp_path: Path) -> None:
    path = _table(tmp_path, "near", "far", head="Notes")
    made = [
        {"path": str(tmp_path / "a.wav"), "start": 0, "end": 1, "species": "owl", "verified": "NO"}
    ]
    values = {"annotations": made, "labeler": {"name": "Ben"}}
    annotate(engine, AnnotateRequest.model_validate(values), Call())
    result = import_labels(engine, path, labeler={"name": "Ana"})
    assert (result.added, result.known, kinds(result)) == (1, 1, {"withoutVerdict": 1})
    assert [row[3:] for row in labels(engine)] == [("NO", "Ben"), ("UNVERIFIED", "Ana")]
    # An explicit verdict of a later person does.
    import_labels(engine, _table(tmp_path, "unverified"), labeler={"name": "Ana"})
    assert labels(engine)[0][3:] == ("UNVERIFIED", "Ana")
    undo(engine, UndoRequest(), Call())
    assert labels(engine)[0][3:] == ("NO", "Ben")
