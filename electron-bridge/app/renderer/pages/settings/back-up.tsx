/** A copy of the project in a folder that a person picks. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import type { BackupCatalogResult } from "@linnet/electron-bridge/generated/contract.js";
import { bytes } from "../../i18n/format.js";
import { Checkbox } from "../../ui/check.js";
import { Path } from "../../ui/path.js";
import { storageChanged } from "./stored.js";
import { Upkeep } from "./upkeep.js";

export function BackUp(): React.JSX.Element {
  const { t } = useLingui();
  const [embeddings, setEmbeddings] = useState(false);
  return (
    <>
      <Checkbox isSelected={embeddings} onChange={setEmbeddings}>
        <Trans>With embeddings: larger, and similar sounds are found at once</Trans>
      </Checkbox>
      <div className="setting-result">
        <Upkeep
          kind="backup"
          start={t`Back up…`}
          busy={t`Backing up…`}
          asked={async () => {
            const [place] = await window.app.pick("export");
            return (
              place && {
                kind: "backup",
                title: t`Backup of the project`,
                method: "catalog/backup",
                params: { destination: place.path, ...(embeddings && { embeddings }) },
              }
            );
          }}
          done={(value) => <BackedUp result={value as BackupCatalogResult} />}
        />
      </div>
    </>
  );
}

function BackedUp({ result }: { result: BackupCatalogResult }): React.JSX.Element {
  const size = bytes(result.bytes);
  const { path } = result;
  useEffect(storageChanged, [path]);
  return (
    <p>
      <Trans>The copy is written: {size}.</Trans> <Path path={path} />
    </p>
  );
}
