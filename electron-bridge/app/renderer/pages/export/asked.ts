/** What the page asks of the engine before it writes: how many rows, the first ones, and the plan. */
import type {
  ClipsResult,
  ExportRequest,
  ExportResult,
} from "@linnet/electron-bridge/generated/contract.js";
import { useAnswer, useRows, type Answer } from "../../data/answer.js";
import { call } from "../../data/call.js";
import { useRested } from "../../data/rested.js";
import { asFolder, clipsOf, rowsOf, type Setup, type Where } from "./setup.js";

/** A number is typed digit by digit, and each would be another question. */
const CALM_MS = 250;

/** Rows of the preview. */
export const SHOWN = 20;

const READS = ["detections", "annotations"] as const;

/** All rows that pass the filters, before a limit. */
export function useTotal(setup: Setup, where: Where, off: boolean): Answer<{ total: number }> {
  const select = setup.kind === "labels" ? ("annotations" as const) : ("detections" as const);
  // Labels of earlier decisions do not count any more.
  const all = select === "annotations" ? { mostRecent: 1, ...where } : where;
  return useRows(off ? undefined : { select, where: all, limit: 1, total: "exact" }, READS);
}

export function usePreview(
  setup: Setup,
  where: Where,
  off: boolean,
): Answer<ExportResult> & { fresh: boolean } {
  const isOff = off || setup.card === "clips";
  return useExport(isOff ? undefined : { ...rowsOf(setup, where), preview: SHOWN });
}

/**
 * What would be written; asked for once a folder is chosen.
 *
 * `ended`: the exports that have ended, since each leaves files that the next one replaces.
 */
export function usePlan(
  setup: Setup,
  where: Where,
  off: boolean,
  ended: string,
): Answer<ExportResult> & { fresh: boolean } {
  const { folder, methods } = setup;
  const isOff = off || folder === null || setup.card === "clips";
  return useExport(
    isOff
      ? undefined
      : { ...rowsOf(setup, where), destination: asFolder(folder), methods, dryRun: true },
    ended,
  );
}

function useExport(
  params: ExportRequest | undefined,
  ended = "",
): Answer<ExportResult> & { fresh: boolean } {
  const asked = params && JSON.stringify(params);
  const question = useRested(asked, CALM_MS);
  const answer = useAnswer(
    question && `export ${question} ${ended}`,
    (signal) => call("export", JSON.parse(question ?? "{}") as ExportRequest, { signal }),
    READS,
  );
  return { ...answer, fresh: question === asked && !answer.waiting };
}

/** The clips that would be cut, of their own or beside rows. */
export function useClipsPlan(
  setup: Setup,
  where: Where,
  off: boolean,
  ended: string,
): Answer<ClipsResult> & { fresh: boolean } {
  const { folder, card, withClips } = setup;
  const isOff = off || folder === null || (card !== "clips" && !withClips);
  const asked = isOff ? undefined : JSON.stringify(clipsOf(setup, where, folder));
  const question = useRested(asked, CALM_MS);
  const answer = useAnswer(
    question && `clips ${question} ${ended}`,
    (signal) => {
      const params = JSON.parse(question ?? "{}") as ReturnType<typeof clipsOf>;
      return call("clips", { ...params, dryRun: true }, { signal });
    },
    READS,
  );
  return { ...answer, fresh: question === asked && !answer.waiting };
}
