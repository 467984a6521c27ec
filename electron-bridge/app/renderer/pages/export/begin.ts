/** Beginning an export: rows and clips are jobs of main, which go on when this page is left. */
import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { ClipsResult, ExportResult } from "@linnet/electron-bridge/generated/contract.js";
import type { Answer } from "../../data/answer.js";
import type { PageError } from "../../data/call.js";
import { startJob, type JobAsked } from "../../data/jobs.js";
import { useCardNames } from "./cards.js";
import { asFolder, clipsOf, rowsOf, type Setup, type Where } from "./setup.js";

interface Wish {
  setup: Setup;
  where: Where;
  /** Nothing is there to export, or nobody knows yet. */
  off: boolean;
  plan: Answer<ExportResult> & { fresh: boolean };
  clipsPlan: Answer<ClipsResult> & { fresh: boolean };
}

export interface Begin {
  /** Undefined while it cannot begin. */
  begin: (() => void) | undefined;
  /** The plan of the present settings is still awaited. */
  waits: boolean;
  starting: { error: PageError | undefined };
}

/** Whether a plan is of the present settings, and nothing stands in the way. */
function isSure({ value, error, fresh }: Wish["plan"] | Wish["clipsPlan"]): boolean {
  return fresh && error === undefined && value?.plan?.refused === 0;
}

export function useBegin({ setup, where, off, plan, clipsPlan }: Wish): Begin {
  const { t } = useLingui();
  const names = useCardNames();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<PageError>();
  const { folder, card, withClips, methods } = setup;
  const [rows, clips] = [card !== "clips", card === "clips" || withClips];
  const sure = (!rows || isSure(plan)) && (!clips || isSure(clipsPlan));
  const waits = !off && folder !== null && ((rows && !plan.fresh) || (clips && !clipsPlan.fresh));
  if (off || folder === null || !sure || busy) {
    return { begin: undefined, waits, starting: { error } };
  }
  const name = names[card];
  const asked: JobAsked[] = [];
  if (rows) {
    const params = { ...rowsOf(setup, where), destination: asFolder(folder), methods };
    asked.push({ kind: "export", title: t`Export for ${name}`, method: "export", params });
  }
  if (clips) {
    const params = { ...clipsOf(setup, where, folder) };
    asked.push({ kind: "clips", title: t`Clips of sound`, method: "clips", params });
  }
  const begin = (): void => {
    setBusy(true);
    setError(undefined);
    void startAll(asked).then((failed) => {
      setError(failed);
      setBusy(false);
    });
  };
  return { begin, waits, starting: { error } };
}

/** Start one after the other; the error of the first that cannot start. */
async function startAll(asked: readonly JobAsked[]): Promise<PageError | undefined> {
  for (const each of asked) {
    const outcome = await startJob(each);
    if (!outcome.ok) return outcome.error;
  }
  return undefined;
}
