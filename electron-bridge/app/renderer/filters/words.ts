/** How filters on detections read, such as "Score: 0.80 and above". */
import { useLingui } from "@lingui/react/macro";
import { clock, score } from "../i18n/format.js";
import { useFirst, useCommonNames } from "../species/names.js";
import { useFieldName } from "../ui/field-names.js";
import { type Sun, useSunWords } from "../ui/sun-words.js";
import type { Where } from "./given.js";

export function useFilterWords(where: Where): string[] {
  const { t } = useLingui();
  const nameOf = useFieldName();
  const first = useFirst();
  const suns = useSunWords();
  const common = useCommonNames(
    valuesOf(where.species)
      .filter((each) => each !== null)
      .map(String),
  );
  const shown = (field: string, value: Value): string => {
    if (value === null) return t`none`;
    const text = String(value);
    if (field === "species") return first(text, common(text)) ?? text;
    if (field === "confidence") return score(Number(value));
    if (field === "date") return clock(text);
    const words: Record<string, string> = {
      YES: t`Right`,
      NO: t`Wrong`,
      UNSURE: t`Unsure`,
      UNVERIFIED: t`Not checked`,
    };
    if (field === "sun") return suns[text as Sun];
    return field === "verified" ? (words[text] ?? text) : text;
  };
  return Object.entries(where).map(([field, condition]) => {
    const name = nameOf(field);
    if (isKnown(condition)) return t`${name}: known`;
    const listed = valuesOf(condition).map((each) => shown(field, each));
    if (listed.length > 0) return `${name}: ${listed.join(", ")}`;
    const [from, to] = endsOf(condition).map((each) =>
      each === undefined ? undefined : shown(field, each),
    );
    if (from !== undefined && to !== undefined) return t`${name} ${from} to ${to}`;
    if (from !== undefined) return t`${name} ${from} and above`;
    if (to !== undefined) return t`${name} up to ${to}`;
    return name;
  });
}

type Value = string | number | null;

/** Whether all values pass but those that nobody knows. */
function isKnown(condition: Where[string]): boolean {
  return (
    typeof condition === "object" &&
    condition !== null &&
    "ne" in condition &&
    condition.ne === null
  );
}

function valuesOf(condition: Where[string] | undefined): Value[] {
  if (condition === undefined) return [];
  if (Array.isArray(condition)) return condition;
  if (typeof condition !== "object" || condition === null) return [condition];
  const { in: many, eq } = condition;
  return many ?? (eq === undefined ? [] : [eq]);
}

function endsOf(condition: Where[string]): [Value | undefined, Value | undefined] {
  if (typeof condition !== "object" || condition === null || Array.isArray(condition)) {
    return [undefined, undefined];
  }
  const { between, ge, gt, le, lt } = condition;
  // Between bounds stand numbers or texts; the contract says no more of them.
  const [from, to] = between ?? [];
  return between ? [from as Value, to as Value] : [ge ?? gt, le ?? lt];
}
