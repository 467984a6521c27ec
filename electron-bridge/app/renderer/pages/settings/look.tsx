/** The look: theme, colours of spectrograms, the left bar. */
import { useLingui } from "@lingui/react/macro";
import { change, useSettings } from "../../data/settings.js";
import { coloursOf } from "../../theme/colormaps.js";
import { themeNow } from "../../theme/dress.js";
import { Radios, Switch } from "../../ui/check.js";
import type { Section } from "./entry.js";
import { Strip } from "./strip.js";

export function useLook(): Section {
  const { t } = useLingui();
  const { theme, barWide } = useSettings(({ settings }) => settings);
  return {
    id: "look",
    title: t`Look`,
    entries: [
      {
        id: "theme",
        title: t`Theme`,
        sentence: t`Dark is easier on the eyes at night; light is easier to read in the sun.`,
        control: (
          <Radios
            label={t`Theme`}
            value={theme}
            choices={[
              { value: "system", text: t`As the computer` },
              { value: "light", text: t`Light` },
              { value: "dark", text: t`Dark` },
            ]}
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
  const { t } = useLingui();
  const { colours } = useSettings(({ settings }) => settings);
  return (
    <Radios
      label={t`Colours of spectrograms`}
      direction="column"
      value={colours}
      choices={[
        {
          value: "theme",
          text: t`To go with the theme`,
          more: <Strip colours={coloursOf("theme", themeNow())} />,
        },
        { value: "inverse", text: t`Grey on white`, more: <Strip colours="inverse" /> },
        { value: "grey", text: t`Grey on black`, more: <Strip colours="grey" /> },
        { value: "viridis", text: "Viridis", more: <Strip colours="viridis" /> },
        { value: "magma", text: "Magma", more: <Strip colours="magma" /> },
        { value: "cividis", text: "Cividis", more: <Strip colours="cividis" /> },
      ]}
      onChange={(chosen) => void change({ colours: chosen })}
    />
  );
}
