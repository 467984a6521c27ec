/** Starting: a sign at once, before main has answered. */
import { useEffect, useState } from "react";
import type { PageError } from "../../data/call.js";
import { startJob, useJobs } from "../../data/jobs.js";
import { paramsOf, type Setup } from "./setup.js";

export interface Starting {
  /** The title of what begins; undefined as soon as main tells of it. */
  title: string | undefined;
  error: PageError | undefined;
  start: (setup: Setup, title: string, again?: boolean) => void;
}

export function useStart(): Starting {
  const [begun, setBegun] = useState<{ title: string; id?: number }>();
  const [error, setError] = useState<PageError>();
  const id = begun?.id;
  // The page is drawn anew when this changes, not with all that a run tells.
  const told = useJobs(({ jobs }) =>
    [jobs.running, jobs.waiting, jobs.left, jobs.ended].some((list) =>
      list.some((job) => job.id === id),
    ),
  );
  useEffect(() => {
    if (told) setBegun(undefined);
  }, [told]);
  const start: Starting["start"] = (setup, title, again = false) => {
    if (begun !== undefined) return;
    setBegun({ title });
    setError(undefined);
    const params = { ...paramsOf(setup, again) };
    void startJob({ kind: "run", title, method: "infer", params }).then((outcome) => {
      setBegun(outcome.ok ? { title, id: outcome.value.id } : undefined);
      setError(outcome.ok ? undefined : outcome.error);
    });
  };
  return { title: told ? undefined : begun?.title, error, start };
}
