"""What each part of a select says of the tables that it needs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from sidecar.catalog.sqlite.catalog import SqliteCatalog
from sidecar.catalog.sqlite.query.chain import Chain
from sidecar.catalog.sqlite.query.expression import Expression
from sidecar.catalog.sqlite.query.field import Field, Select
from sidecar.catalog.sqlite.query.selects import SELECTS
from sidecar.errors import CatalogUnavailable

ROUTED = {name: select for name, select in SELECTS.items() if select.routes is not None}


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    catalog = SqliteCatalog(tmp_path_factory.mktemp("catalog") / "catalog.sqlite")
    yield catalog.reader()
    catalog.close()


def _chains(select: Select) -> list[Chain]:
    assert select.routes is not None
    return list(select.routes.chains.values())


def _expressions(field: Field) -> list[Expression]:
    found = [field.value, *field.tests, *([field.drive] if field.drive else [])]
    found += [field.names.referring] if field.names else []
    return [Expression(each.sql.replace("{}", "IS 1"), each.needs) for each in found]


@pytest.mark.parametrize("name", ROUTED)
def test_a_field_needs_the_tables_that_it_reads_and_no_others(
    name: str, db: sqlite3.Connection
) -> None:
    select = ROUTED[name]
    for field in select.known.values():
        for each in [] if field.made else _expressions(field):
            assert each.needs and all(f"{table}." in each.sql for table in each.needs)
            for chain in _chains(select):
                # A table that is missing here is an error of SQLite's.
                db.execute(f"SELECT {each.sql} FROM {chain.source('', each.needs)}")


@pytest.mark.parametrize("name", ROUTED)
def test_a_chain_leads_to_each_of_its_tables(name: str, db: sqlite3.Connection) -> None:
    for chain in _chains(ROUTED[name]):
        for table in (chain.first, *(join.table for join in chain.joins)):
            db.execute(f"SELECT {table}.rowid FROM {chain.source('', {table})}")
        usual = chain.usual
        db.execute(f"SELECT 1 FROM {chain.source('', usual.needs)} WHERE {usual.sql}")
        for there, sooner in chain.equal.items():
            needs = there.needs | sooner.needs
            db.execute(f"SELECT {there.sql} = {sooner.sql} FROM {chain.source('', needs)}")


@pytest.mark.parametrize("name", [name for name in SELECTS if SELECTS[name].of is not None])
def test_a_count_needs_the_tables_that_it_reads_and_no_others(
    name: str, db: sqlite3.Connection
) -> None:
    select = SELECTS[name]
    assert select.of is not None and select.of.routes is not None

    def count(chain: Chain, needs: frozenset[str]) -> None:
        source = chain.source("", needs)
        db.execute(f"SELECT * FROM {select.source.format(source=source, inner='1')}")

    for chain in _chains(select.of):
        count(chain, select.counted)
    root = select.of.routes.root
    for table in select.counted - {root}:
        with pytest.raises(CatalogUnavailable):
            count(select.of.routes.chains[root], select.counted - {table})
