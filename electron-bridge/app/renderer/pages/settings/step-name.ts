/** What a step of the history was, in words. */
import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import type { BatchRow } from "@linnet/electron-bridge/generated/contract.js";
import { count } from "../../i18n/format.js";

export function useStepName(): (row: Pick<BatchRow, "what" | "annotations">) => string {
  const { t } = useLingui();
  return ({ what, annotations }) => {
    const number = count(annotations);
    const made = plural(annotations, { one: "# decision", other: `${number} decisions` });
    return what === "annotate" ? made : t`Labels of ${what}: ${made}`;
  };
}
