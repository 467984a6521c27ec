/** Made recordings, as the engine cuts clips from them. */
import { Refused, type Recording } from "./scene.js";

interface Made {
  rateHz: number;
  seconds: number;
  channels?: number;
  /** The value of a sample, -1 to 1. */
  at: (sample: number, channel: number) => number;
  /** Where the file is cut short. */
  cutS?: number;
}

export function made({ rateHz, seconds, channels = 1, at, cutS = seconds }: Made): Recording {
  const clip = (start: number, end: number): Buffer => {
    const first = Math.round(start * rateHz);
    const frames = Math.min(Math.round(end * rateHz), Math.round(cutS * rateHz)) - first;
    if (frames <= 0) throw new Refused("InvalidParams");
    const samples = Int16Array.from({ length: frames * channels }, (_, index) =>
      Math.round(32_767 * at(first + Math.floor(index / channels), index % channels)),
    );
    return Buffer.concat([wavHeader(rateHz, channels, samples.byteLength), bytesOf(samples)]);
  };
  return { rateHz, seconds, clip };
}

/** A sine; its samples are those of the recording's clock, wherever a clip begins. */
export function sine(hz: number, rateHz: number, loudness = 0.3): (sample: number) => number {
  return (sample) => loudness * Math.sin((2 * Math.PI * hz * sample) / rateHz);
}

/** Silence with an impulse every so many samples, from the first one on. */
export function impulses(every: number, loudness = 0.5): (sample: number) => number {
  return (sample) => (sample % every === 0 ? loudness : 0);
}

function bytesOf(samples: Int16Array): Buffer {
  return Buffer.from(samples.buffer);
}

/** The header of a WAV file of 16 bits. */
export function wavHeader(rateHz: number, channels: number, bytes: number): Buffer {
  const header = Buffer.alloc(44);
  header.write("RIFF");
  header.writeUInt32LE(36 + bytes, 4);
  header.write("WAVEfmt ", 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(channels, 22);
  header.writeUInt32LE(rateHz, 24);
  header.writeUInt32LE(2 * channels * rateHz, 28);
  header.writeUInt16LE(2 * channels, 32);
  header.writeUInt16LE(16, 34);
  header.write("data", 36);
  header.writeUInt32LE(bytes, 40);
  return header;
}
