/**
 * A context has the rate of the recording, so its samples are played as they are; Chromium brings the
 * whole sound to the device's rate.
 */

/** Chromium's contexts have at least and at most so many samples a second. */
const [LEAST_HZ, MOST_HZ] = [3_000, 768_000];
/** A context that is silent for so long gives the device back. */
const REST_MS = 3_000;

let kept: AudioContext | undefined;
let rest: ReturnType<typeof setTimeout> | undefined;

/** The context for sound of so many samples a second; the one for another rate is closed. */
export function contextAt(rateHz: number): AudioContext {
  clearTimeout(rest);
  const sampleRate = Math.round(rateHz) * timesAt(rateHz);
  if (kept?.sampleRate !== sampleRate) {
    void kept?.close();
    kept = undefined;
    kept = new AudioContext({ latencyHint: "interactive", sampleRate });
  }
  return kept;
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
