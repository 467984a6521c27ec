/** What can be chosen for a setting, by name: the sections offer it, and an import tells it. */
import { useLingui } from "@lingui/react/macro";
import type { Carried } from "../../../shared/settings-copy.js";

interface Choices<Value> {
  title: string;
  choices: { value: Value; text: string }[];
}

/** Those settings that a file carries, without the keys. */
export type Told = Omit<Carried, "keys">;

export function useChoices(): { [Name in keyof Told]: Choices<Told[Name]> } {
  const { t } = useLingui();
  const onOff = [
    { value: true, text: t`on` },
    { value: false, text: t`off` },
  ];
  return {
    theme: {
      title: t`Theme`,
      choices: [
        { value: "system", text: t`As the computer` },
        { value: "light", text: t`Light` },
        { value: "dark", text: t`Dark` },
      ],
    },
    colours: {
      title: t`Colours of spectrograms`,
      choices: [
        { value: "theme", text: t`To go with the theme` },
        { value: "inverse", text: t`Grey on white` },
        { value: "grey", text: t`Grey on black` },
        { value: "viridis", text: "Viridis" },
        { value: "magma", text: "Magma" },
        { value: "cividis", text: "Cividis" },
      ],
    },
    barWide: { title: t`Left bar with names`, choices: onOff },
    language: {
      title: t`Language`,
      choices: [
        { value: "system", text: t`As the computer` },
        { value: "en", text: "English" },
        { value: "es", text: "Español" },
      ],
    },
    speciesLanguage: {
      title: t`Names of species`,
      choices: [
        { value: "en", text: t`English names` },
        { value: "es", text: t`Spanish names` },
        { value: "scientific", text: t`Scientific names alone` },
      ],
    },
    times: {
      title: t`Times`,
      choices: [
        { value: "clock", text: t`Recorder's clock` },
        { value: "start", text: t`From the start` },
        { value: "utc", text: "UTC" },
      ],
    },
    profile: {
      title: t`Set of keys`,
      choices: [
        { value: "linnet", text: "Linnet" },
        { value: "pyrenote", text: "Pyrenote" },
      ],
    },
    letters: { title: t`Single letters`, choices: onOff },
  };
}
