/** What is chosen on the page: a part of the tree, kept in the address. */
import { useMemo } from "react";
import { keep, useRoute } from "../../routes.js";
import { useAnalysed, useDays, useListed } from "./counted.js";
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
  const analysed = useAnalysed();
  const days = useDays();
  const { query } = useRoute();
  const nodes = useMemo(
    () => listed.value && treeOf(listed.value, analysed.value),
    [listed.value, analysed.value],
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
    total: listed.value?.counted.reduce((sum, { recordings }) => sum + (recordings ?? 0), 0),
    isCut: listed.value?.isCut ?? false,
    errors: [listed, analysed, days].flatMap(({ error, again }) =>
      error === undefined ? [] : [{ error, again }],
    ),
  };
}

function choose(id: string): void {
  keep({ at: id });
}
