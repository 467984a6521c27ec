"""Names that people type: a common one stands for the species that installed models give it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from sidecar.app.engine import Engine
from sidecar.models.headfile import NewHead, install_head
from sidecar.models.labels import Labels
from sidecar.models.layer import Layer
from sidecar.models.registry import LABELS_FILE, RECORD_FILE
from sidecar.recordings.named import Names
from tests.stored import engine_with_base

LABELS = Labels(species=("Strix aluco", "Hyla arborea"), common=("Tawny owl", "Tree\tfrog"))


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """Make an engine with a model, and a head on it that knows an owl and a frog."""
    engine = engine_with_base(tmp_path / "home", dimension=4)
    layer = Layer(np.ones((4, 2)), np.zeros(2))
    head = NewHead("night", "Night voices", LABELS, [layer], "{}")
    install_head(engine.registry, engine.session("base"), head)
    yield engine
    engine.close()


def test_the_titles_of_a_heads_label_table_are_no_names(engine: Engine) -> None:
    assert Names(engine).resolve("name", None) == ("name", None)
    assert Names(engine).resolve("common_name", None) == ("common_name", None)


@pytest.mark.parametrize("typed", ["Tawny owl", "tawny OWL"])
def test_a_heads_own_common_names_stand_for_its_species(engine: Engine, typed: str) -> None:
    assert Names(engine).resolve(typed, None) == ("Strix aluco", typed)
    assert Names(engine).resolve("Tree\tfrog", None) == ("Hyla arborea", "Tree\tfrog")


@pytest.mark.parametrize(
    ("typed", "resolved"),
    [
        ("strix  ALUCO", ("Strix aluco", None)),
        ("Strix aluco_Chouette hulotte", ("Strix aluco", "Chouette hulotte")),
        ("täwny owl", ("Strix aluco", "täwny owl")),
        # A species that no model knows stays, though its common name belongs to another here.
        ("Strix nebulosa_Tawny owl", ("Strix nebulosa_Tawny owl", None)),
        ("Strix alluco", ("Strix alluco", None)),
        ("owl_call", ("owl_call", None)),
    ],
)
def test_a_name_in_any_spelling_means_its_species(
    engine: Engine, typed: str, resolved: tuple[str, str | None]
) -> None:
    assert Names(engine).resolve(typed, None) == resolved


def test_models_other_than_heads_are_still_known(engine: Engine) -> None:
    labels = engine.registry.path("base") / LABELS_FILE
    labels.write_text("Parus major_Great tit\nb_b\nc_c\n", "utf-8")
    assert Names(engine).resolve("great tit", None) == ("Parus major", "great tit")


@pytest.mark.parametrize("file", [LABELS_FILE, RECORD_FILE])
def test_a_damaged_model_takes_no_names_from_the_others(engine: Engine, file: str) -> None:
    (engine.registry.path("base") / file).write_bytes(b"\xff\xfe{")
    assert Names(engine).resolve("Tawny owl", None) == ("Strix aluco", "Tawny owl")
