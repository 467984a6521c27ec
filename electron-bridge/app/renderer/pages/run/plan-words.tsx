/** What a run would do, before it is started: what is done, what is left, how long it takes. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import type { InferPlan } from "@linnet/electron-bridge/generated/contract.js";
import type { ModelRow } from "../../data/models.js";
import { length } from "../../i18n/format.js";
import { Notes } from "../../notes/notes.js";
import { Failure } from "../../ui/failure.js";
import { Path } from "../../ui/path.js";
import { TroubleLine } from "../../ui/trouble.js";
import { hasWork, needed, type Plan } from "./plan.js";
import { lacks, type Setup } from "./setup.js";
import { Said } from "../../ui/said.js";

interface PlanWordsProps {
  plan: Plan;
  setup: Setup;
  model: ModelRow;
  choose: () => void;
}

export function PlanWords({ plan, setup, model, choose }: PlanWordsProps): React.JSX.Element {
  const { t } = useLingui();
  const { value, error, fresh } = plan;
  const lacking = lacks(setup);
  const asked = {
    folder: t`Choose a folder or files to analyse.`,
    site: t`Choose a site.`,
    place: t`Give the latitude and the longitude of the place.`,
    species: t`Write the names of your species under More settings.`,
  };
  if (lacking !== undefined) return <p className="quiet">{asked[lacking]}</p>;
  if (error !== undefined) {
    const chooses = setup.what === "folder";
    return (
      <Failure
        error={error}
        action={
          chooses
            ? { text: t`Choose folder…`, act: choose }
            : { text: t`Try again`, act: plan.again }
        }
      />
    );
  }
  if (value === undefined) {
    return (
      <p className="quiet">
        <Trans>Looking at the recordings…</Trans>
      </p>
    );
  }
  return (
    <Said as="div" className={fresh ? "run-plan" : "run-plan stale"} isBusy={!fresh}>
      <Numbers plan={value} speed={model.speed} />
      <Troubles plan={value} />
    </Said>
  );
}

function Numbers({
  plan,
  speed,
}: {
  plan: InferPlan;
  speed: number | null | undefined;
}): React.JSX.Element {
  const { files, skipped, rescored, missing } = plan;
  const seconds = needed(plan, speed);
  const time = seconds === null ? "" : length(Math.max(1, seconds));
  const hours = length(plan.audioSeconds);
  if (!hasWork(plan)) {
    return (
      <p>
        {files === missing ? (
          <Trans>No recording is there to analyse.</Trans>
        ) : (
          <Plural
            value={skipped}
            one="Nothing is left to do: # recording is done with this model and these settings."
            other="Nothing is left to do: # recordings are done with this model and these settings."
          />
        )}
      </p>
    );
  }
  return (
    <ul className="run-numbers">
      {skipped > 0 && (
        <li>
          <Plural value={skipped} one="# done already" other="# done already" />
        </li>
      )}
      {rescored > 0 && (
        <li>
          <Plural
            value={rescored}
            one="# judged again from stored windows, without its sound"
            other="# judged again from stored windows, without their sound"
          />
        </li>
      )}
      {plan.new > 0 && (
        <li>
          <strong>
            <Plural value={plan.new} one="# recording to hear" other="# recordings to hear" />
          </strong>
          {plan.audioSeconds > 0 && <Trans>, {hours} of sound</Trans>}
        </li>
      )}
      <li className="quiet">
        {seconds === null ? (
          <Trans>The time is not known yet.</Trans>
        ) : (
          <Trans>takes about {time}</Trans>
        )}
      </li>
    </ul>
  );
}

function Troubles({ plan }: { plan: InferPlan }): React.JSX.Element | null {
  const { missing, unmatchedSpecies, errors, notes } = plan;
  const names = unmatchedSpecies.slice(0, 10).join(", ");
  return (
    <>
      {missing > 0 && (
        <details className="run-warn small">
          <summary>
            <Plural
              value={missing}
              one="# recording is not found where it was."
              other="# recordings are not found where they were."
            />
          </summary>
          <ul>
            {errors.slice(0, 20).map((each) => (
              <li key={each.path}>
                <Path path={each.path} /> <TroubleLine told={each} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {unmatchedSpecies.length > 0 && (
        <p className="run-warn small">
          <Plural
            value={unmatchedSpecies.length}
            one="The model does not know # name of your lists:"
            other="The model does not know # names of your lists:"
          />{" "}
          {names}
        </p>
      )}
      <Notes
        notes={notes.filter(({ kind }) => kind !== "unknownSpecies" && kind !== "withoutPlace")}
      />
    </>
  );
}
