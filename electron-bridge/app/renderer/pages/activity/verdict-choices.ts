/** Which verdicts are counted, in words. */
import { useLingui } from "@lingui/react/macro";
import type { VerdictFilter } from "./filters.js";

export function useVerdictChoices(): Record<VerdictFilter, string> {
  const { t } = useLingui();
  return {
    all: t`All`,
    right: t`Right`,
    notWrong: t`All but wrong`,
    unchecked: t`Not checked`,
  };
}
