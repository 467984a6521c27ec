/** Copies of the project beside it, each to be shown in its folder or removed. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { StorageResult } from "@linnet/electron-bridge/generated/contract.js";
import { bytes, moment } from "../../i18n/format.js";
import { Button } from "../../ui/button.js";
import { ClearDialog } from "./clear-dialog.js";
import { EngineNeeded } from "./engine-needed.js";
import { useStored } from "./stored.js";

type Backup = StorageResult["backups"][number];

const STEP = 5;

export function Backups(): React.JSX.Element {
  const { t } = useLingui();
  const { value } = useStored();
  const [removing, setRemoving] = useState<Backup>();
  const [limit, setLimit] = useState(STEP);
  if (value === undefined) return <EngineNeeded />;
  const { backups } = value;
  return (
    <>
      {backups.length === 0 && (
        <p className="quiet">
          <Trans>None yet. Make one under Project; another drive is the better place for it.</Trans>
        </p>
      )}
      <ul className="plain-list" aria-label={t`Backups beside the project`}>
        {backups.slice(0, limit).map((backup) => (
          <BackupRow
            key={backup.name}
            backup={backup}
            onRemove={() => {
              setRemoving(backup);
            }}
          />
        ))}
      </ul>
      {backups.length > limit && (
        <Button
          variant="quiet"
          onPress={() => {
            setLimit(limit + STEP);
          }}
        >
          <Trans>Show older ones</Trans>
        </Button>
      )}
      {removing !== undefined && (
        <ClearDialog
          asked={{ backups: [removing.name] }}
          backup={removing}
          onClose={() => {
            setRemoving(undefined);
          }}
        />
      )}
    </>
  );
}

function BackupRow(props: { backup: Backup; onRemove: () => void }): React.JSX.Element {
  const { t } = useLingui();
  const { name, madeAt, bytes: taken, embeddings } = props.backup;
  const [when, size] = [moment(madeAt), bytes(taken)];
  return (
    <li>
      <span className="grow">
        {when}
        <br />
        <span className="quiet small" title={name}>
          {embeddings ? t`${size}, with embeddings` : size}
        </span>
      </span>
      <Button variant="quiet" aria-label={t`Remove the backup of ${when}`} onPress={props.onRemove}>
        <Trans>Remove…</Trans>
      </Button>
    </li>
  );
}
