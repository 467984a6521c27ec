/** Files of a run that failed or were read in part only, each with why, also after a restart. */
import { Plural, Trans } from "@lingui/react/macro";
import { useEffect } from "react";
import type { FreshOutcome, RunFileRow } from "@linnet/electron-bridge/generated/contract.js";
import { useRows } from "../../data/answer.js";
import { Icon } from "../../ui/icon.js";
import type { Told } from "../../ui/error-words.js";
import { Path } from "../../ui/path.js";
import { TroubleLine } from "../../ui/trouble.js";

interface Trouble extends Told {
  path: string;
  partial: boolean;
}

const MOST = 200;

/** What the catalog holds, and what progress told since; a file stands once. */
function listed(fresh: readonly FreshOutcome[], rows: readonly RunFileRow[]): Trouble[] {
  const all = new Map<string, Trouble>();
  for (const { path, status, kind, trouble } of fresh) {
    if (status !== "failed" && status !== "partial") continue;
    all.set(path, { path, partial: status === "partial", kind, message: trouble });
  }
  for (const { path, status, kind, message, hint } of rows) {
    all.set(path, { path, partial: status === "partial", kind, message, hint });
  }
  return [...all.values()];
}

interface RunFilesProps {
  runId: number | undefined;
  /** Outcomes that progress brought. */
  fresh?: readonly FreshOutcome[];
  /** Failed files so far; a change asks again. */
  failed?: number;
}

export function RunFiles(props: RunFilesProps): React.JSX.Element | null {
  const { runId, fresh = [], failed = 0 } = props;
  const where = { runId: runId ?? 0, status: ["failed", "partial"] };
  const question = { select: "runFiles" as const, where, limit: MOST };
  const { value, again } = useRows(runId === undefined ? undefined : question, ["runs"]);
  useEffect(again, [again, failed]);
  const rows = listed(fresh, value?.rows ?? []);
  if (rows.length === 0) return null;
  const total = Math.max(rows.length, value?.total ?? 0);
  return (
    <details className="run-errors" open>
      <summary>
        <Plural
          value={total}
          one="# file could not be read, or only a part of it"
          other="# files could not be read, or only parts of them"
        />
      </summary>
      <ul>
        {rows.map(({ path, partial, ...told }) => (
          <li key={path} className={partial ? "partial" : "failed"}>
            <Icon name={partial ? "warn" : "wrong"} size={16} />
            <div>
              <Path path={path} />
              <div className="small">
                <TroubleLine told={told} />
              </div>
            </div>
          </li>
        ))}
      </ul>
      {total > rows.length && (
        <p className="small quiet">
          <Trans>The first {MOST} are listed.</Trans>
        </p>
      )}
    </details>
  );
}
