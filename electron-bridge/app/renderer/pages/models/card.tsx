/** A model in plain words: what it knows, what it takes, its licence, and what can be done with it. */
import { Trans } from "@lingui/react/macro";
import { useId, useState } from "react";
import type { PageError } from "../../data/call.js";
import { Facts } from "../../models/facts.js";
import { InstallProgress } from "../../models/install-progress.js";
import { Licence } from "../../models/licence.js";
import type { ModelRow } from "../../models/models.js";
import { Failure } from "../../ui/failure.js";
import { TroubleLine } from "../../ui/trouble.js";
import { Actions } from "./actions.js";
import { Checks } from "./checks.js";

export function ModelCard({ model }: { model: ModelRow }): React.JSX.Element {
  const id = useId();
  const [error, setError] = useState<PageError>();
  const { title, version, active, trouble } = model;
  return (
    <article className="card model-card" aria-labelledby={id}>
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
      <p>{model.about}</p>
      <Facts model={model} />
      <Licence model={model} />
      {trouble !== null && (
        <div className="model-trouble">
          <TroubleLine told={{ kind: "ModelInvalid", message: trouble }} />
        </div>
      )}
      <InstallProgress model={model} />
      {error !== undefined && <Failure error={error} />}
      {model.installed && <Checks model={model} />}
      <Actions model={model} onError={setError} />
    </article>
  );
}
