/** The look at the chosen folders, before anything is imported: it goes on while things are said. */
import { useEffect, useState } from "react";
import type {
  FolderSummary,
  ImportProgress,
  ImportRecordingsResult,
  Waiting,
} from "@linnet/electron-bridge/generated/contract.js";
import { call, cancelled, type PageError } from "../../../data/call.js";
import { choicesOf, useImport } from "./store.js";

export interface Look {
  /** They come one after another while the first look goes on. */
  folders: readonly FolderSummary[];
  /** Files that were looked at, of all. */
  done: number;
  total: number;
  /** Of the last look that ended. */
  result: ImportRecordingsResult | undefined;
  /** Something was said since, and the answer is awaited. */
  isBusy: boolean;
  error: PageError | undefined;
  again: () => void;
}

type State = Omit<Look, "again">;

const NOTHING: State = {
  ...{ folders: [], done: 0, total: 0, result: undefined, isBusy: false, error: undefined },
};

/** So long a person must stop typing before the engine looks again. */
const REST_MS = 300;

export function useLook(): Look {
  const { isOpen, inputs, pattern, choices } = useImport();
  const [state, setState] = useState(NOTHING);
  const [asked, setAsked] = useState(0);
  const paths = JSON.stringify(inputs.map(({ path }) => path));
  const said = JSON.stringify({
    ...(pattern !== undefined && pattern !== "" && { pattern }),
    folders: choicesOf(choices),
  });
  useEffect(() => {
    setState(NOTHING);
  }, [paths]);
  useEffect(() => {
    const inputsNow = JSON.parse(paths) as string[];
    if (!isOpen || inputsNow.length === 0) return;
    const stop = new AbortController();
    setState((before) => ({ ...before, isBusy: true }));
    const timer = setTimeout(() => {
      void look(inputsNow, said, stop.signal, setState);
    }, REST_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [isOpen, paths, said, asked]);
  return {
    ...state,
    again: () => {
      setAsked((times) => times + 1);
    },
  };
}

async function look(
  inputs: string[],
  said: string,
  signal: AbortSignal,
  set: (change: (before: State) => State) => void,
): Promise<void> {
  const onProgress = (news: ImportProgress | Waiting): void => {
    if (signal.aborted || !("total" in news)) return;
    const { done, total, folders = [] } = news;
    set((before) => ({
      ...{ ...before, done, total },
      // After a first answer the rows stay, and are replaced as a whole.
      ...(before.result === undefined && { folders: together(before.folders, folders) }),
    }));
  };
  const params = {
    ...{ inputs: inputs as [string, ...string[]], dryRun: true, levels: true },
    ...(JSON.parse(said) as object),
  };
  const outcome = await call("recordings/import", params, { signal, onProgress });
  if (signal.aborted || cancelled(outcome)) return;
  set((before) =>
    outcome.ok
      ? { ...before, ...NOTHING, folders: outcome.value.folders, result: outcome.value }
      : { ...before, isBusy: false, error: outcome.error },
  );
}

/** A look that begins anew tells of the same folders again. */
function together(
  before: readonly FolderSummary[],
  more: readonly FolderSummary[],
): FolderSummary[] {
  const now = new Map([...before, ...more].map((each) => [each.path, each]));
  return [...now.values()];
}
