/** Verdicts of a person on detections: seen at once, stored at once, undone as they were made. */
import { useCallback, useRef, useState } from "react";
import type { NewAnnotation } from "@linnet/electron-bridge/generated/contract.js";
import { call, type Outcome, type PageError } from "../../data/call.js";
import { touch } from "../../data/revision.js";
import { useSettings } from "../../data/settings.js";
import type { Detection, Rows } from "./rows.js";

export type Verdict = "right" | "wrong" | "unsure" | "none";

/** The engine has no word of its own for unsure yet: the comment says it. */
const UNSURE = "unsure";

type Judged = Pick<Detection, "verified" | "comment">;

export function verdictOf({ verified, comment }: Judged): Verdict {
  if (verified === "YES") return "right";
  if (verified === "NO") return "wrong";
  return comment === UNSURE || comment?.startsWith(`${UNSURE}: `) === true ? "unsure" : "none";
}

/** What a person has written, without our own word for unsure. */
export function noteOf(row: Judged): string {
  const text = row.comment ?? "";
  return verdictOf(row) === "unsure" ? text.slice(UNSURE.length + 2) : text;
}

/** A comment with a new note, that still says unsure where it did. */
function commentOf(row: Judged, note: string): string | null {
  if (verdictOf(row) !== "unsure") return note === "" ? null : note;
  return note === "" ? UNSURE : `${UNSURE}: ${note}`;
}

const STORED: Record<Verdict, Pick<NewAnnotation, "verified" | "comment">> = {
  right: { verified: "YES" },
  wrong: { verified: "NO" },
  unsure: { verified: "UNVERIFIED", comment: UNSURE },
  none: { verified: "UNVERIFIED" },
};

interface Judging {
  judge: (rows: readonly Detection[], verdict: Verdict) => void;
  /** Another species is right in place of this one. */
  correct: (row: Detection, species: string) => void;
  note: (row: Detection, text: string) => void;
  undo: () => void;
  error: PageError | undefined;
}

/** A decision that was sent, with the rows as they were before. */
interface Step {
  made: Promise<Outcome<{ batchId: number }>>;
  before: ReadonlyMap<number, Shown>;
}

type Shown = Pick<Detection, "verified" | "comment" | "verdictBy" | "correctedTo">;

export function useVerdicts(patch: Rows["patch"]): Judging {
  const [error, setError] = useState<PageError>();
  /** What was done here, newest last; an undo may come before the engine has answered. */
  const done = useRef<Step[]>([]);
  const labeler = useSettings(({ settings }) => settings.labeler);

  const store = useCallback(
    async (
      rows: readonly Detection[],
      change: Partial<Shown>,
      stored: Partial<NewAnnotation>,
    ): Promise<void> => {
      const [first, ...others] = rows.map(({ detectionId }) => ({ detectionId, ...stored }));
      if (first === undefined) return;
      const before = new Map<number, Shown>(rows.map((row) => [row.detectionId, row]));
      const ids = new Set(before.keys());
      patch(ids, (row) => ({ ...row, ...change, verdictBy: labeler || row.verdictBy }));
      const made = call("annotate", {
        annotations: [first, ...others],
        ...(labeler !== "" && { labeler: { name: labeler } }),
      });
      const step = { made, before };
      done.current.push(step);
      const outcome = await made;
      if (outcome.ok) touch(["annotations"]);
      else {
        done.current = done.current.filter((each) => each !== step);
        patch(ids, (row) => ({ ...row, ...before.get(row.detectionId) }));
      }
      setError(outcome.ok ? undefined : outcome.error);
    },
    [labeler, patch],
  );

  const judge = useCallback<Judging["judge"]>(
    (rows, verdict) => {
      const { verified, comment = null } = STORED[verdict];
      const shown = { verified: verified ?? "UNVERIFIED", comment, correctedTo: null };
      void store(rows, shown, STORED[verdict]);
    },
    [store],
  );
  const correct = useCallback<Judging["correct"]>(
    (row, species) => {
      void store([row], { verified: "NO", correctedTo: species }, { species });
    },
    [store],
  );
  const note = useCallback<Judging["note"]>(
    (row, text) => {
      const { verified, correctedTo } = row;
      const comment = commentOf(row, text);
      // A note on a correction must not take the correction back.
      const decision = correctedTo === null ? { verified } : { species: correctedTo };
      void store([row], { comment }, { ...decision, comment });
    },
    [store],
  );
  const undo = useCallback(async (): Promise<void> => {
    const last = done.current.pop();
    const made = await last?.made;
    if (last === undefined || made?.ok !== true) return;
    const outcome = await call("annotations/undo", { batchId: made.value.batchId });
    setError(outcome.ok ? undefined : outcome.error);
    if (!outcome.ok) {
      done.current.push(last);
      return;
    }
    patch(new Set(last.before.keys()), (row) => ({ ...row, ...last.before.get(row.detectionId) }));
    touch(["annotations"]);
  }, [patch]);
  return { judge, correct, note, undo: () => void undo(), error };
}
