"""Names are names: no field that names a model reaches the file system outside the home."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pydantic.fields import FieldInfo

from sidecar.app.engine import Engine
from sidecar.contract.explain import ExplainResult
from sidecar.errors import InvalidParams, ModelNotInstalled
from sidecar.methods.methods import verbs
from sidecar.models.add import added_name
from sidecar.models.headfile import check_name
from sidecar.models.manifest import is_model_name
from sidecar.rpc.dispatch import outcome
from sidecar.rpc.failures import Failure
from sidecar.rpc.verb import Call
from tests.everyverb import MODEL, asked, furnished

CANARY = "canary-7f3a"
_seen: list[str] = []
_watching = False


def _hook(event: str, given: tuple[Any, ...]) -> None:
    if _watching and event.startswith(("open", "os.", "shutil.", "tempfile.", "glob.")):
        _seen.extend(
            os.fsdecode(each)
            for each in given
            if isinstance(each, str | bytes) and CANARY in os.fsdecode(each)
        )


sys.addaudithook(_hook)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("names") / "deep" / "home"


@pytest.fixture(scope="module")
def engine(home: Path) -> Iterator[Engine]:
    """Make an engine, and beside its home a model that a path would lead to."""
    engine = furnished(home)
    source = engine.registry.path(MODEL)
    for place in (home.parent / CANARY, home / CANARY, home.parent.parent / CANARY):
        place.mkdir()
        for file in source.iterdir():
            (place / file.name).write_bytes(file.read_bytes())
    yield engine
    engine.close()


# Samples and sets of thresholds have names too, which lead to no file.
_OTHERS = ("samples/", "thresholds/", "names/")
_NAMING = ("model", "name", "frontend", "a", "b", "against")


def _is_text(field: FieldInfo) -> bool:
    extra = field.json_schema_extra
    is_path = isinstance(extra, dict) and "x-path" in extra
    # A union keeps the bounds of its members beside them.
    kinds = [
        get_args(each)[0] if get_origin(each) is Annotated else each
        for each in (field.annotation, *get_args(field.annotation))
    ]
    return not is_path and str in kinds


def _fields(engine: Engine) -> list[tuple[str, str]]:
    """List the fields of all methods that take any text and are no path."""
    return [
        (method, field.alias or name)
        for method, verb in verbs(engine).items()
        for name, field in verb.load().request.model_fields.items()
        if _is_text(field)
    ]


def test_the_fields_that_name_models_are_found(engine: Engine) -> None:
    found = set(_fields(engine))
    named = {(method, field) for method, field in found if field in _NAMING}
    assert named >= {
        ("infer", "model"),
        ("stream/open", "model"),
        ("heads/train", "name"),
        ("heads/train", "model"),
        ("heads/apply", "name"),
        ("heads/suggest", "name"),
        ("heads/list", "name"),
        ("heads/remove", "name"),
        ("heads/rename", "name"),
        ("heads/compare", "a"),
        ("heads/export", "name"),
        ("heads/import", "name"),
        ("embeddings/reduce", "model"),
        ("embeddings/compare", "model"),
        ("models/add", "name"),
        ("models/install", "name"),
        ("models/verify", "name"),
        ("models/check", "name"),
        ("models/monitor", "name"),
        ("models/drift", "against"),
        ("models/compare", "a"),
        ("models/compare", "b"),
    }


STEPS = ("..", ".", "", "models", "base", "con", "C:", "~", "\0", "%2e%2e", "…", "a" * 300)
ENDS = (CANARY, f"{CANARY}.", f"{CANARY}\0", f"{CANARY}/", f"{CANARY}:x", f"{CANARY}\\x")
paths = st.builds(
    lambda steps, end, mark: mark.join([*steps, end]),
    st.lists(st.sampled_from(STEPS), min_size=1, max_size=6),
    st.sampled_from(ENDS),
    st.sampled_from(("/", "\\", "//")),
)


@settings(max_examples=4, suppress_health_check=list(HealthCheck))
@given(text=paths)
@example(text=f"../../{CANARY}")
@example(text=f"../{CANARY}")
@example(text=f"..\\..\\{CANARY}")
@example(text=f"file:///{CANARY}")
def test_no_name_of_a_model_leads_out_of_the_home(engine: Engine, home: Path, text: str) -> None:
    global _watching
    table = verbs(engine)
    for name in (text, f"{home.parent}/{CANARY}", f"{home}/{CANARY}"):
        for method, field in _fields(engine):
            if field not in _NAMING or method not in asked(home) or method.startswith(_OTHERS):
                continue
            _seen.clear()
            _watching = True
            result = outcome(method, table[method], {**asked(home)[method], field: name}, Call())
            _watching = False
            assert _seen == [], (method, field, name)
            if isinstance(result, ExplainResult):  # it tells that no such model has analysed
                assert result.run_id is None and result.species == []
                continue
            assert isinstance(result, Failure), (method, field, name)
            assert result.code != -32603, (method, field, name, result)


@pytest.mark.parametrize(
    "name", ["con", "nul.x", "com1", "lpt9.onnx", "a.", "a..", ".a", "-a", "A", "a b", "a" * 65, ""]
)
def test_a_name_is_good_on_every_system_or_refused(engine: Engine, name: str) -> None:
    assert not is_model_name(name)
    with pytest.raises(ModelNotInstalled, match="There is no model called"):
        engine.session(name or ".")
    with pytest.raises(InvalidParams, match="cannot be the name of a head"):
        check_name(engine.registry, name)
    params = {**asked(engine.settings.home)["models/add"], "name": name}
    result = outcome("models/add", verbs(engine)["models/add"], params, Call())
    assert isinstance(result, Failure) and result.code == InvalidParams.code


@pytest.mark.parametrize("stem", ["con", "…", "A" * 300, ".x", "nul.v2", "Ärger", "-" * 80 + "z"])
def test_a_file_of_any_name_gives_a_model_a_good_one(stem: str) -> None:
    assert is_model_name(added_name(Path(f"/in/{stem}.onnx")))


@pytest.mark.parametrize("name", ["a", "birdnet-v2.4", "my_head-2", "console", "a.b.c", "a" * 64])
def test_an_ordinary_name_is_one(name: str) -> None:
    assert is_model_name(name)
