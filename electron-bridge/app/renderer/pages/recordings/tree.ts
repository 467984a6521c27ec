/** The recordings as a tree: survey, site, deployment; each with the sums of what lies under it. */
import type {
  CountRow,
  DeploymentRow,
  SiteRow,
} from "@linnet/electron-bridge/generated/contract.js";
import type { Listed } from "./counted.js";

/** "survey 2026", "site 3", "deployment 12", "none" (without a site), "loose" (without a deployment). */
export type NodeId = string;

export interface Sums {
  recordings: number;
  /** Undefined: not known yet. */
  hours: number | undefined;
  /** Recordings that the model which heard the most has analysed; undefined: not known yet. */
  analysed: number | undefined;
  /** By model, the recordings that it analysed. */
  byModel: ReadonlyMap<string, number>;
}

export interface TreeNode extends Sums {
  id: NodeId;
  kind: "survey" | "site" | "deployment" | "none" | "loose";
  /** Null where it has no name. */
  name: string | null;
  level: number;
  children: TreeNode[];
  /** The deployments under it; null stands for recordings without one. */
  deploymentIds: (number | null)[];
  site: SiteRow | undefined;
  deployment: DeploymentRow | undefined;
}

type Named = Omit<TreeNode, keyof Sums | "level" | "children" | "deploymentIds">;

const NO_ROW = { site: undefined, deployment: undefined };

/** What is told by and by, undefined before: hours by deployment, and recordings by model too. */
export interface Counted {
  hours: readonly CountRow[] | undefined;
  analysed: readonly CountRow[] | undefined;
}

export function treeOf(listed: Listed, counted: Counted): TreeNode[] {
  const sums = sumsOf(counted);
  const bySite = grouped(listed.deployments, ({ siteId }) => siteId);
  const deployed = (siteId: number | null, level: number): TreeNode[] =>
    (bySite.get(siteId) ?? []).map((each) => deploymentNode(each, level, sums));
  const site = (row: SiteRow, level: number): TreeNode => {
    const named = { id: `site ${String(row.siteId)}`, kind: "site" as const, name: row.site };
    return above(
      { ...named, site: row, deployment: undefined },
      level,
      deployed(row.siteId, level + 1),
    );
  };
  const surveys = grouped(listed.sites, ({ survey }) => survey);
  const top = [...surveys].flatMap(([survey, rows]) => {
    if (survey === null) return rows.map((row) => site(row, 1));
    const named = { id: `survey ${survey}`, kind: "survey" as const, name: survey, ...NO_ROW };
    return [
      above(
        named,
        1,
        rows.map((row) => site(row, 2)),
      ),
    ];
  });
  const none = deployed(null, 2);
  if (listed.loose > 0) {
    const named = { id: "loose", kind: "loose" as const, name: null, ...NO_ROW };
    const own = { recordings: listed.loose, ...sums(null) };
    none.push({ ...named, ...own, level: 2, children: [], deploymentIds: [null] });
  }
  const rest = { id: "none", kind: "none" as const, name: null, ...NO_ROW };
  return none.length === 0 ? top : [...top, above(rest, 1, none)];
}

function deploymentNode(row: DeploymentRow, level: number, sums: SumsOf): TreeNode {
  const { deploymentId, recorder } = row;
  return {
    ...{ id: `deployment ${String(deploymentId)}`, kind: "deployment", name: recorder, level },
    ...{ site: undefined, deployment: row, children: [], deploymentIds: [deploymentId] },
    ...{ recordings: row.recordings, ...sums(deploymentId) },
  };
}

type SumsOf = (deploymentId: number | null) => Omit<Sums, "recordings">;

function sumsOf({ hours, analysed }: Counted): SumsOf {
  const rows = new Map(hours?.map((row) => [row.deploymentId, row]));
  const models = grouped(analysed ?? [], ({ deploymentId }) => deploymentId);
  return (deploymentId) => {
    const byModel = new Map(
      (models.get(deploymentId) ?? []).flatMap(({ model, recordings }) =>
        model === null ? [] : [[model, recordings ?? 0] as const],
      ),
    );
    return {
      hours: hours && (rows.get(deploymentId)?.hoursRecorded ?? 0),
      byModel,
      analysed: analysed && Math.max(0, ...byModel.values()),
    };
  };
}

function above(named: Named, level: number, children: TreeNode[]): TreeNode {
  const byModel = new Map<string, number>();
  for (const each of children) {
    for (const [model, recordings] of each.byModel) {
      byModel.set(model, (byModel.get(model) ?? 0) + recordings);
    }
  }
  const areKnown = (of: "hours" | "analysed"): boolean =>
    children.every((each) => each[of] !== undefined);
  const sum = (of: "recordings" | "hours"): number =>
    children.reduce((total, each) => total + (each[of] ?? 0), 0);
  return {
    ...named,
    level,
    children,
    deploymentIds: children.flatMap((each) => each.deploymentIds),
    recordings: sum("recordings"),
    hours: areKnown("hours") ? sum("hours") : undefined,
    byModel,
    analysed: areKnown("analysed") ? Math.max(0, ...byModel.values()) : undefined,
  };
}

/** The rows that are seen: those whose parents are all open. */
export function seenRows(
  nodes: readonly TreeNode[],
  isOpen: (node: TreeNode) => boolean,
): TreeNode[] {
  return nodes.flatMap((node) => [node, ...(isOpen(node) ? seenRows(node.children, isOpen) : [])]);
}

export function allNodes(nodes: readonly TreeNode[]): TreeNode[] {
  return seenRows(nodes, () => true);
}

/** The nodes around one, from the outermost. */
export function parentsOf(nodes: readonly TreeNode[], id: NodeId): TreeNode[] {
  for (const node of nodes) {
    if (node.children.some((each) => each.id === id)) return [node];
    const found = parentsOf(node.children, id);
    if (found.length > 0) return [node, ...found];
  }
  return [];
}

function grouped<Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key): Map<Key, Row[]> {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [row]);
    else group.push(row);
  }
  return groups;
}
