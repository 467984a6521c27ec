/** How far a check, a copy or a repair of the project is, in words. */
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import type { UpkeepProgress } from "@linnet/electron-bridge/generated/contract.js";
import type { Job } from "../../data/jobs.js";
import { count } from "../../i18n/format.js";
import { english } from "../../ui/plain.js";

/** Steps as the engine names them; of one that is not here, its number is told. */
const STEPS: Readonly<Record<string, MessageDescriptor>> = {
  "reading the whole file": msg`Reading the whole file`,
  "copying the catalog": msg`Copying the project first`,
  "rebuilding indexes": msg`Rebuilding indexes`,
  "repairing values": msg`Repairing values`,
  "repairing references": msg`Repairing references`,
  "checking values": msg`Checking values`,
  "checking references": msg`Checking references`,
  "checking embeddings": msg`Checking embeddings`,
  "checking runs": msg`Checking runs`,
  "checking sources": msg`Checking where facts come from`,
  "checking places": msg`Checking places`,
  "checking decisions": msg`Checking verdicts and labels`,
  "checking decisions on detections": msg`Checking verdicts on detections`,
  "checking whether labels lie on their sound": msg`Checking whether labels lie on their sound`,
  "checking current analyses": msg`Checking which run counts`,
  "checking which detections count": msg`Checking which detections count`,
  "checking times of day": msg`Checking times of day`,
  "checking totals of species": msg`Checking totals of species`,
  "checking totals of recordings": msg`Checking totals of recordings`,
  "checking verdicts by species": msg`Checking verdicts by species`,
  "checking tallies of detections": msg`Checking totals of detections`,
  "checking labels": msg`Checking labels`,
  "checking windows": msg`Checking windows`,
  "checking what the app keeps": msg`Checking what the app keeps`,
  "checking results that are to be sent": msg`Checking results that are to be sent`,
};

export interface UpkeepState {
  /** 0 to 1; null while the end is not known. */
  share: number | null;
  text: string | undefined;
}

export function useUpkeepWords(): (job: Job) => UpkeepState {
  const { t, i18n } = useLingui();
  return ({ progress }) => {
    const { done, total, unit, step } = (progress ?? {}) as Partial<UpkeepProgress>;
    const known = done !== undefined && total != null && total > 0;
    const share = known ? done / total : null;
    if (done === undefined) return { share, text: undefined };
    if (unit === "page") {
      const [made, whole] = [count(done), count(total ?? 0)];
      return { share, text: known ? t`${made} of ${whole} pages of the file` : undefined };
    }
    const words = step == null ? undefined : STEPS[step];
    const number = count(done + 1);
    return { share, text: words ? i18n._(words) : (english(step) ?? t`Step ${number}`) };
  };
}
