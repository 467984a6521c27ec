/** Writes sound as a WAV file of 16 bits and one channel. */

/**
 * The bytes of a file; `at` gives the sound at a time in seconds, in -1 to 1. `guano` is the text
 * that a recorder adds about time and place (guano-md.org).
 */
export function wav(
  seconds: number,
  rateHz: number,
  at: (time: number) => number,
  guano = "",
): Uint8Array[] {
  const samples = Int16Array.from({ length: seconds * rateHz }, (_, index) =>
    Math.round(32_767 * at(index / rateHz)),
  );
  const text = Buffer.from(guano.length % 2 === 0 ? guano : `${guano}\n`);
  const about = Buffer.alloc(text.length === 0 ? 0 : 8);
  if (about.length > 0) {
    about.write("guan");
    about.writeUInt32LE(text.length, 4);
  }
  const header = Buffer.alloc(44);
  header.write("RIFF");
  header.writeUInt32LE(36 + samples.byteLength + about.length + text.length, 4);
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
  return [header, new Uint8Array(samples.buffer), about, text];
}
