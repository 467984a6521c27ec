/** The engine's settings: each with its value and where that comes from. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { ShowSettingsResult } from "@linnet/electron-bridge/generated/contract.js";
import { useAnswer } from "../../data/answer.js";
import { call } from "../../data/call.js";
import { useEngine } from "../../data/engine.js";
import { Button } from "../../ui/button.js";
import { Failure } from "../../ui/failure.js";
import { Path } from "../../ui/path.js";
import { EngineNeeded } from "./engine-needed.js";
import { PROFILE_WORDS, SETTING_WORDS } from "./engine-setting-words.js";
import { useSourceWords } from "./source-words.js";
import { useStoredChanges } from "./stored.js";

type Setting = ShowSettingsResult["settings"][number];

export function EngineSettings(): React.JSX.Element {
  const { t, i18n } = useLingui();
  const { state, project } = useEngine();
  const changes = useStoredChanges();
  const [all, setAll] = useState(false);
  const question = `settings ${String(project)} ${String(changes)}`;
  const shown = useAnswer(state === "ready" ? question : undefined, (signal) =>
    call("settings/show", {}, { signal }),
  );
  const { value, error, again } = shown;
  if (error !== undefined) {
    return <Failure error={error} action={{ text: t`Try again`, act: again }} />;
  }
  if (value === undefined || state !== "ready") return <EngineNeeded />;
  const { profile, file, fileRead, settings, unknownVariables } = value;
  const profileWords = PROFILE_WORDS[profile];
  const changed = settings.filter(({ source }) => source !== "default");
  const variables = unknownVariables.join(", ");
  return (
    <>
      <p>
        <Trans>Profile “{profile}”.</Trans>{" "}
        {profileWords !== undefined && <span className="quiet">{i18n._(profileWords)}</span>}
      </p>
      <p>
        {fileRead ? <Trans>Your file:</Trans> : <Trans>Your file, which is not there yet:</Trans>}{" "}
        <Path path={file} />
      </p>
      {unknownVariables.length > 0 && (
        <p className="setting-warn">
          <Plural
            value={unknownVariables.length}
            one={`This variable sets nothing: ${variables}.`}
            other={`These variables set nothing: ${variables}.`}
          />
        </p>
      )}
      {changed.length === 0 && !all && (
        <p className="quiet">
          <Trans>All settings are as usual.</Trans>
        </p>
      )}
      <SettingTable rows={all ? settings : changed} />
      <div className="setting-actions setting-result">
        <Button
          variant="quiet"
          aria-expanded={all}
          onPress={() => {
            setAll(!all);
          }}
        >
          {all ? <Trans>Show only what was changed</Trans> : <Trans>Show all settings</Trans>}
        </Button>
      </div>
    </>
  );
}

function SettingTable({ rows }: { rows: readonly Setting[] }): React.JSX.Element | null {
  const { t, i18n } = useLingui();
  const sourceOf = useSourceWords();
  if (rows.length === 0) return null;
  return (
    <table className="differences">
      <thead>
        <tr>
          <th scope="col">{t`Setting`}</th>
          <th scope="col">{t`Value`}</th>
          <th scope="col">{t`From`}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, value, source, place }) => {
          const words = SETTING_WORDS[name];
          return (
            <tr key={name}>
              <th scope="row">
                {words === undefined ? name : i18n._(words)}
                {words !== undefined && <div className="quiet small setting-name">{name}</div>}
              </th>
              <td className="setting-value">
                <Value value={value} />
              </td>
              <td className="quiet small setting-value">{sourceOf(source, place)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Value({ value }: { value: Setting["value"] }): React.JSX.Element {
  if (value === null || value === "") return <Trans>Linnet chooses</Trans>;
  if (typeof value === "boolean") return value ? <Trans>on</Trans> : <Trans>off</Trans>;
  if (typeof value === "number") return <Num value={value} />;
  if (Array.isArray(value))
    return value.length === 0 ? <Trans>none</Trans> : <>{value.join(", ")}</>;
  return <>{value}</>;
}

function Num({ value }: { value: number }): React.JSX.Element {
  const { i18n } = useLingui();
  return <>{i18n.number(value, { maximumFractionDigits: 6 })}</>;
}
