/** A recording that is listened to, and how. */

export interface Heard {
  recordingId: number;
  durationS: number;
  /** Samples a second. */
  sampleRate: number;
  /** Counted from 1; without, all are heard, or the mean of more than two. */
  channel?: number | null;
}

export interface HowHeard {
  /** 1 as it was; 0.5 half as fast, and an octave lower. */
  speed: number;
  /** 1, or 10 and the like: so many times longer and lower, for what people do not hear. */
  expansion: number;
  /** What the ear gets, in hertz of the recording; undefined: all. */
  band: { lowHz: number; highHz: number } | undefined;
  /** Hertz of the recording that a heterodyne detector is tuned to; undefined: it is heard as it is. */
  heterodyneHz?: number | undefined;
  /** In place of the gain in the settings. */
  gainDb: number;
}

export interface Seconds {
  startS: number;
  endS: number;
}
