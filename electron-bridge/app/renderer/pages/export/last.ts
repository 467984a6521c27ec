/** The last export of this project: when it was, and how many rows it wrote. It stays after a restart. */
import { useEffect } from "react";
import type { ExportResult, ClipsResult } from "@linnet/electron-bridge/generated/contract.js";
import { useAnswer } from "../../data/answer.js";
import { call } from "../../data/call.js";
import type { Job } from "../../data/jobs.js";
import { touch } from "../../data/revision.js";

const KEY = "export/last";

export interface Last {
  title: string;
  endedAt: string;
  rows: number;
}

function lastOf({ state, title, endedAt, outcome, kind }: Job): Last | undefined {
  if (state !== "done" || endedAt === undefined || outcome?.ok !== true) return undefined;
  const { rows } = outcome.value as Partial<ExportResult>;
  const { written = 0, kept = 0 } = outcome.value as Partial<ClipsResult>;
  return { title, endedAt, rows: kind === "clips" ? written + kept : (rows ?? 0) };
}

export function useLast(jobs: readonly Job[]): Last | undefined {
  const { value } = useAnswer(
    "last export",
    async (signal) => {
      const outcome = await call("memos/get", { key: KEY }, { signal });
      return outcome.ok ? { ok: true, value: read(outcome.value.value) } : outcome;
    },
    ["memos"],
  );
  const newest = jobs
    .map(lastOf)
    .filter((each) => each !== undefined)
    .sort((one, other) => (one.endedAt < other.endedAt ? 1 : -1))[0];
  const known = value?.last?.endedAt ?? "";
  const isNew = value !== undefined && newest !== undefined && newest.endedAt > known;
  const text = isNew ? JSON.stringify(newest) : undefined;
  useEffect(() => {
    if (text === undefined) return;
    void call("memos/set", { key: KEY, value: JSON.parse(text) as null }).then(() => {
      touch(["memos"]);
    });
  }, [text]);
  return isNew ? newest : value?.last;
}

function read(kept: unknown): { last: Last | undefined } {
  if (typeof kept !== "object" || kept === null) return { last: undefined };
  const { title, endedAt, rows } = kept as Partial<Last>;
  const whole =
    typeof title === "string" && typeof endedAt === "string" && typeof rows === "number";
  return { last: whole ? { title, endedAt, rows } : undefined };
}
