/** What of a recording is seen and heard for a clip, and when it was. */
import { play, stop, usePlayer } from "../sound/player.js";
import { clipOf, contextOf, type Placed } from "../spectrogram/stretch.js";
import type { Clip } from "./clip.js";
import { earOf, type Look, USUAL_LOOK } from "./looks.js";

/** A clip whose sound is there. */
export type Heard = Placed & { itemId: number };

/** The clip as pictures and sounds take it; undefined where its recording is not there. */
export function heard(item: Clip): Heard | undefined {
  const { recordingId, missingSince } = item;
  if (recordingId === null || missingSince !== null) return undefined;
  const { itemId, start, end, sampleRate, recordingSeconds, channel = null } = item;
  return {
    itemId,
    recordingId,
    start,
    end,
    sampleRate,
    recordingSeconds,
    channel,
    highHz: null,
  };
}

export function nameOf({ itemId }: { itemId: number }): string {
  return `sample clip ${String(itemId)}`;
}

export function contextName(item: { itemId: number }): string {
  return `around ${nameOf(item)}`;
}

function isOf(item: { itemId: number }, played: string | undefined): boolean {
  return played === nameOf(item) || played === contextName(item);
}

export function useIsPlaying(item: { itemId: number }): boolean {
  return usePlayer((player) => isOf(item, player.name));
}

/** Play a clip. `seconds`: so many around it; without, as many as its look has. */
export function playClip(item: Clip, look: Look = USUAL_LOOK, seconds?: number): void {
  const its = heard(item);
  if (its === undefined) return;
  const ear = earOf(its, look);
  if (seconds === undefined) void play(nameOf(item), clipOf(its, look.beside), false, ear);
  else void play(contextName(item), contextOf(its, seconds), false, ear);
}

export function playOrStop(item: Clip, look: Look = USUAL_LOOK, seconds?: number): void {
  if (isOf(item, usePlayer.getState().name)) stop();
  else playClip(item, look, seconds);
}

/** When the clip was, as `heardAt` of i18n reads it. */
export function timeOf({ recordedAt, start }: Clip): {
  heardAt: string | null;
  start: number;
  utcOffset: null;
} {
  const began = recordedAt?.slice(0, 19) ?? null;
  const wall = began === null ? NaN : Date.parse(`${began}Z`) + Math.round(start) * 1000;
  const heardAt = Number.isNaN(wall) ? null : new Date(wall).toISOString().slice(0, 19);
  return { heardAt, start, utcOffset: null };
}
