/** Tiny real recordings. */
import { writeFile } from "node:fs/promises";
import { wav } from "../app/node/wav.js";

const RATE_HZ = 48_000;

/** Write a 16-bit mono WAV file of a Northern Saw-whet Owl as BirdNET hears it. */
export async function writeOwl(path: string, seconds: number): Promise<void> {
  const sound = wav(seconds, RATE_HZ, (time) => {
    const since = time % 0.5;
    const loudness = Math.min(1, Math.max(0, Math.min(since, 0.15 - since) / 0.03));
    return 0.3 * loudness * Math.sin(2 * Math.PI * 1100 * time) + 0.01 * (Math.random() - 0.5);
  });
  await writeFile(path, sound);
}
