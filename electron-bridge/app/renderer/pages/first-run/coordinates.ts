/** Coordinates as people write them: a decimal comma, a real minus, a letter for the hemisphere. */
import { typed } from "../../i18n/format.js";

export interface Coordinates {
  latitude: number;
  longitude: number;
}

/** What a person has typed; "" where nothing is. */
export interface TypedPlace {
  latitude: string;
  longitude: string;
}

export const EMPTY: TypedPlace = { latitude: "", longitude: "" };

const NUMBER = String.raw`[-−–]?\d{1,3}(?:[.,]\d+)?\s*°?\s*[NSEWO]?`;
const PAIR = new RegExp(String.raw`^\s*(${NUMBER})\s*(?:[;,]\s+|;|\s+)(${NUMBER})\s*$`, "i");

/** Degrees; undefined if the text is none, or lies beyond `most`. */
export function degrees(text: string, most: number): number | undefined {
  const plain = text.trim().replace(/^[−–]/, "-").replace("°", "");
  const [, number = "", side = ""] = /^(.*?)\s*([NSEWO]?)$/i.exec(plain) ?? [];
  const value = typed(number);
  if (value === undefined || Math.abs(value) > most) return undefined;
  // South and west; O is "oeste".
  return /[SWO]/i.test(side) ? -Math.abs(value) : value;
}

/** Both of a pair that was pasted into one field, as maps give it. */
export function pasted(text: string): TypedPlace | undefined {
  const [, latitude, longitude] = PAIR.exec(text) ?? [];
  return latitude === undefined || longitude === undefined ? undefined : { latitude, longitude };
}

export function coordinates(place: TypedPlace): Coordinates | undefined {
  const latitude = degrees(place.latitude, 90);
  const longitude = degrees(place.longitude, 180);
  if (latitude === undefined || longitude === undefined) return undefined;
  // A receiver without a position says 0, 0; the engine takes it for none.
  return latitude === 0 && longitude === 0 ? undefined : { latitude, longitude };
}
