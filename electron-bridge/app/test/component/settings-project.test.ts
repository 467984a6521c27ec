/** What Settings tells and does of the project: its storage, its wholeness, its history. */
import type { Browser, Page as Tab } from "playwright-core";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import { executable, launch } from "../chromium.js";
import { madeJob, madeJobs } from "./made-jobs.js";
import { CLEARED, DECISIONS, SETTINGS_SCRIPT, STORED } from "./settings-script.js";
import { firstCall, open, type Opened, type Scripted, until } from "./scripted.js";

if (executable === undefined) console.warn("No Chromium here: the page is not tested.");

const NO_ROWS = { rows: [], nextCursor: null, prevCursor: null, before: 0, marks: [], notes: [] };

const focused = (tab: Tab): Promise<string | undefined> =>
  tab.evaluate(() => document.activeElement?.tagName);

describe.skipIf(executable === undefined)("the project in Settings", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser.close());

  async function settings(section: string, more: Scripted = {}): Promise<Opened> {
    const opened = await open(browser, { hash: `#/settings?section=${section}`, ...more });
    await opened.emit("state", { state: "ready", project: 1 });
    return opened;
  }

  test("tells what clearing frees and what stays, before it clears", async () => {
    const asked: unknown[] = [];
    const { tab } = await settings("storage", {
      script: {
        ...SETTINGS_SCRIPT,
        "storage/clear": (params) => {
          asked.push(params);
          return { ...CLEARED, dryRun: params.dryRun ?? false, kept: [] };
        },
      },
    });
    await tab.getByText("more than 3.2 GB of 10 GB").first().waitFor();
    await tab.getByText("210 GB free of 512 GB:").first().waitFor();
    const button = tab.getByRole("button", { name: "Clear: Prepared recordings" });
    await button.press("Enter");
    const dialog = tab.getByRole("dialog", { name: "Clear: Prepared recordings" });
    await dialog.getByText("This frees 3.1 GB, 4,810 files.").first().waitFor();
    await tab.keyboard.press("Enter");
    await dialog.waitFor({ state: "detached" });
    assert.deepEqual(asked, [{ what: ["features"], dryRun: true }]);
    await tab.waitForFunction(() => document.activeElement?.tagName === "BUTTON");
    await tab.keyboard.press("Enter");
    await dialog.getByRole("button", { name: "Clear now" }).click();
    await tab.getByText("3.1 GB are free again.").first().waitFor();
    assert.deepEqual(asked.at(-1), { what: ["features"] });
  });

  test("says what stays and why, and that a backup is gone for good", async () => {
    const kept = { what: "backups", why: "onlyCopy", bytes: 141e6, files: 1, examples: ["/b"] };
    const { tab, calls } = await settings("storage", {
      script: {
        ...SETTINGS_SCRIPT,
        "storage/clear": () => ({ ...CLEARED, bytes: 0, cleared: [], kept: [kept] }),
      },
    });
    await tab.getByRole("button", { name: /^Remove the backup of Nov 20, 2026/ }).click();
    const dialog = tab.getByRole("dialog", { name: /^Remove the backup of Nov 20, 2026/ });
    await dialog.getByText("It cannot be made again as it was.").first().waitFor();
    await dialog.getByText("The project itself has problems").first().waitFor();
    assert.equal(await dialog.getByRole("button", { name: "Remove now" }).count(), 0);
    const backups = [STORED.backups[0]?.name];
    assert.deepInclude(calls, { method: "storage/clear", params: { backups, dryRun: true } });
  });

  test("sets the limit at once, with an undo that takes it out of the file again", async () => {
    let cache: unknown = STORED.cache;
    const { tab, calls } = await settings("storage", {
      script: {
        ...SETTINGS_SCRIPT,
        storage: () => ({ ...STORED, cache }),
        "storage/set": ({ cacheBytes }) => {
          const place = "/home/ana/settings.toml, line 1";
          cache = { ...STORED.cache, ...(cacheBytes !== null && { bytes: cacheBytes, place }) };
          Object.assign(cache as object, { source: cacheBytes === null ? "default" : "file" });
          return { cache, file: "/home/ana/settings.toml" };
        },
      },
    });
    const field = tab.getByRole("textbox", { name: "Limit for prepared recordings" });
    await field.fill("2.5");
    await field.press("Enter");
    await tab.getByText("more than 3.2 GB of 2.5 GB").first().waitFor();
    await tab.getByText("More than the limit").first().waitFor();
    await tab.getByText("from the file /home/ana/settings.toml, line 1").first().waitFor();
    assert.deepInclude(calls, { method: "storage/set", params: { cacheBytes: 2_500_000_000 } });
    const undo = tab.getByRole("region", { name: "News" }).getByRole("button", { name: "Undo" });
    await undo.click();
    await tab.getByText("more than 3.2 GB of 10 GB").first().waitFor();
    assert.deepInclude(calls, { method: "storage/set", params: { cacheBytes: null } });
  });

  test("copies the log without the home folder, and tells the engine's figures", async () => {
    const log = ["2026-11-29T10:00:01Z main /home/ana/Linnet/a.sqlite is open."];
    const { tab, asked } = await settings("engine", { script: SETTINGS_SCRIPT, log });
    await tab.getByText("118 of 264").first().waitFor();
    await tab.getByText("48,211").first().waitFor();
    await tab.getByRole("row", { name: "Threads of a run threads 3 from the file" }).waitFor();
    await tab.getByText("This variable sets nothing: LINNET_TREADS.").first().waitFor();
    await tab.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await tab.getByRole("button", { name: "Copy the last 200 lines" }).click();
    await tab.getByText("1 line is copied").first().waitFor();
    const copied = await tab.evaluate(() => navigator.clipboard.readText());
    assert.equal(copied, "2026-11-29T10:00:01Z main ~/Linnet/a.sqlite is open.");
    await tab.getByRole("button", { name: "Restart the engine" }).click();
    await until(() => asked.some(({ name }) => name === "openProject"));
  });

  test("asks before a repair, and says when the project was checked last", async () => {
    const at = "2026-03-12T10:00:00Z";
    const { tab, calls, emit } = await settings("project", {
      script: {
        ...SETTINGS_SCRIPT,
        query: () => ({ ...NO_ROWS, total: 0, totalExact: true }),
        "memos/get": ({ key }) => ({ key, value: { at, problems: 2 }, revision: 1, changedAt: at }),
        "memos/set": () => ({ key: "upkeep/check", revision: 2 }),
        "jobs.start": () => ({ id: 3 }),
      },
    });
    await tab.getByText("Checked on Mar 12, 2026").first().waitFor();
    await tab.getByText("it had problems then.").first().waitFor();
    await tab.getByRole("button", { name: "Repair…" }).click();
    const dialog = tab.getByRole("dialog", { name: "Repair the project?" });
    await tab.keyboard.press("Enter");
    await dialog.waitFor({ state: "detached" });
    assert.isFalse(calls.some(({ method }) => method === "jobs.start"));
    await tab.getByRole("button", { name: "Repair…" }).click();
    await dialog.getByRole("button", { name: "Repair now" }).click();
    const [start] = (await firstCall(calls, "jobs.start")) as object[];
    assert.deepInclude(start, { method: "catalog/repair" });
    const endedAt = "2026-11-29T10:00:00Z";
    const found = { recordings: 12, detections: 1204, bytes: 9e6, problems: [] };
    const outcome = { ok: true as const, value: found, leftOut: 0 };
    const check = { id: 2, kind: "check", method: "catalog/check" as const, endedAt };
    await emit("jobs", madeJobs(madeJob({ ...check, state: "done", outcome })));
    await tab.getByText("Checked on Nov 29, 2026").first().waitFor();
    const value = { at: endedAt, problems: 0 };
    await firstCall(calls, "memos/set");
    assert.deepInclude(calls, { method: "memos/set", params: { key: "upkeep/check", value } });
  });

  test("lists the folders that may be read, says why one is off, and takes one back", async () => {
    const { tab, asked } = await settings("folders", {
      grants: [
        { path: "/media/ana/CARD7", added: "2026-03-12T10:00:00Z", off: "It is not there now." },
        { path: "/home/ana/Recordings", added: "2026-02-01T10:00:00Z", off: null },
      ],
    });
    await tab.getByText("It is not there now.").first().waitFor();
    await tab.getByRole("button", { name: "Take back /media/ana/CARD7" }).click();
    await tab.getByText("It is not there now.").waitFor({ state: "detached" });
    assert.deepInclude(asked, { name: "revoke", values: ["/media/ana/CARD7"] });
    assert.notEqual(await focused(tab), "BODY");
  });

  test("checks and backs up the project as jobs, and tells their outcome in words", async () => {
    const { tab, calls, emit } = await settings("project", {
      picked: [{ path: "/media/ana/BACKUP", name: "BACKUP", isFolder: true }],
      script: {
        query: () => ({ ...NO_ROWS, total: 0, totalExact: true }),
        "jobs.start": () => ({ id: 1 }),
      },
    });
    await tab.getByText("No step yet.").first().waitFor();
    await tab.getByRole("button", { name: "Back up…" }).click();
    const [start] = (await firstCall(calls, "jobs.start")) as object[];
    assert.deepInclude(start, {
      method: "catalog/backup",
      params: { destination: "/media/ana/BACKUP" },
    });
    const job = { kind: "backup", method: "catalog/backup" as const };
    const progress = { kind: "report", done: 40, total: 100, unit: "page" };
    await emit("jobs", madeJobs(madeJob({ ...job, state: "running", progress })));
    await tab.getByRole("progressbar", { name: "Backing up…" }).waitFor();
    const value = { path: "/media/ana/BACKUP/linnet.backup.sqlite", bytes: 143_000_000 };
    const outcome = { ok: true as const, value, leftOut: 0 };
    await emit("jobs", madeJobs(madeJob({ ...job, state: "done", outcome })));
    await tab.getByText("The copy is written: 143 MB.").first().waitFor();
    const problem = { kind: "orphans", count: 3, message: "3 regions have no recording." };
    const found = { recordings: 12, detections: 1204, bytes: 9e6, problems: [problem] };
    const checked = { ok: true as const, value: found, leftOut: 0 };
    const check = { id: 2, kind: "check", method: "catalog/check" as const };
    await emit("jobs", madeJobs(madeJob({ ...check, state: "done", outcome: checked })));
    await tab.getByText("The project has problems.").first().waitFor();
    await tab.getByText("3 regions have no recording.").first().waitFor();
  });

  test("says what each step of one decision was about", async () => {
    const step = (batchId: number, annotations: number): object => ({
      ...{ batchId, annotations, what: "annotate", labeler: "Ana Quispe", withdrawn: 0 },
      ...{ madeAt: "2026-11-29T10:00:00Z", undoneAt: null },
    });
    const made = DECISIONS.map((row, at) => ({ ...row, batchId: at + 1 }));
    const { tab, calls } = await settings("project", {
      script: {
        ...SETTINGS_SCRIPT,
        query: ({ select, where }) => {
          const ids = (where?.batchId ?? []) as number[];
          const rows =
            select === "annotations"
              ? made.filter(({ batchId }) => ids.includes(batchId))
              : [step(4, 12), step(3, 1), step(2, 1), step(1, 1)];
          return { ...NO_ROWS, total: rows.length, totalExact: true, rows };
        },
      },
    });
    const list = tab.getByRole("list", { name: "History" });
    await list.getByText("Great Tinamou").first().waitFor();
    const lines = await list.getByRole("listitem").allInnerTexts();
    assert.match(
      lines[1]!,
      /^1 decision: Great Tinamou Tinamus major 20260312_051200\.WAV\s+\S*12/i,
    );
    assert.match(lines[3]!, /^1 decision: Undulated Tinamou /);
    assert.notInclude(lines[0]!, ": ");
    await list.getByRole("button", { name: "Undo step 3: 1 decision: Tinamus major" }).waitFor();
    const asked = calls
      .filter(({ method }) => method === "query")
      .map(({ params }) => params as { select: string; where: unknown })
      .find(({ select }) => select === "annotations");
    assert.deepEqual(asked?.where, { batchId: [3, 2, 1] });
    await tab.context().close();
  });

  test("shows the history, the newest first, and undoes a step", async () => {
    let undone: string | null = null;
    const { tab, calls } = await settings("project", {
      script: {
        ...SETTINGS_SCRIPT,
        query: ({ select }) => ({
          ...NO_ROWS,
          total: 1,
          totalExact: true,
          rows:
            select === "annotations"
              ? DECISIONS
              : [
                  {
                    batchId: 7,
                    what: "annotate",
                    labeler: "Ana",
                    madeAt: "2026-11-29T10:00:00Z",
                    undoneAt: undone,
                    annotations: 12,
                    withdrawn: 0,
                  },
                ],
        }),
        "annotations/undo": () => {
          undone = "2026-11-29T11:00:00Z";
          return { batchId: 7, annotations: 12 };
        },
        "annotations/redo": () => {
          undone = null;
          return { batchId: 7, annotations: 12 };
        },
      },
    });
    const step = tab.getByRole("button", { name: "Undo step 7: 12 decisions" });
    await step.press("Enter");
    const dialog = tab.getByRole("dialog", { name: "12 decisions" });
    await dialog.getByRole("row", { name: "Tinamus major" }).waitFor();
    await dialog.getByText("The undo takes back 12 decisions.").first().waitFor();
    await tab.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    assert.isFalse(calls.some(({ method }) => method === "annotations/undo"));
    await tab.waitForFunction(() => document.activeElement?.tagName === "BUTTON");
    await tab.keyboard.press("Enter");
    await dialog.getByRole("button", { name: "Undo this step" }).waitFor();
    await tab.keyboard.press("Enter");
    await dialog.waitFor({ state: "detached" });
    await tab.getByText("undone", { exact: true }).first().waitFor();
    assert.deepInclude(calls, { method: "annotations/undo", params: { batchId: 7 } });
    await tab.getByRole("button", { name: "Show step 7: 12 decisions" }).press("Enter");
    await dialog.getByText("A redo lets it count again").first().waitFor();
    await dialog.getByRole("button", { name: "Redo this step" }).press("Enter");
    await step.waitFor();
    assert.deepInclude(calls, { method: "annotations/redo", params: { batchId: 7 } });
    assert.notEqual(await focused(tab), "BODY");
  });
});
