/** Tells which moment of a context's clock the ear hears, and which comes next. */
import { heldBackS } from "./ear.js";

/** Ahead of the clock, so that the context has time to hear of a sound before it begins. */
export const SOON_S = 0.02;
/** Samples that a context makes at a time. */
const QUANTUM = 128;

/** Seconds of the context's clock that the ear hears now, behind the limiter and the device. */
export function heardTime(context: AudioContext): number {
  const { contextTime = 0, performanceTime = 0 } = context.getOutputTimestamp();
  const told = contextTime + (performance.now() - performanceTime) / 1000;
  // A device that has played nothing yet tells no time.
  const out = performanceTime > 0 ? told : context.currentTime - context.outputLatency;
  return Math.min(out, context.currentTime) - heldBackS(context.sampleRate);
}

/** A sample of the context's clock that is so many seconds ahead. */
export function soon(
  { currentTime, baseLatency, sampleRate }: AudioContext,
  aheadS = SOON_S,
): number {
  const ahead = Math.max((aheadS + baseLatency) * sampleRate, 2 * QUANTUM);
  return Math.ceil(currentTime * sampleRate + ahead);
}
