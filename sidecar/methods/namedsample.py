"""The sample that a request names."""

from __future__ import annotations

from sidecar.catalog.interface import Catalog
from sidecar.catalog.samples import Sample
from sidecar.contract.samples import SampleOf
from sidecar.errors import InvalidParams


def named_sample(catalog: Catalog, request: SampleOf, *, field: str = "name") -> Sample:
    """Read the sample that a request names; raises InvalidParams if there is none.

    `field` is that of the name.
    """
    number = request.sample_id
    if request.name is not None:
        number = sample_id(catalog, request.name, field)
    assert number is not None
    sample = catalog.samples.read(number)
    if sample is None:
        raise _unknown(f"{number}", "sampleId" if request.name is None else field)
    return sample


def sample_id(catalog: Catalog, name: str, field: str) -> int:
    """Find the sample of a name; raises InvalidParams that names the field."""
    number = catalog.samples.number(name)
    if number is None:
        raise _unknown(f'"{name}"', field)
    return number


def _unknown(named: str, field: str) -> InvalidParams:
    return InvalidParams(
        f"There is no sample {named}.", field=field, hint="`linnet samples list` shows all."
    )
