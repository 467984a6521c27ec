/**
 * A recording for a person who has none at hand: a minute of whistled calls, as BirdNET knows them.
 * It is made here, so nobody's licence is on it, and it is the same every time.
 */
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { wav } from "./wav.js";

const RATE_HZ = 48_000;
const SECONDS = 60;
const FADE_S = 0.03;
const LEVEL = 0.3;
const NOISE = 0.01;

/** Notes (start in seconds, length in seconds, Hz) that repeat every `period`, from one time to another. */
interface Call {
  from: number;
  to: number;
  period: number;
  notes: readonly (readonly [number, number, number])[];
}

const PYGMY_OWL: Call = { from: 6, to: 24, period: 1.8, notes: [[0, 0.3, 1450]] };
const CUCKOO: Call = {
  from: 33,
  to: 54,
  period: 1.5,
  notes: [
    [0, 0.2, 670],
    [0.35, 0.3, 530],
  ],
};
const CALLS = [PYGMY_OWL, CUCKOO];

/** A place and a time of the year where both live: the forest of Białowieża, in May. */
const GUANO = [
  "GUANO|Version: 1.0",
  "Timestamp: 2026-05-12T05:12:00",
  "Loc Position: 52.75 23.70",
  "",
].join("\n");

/** Write the sample below a folder, as a recorder names its files; answers with its folder. */
export async function writeSample(below: string): Promise<string> {
  const folder = join(below, "Linnet sample");
  const path = join(folder, "SAMPLE_20260512_051200.wav");
  await mkdir(folder, { recursive: true });
  await writeFile(`${path}.part`, minute(GUANO));
  await rename(`${path}.part`, path);
  return folder;
}

/** The bytes of a minute with both calls. `seed` chooses its noise: no two minutes in a forest are equal. */
export function minute(guano: string, seed = 2026): Uint8Array[] {
  const noise = noisy(seed);
  return wav(SECONDS, RATE_HZ, (time) => calling(time) + noise(), guano);
}

function calling(time: number): number {
  const call = CALLS.find(({ from, to }) => time >= from && time < to);
  if (call === undefined) return 0;
  const since = (time - call.from) % call.period;
  const notes = call.notes.map(([start, length, hertz]) => {
    const into = since - start;
    const loudness = Math.min(1, Math.max(0, Math.min(into, length - into) / FADE_S));
    return LEVEL * loudness * Math.sin(2 * Math.PI * hertz * time);
  });
  return notes.reduce((sum, each) => sum + each, 0);
}

/** Noise that is the same every time (a linear congruence: Numerical Recipes, 1992). */
function noisy(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return NOISE * (state / 2 ** 32 - 0.5);
  };
}
