/** Languages of the page and of species, and whose time is shown. */
import { useLingui } from "@lingui/react/macro";
import { change, useSettings } from "../../data/settings.js";
import { Radios } from "../../ui/check.js";
import { AddNames } from "./add-names.js";
import { useChoices } from "./choices.js";
import type { Section } from "./entry.js";

export function useLanguages(): Section {
  const { t } = useLingui();
  const { language, speciesLanguage, times } = useSettings(({ settings }) => settings);
  const all = useChoices();
  return {
    id: "languages",
    title: t`Languages and times`,
    entries: [
      {
        id: "language",
        title: all.language.title,
        sentence: t`The language of this program.`,
        words: ["english", "español", "idioma"].join(),
        control: (
          <Radios
            label={all.language.title}
            value={language}
            choices={all.language.choices}
            onChange={(chosen) => void change({ language: chosen })}
          />
        ),
      },
      {
        id: "speciesLanguage",
        title: all.speciesLanguage.title,
        sentence: t`Which name comes first. The scientific name is always there.`,
        control: (
          <>
            <Radios
              label={all.speciesLanguage.title}
              value={speciesLanguage}
              choices={all.speciesLanguage.choices}
              onChange={(chosen) => void change({ speciesLanguage: chosen })}
            />
            <AddNames />
          </>
        ),
      },
      {
        id: "times",
        title: all.times.title,
        sentence: t`Which time stands beside a detection. The clock is the recorder's own, never this computer's.`,
        control: (
          <Radios
            label={all.times.title}
            value={times}
            choices={all.times.choices}
            onChange={(chosen) => void change({ times: chosen })}
          />
        ),
      },
    ],
  };
}
