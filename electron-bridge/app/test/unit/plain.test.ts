/** Texts of the engine that name what the app does not have stand in details alone. */
import { readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { i18n } from "@lingui/core";
import { METHODS } from "@linnet/electron-bridge/generated/contract.js";
import { afterEach, assert, test } from "vitest";
import { english, isPlain } from "../../renderer/ui/plain.js";

const SIDECAR = fileURLToPath(new URL("../../../../sidecar/", import.meta.url));

/** Every text in the engine's source, or a piece of one: it says its messages and hints by these. */
async function texts(): Promise<string[]> {
  const names = await readdir(SIDECAR, { recursive: true });
  return names
    .filter((name) => name.endsWith(".py"))
    .flatMap(
      (name) => readFileSync(`${SIDECAR}${name}`, "utf8").match(/"(?:[^"\\\n]|\\.)+"/g) ?? [],
    )
    .map((literal) => literal.slice(1, -1));
}

afterEach(() => {
  i18n.activate("en");
});

test("a text of the engine that names a command, an option or a method is not plain", async () => {
  const slashed = METHODS.filter((each) => each.includes("/")).join("|");
  const named = new RegExp(`\`|\\blinnet [a-z]|\\s--[a-z]|(^|[\\s"'(])(${slashed})\\b`);
  const found = (await texts()).filter((text) => named.test(text));
  // The engine has many such texts; if none is found, the test looks at the wrong place.
  assert.isAbove(found.length, 50);
  assert.deepEqual(found.filter(isPlain), []);
});

test.each([
  "Name the catalog with --catalog.",
  "To remove their labels too, set includingLabels.",
  "Raise the limit with LINNET_CACHE_GB, or choose a smaller precision.",
  "ValueError('bad')",
  'The engine did not answer "infer" within 30 s.',
  "To change such a start, set it with recordings/update.",
])("not plain: %s", (text) => {
  assert.isFalse(isPlain(text));
});

test.each([
  "The recording is damaged after 12.3 s.",
  "Free some space, or choose a folder that you may write to.",
  "The file /media/ana/models/list.txt cannot be opened: no permission.",
  "sm4Left.wav has no sound - all of it is silent, below -60 dBFS.",
  "BirdNET and eBird name it otherwise.",
])("plain: %s", (text) => {
  assert.isTrue(isPlain(text));
});

test("the engine's words stand on a page in English alone, where they are plain", () => {
  i18n.activate("en");
  assert.equal(english("The file is empty."), "The file is empty.");
  assert.equal(
    english("Heads: the head reads /head/a."),
    "Classifiers: the classifier reads /head/a.",
  );
  assert.isUndefined(english("Run `linnet catalog check`."));
  assert.isUndefined(english(""));
  i18n.activate("es");
  assert.isUndefined(english("The file is empty."));
});
