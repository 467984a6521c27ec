import { fork } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { assert, test } from "vitest";
import { SettingsFile } from "../../node/settings-file.js";
import { wordsIn } from "../../node/words.js";
import { USUAL } from "../../shared/settings.js";
import { begin, folder } from "./begin.js";

const words = (): ReturnType<typeof wordsIn> => wordsIn("en", []);

async function file(text?: string): Promise<string> {
  const place = join(await folder(), "userData", "settings.json");
  if (text === undefined) return place;
  await mkdir(join(place, ".."), { recursive: true });
  await writeFile(place, text);
  return place;
}

test("settings are the usual ones at first, and are there again after a change", async () => {
  const place = await file();
  const settings = new SettingsFile(place, words);
  assert.deepEqual(settings.settings, USUAL);
  assert.isNull(settings.trouble);
  await settings.change({ theme: "dark", labeler: "Ana Quispe" });
  const again = new SettingsFile(place, words).settings;
  assert.deepEqual(again, { ...USUAL, theme: "dark", labeler: "Ana Quispe" });
});

test("a change of one setting leaves the others alone, also those of a newer program", async () => {
  const place = await file('{"settings": {"gain": 12, "later": 1}, "newer": [2]}');
  await new SettingsFile(place, words).change({ theme: "dark" });
  const kept = JSON.parse(await readFile(place, "utf8")) as Record<string, object>;
  assert.include(kept.settings, { gain: 12, theme: "dark", later: 1 });
  assert.deepEqual(kept.newer, [2]);
});

test("a broken file is put aside whole and said", async () => {
  const place = await file('{"settings": {"gain": 12');
  const settings = new SettingsFile(place, words);
  const [aside] = (await readdir(join(place, ".."))).filter((name) => name.endsWith(".broken"));
  assert.include(settings.trouble ?? "", aside ?? "no file");
  assert.equal(await readFile(join(place, "..", aside ?? ""), "utf8"), '{"settings": {"gain": 12');
  assert.deepEqual(settings.settings, USUAL);
});

test("a setting that makes no sense is as usual and named; the others stay", async () => {
  const place = await file('{"settings": {"gain": 900, "theme": "dark"}, "window": "wide"}');
  const settings = new SettingsFile(place, words);
  assert.deepEqual(settings.settings, { ...USUAL, theme: "dark" });
  assert.match(settings.trouble ?? "", /gain, window/);
});

test("what is no setting is refused, and nothing of the same change is stored", async () => {
  const settings = new SettingsFile(await file(), words);
  for (const some of [{ gain: 900 }, { nothing: 1 }, { toString: 1 }, { theme: undefined }]) {
    const failure = settings.change({ labeler: "x", ...some }).then(() => "stored", String);
    assert.match(await failure, /TypeError/);
  }
  assert.deepEqual(settings.settings, USUAL);
});

test("a change that cannot be stored does not count", async () => {
  const place = await file();
  const settings = new SettingsFile(place, words);
  await writeFile(join(place, ".."), "a file where the folder belongs");
  const failure = await settings.change({ theme: "dark" }).then(() => "stored", String);
  assert.notEqual(failure, "stored");
  assert.equal(settings.settings.theme, "system");
});

test("a kill in the middle of writing leaves the file whole", async () => {
  const place = await file();
  const program = join(place, "..", "..", "writer.cjs");
  await build({
    entryPoints: [fileURLToPath(new URL("writer.ts", import.meta.url))],
    bundle: true,
    outfile: program,
    platform: "node",
    format: "cjs",
  });
  for (let round = 0; round < 5; round++) {
    const writer = fork(program, [place], { stdio: "ignore" });
    await new Promise((resolve) => writer.once("message", resolve));
    for (let look = 0; look < 20 * round; look++) readFileSync(place);
    writer.kill("SIGKILL");
    await new Promise((resolve) => writer.once("exit", resolve));
    const settings = new SettingsFile(place, words);
    assert.isNull(settings.trouble);
    assert.match(settings.settings.labeler, /^(\d)\1{199}$/);
  }
});

test("the page is told of a file that was put aside", async () => {
  const home = await folder();
  await mkdir(join(home, "userData"), { recursive: true });
  await writeFile(join(home, "userData", "settings.json"), "{");
  const { call } = await begin(home);
  assert.match((await call("info")).settingsTrouble ?? "", /could not be read/);
});

test("main speaks the person's language, and follows theme and language at once", async () => {
  const { app, electron, call } = await begin(await folder());
  assert.equal(app.words().stay, "Stay");
  await call("changeSettings", { language: "es", theme: "dark" });
  assert.equal(app.words().stay, "Quedarse");
  assert.equal(electron.nativeTheme.themeSource, "dark");
  assert.equal(electron.menu[1]?.label, "&Editar");
});

test("settings go out into a file that the person names, and come in from one", async () => {
  const home = await folder();
  const { call, electron } = await begin(home);
  await call("changeSettings", { theme: "dark", labeler: "Ana Quispe" });
  electron.answers.push([join(home, "mine")]);
  const path = join(home, "mine.json");
  assert.deepEqual(await call("exportSettings"), { ok: true, value: path });
  assert.notInclude(await readFile(path, "utf8"), "Ana Quispe");
  await call("changeSettings", { theme: "light" });
  electron.answers.push([path]);
  const read = await call("importSettings");
  assert.deepInclude(read.ok ? read.value : {}, { name: "mine.json", unknown: [] });
  assert.equal(read.ok ? read.value?.settings.theme : undefined, "dark");
  // What is read changes nothing: the page shows it first.
  assert.equal((await call("settings")).theme, "light");
  assert.deepEqual(await call("importSettings"), { ok: true, value: null });
  assert.deepEqual(await call("exportSettings"), { ok: true, value: null });
});

test("a file of settings that is broken, foreign, later, huge or gone is refused in words", async () => {
  const home = await folder();
  const { call, electron } = await begin(home);
  const files = {
    "broken.json": ['{"format": ', /damaged/],
    "verify.json": ['{"keys": {"z": "UNVERIFIED"}}', /no file of Linnet's settings/],
    "later.json": ['{"format": "linnet-settings", "version": 9, "settings": {}}', /later version/],
    "bad.json": [
      '{"format": "linnet-settings", "version": 1, "settings": {"theme": "pink"}}',
      /values that Linnet does not know, in: theme/,
    ],
    "huge.json": [" ".repeat(2_000_000), /no file of Linnet's settings/],
  } as const;
  for (const [name, [text, words]] of Object.entries(files)) {
    await writeFile(join(home, name), text);
    electron.answers.push([join(home, name)]);
    const read = await call("importSettings");
    const message = read.ok ? "read" : read.error.message;
    assert.match(message, words);
    assert.include(message, `"${name}"`);
  }
  electron.answers.push([join(home, "gone.json")]);
  const gone = await call("importSettings");
  assert.match(gone.ok ? "read" : gone.error.message, /could not be read/);
  electron.answers.push([join(home, "no-folder", "mine.json")]);
  const unwritten = await call("exportSettings");
  assert.match(unwritten.ok ? "written" : unwritten.error.message, /could not be written/);
});
