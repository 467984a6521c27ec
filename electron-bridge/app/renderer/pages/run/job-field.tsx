/** The job: settings under a name that says what it is for, of ours or of the person's own. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState, type RefObject } from "react";
import type { PageError } from "../../data/call.js";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";
import { Failure } from "../../ui/failure.js";
import { TextField } from "../../ui/field.js";
import { Select, type Choice } from "../../ui/select.js";
import { keepPreset, removePreset, usePresets } from "./presets.js";
import { JOB_IDS, jobOf, JOBS, presetOf, same, USUAL, type JobId, type Setup } from "./setup.js";

interface JobFieldProps {
  setup: Setup;
  change: (some: Partial<Setup>) => void;
  area: RefObject<HTMLDivElement | null>;
}

const OWN = "own:";

export function useJobNames(): Record<JobId, string> {
  const { t } = useLingui();
  return {
    birds: t`Birds, by place`,
    first: t`Everything, for a first look`,
    night: t`Night only`,
    mine: t`Only my species`,
    bats: t`Bats`,
  };
}

function useAbout(): Record<JobId | "other", string> {
  const { t } = useLingui();
  return {
    birds: t`Names only species that are expected at the recording's place and week.`,
    first: t`Names all that the model knows, from a low score on. Expect wrong names among them.`,
    night: t`As Birds, by place, in recordings that begin from 18:00 to 6:00.`,
    mine: t`Names only the species of your list, which stands under More settings.`,
    bats: t`Needs a model that hears bats.`,
    other: t`Your own settings. Keep them by a name, to use them again.`,
  };
}

export function JobField({ setup, change, area }: JobFieldProps): React.JSX.Element {
  const { t } = useLingui();
  const names = useJobNames();
  const about = useAbout();
  const { value: presets = [], again } = usePresets();
  const [asking, setAsking] = useState(false);
  const own = presets.find(({ settings }) => same(settings, presetOf(setup)));
  const job = own === undefined ? jobOf(setup) : undefined;
  const chosen = own === undefined ? (job ?? "other") : OWN + own.name;
  const choices: Choice<string>[] = [
    ...JOB_IDS.map((value) => ({
      value,
      text: names[value],
      ...(value === "bats" && { off: t`(no model here hears bats)` }),
    })),
    ...presets.map(({ name }) => ({ value: OWN + name, text: name })),
    ...(chosen === "other" ? [{ value: "other", text: t`Settings of my own` }] : []),
  ];
  const choose = (value: string): void => {
    const kept = presets.find(({ name }) => OWN + name === value);
    const known = JOB_IDS.find((id) => id === value);
    if (kept !== undefined) change(kept.settings);
    else if (known !== undefined && known !== "bats") {
      change({ ...presetOf(USUAL), ...(known === "mine" && mine(setup)), ...JOBS[known] });
    }
  };
  return (
    <div className="run-job" ref={area}>
      <div className="run-line">
        <Select label={t`Job`} value={chosen} choices={choices} onChange={choose} />
        {chosen === "other" && (
          <Button
            variant="quiet"
            onPress={() => {
              setAsking(true);
            }}
          >
            <Trans>Save as…</Trans>
          </Button>
        )}
        {own !== undefined && (
          <Button variant="quiet" onPress={() => void removePreset(own.name).then(again)}>
            <Trans>Forget this job</Trans>
          </Button>
        )}
      </div>
      <p className="small quiet">{own === undefined ? about[job ?? "other"] : null}</p>
      <SaveAs
        setup={setup}
        isOpen={asking}
        onClose={() => {
          setAsking(false);
          again();
        }}
      />
    </div>
  );
}

/** A list that was given before stays; without one, the job asks for it. */
function mine({ species }: Setup): Partial<Setup> {
  return { species: species.length > 0 ? species : [""] };
}

interface SaveAsProps {
  setup: Setup;
  isOpen: boolean;
  onClose: () => void;
}

function SaveAs({ setup, isOpen, onClose }: SaveAsProps): React.JSX.Element {
  const { t } = useLingui();
  const [name, setName] = useState("");
  const [error, setError] = useState<PageError>();
  const save = async (): Promise<void> => {
    const outcome = await keepPreset(name.trim(), setup);
    setError(outcome.ok ? undefined : outcome.error);
    if (outcome.ok) onClose();
  };
  return (
    <Dialog
      title={t`Keep these settings as a job`}
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>
            <Trans>Leave it</Trans>
          </Button>
          <Button variant="primary" isDisabled={name.trim() === ""} onPress={() => void save()}>
            <Trans>Keep</Trans>
          </Button>
        </>
      }
    >
      <TextField
        label={t`Name`}
        value={name}
        maxLength={100}
        autoFocus
        hint={t`It is kept in the project, and is there for everybody who opens it.`}
        onChange={setName}
      />
      {error !== undefined && <Failure error={error} />}
    </Dialog>
  );
}
