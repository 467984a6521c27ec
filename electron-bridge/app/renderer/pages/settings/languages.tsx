/** Languages of the page and of species, and whose time is shown. */
import { useLingui } from "@lingui/react/macro";
import { change, useSettings } from "../../data/settings.js";
import { Radios } from "../../ui/check.js";
import type { Section } from "./entry.js";

export function useLanguages(): Section {
  const { t } = useLingui();
  const { language, speciesLanguage, times } = useSettings(({ settings }) => settings);
  return {
    id: "languages",
    title: t`Languages and times`,
    entries: [
      {
        id: "language",
        title: t`Language`,
        sentence: t`The language of this program.`,
        words: ["english", "español", "idioma"].join(),
        control: (
          <Radios
            label={t`Language`}
            value={language}
            choices={[
              { value: "system", text: t`As the computer` },
              { value: "en", text: "English" },
              { value: "es", text: "Español" },
            ]}
            onChange={(chosen) => void change({ language: chosen })}
          />
        ),
      },
      {
        id: "speciesLanguage",
        title: t`Names of species`,
        sentence: t`Which name comes first. The scientific name is always there.`,
        control: (
          <Radios
            label={t`Names of species`}
            value={speciesLanguage}
            choices={[
              { value: "en", text: t`English names` },
              { value: "es", text: t`Spanish names` },
              { value: "scientific", text: t`Scientific names alone` },
            ]}
            onChange={(chosen) => void change({ speciesLanguage: chosen })}
          />
        ),
      },
      {
        id: "times",
        title: t`Times`,
        sentence: t`Which time stands beside a detection. The clock is the recorder's own, never this computer's.`,
        control: (
          <Radios
            label={t`Times`}
            value={times}
            choices={[
              { value: "clock", text: t`Recorder's clock` },
              { value: "start", text: t`From the start` },
              { value: "utc", text: "UTC" },
            ]}
            onChange={(chosen) => void change({ times: chosen })}
          />
        ),
      },
    ],
  };
}
