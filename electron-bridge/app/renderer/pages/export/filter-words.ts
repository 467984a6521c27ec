/** How the filters of an export read, such as "Score: 0.80 and above". */
import { useLingui } from "@lingui/react/macro";
import { clock, score } from "../../i18n/format.js";
import { useFirst, useCommonNames } from "../../species/names.js";
import type { Where } from "./setup.js";

function useFieldNames(): Record<string, string> {
  const { t } = useLingui();
  return {
    species: t`Species`,
    confidence: t`Score`,
    timeOfDay: t`Hour`,
    date: t`Date`,
    site: t`Site`,
    survey: t`Survey`,
    recorder: t`Recorder`,
    verified: t`Verdict`,
    verdictBy: t`Judged by`,
    model: t`Model`,
    runId: t`Run`,
    path: t`Recording`,
    recordingId: t`Recording`,
    deploymentId: t`Deployment`,
    siteId: t`Site`,
    week: t`Week`,
    month: t`Month`,
    hour: t`Hour`,
  };
}

/** The name of a field on the screen; one that the page does not know keeps its own. */
export function useFieldName(): (field: string) => string {
  const names = useFieldNames();
  return (field) => names[field] ?? field;
}

export function useFilterWords(where: Where): string[] {
  const { t } = useLingui();
  const nameOf = useFieldName();
  const first = useFirst();
  const common = useCommonNames(valuesOf(where.species));
  const shown = (field: string, value: unknown): string => {
    const text = String(value);
    if (field === "species") return first(text, common(text)) ?? text;
    if (field === "confidence") return score(Number(value));
    if (field === "date") return clock(text);
    if (value === null) return t`none`;
    const words: Record<string, string> = {
      YES: t`Right`,
      NO: t`Wrong`,
      UNVERIFIED: t`Not checked`,
    };
    return field === "verified" ? (words[text] ?? text) : text;
  };
  return Object.entries(where).map(([field, condition]) => {
    const name = nameOf(field);
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

function valuesOf(condition: Where[string] | undefined): string[] {
  if (condition === undefined) return [];
  if (Array.isArray(condition)) return condition.map(String);
  if (typeof condition !== "object" || condition === null) return [String(condition)];
  const { in: many, eq } = condition;
  return (many ?? [eq]).filter((each) => each != null).map(String);
}

function endsOf(condition: Where[string]): [unknown, unknown] {
  if (typeof condition !== "object" || condition === null || Array.isArray(condition)) {
    return [undefined, undefined];
  }
  const { between, ge, gt, le, lt } = condition;
  return between ? [between[0], between[1]] : [ge ?? gt, le ?? lt];
}
