/** Steps of people in the project, the newest first; one can be undone. */
import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useRef, useState } from "react";
import type { BatchRow } from "@linnet/electron-bridge/generated/contract.js";
import { useRows } from "../../data/answer.js";
import { call, type PageError } from "../../data/call.js";
import { touch } from "../../data/revision.js";
import { count, moment } from "../../i18n/format.js";
import { Button } from "../../ui/button.js";
import { Failure } from "../../ui/failure.js";

const STEP = 20;

export function History(): React.JSX.Element {
  const { t } = useLingui();
  const [limit, setLimit] = useState(STEP);
  const [error, setError] = useState<PageError>();
  const list = useRef<HTMLUListElement>(null);
  const batches = useRows({ select: "batches", orderBy: ["-batchId"], limit }, ["batches"]);
  const undo = async (batchId: number): Promise<void> => {
    const outcome = await call("annotations/undo", { batchId });
    setError(outcome.ok ? undefined : outcome.error);
    if (outcome.ok) touch(["annotations", "detections", "batches"]);
    list.current?.focus();
  };
  const { value } = batches;
  return (
    <>
      {error !== undefined && <Failure error={error} />}
      {batches.error !== undefined && (
        <Failure error={batches.error} action={{ text: t`Try again`, act: batches.again }} />
      )}
      {value?.rows.length === 0 && (
        <p className="quiet">
          <Trans>No step yet. The first verdict or label begins the history.</Trans>
        </p>
      )}
      <ul ref={list} className="plain-list" tabIndex={-1} aria-label={t`History`}>
        {value?.rows.map((row) => (
          <Step key={row.batchId} row={row} onUndo={() => void undo(row.batchId)} />
        ))}
      </ul>
      {value !== undefined && value.nextCursor !== null && (
        <Button
          variant="quiet"
          onPress={() => {
            setLimit(limit + STEP);
          }}
        >{t`Show earlier steps`}</Button>
      )}
    </>
  );
}

function Step({ row, onUndo }: { row: BatchRow; onUndo: () => void }): React.JSX.Element {
  const { t } = useLingui();
  const { batchId, what, labeler, madeAt, undoneAt, annotations } = row;
  const number = count(annotations);
  const made = plural(annotations, { one: "# decision", other: `${number} decisions` });
  const name = what === "annotate" ? made : t`Labels of ${what}: ${made}`;
  const when = moment(madeAt);
  return (
    <li>
      <span className="grow">
        {name}
        <br />
        <span className="quiet small">
          {labeler === null || labeler === "" ? when : t`${when}, by ${labeler}`}
        </span>
      </span>
      {undoneAt === null ? (
        <Button variant="quiet" aria-label={t`Undo step ${batchId}: ${name}`} onPress={onUndo}>
          <Trans>Undo</Trans>
        </Button>
      ) : (
        <span className="quiet small">
          <Trans>undone</Trans>
        </span>
      )}
    </li>
  );
}
