/** What is known of a model: what it hears, what it takes, how quick it is here. */
import { useLingui } from "@lingui/react/macro";
import { bytes, count, length } from "../i18n/format.js";
import { useKnownText } from "./known-text.js";
import type { ModelRow } from "./models.js";
import "./models.css";

/** Groups that models of the gallery know; one of a person's own may have others. */
function useGroupNames(): Partial<Record<string, string>> {
  const { t } = useLingui();
  return {
    birds: t`birds`,
    frogs: t`frogs`,
    insects: t`insects`,
    mammals: t`mammals`,
    bats: t`bats`,
    worldwide: t`worldwide`,
  };
}

export function Facts({ model }: { model: ModelRow }): React.JSX.Element {
  const { t } = useLingui();
  const names = useGroupNames();
  const known = useKnownText();
  const { classes, groups, region, goodFor, notFor, memoryBytes, speed, window } = model;
  const weight = model.installed ? model.bytes : model.downloadBytes;
  const number = classes === null ? null : count(classes);
  const times = speed == null ? null : count(Math.round(speed));
  const facts: [string, string | null | undefined][] = [
    [t`Knows`, number && t`${number} classes`],
    [t`Groups`, groups?.map((each) => names[each] ?? each).join(", ")],
    [t`Region`, region && (names[region] ?? region)],
    [t`Good for`, goodFor && known(goodFor)],
    [t`Not for`, notFor && known(notFor)],
    [t`Hears at once`, length(window)],
    [model.installed ? t`On the disk` : t`Download`, weight == null ? null : bytes(weight)],
    [t`Memory while running`, memoryBytes == null ? null : bytes(memoryBytes)],
    [t`Speed here`, times && t`${times} times real time`],
  ];
  return (
    <dl className="model-facts small">
      {facts
        .filter(([, text]) => text != null)
        .map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
    </dl>
  );
}
