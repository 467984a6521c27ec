/** Which model hears; each has its number, which is its key. */
import { Trans, useLingui } from "@lingui/react/macro";
import type { ModelRow } from "../../data/models.js";
import { count } from "../../i18n/format.js";
import { go } from "../../routes.js";
import { Button } from "../../ui/button.js";
import { Radios } from "../../ui/check.js";

interface ModelFieldProps {
  models: readonly ModelRow[];
  chosen: ModelRow;
  change: (some: { model: string }) => void;
}

/** The model of a setup: the one that it names if it is there, else the one in use. */
export function modelOf(models: readonly ModelRow[], name: string | null): ModelRow | undefined {
  const named = models.find((model) => model.name === name);
  return named ?? models.find(({ active }) => active) ?? models[0];
}

/** Models that a run can take: own classifiers read what another model has heard. */
export function usable(models: readonly ModelRow[]): ModelRow[] {
  return models.filter(({ installed, trouble }) => installed && trouble === null);
}

export function ModelField({ models, chosen, change }: ModelFieldProps): React.JSX.Element {
  const { t } = useLingui();
  const choices = models.map(({ name, title, version, classes, base }) => {
    const number = count(classes ?? 0);
    const whole = title.includes(version) ? title : `${title} ${version}`;
    return {
      value: name,
      text: base == null ? whole : t`${title} (own classifier)`,
      more: classes !== null && (
        <span className="quiet small">
          {" "}
          <Trans>{number} classes</Trans>
        </span>
      ),
    };
  });
  return (
    <div className="run-line run-models">
      <Radios
        label={t`Model`}
        value={chosen.name}
        choices={choices}
        onChange={(model) => {
          change({ model });
        }}
      />
      <Button
        variant="quiet"
        onPress={() => {
          go("models", { tab: "gallery" });
        }}
      >
        <Trans>Gallery…</Trans>
      </Button>
    </div>
  );
}
