/** The species that are plotted, up to six, and a field that adds one. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button as Plain, Dialog, DialogTrigger, Popover } from "react-aria-components";
import { SpeciesName } from "../../species/name.js";
import { useCommonNames } from "../../species/names.js";
import { SpeciesPicker } from "../../species/picker.js";
import { Button } from "../../ui/button.js";
import { Icon } from "../../ui/icon.js";
import { MOST_SPECIES } from "./filters.js";

interface SpeciesChooserProps {
  species: readonly string[];
  isOpen: boolean;
  onOpen: (open: boolean) => void;
  onChange: (species: string[]) => void;
}

export function SpeciesChooser(props: SpeciesChooserProps): React.JSX.Element {
  const { species, isOpen, onOpen, onChange } = props;
  const { t } = useLingui();
  const common = useCommonNames(species);
  const isFull = species.length >= MOST_SPECIES;
  return (
    <div className="activity-species" role="group" aria-label={t`Species`}>
      {species.map((each) => {
        const name = common(each) ?? each;
        return (
          <span key={each} className="species-chip">
            <SpeciesName species={each} common={common(each)} isInline />
            <Plain
              className="species-away"
              aria-label={t`Take away: ${name}`}
              onPress={() => {
                onChange(species.filter((other) => other !== each));
              }}
            >
              <Icon name="close" size={14} />
            </Plain>
          </span>
        );
      })}
      <DialogTrigger isOpen={isOpen && !isFull} onOpenChange={onOpen}>
        <Button variant="quiet" isDisabled={isFull}>
          <Icon name="plus" size={16} /> <Trans>Species</Trans>
        </Button>
        <Popover className="popover species-add" placement="bottom start">
          <Dialog aria-label={t`Add a species`}>
            <SpeciesPicker
              label={t`Species of this project`}
              onPick={(name) => {
                onOpen(false);
                if (!species.includes(name)) onChange([...species, name]);
              }}
              onLeave={() => {
                onOpen(false);
              }}
            />
          </Dialog>
        </Popover>
      </DialogTrigger>
      {isFull && (
        <span className="quiet small">
          <Trans>Six species are compared at most.</Trans>
        </span>
      )}
    </div>
  );
}
