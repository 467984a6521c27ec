import { i18n } from "@lingui/core";
import { assert, beforeAll, describe, test } from "vitest";
import { treeOf, allNodes, parentsOf } from "../../renderer/pages/recordings/tree.js";
import {
  calendarOf,
  cellsOf,
  dateOf,
  gapsOf,
  runsOf,
} from "../../renderer/pages/recordings/spans.js";
import { axisOf, ticksOf } from "../../renderer/pages/recordings/axis.js";
import { MadePlaces } from "../component/made-places.js";

const made = new MadePlaces();
const listed = { sites: made.sites, deployments: made.deployments, loose: 6, isCut: false };
const counted = {
  hours: made.counts({ select: "counts", by: ["deployment"] }),
  analysed: made.counts({ select: "counts", by: ["deployment", "model"] }),
};
const nodes = treeOf(listed, counted);
const node = (id: string) => allNodes(nodes).find((each) => each.id === id)!;

beforeAll(() => {
  i18n.activate("en");
});

describe("the tree of recordings", () => {
  test("sums up to all recordings and hours, each once", () => {
    const { recordings } = made;
    const sum = (of: "recordings" | "hours"): number =>
      nodes.reduce((all, each) => all + (each[of] ?? 0), 0);
    assert.equal(sum("recordings"), recordings.length);
    assert.equal(sum("hours"), recordings.length / 4);
    for (const each of allNodes(nodes).filter(({ children }) => children.length > 0)) {
      const parts = each.children.reduce((all, { recordings: some }) => all + some, 0);
      assert.equal(each.recordings, parts, each.id);
    }
  });

  test("holds sites without deployments, and recordings without either", () => {
    assert.equal(node("site 4").recordings, 0);
    assert.deepEqual(
      node("none").children.map(({ id, recordings }) => [id, recordings]),
      [
        ["deployment 5", 24],
        ["loose", 6],
      ],
    );
  });

  test("says how much the model that heard the most has analysed", () => {
    assert.equal(node("deployment 1").analysed, 240);
    assert.equal(node("deployment 3").analysed, 42);
    assert.equal(node("site 2").analysed, 0);
    const [early] = treeOf(listed, { hours: undefined, analysed: undefined });
    // What is not known yet is not told as nothing.
    assert.deepEqual(
      [early?.recordings, early?.hours, early?.analysed],
      [684, undefined, undefined],
    );
  });

  test("knows what is around a part, from the outermost", () => {
    const around = parentsOf(nodes, "deployment 4").map(({ id }) => id);
    assert.deepEqual(around, ["survey Manu 2026", "site 3"]);
  });
});

describe("days with recordings", () => {
  const rows = made.counts({ select: "counts", by: ["deployment", "date"] });
  const calendar = calendarOf({ step: "date", rows });

  test("have gaps where nobody recorded, and the dates of a night on both sides of midnight", () => {
    const runs = runsOf(cellsOf(calendar, [2]));
    assert.deepEqual(
      gapsOf(runs).map(({ from, to }) => [dateOf(from), dateOf(to - 1)]),
      [["2026-03-15", "2026-03-16"]],
    );
    // Several deployments are added up: what one lacks, another may have.
    assert.deepEqual(gapsOf(runsOf(cellsOf(calendar, [1, 2]))), []);
    const [first] = cellsOf(calendar, [1, 2]);
    assert.deepEqual([first?.recordings, first?.hours], [24, 6]);
  });

  test("have a gap though a recording ran a few seconds over midnight", () => {
    const day = (date: string, recordings: number, hoursRecorded: number) => ({
      ...{ ...rows[0]!, date, recordings, hoursRecorded, hoursAnalysed: 0, deploymentId: 1 },
    });
    const gapsAfter = (hours: number) => {
      const days = [
        day("2026-03-12", 3, 1.5),
        day("2026-03-13", 0, hours),
        day("2026-03-14", 3, 1.5),
      ];
      const cells = cellsOf(calendarOf({ step: "date", rows: days }), [1]);
      const all = cells.reduce((sum, cell) => sum + cell.hours, 0);
      assert.closeTo(all, 3 + hours, 1e-9);
      return gapsOf(runsOf(cells)).map(({ from, to }) => [dateOf(from), dateOf(to - 1)]);
    };
    assert.deepEqual(gapsAfter(5 / 3600), [["2026-03-13", "2026-03-13"]]);
    // A night of one long recording is no gap.
    assert.deepEqual(gapsAfter(6), []);
  });

  test("leave out what has no date, and count it", () => {
    assert.equal(calendar.undated.get(null), 6);
    assert.deepEqual(cellsOf(calendar, [null]), []);
  });

  test("of weeks and months follow each other without a gap", () => {
    const row = { ...rows[0]!, date: null };
    const months = ["2026-01", "2026-02", "2026-03"].map((month) => ({ ...row, month }));
    const calendarOfMonths = calendarOf({ step: "month", rows: months });
    const runs = runsOf(cellsOf(calendarOfMonths, [row.deploymentId]));
    assert.deepEqual(
      runs.map(({ from, to }) => [dateOf(from), dateOf(to)]),
      [["2026-01-01", "2026-04-01"]],
    );
  });

  test("are named as far apart as their names need", () => {
    const day = 20_500;
    const short = ticksOf(axisOf({ from: day, to: day + 10 }, 1000));
    const long = ticksOf(axisOf({ from: day, to: day + 1000 }, 1000));
    // A name that the end would cut off is left out.
    for (const days of [10, 20, 31, 61, 1000]) {
      const axis = axisOf({ from: day, to: day + days }, 1000);
      for (const tick of ticksOf(axis).slice(1)) {
        assert.isAtLeast((axis.to - tick.day) * axis.day, 68);
      }
    }
    assert.equal(short.length, 10);
    assert.isTrue(long.every(({ day: at }) => dateOf(at).endsWith("-01")));
    for (const ticks of [short, long]) {
      const apart = ticks.slice(1).map(({ day: at }, before) => at - ticks[before]!.day);
      assert.isAtLeast(Math.min(...apart) * (ticks === short ? 100 : 3), 80);
    }
  });
});
