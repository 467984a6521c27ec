/** Each kind of files with a bar of its size; what can be made again can be cleared. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { StorageResult } from "@linnet/electron-bridge/generated/contract.js";
import { bytes } from "../../i18n/format.js";
import { Button } from "../../ui/button.js";
import { Failure } from "../../ui/failure.js";
import { Path } from "../../ui/path.js";
import { ClearDialog } from "./clear-dialog.js";
import { EngineNeeded } from "./engine-needed.js";
import { type Clearable, type PartName, usePartWords } from "./part-words.js";
import { useStored } from "./stored.js";

type Part = StorageResult["parts"][number];

/** These are not shown while they take nothing. */
const RARE: readonly PartName[] = ["downloads", "scratch", "setAside"];

export function Room(): React.JSX.Element {
  const { t } = useLingui();
  const { value, error, again } = useStored();
  const [clearing, setClearing] = useState<Clearable>();
  if (value === undefined) {
    return error === undefined ? (
      <EngineNeeded />
    ) : (
      <Failure error={error} action={{ text: t`Try again`, act: again }} />
    );
  }
  const parts = value.parts.filter(({ what, bytes: size }) => size > 0 || !RARE.includes(what));
  const most = Math.max(1, ...parts.map(({ bytes: size }) => size));
  return (
    <>
      <ul className="plain-list" aria-label={t`Room on this computer`}>
        {parts.map((part) => (
          <PartRow
            key={part.what}
            part={part}
            limit={part.what === "features" ? value.cache.bytes : undefined}
            most={most}
            onClear={() => {
              setClearing(part.what as Clearable);
            }}
          />
        ))}
      </ul>
      <Free drives={value.drives} />
      <div className="setting-actions setting-result">
        <Button variant="quiet" onPress={again}>
          <Trans>Count again</Trans>
        </Button>
      </div>
      {clearing !== undefined && (
        <ClearDialog
          asked={{ what: [clearing] }}
          onClose={() => {
            setClearing(undefined);
          }}
        />
      )}
    </>
  );
}

interface PartRowProps {
  part: Part;
  /** In bytes, of those that have one. */
  limit: number | undefined;
  most: number;
  onClear: () => void;
}

function PartRow({ part, limit, most, onClear }: PartRowProps): React.JSX.Element {
  const { t } = useLingui();
  const { name, sentence } = usePartWords()[part.what];
  const share = part.bytes / most;
  const isOver = limit !== undefined && part.bytes > limit;
  const [size, of] = [bytes(part.bytes), limit === undefined ? "" : bytes(limit)];
  const taken = part.complete ? size : t`more than ${size}`;
  return (
    <li className="stored">
      <span className="grow">
        <span className="stored-head">
          <span>{name}</span>
          <span className="stored-size">{limit === undefined ? taken : t`${taken} of ${of}`}</span>
        </span>
        <span className="stored-bar" aria-hidden="true">
          <span
            className={isOver ? "stored-fill over" : "stored-fill"}
            style={{ width: `${String(share * 100)}%` }}
          />
        </span>
        <span className="quiet small">{sentence}</span>
        {isOver && (
          <span className="setting-warn small">
            {" "}
            <Trans>More than the limit: the oldest go in the next run.</Trans>
          </span>
        )}
      </span>
      {part.clearable && (
        <Button
          variant="quiet"
          aria-label={t`Clear: ${name}`}
          isDisabled={part.bytes === 0}
          onPress={onClear}
        >
          <Trans>Clear…</Trans>
        </Button>
      )}
    </li>
  );
}

function Free({ drives }: { drives: StorageResult["drives"] }): React.JSX.Element {
  return (
    <ul className="stored-drives">
      {drives.map(({ path, freeBytes, totalBytes }) => {
        const [free, total] = [bytes(freeBytes ?? 0), bytes(totalBytes ?? 0)];
        return (
          <li key={path}>
            {freeBytes === null ? (
              <Trans>The system does not say what is free here:</Trans>
            ) : (
              <Trans>
                {free} free of {total}:
              </Trans>
            )}{" "}
            <Path path={path} />
          </li>
        );
      })}
    </ul>
  );
}
