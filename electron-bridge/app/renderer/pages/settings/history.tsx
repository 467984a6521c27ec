/** Steps of people in the project, the newest first; each can be looked at, and undone. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useRef, useState } from "react";
import type { Query } from "@linnet/electron-bridge/call/types.js";
import type { AnnotationRow, BatchRow } from "@linnet/electron-bridge/generated/contract.js";
import { useRows } from "../../data/answer.js";
import { useEngine } from "../../data/engine.js";
import { count, moment, position } from "../../i18n/format.js";
import { SpeciesName } from "../../species/name.js";
import { Button } from "../../ui/button.js";
import { Failure } from "../../ui/failure.js";
import { parted } from "../../ui/file-name.js";
import { EngineNeeded } from "./engine-needed.js";
import { StepDialog } from "./step-dialog.js";
import { useStepName } from "./step-name.js";

const STEP = 20;
/** The engine gives no more rows at once. */
const MOST = 1_000;

export function History({ isReadOnly }: { isReadOnly: boolean }): React.JSX.Element {
  const { t } = useLingui();
  const { state } = useEngine();
  const [limit, setLimit] = useState(STEP);
  const [shown, setShown] = useState<BatchRow>();
  const list = useRef<HTMLUListElement>(null);
  const question: Query<"batches"> = {
    ...{ select: "batches", orderBy: ["-batchId"], limit, total: "exact" },
  };
  const batches = useRows(state === "ready" ? question : undefined, ["batches"]);
  const { value, error, again } = batches;
  const only = useOnlyDecisions(value?.rows);
  if (state !== "ready" || (value === undefined && error === undefined)) return <EngineNeeded />;
  const all = count(value?.total ?? 0);
  return (
    <>
      {error !== undefined && <Failure error={error} action={{ text: t`Try again`, act: again }} />}
      {value?.rows.length === 0 && (
        <p className="quiet">
          <Trans>No step yet. The first verdict or label begins the history.</Trans>
        </p>
      )}
      {value !== undefined && value.rows.length > 0 && (
        <p className="quiet">
          <Plural value={value.total} one="# step in all." other={`${all} steps in all.`} />
        </p>
      )}
      <ul ref={list} className="plain-list" tabIndex={-1} aria-label={t`History`}>
        {value?.rows.map((row) => (
          <Step
            key={row.batchId}
            row={row}
            only={only.get(row.batchId)}
            onShow={() => {
              setShown(row);
            }}
          />
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
      {shown !== undefined && (
        <StepDialog
          row={shown}
          isReadOnly={isReadOnly}
          onClose={(undone) => {
            setShown(undefined);
            if (undone) list.current?.focus();
          }}
        />
      )}
    </>
  );
}

/** What a step of one decision was about: steps of one name and minute are not told apart else. */
function useOnlyDecisions(
  rows: readonly BatchRow[] | undefined,
): ReadonlyMap<number, AnnotationRow> {
  const ids = rows?.flatMap(({ batchId, annotations }) => (annotations === 1 ? [batchId] : []));
  const { value } = useRows(
    ids === undefined || ids.length === 0
      ? undefined
      : { select: "annotations", where: { batchId: ids }, limit: Math.min(MOST, ids.length) },
    ["annotations"],
  );
  return new Map(
    value?.rows.flatMap((row) => (row.batchId === null ? [] : [[row.batchId, row] as const])),
  );
}

interface StepProps {
  row: BatchRow;
  /** Its decision, where it has but one. */
  only: AnnotationRow | undefined;
  onShow: () => void;
}

function Step({ row, only, onShow }: StepProps): React.JSX.Element {
  const { t } = useLingui();
  const { batchId, labeler, madeAt, undoneAt } = row;
  const name = useStepName()(row);
  const when = moment(madeAt);
  const step = only?.species == null ? name : `${name}: ${only.species}`;
  return (
    <li>
      <span className="grow">
        {name}
        {only !== undefined && (
          <>
            {": "}
            {only.species === null ? (
              <Trans>no species</Trans>
            ) : (
              <SpeciesName species={only.species} common={only.common} isInline />
            )}{" "}
            <span className="quiet small">
              <span title={only.path}>{parted(only.path).name}</span> {position(only.start)}
            </span>
          </>
        )}
        <br />
        <span className="quiet small">
          {labeler === null || labeler === "" ? when : t`${when}, by ${labeler}`}
        </span>
      </span>
      {undoneAt !== null && (
        <span className="quiet small">
          <Trans>undone</Trans>
        </span>
      )}
      <Button
        variant="quiet"
        aria-label={
          undoneAt === null ? t`Undo step ${batchId}: ${step}` : t`Show step ${batchId}: ${step}`
        }
        onPress={onShow}
      >
        {undoneAt === null ? <Trans>Undo…</Trans> : <Trans>Show…</Trans>}
      </Button>
    </li>
  );
}
