"""An Ogg Vorbis file whose headers are damaged is refused before libsndfile takes memory for it."""

from __future__ import annotations

import io
import platform
import random
import subprocess
import sys
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
import soundfile

from sidecar.audio.decoders.libsndfile import Libsndfile
from sidecar.audio.decoders.vorbis import lacks_header
from sidecar.errors import UnreadableAudio
from tests.factories import owl
from tests.soak.mutants import CHANGES, mutants


def _ogg(subtype: str = "VORBIS", channels: int = 1) -> bytes:
    file = io.BytesIO()
    sound = np.repeat(owl(1.0)[:, np.newaxis], channels, axis=1)
    soundfile.write(file, sound, 48_000, format="OGG", subtype=subtype)
    return file.getvalue()


def _opens(content: bytes) -> bool:
    try:
        with soundfile.SoundFile(io.BytesIO(content)):
            return True
    except soundfile.SoundFileError:
        return False


@pytest.mark.parametrize("subtype", ["VORBIS", "OPUS"])
@pytest.mark.parametrize("channels", [1, 2])
def test_whole_files_lack_nothing(subtype: str, channels: int) -> None:
    assert not lacks_header(io.BytesIO(_ogg(subtype, channels)))


def test_nothing_is_refused_that_libsndfile_reads() -> None:
    chance = random.Random(1)
    whole = _ogg()
    refused = read = 0
    for _ in range(600):
        damaged = bytearray(whole)
        # Most changes would fall behind the headers.
        changed = damaged[:6000]
        chance.choice(CHANGES)(chance, changed, [whole])
        content = bytes(changed + damaged[6000:])
        lacks, opens = lacks_header(io.BytesIO(content)), _opens(content)
        assert not (lacks and opens)
        refused += lacks
        read += opens
    assert refused > 100 and read > 20
    for _, content in islice(mutants(2), 400):
        assert not (lacks_header(io.BytesIO(content)) and _opens(content))


@pytest.mark.parametrize("keep", [100, 3000])
def test_a_file_that_ends_in_its_headers_is_refused(tmp_path: Path, keep: int) -> None:
    path = tmp_path / "a.ogg"
    path.write_bytes(_ogg()[:keep])
    with pytest.raises(UnreadableAudio, match="may be damaged") as raised:
        Libsndfile().open(path)
    assert raised.value.hint == "A header of Ogg Vorbis is damaged."


_TAKEN = """
import ctypes, gc, sys
from pathlib import Path
from sidecar.audio.decoders.libsndfile import Libsndfile
from sidecar.errors import UnreadableAudio
class Info(ctypes.Structure):
    _fields_ = [(str(number), ctypes.c_size_t) for number in range(10)]
told = ctypes.CDLL(None).mallinfo2
told.restype = Info
def taken():
    gc.collect()
    return getattr(told(), "7")
def refuse(times):
    for _ in range(times):
        try:
            Libsndfile().open(Path(sys.argv[1]))
        except UnreadableAudio:
            continue
        raise SystemExit("it was read")
refuse(20)
before = taken()
refuse(300)
print(taken() - before)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another C library tells no numbers")
def test_a_refused_file_takes_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.ogg"
    content = bytearray(_ogg())
    content[2000] ^= 1
    path.write_bytes(content)
    command = [sys.executable, "-c", _TAKEN, str(path)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert int(told) < 300 * 1000
