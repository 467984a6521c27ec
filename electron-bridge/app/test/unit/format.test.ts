import { i18n } from "@lingui/core";
import { afterAll, assert, beforeEach, describe, test } from "vitest";
import { bytes, clock, length, position, score, typed } from "../../renderer/i18n/format.js";

const zone = process.env.TZ;

describe("what a person reads", () => {
  beforeEach(() => {
    i18n.load({ en: {}, es: {} });
    i18n.activate("en");
  });
  afterAll(() => {
    process.env.TZ = zone;
  });

  test.each(["Pacific/Kiritimati", "America/Lima", "UTC"])(
    "a recorder's time is its own, whatever the zone of this computer (%s)",
    (elsewhere) => {
      process.env.TZ = elsewhere;
      assert.equal(clock("2026-03-12T23:41:07.5-05:00"), "Mar 12, 2026, 23:41:07");
      assert.equal(clock("2026-03-01"), "Mar 1, 2026");
    },
  );

  test("a place in a recording never shows sixty seconds", () => {
    assert.equal(position(59.97), "01:00.0");
    assert.equal(position(724.3), "12:04.3");
    assert.equal(position(3599.96), "1:00:00.0");
  });

  test("a decimal comma is a decimal point", () => {
    assert.equal(typed(" 0,25 "), 0.25);
    assert.isUndefined(typed("a quarter"));
    assert.isUndefined(typed(""));
  });

  test("sizes, lengths and scores are short, and in the language of the page", () => {
    assert.equal(bytes(61_000_000), "61 MB");
    assert.equal(bytes(1_900_000_000), "1.9 GB");
    assert.equal(length(45), "45 sec");
    assert.equal(length(12_600), "3.5 hr");
    i18n.activate("es");
    assert.equal(score(0.9), "0,90");
  });
});
