/** What is said already of the clocks of a part, by its site or its folders, before its own rule. */
import type { ClockRow } from "@linnet/electron-bridge/generated/contract.js";
import { useAnswer } from "../../data/answer.js";
import { ask } from "../../data/call.js";
import type { Clocks } from "./clocks.js";
import { whereOf } from "./filters.js";
import type { TreeNode } from "./tree.js";

export interface ClockBase {
  /** Seconds; null where nothing is said. */
  shift: number | null;
  timezone: string | null;
  /** The folder whose rule gives the shift; null where the site's rule does, or none. */
  folder: string | null;
  /** Some of its folders have a shift of their own, so that there is no one shift. */
  isMixed: boolean;
}

export const NO_BASE: ClockBase = { shift: null, timezone: null, folder: null, isMixed: false };

/** The first and the last path of a part. */
type Ends = readonly [string, string];

/**
 * What the folders' rules say of all recordings between two paths.
 *
 * A folder that has the first path and the last one has all between them.
 */
export function baseOfFolders(rules: readonly ClockRow[], ends: Ends): ClockBase {
  const [first, last] = ends.map((path) => path.replaceAll("\\", "/")) as [string, string];
  const base = { ...NO_BASE };
  for (const { folder, shiftSeconds, timezone } of rules) {
    const prefix = `${(folder ?? "").replace(/\/+$/, "")}/`;
    const [isFirst, isLast] = [first.startsWith(prefix), last.startsWith(prefix)];
    if (isFirst && isLast) {
      if (base.shift === null && shiftSeconds !== null) {
        [base.shift, base.folder] = [shiftSeconds, folder];
      }
      base.timezone ??= timezone;
    } else if (shiftSeconds !== null && (isFirst || isLast || (first < prefix && prefix < last))) {
      base.isMixed = true;
    }
  }
  return base.isMixed ? { ...base, shift: null, folder: null } : base;
}

/** What counts where a part has no rule of its own; undefined while that is not known. */
export function useClockBase(node: TreeNode | undefined, clocks: Clocks): ClockBase | undefined {
  const { site, deployment } = node ?? {};
  const isOne = site !== undefined || deployment !== undefined;
  const isAsked = isOne && (node?.recordings ?? 0) > 0 && clocks.ofFolders.length > 0;
  const question = node && isAsked ? JSON.stringify(whereOf(node)) : undefined;
  const { value, error } = useAnswer(
    question,
    async (signal) => {
      const where = node ? whereOf(node) : {};
      const end = (orderBy: "path" | "-path") =>
        ask(
          { select: "recordings", where, orderBy: [orderBy], limit: 1, fields: ["path"] },
          { signal },
        );
      const [first, last] = await Promise.all([end("path"), end("-path")]);
      if (!first.ok) return first;
      if (!last.ok) return last;
      const [from, to] = [first.value.rows[0]?.path, last.value.rows[0]?.path];
      const ends: Ends | undefined =
        from !== undefined && to !== undefined ? [from, to] : undefined;
      return { ok: true as const, value: { question, ends } };
    },
    ["recordings"],
  );
  if (node === undefined) return undefined;
  const ofSite = clocks.ofSite.get(deployment?.siteId ?? -1);
  let base = NO_BASE;
  if (question !== undefined && error === undefined) {
    if (value?.question !== question) return undefined;
    if (value.ends !== undefined) base = baseOfFolders(clocks.ofFolders, value.ends);
  } else if (error !== undefined) base = { ...NO_BASE, isMixed: true };
  const timezone = ofSite?.timezone ?? base.timezone;
  const shift = ofSite?.shiftSeconds ?? null;
  return shift === null ? { ...base, timezone } : { ...NO_BASE, shift, timezone };
}
