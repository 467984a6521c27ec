/** Free text to filters: "virgata night >0.8" is a species, hours and a score. */
import { call } from "../../data/call.js";
import { typed } from "../../i18n/format.js";
import { type Condition, type Filters, withFilter } from "./question.js";

/** Words of both languages, whatever the page speaks. Hours are the recorder's. */
const WORDS: Readonly<Record<string, [string, Condition]>> = {
  night: ["timeOfDay", { between: [19, 5] }],
  noche: ["timeOfDay", { between: [19, 5] }],
  day: ["timeOfDay", { between: [6, 18] }],
  día: ["timeOfDay", { between: [6, 18] }],
  dawn: ["timeOfDay", { between: [4, 7] }],
  alba: ["timeOfDay", { between: [4, 7] }],
  dusk: ["timeOfDay", { between: [17, 20] }],
  ocaso: ["timeOfDay", { between: [17, 20] }],
  right: ["verified", ["YES"]],
  correcta: ["verified", ["YES"]],
  wrong: ["verified", ["NO"]],
  incorrecta: ["verified", ["NO"]],
  unsure: ["verified", ["UNSURE"]],
  dudosa: ["verified", ["UNSURE"]],
  unchecked: ["verified", ["UNVERIFIED"]],
  pendiente: ["verified", ["UNVERIFIED"]],
};

/** No project has more species of which one word is a part. */
const MOST = 1000;

export interface Searched {
  filters: Filters;
  /** What of the text nobody knew. */
  unknown: string | undefined;
}

/** Take the words that are known by themselves out of a text; the rest is a name. */
export function plainWords(text: string, filters: Filters): { filters: Filters; rest: string } {
  let found = filters;
  const rest: string[] = [];
  for (const word of text.trim().split(/\s+/)) {
    const [, sign, number = ""] = /^([<>]=?|≥|≤)(.+)$/.exec(word) ?? [];
    const value = sign === undefined ? undefined : typed(number);
    const known = WORDS[word.toLowerCase()];
    if (sign !== undefined && value !== undefined && value >= 0 && value <= 1) {
      const condition = sign.startsWith(">") || sign === "≥" ? { ge: value } : { le: value };
      found = withFilter(found, "confidence", condition);
    } else if (known !== undefined) found = withFilter(found, ...known);
    else if (/^\d{4}-\d\d(-\d\d)?$/.test(word)) {
      const condition = /-\d\d-\d\d$/.test(word)
        ? word
        : { between: [`${word}-01`, `${word}-31`] as [string, string] };
      found = withFilter(found, "date", condition);
    } else rest.push(word);
  }
  return { filters: found, rest: rest.join(" ") };
}

/** All that a text names: words of our own, then species, then sites. */
export async function searched(
  text: string,
  filters: Filters,
  sites: readonly string[],
  signal: AbortSignal,
): Promise<Searched> {
  const { filters: found, rest } = plainWords(text, filters);
  if (rest === "") return { filters: found, unknown: undefined };
  const site = sites.find((each) => each.toLowerCase() === rest.toLowerCase());
  if (site !== undefined) {
    return { filters: withFilter(found, "site", [site]), unknown: undefined };
  }
  const asked = { text: rest, limit: MOST, inCatalog: true };
  const outcome = await call("names/search", asked, { signal });
  const names = outcome.ok ? outcome.value.names : [];
  if (names.length === 0) return { filters: found, unknown: rest };
  const species = names.map((each) => each.species);
  return { filters: withFilter(found, "species", species), unknown: undefined };
}
