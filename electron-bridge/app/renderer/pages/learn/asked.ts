/** The windows about which a classifier asks. They stay while the person is on another page. */
import { useCallback, useEffect, useRef, useState } from "react";
import { create } from "zustand";
import type { RowOf } from "@linnet/electron-bridge/call/types.js";
import type { Note, Suggestion } from "@linnet/electron-bridge/generated/contract.js";
import { ask, call, cancelled, type Outcome, type PageError } from "../../data/call.js";
import { useEngine } from "../../data/engine.js";
import type { Clip, Clips } from "../../judging/clip.js";
import { shareOf } from "./classifiers.js";

/** So many are asked at a time: a screen of tiles, some minutes of listening. */
export const ROUND = 24;

interface Round {
  /** The project and the classifier that it is of. */
  of: string;
  /** The version that asks. */
  version: number | null;
  items: readonly Clip[];
  notes: readonly Note[];
}

const useRound = create<{ round: Round | undefined }>(() => ({ round: undefined }));

/** Windows of which a person was unsure: the engine has no label for them, and would ask again. */
const doubted = new Set<string>();

const placeOf = ({ recordingId, start }: { recordingId: number | null; start: number }): string =>
  `${String(useEngine.getState().project)} ${String(recordingId)} ${String(start)}`;

export interface Asked extends Clips {
  /** The version that asked; undefined before it did. */
  version: number | null | undefined;
  notes: readonly Note[];
  /** It looks for windows, and is so far; null before the first word. */
  looking: { share: number | null } | undefined;
  error: PageError | undefined;
  find: () => void;
  giveUp: () => void;
}

export function useAsked(name: string, inUse: number | null): Asked {
  const project = useEngine((engine) => engine.project);
  const of = `${String(project)} ${name}`;
  const kept = useRound(({ round }) => round);
  const round = kept?.of === of ? kept : undefined;
  const [looking, setLooking] = useState<Asked["looking"]>();
  const [error, setError] = useState<PageError>();
  const stop = useRef(new AbortController());
  const find = useCallback(() => {
    stop.current.abort();
    const mine = (stop.current = new AbortController());
    setLooking({ share: null });
    setError(undefined);
    void suggested(name, mine.signal, (share) => {
      if (!mine.signal.aborted) setLooking({ share });
    }).then((outcome) => {
      if (mine.signal.aborted) return;
      setLooking(undefined);
      if (cancelled(outcome)) return;
      if (!outcome.ok) setError(outcome.error);
      else useRound.setState({ round: { of, version: inUse, ...outcome.value } });
    });
  }, [name, of, inUse]);
  const giveUp = useCallback(() => {
    stop.current.abort();
    setLooking(undefined);
  }, []);
  useEffect(
    () => () => {
      stop.current.abort();
    },
    [],
  );
  const patch = useCallback<Clips["patch"]>((ids, change) => {
    useRound.setState(({ round: before }) => ({
      round: before && {
        ...before,
        items: before.items.map((item) => {
          if (!ids.has(item.itemId)) return item;
          const next = { ...item, ...change(item) };
          if (next.verified === "UNSURE") doubted.add(placeOf(next));
          else doubted.delete(placeOf(next));
          return next;
        }),
      },
    }));
  }, []);
  return {
    ...{ items: round?.items, version: round?.version, notes: round?.notes ?? [] },
    ...{ looking, error, find, giveUp, patch, storing },
  };
}

/** Nothing of these windows is read anew, so nothing has to wait. */
function storing<Value>(work: Promise<Value>): Promise<Value> {
  return work;
}

async function suggested(
  name: string,
  signal: AbortSignal,
  onShare: (share: number | null) => void,
): Promise<Outcome<Pick<Round, "items" | "notes">>> {
  const outcome = await call(
    "heads/suggest",
    { name, k: ROUND + doubted.size },
    {
      signal,
      onProgress: (progress) => {
        onShare(shareOf(progress));
      },
    },
  );
  if (!outcome.ok) return outcome;
  const windows = outcome.value.windows
    .filter((each) => !doubted.has(placeOf(each)))
    .slice(0, ROUND);
  const facts = await recordings(
    [...new Set(windows.map(({ recordingId }) => recordingId))],
    signal,
  );
  if (!facts.ok) return facts;
  const items = windows.map((each) => asClip(each, facts.value.get(each.recordingId)));
  return { ok: true, value: { items, notes: outcome.value.notes } };
}

const FACTS = ["recordingId", "sampleRate", "duration", "start", "site", "missingSince"] as const;

type Facts = RowOf<"recordings", typeof FACTS>;

async function recordings(
  ids: readonly number[],
  signal: AbortSignal,
): Promise<Outcome<Map<number, Facts>>> {
  if (ids.length === 0) return { ok: true, value: new Map() };
  const question = { where: { recordingId: { in: [...ids] } }, limit: ids.length, fields: FACTS };
  const outcome = await ask({ select: "recordings", ...question }, { signal });
  if (!outcome.ok) return outcome;
  return { ok: true, value: new Map(outcome.value.rows.map((row) => [row.recordingId, row])) };
}

let last = 0;

function asClip(window: Suggestion, facts: Facts | undefined): Clip {
  const { recordingId, channel, start, end, species, common, confidence } = window;
  return {
    ...{ itemId: ++last, recordingId, channel, start, end, species, common, confidence },
    similarity: null,
    recordedAt: facts?.start ?? null,
    site: facts?.site ?? null,
    missingSince: facts?.missingSince ?? null,
    sampleRate: facts?.sampleRate ?? null,
    recordingSeconds: facts?.duration ?? null,
    ...{ state: "waiting", verified: "UNVERIFIED", verdictBy: null, correctedTo: null },
    ...{ skippedBecause: null, skipReason: null },
  };
}
