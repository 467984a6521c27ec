/** What pictures, sound and tiles need of the recordings of some clips. */
import type { RowOf } from "@linnet/electron-bridge/call/types.js";
import { ask, type Outcome } from "../../data/call.js";

const FIELDS = [
  ...(["recordingId", "sampleRate", "duration", "site"] as const),
  ...(["start", "missingSince"] as const),
] as const;

export type RecordingFacts = RowOf<"recordings", typeof FIELDS>;

/** Recordings that are asked for at a time. */
const AT_ONCE = 500;

/** The facts of recordings by their ids, of which some may be given twice. */
export async function recordingFacts(
  recordings: readonly number[],
  signal: AbortSignal,
): Promise<Outcome<Map<number, RecordingFacts>>> {
  const ids = [...new Set(recordings)];
  const found = new Map<number, RecordingFacts>();
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const where = { recordingId: { in: ids.slice(at, at + AT_ONCE) } };
    const outcome = await ask(
      { select: "recordings", where, limit: AT_ONCE, fields: FIELDS },
      { signal },
    );
    if (!outcome.ok) return outcome;
    for (const row of outcome.value.rows) found.set(row.recordingId, row);
  }
  return { ok: true, value: found };
}
