/** The tree of surveys, sites and deployments: one tab stop, rows by the thousand. */
import { useLingui } from "@lingui/react/macro";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useMemo, useRef, useState } from "react";
import type { Recordings } from "./chosen.js";
import { useListCommands } from "./list-commands.js";
import { wholeOf } from "./spans.js";
import { parentsOf, seenRows, type TreeNode } from "./tree.js";
import { TreeRow } from "./tree-row.js";
import "./tree.css";

const ROW_HEIGHT = 36;

interface TreeViewProps {
  nodes: readonly TreeNode[];
  recordings: Recordings;
  /** Double click. */
  onOpen: () => void;
}

export function TreeView({ nodes, recordings, onOpen }: TreeViewProps): React.JSX.Element {
  const { t } = useLingui();
  const { chosen, choose, calendar } = recordings;
  const tree = useRef<HTMLDivElement>(null);
  /** What the person opened or closed; surveys are open otherwise. */
  const [folded, setFolded] = useState<ReadonlyMap<string, boolean>>(new Map());
  const isOpen = (node: TreeNode): boolean =>
    node.children.length > 0 && (folded.get(node.id) ?? node.kind === "survey");
  const rows = seenRows(nodes, isOpen);
  const at = rows.findIndex(({ id }) => id === chosen?.id);
  const whole = useMemo(() => calendar && wholeOf([...calendar.cells.values()].flat()), [calendar]);
  const fold = (node: TreeNode, open: boolean): void => {
    setFolded((before) => new Map(before).set(node.id, open));
  };
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => tree.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 10,
  });
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: "auto" });
    // Only a newly chosen row is brought into view.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [chosen?.id]);
  useEffect(() => {
    tree.current?.focus({ preventScroll: true });
  }, []);
  useShown(chosen?.id, nodes, setFolded);
  const go = (to: number): void => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, to))];
    if (row !== undefined) choose(row.id);
  };
  useListCommands(tree, {
    move: (way, by) => {
      const screen = Math.floor((tree.current?.clientHeight ?? 0) / ROW_HEIGHT) - 1;
      go(Math.max(0, at) + way * (by === "row" ? 1 : Math.max(1, screen)));
    },
    end: (end) => {
      go(end === "first" ? 0 : rows.length - 1);
    },
    fold: (open) => {
      const node = rows[at];
      if (node === undefined) return;
      if (node.children.length > 0 && isOpen(node) !== open) fold(node, open);
      else if (open) go(at + (node.children.length > 0 ? 1 : 0));
      else {
        const parent = parentsOf(nodes, node.id).at(-1);
        if (parent !== undefined) choose(parent.id);
      }
    },
  });
  return (
    <div
      ref={tree}
      className="tree"
      role="tree"
      aria-label={t`Folders & sites`}
      aria-activedescendant={at < 0 ? undefined : `node-${String(at)}`}
      tabIndex={0}
    >
      <div role="presentation" style={{ height: virtual.getTotalSize() }} className="tree-rows">
        {virtual.getVirtualItems().map(({ index, start }) => {
          const node = rows[index];
          return node === undefined ? null : (
            <TreeRow
              key={node.id}
              node={node}
              index={index}
              top={start}
              isChosen={index === at}
              isOpen={isOpen(node)}
              calendar={calendar}
              whole={whole}
              onChoose={choose}
              onFold={fold}
              onOpen={onOpen}
            />
          );
        })}
      </div>
    </div>
  );
}

/** What is chosen elsewhere, such as on the map, is seen in the tree. */
function useShown(
  id: string | undefined,
  nodes: readonly TreeNode[],
  setFolded: React.Dispatch<React.SetStateAction<ReadonlyMap<string, boolean>>>,
): void {
  useEffect(() => {
    if (id === undefined) return;
    const around = parentsOf(nodes, id);
    if (around.length === 0) return;
    setFolded((before) => {
      const closed = around.filter((each) => !(before.get(each.id) ?? each.kind === "survey"));
      if (closed.length === 0) return before;
      return new Map([...before, ...closed.map((each) => [each.id, true] as const)]);
    });
    // Only a newly chosen row opens what is around it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [id]);
}
