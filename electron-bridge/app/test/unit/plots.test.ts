/** Plots of time: columns, nights, kinds of cells, filters of their detections, and what is saved. */
import { readFileSync } from "node:fs";
import type { CountRow } from "@linnet/electron-bridge/generated/contract.js";
import { assert, describe, test } from "vitest";
import {
  allCells,
  cellAt,
  isLittle,
  kindOf,
  mostOf,
  NO_CELL,
  type Plane,
  planeOf,
  sumOf,
  trimmed,
} from "../../renderer/plots/cells.js";
import { columnsOf, hoursOf, unitOf } from "../../renderer/plots/columns.js";
import { csvCell, csvOf, PLANE_HEAD, planeRows } from "../../renderer/plots/csv.js";
import { drawFigure } from "../../renderer/plots/figure.js";
import { layoutOf, placeAt, rectOf } from "../../renderer/plots/layout.js";
import { PRINT, TOKENS } from "../../renderer/plots/palette.js";
import { svgOf } from "../../renderer/plots/pen.js";
import { fileName } from "../../renderer/plots/saved.js";
import { dated, whereOf } from "../../renderer/plots/where.js";

const row = (date: string, hour: number, some: Partial<CountRow> = {}): CountRow =>
  ({
    ...{ date, hour, detections: 0, hoursRecorded: 1, hoursAnalysed: 1, maxScore: null },
    ...some,
  }) as CountRow;

/** Two nights, in the first of which an owl is heard on both sides of midnight. */
const ROWS = [
  row("2026-03-14", 23, { detections: 3, maxScore: 0.9 }),
  row("2026-03-15", 0, { detections: 2, hoursAnalysed: 0.5, maxScore: 0.95 }),
  row("2026-03-15", 5),
  row("2026-03-15", 23, { hoursAnalysed: 0 }),
  { ...row("", 0), date: null, hour: null, detections: 40 } as CountRow,
];

const plane = (noon: boolean): Plane => {
  const first = noon ? "2026-03-13" : "2026-03-14";
  return planeOf(ROWS, columnsOf(first, "2026-03-15", "date", noon), "date", noon);
};

const ANY = { first: undefined, last: undefined };
const SUM = { column: 3, hour: 24 };

describe("columns", () => {
  test("are days up to 120, weeks up to two years, then months", () => {
    assert.equal(unitOf("2026-03-01", "2026-06-28"), "date");
    assert.equal(unitOf("2026-03-01", "2026-06-29"), "week");
    assert.equal(unitOf("2024-03-01", "2026-03-01"), "week");
    assert.equal(unitOf("2024-03-01", "2026-03-02"), "month");
  });

  test("go on where nobody recorded; weeks begin on Monday, months are whole", () => {
    const days = columnsOf("2024-02-27", "2024-03-02", "date", false);
    assert.deepEqual(
      days.map(({ first }) => first.slice(5)),
      ["02-27", "02-28", "02-29", "03-01", "03-02"],
    );
    const weeks = columnsOf("2026-01-01", "2026-01-12", "week", false);
    assert.deepEqual(
      weeks.map(({ first, last }) => [first, last]),
      [
        ["2025-12-29", "2026-01-04"],
        ["2026-01-05", "2026-01-11"],
        ["2026-01-12", "2026-01-18"],
      ],
    );
    const months = columnsOf("2025-11-30", "2026-02-01", "month", false);
    assert.deepEqual(
      months.map(({ last }) => last),
      ["2025-11-30", "2025-12-31", "2026-01-31", "2026-02-28"],
    );
    assert.equal(months[1]?.keyOf(5), "2025-12");
  });

  test("from noon to noon hold a whole night", () => {
    assert.deepEqual(hoursOf(true).slice(10, 14), [22, 23, 0, 1]);
    const { byColumn } = plane(true);
    assert.deepEqual(
      byColumn.map(({ detections }) => detections),
      [0, 5, 0],
    );
    assert.deepEqual(
      plane(false).byColumn.map(({ detections }) => detections),
      [3, 2],
    );
  });
});

test("a night at an end in which nobody recorded is left out", () => {
  const columns = columnsOf("2026-03-13", "2026-03-16", "date", true);
  const nights = planeOf(ROWS, columns, "date", true);
  assert.deepEqual(
    trimmed(columns, nights).map(({ first }) => first),
    ["2026-03-14", "2026-03-15"],
  );
});

describe("cells", () => {
  test("of four kinds are told apart, and a detection without a date is in none", () => {
    const cells = allCells(plane(false));
    const kinds = new Map<string, number>();
    for (const cell of cells) kinds.set(kindOf(cell), (kinds.get(kindOf(cell)) ?? 0) + 1);
    assert.deepEqual(Object.fromEntries(kinds), {
      ...{ unrecorded: 44, heard: 2, silent: 1, unanalysed: 1 },
    });
    assert.equal(plane(false).all.detections, 5);
  });

  test("have sums whose effort adds up, and a mark where it is little", () => {
    const { all, byHour } = plane(true);
    assert.deepEqual(all, { detections: 5, recorded: 4, analysed: 2.5, best: 0.95 });
    assert.deepEqual(byHour[11], { detections: 3, recorded: 2, analysed: 1, best: 0.9 });
    assert.isTrue(isLittle(byHour[11] ?? NO_CELL));
    assert.isFalse(isLittle(all));
    assert.isFalse(isLittle(NO_CELL));
  });

  test("of a few seconds of effort do not set the scale", () => {
    const cells = [
      { ...NO_CELL, detections: 4, analysed: 2 },
      { ...NO_CELL, detections: 1, analysed: 0.001 },
    ];
    assert.equal(mostOf(cells, "hour"), 2);
    assert.equal(mostOf(cells, "detections"), 4);
    assert.equal(mostOf(cells.slice(1), "hour"), 1000);
  });

  test("of a block are summed, in whichever way it was drawn", () => {
    const nights = plane(true);
    const block = { from: { column: 1, hour: 12 }, to: { column: 1, hour: 11 } };
    assert.equal(sumOf(nights, block).detections, 5);
    const sum = { from: SUM, to: SUM };
    assert.deepEqual(sumOf(nights, sum), nights.all);
    assert.deepEqual(cellAt(nights, { column: 1, hour: 24 }), nights.byColumn[1]);
    assert.deepEqual(cellAt(nights, { column: 3, hour: 12 }), nights.byHour[12]);
  });
});

describe("the filter of a block", () => {
  test("of an hour ends with its last second", () => {
    const cell = { column: 0, hour: 23 };
    assert.deepEqual(whereOf(plane(false), { from: cell, to: cell }, ANY), {
      date: { between: ["2026-03-14", "2026-03-14"] },
      timeOfDay: { between: [23, 86_399 / 3600] },
    });
  });

  test("of a night goes over midnight, in time and in date", () => {
    const block = { from: { column: 1, hour: 10 }, to: { column: 1, hour: 15 } };
    assert.deepEqual(whereOf(plane(true), block, ANY), {
      date: { ge: "2026-03-14T12:00:00", lt: "2026-03-15T12:00:00" },
      timeOfDay: { between: [22, (4 * 3600 - 1) / 3600] },
    });
  });

  test("of a week stays within the days that were asked for", () => {
    const columns = columnsOf("2026-03-05", "2026-07-30", "week", false);
    const weeks = planeOf([], columns, "week", false);
    const last = { column: columns.length - 1, hour: 24 };
    const days = { first: "2026-03-05", last: "2026-07-30" };
    assert.deepEqual(whereOf(weeks, { from: last, to: last }, days).date, {
      between: ["2026-07-27", "2026-07-30"],
    });
    const all = { column: columns.length, hour: 24 };
    assert.deepEqual(whereOf(weeks, { from: all, to: all }, days), {
      date: { between: ["2026-03-05", "2026-07-30"] },
    });
  });

  test("on open dates has one end, or none", () => {
    assert.deepEqual(dated({ first: "2026-03-05", last: undefined }, false), { ge: "2026-03-05" });
    assert.deepEqual(dated({ first: undefined, last: "2026-03-05" }, true), {
      lt: "2026-03-06T12:00:00",
    });
    assert.isUndefined(dated(ANY, true));
  });
});

test("a point of the plot leads back to its cell, and to the sums", () => {
  const nights = plane(true);
  const layout = layoutOf(nights, 500, 10);
  for (const place of [
    { column: 1, hour: 11 },
    { column: 3, hour: 5 },
    { column: 0, hour: 24 },
  ]) {
    const { x, y, width, height } = rectOf(layout, place);
    assert.deepEqual(placeAt(layout, x + width / 2, y + height / 2), place);
  }
  assert.isUndefined(placeAt(layout, 3, 3));
});

describe("what is saved", () => {
  test("as a table has every cell once, so that its sums are those of the plot", () => {
    const rows = [...planeRows("Strix virgata", plane(true))];
    assert.lengthOf(rows, 3 * 24);
    const sum = (at: number): number => rows.reduce((all, each) => all + Number(each[at]), 0);
    const { all } = plane(true);
    const found = ["detections", "hours_recorded", "hours_analysed"].map((name) =>
      sum(PLANE_HEAD.indexOf(name as "hour")),
    );
    assert.deepEqual(found, [all.detections, all.recorded, all.analysed]);
    const heard = rows.find((each) => each[4] === 2);
    assert.deepEqual(heard, [
      ...["Strix virgata", "2026-03-15", "2026-03-15", 0, 2, 1, 0.5, 4, "listened"],
    ]);
  });

  test("as a table tells its filters in one comment line, and runs nothing", () => {
    const text = csvOf("Linnet; all\nsites", ["a", "b"], [["=1+1", 'says "x", y']]);
    assert.equal(text, `# Linnet; all sites\r\na,b\r\n'=1+1,"says ""x"", y"\r\n`);
    assert.equal(csvCell("\u200b\uff1dcmd"), "'\u200b\uff1dcmd");
    assert.equal(csvCell(-4), "-4");
  });

  test("as a drawing has its cells, and its texts as text", () => {
    const nights = plane(true);
    const layout = layoutOf(nights, 500, 10);
    const words = { hour: String, column: () => 'a<b&"', value: String };
    const figure = { plane: nights, layout, scale: "hour" as const, most: 4, words };
    const svg = svgOf(
      {
        ...{ width: layout.width, height: layout.height },
        draw: (pen) => {
          drawFigure(pen, figure, PRINT);
        },
      },
      PRINT.ground,
    );
    assert.include(svg, "a&#60;b&#38;&#34;</text>");
    // 68 cells in which nobody recorded: two nights and a bit, less what the rows tell of.
    const points = /<path d="([^"]*)" fill="#84897f"\/>/.exec(svg)?.[1] ?? "";
    assert.lengthOf(points.match(/M/g) ?? [], 68);
    assert.notInclude(svg, "NaN");
  });

  test("has the colours of the light theme", () => {
    const css = readFileSync(new URL("../../renderer/theme/tokens.css", import.meta.url), "utf8");
    const light = css.slice(0, css.indexOf("}"));
    for (const [name, token] of Object.entries(TOKENS)) {
      assert.include(light, `${token}: ${PRINT[name as keyof typeof PRINT]};`);
    }
  });

  test("has a name that every system takes", () => {
    assert.equal(fileName("activity", "Strix ../../x: ñandú"), "activity-strix-x-nandu");
  });
});
