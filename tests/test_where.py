"""Filters as they are typed."""

from __future__ import annotations

from typing import Any

import pytest

from sidecar.catalog.sqlite.catalog import SqliteCatalog
from sidecar.cli.arguments import parse
from sidecar.cli.where import Fields, where
from sidecar.errors import InvalidParams


@pytest.fixture(scope="module")
def fields(tmp_path_factory: pytest.TempPathFactory) -> Fields:
    catalog = SqliteCatalog(tmp_path_factory.mktemp("catalog") / "c.sqlite")
    known = catalog.questions.fields("detections")
    catalog.close()
    return known


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (["site=S12"], {"site": {"eq": "S12"}}),
        (["confidence>=0.5", "confidence<1"], {"confidence": {"ge": 0.5, "lt": 1}}),
        (["species=Strix aluco, Asio otus"], {"species": {"in": ["Strix aluco", "Asio otus"]}}),
        (["species!=Strix aluco"], {"species": {"ne": "Strix aluco"}}),
        (["timeOfDay = 22..4"], {"timeOfDay": {"between": [22, 4]}}),
        (["date=2024-05-01..2024-05-31"], {"date": {"between": ["2024-05-01", "2024-05-31"]}}),
        (["path~a=b>c"], {"path": {"contains": "a=b>c"}}),
        (["site="], {"site": {"eq": None}}),
        (["recorder=7"], {"recorder": {"eq": "7"}}),
        (
            ['{"confidence": {"ge": 0.5}}', "runId=3"],
            {"confidence": {"ge": 0.5}, "runId": {"eq": 3}},
        ),
        (['{"path": "/a.wav"}', "path~a"], {"path": {"eq": "/a.wav", "contains": "a"}}),
        (['{"runId": [1, 2]}', "runId<2"], {"runId": {"in": [1, 2], "lt": 2}}),
    ],
    ids=str,
)
def test_a_typed_filter_is_what_the_rpc_would_get(
    typed: list[str], meant: dict[str, Any], fields: Fields
) -> None:
    assert where(typed, fields) == meant


@pytest.mark.parametrize("typed", ["owl", "=owl", "confidence>=high", "{not json"])
def test_what_is_no_filter_is_refused(typed: str, fields: Fields) -> None:
    with pytest.raises(InvalidParams):
        where([typed], fields)


def test_filters_may_be_given_more_than_once() -> None:
    typed = ["query", "detections", "--where", "site=S12", "--limit", "3", "--where", "runId=1"]
    assert parse(typed).where == ["site=S12", "runId=1"]
    assert parse(["query", "detections"]).where == []


def test_a_comparison_that_would_undo_another_is_refused(fields: Fields) -> None:
    with pytest.raises(InvalidParams, match="species"):
        where(["species=Strix aluco", "species=Asio otus"], fields)


def test_a_falling_order_is_no_option() -> None:
    typed = ["query", "detections", "--order-by", "-confidence,start", "--limit", "3"]
    assert parse(typed).order_by == "-confidence,start"
