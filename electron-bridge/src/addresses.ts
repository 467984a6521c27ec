/** Addresses of the `media:` scheme: a page makes them, main reads them, by one grammar. */

/** Members of `spectrogram` and of `sound` that an address may carry behind its question mark. */
const FOR_PICTURES = ["lowHz", "highHz", "fft", "looks", "model", "channel", "project"];
const FOR_CLIPS = ["rate", "channel", "slower", "project"];
const FOR_SOUNDS = ["project"];

export interface StretchAddress {
  recordingId: number;
  /** Seconds. */
  start: number;
  end: number;
  channel?: number;
  /** `linnet.state` tells it; with it, an address can never mean a recording of another project. */
  project?: number;
}

export interface PictureAddress extends StretchAddress {
  width: number;
  height: number;
  /** A grey PNG, for an `<img>`; else bare bytes, one a point. */
  png?: boolean;
  lowHz?: number;
  highHz?: number;
  fft?: number;
  /** Windows that a column shows at most: quick for long stretches, and short calls may be missing. */
  looks?: number;
  /** The name of a model: what it hears is drawn. */
  model?: string;
}

export interface ClipAddress extends StretchAddress {
  rate?: number;
  slower?: number;
}

export interface SoundAddress {
  recordingId: number;
  project?: number;
}

export type MediaAddress =
  | ({ kind: "sound" } & SoundAddress)
  | ({ kind: "picture"; png: boolean } & PictureAddress)
  | ({ kind: "clip" } & ClipAddress);

/** The whole recording, for an `<audio>`. */
export function soundAddress({ recordingId, ...more }: SoundAddress): string {
  return `media://sound/${text(recordingId)}${query(more, FOR_SOUNDS)}`;
}

/** The picture of a stretch. */
export function pictureAddress(picture: PictureAddress): string {
  const { recordingId, start, end, width, height, png = false, ...more } = picture;
  const size = `${text(width)}x${text(height)}${png ? ".png" : ""}`;
  const place = `${text(recordingId)}/${text(start)}-${text(end)}/${size}`;
  return `media://picture/${place}${query(more, FOR_PICTURES)}`;
}

/** The sound of a stretch, as a WAV file. */
export function clipAddress({ recordingId, start, end, ...more }: ClipAddress): string {
  const place = `${text(recordingId)}/${text(start)}-${text(end)}`;
  return `media://clip/${place}${query(more, FOR_CLIPS)}`;
}

const NUMBER = String.raw`\d{1,15}(?:\.\d{1,9})?`;
const SOUND = /^[a-z]+:\/\/sound\/(\d{1,15})(?:\?([^#]*))?$/;
const PICTURE = new RegExp(
  `^[a-z]+://picture/(\\d{1,15})/(${NUMBER})-(${NUMBER})/(\\d{1,5})x(\\d{1,5})(\\.png)?(?:\\?([^#]*))?$`,
);
const CLIP = new RegExp(`^[a-z]+://clip/(\\d{1,15})/(${NUMBER})-(${NUMBER})(?:\\?([^#]*))?$`);
const MORE = new RegExp(`^([a-zA-Z]{1,10})=(${NUMBER})$`);
/** A model has a name that names a folder on every system, so it holds no way. */
const NAMED = /^(model)=([a-z0-9][a-z0-9._-]{0,63})$/;

/** What an address asks for; undefined for any that is not of the grammar. */
export function readAddress(address: string): MediaAddress | undefined {
  const [, sound, ofSound] = SOUND.exec(address) ?? [];
  if (sound !== undefined) {
    const more = moreOf(ofSound, FOR_SOUNDS);
    return more && { kind: "sound", recordingId: Number(sound), ...more };
  }
  const [, clip, from, to, ofClip] = CLIP.exec(address) ?? [];
  if (clip !== undefined) {
    const more = moreOf(ofClip, FOR_CLIPS);
    return more && { kind: "clip", ...stretch(clip, from, to), ...more };
  }
  const [, id, start, end, width, height, png, ofPicture] = PICTURE.exec(address) ?? [];
  const more = id === undefined ? undefined : moreOf(ofPicture, FOR_PICTURES);
  if (id === undefined || more === undefined) return undefined;
  const size = { width: Number(width), height: Number(height), png: png !== undefined };
  return { kind: "picture", ...stretch(id, start, end), ...size, ...more };
}

function stretch(
  id: string,
  start: string | undefined,
  end: string | undefined,
): Pick<StretchAddress, "recordingId" | "start" | "end"> {
  return { recordingId: Number(id), start: Number(start), end: Number(end) };
}

/** What stands behind the question mark; undefined for a name that is unknown or there twice. */
function moreOf(
  text: string | undefined,
  names: readonly string[],
): Record<string, number | string> | undefined {
  const found: Record<string, number | string> = {};
  if (text === undefined || text === "") return found;
  for (const piece of text.split("&")) {
    const [, ofText, model] = NAMED.exec(piece) ?? [];
    const [, name = ofText, number] = (ofText === undefined && MORE.exec(piece)) || [];
    const value = model ?? Number(number);
    const isTold = name !== undefined && names.includes(name) && !Object.hasOwn(found, name);
    // A name of digits alone would else be a number.
    if (!isTold || (name === "model") !== (model !== undefined)) return undefined;
    found[name] = value;
  }
  return found;
}

function query(more: object, names: readonly string[]): string {
  const given = Object.entries(more).filter(([, value]) => value !== undefined) as [
    string,
    number | string,
  ][];
  const known = given.filter(([name]) => names.includes(name));
  const written = (value: number | string): string =>
    typeof value === "string" ? value : text(value);
  const said = known.map(([name, value]) => `${name}=${written(value)}`).join("&");
  return said === "" ? "" : `?${said}`;
}

/** As the grammar has numbers: no exponent. */
function text(value: number): string {
  return Number.isInteger(value) ? value.toFixed(0) : value.toFixed(9).replace(/0+$/, "");
}
