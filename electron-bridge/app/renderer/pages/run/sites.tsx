/** How far a run is at each site, where the recordings have sites. */
import { useLingui } from "@lingui/react/macro";
import { memo, useEffect } from "react";
import { useAnswer } from "../../data/answer.js";
import { ask, type Outcome } from "../../data/call.js";
import { count } from "../../i18n/format.js";
import { Progress } from "../../ui/progress.js";
import { useTick } from "./heard.js";

interface SiteShare {
  site: string;
  done: number;
  files: number;
}

/** More bars than this are no help; the bar of all stays. */
const MOST_SITES = 12;

async function sharesOf(runId: number, signal: AbortSignal): Promise<Outcome<SiteShare[]>> {
  const sites = await ask({ select: "sites", limit: MOST_SITES + 1 }, { signal });
  if (!sites.ok) return sites;
  const names = sites.value.rows.flatMap(({ site }) => (site === null ? [] : [site]));
  if (names.length < 2 || names.length > MOST_SITES) return { ok: true, value: [] };
  const shares: SiteShare[] = [];
  for (const site of names) {
    const all = await filesOf(runId, { site }, signal);
    const waiting = await filesOf(runId, { site, status: "waiting" }, signal);
    if (!all.ok) return all;
    if (!waiting.ok) return waiting;
    const files = all.value;
    if (files > 0) shares.push({ site, files, done: files - waiting.value });
  }
  return { ok: true, value: shares.length < 2 ? [] : shares };
}

async function filesOf(
  runId: number,
  more: Record<string, string>,
  signal: AbortSignal,
): Promise<Outcome<number>> {
  const where = { runId, ...more };
  const asked = await ask({ select: "runFiles", where, limit: 1, total: "exact" }, { signal });
  return asked.ok ? { ok: true, value: asked.value.total } : asked;
}

export const Sites = memo(function Sites({ runId }: { runId: number }): React.JSX.Element | null {
  const { t } = useLingui();
  const tick = useTick(true);
  const { value = [], again } = useAnswer(`sites of run ${String(runId)}`, (signal) =>
    sharesOf(runId, signal),
  );
  useEffect(again, [again, tick]);
  if (value.length === 0) return null;
  return (
    <ul className="run-sites">
      {value.map(({ site, done, files }) => {
        const [made, whole] = [count(done), count(files)];
        return (
          <li key={site}>
            <span>{site}</span>
            <Progress label={site} share={done / files} text={t`${made} of ${whole}`} />
          </li>
        );
      })}
    </ul>
  );
});
