/** The look: theme, colours of spectrograms, the left bar. */
import { useLingui } from "@lingui/react/macro";
import { change, useSettings } from "../../data/settings.js";
import { coloursOf } from "../../theme/colormaps.js";
import { themeNow } from "../../theme/dress.js";
import { Radios, Switch } from "../../ui/check.js";
import { useChoices } from "./choices.js";
import type { Section } from "./entry.js";
import { Strip } from "./strip.js";

export function useLook(): Section {
  const { t } = useLingui();
  const { theme, barWide } = useSettings(({ settings }) => settings);
  const themes = useChoices().theme;
  return {
    id: "look",
    title: t`Look`,
    entries: [
      {
        id: "theme",
        title: themes.title,
        sentence: t`Dark is easier on the eyes at night; light is easier to read in the sun.`,
        control: (
          <Radios
            label={themes.title}
            value={theme}
            choices={themes.choices}
            onChange={(chosen) => void change({ theme: chosen })}
          />
        ),
      },
      {
        id: "colours",
        title: t`Colours of spectrograms`,
        sentence: t`From quiet, at the left, to loud. Colours change the picture, never the data.`,
        control: <ColoursChoice />,
      },
      {
        id: "bar",
        title: t`Left bar`,
        sentence: t`The bar shows the names of the pages, or their icons alone.`,
        control: (
          <Switch isSelected={barWide} onChange={(wide) => void change({ barWide: wide })}>
            {t`Show the names of the pages`}
          </Switch>
        ),
      },
    ],
  };
}

function ColoursChoice(): React.JSX.Element {
  const { colours } = useSettings(({ settings }) => settings);
  const { title, choices } = useChoices().colours;
  return (
    <Radios
      label={title}
      direction="column"
      value={colours}
      choices={choices.map((each) => ({
        ...each,
        more: <Strip colours={coloursOf(each.value, themeNow())} />,
      }))}
      onChange={(chosen) => void change({ colours: chosen })}
    />
  );
}
