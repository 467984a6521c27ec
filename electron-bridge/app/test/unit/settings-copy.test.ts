/** Settings as a file to take along: what it carries, what is refused, and what of it counts. */
import { assert, describe, test } from "vitest";
import { changedKeys, imported } from "../../renderer/keys/imported.js";
import { copyOf, readCopy } from "../../shared/settings-copy.js";
import { USUAL } from "../../shared/settings.js";

const file = (some: object): string =>
  JSON.stringify({ format: "linnet-settings", version: 1, settings: {}, ...some });

describe("a file of settings", () => {
  test("carries look, keys and languages, and nothing of the person", () => {
    const own = {
      ...{ ...USUAL, labeler: "Ana Quispe", begun: true, gain: 12, theme: "dark" as const },
      ...{ profile: "pyrenote" as const, keys: { "run.pause": ["k"] } },
    };
    const text = copyOf(own);
    assert.notMatch(text, /Ana|begun|gain/);
    assert.deepEqual(readCopy(text), {
      unknown: [],
      settings: {
        ...{ theme: "dark", colours: "theme", barWide: true, language: "system" },
        ...{ speciesLanguage: "en", times: "clock", letters: true },
        ...{ profile: "pyrenote", keys: { "run.pause": ["k"] } },
      },
    });
  });

  test("is refused if it is broken, of another program, or of a later Linnet", () => {
    for (const text of ["", "{", "\u0000\u0001", '{"format": "linnet-settings"']) {
      assert.equal(readCopy(text), "broken", text);
    }
    for (const text of [
      "null",
      "[]",
      "7",
      '{"verifyKeys": {"z": "UNVERIFIED"}}',
      file({ format: "x" }),
    ]) {
      assert.equal(readCopy(text), "foreign", text);
    }
    assert.equal(readCopy(file({ settings: [] })), "foreign");
    assert.equal(readCopy(file({ version: 2 })), "newer");
  });

  test("names its members that make no sense, and takes nothing of it", () => {
    const settings = { theme: "pink", keys: { "run.pause": ["((x+)+)$"] }, times: "utc" };
    assert.deepEqual(readCopy(file({ settings })), { bad: ["theme", "keys"] });
  });

  test("may lack members, and may have more, which are named", () => {
    const settings = '{"theme": "dark", "labeler": "Eve", "toString": 2}';
    assert.deepEqual(readCopy(file({}).replace('"settings":{}', `"settings":${settings}`)), {
      settings: { theme: "dark" },
      unknown: ["labeler", "toString"],
    });
    assert.deepEqual(readCopy(`\ufeff${file({})}`), { settings: {}, unknown: [] });
  });
});

describe("keys of a file", () => {
  const keysOf = (keys: Record<string, string[]>): ReturnType<typeof imported> =>
    imported({ profile: "linnet", keys });

  test("count where they can, and what cannot is named", () => {
    const { keys, troubles } = keysOf({
      "run.pause": ["k"],
      "run.fly": ["y"],
      "run.model": ["m"],
      "run.errors": ["$mod+c", "w"],
      "grid.close": ["Escape", "q"],
    });
    assert.deepEqual(keys, {
      "run.pause": ["k"],
      "run.errors": ["w"],
      "grid.close": ["Escape", "q"],
    });
    assert.deepEqual(troubles, [
      { kind: "unknown", name: "run.fly" },
      { kind: "fixed", id: "run.model" },
      { kind: "taken", id: "run.errors", key: "$mod+c" },
    ]);
  });

  test("that two commands of one place would have stay with the first, and both are named", () => {
    const { keys, troubles } = keysOf({ "run.preset": ["p", "1"], "detections.note": ["p"] });
    assert.deepEqual(keys, { "run.preset": [], "detections.note": ["p"] });
    assert.deepEqual(troubles, [
      { kind: "conflict", id: "run.preset", key: "p", other: "run.pause" },
      { kind: "conflict", id: "run.preset", key: "1", other: "run.model" },
    ]);
  });

  test("differ by what acts, however it is written down", () => {
    const linnet = { profile: "linnet" as const, keys: {} };
    assert.deepEqual(changedKeys(linnet, { ...linnet, keys: { "run.pause": ["k"] } }), [
      "run.pause",
    ]);
    assert.deepEqual(changedKeys(linnet, linnet), []);
    assert.include(changedKeys(linnet, { ...linnet, profile: "pyrenote" }), "grid.down");
  });
});
