/** How many recordings and hours each deployment has: figures of the engine, in few answers. */
import type {
  CountRow,
  DeploymentRow,
  SiteRow,
} from "@linnet/electron-bridge/generated/contract.js";
import { type Answer, useAnswer } from "../../data/answer.js";
import { ask, type Outcome } from "../../data/call.js";
import { allRows } from "./all-rows.js";

export interface Listed {
  sites: SiteRow[];
  /** Each with its number of recordings. */
  deployments: DeploymentRow[];
  /** Recordings without a deployment. */
  loose: number;
  isCut: boolean;
}

/** Sites and deployments: all that the tree needs at first, in a few hundredths of a second. */
export function useListed(): Answer<Listed> {
  return useAnswer<Listed>(
    "listed",
    async (signal) => {
      const [sites, deployments, loose] = await Promise.all([
        allRows({ select: "sites", orderBy: ["survey", "site"] }, signal),
        allRows({ select: "deployments", orderBy: ["site", "startDate"] }, signal),
        ask(
          { select: "recordings", where: { deploymentId: null }, limit: 1, total: "exact" },
          { signal },
        ),
      ]);
      if (!sites.ok) return sites;
      if (!deployments.ok) return deployments;
      if (!loose.ok) return loose;
      return {
        ok: true,
        value: {
          sites: sites.value.rows,
          deployments: deployments.value.rows,
          loose: loose.value.total,
          isCut: sites.value.isCut || deployments.value.isCut,
        },
      };
    },
    ["sites", "deployments", "recordings"],
  );
}

/** Hours that were recorded and analysed, by deployment; null is of recordings without one. */
export function useHours(): Answer<CountRow[]> {
  return useAnswer("hours", (signal) => countedBy(["deployment"], signal), [
    "deployments",
    "recordings",
    "counts",
  ]);
}

/** How many recordings each model has analysed, by deployment. */
export function useAnalysed(): Answer<CountRow[]> {
  return useAnswer("analysed", (signal) => countedBy(["deployment", "model"], signal), [
    "deployments",
    "recordings",
    "counts",
  ]);
}

/** A step of time in which recordings are counted. */
export type Step = "date" | "week" | "month";

export interface Days {
  step: Step;
  rows: CountRow[];
}

/** Recordings and hours by deployment and day; of very many days, by week or month. */
export function useDays(): Answer<Days> {
  return useAnswer<Days>(
    "days",
    async (signal) => {
      for (const step of ["date", "week"] as const) {
        const outcome = await countedBy(["deployment", step], signal);
        if (outcome.ok) return { ok: true, value: { step, rows: outcome.value } };
        if (outcome.error.kind !== "InvalidParams") return outcome;
      }
      const outcome = await countedBy(["deployment", "month"], signal);
      return outcome.ok ? { ok: true, value: { step: "month", rows: outcome.value } } : outcome;
    },
    ["deployments", "recordings", "counts"],
  );
}

type Keys = ["deployment"] | ["deployment", "model" | Step];

async function countedBy(by: Keys, signal: AbortSignal): Promise<Outcome<CountRow[]>> {
  const outcome = await ask({ select: "counts", of: "recordings", by }, { signal });
  return outcome.ok ? { ok: true, value: outcome.value.rows } : outcome;
}
