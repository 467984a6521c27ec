/** Coordinates as people write them: decimals or minutes, a real minus, a letter for the hemisphere. */
import type { TypedPlace } from "../data/first-steps.js";
import { typed } from "../i18n/format.js";

export interface Coordinates {
  latitude: number;
  longitude: number;
}

export const EMPTY: TypedPlace = { latitude: "", longitude: "" };

const NUMBER = String.raw`\d{1,3}(?:[.,]\d+)?`;
const MINUTES = String.raw`(?:(${NUMBER})\s*['’′]\s*(?:(${NUMBER})\s*(?:["”″]|''|’’|′′))?)?`;
const SIZE = String.raw`([-−–+]?)(${NUMBER})\s*(?:[°º]\s*${MINUTES})?`;
/** O is "oeste". */
const SIDE = "[NSEWO]";
const WHOLE = new RegExp(String.raw`^\s*(${SIDE}?)\s*${SIZE}\s*(${SIDE}?)\s*$`, "i");
/** The letter stands before or after. */
const PART = String.raw`${SIDE}\s*${SIZE}|${SIZE}\s*${SIDE}?`.replaceAll(/\((?!\?)/g, "(?:");
const PAIR = new RegExp(String.raw`^\s*\(?\s*(${PART})(\s*[;,]\s*|\s+)(${PART})\s*\)?\s*$`, "i");

/** A pair is shorter, and a long text takes long to look at. */
const LONGEST = 200;

/** Degrees; undefined if the text is none, or lies beyond `most`. */
export function degrees(text: string, most: number): number | undefined {
  const [, before = "", sign = "", whole = "", minutes = "0", seconds = "0", after = ""] =
    WHOLE.exec(text) ?? [];
  const [large, middle, small] = [typed(whole), typed(minutes), typed(seconds)];
  if (large === undefined || middle === undefined || small === undefined) return undefined;
  if (middle >= 60 || small >= 60 || (before !== "" && after !== "")) return undefined;
  const size = Math.round((large + middle / 60 + small / 3600) * 1e7) / 1e7;
  if (size > most) return undefined;
  const isBelow = /[SWO]/i.test(before + after) || /[-−–]/.test(sign);
  return isBelow && size !== 0 ? -size : size;
}

/**
 * Both of a pair that was pasted into one field, as maps and receivers give it.
 *
 * Undefined for what is no pair: "12,53" may be one number with a decimal comma.
 */
export function pasted(text: string): TypedPlace | undefined {
  if (text.length > LONGEST) return undefined;
  const [, first = "", between = "", second = ""] = PAIR.exec(text) ?? [];
  const isPart = (one: string): boolean => /[.,°º]/.test(one);
  if (between === "," && !(isPart(first) && isPart(second))) return undefined;
  const [isLongitude, isLatitude] = [/[EWO]/i, /[NS]/i];
  const swapped = isLongitude.test(first) && !isLongitude.test(second);
  if (swapped ? isLatitude.test(first) : isLatitude.test(second)) return undefined;
  if (isLongitude.test(first) !== swapped) return undefined;
  const [latitude, longitude] = swapped ? [second, first] : [first, second];
  if (degrees(latitude, 90) === undefined || degrees(longitude, 180) === undefined) {
    return undefined;
  }
  return { latitude: latitude.trim(), longitude: longitude.trim() };
}

export function coordinates(place: TypedPlace): Coordinates | undefined {
  const latitude = degrees(place.latitude, 90);
  const longitude = degrees(place.longitude, 180);
  if (latitude === undefined || longitude === undefined) return undefined;
  // A receiver without a position says 0, 0; the engine takes it for none.
  return latitude === 0 && longitude === 0 ? undefined : { latitude, longitude };
}
