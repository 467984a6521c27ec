/** The filters that choose a part of the tree: of recordings here, and of detections there. */
import type { QueryRequest } from "@linnet/electron-bridge/generated/contract.js";
import type { TreeNode } from "./tree.js";

export type Where = NonNullable<QueryRequest["where"]>;

/** Filters on recordings; a run takes the same. */
export function whereOf({ kind, name, site, deployment }: TreeNode): Where {
  switch (kind) {
    case "survey":
      return { survey: name };
    case "site":
      return { siteId: site?.siteId ?? null };
    case "deployment":
      return { deploymentId: deployment?.deploymentId ?? null };
    case "none":
      return { siteId: null };
    case "loose":
      return { deploymentId: null };
  }
}

/**
 * Filters of the page Detections, which shows each as a chip; undefined where none says the same.
 *
 * A deployment is its site and recorder, with its days, since the recorder may have come again.
 */
export function heardWhere(node: TreeNode, days: [string, string] | undefined): Where | undefined {
  const { kind, name, site, deployment } = node;
  if (kind === "survey") return { survey: [name] };
  if (kind === "site" && site?.site != null) {
    return { site: [site.site], ...(site.survey !== null && { survey: [site.survey] }) };
  }
  if (kind !== "deployment" || deployment?.site == null) return undefined;
  return {
    site: [deployment.site],
    ...(deployment.survey !== null && { survey: [deployment.survey] }),
    ...(deployment.recorder !== null && { recorder: [deployment.recorder] }),
    ...(days !== undefined && { date: { between: days } }),
  };
}
