/** A project without recordings: the whole page takes a card or a folder that is dropped on it. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { Picked } from "../../../shared/app-api.js";
import { Button } from "../../ui/button.js";
import { Empty } from "../../ui/empty.js";

interface NoRecordingsProps {
  /** Folders that were dropped or picked; without it there is nothing to press. */
  onPicked?: (picked: Picked[]) => void;
}

export function NoRecordings({ onPicked }: NoRecordingsProps): React.JSX.Element {
  const { t } = useLingui();
  const [isOver, setOver] = useState(false);
  const pick = async (): Promise<void> => {
    const picked = await window.app.pick("recordings");
    if (picked.length > 0) onPicked?.(picked);
  };
  return (
    <div
      className={isOver ? "drop-zone over" : "drop-zone"}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => {
        setOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void window.app.dropped([...event.dataTransfer.files]).then((picked) => {
          if (picked.length > 0) onPicked?.(picked);
        });
      }}
    >
      <Empty
        title={t`No recordings yet`}
        reason={t`Drop a card or a folder here. What is in it is shown before anything is imported.`}
      />
      {onPicked !== undefined && (
        <Button variant="primary" onPress={() => void pick()}>
          <Trans>Choose folder…</Trans>
        </Button>
      )}
    </div>
  );
}
