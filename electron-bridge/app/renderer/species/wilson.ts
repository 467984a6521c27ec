/** How sure a precision is that was measured on some detections: Wilson's interval of 95 %. */

/** The normal distribution's value for 95 %. */
const Z = 1.959963984540054;

/** Below so many, a precision is not told. */
export const LEAST_JUDGED = 20;

/** How wide the interval should be on either side. */
const WANTED = 0.1;

export interface Interval {
  low: number;
  high: number;
}

export function wilson(right: number, judged: number): Interval {
  if (judged <= 0) return { low: 0, high: 1 };
  const { middle, half } = score(right / judged, judged);
  // At both ends rounding may lead a hair out of 0 to 1.
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/** How many more have to be judged until the interval is wanted wide, if they turn out alike. */
export function moreFor(right: number, judged: number): number {
  const share = judged > 0 ? right / judged : 0.5;
  let all = Math.max(judged, 1);
  while (score(share, all).half > WANTED) all++;
  return Math.max(all, LEAST_JUDGED) - judged;
}

function score(share: number, judged: number): { middle: number; half: number } {
  const under = 1 + Z ** 2 / judged;
  const middle = (share + Z ** 2 / (2 * judged)) / under;
  const spread = (share * (1 - share)) / judged + Z ** 2 / (4 * judged ** 2);
  return { middle, half: (Z * Math.sqrt(spread)) / under };
}
