/** What is chosen on the page: a part of the tree, kept in the address. */
import { useMemo } from "react";
import type { SiteRow } from "@linnet/electron-bridge/generated/contract.js";
import type { Answer } from "../../data/answer.js";
import { keep, useRoute } from "../../routes.js";
import { useAnalysed, useDays, useHours, useListed } from "./counted.js";
import { type Calendar, calendarOf } from "./spans.js";
import { allNodes, type TreeNode, treeOf } from "./tree.js";
import type { PageError } from "../../data/call.js";

export interface Recordings {
  /** Undefined before the first answer. */
  nodes: TreeNode[] | undefined;
  /** By id. */
  byId: ReadonlyMap<string, TreeNode>;
  calendar: Calendar | undefined;
  chosen: TreeNode | undefined;
  choose: (id: string) => void;
  /** All recordings of the project. */
  total: number | undefined;
  isCut: boolean;
  errors: { error: PageError; again: () => void }[];
}

export function useRecordings(): Recordings {
  const listed = useListed();
  const hours = useHours();
  const analysed = useAnalysed();
  const days = useDays();
  const { query } = useRoute();
  const nodes = useMemo(
    () => listed.value && treeOf(listed.value, { hours: hours.value, analysed: analysed.value }),
    [listed.value, hours.value, analysed.value],
  );
  const byId = useMemo(
    () => new Map(allNodes(nodes ?? []).map((node) => [node.id, node])),
    [nodes],
  );
  const calendar = useMemo(() => days.value && calendarOf(days.value), [days.value]);
  return {
    nodes,
    byId,
    calendar,
    chosen: byId.get(query.at ?? "") ?? nodes?.[0],
    choose,
    total: nodes?.reduce((sum, { recordings }) => sum + recordings, 0),
    isCut: listed.value?.isCut ?? false,
    errors: troublesOf([listed, hours, analysed, days]),
  };
}

/** Each trouble once, though several questions have met it. */
function troublesOf(answers: readonly Answer<unknown>[]): Recordings["errors"] {
  const found = new Map<string, { error: PageError; again: () => void }>();
  for (const { error } of answers) {
    if (error === undefined) continue;
    const again = (): void => {
      for (const each of answers) if (each.error !== undefined) each.again();
    };
    found.set(`${error.kind} ${error.message}`, { error, again });
  }
  return [...found.values()];
}

function choose(id: string): void {
  keep({ at: id });
}

/** All sites of the tree. */
export function sitesOf({ byId }: Pick<Recordings, "byId">): SiteRow[] {
  return [...byId.values()].flatMap(({ site }) => site ?? []);
}
