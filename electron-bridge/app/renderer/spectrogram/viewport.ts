/** The part of a recording that is in view; all painting follows from it alone. */

export interface Viewport {
  /** Seconds into the recording. */
  from: number;
  seconds: number;
  lowHz: number;
  highHz: number;
}

/** What there is to be seen: the recording's length, and half its sample rate. */
export interface Bounds {
  seconds: number;
  highHz: number;
}

/** Closer than this a picture shows the windows of the transform, and no sound. */
const LEAST_SECONDS = 0.05;
const LEAST_HZ = 200;

export function whole({ seconds, highHz }: Bounds): Viewport {
  return { from: 0, seconds, lowHz: 0, highHz };
}

/** The nearest view that lies within the recording. */
export function within(view: Viewport, bounds: Bounds): Viewport {
  const seconds = clamp(view.seconds, Math.min(LEAST_SECONDS, bounds.seconds), bounds.seconds);
  const hz = clamp(view.highHz - view.lowHz, Math.min(LEAST_HZ, bounds.highHz), bounds.highHz);
  const lowHz = clamp(view.lowHz, 0, bounds.highHz - hz);
  return {
    from: clamp(view.from, 0, bounds.seconds - seconds),
    seconds,
    lowHz,
    highHz: lowHz + hz,
  };
}

/** Move by a share of the view. */
export function scrolled(view: Viewport, share: number, bounds: Bounds): Viewport {
  return within({ ...view, from: view.from + share * view.seconds }, bounds);
}

/** Show `factor` times as many seconds; the second at the share `at` of the width stays there. */
export function zoomed(view: Viewport, factor: number, at: number, bounds: Bounds): Viewport {
  const held = view.from + at * view.seconds;
  const { seconds } = within({ ...view, seconds: view.seconds * factor }, bounds);
  return within({ ...view, seconds, from: held - at * seconds }, bounds);
}

/** Show `factor` times as many frequencies; the one at the share `at` of the height stays there. */
export function zoomedHz(view: Viewport, factor: number, at: number, bounds: Bounds): Viewport {
  const hz = view.highHz - view.lowHz;
  const held = view.highHz - at * hz;
  const span = clamp(hz * factor, Math.min(LEAST_HZ, bounds.highHz), bounds.highHz);
  const highHz = clamp(held + at * span, span, bounds.highHz);
  return within({ ...view, lowHz: highHz - span, highHz }, bounds);
}

/** Show a second in the middle. */
export function centred(view: Viewport, second: number, bounds: Bounds): Viewport {
  return within({ ...view, from: second - view.seconds / 2 }, bounds);
}

/** Where a second stands, as a share of the width; outside of 0 to 1 it is not in view. */
export function shareOf(view: Viewport, second: number): number {
  return (second - view.from) / view.seconds;
}

export function isInView(view: Viewport, start: number, end: number): boolean {
  return end > view.from && start < view.from + view.seconds;
}

/** A view with a stretch in it: the same one if it shows the stretch already. */
export function showing(view: Viewport, start: number, end: number, bounds: Bounds): Viewport {
  const isThere = start >= view.from && end <= view.from + view.seconds;
  if (isThere) return view;
  const seconds = Math.max(view.seconds, 1.25 * (end - start));
  return centred({ ...view, seconds }, (start + end) / 2, bounds);
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
