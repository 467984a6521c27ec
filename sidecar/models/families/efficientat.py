"""EfficientAT (arXiv 2211.04772), for any length of sound."""

from __future__ import annotations

from sidecar.models.families.interface import Family, takes

EFFICIENTAT = Family(
    title="EfficientAT",
    frontend="efficientat",
    recognises=takes("efficientat", frames_vary=True),
)
