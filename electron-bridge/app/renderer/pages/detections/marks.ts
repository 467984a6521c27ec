/** Evenly spaced rows of the whole answer: what the rail shows, and how a row is gone to. */
import type { Mark } from "@linnet/electron-bridge/generated/contract.js";
import { useAnswer } from "../../data/answer.js";
import { ask, type Outcome } from "../../data/call.js";
import { fieldOf, type Order, type Where } from "./question.js";
import type { Place } from "./rows.js";

export type { Mark } from "@linnet/electron-bridge/generated/contract.js";

/** As many as the engine gives: in 100,000 rows each page of rows begins with a mark. */
const MARKS = 512;

export interface Marks {
  marks: readonly Mark[];
  /** The exact number of rows, which the marks have counted. */
  total: number;
}

/** Asked once the rows that answer the same question are there, since they go before. */
export function useMarks(answered: [Where, Order] | undefined): Marks | undefined {
  const question = answered && JSON.stringify(answered);
  const { value } = useAnswer(question, async (signal): Promise<Outcome<Marks & Named>> => {
    const [where, order] = answered ?? [{}, "-confidence" as const];
    const asked = { select: "detections" as const, where, orderBy: [order] };
    const outcome = await ask({ ...asked, marks: MARKS }, { signal });
    if (!outcome.ok) return outcome;
    const { marks, total } = outcome.value;
    return { ok: true, value: { marks, total, question } };
  });
  return value !== undefined && value.question === question ? value : undefined;
}

interface Named {
  question: string | undefined;
}

/** The place of a row by its number, from 0: at the mark before it. */
export function placeOfRow({ marks, total }: Marks, row: number): Place {
  const wanted = Math.max(0, Math.min(total - 1, Math.round(row)));
  const mark = marks.findLast((each) => each.row <= wanted);
  if (mark === undefined || mark.row === 0) return wanted === 0 ? "start" : placeAt(mark, wanted);
  if (wanted === total - 1 && mark.row === wanted) {
    return { cursor: mark.cursor, row: mark.row, last: true };
  }
  return placeAt(mark, wanted);
}

function placeAt(mark: Mark | undefined, wanted: number): Place {
  if (mark === undefined) return "start";
  return { cursor: mark.cursor, row: mark.row, skip: wanted - mark.row };
}

/** About which row of the answer has a value: that of the last mark that comes not after it. */
export function rowOfValue(
  { marks }: Marks,
  order: Order,
  value: string | number | null,
): number | undefined {
  const field = fieldOf(order);
  const way = order.startsWith("-") ? -1 : 1;
  const found = marks.findLast((mark) => way * compared(mark.values[field] ?? null, value) <= 0);
  return found?.row;
}

/** Null comes before all values, as the engine has it. */
function compared(one: string | number | null, other: string | number | null): number {
  if (one === other) return 0;
  if (one === null) return -1;
  if (other === null) return 1;
  return one < other ? -1 : 1;
}
