/** Whether the files of a model are whole and it computes as published; asked on request. */
import { Trans, useLingui } from "@lingui/react/macro";
import type { VerifyModelResult } from "@linnet/electron-bridge/generated/contract.js";
import type { Outcome } from "../../data/call.js";
import { Button } from "../../ui/button.js";
import { Failure } from "../../ui/failure.js";
import { Icon } from "../../ui/icon.js";
import { Details } from "../../ui/own-words.js";
import { english } from "../../ui/plain.js";
import type { ModelRow } from "../../models/models.js";
import { Said } from "../../ui/said.js";

interface ChecksProps {
  model: ModelRow;
  /** What was found last, or that it is asked now. */
  found: Outcome<VerifyModelResult> | "asked" | undefined;
  onVerify: () => void;
}

export function Checks({ model, found, onVerify }: ChecksProps): React.JSX.Element {
  const { t } = useLingui();
  const { title } = model;
  const asking = found === "asked";
  return (
    <div className="model-checks">
      <Button
        aria-label={asking ? t`Verifying ${title}…` : t`Verify ${title}`}
        onPress={() => {
          if (!asking) onVerify();
        }}
      >
        {asking ? <Trans>Verifying…</Trans> : <Trans>Verify</Trans>}
      </Button>
      {asking && (
        <Said className="unseen">
          <Trans>Verifying…</Trans>
        </Said>
      )}
      {found !== undefined && found !== "asked" && <Found outcome={found} />}
    </div>
  );
}

function Found({ outcome }: { outcome: Outcome<VerifyModelResult> }): React.JSX.Element {
  return outcome.ok ? <Verdict result={outcome.value} /> : <Failure error={outcome.error} />;
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
    <Said as="div">
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
    </Said>
  );
}
