/** Finding recordings again: a search that changes nothing, and then the change, which main does. */
import { useCallback, useRef, useState } from "react";
import type { RelinkChoice, RelinkResult } from "@linnet/electron-bridge/generated/contract.js";
import type { Picked } from "../../../../shared/app-api.js";
import { call, cancelled, type PageError } from "../../../data/call.js";
import { startJob } from "../../../data/jobs.js";

export interface Search {
  folders: readonly Picked[];
  isSearching: boolean;
  done: number;
  total: number;
  result: RelinkResult | undefined;
  error: PageError | undefined;
  /** Files chosen by hand, by recording. */
  choices: ReadonlyMap<number, string>;
  pick: () => Promise<void>;
  again: () => void;
  choose: (recordingId: number, path: string | undefined) => void;
  stop: () => void;
}

export function useSearch(): Search {
  const [folders, setFolders] = useState<readonly Picked[]>([]);
  const [state, setState] = useState({ isSearching: false, done: 0, total: 0 });
  const [result, setResult] = useState<RelinkResult>();
  const [error, setError] = useState<PageError>();
  const [choices, setChoices] = useState<ReadonlyMap<number, string>>(new Map());
  const giveUp = useRef<AbortController>(undefined);
  const stop = useCallback(() => giveUp.current?.abort(), []);
  const search = async (places: readonly Picked[]): Promise<void> => {
    stop();
    const mine = (giveUp.current = new AbortController());
    setState({ isSearching: true, done: 0, total: 0 });
    setResult(undefined);
    setError(undefined);
    setChoices(new Map());
    const outcome = await call(
      "recordings/relink",
      { folders: places.map(({ path }) => path), dryRun: true },
      {
        signal: mine.signal,
        onProgress: (news) => {
          if ("total" in news) setState({ isSearching: true, done: news.done, total: news.total });
        },
      },
    );
    if (mine.signal.aborted) return;
    setState((before) => ({ ...before, isSearching: false }));
    if (outcome.ok) setResult(outcome.value);
    else if (!cancelled(outcome)) setError(outcome.error);
  };
  return {
    ...state,
    ...{ folders, result, error, choices, stop },
    pick: async () => {
      const picked = await window.app.pick("recordings");
      if (picked.length === 0) return;
      setFolders(picked);
      await search(picked);
    },
    again: () => void search(folders),
    choose: (recordingId, path) => {
      setChoices((before) => {
        const now = new Map(before);
        if (path === undefined) now.delete(recordingId);
        else now.set(recordingId, path);
        return now;
      });
    },
  };
}

/** Let main do what the search found; answers why it could not even begin. */
export async function relink(
  title: string,
  { folders, choices, result }: Search,
): Promise<PageError | undefined> {
  const chosen: RelinkChoice[] = [...choices].map(([recordingId, path]) => ({ recordingId, path }));
  const sure = (result?.relinked ?? []).map(({ recordingId }) => recordingId);
  const params = {
    // Nothing but what the search showed is changed.
    folders: sure.length === 0 ? [] : folders.map(({ path }) => path),
    recordingIds: sure,
    choices: chosen,
  };
  const outcome = await startJob({
    ...{ kind: "relink", title: title.slice(0, 200), method: "recordings/relink" },
    params,
  });
  return outcome.ok ? undefined : outcome.error;
}
