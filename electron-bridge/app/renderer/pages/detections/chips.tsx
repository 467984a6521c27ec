/** The filters that are on, each with its editor behind it, and a menu of those that can be added. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useFieldNames } from "../../ui/field-names.js";
import { Fragment, useState } from "react";
import { Button as Plain, DialogTrigger, Dialog, Popover } from "react-aria-components";
import { Button } from "../../ui/button.js";
import { Icon } from "../../ui/icon.js";
import { useCommonNames } from "../../species/names.js";
import { SpeciesName } from "../../species/name.js";
import { Menu } from "../../ui/menu.js";
import { FilterEditor } from "./filter-editor.js";
import { type Filtered, FILTERED, isFiltered, speciesOf, useFilterText } from "./filters.js";
import { type Condition, type Filters, withFilter } from "./question.js";
import "./chips.css";

interface ChipsProps {
  filters: Filters;
  onChange: (filters: Filters) => void;
}

export function Chips({ filters, onChange }: ChipsProps): React.JSX.Element {
  const { t } = useLingui();
  const names = useFieldNames();
  /** A filter that was just added: its editor is open, and it counts once it says something. */
  const [added, setAdded] = useState<Filtered>();
  const on = Object.entries(filters).filter((each): each is [Filtered, Condition] =>
    isFiltered(each[0]),
  );
  const set = (field: Filtered, condition: Condition | undefined): void => {
    onChange(withFilter(filters, field, condition));
  };
  const fresh = added !== undefined && !(added in filters) ? added : undefined;
  return (
    <div className="chips" role="group" aria-label={t`Filters`}>
      {on.map(([field, condition]) => (
        <Chip
          key={field}
          field={field}
          condition={condition}
          isOpen={added === field}
          onOpen={(open) => {
            setAdded(open ? field : undefined);
          }}
          onChange={(next) => {
            set(field, next);
          }}
        />
      ))}
      {fresh !== undefined && (
        <Chip
          key={fresh}
          field={fresh}
          condition={undefined}
          isOpen
          onOpen={(open) => {
            if (!open) setAdded(undefined);
          }}
          onChange={(next) => {
            set(fresh, next);
          }}
        />
      )}
      <Menu
        label={t`Add a filter`}
        variant="quiet"
        actions={FILTERED.filter((each) => !(each in filters)).map((field) => ({
          id: field,
          text: names[field],
          act: () => {
            setAdded(field);
          },
        }))}
      >
        <Icon name="plus" size={16} /> <Trans>Filter</Trans>
      </Menu>
      {on.length > 1 && (
        <Button
          variant="quiet"
          onPress={() => {
            onChange({});
          }}
        >
          <Trans>Clear all</Trans>
        </Button>
      )}
    </div>
  );
}

interface ChipProps {
  field: Filtered;
  condition: Condition | undefined;
  isOpen: boolean;
  onOpen: (open: boolean) => void;
  onChange: (condition: Condition | undefined) => void;
}

function Chip({ field, condition, isOpen, onOpen, onChange }: ChipProps): React.JSX.Element {
  const { t } = useLingui();
  const name = useFieldNames()[field];
  const species = speciesOf(field, condition);
  const common = useCommonNames(species);
  const textOf = useFilterText(common);
  const text = condition === undefined ? name : textOf(field, condition);
  return (
    <span className="chip">
      <DialogTrigger isOpen={isOpen} onOpenChange={onOpen}>
        <Plain className="chip-text">
          {species.length === 0 ? text : <Species {...{ name, species, common }} />}
        </Plain>
        <Popover className="popover chip-editor" placement="bottom start">
          <Dialog aria-label={t`Filter: ${name}`}>
            <FilterEditor field={field} condition={condition} onChange={onChange} />
          </Dialog>
        </Popover>
      </DialogTrigger>
      <Plain
        className="chip-away"
        aria-label={t`Take away: ${text}`}
        onPress={() => {
          onOpen(false);
          onChange(undefined);
        }}
      >
        <Icon name="close" size={14} />
      </Plain>
    </span>
  );
}

interface SpeciesProps {
  name: string;
  species: string[];
  common: (species: string) => string | null;
}

/** The species of a filter, named as everywhere else. */
function Species({ name, species, common }: SpeciesProps): React.JSX.Element {
  return (
    <>
      {name}:{" "}
      {species.map((each, at) => (
        <Fragment key={each}>
          {at > 0 && ", "}
          <SpeciesName species={each} common={common(each)} isInline />
        </Fragment>
      ))}
    </>
  );
}
