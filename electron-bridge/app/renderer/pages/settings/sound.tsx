/** What the ear hears: never what is analysed. */
import { useLingui } from "@lingui/react/macro";
import { change, useSettings } from "../../data/settings.js";
import { Switch } from "../../ui/check.js";
import { NumberField } from "../../ui/field.js";
import type { Section } from "./entry.js";

export function useSound(): Section {
  const { t } = useLingui();
  const { autoplay, gain } = useSettings(({ settings }) => settings);
  return {
    id: "sound",
    title: t`Sound`,
    entries: [
      {
        id: "autoplay",
        title: t`Play by itself`,
        sentence: t`A detection is heard as soon as its row is chosen.`,
        control: (
          <Switch isSelected={autoplay} onChange={(on) => void change({ autoplay: on })}>
            {t`Play a row when it is chosen`}
          </Switch>
        ),
      },
      {
        id: "gain",
        title: t`Gain`,
        sentence: t`In decibels, from −20 to 40. It is for the ear alone; a limiter guards against peaks.`,
        control: (
          <NumberField
            label={t`Gain`}
            value={gain}
            minValue={-20}
            maxValue={40}
            step={1}
            onChange={(value) => {
              if (Number.isFinite(value)) void change({ gain: value });
            }}
          />
        ),
      },
    ],
  };
}
