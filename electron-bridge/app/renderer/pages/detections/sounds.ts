/** What of a recording is heard and drawn for a detection. */
import type { Placed } from "../../spectrogram/stretch.js";
import type { AlikeWindow } from "./alike.js";
import type { Detection } from "./rows.js";

export { clipOf, contextOf, stretchOf } from "../../spectrogram/stretch.js";

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
