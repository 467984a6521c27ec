/** What the first and the last recording of a part say: times, rate, gain, battery, temperature. */
import type { RecordingRow } from "@linnet/electron-bridge/generated/contract.js";
import { type Answer, useAnswer } from "../../data/answer.js";
import { ask, type Outcome } from "../../data/call.js";
import { type Where, whereOf } from "./filters.js";
import type { TreeNode } from "./tree.js";

const FIELDS = [
  "recordingId",
  "start",
  "duration",
  "sampleRate",
  "recorder",
  "serial",
  "gain",
  "batteryVolts",
  "temperatureCelsius",
  "missingSince",
] as const;

export type Fact = Pick<RecordingRow, (typeof FIELDS)[number]>;

export interface Facts {
  /** Undefined where none has a date. */
  first: Fact | undefined;
  last: Fact | undefined;
  /** Recordings that are not found now. */
  missing: number;
}

export function useFacts(node: TreeNode | undefined): Answer<Facts> {
  const where = node && node.recordings > 0 ? whereOf(node) : undefined;
  return useAnswer(
    where && JSON.stringify(where),
    async (signal): Promise<Outcome<Facts>> => {
      const of = where ?? {};
      const [first, last, missing] = await Promise.all([
        oneOf(of, "start", signal),
        oneOf(of, "-start", signal),
        ask(
          {
            select: "recordings",
            where: { ...of, missingSince: { ne: null } },
            limit: 1,
            total: "exact",
          },
          { signal },
        ),
      ]);
      if (!first.ok) return first;
      if (!last.ok) return last;
      if (!missing.ok) return missing;
      const { total } = missing.value;
      return { ok: true, value: { first: first.value, last: last.value, missing: total } };
    },
    ["recordings"],
  );
}

async function oneOf(
  where: Where,
  orderBy: "start" | "-start",
  signal: AbortSignal,
): Promise<Outcome<Fact | undefined>> {
  const dated = { ...where, start: { ne: null } };
  const outcome = await ask(
    { select: "recordings", where: dated, orderBy: [orderBy], limit: 1, fields: FIELDS },
    { signal },
  );
  return outcome.ok ? { ok: true, value: outcome.value.rows[0] } : outcome;
}
