/** Numbers of estimates as text. */
import { i18n } from "@lingui/core";
import type { EstimatedShare } from "@linnet/electron-bridge/generated/contract.js";

/** A share as a percentage, to a tenth: "66.1 %". */
export function exactly(share: number): string {
  return new Intl.NumberFormat(i18n.locale, { style: "percent", maximumFractionDigits: 1 }).format(
    share,
  );
}

/** A confidence as a person sets it: "0.5", "0.95". */
export function confidence(value: number): string {
  return new Intl.NumberFormat(i18n.locale, { maximumFractionDigits: 3 }).format(value);
}

/** Half the width of an interval that is worth judging on for. */
const WANTED = 0.05;

/** The normal distribution's value for 95 %. */
const Z = 1.959963984540054;

/** Half of Wilson's interval of 95 % for a share of so many labels. */
function half(share: number, labels: number): number {
  const spread = (share * (1 - share)) / labels + Z ** 2 / (4 * labels ** 2);
  return (Z * Math.sqrt(spread)) / (1 + Z ** 2 / labels);
}

/**
 * How many more labels narrow an estimate to ±.05, if the next ones turn out alike.
 *
 * A plain sample of `effective` labels would say as much as the `labels` do; undefined where the
 * estimate gives no such number.
 */
export function moreLabels(
  { point, effective }: EstimatedShare,
  labels: number,
): number | undefined {
  if (point === null || effective === null || effective <= 0 || labels <= 0) return undefined;
  let wanted = Math.max(1, Math.floor(effective));
  while (half(point, wanted) > WANTED) wanted++;
  return Math.max(0, Math.ceil((wanted - effective) * (labels / effective)));
}
