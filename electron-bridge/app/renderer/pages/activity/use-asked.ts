/** What is asked: the address's filters, or else those that this project used last. */
import { useCallback, useEffect } from "react";
import { call } from "../../data/call.js";
import { keep, useRoute } from "../../routes.js";
import { type Asked, asQuery, askedOf, filtersOf, kept } from "./filters.js";

const LAST = "activity/last";

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

async function readLast(): Promise<Asked> {
  const outcome = await call("memos/get", { key: LAST });
  const value: unknown = outcome.ok ? outcome.value.value : undefined;
  const some = isRecord(value) ? value : {};
  return {
    filters: filtersOf(some.filters),
    scale: some.scale === "detections" ? "detections" : "hour",
    noon: some.noon === true,
  };
}

/** It is a convenience: where it cannot be kept, such as in a read-only project, all goes on. */
function saveLast({ filters, scale, noon }: Asked): void {
  const value = JSON.parse(JSON.stringify({ filters: kept(filters), scale, noon })) as null;
  void call("memos/set", { key: LAST, value });
}

/** Undefined until what was used last is known. */
export function useAsked(): [Asked | undefined, (some: Partial<Asked>) => void] {
  const { query } = useRoute();
  const asked = askedOf(query);
  const isNew = asked === undefined;
  useEffect(() => {
    if (!isNew) return;
    let gone = false;
    void readLast().then((last) => {
      if (!gone) keep(asQuery(last));
    });
    return () => {
      gone = true;
    };
  }, [isNew]);
  const change = useCallback(
    (some: Partial<Asked>) => {
      if (asked === undefined) return;
      const next = { ...asked, ...some };
      saveLast(next);
      // What is chosen is a step back; a number that is being typed is none.
      keep(asQuery(next), { replace: some.filters?.species === asked.filters.species });
    },
    [asked],
  );
  return [asked, change];
}
