/** Figures of a species: the precision's interval, the best clips, and sums by site and by score. */
import type { CountRow, PresenceRow } from "@linnet/electron-bridge/generated/contract.js";
import { assert, describe, test } from "vitest";
import { filtersOf, kept, placeOf } from "../../renderer/pages/activity/filters.js";
import { choicesOf } from "../../renderer/pages/activity/site-choices.js";
import { sharedNames, siteWhere } from "../../renderer/places/same-name.js";
import { chosen, type Clip } from "../../renderer/pages/species/clip-rows.js";
import { sitesOf, stepsOf, undatedOf } from "../../renderer/pages/species/figures.js";
import { moreFor, wilson } from "../../renderer/species/wilson.js";

describe("Wilson's interval", () => {
  // Newcombe, Statistics in Medicine 17 (1998), table I, method 3: of 95 %, to four decimals.
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])("of %d of %d is that of the literature", (right, judged, low, high) => {
    const found = wilson(right, judged);
    assert.closeTo(found.low, low, 0.00005);
    assert.closeTo(found.high, high, 0.00005);
  });

  test("of none judged tells nothing, and of all right ends at 1", () => {
    assert.deepEqual(wilson(0, 0), { low: 0, high: 1 });
    assert.equal(wilson(12, 12).high, 1);
  });

  test("says how many more make it narrow, and at least twenty", () => {
    const wide = (right: number, judged: number): number => {
      const { low, high } = wilson(right, judged);
      return high - low;
    };
    assert.equal(moreFor(7, 7), 13);
    const more = moreFor(5, 10);
    assert.isAtMost(wide((10 + more) / 2, 10 + more), 0.2);
    assert.isAbove(wide((9 + more) / 2, 9 + more), 0.2);
    assert.equal(moreFor(0, 0), 93);
    assert.equal(moreFor(500, 1000), 0);
  });
});

test("the best clips are one a site, those that were found right first", () => {
  const clip = (detectionId: number, site: string, confidence: number, verified = "UNVERIFIED") =>
    ({ detectionId, siteId: site.charCodeAt(0), site, confidence, verified }) as Clip;
  const found = [
    ...Array.from({ length: 20 }, (_, at) => clip(at + 1, "A", 0.9 - at / 100)),
    clip(30, "B", 0.3),
    clip(31, "C", 0.5, "YES"),
    clip(32, "C", 0.95),
  ];
  const ids = chosen(found).map(({ detectionId }) => detectionId);
  assert.lengthOf(ids, 12);
  assert.equal(ids[0], 31);
  assert.includeMembers(ids, [1, 30, 32]);
});

test("the best clips are of each site, also of two that have one name", () => {
  const clip = (detectionId: number, siteId: number, confidence: number) =>
    ({ detectionId, siteId, site: "North", confidence, verified: "UNVERIFIED" }) as Clip;
  const found = Array.from({ length: 20 }, (_, at) => clip(at + 1, 1, 0.9 - at / 100));
  const ids = chosen([...found, clip(30, 2, 0.3)]).map(({ detectionId }) => detectionId);
  assert.include(ids, 30);
});

describe("sites with one name", () => {
  const north = { site: "North", survey: null };
  const later = { site: "North", survey: "2027" };
  const sites = [north, { site: "South", survey: "2027" }, later];

  test("are told apart by their survey in a filter, and others need none", () => {
    const shared = sharedNames(sites);
    assert.deepEqual(
      sites.map((each) => siteWhere(each, shared)),
      [
        { site: ["North"], survey: [null] },
        { site: ["South"] },
        { site: ["North"], survey: ["2027"] },
      ],
    );
  });

  test("are two choices, and each counts its own", () => {
    const choices = choicesOf(sites, { site: undefined }, ({ site, survey }, shared) =>
      shared.has(site) && survey !== undefined ? `${site} ${String(survey)}` : site,
    );
    assert.deepEqual(
      choices.map(({ text }) => text),
      ["North null", "South", "North 2027"],
    );
    const wheres = choices.map(({ site, survey }) => {
      const filters = filtersOf(
        JSON.parse(JSON.stringify(kept({ ...filtersOf({}), site, survey }))),
      );
      return placeOf(filters);
    });
    assert.deepEqual(wheres, [
      { site: ["North"], survey: [null] },
      { site: ["South"] },
      { site: ["North"], survey: ["2027"] },
    ]);
  });
});

test("sites have their first and last night, and those with none heard stand last", () => {
  const count = (siteId: number | null, detections: number): CountRow =>
    ({
      ...{ siteId, site: siteId && `S${String(siteId)}`, detections, confirmed: 1 },
      ...{ hoursRecorded: 5, hoursAnalysed: 4 },
    }) as CountRow;
  const heard = { scope: "site", siteId: 2, firstHeardAt: "a", lastHeardAt: "b", nights: 3 };
  const all = { scope: "all", siteId: null, firstHeardAt: "x", lastHeardAt: "y", nights: 9 };
  const sites = sitesOf([count(1, 0), count(2, 7)], [heard, all] as PresenceRow[]);
  assert.deepEqual(sites[0], {
    ...{
      siteId: 2,
      site: "S2",
      survey: undefined,
      first: "a",
      last: "b",
      nights: 3,
      detections: 7,
      right: 1,
    },
    ...{ recorded: 5, analysed: 4 },
  });
  assert.include(sites[1], { siteId: 1, first: null, nights: 0 });
});

test("scores have all steps, with the verdicts of those that were judged", () => {
  const row = (score: number, detections: number, verdict: string | null = null): CountRow =>
    ({ score, detections, verdict }) as CountRow;
  const steps = stepsOf(
    [row(0.15, 4), row(0.95, 9)],
    [row(0.95, 2, "YES"), row(0.95, 1, "NO"), row(0.95, 3, "UNSURE")],
  );
  assert.lengthOf(steps, 20);
  assert.include(steps[3], { all: 4, right: 0, wrong: 0, unsure: 0 });
  assert.include(steps[19], { low: 0.95, high: 1, all: 9, right: 2, wrong: 1, unsure: 3 });
});

test("detections in no month are those without a date", () => {
  const rows = [
    { month: null, detections: 5 },
    { month: "2026-03", detections: 2 },
  ] as CountRow[];
  assert.equal(undatedOf(rows), 5);
});
