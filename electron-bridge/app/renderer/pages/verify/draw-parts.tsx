/** Parts of the dialog that draws: the species, and what few people change. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { SpeciesPicker } from "../../species/picker.js";
import { Button } from "../../ui/button.js";
import { Checkbox } from "../../ui/check.js";
import { DecimalField } from "../../ui/decimal-field.js";
import { Icon } from "../../ui/icon.js";
import type { Draw } from "./draw.js";

interface PartProps {
  change: (some: Partial<Draw>) => void;
}

export function Species({
  species,
  change,
}: PartProps & { species: readonly string[] }): React.JSX.Element {
  const { t } = useLingui();
  const [isAdding, setIsAdding] = useState(species.length === 0);
  return (
    <div className="draw-species">
      {species.length > 0 && (
        <ul>
          {species.map((each) => (
            <li key={each}>
              <i>{each}</i>
              <Button
                variant="quiet"
                aria-label={t`Leave out ${each}`}
                onPress={() => {
                  change({ species: species.filter((other) => other !== each) });
                  if (species.length === 1) setIsAdding(true);
                }}
              >
                <Icon name="close" size={16} />
              </Button>
            </li>
          ))}
        </ul>
      )}
      {isAdding ? (
        <SpeciesPicker
          label={t`Species`}
          onPick={(name) => {
            setIsAdding(false);
            if (!species.includes(name)) change({ species: [...species, name] });
          }}
          onLeave={() => {
            setIsAdding(species.length === 0);
          }}
        />
      ) : (
        <Button
          variant="quiet"
          onPress={() => {
            setIsAdding(true);
          }}
        >
          <Trans>Another species…</Trans>
        </Button>
      )}
    </div>
  );
}

export function More({ draw, change }: PartProps & { draw: Draw }): React.JSX.Element {
  const { t } = useLingui();
  return (
    <div className="draw-fields">
      <DecimalField
        label={t`Lowest score`}
        value={draw.floor}
        least={0}
        most={0.999}
        optional
        hint={t`Empty: the threshold of the runs.`}
        onChange={(floor) => {
          change({ floor });
        }}
      />
      <DecimalField
        label={t`Seed`}
        value={draw.seed}
        least={0}
        most={2 ** 31 - 1}
        whole
        optional
        hint={t`Empty: it follows from the name.`}
        onChange={(seed) => {
          change({ seed });
        }}
      />
      <DecimalField
        label={t`Most clips of a recording and band`}
        value={draw.perRecording}
        least={1}
        most={10_000}
        whole
        optional
        hint={t`Empty: no limit. A limit needs more clips for the same number.`}
        onChange={(perRecording) => {
          change({ perRecording });
        }}
      />
      <Checkbox
        isSelected={draw.isBelow}
        onChange={(isBelow) => {
          change({ isBelow });
        }}
      >
        <Trans>Half of the clips from below the lowest score, to learn of missed calls</Trans>
      </Checkbox>
    </div>
  );
}
