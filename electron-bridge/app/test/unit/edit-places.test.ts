import { assert, describe, test } from "vitest";
import { baseOfFolders } from "../../renderer/pages/recordings/clock-base.js";
import { shiftOf, shiftText } from "../../renderer/pages/recordings/clocks.js";
import {
  draftOfDeployment,
  draftOfSite,
  isTaken,
  requestOf,
  wrongOf,
} from "../../renderer/pages/recordings/edit.js";
import { MadePlaces } from "../component/made-places.js";

const { sites, deployments } = new MadePlaces();
const [site, deployment] = [sites[0]!, deployments[2]!];

describe("a clock shift", () => {
  test("is read as people write it, and written so that it is read the same", () => {
    assert.equal(shiftOf("+1:00"), 3600);
    assert.equal(shiftOf("-0:30"), -1800);
    assert.equal(shiftOf("−24:00:05"), -86_405);
    assert.equal(shiftOf("2"), 7200);
    for (const seconds of [3600, -1800, 5, -86_405, 0]) {
      assert.equal(shiftOf(shiftText(seconds)), seconds);
    }
  });

  test("that is none is refused", () => {
    for (const text of ["", "an hour", "1:75", "1:2:3:4", "--1", "1.5"]) {
      assert.isUndefined(shiftOf(text), text);
    }
  });
});

describe("an edit", () => {
  const before = draftOfSite(site, undefined);

  test("asks for what was changed, and for nothing else", () => {
    assert.isUndefined(requestOf({ site }, before, before));
    const moved = { ...before, latitude: "12° 30' S", longitude: "-70,5" };
    assert.deepEqual(requestOf({ site }, before, moved), {
      sites: [{ siteId: 1, latitude: -12.5, longitude: -70.5 }],
    });
    const timed = { ...before, timezone: "America/Lima" };
    assert.deepEqual(requestOf({ site }, before, timed), {
      sites: [{ siteId: 1, timezone: "America/Lima" }],
    });
  });

  test("empties a field that was emptied", () => {
    const nowhere = { ...before, latitude: "", longitude: "" };
    assert.deepEqual(requestOf({ site }, before, nowhere), {
      sites: [{ siteId: 1, latitude: null, longitude: null }],
    });
    const draft = draftOfDeployment(deployment, undefined);
    assert.deepEqual(requestOf({ deployment }, { ...draft, shift: "+1:00:00" }, draft), {
      deployments: [{ deploymentId: 3, shiftSeconds: null }],
    });
  });

  test("of a name finds the other site that has it, however its accents are spelled", () => {
    const zurich = { ...sites[1]!, site: "Zürich".normalize("NFD") };
    const all = [site, zurich, { ...sites[2]!, survey: "Another", site: "North" }];
    const takes = (name: string) => isTaken(site, { ...before, site: name }, all);
    assert.isTrue(takes(" Zürich "));
    assert.isFalse(takes("North"));
    assert.isFalse(takes(site.site ?? ""));
    assert.isTrue(isTaken(site, { ...before, site: "North", survey: "Another" }, all));
  });

  test("is not sent while a field holds what cannot be", () => {
    const half = { ...before, longitude: "" };
    assert.deepEqual(wrongOf(half), ["latitude"]);
    assert.isUndefined(requestOf({ site }, before, half));
    const draft = { ...draftOfDeployment(deployment, undefined), startDate: "2026-02-30" };
    assert.include(wrongOf(draft), "startDate");
    const turned = { ...draft, startDate: "2026-03-12", endDate: "2026-03-11" };
    assert.deepEqual(wrongOf(turned), ["endDate"]);
  });
});

describe("a clock that an import mended, by a rule of its folder", () => {
  const YEARS_S = 7 * 366 * 86_400;
  const rule = (folder: string, shiftSeconds: number | null, timezone: string | null = null) => ({
    ...{ ruleId: 1, recordingId: null, deploymentId: null, siteId: null, site: null, folder },
    ...{ timezone, shiftSeconds, source: null, pattern: null },
  });

  test("is what a deployment in the folder is shifted by already", () => {
    const rules = [rule("/cards/CARD1/", YEARS_S), rule("/cards", 60, "America/Lima")];
    const base = baseOfFolders(rules, ["/cards/CARD1/a.wav", "/cards/CARD1/z.wav"]);
    assert.deepEqual(base, {
      ...{ shift: YEARS_S, timezone: "America/Lima", folder: "/cards/CARD1/", isMixed: false },
    });
    const windows = baseOfFolders(rules, ["\\cards\\CARD1\\a.wav", "\\cards\\CARD1\\b.wav"]);
    assert.equal(windows.shift, YEARS_S);
  });

  test("is not that of a deployment that lies partly or wholly elsewhere", () => {
    const rules = [rule("/cards/CARD2", YEARS_S)];
    const over = (first: string, last: string) => baseOfFolders(rules, [first, last]).isMixed;
    assert.isTrue(over("/cards/CARD1/a.wav", "/cards/CARD2/z.wav"));
    assert.isTrue(over("/cards/CARD1/a.wav", "/cards/CARD3/z.wav"));
    assert.isFalse(over("/cards/CARD20/a.wav", "/cards/CARD20/z.wav"));
  });

  test("is added to by a later edit, and comes back whole when that is emptied", () => {
    const own = { ...rule("", YEARS_S + 600), folder: null, deploymentId: 3 };
    const before = draftOfDeployment(deployment, undefined, YEARS_S);
    assert.equal(before.shift, "");
    const more = { ...before, shift: "0:10" };
    const sent = (from: typeof before, to: typeof before) =>
      requestOf({ deployment }, from, to, YEARS_S)?.deployments?.[0]?.shiftSeconds;
    assert.equal(sent(before, more), YEARS_S + 600);
    const after = draftOfDeployment(deployment, own, YEARS_S);
    assert.equal(after.shift, "+0:10:00");
    assert.isNull(sent(after, { ...after, shift: "" }));
  });
});
