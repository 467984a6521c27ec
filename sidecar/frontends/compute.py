"""Makes a front end from its description."""

from __future__ import annotations

from functools import singledispatch

from sidecar.frontends.interface import Description, FrontEnd
from sidecar.frontends.spec import MelSpectrogram, Waveform

# Part of the name of every cache entry: raise it when the same description would give other
# numbers.
VERSION = 1


@singledispatch
def front_end(spec: Description) -> FrontEnd:
    """Make the front end of a description. Each kind registers here."""
    raise TypeError(f"No front end is registered for the kind {spec.kind!r}.")


@front_end.register
def _(spec: Waveform) -> FrontEnd:
    from sidecar.frontends.waveform import Level

    return Level(spec)


@front_end.register
def _(spec: MelSpectrogram) -> FrontEnd:
    # Imported here: models that hear the waveform itself need no transforms.
    from sidecar.frontends.spectrogram import Spectrogram

    return Spectrogram(spec)
