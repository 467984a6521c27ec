/** What stands between a sound and the ear: a gain, and a limiter that keeps loud sounds bearable. */

/** The limiter looks so far ahead, and Chromium's has room for so many samples. */
const [AHEAD_S, AHEAD_MOST] = [0.006, 1023];

/** Make a context's way to the ear; sounds are connected to the gain. */
export function earOf(context: BaseAudioContext): GainNode {
  const gain = context.createGain();
  const limiter = context.createDynamicsCompressor();
  limiter.threshold.value = -3;
  limiter.ratio.value = 20;
  limiter.attack.value = 0.001;
  gain.connect(limiter).connect(context.destination);
  return gain;
}

/** The factor of a gain in dB. */
export function factorOf(gainDb: number): number {
  return 10 ** (gainDb / 20);
}

/** Seconds that the limiter holds a sound back. */
export function heldBackS(rateHz: number): number {
  return Math.min(Math.floor(AHEAD_S * rateHz), AHEAD_MOST) / rateHz;
}
