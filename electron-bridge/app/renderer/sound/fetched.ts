/** Fetches a stretch of a recording as a buffer of the context's own rate, so nothing is resampled. */
import { bytesOf, MediaError } from "../data/bytes.js";
import { clipUrl } from "../data/media.js";
import type { Span } from "./course.js";
import type { Heard } from "./how-heard.js";
import { samplesOf } from "./samples.js";

/** `more`: samples behind the stretch, which are needed between its last one and the next. */
export async function fetched(
  { recordingId, sampleRate, channel }: Heard,
  { from, to }: Span,
  more: number,
  context: BaseAudioContext,
  signal: AbortSignal,
): Promise<AudioBuffer> {
  const [start, end] = [from / sampleRate, (to + more) / sampleRate];
  const address = { recordingId, start, end, ...(channel != null && { channel }) };
  const { channels, rateHz } = samplesOf(await bytesOf(clipUrl(address), signal));
  const [first] = channels;
  if (first === undefined || first.length === 0) {
    throw new MediaError("UnreadableAudio", `No sound can be read at ${start.toFixed(1)} s.`);
  }
  if (rateHz !== sampleRate) {
    const said = `${String(rateHz)} samples a second, not ${String(sampleRate)}`;
    throw new MediaError("UnreadableAudio", `The file has ${said}.`);
  }
  const buffer = context.createBuffer(channels.length, first.length, context.sampleRate);
  for (const [at, samples] of channels.entries()) buffer.copyToChannel(samples, at);
  return buffer;
}
