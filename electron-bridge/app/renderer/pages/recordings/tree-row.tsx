/** A survey, a site or a deployment in the tree, with its days as a bar. */
import { useLingui } from "@lingui/react/macro";
import { count, length } from "../../i18n/format.js";
import { Icon } from "../../ui/icon.js";
import { DayBar } from "./day-bar.js";
import { useNodeName } from "./names.js";
import type { Calendar, Run } from "./spans.js";
import type { Sums, TreeNode } from "./tree.js";
import { recordingsText } from "./words.js";

interface TreeRowProps {
  node: TreeNode;
  index: number;
  top: number;
  isChosen: boolean;
  isOpen: boolean;
  calendar: Calendar | undefined;
  /** The days of the whole project, so that bars can be compared. */
  whole: Run | undefined;
  onChoose: (id: string) => void;
  onFold: (node: TreeNode, isOpen: boolean) => void;
  onOpen: () => void;
}

export function TreeRow(props: TreeRowProps): React.JSX.Element {
  const { node, index, top, isChosen, isOpen, calendar, whole, onChoose, onFold, onOpen } = props;
  const nameOf = useNodeName();
  const { level, children, recordings, hours } = node;
  return (
    // Keys of the row are the tree's, which has the focus.
    <div
      id={`node-${String(index)}`}
      role="treeitem"
      aria-level={level}
      aria-selected={isChosen}
      {...(children.length > 0 && { "aria-expanded": isOpen })}
      className={`tree-row ${node.kind}${isChosen ? " chosen" : ""}`}
      style={{ transform: `translateY(${String(top)}px)` }}
      onMouseDown={(event) => {
        if (event.button === 0) onChoose(node.id);
      }}
      onDoubleClick={onOpen}
    >
      <span className="tree-name" style={{ paddingInlineStart: (level - 1) * 20 }}>
        <span
          className={isOpen ? "tree-fold open" : "tree-fold"}
          aria-hidden="true"
          onMouseDown={(event) => {
            if (event.button !== 0 || children.length === 0) return;
            event.stopPropagation();
            onFold(node, !isOpen);
          }}
        >
          {children.length > 0 && <Icon name="wide" size={14} />}
        </span>
        <span className="tree-text">{nameOf(node)}</span>
      </span>
      <DayBar calendar={calendar} deploymentIds={node.deploymentIds} whole={whole} />
      <span className="tree-number">{recordingsText(recordings)}</span>
      <span className="tree-number">
        {hours === undefined || recordings === 0 ? "" : length(hours * 3600)}
      </span>
      <span className="tree-state">
        <AnalysedText sums={node} />
      </span>
    </div>
  );
}

/** How much of it was analysed, in words and not by colour alone. */
export function AnalysedText({ sums }: { sums: Sums }): React.JSX.Element | null {
  const { t } = useLingui();
  const { recordings, analysed } = sums;
  if (recordings === 0 || analysed === undefined) return null;
  if (analysed >= recordings) {
    return (
      <span className="analysed all">
        <Icon name="right" size={14} /> {t`analysed`}
      </span>
    );
  }
  if (analysed === 0) return <span className="quiet">{t`not analysed`}</span>;
  const [some, all] = [count(analysed), count(recordings)];
  return <span className="analysed some">{t`${some} of ${all} analysed`}</span>;
}
