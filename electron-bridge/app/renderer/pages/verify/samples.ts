/** The samples of the project, and how far each is judged. */
import type { NextItemsResult, SampleRow } from "@linnet/electron-bridge/generated/contract.js";
import { type Answer, useAnswer, useRows } from "../../data/answer.js";
import { call } from "../../data/call.js";

export type Sample = SampleRow;

/** More than anybody draws in a project. */
const MOST = 500;

export function useSamples(): Answer<{ rows: Sample[] }> {
  return useRows({ select: "samples", orderBy: ["-sampleId"], limit: MOST });
}

export function useSample(sampleId: number): Answer<{ rows: Sample[] }> {
  return useRows({ select: "samples", where: { sampleId }, limit: 1 });
}

/** What a sample drew whole; null: single clips. */
export function drawnUnitOf({ rule, unit }: Sample): Sample["unit"] | null {
  const { unit_clips } = (rule.design ?? {}) as { unit_clips?: unknown };
  return typeof unit_clips === "number" ? unit : null;
}

export type Progress = Pick<NextItemsResult, "members" | "judged" | "skipped" | "waiting">;

/** How many members of a sample have a verdict; those that wait are not sent. */
export function useProgress(sampleId: number): Answer<Progress> {
  return useAnswer(
    `progress of sample ${String(sampleId)}`,
    (signal) => call("samples/next", { sampleId, limit: 1 }, { signal }),
    ["sampleItems"],
  );
}
