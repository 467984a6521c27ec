/** Whether the files of a model are whole and it computes as published; asked on request. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { VerifyModelResult } from "@linnet/electron-bridge/generated/contract.js";
import type { Outcome } from "../../data/call.js";
import { Button } from "../../ui/button.js";
import { Failure } from "../../ui/failure.js";
import { Icon } from "../../ui/icon.js";
import { Details } from "../../ui/own-words.js";
import { english } from "../../ui/plain.js";
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

type Check = VerifyModelResult["checks"][number];

function useCheckNames(): Readonly<Record<Check["name"], string>> {
  const { t } = useLingui();
  return {
    files: t`Files as they were installed`,
    run: t`A score for each class, from a window of noise`,
    silence: t`A window of silence`,
    constant: t`A window of one constant value`,
    fullScale: t`A window at full scale`,
    energies: t`The published energies`,
    input: t`The published input of the model`,
    logits: t`The published scores`,
  };
}

function Verdict({ result }: { result: VerifyModelResult }): React.JSX.Element {
  const names = useCheckNames();
  const messages = result.checks.map(({ message }) => message);
  const own = messages.filter((message) => english(message) === undefined);
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
            {english(message) ?? names[name]}
          </li>
        ))}
      </ul>
      <Details texts={own} />
    </div>
  );
}
