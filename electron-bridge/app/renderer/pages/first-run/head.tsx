/** The head of the first run: its three steps, and the language. */
import { Trans, useLingui } from "@lingui/react/macro";
import { change, useSettings } from "../../data/settings.js";
import { languageOf } from "../../i18n/language.js";
import { Select } from "../../ui/select.js";
import { STEPS, type Step } from "./steps.js";

export function Head({ step }: { step: Step }): React.JSX.Element {
  const { t } = useLingui();
  const language = useSettings(({ settings }) => settings.language);
  const names: Record<Step, string> = {
    recordings: t`Recordings`,
    place: t`Place`,
    model: t`Model`,
  };
  return (
    <header className="page-head first-head">
      <h1>Linnet</h1>
      <ol className="steps" aria-label={t`Steps`}>
        {STEPS.map((each, at) => (
          <li
            key={each}
            className={STEPS.indexOf(step) > at ? "over" : ""}
            {...(each === step && { "aria-current": "step" as const })}
          >
            <span className="step-number">{at + 1}</span>
            {names[each]}
          </li>
        ))}
      </ol>
      <span className="grow" />
      <span className="quiet small first-keys">
        <kbd>?</kbd> <Trans>keys</Trans>
      </span>
      <Select
        label={t`Language`}
        value={languageOf(language)}
        choices={[
          { value: "en", text: "English" },
          { value: "es", text: "Español" },
        ]}
        onChange={(chosen) => void change({ language: chosen })}
      />
    </header>
  );
}
