/** The model through whose ears a recording is shown and heard, and what of it that is. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useStore } from "zustand";
import { type ModelRow, useModels } from "../../data/models.js";
import { count, decimal } from "../../i18n/format.js";
import { showsHeard } from "../../spectrogram/tiles.js";
import type { ViewStore } from "../../spectrogram/view-store.js";
import { Failure } from "../../ui/failure.js";
import { Said } from "../../ui/said.js";
import { Select } from "../../ui/select.js";
import type { LabelSettings } from "./settings.js";

export interface HeardAs {
  /** Those that could be chosen. */
  models: readonly ModelRow[];
  /** The one that is; undefined where none is, and while none is known. */
  model: ModelRow | undefined;
  /** The band that it hears; null where it hears all of the recording. */
  band: LabelSettings["band"];
  isWaiting: boolean;
  error: ReturnType<typeof useModels>["error"];
}

export function useHeardAs(
  { heard, heardModel }: LabelSettings,
  { highHz }: ViewStore["bounds"],
): HeardAs {
  const { value, error, waiting } = useModels(heard);
  const models = (value ?? []).filter(({ installed, trouble }) => installed && trouble === null);
  const chosen =
    models.find(({ name }) => name === heardModel) ??
    models.find(({ active }) => active) ??
    models[0];
  const model = heard ? chosen : undefined;
  const isCut = model !== undefined && (model.lowHz > 0 || model.highHz < highHz);
  const band = isCut ? { lowHz: model.lowHz, highHz: Math.min(model.highHz, highHz) } : null;
  return { models, model, band, isWaiting: waiting, error };
}

interface AsHeardProps {
  heardAs: HeardAs;
  store: ViewStore;
  /** Points of the screen that the view has. */
  points: () => number;
  onSettings: (some: Partial<LabelSettings>) => void;
}

/** Says what is shown, and lets another model be chosen. */
export function AsHeard({ heardAs, store, points, onSettings }: AsHeardProps) {
  const { t } = useLingui();
  const { models, model, isWaiting, error } = heardAs;
  if (error !== undefined) return <Failure error={error} />;
  if (model === undefined) {
    return (
      <Said className="label-heard small" isBusy={isWaiting}>
        {!isWaiting && <Trans>No model is installed yet. Install one on the page Models.</Trans>}
      </Said>
    );
  }
  return (
    <div className="label-heard small">
      {models.length > 1 && (
        <Select
          label={t`Heard by`}
          value={model.name}
          choices={models.map(({ name, title }) => ({ value: name, text: title }))}
          onChange={(heardModel) => {
            onSettings({ heardModel });
          }}
        />
      )}
      <Said>
        <Hearing {...{ model, store }} /> <Shown {...{ model, store, points }} />
      </Said>
    </div>
  );
}

interface HearingProps {
  model: ModelRow;
  store: ViewStore;
}

function Hearing({ model, store }: HearingProps): React.JSX.Element {
  const { title, lowHz, highHz } = model;
  const [rate, window] = [count(model.sampleRate), decimal(model.window)];
  const [low, high] = [lowHz, highHz].map((hz) => decimal(hz / 1000));
  return (
    <>
      <Trans>
        {title} gets {rate} samples a second, in windows of {window} s.
      </Trans>{" "}
      {highHz >= store.bounds.highHz ? (
        <Trans>It hears all frequencies of this recording.</Trans>
      ) : lowHz > 0 ? (
        <Trans>
          It hears nothing below {low} and above {high} kHz.
        </Trans>
      ) : (
        <Trans>It hears nothing above {high} kHz.</Trans>
      )}
    </>
  );
}

function Shown({ model, store, points }: HearingProps & Pick<AsHeardProps, "points">) {
  const isNear = useStore(store, ({ view }) => showsHeard(view.seconds / points()));
  if (!model.drawn) {
    return <Trans>Its own picture is not known: plain frequencies are shown.</Trans>;
  }
  return isNear ? (
    <Trans>You see its own bands.</Trans>
  ) : (
    <Trans>From so far away plain frequencies are shown: look closer to see its own bands.</Trans>
  );
}
