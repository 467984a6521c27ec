/** Which command a key gives: layers of the page, fields, dialogs, and keys that a person changed. */
import { assert, beforeEach, describe, test } from "vitest";
import { USUAL } from "../../shared/settings.js";
import { conflicts, isLetter, keysOf } from "../../renderer/keys/bindings.js";
import { taking, withKeys } from "../../renderer/keys/change.js";
import { COMMAND_IDS, COMMANDS, type CommandId } from "../../renderer/keys/commands.js";
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
  let keys: typeof USUAL.keys;

  beforeEach(() => {
    keys = {};
  });

  test("have no conflict in the usual table, and Tab and Esc stay free on pages", () => {
    for (const id of COMMAND_IDS) {
      for (const key of COMMANDS[id].keys) {
        assert.deepEqual(conflicts(id, key, { keys }), [], `${id} ${key}`);
      }
    }
  });

  test("conflict within a place and with what is everywhere, not between two pages", () => {
    assert.deepEqual(conflicts("run.pause", "e", { keys }), ["run.errors"]);
    assert.deepEqual(conflicts("run.pause", "$mod+B", { keys }), ["app.bar"]);
    assert.deepEqual(conflicts("run.pause", "x", { keys }), []);
    const all = conflicts("app.bar", "v", { keys });
    assert.sameMembers(all, ["detections.unsure", "models.verify"] satisfies CommandId[]);
  });

  test("are swapped, or taken from the other one", () => {
    const swapped = taking(keys, "run.pause", "e", ["run.errors"], "swap");
    assert.deepEqual(swapped, { "run.pause": ["e"], "run.errors": ["p"] });
    const taken = taking(keys, "run.pause", "e", ["run.errors"], "take");
    assert.deepEqual(taken, { "run.pause": ["e"], "run.errors": [] });
    assert.deepEqual(conflicts("run.pause", "e", { keys: taken }), []);
  });

  test("are kept only while they differ from the usual ones", () => {
    const own = withKeys(keys, "run.pause", ["k"]);
    assert.deepEqual(keysOf("run.pause", { keys: own }), ["k"]);
    assert.deepEqual(withKeys(own, "run.pause", COMMANDS["run.pause"].keys), {});
  });

  test("count as letters where they would type something", () => {
    assert.deepEqual(
      ["x", "?", "Shift+T", "$mod+x", "Alt+2", "F5", "Space"].map((key) => isLetter(key)),
      [true, true, true, false, false, false, false],
    );
  });
});
