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
  hours: number;
  hoursAnalysed: number;
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

export function treeOf(listed: Listed, analysed: readonly CountRow[] | undefined): TreeNode[] {
  const sums = sumsOf(listed.counted, analysed);
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
  const loose = sums(null);
  if (loose.recordings > 0) {
    const named = { id: "loose", kind: "loose" as const, name: null, ...NO_ROW };
    none.push({ ...named, ...loose, level: 2, children: [], deploymentIds: [null] });
  }
  const rest = { id: "none", kind: "none" as const, name: null, ...NO_ROW };
  return none.length === 0 ? top : [...top, above(rest, 1, none)];
}

function deploymentNode(row: DeploymentRow, level: number, sums: SumsOf): TreeNode {
  const { deploymentId, recorder } = row;
  return {
    ...{ id: `deployment ${String(deploymentId)}`, kind: "deployment", name: recorder, level },
    ...{ site: undefined, deployment: row, children: [], deploymentIds: [deploymentId] },
    ...sums(deploymentId),
  };
}

type SumsOf = (deploymentId: number | null) => Sums;

function sumsOf(counted: readonly CountRow[], analysed: readonly CountRow[] | undefined): SumsOf {
  const rows = new Map(counted.map((row) => [row.deploymentId, row]));
  const models = grouped(analysed ?? [], ({ deploymentId }) => deploymentId);
  return (deploymentId) => {
    const row = rows.get(deploymentId);
    const byModel = new Map(
      (models.get(deploymentId) ?? []).flatMap(({ model, recordings }) =>
        model === null ? [] : [[model, recordings ?? 0] as const],
      ),
    );
    return {
      recordings: row?.recordings ?? 0,
      hours: row?.hoursRecorded ?? 0,
      hoursAnalysed: row?.hoursAnalysed ?? 0,
      byModel,
      analysed: analysed === undefined ? undefined : Math.max(0, ...byModel.values()),
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
  const sum = (of: (node: TreeNode) => number): number =>
    children.reduce((total, each) => total + of(each), 0);
  const isKnown = children.every((each) => each.analysed !== undefined);
  return {
    ...named,
    level,
    children,
    deploymentIds: children.flatMap((each) => each.deploymentIds),
    recordings: sum((each) => each.recordings),
    hours: sum((each) => each.hours),
    hoursAnalysed: sum((each) => each.hoursAnalysed),
    byModel,
    analysed: isKnown ? Math.max(0, ...byModel.values()) : undefined,
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
