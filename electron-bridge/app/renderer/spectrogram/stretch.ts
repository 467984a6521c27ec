/** What of a recording is drawn and heard for a detection. */
import type { ClipAddress, StretchAddress } from "@linnet/electron-bridge/page.js";
import { around } from "./small.js";

/** A second on either side, so that a call is heard in its place. */
export const BESIDE = 1;

/** Birds, frogs and mammals that people hear lie below this; above it a picture is mostly empty. */
const HEARD_HZ = 12_000;
/** From this rate on, a recorder was set for what people do not hear. */
const ULTRASOUND_RATE = 100_000;

export interface Placed {
  recordingId: number;
  start: number;
  end: number;
  channel: number | null;
  recordingSeconds: number | null;
  sampleRate: number | null;
  highHz: number | null;
}

/** The stretch of a detection, and the highest frequency that its picture shows. */
export function stretchOf(row: Placed): StretchAddress & { highHz: number | undefined } {
  return { ...soundOf(row), highHz: topOf(row) };
}

/** The highest frequency to show; undefined: all there is. */
export function topOf({
  sampleRate,
  highHz,
}: Pick<Placed, "sampleRate" | "highHz">): number | undefined {
  if (sampleRate === null || sampleRate >= ULTRASOUND_RATE) return undefined;
  const top = Math.max(HEARD_HZ, highHz ?? 0);
  return top < sampleRate / 2 ? top : undefined;
}

/** The stretch of a row, without the frequencies that only a picture has. */
export function soundOf(row: Placed): StretchAddress {
  const { recordingId, start, end, channel } = row;
  return { recordingId, start, end, ...(channel !== null && { channel }) };
}

/** What is heard of a row, with some seconds on either side. */
export function clipOf(row: Placed, beside = BESIDE): ClipAddress {
  const stretch = soundOf(row);
  return within(
    around({ ...stretch, start: Math.max(0, row.start - beside), end: row.end + beside }),
    row.recordingSeconds,
  );
}

function within<Stretch extends StretchAddress>(stretch: Stretch, end: number | null): Stretch {
  return end === null ? stretch : { ...stretch, end: Math.min(stretch.end, end) };
}

/** Seconds that the details of a row show. */
const CONTEXT = 10;

/** Some seconds around a row, inside the recording. */
export function contextOf(row: Placed, seconds = CONTEXT): StretchAddress {
  const stretch = soundOf(row);
  const end = row.recordingSeconds ?? Infinity;
  const length = Math.min(Math.max(seconds, row.end - row.start), end);
  const middle = (row.start + row.end) / 2;
  const from = Math.max(0, Math.min(middle - length / 2, end - length));
  return { ...stretch, start: from, end: from + length };
}
