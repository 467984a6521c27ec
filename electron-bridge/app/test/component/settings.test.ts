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

describe.skipIf(executable === undefined)("the page Settings", () => {
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

  test("keeps each change at once, by the keyboard alone", async () => {
    const { tab, settings: kept, errors } = await settings("you");
    await tab.getByRole("tab", { name: "You" }).focus();
    await tab.keyboard.press("ArrowDown");
    await tab.keyboard.press("ArrowDown");
    await tab.keyboard.press("Tab");
    await tab.keyboard.press("ArrowDown");
    await tab.keyboard.press("ArrowDown");
    await tab.waitForFunction(() => document.documentElement.dataset.theme === "dark");
    await until(() => kept.theme === "dark");
    await tab.getByRole("tab", { name: "You" }).click();
    await tab.getByRole("textbox", { name: "Your name" }).fill("Ana Quispe");
    await until(() => kept.labeler === "Ana Quispe");
    assert.deepEqual(errors, []);
  });

  test("says that no Spanish names are kept, takes them from a file, and shows them", async () => {
    let isKept = false;
    const { tab, calls } = await settings("languages", {
      picked: [{ path: "/home/ana/es.txt", name: "es.txt", isFolder: false }],
      script: {
        ...SETTINGS_SCRIPT,
        "names/search": () => ({
          ...{ names: [], total: 0, languages: isKept ? ["es"] : [] },
          notes: isKept
            ? []
            : [
                {
                  ...{ kind: "withoutLanguage", count: 1, examples: ["es"] },
                  ...{ what: null, hint: null, message: "", changesResults: false },
                } as never,
              ],
        }),
        "names/add": ({ language }) => {
          isKept = true;
          return { language, names: 6522, known: 6500 };
        },
      },
    });
    await tab.getByText("Spanish names", { exact: true }).click();
    await tab
      .getByText("No Spanish names are kept here yet, so the English ones stand.")
      .first()
      .waitFor();
    await tab.getByRole("button", { name: "Add Spanish names…" }).click();
    await tab.locator(".toast", { hasText: "6,522 Spanish names are kept now." }).waitFor();
    await tab.getByRole("button", { name: "Add Spanish names…" }).waitFor({ state: "detached" });
    assert.deepEqual(await firstCall(calls, "names/add"), {
      ...{ language: "es", path: "/home/ana/es.txt" },
    });
  });

  test("finds a setting of any section by a word, and Esc brings the sections back", async () => {
    const { tab } = await settings("you", { settings: { language: "es" } });
    await tab.getByRole("tab", { name: "Usted" }).focus();
    await tab.keyboard.press("/");
    await tab.keyboard.type("LIMITADOR decibelios");
    await tab.getByRole("heading", { name: "Ganancia" }).waitFor();
    assert.equal(await tab.locator(".setting").count(), 1);
    await tab.keyboard.press("Escape");
    await tab.getByRole("tab", { name: "Usted" }).waitFor();
    await tab.keyboard.type("xyzzy");
    await tab.getByText("Ningún ajuste tiene estas palabras").first().waitFor();
  });

  test("takes the next key that is pressed; a key that is in use is swapped or left", async () => {
    const { tab, settings: kept } = await settings("keys");
    const row = tab.getByRole("button", { name: "Change the key of “Pause the run, or go on”" });
    await row.click();
    const dialog = tab.getByRole("dialog", { name: "Key for “Pause the run, or go on”" });
    await dialog.getByRole("textbox").waitFor();
    await tab.keyboard.press("Control+w");
    await dialog.getByText("Ctrl+W is a key of the system").first().waitFor();
    await tab.keyboard.press("e");
    await dialog.getByText("E already gives “Show the files with errors”.").first().waitFor();
    await tab.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    assert.deepEqual(kept.keys, {});
    await tab.waitForFunction(() => document.activeElement?.tagName === "BUTTON");
    await tab.keyboard.press("Enter");
    await dialog.getByRole("textbox").waitFor();
    await tab.keyboard.press("e");
    await dialog.getByRole("button", { name: "Swap the keys" }).waitFor();
    await tab.keyboard.press("Enter");
    await dialog.waitFor({ state: "detached" });
    await until(() => Object.keys(kept.keys).length === 2);
    assert.deepEqual(kept.keys, { "run.pause": ["e"], "run.errors": ["p"] });
    await tab.waitForFunction(() => document.activeElement?.tagName === "BUTTON");
    await tab.getByRole("button", { name: "Put back all keys" }).click();
    await until(() => Object.keys(kept.keys).length === 0);
  });

  test("shows what a file would change and what is left out, takes it, and takes it back", async () => {
    const { tab, settings: kept } = await settings("copy", {
      copy: {
        ok: true,
        value: {
          name: "lab.json",
          settings: {
            ...{ theme: "dark", barWide: true, profile: "pyrenote" },
            keys: { "run.pause": ["k"], "run.preset": ["k"], "run.fly": ["y"] },
          },
          unknown: ["wings"],
        },
      },
    });
    await tab.getByRole("button", { name: "Import…" }).press("Enter");
    const dialog = tab.getByRole("dialog", { name: "Import lab.json" });
    await dialog.getByRole("row", { name: "Theme As the computer Dark" }).waitFor();
    await dialog.getByRole("row", { name: "Set of keys Linnet Pyrenote" }).waitFor();
    await dialog.getByRole("row", { name: "Pause the run, or go on P K" }).waitFor();
    await dialog.getByRole("row", { name: "Choose the row below ↓ ↓ → S D Tab" }).waitFor();
    assert.equal(await dialog.getByText("Left bar with names").count(), 0);
    for (const text of [
      "K stands for “Pause the run, or go on” and for “Choose a job”. The first one keeps it.",
      "This version of Linnet has no “run.fly”.",
      "This version of Linnet has no “wings”.",
    ]) {
      await dialog.getByText(text).first().waitFor();
    }
    assert.equal(kept.theme, "system");
    await tab.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    assert.deepEqual(kept.keys, {});
    await tab.waitForFunction(() => document.activeElement?.textContent === "Import…");
    await tab.keyboard.press("Enter");
    await dialog.getByRole("button", { name: "Take these settings" }).waitFor();
    await tab.keyboard.press("Enter");
    const undo = tab.getByRole("button", { name: "Undo", exact: true });
    await tab.getByText("The settings of lab.json act now.").first().waitFor();
    await until(() => kept.theme === "dark");
    assert.deepEqual(kept.keys, { "run.pause": ["k"], "run.preset": [] });
    assert.equal(kept.profile, "pyrenote");
    await undo.click();
    await until(() => kept.theme === "system");
    assert.deepEqual([kept.keys, kept.profile], [{}, "linnet"]);
  });

  test("says why a file of settings is refused, and where one was written", async () => {
    const message = '"verify.json" is no file of Linnet\'s settings.';
    const { tab } = await settings("copy", {
      copy: { ok: false, error: { code: -32030, kind: "NotAllowed", message } },
    });
    await tab.getByRole("button", { name: "Import…" }).click();
    await tab.getByRole("alert").getByText(message).first().waitFor();
    await tab.getByRole("button", { name: "Export…" }).click();
    await tab.getByText("The settings are written:").first().waitFor();
    await tab.getByRole("alert").waitFor({ state: "detached" });
  });

  test("takes back one change after the other by Ctrl+Z; in a field it is the text's", async () => {
    const { tab, settings: kept } = await settings("look");
    await tab.getByText("Dark", { exact: true }).click();
    await tab.getByText("Viridis").click();
    await tab.keyboard.press("Control+b");
    await until(() => kept.theme === "dark" && kept.colours === "viridis" && !kept.barWide);
    await tab.keyboard.press("Control+z");
    await until(() => kept.barWide);
    await tab.getByRole("button", { name: "Undo Ctrl+Z" }).click();
    await until(() => kept.colours === "theme");
    await tab.keyboard.press("Control+z");
    await until(() => kept.theme === "system");
    await tab.getByRole("tab", { name: "You" }).click();
    const field = tab.getByRole("textbox", { name: "Your name" });
    // As a quick hand types, quicker than main answers.
    await field.fill("Ana");
    await field.pressSequentially(" Quispe");
    await until(() => kept.labeler === "Ana Quispe");
    await tab.getByRole("button", { name: "Undo Ctrl+Z" }).click();
    await until(() => kept.labeler === "");
    assert.equal(await field.inputValue(), "");
  });

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

  test.each(["run", "detections", "models", "settings", "first-run"])(
    "says on the page %s, once, that a broken settings file was put aside",
    async (page) => {
      const { tab } = await open(browser, {
        hash: `#/${page}`,
        info: { settingsTrouble: "The settings could not be read. The old file is a.broken." },
      });
      const banner = tab.locator(".banner");
      const said = banner.getByText("The old file is a.broken.");
      await said.waitFor();
      assert.equal(await said.count(), 1);
      await banner.getByRole("button", { name: "Close" }).click();
      await said.waitFor({ state: "detached" });
      await tab.waitForFunction(() => document.activeElement !== document.body);
      const [next, title] = page === "settings" ? ["run", "Run"] : ["settings", "Settings"];
      await tab.evaluate((hash) => {
        location.hash = hash;
      }, `#/${next}`);
      await tab.getByRole("heading", { level: 1, name: title, exact: true }).waitFor();
      assert.equal(await said.count(), 0);
      await tab.context().close();
    },
  );

  test("says in main's words alone that a setting could not be stored", async () => {
    const { tab } = await settings("look", { unkept: "No se pudo guardar la configuración." });
    await tab.keyboard.press("Shift+T");
    await tab.getByText("No se pudo guardar la configuración.", { exact: true }).first().waitFor();
    await tab.context().close();
  });

  test("gives the page to an engine that failed, and starts it again", async () => {
    const { tab, emit, asked } = await open(browser, { hash: "#/models" });
    const crash = { code: 0, kind: "Crashed", message: "The engine ended." };
    await emit("state", { state: "failed", project: 1, error: crash, stderr: [] });
    await tab.getByRole("heading", { name: "The engine could not be started" }).waitFor();
    const message = "The project's file is not there.";
    const error = { code: 1, kind: "CatalogUnavailable", message, hint: "Plug in its drive." };
    await emit("state", { state: "failed", project: 1, error, stderr: ["no such file"] });
    await tab.getByRole("heading", { name: "The project could not be opened" }).waitFor();
    for (const text of [message, "Plug in its drive.", "no such file", "/home/ana/Linnet/"]) {
      await tab.getByText(text).first().waitFor();
    }
    await tab.keyboard.press("Enter");
    await until(() => asked.some(({ name }) => name === "openProject"));
    const path = "/home/ana/Linnet/linnet.sqlite";
    assert.deepInclude(asked, { name: "openProject", values: [path] });
    await tab.keyboard.press("Control+,");
    await tab.getByRole("tab", { name: "Engine" }).click();
    await tab.getByText("Engine failed").first().waitFor();
    await tab.getByRole("button", { name: "Start again" }).waitFor();
  });
});
