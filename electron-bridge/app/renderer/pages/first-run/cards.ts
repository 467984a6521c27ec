/** The folders that a person brought, and the look at them before anything is imported. */
import { useCallback, useEffect, useState } from "react";
import type {
  FolderSummary,
  ImportProgress,
  ImportRecordingsResult,
  Waiting,
} from "@linnet/electron-bridge/generated/contract.js";
import type { Picked } from "../../../shared/app-api.js";
import { call, cancelled, type PageError } from "../../data/call.js";
import { useFirstSteps } from "../../data/first-steps.js";

export interface Look {
  /** Folders come one after another while the look goes on. */
  folders: readonly FolderSummary[];
  /** Files that were looked at, of all. */
  done: number;
  total: number;
  /** Undefined until the look has ended. */
  result: ImportRecordingsResult | undefined;
  error: PageError | undefined;
}

export interface Cards {
  inputs: readonly Picked[];
  look: Look;
  add: (picked: readonly Picked[]) => void;
  remove: (path: string) => void;
  again: () => void;
}

const NOTHING: Look = { folders: [], done: 0, total: 0, result: undefined, error: undefined };

export function useCards(): Cards {
  const inputs = useFirstSteps((steps) => steps.inputs);
  const [look, setLook] = useState(NOTHING);
  const [asked, setAsked] = useState(0);
  const add = useCallback((picked: readonly Picked[]) => {
    useFirstSteps.setState(({ inputs: before }) => {
      const known = new Set(before.map(({ path }) => path));
      return { inputs: [...before, ...picked.filter(({ path }) => !known.has(path))] };
    });
  }, []);
  const remove = useCallback((path: string) => {
    useFirstSteps.setState(({ inputs: before }) => ({
      inputs: before.filter((each) => each.path !== path),
    }));
  }, []);
  const again = useCallback(() => {
    setAsked((times) => times + 1);
  }, []);
  useEffect(() => {
    setLook(NOTHING);
    if (inputs.length === 0) return;
    const stop = new AbortController();
    const onProgress = (news: ImportProgress | Waiting): void => {
      if (stop.signal.aborted || !("total" in news)) return;
      const { done, total, folders = [] } = news;
      setLook((before) => ({ ...before, done, total, folders: [...before.folders, ...folders] }));
    };
    const paths = inputs.map(({ path }) => path) as [string, ...string[]];
    const params = { inputs: paths, dryRun: true, levels: true };
    void call("recordings/import", params, { signal: stop.signal, onProgress }).then((outcome) => {
      if (stop.signal.aborted || cancelled(outcome)) return;
      if (!outcome.ok) setLook({ ...NOTHING, error: outcome.error });
      else {
        const result = outcome.value;
        setLook((before) => ({ ...before, folders: result.folders, result, error: undefined }));
      }
    });
    return () => {
      stop.abort();
    };
  }, [inputs, asked]);
  return { inputs, look, add, remove, again };
}

/** Files of the folders that can be read; the look counts the others as trouble. */
export function readable({ folders }: Look): number {
  return folders.reduce((sum, folder) => sum + folder.files - unreadable(folder), 0);
}

export function unreadable({ trouble }: FolderSummary): number {
  return trouble.find(({ kind }) => kind === "unreadable")?.count ?? 0;
}

/** The folder that a person brought, in which another lies. */
export function inputOf(path: string, inputs: readonly Picked[]): Picked | undefined {
  return inputs
    .filter((each) => path === each.path || /^[\\/]/.test(path.slice(each.path.length)))
    .find((each) => path.startsWith(each.path));
}

/** A folder's name as a person knows it: from the card on, "CARD7/20260312". */
export function nameOf(path: string, inputs: readonly Picked[]): string {
  const input = inputOf(path, inputs);
  return input === undefined ? path : input.name + path.slice(input.path.length);
}
