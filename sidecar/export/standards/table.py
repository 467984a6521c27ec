"""The table of standards."""

from __future__ import annotations

from sidecar.export.standards.aoef import AOEF
from sidecar.export.standards.camtrapdp import CAMTRAP_DP
from sidecar.export.standards.darwincore import DARWIN_CORE
from sidecar.export.standards.ebird import EBIRD
from sidecar.export.standards.inaturalist import INATURALIST
from sidecar.export.standards.standard import Standard

STANDARDS: dict[str, Standard] = {
    "camtrapDp": CAMTRAP_DP,
    "darwinCore": DARWIN_CORE,
    "ebird": EBIRD,
    "inaturalist": INATURALIST,
    "aoef": AOEF,
}
