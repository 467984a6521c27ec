/** The third screen: a model, its licence first, from a folder here or from its publisher. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useId, useState } from "react";
import type { Answer } from "../../data/answer.js";
import type { PageError } from "../../data/call.js";
import { Facts } from "../../models/facts.js";
import { useKnownText } from "../../models/known-text.js";
import { InstallDialog } from "../../models/install-dialog.js";
import { InstallProgress } from "../../models/install-progress.js";
import { Licence } from "../../models/licence.js";
import { activate, type ModelRow, useInstall, useOffline } from "../../models/models.js";
import { Banner } from "../../ui/banner.js";
import { Button } from "../../ui/button.js";
import { Failure } from "../../ui/failure.js";
import { Loading } from "../../ui/loading.js";

interface ModelProps {
  models: Answer<ModelRow[]>;
  /** The model whose installation is asked for, by its number. */
  asked: number | undefined;
  ask: (number: number | undefined) => void;
}

/** Models that a gallery has; a classifier of one's own needs one of them first. */
export function offered(models: readonly ModelRow[] | undefined): ModelRow[] {
  return models?.filter(({ base }) => base == null) ?? [];
}

export function usable(models: readonly ModelRow[] | undefined): ModelRow | undefined {
  const fit = offered(models).filter(({ installed, trouble }) => installed && trouble === null);
  return fit.find(({ active }) => active) ?? fit[0];
}

export function Model({ models, asked, ask }: ModelProps): React.JSX.Element {
  const { t } = useLingui();
  const { value, error, again } = models;
  const ready = usable(value);
  const title = ready?.title;
  useEffect(() => {
    if (ready !== undefined && !ready.active) void activate(ready);
  }, [ready]);
  return (
    <>
      <h2>
        <Trans>Which model shall listen?</Trans>
      </h2>
      <p className="quiet">
        <Trans>A model is fetched once. After that, all work is done on this computer.</Trans>
      </p>
      {title !== undefined && (
        <Banner>
          <Trans>{title} is installed. Everything is ready for the first run.</Trans>
        </Banner>
      )}
      {error !== undefined && <Failure error={error} action={{ text: t`Try again`, act: again }} />}
      {value === undefined && error === undefined && <Loading />}
      <ol className="first-models">
        {offered(value).map((model, at) => (
          <li key={model.name}>
            <Card
              model={model}
              number={at + 1}
              isAsked={asked === at + 1}
              ask={(open) => {
                ask(open ? at + 1 : undefined);
              }}
            />
          </li>
        ))}
      </ol>
    </>
  );
}

interface CardProps {
  model: ModelRow;
  number: number;
  isAsked: boolean;
  ask: (open: boolean) => void;
}

function Card({ model, number, isAsked, ask }: CardProps): React.JSX.Element {
  const id = useId();
  const [error, setError] = useState<PageError>();
  const job = useInstall(model);
  const offline = useOffline(model);
  const { title, about, installed } = model;
  const known = useKnownText();
  const busy = job?.state === "running" || job?.state === "waiting";
  return (
    <article className="card first-model" aria-labelledby={id}>
      <header>
        <h3 id={id}>{title}</h3>
        {number < 10 && <kbd>{number}</kbd>}
      </header>
      <p>{known(about)}</p>
      <Facts model={model} />
      <Licence model={model} />
      <InstallProgress model={model} />
      {error !== undefined && <Failure error={error} />}
      {installed ? (
        <p className="first-model-there">
          <Trans>Installed</Trans>
        </p>
      ) : (
        <Button
          isDisabled={busy}
          onPress={() => {
            ask(true);
          }}
        >
          {offline ? (
            <Trans>Install {title} from a folder…</Trans>
          ) : (
            <Trans>Install {title}…</Trans>
          )}
        </Button>
      )}
      <InstallDialog
        model={model}
        isOpen={isAsked && !installed && !busy}
        onClose={() => {
          ask(false);
        }}
        onError={setError}
      />
    </article>
  );
}
