/** A model in plain words: what it knows, what it takes, its licence, and what can be done with it. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useId, useState } from "react";
import type { PageError } from "../../data/call.js";
import { bytes, count, length } from "../../i18n/format.js";
import { Failure } from "../../ui/failure.js";
import { Actions } from "./actions.js";
import { Checks } from "./checks.js";
import { InstallProgress } from "./install-progress.js";
import { Licence } from "./licence.js";
import type { ModelRow } from "./models.js";

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
      {trouble !== null && <p className="model-trouble">{trouble}</p>}
      <InstallProgress model={model} />
      {error !== undefined && <Failure error={error} />}
      {model.installed && <Checks model={model} />}
      <Actions model={model} onError={setError} />
    </article>
  );
}

/** Groups that models of the gallery know; one of a person's own may have others. */
function useGroupNames(): Partial<Record<string, string>> {
  const { t } = useLingui();
  return {
    birds: t`birds`,
    frogs: t`frogs`,
    insects: t`insects`,
    mammals: t`mammals`,
    bats: t`bats`,
    worldwide: t`worldwide`,
  };
}

function Facts({ model }: { model: ModelRow }): React.JSX.Element {
  const { t } = useLingui();
  const names = useGroupNames();
  const { classes, groups, region, goodFor, notFor, memoryBytes, speed, window } = model;
  const weight = model.installed ? model.bytes : model.downloadBytes;
  const number = classes === null ? null : count(classes);
  const times = speed == null ? null : count(Math.round(speed));
  const known: [string, string | null | undefined][] = [
    [t`Knows`, number && t`${number} classes`],
    [t`Groups`, groups?.map((each) => names[each] ?? each).join(", ")],
    [t`Region`, region && (names[region] ?? region)],
    [t`Good for`, goodFor],
    [t`Not for`, notFor],
    [t`Hears at once`, length(window)],
    [model.installed ? t`On the disk` : t`Download`, weight == null ? null : bytes(weight)],
    [t`Memory while running`, memoryBytes == null ? null : bytes(memoryBytes)],
    [t`Speed here`, times && t`${times} times real time`],
  ];
  return (
    <dl className="facts small">
      {known
        .filter(([, text]) => text != null)
        .map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
    </dl>
  );
}
