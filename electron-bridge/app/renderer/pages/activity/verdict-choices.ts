/** Which verdicts are counted, in words. */
import { useLingui } from "@lingui/react/macro";
import type { VerdictFilter } from "./filters.js";

export function useVerdictChoices(): Record<VerdictFilter, string> {
  const { t } = useLingui();
  return {
    all: t`All`,
    right: t`Right`,
    notWrong: t`Right or not checked`,
    unchecked: t`Not checked`,
  };
}
