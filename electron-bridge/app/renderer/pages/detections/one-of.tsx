/** Some of the values that a field has in this project. */
import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { QueryRequest } from "@linnet/electron-bridge/generated/contract.js";
import { useAnswer } from "../../data/answer.js";
import { ask } from "../../data/call.js";
import { CheckboxList } from "../../ui/checkbox-list.js";
import { TextField } from "../../ui/field.js";
import { Failure } from "../../ui/failure.js";
import type { FilterEditorProps } from "./filter-editor.js";
import { type Filtered, values } from "./filters.js";
import { useVerdictWords } from "./verdict.js";

/** Where the values of a field are listed, and the field of that list. */
const LISTS: Partial<Record<Filtered, [QueryRequest["select"], string, string]>> = {
  species: ["species", "species", "-detections"],
  site: ["sites", "site", "site"],
  survey: ["surveys", "survey", "survey"],
  recorder: ["recorders", "recorder", "recorder"],
  model: ["models", "name", "name"],
  runId: ["runs", "runId", "-runId"],
};

/** Values that are listed at a time; typing finds the others. */
const MOST = 50;

interface Listed {
  value: string;
  text: string;
}

function useListed(field: Filtered, text: string): ReturnType<typeof useAnswer<Listed[]>> {
  const list = LISTS[field];
  return useAnswer(list && `${field} ${text}`, async (signal) => {
    const [select, name, order] = list ?? (["species", "species", "species"] as const);
    const where = text === "" ? {} : { [name]: { contains: text } };
    const outcome = await ask({ select, where, orderBy: [order], limit: MOST }, { signal });
    if (!outcome.ok) return outcome;
    const rows = outcome.value.rows as unknown as Record<string, unknown>[];
    const found = rows
      .map((row) => ({ value: row[name], common: row.common }))
      .filter(({ value }) => value != null)
      .map(({ value, common }) => ({
        value: String(value),
        text: typeof common === "string" ? `${String(value)} · ${common}` : String(value),
      }));
    return { ok: true, value: found };
  });
}

export function OneOf({ field, condition, onChange }: FilterEditorProps): React.JSX.Element {
  const { t } = useLingui();
  const words = useVerdictWords();
  const [text, setText] = useState("");
  const { value: listed, error } = useListed(field, text.trim());
  const chosen = values(condition);
  const verdicts: Listed[] = [
    { value: "YES", text: words.right },
    { value: "NO", text: words.wrong },
    { value: "UNVERIFIED", text: words.none },
  ];
  const choices = field === "verified" ? verdicts : (listed ?? []);
  const kept = chosen
    .filter((each) => !choices.some(({ value }) => value === each))
    .map((each) => ({ value: each, text: each }));
  const set = (next: string[]): void => {
    const typedValues = field === "runId" ? next.map(Number) : next;
    onChange(typedValues.length === 0 ? undefined : typedValues);
  };
  return (
    <div className="filter-editor">
      {field !== "verified" && field !== "runId" && (
        <TextField
          label={t`Find`}
          autoFocus
          value={text}
          onChange={setText}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || field !== "verdictBy" || text.trim() === "") return;
            set([...chosen, text.trim()]);
          }}
        />
      )}
      {error !== undefined && <Failure error={error} />}
      <CheckboxList
        label={t`Values`}
        choices={[...kept, ...choices]}
        chosen={chosen}
        onChange={set}
      />
    </div>
  );
}
