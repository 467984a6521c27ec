/** Species whose names a text begins, holds or is like: those of the project first, as the engine orders them. */
import type { Methods } from "@linnet/electron-bridge/generated/contract.js";
import { type Answer, useAnswer } from "../data/answer.js";
import { call } from "../data/call.js";
import { useRested } from "../data/rested.js";

export type Found = Methods["names/search"]["result"];

const TYPING_MS = 120;

/** So many names are listed at a time; typing more of a name finds the others. */
const MOST = 100;

/** Until a text is answered, the names of the answer before it that hold it: no other can be picked. */
export function useFound(text: string, recordingId: number | undefined): Answer<Found> {
  const wanted = text.trim();
  const rested = useRested(wanted, TYPING_MS);
  const among = recordingId === undefined ? { inCatalog: true } : { recordingId };
  const params = { text: rested, limit: MOST, ...among };
  const answer = useAnswer(JSON.stringify(params), async (signal) => {
    const outcome = await call("names/search", params, { signal });
    return outcome.ok ? { ok: true, value: { of: params.text, ...outcome.value } } : outcome;
  });
  const { value } = answer;
  if (value === undefined || value.of === wanted) return answer;
  const names = value.names.filter((each) => holds(each, wanted));
  return { ...answer, value: { ...value, names, total: names.length }, waiting: true };
}

function holds({ species, common }: Found["names"][number], text: string): boolean {
  return [species, common ?? ""].some((name) => name.toLowerCase().includes(text.toLowerCase()));
}
