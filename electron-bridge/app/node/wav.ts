/** Writes sound as a WAV file of 16 bits and one channel. */

/** The bytes of a file; `at` gives the sound at a time in seconds, in -1 to 1. */
export function wav(seconds: number, rateHz: number, at: (time: number) => number): Uint8Array[] {
  const samples = Int16Array.from({ length: seconds * rateHz }, (_, index) =>
    Math.round(32_767 * at(index / rateHz)),
  );
  const header = Buffer.alloc(44);
  header.write("RIFF");
  header.writeUInt32LE(36 + samples.byteLength, 4);
  header.write("WAVEfmt ", 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(rateHz, 24);
  header.writeUInt32LE(2 * rateHz, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write("data", 36);
  header.writeUInt32LE(samples.byteLength, 40);
  return [header, new Uint8Array(samples.buffer)];
}
