/** Faults of this computer around main: each is said in words, and nothing is lost. */
import { execFileSync } from "node:child_process";
import * as files from "node:fs/promises";
import { join } from "node:path";
import { assert, test, vi } from "vitest";
import { begin, folder, lasting, sidecar, until } from "./begin.js";

vi.mock("node:fs/promises", async (original) => {
  const real = await original<typeof files>();
  return { ...real, realpath: vi.fn(real.realpath) };
});

const { mkdir, readFile, readdir, realpath, rm, writeFile } = files;

const failure = (call: Promise<unknown>): Promise<string> => call.then(() => "answered", String);

/** A drive that never answers, as a network drive whose server is gone. */
async function dead<Value>(drive: string, work: () => Promise<Value>): Promise<Value> {
  const { realpath: real } = await vi.importActual<typeof files>("node:fs/promises");
  vi.mocked(realpath).mockImplementation(((path: string) =>
    path.startsWith(drive) ? new Promise(() => undefined) : real(path)) as never);
  try {
    return await work();
  } finally {
    vi.mocked(realpath).mockImplementation(real as never);
  }
}

test("grants of a drive that does not answer hold no start up, and no other grant", async () => {
  const home = await folder();
  const drive = join(home, "server");
  await mkdir(join(home, "CARD7"));
  for (let each = 0; each < 6; each++) await mkdir(join(drive, String(each)), { recursive: true });
  const first = await begin(home);
  await first.call("dropped", [join(home, "CARD7")]);
  await first.call(
    "dropped",
    [...Array(6).keys()].map((each) => join(drive, String(each))),
  );
  await first.app.settings.written();
  await dead(drive, async () => {
    const { app, call } = await begin(home);
    assert.isTrue(await app.grants.allows(join(home, "CARD7", "a.wav")));
    const offs = (await call("grants")).map(({ off }) => off);
    assert.equal(offs[0], null);
    for (const off of offs.slice(1)) assert.match(off ?? "", /does not answer/);
    // Not even asked: the drive would hold the question for minutes.
    assert.isFalse(await app.grants.allows(join(drive, "1", "a.wav")));
    await until(() => app.engine.now.state === "failed");
    await app.engine.open(lasting());
    const started = await app.jobs.start({
      kind: "run",
      method: "infer",
      params: { inputs: [join(drive, "1")] },
    });
    assert.match(started.ok ? "" : started.error.message, /not there now\. Connect it/);
  });
});

test("settings that cannot be stored are said in words, and nothing changes", async () => {
  const home = await folder();
  const { call, app } = await begin(home);
  await call("changeSettings", { theme: "dark" });
  await rm(join(home, "userData"), { recursive: true });
  await writeFile(join(home, "userData"), "a file in the folder's place");
  const said = await failure(call("changeSettings", { theme: "light" }));
  assert.match(said, /could not be stored\. Check that the disk has room/);
  assert.notMatch(said, /E[A-Z]{4,}/);
  assert.equal(app.settings.settings.theme, "dark");
  assert.match((await call("info")).settingsTrouble ?? "", /could not be stored/);
  await rm(join(home, "userData"));
  await call("changeSettings", { theme: "light" });
  assert.isNull((await call("info")).settingsTrouble);
});

test("a folder in the place of the settings is put aside and said", async () => {
  const home = await folder();
  await mkdir(join(home, "userData", "settings.json", "mine"), { recursive: true });
  const { call } = await begin(home);
  assert.match((await call("info")).settingsTrouble ?? "", /could not be read/);
  const [aside] = (await readdir(join(home, "userData"))).filter((each) =>
    each.endsWith(".broken"),
  );
  assert.deepEqual(await readdir(join(home, "userData", aside ?? "")), ["mine"]);
  await call("changeSettings", { theme: "dark" });
  assert.include(await readFile(join(home, "userData", "settings.json"), "utf8"), "dark");
});

test("a hundred changes at once are stored in a few writes, the last one for good", async () => {
  const home = await folder();
  const { app } = await begin(home);
  const opened = vi.spyOn(JSON, "stringify");
  const all = Array.from({ length: 100 }, (_, gain) =>
    app.settings.change({ gain: gain % 40 }).catch(() => undefined),
  );
  await Promise.all(all);
  const writes = opened.mock.calls.filter(([, , indent]) => indent === 2).length;
  opened.mockRestore();
  assert.isAtMost(writes, 3);
  assert.include(await readFile(join(home, "userData", "settings.json"), "utf8"), '"gain": 19');
});

test("a page cannot bury a person under dialogs", async () => {
  const home = await folder();
  const { call, electron } = await begin(home);
  const many = Array.from({ length: 50 }, (_, each) => join(home, `gone${String(each)}`));
  assert.deepEqual(await call("dropped", many), []);
  assert.equal(electron.asked.length, 1);
  assert.match(
    electron.asked[0] ?? "",
    /"[^"]+gone0" cannot be picked: it is not there[^]*And 45 more/,
  );
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => failure(call("pick", "recordings"))),
  );
  assert.equal(answers.filter((each) => each === "answered").length, 1);
  assert.match(answers.at(-1) ?? "", /dialog is open already/);
  assert.equal(electron.asked.length, 2);
});

test("files that are no project are refused in words, and the project before stays open", async () => {
  const home = await folder();
  const { call, electron, app } = await begin(home, { path: sidecar });
  const before = (await app.engine.call("health")).catalog;
  const jpeg = join(home, "photo.sqlite");
  await writeFile(
    jpeg,
    Buffer.concat([Buffer.from("ffd8ffe000104a464946", "hex"), Buffer.alloc(9000)]),
  );
  const pipe = join(home, "pipe.sqlite");
  execFileSync("mkfifo", [pipe]);
  const aFolder = join(home, "folder.sqlite");
  await mkdir(aFolder);
  const other = join(home, "other.sqlite");
  const python = join(sidecar, "..", "python");
  const make = (path: string, sql: string): void => {
    const code =
      "import sqlite3, sys; d = sqlite3.connect(sys.argv[1]); d.executescript(sys.argv[2])";
    execFileSync(python, ["-c", code, path, sql]);
  };
  make(other, "CREATE TABLE moz_places (id INTEGER PRIMARY KEY, url TEXT);");
  const newer = join(home, "newer.sqlite");
  electron.answers.push([newer]);
  await call("pick", "newProject");
  assert.isTrue((await call("openProject", newer)).ok);
  assert.isTrue((await call("openProject", before)).ok);
  make(newer, "UPDATE Linnet SET value = '999' WHERE key = 'schemaVersion';");
  const said: string[] = [];
  for (const path of [jpeg, pipe, aFolder, other, newer, "/etc/passwd"]) {
    electron.answers.push([path]);
    await call("pick", "project");
    const outcome = await call("openProject", path);
    said.push(
      `${path}: ${outcome.ok ? "opened" : `${outcome.error.kind} ${outcome.error.message} ${outcome.error.hint ?? ""}`}`,
    );
  }
  for (const each of said) assert.match(each, /: CatalogUnavailable /);
  assert.equal((await app.engine.call("health")).catalog, before);
}, 120_000);
