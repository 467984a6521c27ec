/** How a part of the tree is called. */
import { useLingui } from "@lingui/react/macro";
import type { TreeNode } from "./tree.js";

export function useNodeName(): (node: TreeNode) => string {
  const { t } = useLingui();
  return ({ kind, name }) => {
    if (kind === "none") return t`(no site)`;
    if (kind === "loose") return t`(no deployment)`;
    if (name !== null) return name;
    if (kind === "deployment") return t`(recorder unknown)`;
    return t`(no name)`;
  };
}
