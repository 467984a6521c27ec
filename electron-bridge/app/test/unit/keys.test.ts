/** Which command a key gives: layers of the page, fields, dialogs, and keys that a person changed. */
import { assert, describe, test } from "vitest";
import { SETTINGS } from "../../shared/settings.js";
import {
  type Bindings,
  conflicts,
  hiddenBy,
  hides,
  isLetter,
  keysOf,
} from "../../renderer/keys/bindings.js";
import { taking, withKeys } from "../../renderer/keys/change.js";
import { COMMAND_IDS } from "../../renderer/keys/commands.js";
import { pressed } from "../../renderer/keys/pressed.js";

const NONE = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

describe("a pressed key", () => {
  test("is named as the table names it, on each system", () => {
    assert.deepEqual(pressed({ ...NONE, key: "x" }, false), { key: "x" });
    assert.deepEqual(pressed({ ...NONE, key: " " }, false), { key: "Space" });
    assert.deepEqual(pressed({ ...NONE, key: "J", ctrlKey: true, shiftKey: true }, false), {
      key: "$mod+Shift+j",
    });
    assert.deepEqual(pressed({ ...NONE, key: "j", metaKey: true }, true), { key: "$mod+j" });
    assert.deepEqual(pressed({ ...NONE, key: "j", ctrlKey: true }, true), { key: "Control+j" });
  });

  test("is none while only a part of it is there: Shift alone, or an accent", () => {
    for (const key of ["Shift", "Control", "Alt", "AltGraph", "Dead", "Process"]) {
      assert.isUndefined(pressed({ ...NONE, key }, false), key);
    }
  });

  test("is the character that AltGr makes, not Ctrl and Alt", () => {
    const altGr = { getModifierState: (name: string) => name === "AltGraph" };
    const event = { ...NONE, key: "@", ctrlKey: true, altKey: true, ...altGr };
    assert.deepEqual(pressed(event, false), { key: "@" });
  });

  test("cannot be one of the system's, of text or of moving through the page", () => {
    assert.deepEqual(pressed({ ...NONE, key: "Tab" }, false), { taken: "Tab" });
    assert.deepEqual(pressed({ ...NONE, key: "F6" }, false), { taken: "F6" });
    assert.deepEqual(pressed({ ...NONE, key: "C", ctrlKey: true }, false), { taken: "$mod+c" });
    assert.deepEqual(pressed({ ...NONE, key: "e", metaKey: true }, false), { taken: "Meta+e" });
  });
});

describe("keys of commands", () => {
  const LINNET: Bindings = { profile: "linnet", keys: {} };
  const PYRENOTE: Bindings = { profile: "pyrenote", keys: {} };

  test.each([LINNET, PYRENOTE])("stand once in each scope, and hide nothing: $profile", (set) => {
    for (const id of COMMAND_IDS) {
      for (const key of keysOf(id, set)) {
        assert.deepEqual(conflicts(id, key, set), [], `${id} ${key}`);
        assert.deepEqual(hides(id, key, set), [], `${id} ${key}`);
      }
    }
  });

  test.each([LINNET, PYRENOTE])("have names that the settings take: $profile", (set) => {
    for (const id of COMMAND_IDS) {
      const own = keysOf(id, set).slice(0, 4);
      assert.isTrue(SETTINGS.shape.keys.safeParse({ [id]: own }).success, `${id} ${own.join()}`);
    }
  });

  test("are no sequences and no patterns, which a file could bring in", () => {
    for (const key of ["a b", "((x+)+)$", "$mod+(.)", "", "Ctrl+", "+", "x+y"]) {
      assert.isFalse(SETTINGS.shape.keys.safeParse({ "run.pause": [key] }).success, key);
    }
  });

  test("conflict within a scope alone; in a scope around they are hidden", () => {
    assert.deepEqual(conflicts("run.pause", "e", LINNET), ["run.errors"]);
    assert.deepEqual(conflicts("run.pause", "$mod+B", LINNET), []);
    assert.deepEqual(hides("run.pause", "$mod+B", LINNET), ["app.bar"]);
    assert.deepEqual(hides("run.pause", "x", LINNET), []);
    assert.deepEqual(hides("grid.up", "x", LINNET), ["detections.right"]);
    assert.deepEqual(hiddenBy("app.bar", "v", LINNET), [
      ...["detections.unsure", "species.verify", "label.unsure", "verify.unsure"],
      ...["learn.unsure", "models.verify"],
    ]);
  });

  test("of a letter and of its place on the keyboard are one", () => {
    assert.deepEqual(hides("grid.down", "KeyS", LINNET), ["detections.species"]);
    assert.deepEqual(conflicts("grid.menu", "d", PYRENOTE), ["grid.down"]);
  });

  test("are swapped, or taken from the other one", () => {
    const swapped = taking(LINNET, "run.pause", "e", ["run.errors"], "swap");
    assert.deepEqual(swapped, { "run.pause": ["e"], "run.errors": ["p"] });
    const keys = taking(LINNET, "run.pause", "e", ["run.errors"], "take");
    assert.deepEqual(keys, { "run.pause": ["e"], "run.errors": [] });
    assert.deepEqual(conflicts("run.pause", "e", { ...LINNET, keys }), []);
  });

  test("are kept only while they differ from those of the chosen set", () => {
    const keys = withKeys(PYRENOTE, "detections.details", ["k"]);
    assert.deepEqual(keysOf("detections.details", { ...PYRENOTE, keys }), ["k"]);
    assert.deepEqual(withKeys({ ...PYRENOTE, keys }, "detections.details", ["o"]), {});
    assert.deepEqual(withKeys(PYRENOTE, "detections.details", ["Enter"]), {
      "detections.details": ["Enter"],
    });
  });

  test("count as letters where they would type something", () => {
    assert.deepEqual(
      ["x", "?", "Shift+T", "KeyW", "Shift", "$mod+x", "Alt+2", "F5", "Space"].map(isLetter),
      [true, true, true, true, true, false, false, false, false],
    );
  });
});
