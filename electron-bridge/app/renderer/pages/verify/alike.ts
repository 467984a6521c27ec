/** Stored windows that sound like a clip and have no verdict on its species yet, the nearest first. */
import type { RowOf } from "@linnet/electron-bridge/call/types.js";
import { ask, type Outcome } from "../../data/call.js";
import { NEAREST } from "../../data/similar.js";
import { type Item, type Items, useItems } from "./items.js";
import { recordingFacts } from "./recordings.js";

/** So many are looked at, since many of the nearest may be judged already. */
const LOOKED_AT = 8 * NEAREST;

const SAID = ["annotationId", "recordingId", "start", "end", "verified"] as const;

type Window = RowOf<"similar">;

/** `model`: whose stored windows are compared. They keep their places while they are judged. */
export function useAlike(of: Item, model: string | undefined): Items {
  return useItems(
    `windows like clip ${String(of.itemId)}`,
    (signal) => nearest(of, model, signal),
    [],
  );
}

async function nearest(
  { recordingId, start, species, common }: Item,
  model: string | undefined,
  signal: AbortSignal,
): Promise<Outcome<Item[]>> {
  const found = await ask(
    {
      ...{ select: "similar", like: { recordingId, start }, k: LOOKED_AT },
      ...(model !== undefined && { model }),
    },
    { signal },
  );
  if (!found.ok) return found;
  const windows = found.value.rows;
  const recordings = windows.map((each) => each.recordingId);
  const where = { recordingId: { in: [...new Set(recordings)] }, species, isHuman: 1 };
  const [said, facts] = await Promise.all([
    ask({ select: "annotations", where, limit: 1_000, fields: SAID }, { signal }),
    recordingFacts(recordings, signal),
  ]);
  if (!said.ok) return said;
  if (!facts.ok) return facts;
  const decided = said.value.rows.filter(({ verified }) => verified !== "UNVERIFIED");
  const open = windows.filter((window) => !decided.some((each) => covers(each, window)));
  const value = open.slice(0, NEAREST).map((each) => {
    const site = facts.value.get(each.recordingId)?.site ?? null;
    return asItem(each, { species, common, site });
  });
  return { ok: true, value };
}

/** Whether a word of a person is on half of a window at least, so that it counts there. */
function covers(said: RowOf<"annotations", typeof SAID>, window: Window): boolean {
  if (said.recordingId !== window.recordingId) return false;
  const both = Math.min(said.end, window.end) - Math.max(said.start, window.start);
  return 2 * both >= window.end - window.start;
}

/** A window as a clip, of which the same species is asked. */
function asItem(window: Window, asked: Pick<Item, "species" | "common" | "site">): Item {
  const { recordingId, recordedAt, start, end, missingSince, similarity } = window;
  return {
    ...asked,
    ...{ recordingId, recordedAt, start, end, missingSince, similarity },
    ...{ sampleRate: window.sampleRate, recordingSeconds: window.recordingSeconds },
    // No member of a sample has such an id, and no other window.
    itemId: -(window.windowSetId * 1e7 + Math.round(start * 100)),
    confidence: window.species === asked.species ? window.confidence : null,
    ...{ state: "waiting", verified: "UNVERIFIED", verdictBy: null, correctedTo: null },
    ...{ skippedBecause: null, skipReason: null },
  };
}
