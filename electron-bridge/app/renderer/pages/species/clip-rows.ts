/** The best clips of a species: one a site, those that were found right first. */
import type { Page } from "@linnet/electron-bridge/call/types.js";
import { type Answer, useAnswer } from "../../data/answer.js";
import { ask, type Outcome } from "../../data/call.js";

const FIELDS = [
  "detectionId",
  "recordingId",
  "start",
  "end",
  "channel",
  "highHz",
  "sampleRate",
  "recordingSeconds",
  "missingSince",
  "confidence",
  "verified",
  "heardAt",
  "siteId",
  "site",
  "survey",
] as const;

type Row = Page<"detections", typeof FIELDS>["rows"][number];
export type Clip = Row;

/** So many are shown. */
export const CLIPS = 12;
/** Among so many of the best, other sites are looked for. */
const BEST = 200;
/** Sites that are asked one by one. */
const MOST_SITES = 30;

/** `sites`: ids of those where it was heard, with most detections first; undefined until they are known. */
export function useClips(species: string, sites: readonly number[] | undefined): Answer<Clip[]> {
  return useAnswer(
    sites && `clips ${species} ${JSON.stringify(sites)}`,
    async (signal) => {
      const best = async (more: object, limit: number): Promise<Outcome<Row[]>> => {
        const outcome = await ask(
          {
            ...{ select: "detections", orderBy: ["-confidence"], limit, fields: FIELDS },
            where: { species: [species], ...more },
          },
          { signal },
        );
        return outcome.ok ? { ok: true, value: outcome.value.rows } : outcome;
      };
      const [right, unchecked] = await Promise.all([
        best({ verified: ["YES"] }, BEST),
        best({ verified: ["UNSURE", "UNVERIFIED"] }, BEST),
      ]);
      if (!right.ok) return right;
      if (!unchecked.ok) return unchecked;
      const found = [...right.value, ...unchecked.value];
      const seen = new Set(found.map(({ siteId }) => siteId));
      const others = (sites ?? []).filter((site) => !seen.has(site)).slice(0, MOST_SITES);
      for (const outcome of await Promise.all(
        others.map((siteId) =>
          best({ siteId: [siteId], verified: ["YES", "UNSURE", "UNVERIFIED"] }, 1),
        ),
      )) {
        if (!outcome.ok) return outcome;
        found.push(...outcome.value);
      }
      return { ok: true, value: chosen(found) };
    },
    ["detections"],
  );
}

/** One a site first, then others; each time first those that were found right, then by score. */
export function chosen(found: readonly Row[]): Row[] {
  const order = (one: Row, other: Row): number =>
    Number(other.verified === "YES") - Number(one.verified === "YES") ||
    other.confidence - one.confidence;
  const all = found.toSorted(order);
  const first = all.filter(
    (row, at) => all.findIndex((other) => other.siteId === row.siteId) === at,
  );
  const rest = all.filter((row) => !first.includes(row));
  return [...first, ...rest].slice(0, CLIPS);
}
