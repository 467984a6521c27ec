/** What was heard, measured in samples. */
import type { Heard, Look } from "./page.js";

/** The moments of impulses: the loudest sample of each, in samples of the context's clock. */
export function impulsesOf({ samples, first }: Heard, apart: number): number[] {
  const least = 0.3 * samples.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
  const found: number[] = [];
  for (let at = 0; at < samples.length; at++) {
    const value = Math.abs(samples[at] ?? 0);
    if (value < least) continue;
    const last = found.at(-1);
    if (last === undefined || at - last > apart) found.push(at);
    else if (value > Math.abs(samples[last] ?? 0)) found[found.length - 1] = at;
  }
  return found.map((at) => at + first);
}

/** Seconds by which each playhead was off, where the ear was between two impulses of known places. */
export function offBy(
  looks: readonly Look[],
  moments: readonly number[],
  places: readonly number[],
) {
  return looks.flatMap(({ ear, place }) => {
    const next = moments.findIndex((moment) => moment > ear);
    const [before, after] = [moments[next - 1], moments[next]];
    const [from, to] = [places[next - 1], places[next]];
    if (before === undefined || after === undefined) return [];
    if (from === undefined || to === undefined || to < from) return [];
    return [Math.abs(place - (from + ((ear - before) / (after - before)) * (to - from)))];
  });
}

/**
 * How far each sample of a pure tone is from what the two before it make it; where a tone is whole,
 * rounding alone is left.
 */
export function breaks(samples: readonly number[], hz: number, rateHz: number): number {
  const turn = 2 * Math.cos((2 * Math.PI * hz) / rateHz);
  let most = 0;
  for (let at = 2; at < samples.length; at++) {
    const expected = turn * (samples[at - 1] ?? 0) - (samples[at - 2] ?? 0);
    most = Math.max(most, Math.abs((samples[at] ?? 0) - expected));
  }
  return most;
}

/** The loudness of a tone in what was heard, in dB of a sine of full scale. */
export function levelOf(samples: readonly number[], hz: number, rateHz: number): number {
  let [real, imaginary, weight] = [0, 0, 0];
  for (const [at, value] of samples.entries()) {
    const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * at) / samples.length);
    const angle = (2 * Math.PI * hz * at) / rateHz;
    real += window * value * Math.cos(angle);
    imaginary += window * value * Math.sin(angle);
    weight += window;
  }
  return 20 * Math.log10((2 * Math.hypot(real, imaginary)) / weight);
}
