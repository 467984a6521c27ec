"""Our indices agree with scikit-maad's on real recordings; docs/indices.md says with which options.

`maadgoldens.py` wrote what scikit-maad gave.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from sidecar.audio.decode import open_recording
from sidecar.indices.columns import Minute
from sidecar.indices.listener import IndexListener
from tests.factories import RECORDINGS
from tests.shared import needs_recordings

GOLDENS = json.loads(Path(__file__).with_name("maad.json").read_text())

# Of field recordings. NDSI is a difference, so near zero its rounding is that of its range.
CLOSE = 1e-6
NEAR_ZERO = 1e-7
# A tone is no field recording: most bins hold only its rounding. Bins of decoded MP3 hold only that
# of samples, to which single precision adds its own.
TONE, MP3 = 3e-6, 5e-4


def _first_minute(name: str) -> Minute:
    with open_recording(RECORDINGS / name) as audio:
        listener = IndexListener(audio.facts)
        audio.listen(listener.hear)
        for _ in audio.mono(audio.facts.rate_hz):
            pass
    return next(iter(listener.heard()))


@needs_recordings
@pytest.mark.parametrize("name", sorted(GOLDENS))
def test_each_index_is_that_of_scikit_maad(name: str) -> None:
    found = asdict(_first_minute(name))
    expected = GOLDENS[name]
    assert {each for each in ("ndsi", "bi", "adi", "aei") if found[each] is not None} == {
        each for each in ("ndsi", "bi", "adi", "aei") if each in expected
    }
    rel = MP3 if name.endswith(".mp3") else TONE if name.startswith("encodings/") else CLOSE
    for each, value in expected.items():
        assert found[each] == pytest.approx(value, rel=rel, abs=NEAR_ZERO), each
