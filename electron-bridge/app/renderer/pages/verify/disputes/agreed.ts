/** How far each two people agree, and the numbers of it as text. */
import { i18n } from "@lingui/core";
import { t } from "@lingui/core/macro";
import type {
  AgreementCoefficient,
  AgreementOfPair,
  AgreementResult,
} from "@linnet/electron-bridge/generated/contract.js";
import { type Answer, useAnswer } from "../../../data/answer.js";
import { call } from "../../../data/call.js";
import { exactly } from "../../../estimates/numbers.js";
import { withheldSaid } from "../../../estimates/withheld.js";
import { count } from "../../../i18n/format.js";

export type Pair = AgreementOfPair;

/** The level of the intervals. */
export const LEVEL = 0.95;

export function useAgreement(): Answer<AgreementResult> {
  return useAnswer(
    "how far people agree",
    (signal) => call("annotations/agreement", { level: LEVEL }, { signal }),
    ["agreement"],
  );
}

/** A coefficient with two decimals; it may be below 0. */
function decimals(value: number): string {
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  return new Intl.NumberFormat(i18n.locale, digits).format(value);
}

/** A coefficient with its limits, where they are given: "0.82 (0.70 to 0.93)". */
export function coefficientSaid({ value, low, high }: AgreementCoefficient): string {
  if (value === null) return "";
  const point = decimals(value);
  if (low === null || high === null) return point;
  const [least, most] = [decimals(low), decimals(high)];
  return t`${point} (${least} to ${most})`;
}

/** How far two people agree, in a line: a number, or why none is given. */
export function agreementSaid(pair: Pair): string {
  const { raw, ac1, withheld } = pair;
  if (raw === null || ac1 === null) return withheld === null ? "" : withheldSaid(withheld);
  const [share, clips, gwet] = [exactly(raw), count(pair.clips), coefficientSaid(ac1)];
  return t`equal answers: ${share} of ${clips} clips, AC1 ${gwet}`;
}

/** The rows of each two people: all species together first. */
export function pairsOf(rows: readonly Pair[], species: string | undefined): Pair[][] {
  const pairs: Pair[][] = [];
  for (const row of rows) {
    if (row.species === null) pairs.push([row]);
    else pairs.at(-1)?.push(row);
  }
  if (species === undefined) {
    // Of one species alone, both rows would say the same.
    return pairs.map((pair) => (pair.length === 2 ? pair.slice(1) : pair));
  }
  return pairs
    .map((pair) => pair.filter((row) => row.species === species))
    .filter((pair) => pair.length > 0);
}
