/** A model in plain words: what it knows, what it takes, its licence, and what can be done with it. */
import { Trans } from "@lingui/react/macro";
import { useId, useState } from "react";
import type { VerifyModelResult } from "@linnet/electron-bridge/generated/contract.js";
import type { Outcome, PageError } from "../../data/call.js";
import { useKnownText } from "../../models/known-text.js";
import { Facts } from "../../models/facts.js";
import { InstallProgress } from "../../models/install-progress.js";
import { Licence } from "../../models/licence.js";
import { activate, isBusy, type ModelRow, useInstall, verify } from "../../models/models.js";
import { Failure } from "../../ui/failure.js";
import { TroubleLine } from "../../ui/trouble.js";
import { Actions } from "./actions.js";
import { useCardCommands } from "./card-commands.js";
import { Checks } from "./checks.js";

export function ModelCard({ model }: { model: ModelRow }): React.JSX.Element {
  const id = useId();
  const known = useKnownText();
  const [error, setError] = useState<PageError>();
  const { title, version, active, installed, trouble } = model;
  const [asking, setAsking] = useState<"install" | "remove">();
  const [found, setFound] = useState<Outcome<VerifyModelResult> | "asked">();
  const busy = isBusy(useInstall(model));
  const use = async (): Promise<void> => {
    const outcome = await activate(model);
    setError(outcome.ok ? undefined : outcome.error);
  };
  const check = async (): Promise<void> => {
    setFound("asked");
    setFound(await verify(model));
  };
  const install = (): void => {
    setAsking("install");
  };
  const named = useCardCommands({
    "models.use": installed && !active ? () => void use() : undefined,
    "models.install": installed || busy ? undefined : install,
    "models.verify": installed && found !== "asked" ? () => void check() : undefined,
  });
  return (
    <article className="card model-card" aria-labelledby={id} tabIndex={0} {...named}>
      <header>
        <h2 id={id}>
          {title}
          {!title.includes(version) && <span className="quiet"> {version}</span>}
        </h2>
        {active && (
          <span className="model-active">
            <Trans>In use</Trans>
          </span>
        )}
      </header>
      <p>{known(model.about)}</p>
      <Facts model={model} />
      <Licence model={model} />
      {trouble !== null && (
        <div className="model-trouble">
          <TroubleLine told={{ kind: "ModelInvalid", message: trouble }} />
        </div>
      )}
      <InstallProgress model={model} />
      {error !== undefined && <Failure error={error} />}
      {installed && <Checks model={model} found={found} onVerify={() => void check()} />}
      <Actions
        model={model}
        busy={busy}
        asking={asking}
        onAsk={setAsking}
        onUse={() => void use()}
        onError={setError}
      />
    </article>
  );
}
