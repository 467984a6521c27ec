/** Whether the files of a model are whole and it computes as published; asked on request. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { VerifyModelResult } from "@linnet/electron-bridge/generated/contract.js";
import type { Outcome } from "../../data/call.js";
import { Button } from "../../ui/button.js";
import { Failure } from "../../ui/failure.js";
import { Icon } from "../../ui/icon.js";
import { type ModelRow, verify } from "../../models/models.js";

export function Checks({ model }: { model: ModelRow }): React.JSX.Element {
  const { t } = useLingui();
  const { title } = model;
  const [asking, setAsking] = useState(false);
  const [found, setFound] = useState<Outcome<VerifyModelResult>>();
  const ask = async (): Promise<void> => {
    setAsking(true);
    setFound(await verify(model));
    setAsking(false);
  };
  return (
    <div className="model-checks">
      <Button isPending={asking} aria-label={t`Verify ${title}`} onPress={() => void ask()}>
        {asking ? <Trans>Verifying…</Trans> : <Trans>Verify</Trans>}
      </Button>
      {found?.ok === false && <Failure error={found.error} />}
      {found?.ok === true && <Verdict result={found.value} />}
    </div>
  );
}

function Verdict({ result }: { result: VerifyModelResult }): React.JSX.Element {
  return (
    <div role="status">
      <p>
        {result.passed ? (
          <Trans>The model is whole, and computes as it should.</Trans>
        ) : (
          <Trans>The model did not pass. Remove it, and install it again.</Trans>
        )}
      </p>
      <ul className="small">
        {result.checks.map(({ name, passed, message }) => (
          <li key={name} className={passed ? "check-passed" : "check-failed"}>
            <Icon name={passed ? "right" : "wrong"} size={16} />
            <span className="unseen">
              {passed ? <Trans>Passed:</Trans> : <Trans>Failed:</Trans>}
            </span>
            {message}
          </li>
        ))}
      </ul>
    </div>
  );
}
