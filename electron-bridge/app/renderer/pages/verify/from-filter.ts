/** A filter on detections as the dialog that draws takes it. */
import type { Comparison } from "@linnet/electron-bridge/generated/contract.js";
import type { Where } from "../../filters/given.js";
import { parted } from "./again.js";
import type { Draw } from "./draw.js";

export interface FromFilter {
  begin: Partial<Draw>;
  /** Fields of the filter that no draw takes as they are. */
  left: string[];
}

/** A draw names its species, its lowest score and its model by themselves; all else is a filter. */
export function fromFilter({ species, confidence, model, ...where }: Where): FromFilter {
  const left: string[] = [];
  const names = listed(species);
  if (species !== undefined && names === undefined) left.push("species");
  const floor = floorOf(confidence);
  if (confidence !== undefined && !isFloorAlone(confidence)) left.push("confidence");
  const models = listed(model);
  if (model !== undefined && models?.length !== 1) left.push("model");
  const { filters, others } = parted(where);
  const more = {
    ...(models?.length === 1 && { model: models[0] ?? null }),
    ...(Object.keys(others).length > 0 && { where: others }),
  };
  return {
    begin: { species: names ?? [], more, ...(floor !== undefined && { floor }), ...filters },
    left,
  };
}

/** Names that a condition lists; undefined where it says anything else. */
function listed(condition: Where[string] | undefined): string[] | undefined {
  if (condition === undefined) return undefined;
  const { in: many, eq, ...others } = comparisonOf(condition);
  const all = many ?? (eq === undefined ? [] : [eq]);
  const names = all.filter((each) => typeof each === "string");
  const isAll = names.length === all.length && names.length > 0;
  return isAll && Object.keys(others).length === 0 ? names : undefined;
}

function floorOf(condition: Where[string] | undefined): number | undefined {
  if (condition === undefined) return undefined;
  const { between, ge, gt } = comparisonOf(condition);
  const low = between?.[0] ?? ge ?? gt;
  return typeof low === "number" && low < 1 ? low : undefined;
}

/** Whether a condition has a lowest score, and nothing besides. */
function isFloorAlone(condition: Where[string]): boolean {
  const { ge, ...others } = comparisonOf(condition);
  return typeof ge === "number" && ge < 1 && Object.keys(others).length === 0;
}

function comparisonOf(condition: Where[string]): Comparison {
  if (Array.isArray(condition)) return { in: condition };
  return typeof condition === "object" && condition !== null ? condition : { eq: condition };
}
