import { assert, describe, test } from "vitest";
import { shiftOf, shiftText } from "../../renderer/pages/recordings/clocks.js";
import {
  draftOfDeployment,
  draftOfSite,
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
