"""Measures what the detector of voices hears, in three languages and at three levels.

Real voices are those of Debian's packages `asterisk-core-sounds-{en,es,fr}-wav` (telephone
quality, one speaker each), and made ones come from `espeak-ng`. Unpack the packages anywhere:

    apt-get download asterisk-core-sounds-{en,es,fr}-wav espeak-ng libespeak-ng1 espeak-ng-data ...
    for package in *.deb; do dpkg-deb -x $package root; done
    python -m tests.bench.speech root

Backgrounds are the shared recordings, none of which holds a voice.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
import soundfile

from sidecar.audio.resample import resampled
from sidecar.speech.detector import RATE_HZ, Detector, SpeechListener
from sidecar.speech.intervals import HeardSpeech
from sidecar.values import Bool, Float32
from tests.factories import RECORDINGS

LANGUAGES = ("en", "es", "fr")
LEVELS_DB = (0, -6, -12, -18)
UTTERANCES = 60
BACKGROUNDS = (
    *("birdnet_soundscape.flac", "red_faced_spinetail.wav", "birds_10s.wav"),
    *("powdermill_snippet.wav", "metadata.wav", "aru_1.wav"),
)

# Sentences for the made voice: what people say beside a recorder.
SENTENCES = {
    "en": (
        "The recorder hangs on the third tree behind the creek.",
        "Did you change the batteries last week?",
        "I think that was a woodpecker, listen.",
        "We have to be back at the car before it rains.",
    ),
    "es": (
        "La grabadora está en el tercer árbol detrás del arroyo.",
        "¿Cambiaste las pilas la semana pasada?",
        "Creo que fue un carpintero, escucha.",
        "Tenemos que volver al carro antes de que llueva.",
    ),
    "fr": (
        "L'enregistreur est sur le troisième arbre derrière le ruisseau.",
        "Est-ce que tu as changé les piles la semaine dernière?",
        "Je crois que c'était un pic, écoute.",
        "Il faut revenir à la voiture avant la pluie.",
    ),
}

# A frame of a clean voice holds speech if it is less than this below the loudest.
_ACTIVE_DB = 30.0
_FRAME = 512


def read(path: Path) -> Float32:
    """Read a recording as [n] at the detector's rate."""
    samples, rate_hz = soundfile.read(path, dtype="float32", always_2d=True)
    mean = samples.mean(axis=1)
    return mean if rate_hz == RATE_HZ else resampled([mean], rate_hz, len(mean), RATE_HZ)


def real(root: Path, language: str) -> Iterator[Float32]:
    """Give prompts of one speaker, each with more than 1.5 s of sound."""
    (folder, *_) = sorted((root / "usr/share/asterisk/sounds").glob(f"{language}_*"))
    paths = sorted(folder.rglob("*.wav"))
    for number in np.random.default_rng(1).permutation(len(paths)):
        voice = read(paths[number])
        if len(voice) > 1.5 * RATE_HZ and np.abs(voice).max() > 0.05:
            yield voice


def made(root: Path, language: str) -> Iterator[Float32]:
    """Let espeak-ng say sentences, at several pitches and speeds."""
    libraries = ":".join(str(each.parent) for each in root.rglob("libespeak-ng.so.1"))
    data = next(root.rglob("phontab")).parent
    environment = {**os.environ, "LD_LIBRARY_PATH": libraries, "ESPEAK_DATA_PATH": str(data.parent)}
    program, chance = next(root.rglob("bin/espeak-ng")), np.random.default_rng(2)
    with tempfile.TemporaryDirectory() as folder:
        while True:
            pitch, speed = str(chance.integers(20, 80)), str(chance.integers(130, 190))
            sentence = SENTENCES[language][chance.integers(len(SENTENCES[language]))]
            path = Path(folder) / "said.wav"
            command = [str(program), "-v", language, "-p", pitch, "-s", speed, "-w", str(path)]
            subprocess.run([*command, sentence], env=environment, check=True)
            yield read(path)


def active(voice: Float32) -> Bool:
    """Tell which frames [n] of a clean voice hold speech."""
    frames = voice[: len(voice) // _FRAME * _FRAME].reshape(-1, _FRAME)
    level = 20 * np.log10(np.sqrt((frames**2).mean(axis=1)) + 1e-9)
    return np.asarray(level > level.max() - _ACTIVE_DB)


def listen(detector: Detector, samples: Float32) -> HeardSpeech:
    listener = SpeechListener(detector, RATE_HZ)
    listener.hear(samples[:, np.newaxis], samples)
    return listener.heard()


def covered(found: HeardSpeech, frames: int) -> Bool:
    """Tell which frames [frames] lie in speech that was found."""
    middle = (np.arange(frames) + 0.5) * _FRAME * 1000 / RATE_HZ
    inside = np.zeros(frames, np.bool_)
    for each in found.intervals:
        inside |= (middle >= each.start_ms) & (middle < each.end_ms)
    return inside


def recall(
    detector: Detector, voices: Sequence[Float32], backgrounds: Sequence[Float32], level_db: float
) -> tuple[float, float]:
    """Give the share of speech, and of utterances, that are found over backgrounds."""
    chance = np.random.default_rng(3)
    found_frames = frames = utterances = 0
    for voice in voices:
        sound = backgrounds[int(chance.integers(len(backgrounds)))]
        before = int(chance.integers(RATE_HZ, 3 * RATE_HZ))
        length = before + len(voice) + RATE_HZ
        begin = int(chance.integers(len(sound)))
        behind = np.resize(np.roll(sound, -begin), length)
        speaks = active(voice)
        loud = voice[: len(speaks) * _FRAME].reshape(-1, _FRAME)[speaks]
        under = behind[before : before + len(voice)]
        gain = np.sqrt((under**2).mean() / (loud**2).mean()) * 10 ** (level_db / 20)
        mixed = behind.copy()
        mixed[before : before + len(voice)] += gain * voice
        heard = covered(listen(detector, np.roll(mixed, -(before % _FRAME))), length // _FRAME)
        own = heard[before // _FRAME : before // _FRAME + len(speaks)] & speaks
        found_frames, frames = found_frames + int(own.sum()), frames + int(speaks.sum())
        utterances += own.sum() * _FRAME / RATE_HZ > 0.25
    return found_frames / frames, utterances / len(voices)


def speed(detector: Detector, rate_hz: int) -> float:
    """Give how many seconds of sound one second of one thread hears."""
    samples = np.random.default_rng(4).normal(0, 0.05, rate_hz * 10).astype(np.float32)
    began = time.thread_time()
    listener = SpeechListener(detector, rate_hz)
    for _ in range(30):
        listener.hear(samples[:, np.newaxis], samples)
    listener.heard()
    return 300 / (time.thread_time() - began)


def main(root: Path) -> None:
    """Print the tables of docs/speech.md."""
    detector = Detector()
    for rate_hz in (RATE_HZ, 48_000, 384_000):
        print(f"{rate_hz:,} Hz: {speed(detector, rate_hz):,.0f}x real time on one thread")
    backgrounds = [read(RECORDINGS / name) for name in BACKGROUNDS]
    hours = sum(map(len, backgrounds)) / RATE_HZ / 3600
    alarms = [listen(detector, each) for each in backgrounds]
    print(
        f"without a voice: {sum(len(each.intervals) for each in alarms)} stretches, "
        f"{sum(each.speech_seconds for each in alarms):.1f} s in {hours * 60:.1f} minutes"
    )
    print("| voice | language |" + "".join(f" {level} dB |" for level in LEVELS_DB))
    for kind, source in (("real", real), ("made", made)):
        for language in LANGUAGES:
            voices = [*islice(source(root, language), UTTERANCES)]
            cells = [recall(detector, voices, backgrounds, level) for level in LEVELS_DB]
            shown = "".join(f" {share:.0%}, {some:.0%} |" for share, some in cells)
            print(f"| {kind} | {language} |{shown}", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
