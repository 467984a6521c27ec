/** Spanish is whole: each message of the page has its own. */
import { readdirSync, readFileSync } from "node:fs";
import { assert, test } from "vitest";

const text = (language: string): string =>
  readFileSync(new URL(`../../renderer/i18n/${language}.po`, import.meta.url), "utf8");

/** Messages with their translations; a long one may stand on several lines. */
function messages(language: string): Map<string, string> {
  const entry = /^msgid ((?:".*"\n)+)msgstr ((?:".*"(?:\n|$))+)/gm;
  const joined = (lines = ""): string => lines.replace(/^"|"$|"\n"/gm, "").trim();
  const found = [...text(language).matchAll(entry)].map(
    ([, id, said]) => [joined(id), joined(said)] as const,
  );
  return new Map(found.filter(([id]) => id !== ""));
}

test("each message has a translation, with the same values in it", () => {
  const spanish = messages("es");
  assert.isAbove(spanish.size, 100);
  assert.sameMembers([...spanish.keys()], [...messages("en").keys()]);
  const values = (message: string): string[] =>
    [...new Set(message.match(/\{\w+(?=[,}])/g) ?? [])].sort();
  for (const [english, said] of spanish) {
    assert.notEqual(said, "", english);
    assert.deepEqual(values(said), values(english), english);
  }
});

test("what a known model says of itself has a translation", () => {
  const manifests = new URL("../../../../sidecar/manifests/", import.meta.url);
  const spanish = messages("es");
  const names = readdirSync(manifests, { recursive: true, encoding: "utf8" });
  for (const name of names.filter((each) => each.endsWith(".json"))) {
    const manifest = JSON.parse(readFileSync(new URL(name, manifests), "utf8")) as {
      about: string;
      licence: { summary: string };
      facts?: { goodFor?: string; notFor?: string };
    };
    const { about, licence, facts = {} } = manifest;
    for (const each of [about, licence.summary, facts.goodFor, facts.notFor]) {
      if (each !== undefined) assert.isTrue(spanish.has(each), `${name}: ${each}`);
    }
  }
});
