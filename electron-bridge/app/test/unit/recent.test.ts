import { assert, describe, test } from "vitest";
import { Recent } from "../../renderer/data/recent.js";

describe("what is kept", () => {
  test("is what was used last, within its bytes, and the rest is freed", () => {
    const freed: string[] = [];
    const kept = new Recent<string>(100, (value) => freed.push(value));
    kept.set("a", "A", 40);
    kept.set("b", "B", 40);
    kept.get("a");
    kept.set("c", "C", 40);
    assert.deepEqual([kept.get("a"), kept.get("b"), kept.get("c")], ["A", undefined, "C"]);
    assert.deepEqual(freed, ["B"]);
    assert.equal(kept.bytes, 80);
  });

  test("is freed when it is replaced, and counted once", () => {
    const freed: string[] = [];
    const kept = new Recent<string>(100, (value) => freed.push(value));
    kept.set("a", "A", 60);
    kept.set("a", "A2", 60);
    assert.deepEqual([kept.get("a"), kept.bytes, ...freed], ["A2", 60, "A"]);
  });
});
