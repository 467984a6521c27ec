/** The catalog of a million detections, with sound behind its recordings; made once. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { copyFile, mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { writeOwl } from "../../../test/sounds.js";

const root = fileURLToPath(new URL("../../../../", import.meta.url));
const PYTHON = join(root, ".venv/bin/python");
const FOLDER = join(root, ".linnet/bench");
export const HOME = join(root, ".linnet/home");
export const LINNET = join(root, ".venv/bin/linnet");

/**
 * Every recording becomes a link to one of ten minutes, so that each has a picture and a sound. Each
 * begins as this one does, else its file would hold another sound; the rest of its digest is its own.
 */
const MAKE = `
import os, sqlite3, sys
from pathlib import Path
from sidecar.audio.fingerprint import HEAD_BYTES, read_head
from tests.bench.bigcatalog import make_catalog
path, sound = Path(sys.argv[1]), Path(sys.argv[2])
making = path.with_suffix(".making")
making.unlink(missing_ok=True)
make_catalog(making, 1_000_000)
db = sqlite3.connect(making)
for (recording,) in db.execute("SELECT recordingId FROM Recording").fetchall():
    link = sound.parent / "card" / f"{recording:06d}.wav"
    link.parent.mkdir(exist_ok=True)
    if not link.exists():
        os.link(sound, link)
    db.execute("UPDATE Recording SET url = ? WHERE recordingId = ?", (str(link), recording))
db.execute(
    "UPDATE RecordingIdentity SET sampleDigest = CAST(? || substr(sampleDigest, ?) AS BLOB)",
    (read_head(sound).digest, HEAD_BYTES + 1),
)
db.commit()
db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
db.close()
making.rename(path)
`;

/** A hundred thousand recordings, with ten detections each. */
const MAKE_WIDE = `
import sys
from pathlib import Path
from tests.bench.bigcatalog import make_catalog
path = Path(sys.argv[1])
making = path.with_suffix(".making")
making.unlink(missing_ok=True)
make_catalog(making, 1_000_000, per_recording=10).rename(path)
`;

/** A day of noise with an owl each minute, at 24 kHz; its overview is kept by the import. */
const MAKE_DAY = `
import os, sqlite3, subprocess, sys
from pathlib import Path
import numpy as np, soundfile
path = Path(sys.argv[1])
making, flac = path.with_suffix(".making"), path.parent / "day" / "20260314_000000.flac"
flac.parent.mkdir(exist_ok=True)
making.unlink(missing_ok=True)
rate, chance = 24_000, np.random.default_rng(5)
minute = (0.01 * chance.standard_normal(60 * rate)).astype(np.float32)
at = np.arange(rate) / rate
minute[: rate] += (0.2 * np.sin(2 * np.pi * (800 + 200 * at) * at)).astype(np.float32)
if not flac.exists():
    with soundfile.SoundFile(flac, "w", rate, 1, "PCM_16") as file:
        for _ in range(24 * 60):
            file.write(minute)
command = [sys.executable, "-m", "sidecar", "recordings", "import", str(flac.parent)]
subprocess.run(command, env={**os.environ, "LINNET_CATALOG": str(making)}, check=True)
db = sqlite3.connect(making)
db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
db.close()
making.rename(path)
`;

/** The catalog of one recording of a day; made once. */
export function day(): Promise<string> {
  return made("day", MAKE_DAY);
}

export async function prepared(): Promise<string> {
  const sound = join(FOLDER, "ten-minutes.wav");
  return made("heard", MAKE, sound, () => writeOwl(sound, 600));
}

/** The catalog of a hundred thousand recordings; made once. */
export function wide(): Promise<string> {
  return made("wide", MAKE_WIDE);
}

async function made(
  name: string,
  program: string,
  sound = "",
  before?: () => Promise<unknown>,
): Promise<string> {
  const path = join(FOLDER, `${name}.sqlite`);
  if (existsSync(path)) return path;
  console.log(`The catalog "${name}" is being made; this takes some minutes.`);
  await mkdir(FOLDER, { recursive: true });
  await before?.();
  const done = spawnSync(PYTHON, ["-c", program, path, sound], {
    ...{ cwd: root, encoding: "utf8", env: { ...process.env, LINNET_HOME: HOME } },
  });
  if (done.status !== 0) throw new Error(`The catalog cannot be made.\n${done.stderr}`);
  return path;
}

/** A card of short recordings that no run has read yet. */
export async function freshCard(folder: string, files: number, seconds: number): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (let file = 0; file < files; file++) {
    const minute = String(file % 60).padStart(2, "0");
    await writeOwl(join(folder, `20260312_05${minute}00.WAV`), seconds);
  }
  return folder;
}

/**
 * A copy of the catalog to run on. A run's recordings are gone after it, and its detections would
 * stand first in every later table, without picture and sound.
 */
export async function copied(catalog: string, folder: string, name = "copy"): Promise<string> {
  const copy = join(folder, `${name}.sqlite`);
  await copyFile(catalog, copy);
  // What an engine that was killed has written last.
  if (existsSync(`${catalog}-wal`)) await copyFile(`${catalog}-wal`, `${copy}-wal`);
  return copy;
}
