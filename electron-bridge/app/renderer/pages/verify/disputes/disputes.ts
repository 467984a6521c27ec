/** Species in regions of which some people say Right and some Wrong, as clips to settle. */
import type { RowOf } from "@linnet/electron-bridge/call/types.js";
import { useEffect, useMemo, useState } from "react";
import { ask, type Outcome } from "../../../data/call.js";
import { type Item, type Items, useItems } from "../items.js";
import { type RecordingFacts, recordingFacts } from "../recordings.js";
import type { Shown } from "./address.js";

const PAGE = 1_000;

type Row = RowOf<"disputes">;

/** All of the project, settled or not: species by species, as a person settles them. */
export function useDisputes(): Items {
  return useItems("disputes", disputes, ["disputes"]);
}

async function disputes(signal: AbortSignal): Promise<Outcome<Item[]>> {
  const rows: Row[] = [];
  const question = {
    select: "disputes",
    orderBy: ["species", "path", "start"],
    limit: PAGE,
  } as const;
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const from = cursor === undefined ? {} : { cursor };
    const outcome = await ask({ ...question, orderBy: [...question.orderBy], ...from }, { signal });
    if (!outcome.ok) return outcome;
    rows.push(...outcome.value.rows);
    cursor = outcome.value.nextCursor;
  }
  const facts = await recordingFacts(
    rows.map(({ recordingId }) => recordingId),
    signal,
  );
  if (!facts.ok) return facts;
  return { ok: true, value: rows.map((row) => clipOf(row, facts.value.get(row.recordingId))) };
}

function clipOf(row: Row, facts: RecordingFacts | undefined): Item {
  const { disputeId, regionId, recordingId, common, settledAs, settledBy } = row;
  const {
    start,
    sampleRate = null,
    duration = null,
    site = null,
    missingSince = null,
  } = facts ?? {};
  const when = ({ saidAt }: Row["people"][number]): number => Date.parse(saidAt ?? "") || 0;
  return {
    ...{ itemId: disputeId, regionId, recordingId, common, site, missingSince },
    ...{ sampleRate, recordingSeconds: duration, recordedAt: start ?? null },
    ...{ species: row.species ?? "", start: row.start ?? 0, end: row.end ?? 0 },
    ...{ confidence: null, similarity: null, correctedTo: null },
    ...{ state: row.settled === 1 ? "judged" : "waiting", verified: settledAs ?? "UNVERIFIED" },
    ...{ verdictBy: settledBy, skippedBecause: null, skipReason: null },
    people: row.people
      .filter(({ verified, comment }) => verified !== "UNVERIFIED" || comment !== null)
      .toSorted((one, other) => when(one) - when(other)),
    settled: { as: settledAs, by: settledBy, at: row.settledAt, comment: row.settledComment },
  };
}

const isSettled = ({ state }: Item): boolean => state === "judged";

function passes(item: Item, shown: Shown): boolean {
  return shown === "all" || isSettled(item) === (shown === "settled");
}

const NONE: ReadonlySet<number> = new Set();

/**
 * Those that pass the filter. What passed once stays where it is until another filter is chosen, so
 * that nothing goes away under the keys, and a step is taken back in its place.
 */
export function useShown(
  items: readonly Item[] | undefined,
  shown: Shown,
  species: string | undefined,
): readonly Item[] | undefined {
  const [kept, setKept] = useState({ shown, ids: NONE });
  const ids = kept.shown === shown ? kept.ids : NONE;
  const passing = useMemo(
    () => items?.filter((item) => passes(item, shown) || ids.has(item.itemId)),
    [items, shown, ids],
  );
  useEffect(() => {
    if (passing === undefined) return;
    if (kept.shown === shown && passing.every(({ itemId }) => kept.ids.has(itemId))) return;
    setKept({ shown, ids: new Set([...ids, ...passing.map(({ itemId }) => itemId)]) });
  }, [passing, kept, shown, ids]);
  return useMemo(
    () => passing?.filter((item) => species === undefined || item.species === species),
    [passing, species],
  );
}

/** Their species, each once, in their order. */
export function speciesOf(items: readonly Item[]): Pick<Item, "species" | "common">[] {
  return [...new Map(items.map((item) => [item.species, item])).values()];
}
