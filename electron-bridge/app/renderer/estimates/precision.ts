/** What is known of the detections above a threshold, in words. */
import { t } from "@lingui/core/macro";
import type { EstimateResult, ThresholdRow } from "@linnet/electron-bridge/generated/contract.js";
import { count } from "../i18n/format.js";
import { exactly } from "./numbers.js";
import { withheldSaid } from "./withheld.js";

/** The level of all intervals that the app asks for. */
const LEVEL = 0.95;

/** What a sample drew whole, such as nights at a site; null: single clips. */
export type DrawnUnit = EstimateResult["drawnUnit"];

/** Several of what was drawn whole. */
export function unitsSaid(unit: NonNullable<DrawnUnit>): string {
  const words: Record<NonNullable<DrawnUnit>, () => string> = {
    siteDay: () => t`days at a site`,
    siteNight: () => t`nights at a site`,
    site: () => t`sites`,
    recording: () => t`recordings`,
  };
  return words[unit]();
}

/**
 * In this project: the share that is right, with its limits; or why it is not given. Of whole units
 * it is the share in which somebody confirmed the species.
 */
export function precisionSaid(row: ThresholdRow, unit: DrawnUnit): string {
  const { precision, precisionWithheld, labels, detections } = row;
  if (precision === null) return precisionWithheld === null ? "" : withheldSaid(precisionWithheld);
  const [low, high] = [exactly(precision.low), exactly(precision.high)];
  const [n, all] = [count(labels), count(detections)];
  const [point, sure] = [exactly(precision.point ?? precision.low), exactly(LEVEL)];
  if (unit !== null) {
    const units = unitsSaid(unit);
    if (precision.form === "count") return t`confirmed: ${point}, in ${n} of ${all} ${units}`;
    if (precision.form === "atLeast") {
      return t`confirmed: at least ${low} (${sure}), from ${n} of ${all} ${units}`;
    }
    return t`confirmed: ${point} (${low} to ${high}, ${sure}), from ${n} of ${all} ${units}`;
  }
  if (precision.form === "count") {
    return t`${point} right, ${n} of ${all} detections: all were judged`;
  }
  if (precision.form === "atLeast") {
    return t`at least ${low} right (${sure}), from ${n} of ${all} detections`;
  }
  return t`${point} right (${low} to ${high}, ${sure}), from ${n} of ${all} detections`;
}

/** At other sites, or in other recordings, like these; undefined where nothing can be said. */
export function elsewhereSaid(row: ThresholdRow): string | undefined {
  const { elsewhere, elsewhereWithheld, precision } = row;
  if (precision === null) return undefined;
  if (elsewhere === null) {
    return elsewhereWithheld === null ? undefined : withheldSaid(elsewhereWithheld);
  }
  const [low, high] = [exactly(elsewhere.low), exactly(elsewhere.high)];
  const number = count(elsewhere.clusters);
  if (elsewhere.of === "recording") {
    return elsewhere.few
      ? t`In other recordings at these sites: ${low} to ${high}, from only ${number} recordings`
      : t`In other recordings at these sites: ${low} to ${high}, from ${number} recordings`;
  }
  return elsewhere.few
    ? t`At sites like these: ${low} to ${high}, from only ${number} sites`
    : t`At sites like these: ${low} to ${high}, from ${number} sites`;
}
