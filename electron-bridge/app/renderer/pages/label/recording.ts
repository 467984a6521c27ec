/** The recording that is labelled, its neighbours, and the one that was open last. */
import type { RecordingRow } from "@linnet/electron-bridge/generated/contract.js";
import type { Answer } from "../../data/answer.js";
import { useRows } from "../../data/answer.js";
import { ask, type Outcome } from "../../data/call.js";

export const FIELDS = [
  "recordingId",
  "path",
  "start",
  "duration",
  "sampleRate",
  "channels",
  "site",
  "recorder",
  "missingSince",
  "deploymentId",
  "detections",
  "annotations",
] as const;

export type Recording = Pick<RecordingRow, (typeof FIELDS)[number]>;

/** Undefined until it is found; null where the project has none of this number. */
export function useRecording(recordingId: number): Answer<Recording | null> {
  const { value, ...rest } = useRows({ select: "recordings", where: { recordingId }, limit: 1 });
  return { ...rest, value: value && (value.rows[0] ?? null) };
}

/** The next recording by its file's name, or the one before; null at the end. */
export async function neighbour(
  { path }: Recording,
  way: "next" | "before",
): Promise<Outcome<number | null>> {
  const isNext = way === "next";
  const outcome = await ask({
    select: "recordings",
    where: { path: isNext ? { gt: path } : { lt: path } },
    orderBy: [isNext ? "path" : "-path"],
    fields: ["recordingId"],
    limit: 1,
  });
  if (!outcome.ok) return outcome;
  return { ok: true, value: outcome.value.rows[0]?.recordingId ?? null };
}
