"""A varied catalog, and all its detections, for the tests that a judge looks at."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sidecar.catalog.sqlite.catalog import SqliteCatalog
from tests.catalog.query.judge import Rows, detections, varied_catalog


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteCatalog]:
    catalog = varied_catalog(tmp_path_factory.mktemp("catalog"))
    yield catalog
    catalog.close()


@pytest.fixture(scope="module")
def rows(catalog: SqliteCatalog) -> Rows:
    return detections(catalog)
