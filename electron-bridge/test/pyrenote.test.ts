/** The handler that docs/pyrenote.md gives, run as it stands there on a database of that app. */
import assert from "node:assert/strict";
import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import type { Sidecar } from "../src/index.js";
import { bridge, bundled, node24, program, run } from "./built.js";
import { command, folder } from "./sidecar.js";
import { writeOwl } from "./sounds.js";

type Handler = (event: object, ...args: unknown[]) => unknown;

interface Answer {
  ok: boolean;
  result?: { recordings: { recordingId: number }[]; errors: object[] };
  error?: { kind: string; code: number; message: string; hint: string };
}

/** What the snippet needs of Electron; a packaged app, whose resources hold the real sidecar. */
const ELECTRON = `
  export const handlers = (globalThis.handlers = new Map());
  export const app = { isPackaged: true, on() {}, exit() {} };
  export const ipcMain = { handle: (channel, handler) => handlers.set(channel, handler) };
`;

/** The tables of that app, in words of our own. */
const TABLES = `
  CREATE TABLE Survey (surveyId INTEGER PRIMARY KEY, surveyname TEXT, studysite TEXT,
    start_date TEXT, end_date TEXT, latitude REAL, longitude REAL, notes TEXT);
  CREATE TABLE Site (siteId INTEGER PRIMARY KEY, site_code TEXT, latitude REAL, longitude REAL,
    elevation REAL, surveyId INTEGER REFERENCES Survey ON DELETE CASCADE);
  CREATE TABLE Recorder (recorderId INTEGER PRIMARY KEY, brand TEXT, model TEXT, serialnbr TEXT,
    code TEXT, purchase_date TEXT);
  CREATE TABLE Deployment (deploymentId INTEGER PRIMARY KEY, start_date TEXT, end_date TEXT,
    deployed_by TEXT, note TEXT, siteId INTEGER REFERENCES Site ON DELETE CASCADE,
    recorderId INTEGER REFERENCES Recorder ON DELETE CASCADE);
  CREATE TABLE Recording (recordingId INTEGER PRIMARY KEY, url TEXT, directory TEXT, datetime TEXT,
    duration INTEGER, samplerate INTEGER, bitrate INTEGER,
    deploymentId INTEGER REFERENCES Deployment ON DELETE CASCADE, UNIQUE (deploymentId, url));
  CREATE TABLE RegionOfInterest (regionId INTEGER PRIMARY KEY, starttime REAL, endtime REAL,
    recordingId INTEGER REFERENCES Recording ON DELETE CASCADE,
    UNIQUE (recordingId, starttime, endtime));
  CREATE TABLE Species (speciesId INTEGER PRIMARY KEY, species TEXT, common TEXT);
  CREATE TABLE Model (modelId INTEGER PRIMARY KEY, name TEXT, type TEXT, url TEXT);
  CREATE TABLE Labeler (labelerId INTEGER PRIMARY KEY, name TEXT, email TEXT, isHuman INTEGER,
    modelId INTEGER REFERENCES Model ON DELETE CASCADE, UNIQUE (name, email));
  CREATE TABLE Annotation (annotationId INTEGER PRIMARY KEY, annotationDate TEXT,
    verified TEXT CHECK (verified IN ('YES', 'NO', 'UNVERIFIED')), speciesProbability INTEGER,
    mostRecent INTEGER, regionId INTEGER REFERENCES RegionOfInterest ON DELETE CASCADE,
    labelerId INTEGER REFERENCES Labeler ON DELETE CASCADE,
    speciesId INTEGER REFERENCES Species ON DELETE CASCADE);
  INSERT INTO Deployment (deploymentId) VALUES (1);
`;

async function sql(database: string, statements: string): Promise<Record<string, unknown>[]> {
  const { stdout } = await run(node24, ["--no-warnings", program("sqlite"), database, statements]);
  return JSON.parse(stdout) as Record<string, unknown>[];
}

/** A project of that app with two recordings, as its import leaves them. */
async function project(): Promise<{ home: string; database: string }> {
  const home = await folder();
  const database = join(home, "project.db");
  const rows = [11, 12].map((id) => {
    const path = join(home, `${String(id)}.wav`);
    return { path, sql: `(${String(id)}, 1, '${path}', '${home}', '2026-11-21', 0, 0, 0)` };
  });
  for (const { path } of rows) await writeOwl(path, 6);
  await sql(
    database,
    `${TABLES} INSERT INTO Recording (recordingId, deploymentId, url, directory, datetime, duration,
      samplerate, bitrate) VALUES ${rows.map((row) => row.sql).join(",")}`,
  );
  return { home, database };
}

async function snippet(): Promise<string> {
  const markdown = await readFile(join(bridge, "../docs/pyrenote.md"), "utf8");
  return /```ts\n([^]*?)```/.exec(markdown)?.[1] ?? assert.fail("it is not there");
}

/** Run the snippet; returns its handlers. */
async function handlers(database: string, home: string): Promise<Map<string, Handler>> {
  await writeFile(join(home, "snippet.ts"), await snippet());
  await writeFile(join(home, "electron.mjs"), ELECTRON);
  const bundle = await bundled(
    join(home, "snippet.ts"),
    join(home, "snippet.mjs"),
    join(home, "electron.mjs"),
  );
  const { serveModelPage } = (await import(pathToFileURL(bundle).href)) as {
    serveModelPage: (database: string, repository: string) => Sidecar;
  };
  // Where the packaged app has it.
  const resources = join(home, "resources");
  await mkdir(join(resources, "linnet"), { recursive: true });
  const launcher = join(resources, "linnet", "linnet");
  const start = `#!/bin/sh\nLINNET_HOME='${home}' exec '${command}' "$@"\n`;
  await writeFile(launcher, start, { mode: 0o755 });
  Object.assign(process, { resourcesPath: resources });
  const sidecar = serveModelPage(database, "");
  onTestFinished(() => sidecar.stop());
  return (globalThis as unknown as { handlers: Map<string, Handler> }).handlers;
}

async function runScript(
  on: Map<string, Handler>,
  ...args: unknown[]
): Promise<{ answer: Answer; sent: unknown[][] }> {
  const sent: unknown[][] = [];
  const sender = { send: (...message: unknown[]) => sent.push(message) };
  const answer = (await on.get("run-script")?.({ sender }, ...args)) as Answer;
  return { answer, sent };
}

test("the handler is typed as Electron and the bridge are", async () => {
  const home = await folder();
  await symlink(join(bridge, "node_modules"), join(home, "node_modules"), "junction");
  await writeFile(join(home, "snippet.ts"), await snippet());
  const paths = { "@linnet/electron-bridge": [join(bridge, "src/index.ts")] };
  const config = {
    extends: join(bridge, "tsconfig.json"),
    compilerOptions: { module: "ESNext", moduleResolution: "Bundler", noEmit: true, paths },
    include: ["snippet.ts"],
  };
  await writeFile(join(home, "tsconfig.json"), JSON.stringify(config));
  const tsc = join(bridge, "node_modules/typescript/bin/tsc");
  await run(process.execPath, [tsc, "-p", home]);
});

test("without a model the page is told which one, and how to get it", async () => {
  const { home, database } = await project();
  const { answer } = await runScript(await handlers(database, home), [11, 12]);
  assert.equal(answer.ok, false);
  expect(answer.error).toMatchObject({ kind: "ModelNotInstalled", code: -32010 });
  assert.match(answer.error?.hint ?? "", /linnet models install/);
  const tables = await sql(database, "SELECT count(*) AS recordings FROM Recording");
  assert.deepEqual(tables, [{ recordings: 2 }]);
});

const { LINNET_TEST_HOME } = process.env;

test.skipIf(LINNET_TEST_HOME === undefined)(
  "a run adds annotations to the app's own database",
  async () => {
    const { home, database } = await project();
    await symlink(join(LINNET_TEST_HOME ?? "", "models"), join(home, "models"), "junction");
    const on = await handlers(database, home);
    const { answer, sent } = await runScript(on, [11, 12], "birdnet-v2.4");
    const { recordings, errors } = answer.result ?? assert.fail(answer.error?.message);
    assert.deepEqual(errors, []);
    assert.deepEqual(recordings.map((each) => each.recordingId).sort(), [11, 12]);
    assert.ok(sent.length > 1 && sent.every(([channel]) => channel === "run-progress"));
    const annotations = await sql(
      database,
      `SELECT r.recordingId, r.duration, s.species, a.verified, a.mostRecent, l.isHuman
     FROM Annotation a JOIN RegionOfInterest g USING (regionId) JOIN Recording r USING (recordingId)
     JOIN Species s USING (speciesId) JOIN Labeler l USING (labelerId)
     WHERE s.species = 'Aegolius acadicus' AND a.speciesProbability BETWEEN 25 AND 100`,
    );
    assert.deepEqual(new Set(annotations.map((row) => row.recordingId)), new Set([11, 12]));
    expect(annotations[0]).toMatchObject({
      duration: 6,
      verified: "UNVERIFIED",
      mostRecent: 1,
      isHuman: 0,
    });
  },
);

test.skipIf(LINNET_TEST_HOME === undefined)("the cancel button ends a run", async () => {
  const { home, database } = await project();
  await symlink(join(LINNET_TEST_HOME ?? "", "models"), join(home, "models"), "junction");
  const on = await handlers(database, home);
  const sender = { send: () => on.get("cancel-script")?.({}) };
  const answer = (await on.get("run-script")?.({ sender }, [11, 12])) as Answer;
  assert.equal(answer.error?.kind, "RequestCancelled");
});
