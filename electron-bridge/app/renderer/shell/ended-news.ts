/** Tells, wherever the person is, of long work that has ended. */
import { useLingui } from "@lingui/react/macro";
import { useEffect, useRef } from "react";
import { useJobs } from "../data/jobs.js";
import { go, type Route } from "../routes.js";
import { tell } from "../ui/toast.js";
import { useRunName } from "../jobs/words.js";

/** The page that shows a kind of job by itself. */
const SHOWN_ON: Readonly<Record<string, Route["page"]>> = {
  ...{ run: "run", install: "models", import: "recordings", relink: "recordings" },
  ...{ export: "export", clips: "export", train: "learn", find: "learn" },
};

export function useEndedNews(page: Route["page"]): void {
  const { t } = useLingui();
  const { jobs } = useJobs();
  const name = useRunName();
  const ran = useRef(new Set<number>());
  useEffect(() => {
    for (const job of jobs.ended) {
      if (!ran.current.has(job.id)) continue;
      const home = SHOWN_ON[job.kind];
      if (home === page || (job.state !== "done" && job.state !== "failed")) continue;
      const title = name(job);
      const text = job.state === "done" ? t`${title} is done.` : t`${title} failed.`;
      const show = (): void => {
        if (home !== undefined) go(home);
      };
      tell({ text, ...(home !== undefined && { action: { text: t`Show`, act: show } }) });
    }
    ran.current = new Set(jobs.running.map(({ id }) => id));
  }, [jobs, page, name, t]);
}
