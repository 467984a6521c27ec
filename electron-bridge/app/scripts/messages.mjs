// Reads all text of the page into renderer/i18n/*.po; the build fails if a translation is missing.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const app = fileURLToPath(new URL("..", import.meta.url));

/** What known models say of themselves, so that it is said in every language. */
function writeKnownTexts() {
  const manifests = `${app}/../../sidecar/manifests`;
  const texts = readdirSync(manifests, { recursive: true })
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => JSON.parse(readFileSync(`${manifests}/${name}`, "utf8")))
    .flatMap(({ about, licence, facts = {} }) => [
      about,
      licence.summary,
      facts.goodFor,
      facts.notFor,
    ])
    .filter((text) => text !== undefined);
  const lines = [...new Set(texts)].map((text) => {
    const quoted = JSON.stringify(text);
    return `  ${quoted}: msg({ message: ${quoted} }),`;
  });
  writeFileSync(
    `${app}/renderer/models/known-texts.ts`,
    `/** What known models say of themselves. Written by scripts/messages.mjs from their manifests. */
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

export const KNOWN_TEXTS: Readonly<Partial<Record<string, MessageDescriptor>>> = {
${lines.join("\n")}
};
`,
  );
}

writeKnownTexts();
const prettier = fileURLToPath(import.meta.resolve("prettier/bin/prettier.cjs"));
const known = `${app}/renderer/models/known-texts.ts`;
spawnSync(process.execPath, [prettier, "--write", known], {
  stdio: ["ignore", "ignore", "inherit"],
});
const lingui = fileURLToPath(import.meta.resolve("@lingui/cli")).replace(
  /index\.[cm]?js$/,
  "lingui.js",
);
const words = ["extract", "--clean", ...process.argv.slice(2)];
const { status } = spawnSync(process.execPath, [lingui, ...words], { cwd: app, stdio: "inherit" });
// The date would make every reading a change.
for (const language of ["en", "es"]) {
  const path = `${app}/renderer/i18n/${language}.po`;
  writeFileSync(path, readFileSync(path, "utf8").replace(/^"POT-Creation-Date.*\n/m, ""));
}
process.exit(status ?? 1);
