/** Round values along an axis, so many that their texts have room. */
export function ticks(from: number, to: number, most: number): number[] {
  const length = to - from;
  if (!(length > 0) || most < 1) return [];
  const rough = length / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((each) => each * power).find((each) => each >= rough) ?? rough;
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => {
    // Steps below one have no exact sums.
    return Number(((first + at) * step).toPrecision(12));
  });
}

/** Steps of a clock, in seconds; finer ones are decimal. */
const CLOCK_STEPS = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200,
];

/** Seconds into a day at which a time of a recorder's own clock stands; 0 if it has none. */
export function secondOfDay(iso: string | null): number {
  const [, hours, minutes, seconds] = /T(\d\d):(\d\d):(\d\d)/.exec(iso ?? "") ?? [];
  return hours === undefined ? 0 : 3600 * Number(hours) + 60 * Number(minutes) + Number(seconds);
}

/** Seconds of a recording that are round by a clock that shows `zero` at its start. */
export function timeTicks(from: number, to: number, most: number, zero: number): number[] {
  const rough = (to - from) / most;
  const step = CLOCK_STEPS.find((each) => each >= rough);
  if (rough <= 1 || step === undefined) return ticks(from, to, most);
  const first = Math.ceil((from + zero) / step - 1e-9);
  const last = Math.floor((to + zero) / step + 1e-9);
  return Array.from(
    { length: Math.max(0, last - first + 1) },
    (_, at) => (first + at) * step - zero,
  );
}

/** Decimals that tell round values apart. */
export function decimalsOf(values: readonly number[]): number {
  const step = values.length < 2 ? 0.1 : (values[1] ?? 0) - (values[0] ?? 0);
  return Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
}
