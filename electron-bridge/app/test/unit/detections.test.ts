import { i18n } from "@lingui/core";
import { assert, beforeAll, describe, test } from "vitest";
import { range, rangeCondition, values } from "../../renderer/pages/detections/filters.js";
import { wanted } from "../../renderer/pages/detections/goto.js";
import { placeOfRow, rowOfValue } from "../../renderer/pages/detections/marks.js";
import {
  asQuery,
  pinned,
  type Question,
  questionOf,
  withFilter,
} from "../../renderer/pages/detections/question.js";
import { plainWords } from "../../renderer/pages/detections/search.js";
import { axisTime, clockAt, heardAt, heardParts, inUtc } from "../../renderer/i18n/heard.js";
import { ALL_VERIFIED, verdictOf } from "../../renderer/data/verdict.js";
import { ticks } from "../../renderer/spectrogram/ticks.js";

beforeAll(() => {
  i18n.loadAndActivate({ locale: "en", messages: {} });
});

describe("the question of the table", () => {
  test("comes back from the address as it went there", () => {
    const question: Question = {
      filters: { confidence: { ge: 0.8 }, site: ["A"] },
      order: "heardAt",
    };
    const { w, o } = asQuery(question);
    assert.deepEqual(questionOf({ w: w ?? "", o: o ?? "" }), question);
  });

  test("leaves out what an address has and nobody knows", () => {
    assert.deepEqual(questionOf({ w: "{broken", o: "-colour" }), {
      filters: {},
      order: "-confidence",
    });
    assert.deepEqual(questionOf({ w: "[1]" }, "site"), { filters: {}, order: "site" });
  });

  test("takes a filter away, and pins to what was there", () => {
    assert.deepEqual(withFilter({ site: ["A"], model: "B" }, "site", undefined), { model: "B" });
    assert.deepEqual(pinned({ site: ["A"] }, 7), { site: ["A"], detectionId: { le: 7 } });
  });
});

describe("a condition", () => {
  test("is read as two ends and made of them", () => {
    assert.deepEqual(range({ ge: 0.8 }), ["0.8", undefined]);
    assert.deepEqual(range({ between: [22, 4] }), ["22", "4"]);
    assert.deepEqual(range("2026-03-12"), ["2026-03-12", "2026-03-12"]);
    assert.deepEqual(rangeCondition(22, 4), { between: [22, 4] });
    assert.isUndefined(rangeCondition(undefined, undefined));
  });

  test("lists its values, of which zero is one", () => {
    assert.deepEqual(values([1, "b", null]), ["1", "b"]);
    assert.deepEqual(values(0), ["0"]);
    assert.deepEqual(values({ ge: 1 }), []);
  });
});

describe("what is typed", () => {
  test("gives filters in both languages, with a decimal comma, and leaves names", () => {
    assert.deepEqual(plainWords("virgata night >0.8", {}), {
      filters: { timeOfDay: { between: [19, 5] }, confidence: { ge: 0.8 } },
      rest: "virgata",
    });
    assert.deepEqual(plainWords("noche ≥0,8 2026-03", {}).filters, {
      timeOfDay: { between: [19, 5] },
      confidence: { ge: 0.8 },
      date: { between: ["2026-03-01", "2026-03-31"] },
    });
    assert.equal(plainWords("> 0.8", {}).rest, "> 0.8");
    assert.equal(plainWords(">80", {}).rest, ">80");
  });

  test("goes to a row, a share or a value of the order", () => {
    assert.deepEqual(wanted("row 4,210,000", "-confidence"), { kind: "row", row: 4_210_000 });
    assert.deepEqual(wanted("4211", "species"), { kind: "row", row: 4211 });
    assert.deepEqual(wanted("50 %", "site"), { kind: "share", share: 0.5 });
    assert.isUndefined(wanted("150 %", "site"));
    assert.deepEqual(wanted("0,8", "-confidence"), { kind: "value", at: { confidence: 0.8 } });
    assert.isUndefined(wanted("owl", "-confidence"));
    assert.deepEqual(wanted("2026-03-12", "heardAt"), {
      kind: "value",
      at: { heardAt: "2026-03-12" },
    });
    assert.deepEqual(wanted("2026-03-12", "-heardAt"), {
      kind: "value",
      at: { heardAt: "2026-03-12T23:59:59" },
    });
    assert.deepEqual(wanted("strix", "species"), { kind: "value", at: { species: "Strix" } });
  });
});

describe("marks", () => {
  const marks = {
    total: 1000,
    marks: [0, 250, 500, 999].map((row) => ({
      row,
      cursor: `m${String(row)}`,
      values: { confidence: 1 - row / 1000 },
    })),
  };

  test("lead to a row by the mark before it, and to the last row backwards", () => {
    assert.deepEqual(placeOfRow(marks, 0), "start");
    assert.deepEqual(placeOfRow(marks, 260), { cursor: "m250", row: 250, skip: 10 });
    assert.deepEqual(placeOfRow(marks, 5_000), { cursor: "m999", row: 999, last: true });
  });

  test("tell about which row has a value", () => {
    assert.equal(rowOfValue(marks, "-confidence", 0.7), 250);
    assert.equal(rowOfValue(marks, "-confidence", 0.5), 500);
    assert.isUndefined(rowOfValue(marks, "-confidence", 1.5));
  });
});

describe("times", () => {
  test("are the recorder's own, from the start, or in UTC where the offset is known", () => {
    const row = { heardAt: "2026-03-12T23:41:07", start: 67, utcOffset: "-05:00" };
    assert.match(heardAt(row, "clock"), /23:41:07$/);
    assert.equal(heardAt(row, "start"), "01:07.0");
    assert.match(heardAt(row, "utc"), /04:41:07 UTC$/);
    assert.match(heardAt({ ...row, utcOffset: null }, "utc"), /23:41:07 \*$/);
    assert.deepEqual(heardParts(row, "utc"), { day: "Mar 13, 2026", time: "04:41:07 UTC" });
    assert.deepEqual(heardParts(row, "start"), { day: undefined, time: "01:07.0" });
    assert.equal(inUtc("2026-03-12T23:41:07", "+05:30"), "2026-03-12T18:11:07");
  });

  test("run along an axis over midnight", () => {
    assert.equal(clockAt("2026-03-12T23:59:58", 4), "00:00:02");
    assert.equal(axisTime(null, "clock")(4), "00:04.0");
    assert.deepEqual(ticks(0, 12, 4), [0, 5, 10]);
    assert.deepEqual(ticks(57.3, 67.3, 5), [58, 60, 62, 64, 66]);
  });
});

describe("a verdict", () => {
  test("is one of four, and a word that nobody knows is none", () => {
    const words = [...ALL_VERIFIED, "LATER"].map((verified) => verdictOf({ verified }));
    assert.deepEqual(words, ["right", "wrong", "unsure", "none", "none"]);
  });
});
