/** A band that alone is heard, in words. */
import { t } from "@lingui/core/macro";
import { decimal } from "../i18n/format.js";
import type { Hertz } from "./band.js";

export function bandSaid({ lowHz, highHz }: Hertz): string {
  const [low, high] = [decimal(lowHz / 1000), decimal(highHz / 1000)];
  if (!Number.isFinite(highHz)) return t`only what is above ${low} kHz`;
  if (lowHz <= 0) return t`only what is below ${high} kHz`;
  return t`only ${low} to ${high} kHz`;
}
