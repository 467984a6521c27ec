/** Latitude and longitude of one site; a pair from a map can be pasted into either. */
import { Trans, useLingui } from "@lingui/react/macro";
import { count } from "../../i18n/format.js";
import { TextField } from "../../ui/field.js";
import type { TypedPlace } from "../../data/first-steps.js";
import { coordinates, degrees, pasted } from "../../places/coordinates.js";
import { Said } from "../../ui/said.js";

interface SpotFieldsProps {
  /** Undefined where there is but one site. */
  name: string | undefined;
  value: TypedPlace;
  strict: boolean;
  onChange: (value: TypedPlace) => void;
}

export function SpotFields({ name, value, strict, onChange }: SpotFieldsProps): React.JSX.Element {
  const { t } = useLingui();
  const { latitude, longitude } = value;
  const wrong = (text: string, most: number): string | undefined => {
    if (text.trim() === "" && !strict) return undefined;
    if (degrees(text, most) !== undefined) return undefined;
    const limit = count(most);
    return t`A number from −${limit} to ${limit} is needed.`;
  };
  const paste = (event: React.ClipboardEvent): void => {
    const pair = pasted(event.clipboardData.getData("text"));
    if (pair === undefined) return;
    event.preventDefault();
    onChange(pair);
  };
  const nowhere = degrees(latitude, 90) === 0 && degrees(longitude, 180) === 0;
  const place = coordinates(value);
  const half = { latitude: wrong(latitude, 90), longitude: wrong(longitude, 180) };
  return (
    <div className="spot" role="group" aria-label={name ?? t`Coordinates`}>
      {name !== undefined && <strong className="spot-name">{name}</strong>}
      <TextField
        label={t`Latitude`}
        placeholder={count(-12.5341)}
        value={latitude}
        error={half.latitude}
        onPaste={paste}
        onChange={(text) => {
          onChange({ latitude: text, longitude });
        }}
      />
      <TextField
        label={t`Longitude`}
        placeholder={count(-70.0981)}
        value={longitude}
        error={half.longitude}
        onPaste={paste}
        onChange={(text) => {
          onChange({ latitude, longitude: text });
        }}
      />
      <Said className="spot-read small">
        {nowhere ? (
          <Trans>0, 0 is what a receiver without a position says.</Trans>
        ) : (
          place !== undefined && <Hemispheres {...place} />
        )}
      </Said>
    </div>
  );
}

/** Read back with the hemispheres, since a forgotten minus is the usual mistake. */
function Hemispheres(place: { latitude: number; longitude: number }): React.JSX.Element {
  const latitude = count(Math.abs(place.latitude));
  const longitude = count(Math.abs(place.longitude));
  const south = place.latitude < 0;
  const west = place.longitude < 0;
  if (south && west)
    return (
      <Trans>
        {latitude}° south, {longitude}° west
      </Trans>
    );
  if (south)
    return (
      <Trans>
        {latitude}° south, {longitude}° east
      </Trans>
    );
  if (west)
    return (
      <Trans>
        {latitude}° north, {longitude}° west
      </Trans>
    );
  return (
    <Trans>
      {latitude}° north, {longitude}° east
    </Trans>
  );
}
