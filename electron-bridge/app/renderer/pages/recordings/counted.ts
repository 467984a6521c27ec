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
  deployments: DeploymentRow[];
  /** By deployment; null is of recordings without one. */
  counted: CountRow[];
  isCut: boolean;
}

/** Sites, deployments, and what each has. */
export function useListed(): Answer<Listed> {
  return useAnswer<Listed>(
    "listed",
    async (signal) => {
      const [sites, deployments, counted] = await Promise.all([
        allRows({ select: "sites", orderBy: ["survey", "site"] }, signal),
        allRows({ select: "deployments", orderBy: ["site", "startDate"] }, signal),
        countedBy(["deployment"], signal),
      ]);
      if (!sites.ok) return sites;
      if (!deployments.ok) return deployments;
      if (!counted.ok) return counted;
      return {
        ok: true,
        value: {
          sites: sites.value.rows,
          deployments: deployments.value.rows,
          counted: counted.value,
          isCut: sites.value.isCut || deployments.value.isCut,
        },
      };
    },
    ["sites", "deployments", "recordings", "counts"],
  );
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
