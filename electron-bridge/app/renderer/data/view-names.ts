/** The names of saved views, which lie in the project as memos. */
import { useAnswer, type Answer } from "./answer.js";
import { call } from "./call.js";

export const VIEWS = "views/";

export const viewKey = (name: string): string => VIEWS + encodeURIComponent(name);

/** The names of all views, in order. */
export function useViewNames(): Answer<string[]> {
  return useAnswer(
    "views",
    async (signal) => {
      const outcome = await call("memos/list", { prefix: VIEWS }, { signal });
      if (!outcome.ok) return outcome;
      const names = outcome.value.memos.map(({ key }) => decoded(key.slice(VIEWS.length)));
      return { ok: true, value: names.sort((one, other) => one.localeCompare(other)) };
    },
    ["memos"],
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
