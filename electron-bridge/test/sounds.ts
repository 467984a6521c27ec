/** Tiny real recordings. */
import { writeFile } from "node:fs/promises";

const RATE_HZ = 48_000;

/** Write a 16-bit mono WAV file of a Northern Saw-whet Owl as BirdNET hears it. */
export async function writeOwl(path: string, seconds: number): Promise<void> {
  await writeWav(path, seconds, (time) => {
    const since = time % 0.5;
    const loudness = Math.min(1, Math.max(0, Math.min(since, 0.15 - since) / 0.03));
    return 0.3 * loudness * Math.sin(2 * Math.PI * 1100 * time) + 0.01 * (Math.random() - 0.5);
  });
}

async function writeWav(
  path: string,
  seconds: number,
  at: (time: number) => number,
): Promise<void> {
  const samples = Int16Array.from({ length: seconds * RATE_HZ }, (_, index) =>
    Math.round(32_767 * at(index / RATE_HZ)),
  );
  const header = Buffer.alloc(44);
  header.write("RIFF");
  header.writeUInt32LE(36 + samples.byteLength, 4);
  header.write("WAVEfmt ", 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(RATE_HZ, 24);
  header.writeUInt32LE(2 * RATE_HZ, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write("data", 36);
  header.writeUInt32LE(samples.byteLength, 40);
  await writeFile(path, [header, new Uint8Array(samples.buffer)]);
}
