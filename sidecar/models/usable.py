"""Which variants of models may be used: those that agree with their origin."""

from __future__ import annotations

from sidecar.models.registry import Installed, Registry
from sidecar.variant import Variant

# A variant must name the same species as its origin in so many of the windows with a species, and
# have been measured on so many of them.
LEAST_AGREEMENT = 0.99
LEAST_HEARD = 20


def unusable(record: Installed) -> str | None:
    """Say why a variant may not be used, or None."""
    if record.made is None:
        return None
    agreement = record.made.agreement
    if agreement is None:
        return "Its agreement with the version it was made of was never measured."
    if agreement.heard < LEAST_HEARD:
        return (
            f"Only {agreement.heard} windows with a species were compared, and {LEAST_HEARD} are "
            "needed."
        )
    if agreement.top1 < LEAST_AGREEMENT:
        return (
            f"It names the same species in {agreement.top1:.1%} of {agreement.heard:,} windows; "
            f"{LEAST_AGREEMENT:.0%} are needed."
        )
    return None


def usable_variant(registry: Registry, record: Installed, variant: Variant) -> Installed | None:
    """Find the variant of a version that was made here and may be used."""
    for _, each in registry.versions(record.manifest.name):
        made = each.made
        if made is not None and (made.variant, made.version_id) == (variant, record.version_id):
            return each if unusable(each) is None else None
    return None


def without(registry: Registry, record: Installed, wished: Variant) -> str | None:
    """Say that a version is used though another variant is wished for; None if it is not so.

    fp32 is no wish: any version may be active. A head has no variants.
    """
    if wished in ("fp32", record.variant) or record.manifest.base is not None:
        return None
    if usable_variant(registry, record, wished) is not None:
        return None
    name = record.manifest.name
    return f"{name} runs as {record.variant}: no usable variant {wished} was made of it here."
