/** A time that a person types: by the recorder's clock, or from the start of the recording. */
import { typed } from "../../i18n/format.js";
import { secondOfDay } from "../../spectrogram/ticks.js";

const DAY = 86_400;

/**
 * The second of the recording; undefined if it has no such time. "724.5", "724.5 s" and "12:04" are
 * from the start; "05:12:04" is the recorder's clock where that is known, on the next day if the
 * recording passes midnight, and else from the start.
 */
export function timeTyped(
  text: string,
  recordedAt: string | null,
  seconds: number,
): number | undefined {
  const second = secondOf(text, recordedAt);
  if (second === undefined) return undefined;
  return second >= 0 && second <= seconds ? second : undefined;
}

function secondOf(text: string, recordedAt: string | null): number | undefined {
  const plain = text.trim().replace(/\s*s$/i, "");
  const parts = plain.split(":").map(typed);
  const isTime = parts.every((part) => part !== undefined && part >= 0);
  if (plain === "" || !isTime || parts.length > 3) return undefined;
  const [last = 0, minutes = 0, hours = 0] = parts.toReversed() as number[];
  if (parts.length > 1 && (last >= 60 || (parts.length > 2 && minutes >= 60))) return undefined;
  const total = hours * 3600 + minutes * 60 + last;
  if (parts.length < 3 || recordedAt === null) return total;
  const since = total - secondOfDay(recordedAt);
  return since < 0 ? since + DAY : since;
}
