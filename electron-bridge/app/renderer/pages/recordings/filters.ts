/** The filters that choose a part of the tree: of recordings here, and of detections there. */
import type { QueryRequest } from "@linnet/electron-bridge/generated/contract.js";
import { siteWhere } from "../../places/same-name.js";
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
 * `shared`: names that several sites have; a site without a survey is told apart by that.
 */
export function heardWhere(
  node: TreeNode,
  days: [string, string] | undefined,
  shared: ReadonlySet<string>,
): Where | undefined {
  const { kind, name, site, deployment } = node;
  const place = (code: string, survey: string | null): Where =>
    survey === null
      ? siteWhere({ site: code, survey }, shared)
      : { site: [code], survey: [survey] };
  if (kind === "survey") return { survey: [name] };
  if (kind === "site" && site?.site != null) {
    return place(site.site, site.survey);
  }
  if (kind !== "deployment" || deployment?.site == null) return undefined;
  return {
    ...place(deployment.site, deployment.survey),
    ...(deployment.recorder !== null && { recorder: [deployment.recorder] }),
    ...(days !== undefined && { date: { between: days } }),
  };
}
