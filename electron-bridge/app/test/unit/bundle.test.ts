import { readFile } from "node:fs/promises";
import { assert, describe, test } from "vitest";
import { RENDERER } from "../chromium.js";
import { builtFiles, sizes } from "../sizes.js";

/** Addresses that the built page may hold, and why none of them is ever asked for. */
const NAMED: Readonly<Record<string, string>> = {
  "www.w3.org": "names of XML namespaces, which React gives to drawings",
  "react.dev": "React's links to its errors, which are text",
  "reactjs.org": "React's links to its errors, which are text",
  "lingui.dev": "Lingui's links to its documentation, which are text",
  "json-schema.org": "the name of the dialect in which zod describes a schema",
};

const HOST = /\b(?:https?|wss?):\/\/([a-z0-9.-]+)/gi;

describe("the built page", () => {
  test("names no host but those of a short list, which nothing asks", async () => {
    const found = new Map<string, string>();
    for (const path of await builtFiles()) {
      const text = await readFile(path, "utf8");
      for (const [, host = ""] of text.matchAll(HOST)) {
        if (!(host in NAMED)) found.set(host, path.slice(RENDERER.length));
      }
    }
    assert.deepEqual([...found], []);
  });

  test("is small: 1.5 MB in all, 350 kB before the first paint", async () => {
    const { all, first } = await sizes();
    assert.isAtMost(all, 1_500_000);
    assert.isAtMost(first, 350_000);
    // A page whose script was not found would be small too.
    assert.isAbove(first, 50_000);
  });
});
