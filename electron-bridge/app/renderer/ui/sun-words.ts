/** The light at a moment, in words. */
import { useLingui } from "@lingui/react/macro";
import type { DetectionRow } from "@linnet/electron-bridge/generated/contract.js";

export type Sun = NonNullable<DetectionRow["sun"]>;

export const SUNS = ["day", "twilight", "night"] as const satisfies readonly Sun[];

export function useSunWords(): Record<Sun, string> {
  const { t } = useLingui();
  return { day: t`day`, twilight: t`twilight`, night: t`night` };
}
