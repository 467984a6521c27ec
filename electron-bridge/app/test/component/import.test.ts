/** The import sheet: what is shown before anything is written, what can be said, and what is then asked. */
import type { Browser } from "playwright-core";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import { executable, launch } from "../chromium.js";
import { BAD, BROUGHT, CARD, cards, FOLDER, FOLDERS, lookedAt } from "./made-cards.js";
import { job, jobs } from "./run-script.js";
import { firstCall, open, Refusal, type Opened, type Scripted, until } from "./scripted.js";

if (executable === undefined) console.warn("No Chromium here: the import sheet is not tested.");

const EMPTY = {
  ...{ rows: [], nextCursor: null, prevCursor: null, before: 0, marks: [], notes: [] },
  ...{ total: 0, totalExact: true },
};

describe.skipIf(executable === undefined)("the import sheet", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser.close());

  const begin = async (more: Scripted = {}): Promise<Opened> => {
    const opened = await open(browser, {
      hash: "#/recordings",
      picked: [CARD],
      ...more,
      script: { query: () => EMPTY, ...cards(), ...more.script },
    });
    await opened.tab.getByRole("heading", { name: "Recordings", level: 1 }).waitFor();
    await opened.tab.keyboard.press("i");
    await opened.tab.getByRole("dialog", { name: "Import recordings" }).waitFor();
    await opened.tab.getByRole("button", { name: "Choose folder…" }).last().click();
    return opened;
  };

  const row = ({ tab }: Opened, name: string) =>
    tab.getByRole("listbox", { name: "Folders of the import" }).getByRole("option", { name });

  const asked = ({ calls }: Opened): Record<string, unknown>[] =>
    calls
      .filter(({ method }) => method === "recordings/import")
      .map(({ params }) => params as Record<string, unknown>);

  test("shows folders as a tree, with what is guessed of each, and writes nothing", async () => {
    const opened = await begin();
    await row(opened, "Tapir-01/DATA").waitFor();
    const text = (await row(opened, "Tapir-01/DATA").textContent()) ?? "";
    for (const each of ["480 files", "Manu 2026 / Tapir-01", "Mar 12, 2026 to Mar 19, 2026"]) {
      assert.include(text, each);
    }
    assert.include((await row(opened, "Tapir-05/DATA").textContent()) ?? "", "known already");
    assert.deepEqual(asked(opened), [
      { inputs: [CARD.path], dryRun: true, levels: true, folders: [] },
    ]);
    assert.isFalse(opened.calls.some(({ method }) => method === "jobs.start"));
  });

  test("shows rows while the look still goes on, with a count", async () => {
    const opened = await begin({
      script: { "recordings/import": () => new Promise(() => undefined) },
    });
    await firstCall(opened.calls, "recordings/import");
    await opened.emit("progress recordings/import", {
      ...{ kind: "report", done: 480, total: 1204, folders: [FOLDER] },
    });
    await row(opened, "DATA").waitFor();
    await opened.tab.getByText("480 of 1,204 files").first().waitFor();
    assert.isTrue(
      await opened.tab
        .getByRole("button", { name: /^Import/ })
        .last()
        .isDisabled(),
    );
  });

  test("a folder can be heard before it is imported", async () => {
    const opened = await begin();
    const { tab, calls } = opened;
    const picture = await firstCall(calls, "spectrogram");
    assert.include(picture as object, { path: FOLDER.example, start: 0, end: 10 });
    await tab.getByRole("button", { name: /^Hear 10 s/ }).click();
    assert.deepEqual(await firstCall(calls, "sound"), { path: FOLDER.example, start: 0, end: 10 });
  });

  test("another pattern, typed or proposed, is looked at and then imported", async () => {
    const opened = await begin();
    const { tab, calls } = opened;
    const line = tab.getByRole("textbox", { name: "Names of the folders" });
    await row(opened, "Tapir-01/DATA").waitFor();
    assert.equal(await line.inputValue(), "{survey}/{site}/*/*");
    await tab.getByText("explains 2 of 6 folders").first().waitFor();
    await tab.getByRole("button", { name: "{site}/*/*", exact: true }).click();
    assert.equal(await line.inputValue(), "{site}/*/*");
    await until(() => asked(opened).length === 2);
    assert.equal(asked(opened)[1]?.pattern, "{site}/*/*");
    await tab.locator(".dialog.sheet button.primary:not([disabled])").waitFor();
    await tab.keyboard.press("Control+Enter");
    const begun = (await firstCall(calls, "jobs.start")) as { params: object }[];
    assert.deepEqual(begun[0]?.params, {
      inputs: [CARD.path],
      pattern: "{site}/*/*",
      folders: [],
    });
  });

  test("a chip puts a name where the caret is", async () => {
    const opened = await begin();
    const { tab } = opened;
    await row(opened, "Tapir-01/DATA").waitFor();
    const line = tab.getByRole("textbox", { name: "Names of the folders" });
    await line.fill("/*");
    await line.press("Home");
    await tab.getByRole("button", { name: "{site} Site" }).click();
    assert.equal(await line.inputValue(), "{site}/*");
  });

  test("each conflict has its fix, and what was said is looked at and imported", async () => {
    const opened = await begin();
    const { tab, calls } = opened;
    await row(opened, "Tapir-02/DATA").click();
    await tab.getByRole("button", { name: "Set the year to 2026" }).click();
    await row(opened, "Tapir-04/DATA").click();
    await tab.getByRole("button", { name: "It was at Tapir-01 too" }).click();
    await row(opened, "Tapir-01 copia/DATA").click();
    await tab.getByRole("button", { name: "Leave out this folder" }).click();
    await row(opened, "Tapir-03/DATA").click();
    await tab.getByRole("button", { name: "Set the clock…" }).first().click();
    const dialog = tab.getByRole("dialog", { name: "Set the clock of this folder" });
    await dialog.getByText("1970-01-01 00:00:12").first().waitFor();
    await dialog.getByRole("textbox").fill("2026-03-12 05:00:12");
    await dialog.getByRole("button", { name: "Set the clock" }).click();
    await tab.locator(".import-row.odd").first().waitFor({ state: "detached" });
    await tab.locator(".dialog.sheet button.primary:not([disabled])").click();
    const [begun] = (await firstCall(calls, "jobs.start")) as { params: { folders: object[] } }[];
    const path = (site: string): string => FOLDER.path.replace("Tapir-01", site);
    assert.sameDeepMembers(begun?.params.folders ?? [], [
      { folder: path("Tapir-02"), shiftSeconds: FOLDERS[1]?.trouble[0]?.shiftSeconds },
      { folder: path("Tapir-04"), site: "Tapir-01", survey: "Manu 2026" },
      { folder: path("Tapir-01 copia"), leaveOut: true },
      {
        folder: path("Tapir-03"),
        shiftSeconds: (Date.UTC(2026, 2, 12, 5, 0, 12) - Date.UTC(1970, 0, 1, 0, 0, 12)) / 1000,
      },
    ]);
  });

  test("a site that is typed counts before the pattern, and an empty one gives way", async () => {
    const opened = await begin();
    const { tab } = opened;
    await row(opened, "Tapir-01/DATA").click();
    const site = tab.getByRole("textbox", { name: "Site" });
    await site.fill("Collpa");
    await site.press("Enter");
    await until(() => asked(opened).length === 2);
    assert.deepEqual(asked(opened)[1]?.folders, [{ folder: FOLDER.path, site: "Collpa" }]);
    await row(opened, "Tapir-01/DATA").getByText("Manu 2026 / Collpa").first().waitFor();
    await site.fill("");
    await site.press("Enter");
    await until(() => asked(opened).length === 3);
    assert.deepEqual(asked(opened)[2]?.folders, []);
  });

  test("what was said stays while the sheet is closed", async () => {
    const opened = await begin();
    const { tab } = opened;
    await row(opened, "Tapir-02/DATA").click();
    await tab.getByRole("button", { name: "Leave out this folder" }).click();
    await tab.locator(".import-row.out").waitFor();
    await tab.keyboard.press("Escape");
    await tab.getByRole("dialog").waitFor({ state: "detached" });
    await tab.keyboard.press("i");
    await tab.locator(".import-row.out").waitFor();
  });

  test.each([
    [
      "a folder without recordings",
      { folders: [], errors: ["RecordingNotFound"] },
      /no recordings in CARD7/,
    ],
    [
      "all known",
      { folders: [{ ...FOLDER, known: 480 }] },
      "The project has all these recordings already.",
    ],
    [
      "none readable",
      {
        folders: [
          {
            ...FOLDER,
            trouble: [{ ...FOLDERS[2]?.trouble[1], count: 480 }] as typeof FOLDER.trouble,
          },
        ],
        errors: ["UnreadableAudio"],
      },
      "None of these files can be read.",
    ],
  ] as const)("says so: %s", async (_, { folders, ...more }, words) => {
    const kinds = "errors" in more ? more.errors : [];
    const errors = kinds.map((kind) => ({ ...BAD, kind, path: CARD.path }));
    const opened = await begin({
      script: { "recordings/import": (params) => lookedAt([...folders], params, { errors }) },
    });
    await opened.tab.getByText(words).first().waitFor();
    const isOff = await opened.tab.locator(".dialog.sheet button.primary").last().isDisabled();
    assert.equal(isOff, kinds.length > 0);
  });

  test("a folder that may not be read is asked for again", async () => {
    let isGranted = false;
    const opened = await begin({
      script: {
        "recordings/import": (params) => {
          if (isGranted) return lookedAt(FOLDERS, params);
          isGranted = true;
          throw new Refusal("NotAllowed", "No grant.", { path: CARD.path });
        },
      },
    });
    await opened.tab.getByRole("alert").getByRole("button", { name: "Choose folder…" }).click();
    await row(opened, "Tapir-01/DATA").waitFor();
  });

  test("goes on while the sheet is closed, and says what it brought and where", async () => {
    const opened = await begin();
    const { tab, emit } = opened;
    await tab.locator(".dialog.sheet button.primary:not([disabled])").click();
    await firstCall(opened.calls, "jobs.start");
    const mine = { id: 7, kind: "import", title: "CARD7", method: "recordings/import" } as const;
    await emit("jobs", jobs({ running: [job({ ...mine, progress: { done: 480, total: 1932 } })] }));
    await tab.getByText("480 of 1,932 files").first().waitFor();
    await tab.keyboard.press("Escape");
    await tab.locator(".import-bar").getByText("480 of 1,932 files").first().waitFor();
    await emit(
      "jobs",
      jobs({
        ended: [job({ ...mine, state: "done", outcome: { ok: true, value: BROUGHT, leftOut: 0 } })],
      }),
    );
    const bar = tab.locator(".import-bar");
    await bar.getByText("1,452 recordings were imported.").first().waitFor();
    const text = (await bar.textContent()) ?? "";
    for (const each of [
      "480 were in the project already.",
      "480 were left out.",
      "Manu 2026 / Tapir-01: 480",
      "(no site): 12",
      "1 file cannot be read.",
    ]) {
      assert.include(text, each);
    }
    await bar.getByRole("button", { name: "Close" }).click();
    await bar.waitFor({ state: "detached" });
  });

  test("a wrong pattern cannot be imported, by the button or by its key", async () => {
    const opened = await begin({
      script: {
        "recordings/import": (params) => {
          if (params.pattern === "{site") throw new Refusal("InvalidParams", "A { has no }.");
          return lookedAt(FOLDERS, params);
        },
      },
    });
    const { tab, calls } = opened;
    const primary = tab.locator(".dialog.sheet button.primary").last();
    await tab.locator(".dialog.sheet button.primary:not([disabled])").waitFor();
    await tab.getByRole("textbox", { name: "Names of the folders" }).fill("{site");
    await tab.getByText("A { has no }.").first().waitFor();
    assert.isTrue(await primary.isDisabled());
    await tab.keyboard.press("Control+Enter");
    await tab.getByRole("textbox", { name: "Names of the folders" }).fill("{site}");
    await tab.locator(".dialog.sheet button.primary:not([disabled])").waitFor();
    assert.isFalse(calls.some(({ method }) => method === "jobs.start"));
  });

  test("an import that fails leaves the sheet with all that was said", async () => {
    const opened = await begin();
    const { tab, emit } = opened;
    await row(opened, "Tapir-02/DATA").click();
    await tab.getByRole("button", { name: "Leave out this folder" }).click();
    await tab.locator(".import-row.out").waitFor();
    await tab.locator(".dialog.sheet button.primary:not([disabled])").click();
    await firstCall(opened.calls, "jobs.start");
    const error = { code: 0, kind: "StorageFull", message: "The disk is full." };
    const mine = { id: 7, kind: "import", title: "CARD7", method: "recordings/import" } as const;
    await emit("jobs", jobs({ running: [job(mine)] }));
    await tab.getByRole("progressbar").waitFor();
    const ended = job({ ...mine, state: "failed", outcome: { ok: false, error } });
    await emit("jobs", jobs({ ended: [ended] }));
    await tab.getByRole("alert").getByText("The disk is full.").first().waitFor();
    await tab.locator(".import-row.out").waitFor();
    await tab.locator(".dialog.sheet button.primary:not([disabled])").waitFor();
  });

  test("says that it still looks where the import is asked for too early", async () => {
    const { tab, calls } = await begin({
      script: { "recordings/import": () => new Promise(() => undefined) },
    });
    await firstCall(calls, "recordings/import");
    await tab.keyboard.press("Control+Enter");
    await tab.getByText("Nothing was begun: Linnet still looks.").first().waitFor();
    assert.isFalse(calls.some(({ method }) => method === "jobs.start"));
  });

  test("a file that is cut off and was imported is not said to be unreadable", async () => {
    const { tab, calls, emit } = await begin();
    await tab.locator(".dialog.sheet button.primary:not([disabled])").click();
    await firstCall(calls, "jobs.start");
    const mine = { id: 7, kind: "import", title: "CARD7", method: "recordings/import" } as const;
    const value = { ...BROUGHT, added: 61, errors: [{ ...BAD, imported: true }] };
    const ended = job({ ...mine, state: "done", outcome: { ok: true, value, leftOut: 0 } });
    await emit("jobs", jobs({ ended: [ended] }));
    await tab.getByText("1 file ends too early or is damaged.").first().waitFor();
    assert.equal(await tab.getByText("cannot be read").count(), 0);
  });

  test("folders that vanish during the look are one line", async () => {
    const errors = Array.from({ length: 150 }, (_, at) => ({
      ...{ ...BAD, kind: "RecordingNotFound" },
      path: `${CARD.path}/night ${String(at % 3)}/2026_${String(at)}.WAV`,
    }));
    const { tab } = await begin({
      script: { "recordings/import": (params) => lookedAt(FOLDERS, params, { errors }) },
    });
    await tab.getByText("3 folders are gone since the look began:").first().waitFor();
    assert.equal(await tab.locator(".import-body .banner").count(), 1);
  });
});
