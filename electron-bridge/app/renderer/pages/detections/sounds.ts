/** What of a recording is heard and drawn for a detection. */
import type { ClipAddress, StretchAddress } from "@linnet/electron-bridge/page.js";
import { around } from "../../spectrogram/small.js";
import type { AlikeWindow } from "./alike.js";
import type { Detection } from "./rows.js";

/** A second on either side, so that a call is heard in its place. */
const BESIDE = 1;

/** Seconds that the details show. */
export const CONTEXT = 10;

/** Birds, frogs and mammals that people hear lie below this; above it a picture is mostly empty. */
const HEARD_HZ = 12_000;
/** From this rate on, a recorder was set for what people do not hear. */
const ULTRASOUND_RATE = 100_000;

type Placed = Pick<
  Detection,
  "recordingId" | "start" | "end" | "channel" | "recordingSeconds" | "sampleRate" | "highHz"
>;

/** What the details show: a detection, or a window that is like one. */
export interface Shown extends Placed {
  /** What its own sound is played as. */
  name: string;
  species: string | null;
  common: string | null;
  path: string;
  recordedAt: string | null;
  heardAt: string | null;
  utcOffset: string | null;
  missingSince: string | null;
  lowHz: number | null;
}

export function shownRow(row: Detection): Shown {
  return { ...row, name: nameOf(row) };
}

/** A window has no frequencies of its own. */
export function shownWindow(window: AlikeWindow): Shown {
  return { ...window, name: `window ${window.key}`, lowHz: null, highHz: null };
}

export function nameOf({ detectionId }: Pick<Detection, "detectionId">): string {
  return `detection ${String(detectionId)}`;
}

/** What the seconds around it are played as. */
export function contextName(name: string): string {
  return `context of ${name}`;
}

/** The stretch of a detection, and the highest frequency that its picture shows. */
export function stretchOf(row: Placed): StretchAddress & { highHz: number | undefined } {
  return { ...soundOf(row), highHz: topOf(row) };
}

/** The highest frequency to show; undefined: all there is. */
function topOf({ sampleRate, highHz }: Placed): number | undefined {
  if (sampleRate === null || sampleRate >= ULTRASOUND_RATE) return undefined;
  const top = Math.max(HEARD_HZ, highHz ?? 0);
  return top < sampleRate / 2 ? top : undefined;
}

/** The stretch of a row, without the frequencies that only a picture has. */
function soundOf(row: Placed): StretchAddress {
  const { recordingId, start, end, channel } = row;
  return { recordingId, start, end, ...(channel !== null && { channel }) };
}

/** What is heard of a row. */
export function clipOf(row: Placed): ClipAddress {
  const stretch = soundOf(row);
  return within(
    around({ ...stretch, start: Math.max(0, row.start - BESIDE), end: row.end + BESIDE }),
    row.recordingSeconds,
  );
}

/** Ten seconds around a row, inside the recording. */
export function contextOf(row: Placed): StretchAddress {
  const stretch = soundOf(row);
  const end = row.recordingSeconds ?? Infinity;
  const length = Math.min(Math.max(CONTEXT, row.end - row.start), end);
  const middle = (row.start + row.end) / 2;
  const from = Math.max(0, Math.min(middle - length / 2, end - length));
  return { ...stretch, start: from, end: from + length };
}

function within<Stretch extends StretchAddress>(stretch: Stretch, end: number | null): Stretch {
  return end === null ? stretch : { ...stretch, end: Math.min(stretch.end, end) };
}
