/** Setting a run up: what, how, with which model, where; and what would be done. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useRef } from "react";
import type { ModelRow } from "../../data/models.js";
import { KeyName } from "../../keys/key-name.js";
import { useCommands } from "../../keys/scopes.js";
import { Button } from "../../ui/button.js";
import { Failure } from "../../ui/failure.js";
import { Menu } from "../../ui/menu.js";
import { JobField, useJobNames } from "./job-field.js";
import { ModelField, modelOf } from "./model-field.js";
import { More } from "./more.js";
import { PlaceField, ThresholdField } from "./place-field.js";
import { hasWork, usePlan } from "./plan.js";
import { PlanWords } from "./plan-words.js";
import { jobOf, lacks, type Setup } from "./setup.js";
import type { Starting } from "./start.js";
import { pickFolders, WhatField } from "./what.js";

interface SetUpProps {
  setup: Setup;
  change: (some: Partial<Setup>) => void;
  models: readonly ModelRow[];
  recordings: number | undefined;
  starting: Starting;
}

export function SetUp(props: SetUpProps): React.JSX.Element {
  const { setup, change, models, recordings, starting } = props;
  const { t } = useLingui();
  const names = useJobNames();
  const area = useRef<HTMLDivElement>(null);
  const model = modelOf(models, setup.model);
  const used = { ...setup, model: model?.name ?? null };
  const plan = usePlan(used, recordings === undefined);
  const job = jobOf(setup);
  const begin = (again: boolean): void => {
    const name = job === undefined ? t`Own settings` : names[job];
    starting.start(used, `${name}, ${model?.title ?? ""}`, again);
  };
  const sure = plan.error === undefined && lacks(setup) === undefined;
  const planned = sure ? plan.value : undefined;
  // A plan that is asked again does not hold the start up: the engine plans anew anyway.
  const off = starting.title !== undefined || planned === undefined || !hasWork(planned);
  useCommands({
    "run.start": () => {
      if (off) return false;
      begin(false);
      return true;
    },
    "run.preset": () => {
      const button = area.current?.querySelector("button");
      button?.focus();
      button?.click();
    },
    "run.model": ({ key }) => {
      const chosen = models[Number(key) - 1];
      if (chosen === undefined) return false;
      change({ model: chosen.name });
      return true;
    },
  });
  if (model === undefined) return <></>;
  return (
    <section className="card run-setup" aria-label={t`Set up a run`}>
      <div className="run-row">
        <WhatField setup={setup} recordings={recordings} change={change} />
        <JobField setup={setup} change={change} area={area} />
      </div>
      <ModelField models={models} chosen={model} change={change} />
      <div className="run-row">
        <PlaceField setup={setup} without={planned?.withoutPlace} change={change} />
        <ThresholdField setup={setup} change={change} />
      </div>
      <More setup={setup} change={change} />
      {starting.error !== undefined && <Failure error={starting.error} />}
      <div className="run-foot">
        <PlanWords
          plan={plan}
          setup={setup}
          model={model}
          choose={() => void pickFolders(change)}
        />
        <div className="run-line">
          {planned !== undefined && planned.skipped > 0 && (
            <Menu
              label={t`Other ways to start`}
              variant="quiet"
              actions={[
                {
                  id: "again",
                  text: t`Analyse again, also what is done`,
                  act: () => {
                    begin(true);
                  },
                },
              ]}
            >
              ⋯
            </Menu>
          )}
          <Button
            variant="primary"
            className="run-start"
            isDisabled={off}
            onPress={() => {
              begin(false);
            }}
          >
            <Trans>Start</Trans> <KeyName of="run.start" />
          </Button>
        </div>
      </div>
    </section>
  );
}
