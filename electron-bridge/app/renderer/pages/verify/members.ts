/** The members of a sample, in the order as drawn. */
import type { RowOf } from "@linnet/electron-bridge/call/types.js";
import { ask, type Outcome } from "../../data/call.js";
import { type Item, type Items, useItems } from "./items.js";

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
/** Recordings that are asked for at a time. */
const RECORDINGS = 500;
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
  const facts = await recordings(
    [...new Set(rows.flatMap(({ recordingId }) => recordingId ?? []))],
    signal,
  );
  if (!facts.ok) return facts;
  const nothing = { sampleRate: null, recordingSeconds: null };
  const value = rows.map((row) => {
    return { ...row, ...(facts.value.get(row.recordingId ?? 0) ?? nothing) };
  });
  return { ok: true, value };
}

type Facts = Pick<Item, "sampleRate" | "recordingSeconds">;

/** What pictures and sound need of recordings, by their ids. */
async function recordings(
  ids: readonly number[],
  signal: AbortSignal,
): Promise<Outcome<Map<number, Facts>>> {
  const found = new Map<number, Facts>();
  for (let at = 0; at < ids.length; at += RECORDINGS) {
    const outcome = await ask(
      {
        select: "recordings",
        where: { recordingId: { in: ids.slice(at, at + RECORDINGS) } },
        limit: RECORDINGS,
        fields: ["recordingId", "sampleRate", "duration"],
      },
      { signal },
    );
    if (!outcome.ok) return outcome;
    for (const { recordingId, sampleRate, duration } of outcome.value.rows) {
      found.set(recordingId, { sampleRate, recordingSeconds: duration });
    }
  }
  return { ok: true, value: found };
}
