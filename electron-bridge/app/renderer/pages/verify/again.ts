/** An earlier sample as the dialog sets it, so that its rule is drawn again. */
import { dayOf } from "../../i18n/day.js";
import { type Draw, type Rule, USUAL } from "./draw.js";
import type { Sample } from "./samples.js";

type Where = NonNullable<Rule["where"]>;

/** Whether a sample says how it was drawn; one that came from a table does not. */
export function hasRule({ rule }: Sample): boolean {
  return Array.isArray(rule.species);
}

/** Of a kept rule: what the dialog has itself, and what followed from the draw. */
const NOT_ASKED = new Set(["species", "n", "design", "runIds"]);

/**
 * The rule of a sample, with its seed and another name. Undefined where it has none. A limit of the
 * dialog that the rule lacks stays open, as it was.
 */
export function drawnAgain(sample: Sample, name: string): Draw | undefined {
  if (!hasRule(sample)) return undefined;
  const { species, n } = sample.rule;
  const kept = Object.entries(sample.rule).filter(([name]) => !NOT_ASKED.has(name));
  const said: Rule = Object.fromEntries(kept);
  const { floor = null, perRecording = null, deepest, where = {}, unitClips, ...rule } = said;
  const names = (species as unknown[]).map(String);
  const { filters, others } = parted(where);
  return {
    ...USUAL,
    ...{ name, species: names, floor, perRecording, seed: sample.seed },
    n: typeof n === "number" ? n : unitClips == null ? membersOf(sample, names.length) : USUAL.n,
    isBelow: deepest != null,
    ...(unitClips != null && { whole: sample.unit, unitClips }),
    ...filters,
    more: {
      ...rule,
      ...(deepest != null && { deepest }),
      ...(Object.keys(others).length > 0 && { where: others }),
      ...{ model: sample.model, unit: sample.unit, shown: sample.shown },
    },
  };
}

/** Clips of each species; how many units they are of is not told. */
const membersOf = ({ members }: Sample, species: number): number =>
  Math.max(1, Math.round(members / species));

/** The filters that the dialog has fields for, and the others. */
export function parted(where: Where): { filters: Partial<Draw>; others: Where } {
  const others = { ...where };
  const filters: Partial<Draw> = {};
  const sites = listed(where.site);
  if (sites !== undefined) {
    filters.sites = sites;
    delete others.site;
  }
  const days = daysOf(where.date);
  if (days !== undefined) {
    Object.assign(filters, days);
    delete others.date;
  }
  if (typeof where.runId === "number") {
    filters.run = where.runId;
    delete others.runId;
  }
  return { filters, others };
}

function listed(condition: Where[string] | undefined): string[] | undefined {
  const all = typeof condition === "string" ? [condition] : condition;
  return Array.isArray(all) && all.every((each) => typeof each === "string") ? all : undefined;
}

function daysOf(condition: Where[string] | undefined): Pick<Draw, "first" | "last"> | undefined {
  if (typeof condition !== "object" || condition === null || Array.isArray(condition)) {
    return undefined;
  }
  const { between, ge, le, ...others } = condition as Record<string, unknown>;
  if (Object.keys(others).length > 0) return undefined;
  const [first, last] = Array.isArray(between) ? between.map(dayOf) : [dayOf(ge), dayOf(le)];
  return first === undefined && last === undefined ? undefined : { first, last };
}
