/** Scenes of the end-to-end tests: real recordings, a home with BirdNET, and a second program. */
import { execFile, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { copyFile, cp, mkdir, mkdtemp, readdir, realpath } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Locator, Page as Tab } from "playwright-core";
import { whole } from "../chromium.js";
import { program, type Running } from "./harness.js";

const run = promisify(execFile);
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
export const RECORDINGS = here("../../../../../shared/recordings");
export const HOME = process.env.LINNET_TEST_HOME ?? here("../../../../.linnet/home");

/** What a test of the whole app needs and this computer lacks; undefined if it has all. */
export const missing = [whole ?? "Chromium", RECORDINGS, HOME].find((path) => !existsSync(path));

/** Say why tests are passed over. */
export function warn(what: string): void {
  if (missing !== undefined) console.warn(`${missing} is not here: ${what} are not tested.`);
}

export async function scratchFolder(name: string): Promise<string> {
  return realpath(await mkdtemp(join(tmpdir(), `linnet-${name}-`)));
}

/** A home of its own, with BirdNET; its project lies in it. */
export async function homeIn(folder: string, name = "home"): Promise<string> {
  const home = join(folder, name);
  await cp(join(HOME, "models"), join(home, "models"), { recursive: true });
  return home;
}

/** A card with copies of a real soundscape of two minutes, each with a name of its own. */
export async function cardIn(folder: string, copies: number, name = "CARD7"): Promise<string> {
  const card = join(folder, name);
  await mkdir(card);
  for (let copy = 0; copy < copies; copy++) {
    // 20260312T050000
    const at = new Date(Date.UTC(2026, 2, 12, 5, copy * 2)).toISOString().replace(/[-:]|\..*/g, "");
    const path = join(card, `${at.replace("T", "_")}.flac`);
    await copyFile(join(RECORDINGS, "birdnet_soundscape.flac"), path);
  }
  return card;
}

/** What the command line says, in a process that knows nothing of the app. */
export async function linnet(home: string, ...words: string[]): Promise<string> {
  const env = { ...process.env, LINNET_HOME: home };
  const { stdout } = await run(program("linnet"), words, { env, maxBuffer: 2 ** 28 });
  return stdout;
}

/** Make a project as Pyrenote Desktop does, with two recordings of a card. */
export async function pyrenoteIn(folder: string, card: string): Promise<string> {
  const path = join(folder, "pyrenote.sqlite");
  const cwd = here("../../../..");
  await run(program("python"), ["-m", "tests.labels.project", path], { cwd });
  const [one = "", other = ""] = (await readdir(card)).sort().map((name) => join(card, name));
  await sql(path, `UPDATE Recording SET url = iif(recordingId = 1, '${one}', '${other}')`);
  return path;
}

export type Row = Record<string, string | number | null>;

/** All rows of a question, read by another process in pages. `rest`: its order and filters. */
export async function rowsOf(catalog: string, select: string, ...rest: string[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const from: string[] = cursor === "" ? [] : ["--cursor", cursor];
    const asked = ["query", select, "--catalog", catalog, "--json", "--limit", "1000"];
    const said = await linnet("", ...asked, ...from, ...rest);
    const page = JSON.parse(said) as { rows: Row[]; nextCursor: string | null };
    rows.push(...page.rows);
    cursor = page.nextCursor;
  }
  return rows;
}

/** Whether this system lets a test mount a disk in memory. */
export function canMount(): boolean {
  const may = spawnSync("unshare", ["--mount", "mount", "-t", "tmpfs", "none", tmpdir()]);
  if (may.status !== 0) console.warn("No disk may be mounted here: full ones are not tested.");
  return may.status === 0;
}

/** A small disk of so many bytes. */
export async function small(path: string, size: string): Promise<string> {
  await mkdir(path);
  await run("mount", ["-t", "tmpfs", "-o", `size=${size}`, "linnet-test", path]);
  return path;
}

/** Plain SQL on a project, as any other program may ask it; gives what it selects. */
export async function sql(path: string, statement: string): Promise<unknown[][]> {
  const code = `import json, sqlite3, sys
with sqlite3.connect(sys.argv[1]) as db:
    made = [db.execute(each).fetchall() for each in sys.argv[2].split(";") if each.strip()]
print(json.dumps(made[-1]))`;
  const { stdout } = await run(program("python"), ["-c", code, path, statement]);
  return JSON.parse(stdout) as unknown[][];
}

/** Open Detections by its key, and wait for its rows. */
export async function detections(tab: Tab): Promise<Locator> {
  await tab.getByRole("navigation").waitFor();
  await tab.keyboard.press("Alt+3");
  const chosen = tab.locator(".table .row.chosen");
  await chosen.waitFor();
  await tab.waitForFunction(() => document.activeElement?.classList.contains("table"));
  return chosen;
}

/** Press Tab until something has the focus. */
export async function reach(tab: Tab, wanted: () => Locator): Promise<void> {
  for (let times = 0; times < 40; times++) {
    if (await wanted().evaluate((each) => each === document.activeElement)) return;
    await tab.keyboard.press("Tab");
  }
  throw new Error("The keys do not reach it.");
}

/** The detection that a row shows. */
export async function idOf(row: Locator): Promise<number> {
  const id = await row.getAttribute("id");
  return Number(id?.replace("detection-", ""));
}

/** Set up a run of a card by one thread, so that there is time to disturb it. */
export async function setUp(running: Running, card: string, files: number): Promise<void> {
  await running.tab().evaluate(async (path) => {
    const value = { what: "folder", folders: [path], threads: 1 };
    await window.linnet.memosSet({ key: "run/setup", value });
  }, card);
  await running.reload();
  await running
    .tab()
    .getByText(`${String(files)} recordings to hear`)
    .first()
    .waitFor();
}

/** Wait until so many files of the run are done; gives how many are. */
export async function reached(running: Running, files: number): Promise<number> {
  for (;;) {
    const [job] = running.app.jobs.list().running;
    const done = job?.progress?.done;
    if (job?.state === "running" && typeof done === "number" && done >= files) return done;
    if (job === undefined && running.app.jobs.list().ended.length > 0) {
      throw new Error("The run ended before it could be disturbed.");
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The files of the card of the result, and the sum of its parts. */
export async function sumOf(tab: Tab): Promise<{ files: number; rest: number }> {
  const shown = tab.locator(".run-ended .run-sum dd");
  // The heading stands there before the sum is asked for.
  await shown.first().waitFor();
  const parts = await shown.allTextContents();
  const [files = NaN, ...rest] = parts.map(Number);
  return { files, rest: rest.reduce((sum, each) => sum + each, 0) };
}

/** How many detections of each species a project holds, as another process reads it. */
export async function speciesOf(catalog: string): Promise<Record<string, unknown>> {
  const rows = await rowsOf(catalog, "species");
  return Object.fromEntries(rows.map((row) => [String(row.species), row.detections]));
}
