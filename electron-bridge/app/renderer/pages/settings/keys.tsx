/** Keys: a set to choose, every command by its place, single letters on or off. */
import { useLingui } from "@lingui/react/macro";
import { change, undoChange, useSettings } from "../../data/settings.js";
import { COMMAND_IDS, COMMANDS, OUTER, type Scope } from "../../keys/commands.js";
import type { Profile } from "../../keys/profiles.js";
import { useScopeNames } from "../../keys/scope-names.js";
import { Button } from "../../ui/button.js";
import { Radios, Switch } from "../../ui/check.js";
import { tell } from "../../ui/toast.js";
import { useChoices } from "./choices.js";
import type { Entry, Section } from "./entry.js";
import { KeyTable } from "./key-table.js";

export function useKeys(): Section {
  const { t } = useLingui();
  const { letters } = useSettings(({ settings }) => settings);
  return {
    id: "keys",
    title: t`Keys`,
    entries: [
      {
        id: "profile",
        title: t`Set of keys`,
        sentence: t`Changing any key makes the set your own.`,
        control: <ProfileChoice />,
      },
      {
        id: "letters",
        title: t`Single letters`,
        sentence: t`Letters such as X and C give commands outside of fields. Z, X, C and Space are as in Pyrenote.`,
        control: (
          <Switch isSelected={letters} onChange={(on) => void change({ letters: on })}>
            {t`Single letters give commands`}
          </Switch>
        ),
      },
      {
        id: "keys-reset",
        title: t`Usual keys`,
        sentence: t`Puts back every key that you changed.`,
        control: <PutBack />,
      },
      ...useTables(),
    ],
  };
}

function ProfileChoice(): React.JSX.Element {
  const { t } = useLingui();
  const { profile, keys } = useSettings(({ settings }) => settings);
  const isOwn = Object.keys(keys).length > 0;
  const { title, choices } = useChoices().profile;
  const nameOf = (each: Profile): string => choices.find(({ value }) => value === each)?.text ?? "";
  const base = nameOf(profile);
  const choose = async (chosen: Profile): Promise<void> => {
    await change({ profile: chosen, keys: {} });
    const name = nameOf(chosen);
    const action = { text: t`Undo`, act: () => void undoChange() };
    tell({ text: t`The keys are those of ${name}.`, action });
  };
  return (
    <Radios<Profile | "own">
      label={title}
      direction="column"
      value={isOwn ? "own" : profile}
      choices={[
        { value: "linnet", text: nameOf("linnet"), more: <> – {t`arrows move`}</> },
        {
          value: "pyrenote",
          text: nameOf("pyrenote"),
          more: <> – {t`W A S D and Tab move too, Shift names another species, O opens`}</>,
        },
        {
          value: "own",
          text: isOwn ? t`My own, from ${base}` : t`My own`,
          ...(!isOwn && { off: t`Change a key below.` }),
        },
      ]}
      onChange={(chosen) => {
        if (chosen !== "own") void choose(chosen);
      }}
    />
  );
}

function PutBack(): React.JSX.Element {
  const { t } = useLingui();
  const { keys } = useSettings(({ settings }) => settings);
  return (
    <Button
      isDisabled={Object.keys(keys).length === 0}
      onPress={() => {
        void change({ keys: {} });
        const action = { text: t`Undo`, act: () => void undoChange() };
        tell({ text: t`All keys are put back.`, action });
      }}
    >
      {t`Put back all keys`}
    </Button>
  );
}

function useTables(): Entry[] {
  const { t, i18n } = useLingui();
  const names = useScopeNames();
  const sentences: Partial<Record<Scope, string>> = {
    app: t`These keys count on every page.`,
    grid: t`These count while the table has the focus.`,
  };
  return (Object.keys(OUTER) as Scope[]).map((scope) => {
    const ids = COMMAND_IDS.filter((id) => COMMANDS[id].scope === scope);
    return {
      id: `keys-${scope}`,
      title: names[scope],
      sentence: sentences[scope] ?? t`These count on this page.`,
      words: ids.map((id) => i18n._(COMMANDS[id].label)).join(" "),
      wide: true,
      control: <KeyTable ids={ids} />,
    };
  });
}
