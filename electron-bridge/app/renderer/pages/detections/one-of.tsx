/** Some of the values that a field has in this project. */
import { Plural, useLingui } from "@lingui/react/macro";
import { type ReactNode, useState } from "react";
import type { QueryRequest } from "@linnet/electron-bridge/generated/contract.js";
import { useAnswer } from "../../data/answer.js";
import { ask, call, type Outcome } from "../../data/call.js";
import { MoreNames } from "../../species/more.js";
import { SpeciesName } from "../../species/name.js";
import { useCommonNames } from "../../species/names.js";
import { CheckboxList } from "../../ui/checkbox-list.js";
import { TextField } from "../../ui/field.js";
import { Failure } from "../../ui/failure.js";
import { Said } from "../../ui/said.js";
import type { FilterEditorProps } from "./filter-editor.js";
import { type Filtered, speciesOf, values } from "./filters.js";
import { type Sun, SUNS, useSunWords } from "../../ui/sun-words.js";
import { useVerdictWords } from "../../ui/verdict.js";
import { ALL_VERIFIED, verdictOf } from "../../data/verdict.js";

/** Where the values of a field are listed, and the field of that list. */
const LISTS: Partial<Record<Filtered, [QueryRequest["select"], string, string]>> = {
  site: ["sites", "site", "site"],
  survey: ["surveys", "survey", "survey"],
  recorder: ["recorders", "recorder", "recorder"],
  model: ["models", "name", "name"],
  runId: ["runs", "runId", "-runId"],
};

/** The values of fields that have the same few in every project. */
const FIXED: Partial<Record<Filtered, readonly string[]>> = { verified: ALL_VERIFIED, sun: SUNS };

/** Values that are listed at a time; typing finds the others. */
const MOST = 50;

interface Listed {
  value: string;
  /** A species' common name. */
  common?: string | null;
}

interface Values {
  listed: Listed[];
  /** Values that are found and not listed. */
  more: number;
}

/** Values of the project that have a text; species by any of their names. */
function useListed(field: Filtered, text: string): ReturnType<typeof useAnswer<Values>> {
  const list = LISTS[field];
  const isSpecies = field === "species";
  return useAnswer(isSpecies || list ? `${field} ${text}` : undefined, async (signal) => {
    if (isSpecies) return species(text, signal);
    const [select, name, order] = list ?? (["sites", "site", "site"] as const);
    const where = text === "" ? {} : { [name]: { contains: text } };
    const outcome = await ask(
      { select, where, orderBy: [order], limit: MOST, total: "exact" },
      { signal },
    );
    if (!outcome.ok) return outcome;
    const { rows, total } = outcome.value;
    const found = rows as unknown as Record<string, string | number | null>[];
    const listed = found.flatMap((row) => {
      const value = row[name] ?? null;
      return value === null ? [] : [{ value: String(value) }];
    });
    return { ok: true, value: { listed, more: total - rows.length } };
  });
}

async function species(text: string, signal: AbortSignal): Promise<Outcome<Values>> {
  const asked = { text, limit: MOST, inCatalog: true };
  const outcome = await call("names/search", asked, { signal });
  if (!outcome.ok) return outcome;
  const { names, total } = outcome.value;
  const listed = names.map((each) => ({ value: each.species, common: each.common }));
  return { ok: true, value: { listed, more: total - names.length } };
}

export function OneOf({ field, condition, onChange }: FilterEditorProps): React.JSX.Element {
  const { t } = useLingui();
  const words = useVerdictWords();
  const suns = useSunWords();
  const fixed = FIXED[field];
  const [text, setText] = useState("");
  const { value: found, error } = useListed(field, text.trim());
  const chosen = values(condition);
  const common = useCommonNames(speciesOf(field, condition));
  const listed: Listed[] = fixed?.map((value) => ({ value })) ?? found?.listed ?? [];
  const kept = chosen
    .filter((each) => !listed.some(({ value }) => value === each))
    .map((value) => ({ value, common: common(value) }));
  const textOf = ({ value, common: name = null }: Listed): ReactNode => {
    if (field === "species") return <SpeciesName species={value} common={name} />;
    if (field === "sun") return suns[value as Sun];
    return field === "verified" ? words[verdictOf({ verified: value })] : value;
  };
  const set = (next: string[]): void => {
    const typedValues = field === "runId" ? next.map(Number) : next;
    onChange(typedValues.length === 0 ? undefined : typedValues);
  };
  return (
    <div className="filter-editor">
      {fixed === undefined && field !== "runId" && (
        <TextField
          label={t`Find`}
          autoFocus
          value={text}
          onChange={setText}
          onKeyDown={(event) => {
            // Esc closes the editor.
            event.continuePropagation();
            if (event.key !== "Enter" || field !== "verdictBy" || text.trim() === "") return;
            set([...chosen, text.trim()]);
          }}
        />
      )}
      {error !== undefined && <Failure error={error} />}
      <CheckboxList
        label={t`Values`}
        choices={[...kept, ...listed].map((each) => ({ value: each.value, text: textOf(each) }))}
        chosen={chosen}
        onChange={set}
      />
      {found !== undefined && found.more > 0 && (
        <Said className="quiet small">
          {field === "runId" ? (
            <Plural
              value={found.more}
              one="# older run is not listed here."
              other="# older runs are not listed here."
            />
          ) : (
            <MoreNames count={found.more} />
          )}
        </Said>
      )}
    </div>
  );
}
