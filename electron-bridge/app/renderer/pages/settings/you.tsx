/** Who decides here: the name that is kept with verdicts; and the settings as a file. */
import { useLingui } from "@lingui/react/macro";
import { change, useSettings } from "../../data/settings.js";
import { TextField } from "../../ui/field.js";
import { Copy } from "./copy.js";
import type { Section } from "./entry.js";

export function useYou(): Section {
  const { t } = useLingui();
  const { labeler } = useSettings(({ settings }) => settings);
  return {
    id: "you",
    title: t`You`,
    entries: [
      {
        id: "labeler",
        title: t`Your name`,
        sentence: t`It is kept with each verdict and label, so that others know whose they are.`,
        control: (
          <TextField
            label={t`Your name`}
            value={labeler}
            maxLength={200}
            onChange={(name) => void change({ labeler: name })}
          />
        ),
      },
      {
        id: "copy",
        title: t`Settings to take along`,
        sentence: t`Look, keys and languages as one file, for another computer or a colleague. Your name and folders stay here.`,
        words: t`export import json`,
        control: <Copy />,
      },
    ],
  };
}
