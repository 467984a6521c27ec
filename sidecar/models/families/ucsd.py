"""UC San Diego's models: pyha-analyzer 2.0, and acoustic-multiclass-training before it."""

from __future__ import annotations

from sidecar.models.families.interface import Family, takes

UCSD_LIBROSA = Family(
    title="UC San Diego EfficientNet",
    frontend="ucsd-librosa-mel",
    recognises=takes("ucsd-librosa-mel"),
)

UCSD_TORCHAUDIO = Family(
    title="UC San Diego acoustic-multiclass-training",
    frontend="ucsd-torchaudio-mel",
    recognises=takes("ucsd-torchaudio-mel"),
)
