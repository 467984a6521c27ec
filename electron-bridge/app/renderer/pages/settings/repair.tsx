/** Mends the project's file, after a question and a copy. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import type { RepairCatalogResult } from "@linnet/electron-bridge/generated/contract.js";
import type { JobAsked } from "../../data/jobs.js";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";
import { Path } from "../../ui/path.js";
import { Problems } from "./problems.js";
import { storageChanged } from "./stored.js";
import { Upkeep } from "./upkeep.js";

export function Repair({ isReadOnly }: { isReadOnly: boolean }): React.JSX.Element {
  const { t } = useLingui();
  const [answer, setAnswer] = useState<(yes: boolean) => void>();
  const ask = async (): Promise<JobAsked | undefined> => {
    const agreed = await new Promise<boolean>((resolve) => {
      setAnswer(() => resolve);
    });
    setAnswer(undefined);
    return agreed
      ? { kind: "repair", title: t`Repair of the project`, method: "catalog/repair" }
      : undefined;
  };
  return (
    <>
      <Upkeep
        kind="repair"
        start={t`Repair…`}
        busy={t`Repairing…`}
        isDisabled={isReadOnly}
        asked={ask}
        done={(value) => <Repaired result={value as RepairCatalogResult} />}
      />
      <Dialog
        title={t`Repair the project?`}
        isOpen={answer !== undefined}
        onClose={() => answer?.(false)}
        actions={
          <>
            <Button autoFocus onPress={() => answer?.(false)}>
              <Trans>Cancel</Trans>
            </Button>
            <Button variant="primary" onPress={() => answer?.(true)}>
              <Trans>Repair now</Trans>
            </Button>
          </>
        }
      >
        <p>
          <Trans>
            Linnet first copies the file, then mends what can be mended. No verdict and no label of
            a person is removed.
          </Trans>
        </p>
        <p>
          <Trans>Other work on the project waits until the repair has ended.</Trans>
        </p>
      </Dialog>
    </>
  );
}

function Repaired({ result }: { result: RepairCatalogResult }): React.JSX.Element {
  const { backup, mended, left } = result;
  useEffect(storageChanged, [backup]);
  if (mended.length === 0 && left.length === 0) {
    return (
      <p>
        <Trans>The project needed no repair.</Trans>
      </p>
    );
  }
  return (
    <>
      {backup !== "" && (
        <p>
          <Trans>The project as it was:</Trans> <Path path={backup} />
        </p>
      )}
      {mended.length > 0 && (
        <>
          <h4>
            <Trans>Mended</Trans>
          </h4>
          <Problems problems={mended} areMended />
        </>
      )}
      {left.length > 0 && (
        <>
          <h4 className="setting-warn">
            <Trans>Not mended</Trans>
          </h4>
          <Problems problems={left} />
        </>
      )}
    </>
  );
}
