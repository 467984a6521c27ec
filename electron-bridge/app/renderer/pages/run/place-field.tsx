/** Place and week, which say what species are expected; and the threshold of the score. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Radios } from "../../ui/check.js";
import { DecimalField } from "../../ui/decimal-field.js";
import { degrees, pasted } from "../../places/coordinates.js";
import type { Setup } from "./setup.js";

interface PlaceFieldProps {
  setup: Setup;
  /** Recordings of the plan that have no place; undefined before it is known. */
  without: number | undefined;
  change: (some: Partial<Setup>) => void;
}

export function PlaceField({ setup, without, change }: PlaceFieldProps): React.JSX.Element {
  const { t } = useLingui();
  return (
    <div className="run-place">
      <Radios
        label={t`Place and week`}
        value={setup.place}
        choices={[
          { value: "own", text: t`Of each recording` },
          { value: "one", text: t`One place for all` },
          { value: "none", text: t`None: all species may be named` },
        ]}
        onChange={(place) => {
          change({ place });
        }}
      />
      {setup.place === "own" && without !== undefined && without > 0 && (
        <p className="small run-warn">
          <Plural
            value={without}
            one="# recording has no place or no date: in it, all species may be named."
            other="# recordings have no place or no date: in them, all species may be named."
          />
        </p>
      )}
      {setup.place === "one" && <Coordinates setup={setup} change={change} />}
    </div>
  );
}

function Coordinates({ setup, change }: Omit<PlaceFieldProps, "without">): React.JSX.Element {
  const { t } = useLingui();
  const paste = (event: React.ClipboardEvent): void => {
    const pair = pasted(event.clipboardData.getData("text"));
    const latitude = pair && degrees(pair.latitude, 90);
    const longitude = pair && degrees(pair.longitude, 180);
    if (latitude === undefined || longitude === undefined) return;
    event.preventDefault();
    change({ latitude, longitude });
  };
  return (
    <div className="run-line">
      <DecimalField
        label={t`Latitude`}
        value={setup.latitude}
        least={-90}
        most={90}
        optional
        hint={<Trans>South is negative.</Trans>}
        onPaste={paste}
        onChange={(latitude) => {
          change({ latitude });
        }}
      />
      <DecimalField
        label={t`Longitude`}
        value={setup.longitude}
        least={-180}
        most={180}
        optional
        hint={<Trans>West is negative.</Trans>}
        onPaste={paste}
        onChange={(longitude) => {
          change({ longitude });
        }}
      />
      <DecimalField
        label={t`Week`}
        value={setup.week}
        least={1}
        most={48}
        whole
        optional
        hint={<Trans>Four weeks a month, 1 to 48. Empty: of each recording's date.</Trans>}
        onChange={(week) => {
          change({ week });
        }}
      />
    </div>
  );
}

export function ThresholdField(props: Omit<PlaceFieldProps, "without">): React.JSX.Element {
  const { t } = useLingui();
  return (
    <DecimalField
      label={t`Threshold`}
      value={props.setup.threshold}
      least={0}
      most={1}
      hint={<Trans>Keeps detections with this score or more.</Trans>}
      onChange={(threshold) => {
        if (threshold !== null) props.change({ threshold });
      }}
    />
  );
}
