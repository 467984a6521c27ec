/**
 * Which stretch of a recording is played when. Places are samples of the recording, from 0, and may lie
 * between two. Moments are whole samples of the context's clock, so that no join shifts the sound.
 */

export interface Span {
  from: number;
  /** The first sample behind it. */
  to: number;
}

export interface Course {
  /** Samples of the recording. */
  length: number;
  loop: Span | undefined;
}

/** What is fetched at a time. `repeats`: it is the whole loop, and plays over and over. */
export interface Stretch extends Span {
  repeats: boolean;
}

export interface Piece extends Stretch {
  /** The moment at which it begins. */
  at: number;
  /** The first moment behind it; Infinity if it repeats. */
  until: number;
  /** The place that is heard at `at`. */
  place: number;
  /** Samples of the recording in one of the clock. */
  pace: number;
}

/** A quotient this close to a whole number is one: 48,000 / 0.1 is no sample more than 480,000. */
const ROUNDING = 1e-6;

/** The samples of some seconds, inside a recording and at least one. */
export function spanOf(startS: number, endS: number, rateHz: number, length: number): Span {
  const from = Math.min(Math.max(0, Math.round(startS * rateHz)), Math.max(0, length - 1));
  return { from, to: Math.min(Math.max(from + 1, Math.round(endS * rateHz)), length) };
}

/** Where a course goes on from a place: a loop is entered at its start. */
export function entered(place: number, { loop }: Course): number {
  if (loop === undefined || (place >= loop.from && place < loop.to)) return place;
  return loop.from;
}

/** The stretch that begins with a place, of at most so many samples; undefined behind the end. */
export function stretchAt(place: number, course: Course, most: number): Stretch | undefined {
  const { length, loop } = course;
  if (loop !== undefined && loop.to - loop.from <= most) return { ...loop, repeats: true };
  const from = Math.max(0, Math.floor(place));
  const to = Math.min(loop?.to ?? length, length, from + most);
  return from < to ? { from, to, repeats: false } : undefined;
}

/** Play a stretch from a place in it. */
export function pieceOf(stretch: Stretch, at: number, place: number, pace: number): Piece {
  const lasts = Math.max(1, Math.ceil((stretch.to - place) / pace - ROUNDING));
  return { ...stretch, at, place, pace, until: stretch.repeats ? Infinity : at + lasts };
}

/** The place that follows a piece; undefined at the end of the recording. */
export function after(piece: Piece, { length, loop }: Course): number | undefined {
  const place = piece.place + (piece.until - piece.at) * piece.pace;
  if (loop !== undefined && piece.to === loop.to) return loop.from + Math.max(0, place - loop.to);
  return piece.to < length ? place : undefined;
}

/** The place that is heard at a moment; between two pieces it stands still. */
export function placeAt(pieces: readonly Piece[], moment: number): number | undefined {
  const piece = pieces.findLast(({ at }) => at <= moment) ?? pieces[0];
  if (piece === undefined) return undefined;
  const { at, until, from, to, place, pace, repeats } = piece;
  const on = place + (Math.min(Math.max(moment, at), until) - at) * pace;
  if (repeats) return from + ((on - from) % (to - from));
  return Math.min(on, to);
}

/** What is left of a piece that another one follows from a moment on; undefined if nothing is. */
export function cutAt(piece: Piece, moment: number): Piece | undefined {
  return piece.at < moment ? { ...piece, until: Math.min(piece.until, moment) } : undefined;
}
