/** The members of a sample, in the order as drawn. */
import type { RowOf } from "@linnet/electron-bridge/call/types.js";
import { ask, type Outcome } from "../../data/call.js";
import { type Item, type Items, useItems } from "./items.js";
import { recordingFacts } from "./recordings.js";

const FIELDS = [
  "itemId",
  "species",
  "common",
  "start",
  "end",
  "confidence",
  "recordingId",
  "recordedAt",
  "site",
  "missingSince",
  "state",
  "verified",
  "verdictBy",
  "correctedTo",
  "skippedBecause",
  "skipReason",
] as const;

const PAGE = 1_000;

export function useMembers(sampleId: number): Items {
  return useItems(`members of sample ${String(sampleId)}`, (signal) => members(sampleId, signal), [
    "sampleItems",
    "samples",
  ]);
}

async function members(sampleId: number, signal: AbortSignal): Promise<Outcome<Item[]>> {
  const rows: RowOf<"sampleItems", typeof FIELDS>[] = [];
  const question = { where: { sampleId }, orderBy: ["rank"], limit: PAGE, fields: FIELDS };
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const from = cursor === undefined ? {} : { cursor };
    const outcome = await ask({ select: "sampleItems", ...question, ...from }, { signal });
    if (!outcome.ok) return outcome;
    rows.push(...outcome.value.rows);
    cursor = outcome.value.nextCursor;
  }
  const facts = await recordingFacts(
    rows.flatMap(({ recordingId }) => recordingId ?? []),
    signal,
  );
  if (!facts.ok) return facts;
  const value = rows.map((row) => {
    const { sampleRate = null, duration = null } = facts.value.get(row.recordingId ?? 0) ?? {};
    return { ...row, sampleRate, recordingSeconds: duration, similarity: null };
  });
  return { ok: true, value };
}
