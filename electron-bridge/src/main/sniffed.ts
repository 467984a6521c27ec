/** What the first bytes of a sound file say of it, as far as a player has to know. */
const KINDS: readonly (readonly [type: string, at: number, magic: RegExp])[] = [
  ["audio/wav", 0, /^(RIFF|RIFX|RF64|BW64)[^]{4}WAVE/],
  ["audio/flac", 0, /^fLaC/],
  ["audio/ogg", 0, /^OggS/],
  ["audio/aiff", 0, /^FORM[^]{4}AIF[FC]/],
  ["audio/x-w64", 0, /^riff\x2e\x91\xcf\x11/],
  ["audio/x-caf", 0, /^caff\0/],
  ["audio/basic", 0, /^(\.snd|dns\.)/],
  ["audio/mpeg", 0, /^(ID3|\xff[\xe2-\xff])/],
  ["audio/mp4", 4, /^ftyp/],
];

/** Bytes that are enough to tell. */
export const HEAD_BYTES = 16;

/** The media type of a file that begins so; undefined for what is no sound. */
export function soundType(head: Buffer): string | undefined {
  const text = head.toString("latin1");
  return KINDS.find(([, at, magic]) => magic.test(text.slice(at)))?.[0];
}
