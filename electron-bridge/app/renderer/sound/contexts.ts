/**
 * A context has the rate of the recording, so its samples are played as they are; Chromium brings the
 * whole sound to the device's rate.
 */
import { Band } from "./band.js";
import { earOf } from "./ear.js";
import { Heterodyne } from "./heterodyne.js";

/** Chromium's contexts have at least and at most so many samples a second. */
const [LEAST_HZ, MOST_HZ] = [3_000, 768_000];
/** A context that is silent for so long gives the device back. */
const REST_MS = 3_000;

export interface OwnEar {
  context: AudioContext;
  band: Band;
  heterodyne: Heterodyne;
  gain: GainNode;
}

/** Kept, because a new limiter takes a moment to let sound through. */
let kept: OwnEar | undefined;
let rest: ReturnType<typeof setTimeout> | undefined;

/** The way to the ear for sound of so many samples a second; the one for another rate is closed. */
export function earAt(rateHz: number): OwnEar {
  clearTimeout(rest);
  const sampleRate = Math.round(rateHz) * timesAt(rateHz);
  if (kept?.context.sampleRate === sampleRate) return kept;
  void kept?.context.close();
  kept = undefined;
  const context = new AudioContext({ latencyHint: "interactive", sampleRate });
  const gain = earOf(context);
  const heterodyne = new Heterodyne(context, gain);
  return (kept = { context, gain, heterodyne, band: new Band(context, heterodyne.input) });
}

/** Samples of the recording in one of the context. */
export function paceAt({ sampleRate }: BaseAudioContext, rateHz: number): number {
  return Math.round(rateHz) / sampleRate;
}

/** Nothing is played for now. */
export function letRest(context: AudioContext): void {
  clearTimeout(rest);
  rest = setTimeout(() => {
    if (context.state === "running") void context.suspend();
  }, REST_MS);
}

/** Slow sound has fewer samples a second than a context: each is played several times longer. */
function timesAt(rateHz: number): number {
  const times = Math.ceil(LEAST_HZ / Math.round(rateHz));
  if (rateHz > MOST_HZ) throw new Error(`No device plays ${String(rateHz)} samples a second.`);
  return times;
}
