/** Compares two versions, or two classifiers of one model, on recordings that neither learnt from. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Select } from "../../ui/select.js";
import { type Classifier, exactly } from "./classifiers.js";
import { Difference } from "./difference.js";
import { Gains } from "./gains.js";

interface CompareProps {
  classifier: Classifier;
  all: readonly Classifier[];
}

export function Compare({ classifier, all }: CompareProps): React.JSX.Element {
  const { t } = useLingui();
  const bases = new Set(classifier.versions.map(({ base }) => base));
  const others = all.filter(({ name }) => name !== classifier.name);
  const choices = [classifier, ...others].flatMap(({ name, versions }) =>
    versions
      .filter(({ base }) => bases.has(base))
      .map(({ number }) => {
        const shown = String(number);
        const text = name === classifier.name ? t`Version ${shown}` : t`${name}, version ${shown}`;
        return { value: exactly(name, number), text };
      }),
  );
  const [latest, before] = choices.map(({ value }) => value);
  const [chosen, setChosen] = useState<{ a?: string; b?: string }>({});
  const of = (side: "a" | "b", usual: string | undefined): string | undefined =>
    choices.find(({ value }) => value === chosen[side])?.value ?? usual;
  const [a, b] = [of("a", before), of("b", latest)];
  if (a === undefined || b === undefined) {
    return (
      <div className="learn-panel">
        <p className="quiet">
          <Trans>
            There is one version, and nothing to compare it with. Judge what it asks, and train
            again.
          </Trans>
        </p>
      </div>
    );
  }
  return (
    <div className="learn-panel">
      <div className="learn-sides">
        <Select
          label={t`Compare`}
          value={a}
          choices={choices}
          onChange={(side) => {
            setChosen((were) => ({ ...were, a: side }));
          }}
        />
        <Select
          label={t`with`}
          value={b}
          choices={choices}
          onChange={(side) => {
            setChosen((were) => ({ ...were, b: side }));
          }}
        />
      </div>
      {a === b ? (
        <p className="quiet">
          <Trans>Both are the same version. Choose another one.</Trans>
        </p>
      ) : (
        <Difference a={a} b={b} />
      )}
      <Gains classifier={classifier} />
    </div>
  );
}
