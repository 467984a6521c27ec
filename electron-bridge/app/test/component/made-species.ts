/** What the page Species asks, from made detections: presence, counts by site, and verdicts by score. */
import type { Methods, QueryRequest } from "@linnet/electron-bridge/generated/contract.js";
import { madeCounts } from "./made-activity.js";
import type { Made, MadeCatalog } from "./made-detections.js";

type Answer = Methods["query"]["result"];

const answer = (rows: readonly object[]): Answer => ({
  ...{ rows: rows as never[], nextCursor: null, prevCursor: null, before: 0, marks: [] },
  ...{ total: rows.length, totalExact: true, notes: [] },
});

/** Hours listened at each of the made sites; at the last one nothing was analysed. */
const HOURS: Record<string, number> = {
  ...{ "Tapir-01": 120, "Tapir-02": 84.5, "Tapir-03": 1.4, "Tapir-04": 96, "Creek-01": 40 },
  "Creek-02": 0,
};

const NIGHT_MS = 43_200_000;

/** The evening of the night in which something was heard. */
const nightOf = ({ heardAt }: Made): string =>
  new Date(Date.parse(`${String(heardAt)}Z`) - NIGHT_MS).toISOString().slice(0, 10);

/** Every fourth was judged, most of them right. */
const verdictOf = ({ detectionId }: Made): string =>
  detectionId % 4 !== 0 ? "UNVERIFIED" : detectionId % 7 === 0 ? "NO" : "YES";

/** `judged`: whether people have judged any. */
export function madeSpecies(catalog: MadeCatalog, judged = true): (asked: QueryRequest) => Answer {
  if (judged) for (const row of catalog.rows) row.verified = verdictOf(row);
  const of = ({ where = {} }: QueryRequest): Made[] => {
    const names = Array.isArray(where.species) ? where.species : [];
    const verified = Array.isArray(where.verified) ? where.verified : undefined;
    return catalog.rows.filter(
      (row) =>
        names.includes(row.species ?? null) &&
        (verified === undefined || verified.includes(row.verified ?? null)),
    );
  };
  return (asked) => {
    const { select } = asked;
    const by: readonly string[] = asked.by ?? [];
    if (select === "presence") return answer(presence(of(asked)));
    if (select === "counts" && asked.of === "labels") return answer([{ labels: 7 }]);
    if (select === "species" && asked.at) return neighbours(catalog, String(asked.at.species));
    if (select !== "counts") return catalog.query(asked);
    if (by.includes("month")) return madeCounts(asked);
    if (by.includes("site")) return answer(bySite(of(asked)));
    const sums = new Map<string, { detections: number }>();
    for (const row of of(asked)) {
      const score = Math.floor((Number(row.confidence) + 1e-9) * 20) / 20;
      const verdict = by.includes("verdict") ? (row.verified ?? null) : null;
      const key = JSON.stringify([score, verdict]);
      const sum = sums.get(key) ?? { score, verdict, detections: 0 };
      sum.detections++;
      sums.set(key, sum);
    }
    return answer([...sums.values()]);
  };
}

function presence(rows: readonly Made[]): object[] {
  if (rows.length === 0) return [];
  const told = (scope: string, site: string | null, some: readonly Made[]): object => {
    const times = some.map(({ heardAt }) => String(heardAt)).toSorted();
    return {
      ...{ place: `${scope} ${String(site)}`, scope, site, siteId: site && Number(site.slice(-1)) },
      ...{
        species: rows[0]?.species,
        common: rows[0]?.common,
        nights: new Set(some.map(nightOf)).size,
      },
      ...{ firstHeardAt: times[0], lastHeardAt: times.at(-1), detections: some.length },
    };
  };
  const sites = [...new Set(rows.map(({ site }) => String(site)))].toSorted();
  return [
    told("all", null, rows),
    ...sites.map((site) =>
      told(
        "site",
        site,
        rows.filter((row) => row.site === site),
      ),
    ),
  ];
}

function bySite(rows: readonly Made[]): object[] {
  return Object.entries(HOURS).map(([site, analysed], at) => {
    const here = rows.filter((row) => row.site === site);
    return {
      ...{ siteId: site.startsWith("Tapir") ? at + 1 : at + 10, site, detections: here.length },
      confirmed: here.filter(({ verified }) => verified === "YES").length,
      ...{ hoursRecorded: analysed || 12, hoursAnalysed: analysed },
    };
  });
}

function neighbours(catalog: MadeCatalog, species: string): Answer {
  const names = [...new Set(catalog.rows.map((row) => String(row.species)))].toSorted();
  const at = names.findIndex((name) => name >= species);
  return answer(names.slice(Math.max(0, at - 1), at + 2).map((name) => ({ species: name })));
}
