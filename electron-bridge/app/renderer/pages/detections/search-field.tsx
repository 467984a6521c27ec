/** The search field: what is typed becomes filters. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useRef, useState } from "react";
import { Input, SearchField as Plain } from "react-aria-components";
import { useRows } from "../../data/answer.js";
import { useCommands } from "../../keys/scopes.js";
import type { Filters } from "./question.js";
import { searched } from "./search.js";
import { Said } from "../../ui/said.js";

interface SearchFieldProps {
  filters: Filters;
  onChange: (filters: Filters) => void;
  /** The person is done here: the keys go back to the table. */
  onLeave: () => void;
}

export function SearchField({ filters, onChange, onLeave }: SearchFieldProps): React.JSX.Element {
  const { t } = useLingui();
  const [text, setText] = useState("");
  const [unknown, setUnknown] = useState<string>();
  const field = useRef<HTMLInputElement>(null);
  const sites = useRows({ select: "sites", limit: 1000 }).value?.rows ?? [];
  useCommands({ "detections.search": () => field.current?.focus() });
  const search = async (): Promise<void> => {
    const { signal } = new AbortController();
    const names = sites.flatMap(({ site }) => site ?? []);
    const found = await searched(text, filters, names, signal);
    setUnknown(found.unknown);
    if (found.unknown === undefined) setText("");
    if (found.filters !== filters) onChange(found.filters);
    if (found.unknown === undefined) onLeave();
  };
  return (
    <Plain
      aria-label={t`Search detections`}
      className="field search-field"
      value={text}
      onChange={(next) => {
        setText(next);
        setUnknown(undefined);
      }}
      onSubmit={() => void search()}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        setUnknown(undefined);
        onLeave();
      }}
    >
      <Input ref={field} placeholder={t`Species, site, night, >0.8`} />
      {unknown !== undefined && (
        <Said as="span" className="small field-error">
          <Trans>No species or site here is named “{unknown}”.</Trans>
        </Said>
      )}
    </Plain>
  );
}
