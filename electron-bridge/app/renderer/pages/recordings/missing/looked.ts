/** The look whether the files of all recordings are there: once for each opened project, and again. */
import { create } from "zustand";
import type {
  LookProgress,
  LookResult,
  Waiting,
} from "@linnet/electron-bridge/generated/contract.js";
import { call, type PageError } from "../../../data/call.js";
import { useEngine } from "../../../data/engine.js";
import { touch } from "../../../data/revision.js";

interface LookedStore {
  /** The opened project that was looked at. */
  project: number | undefined;
  isLooking: boolean;
  done: number;
  total: number;
  result: LookResult | undefined;
  error: PageError | undefined;
}

const NOTHING: LookedStore = {
  ...{ project: undefined, isLooking: false, done: 0, total: 0 },
  ...{ result: undefined, error: undefined },
};

export const useLooked = create<LookedStore>(() => NOTHING);

/** Look unless this project was looked at before. */
export function lookOnce(): void {
  const { project } = useEngine.getState();
  if (useLooked.getState().project === project) return;
  useLooked.setState(NOTHING);
  void lookAgain();
}

export async function lookAgain(): Promise<void> {
  const { project } = useEngine.getState();
  if (useLooked.getState().isLooking && useLooked.getState().project === project) return;
  useLooked.setState({ project, isLooking: true, done: 0, total: 0, error: undefined });
  const isCurrent = (): boolean => useEngine.getState().project === project;
  const onProgress = (news: LookProgress | Waiting): void => {
    if (!isCurrent() || !("total" in news)) return;
    useLooked.setState({ done: news.done, total: news.total });
  };
  const outcome = await call("recordings/look", {}, { onProgress });
  if (!isCurrent()) return;
  if (!outcome.ok) {
    useLooked.setState({ isLooking: false, error: outcome.error });
    return;
  }
  useLooked.setState({ isLooking: false, result: outcome.value });
  if (outcome.value.missing + outcome.value.found > 0) touch(["recordings"]);
}

/** How many recordings are not where they were. */
export function notThere({ causes }: LookResult): number {
  return causes.reduce((sum, { recordings }) => sum + recordings, 0);
}

/** Since when the first of them was missed. */
export function sinceOf({ causes }: LookResult): string | undefined {
  return causes.flatMap(({ since }) => since ?? []).sort()[0];
}
