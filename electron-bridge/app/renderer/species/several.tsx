/** Some species, one after the other: each can be left out again. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Button } from "../ui/button.js";
import { Icon } from "../ui/icon.js";
import { SpeciesPicker } from "./picker.js";
import "./several.css";

interface SeveralSpeciesProps {
  species: readonly string[];
  /** What the button says while none is chosen, where none is a choice too; else the field is open. */
  none?: string;
  onChange: (species: string[]) => void;
}

export function SeveralSpecies({
  species,
  none,
  onChange,
}: SeveralSpeciesProps): React.JSX.Element {
  const { t } = useLingui();
  const isOpen = none === undefined;
  const [isAdding, setIsAdding] = useState(species.length === 0 && isOpen);
  return (
    <div className="several-species">
      {species.length > 0 && (
        <ul>
          {species.map((each) => (
            <li key={each}>
              <i>{each}</i>
              <Button
                variant="quiet"
                aria-label={t`Leave out ${each}`}
                onPress={() => {
                  onChange(species.filter((other) => other !== each));
                  if (species.length === 1) setIsAdding(isOpen);
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
            if (!species.includes(name)) onChange([...species, name]);
          }}
          onLeave={() => {
            setIsAdding(species.length === 0 && isOpen);
          }}
        />
      ) : (
        <Button
          variant="quiet"
          onPress={() => {
            setIsAdding(true);
          }}
        >
          {species.length === 0 && none !== undefined ? none : <Trans>Another species…</Trans>}
        </Button>
      )}
    </div>
  );
}
