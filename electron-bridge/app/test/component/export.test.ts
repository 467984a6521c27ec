/** The page Export over a scripted engine: what it asks, what it writes, and what it says. */
import type { Browser } from "playwright-core";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import { executable, launch } from "../chromium.js";
import {
  CUT,
  DONE,
  exporting,
  type ExportScript,
  exportJob,
  FOLDER,
  PICKED,
  REFUSED,
} from "./export-script.js";
import { MadeCatalog } from "./made-detections.js";
import { madeJob, madeJobs } from "./made-jobs.js";
import { open, Refusal, type Opened, until } from "./scripted.js";

if (executable === undefined) console.warn("No Chromium here: the page is not tested.");

type Params = Record<string, unknown>;

const asked = ({ calls }: Opened, method: string): Params[] =>
  calls.filter((each) => each.method === method).map(({ params }) => params as Params);

const TO_RAVEN = { card: "raven", folder: FOLDER };

describe.skipIf(executable === undefined)("the page Export", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser.close());

  const shown = (options: ExportScript = {}, query = ""): Promise<Opened> =>
    open(browser, {
      hash: `#/export${query}`,
      script: exporting(options),
      picked: PICKED,
    });

  const preview = (opened: Opened): Params | undefined =>
    asked(opened, "export").findLast(({ dryRun }) => dryRun !== true);

  test("shows the first rows of each card, as its program gets them", async () => {
    const opened = await shown();
    const { tab } = opened;
    const formats = ["raven", "audacity", "kaleidoscope", "csv", "csv", "parquet", "json"];
    for (const [at, format] of formats.entries()) {
      await tab.keyboard.press(String(at + 1));
      await until(() => preview(opened)?.format === format);
    }
    await tab.getByLabel("Text of the file").getByText('"start"').first().waitFor();
    await tab.keyboard.press("2");
    await until(() => preview(opened)?.perRecording === true);
    await tab.keyboard.press("5");
    await until(() => preview(opened)?.bom === true);
    await tab.getByText("Recording, with a column for each species").click();
    await until(() => preview(opened)?.format === "table");
    await tab.getByText("Labels of people").click();
    await tab.getByText("There are no labels of people here").first().waitFor();
    assert.deepEqual(opened.errors, []);
  });

  test("gives the engine the filters of the address, and those of a view", async () => {
    const catalog = new MadeCatalog(2000);
    const filters = { species: ["Strix virgata"], confidence: { ge: 0.8 } };
    catalog.memos.set("views/Owls%20at%20night", { value: { filters }, revision: 1 });
    const where = encodeURIComponent(JSON.stringify({ site: "Tapir-02", model: "BirdNET 2.4" }));
    const opened = await shown({ catalog }, `?where=${where}`);
    const { tab } = opened;
    await tab.getByRole("list", { name: "Filters" }).getByText("Site: Tapir-02").first().waitFor();
    await tab.getByText("Only found right").click();
    const right = { site: "Tapir-02", model: "BirdNET 2.4", verified: "YES" };
    await until(() =>
      asked(opened, "query").some((each) => JSON.stringify(each.where) === JSON.stringify(right)),
    );
    await tab.getByText("No detection here was found right").first().waitFor();
    await tab.getByRole("button", { name: "Export them as heard" }).click();
    await tab.getByRole("button", { name: /^What/ }).click();
    await tab.getByRole("option", { name: "View: Owls at night" }).click();
    await tab.getByText("Score 0.80 and above").first().waitFor();
    await until(() => JSON.stringify(preview(opened)?.where) === JSON.stringify(filters));
    assert.match(await tab.evaluate(() => location.hash), /view=Owls/);
  });

  test("leaves filters out that labels do not have, and says which", async () => {
    const where = encodeURIComponent(
      JSON.stringify({ site: "Tapir-02", confidence: { ge: 0.8 }, verdictBy: "Ana" }),
    );
    const opened = await shown({}, `?where=${where}`);
    await opened.tab.getByText("Labels of people").click();
    await opened.tab.getByText("these filters are left out: Score.").first().waitFor();
    const labels = { isHuman: 1, site: "Tapir-02", labeler: "Ana" };
    await until(() =>
      asked(opened, "query").some(
        ({ select, where: given }) =>
          select === "annotations" &&
          JSON.stringify(given) === JSON.stringify({ mostRecent: 1, ...labels }),
      ),
    );
  });

  test("names the plan, and begins as a job of main", async () => {
    const opened = await shown({ setup: { card: "raven" } });
    const { tab } = opened;
    await tab.getByText("Choose a folder first.").first().waitFor();
    assert.isTrue(await tab.locator(".export-start").isDisabled());
    await tab.keyboard.press("o");
    await tab.getByText("Will write 4 files").first().waitFor();
    await tab.getByText("replaces 1 earlier export (12 kB)").first().waitFor();
    await tab.getByText("Also clips of sound").click();
    await tab.getByText("Will cut 129 clips").first().waitFor();
    await tab.getByText("12 are there already").first().waitFor();
    await tab.getByText("2 recordings are not found").first().waitFor();
    await tab.keyboard.press("Control+Enter");
    await until(() => asked(opened, "jobs.start").length === 2);
    const [rows, clips] = asked(opened, "jobs.start").map(
      (values) => (values as unknown as [{ kind: string; method: string; params: Params }])[0],
    );
    assert.deepInclude(rows, { kind: "export", method: "export" });
    assert.deepInclude(rows?.params, {
      ...{ format: "raven", destination: `${FOLDER}/`, methods: true, where: {} },
    });
    assert.deepInclude(clips?.params, { destination: `${FOLDER}/clips`, padding: 1, most: 100 });
    assert.deepEqual(opened.errors, []);
  });

  test("says so where it is asked for before the plan is there", async () => {
    let answer: (() => void) | undefined;
    const script = exporting({ setup: TO_RAVEN });
    const opened = await open(browser, {
      hash: "#/export",
      script: {
        ...script,
        export: async (params) => {
          if (params.dryRun === true) {
            await new Promise<void>((resolve) => {
              answer = resolve;
            });
          }
          return script.export?.(params);
        },
      },
    });
    const { tab } = opened;
    await until(() => answer !== undefined);
    await tab.keyboard.press("Control+Enter");
    await tab.getByText("Nothing was begun: Linnet still plans the files.").first().waitFor();
    assert.deepEqual(asked(opened, "jobs.start"), []);
    answer?.();
    await tab.locator(".export-start:not([disabled])").waitFor();
    await tab.keyboard.press("Control+Enter");
    await until(() => asked(opened, "jobs.start").length === 1);
  });

  test("plans again once an export has ended, and begins on no older plan", async () => {
    let replaced = 0;
    let isSlow = false;
    const script = exporting({ setup: TO_RAVEN });
    const opened = await open(browser, {
      hash: "#/export",
      script: {
        ...script,
        export: async (params) => {
          if (params.dryRun === true && isSlow) await new Promise(() => undefined);
          const value = (await script.export?.(params)) as { plan: object | null };
          return value.plan === null ? value : { ...value, plan: { ...value.plan, replaced } };
        },
      },
    });
    const { tab, emit } = opened;
    await tab.locator(".export-start:not([disabled])").waitFor();
    replaced = 4;
    await emit("jobs", madeJobs(DONE));
    await tab.getByText("replaces 4 earlier exports").first().waitFor();
    isSlow = true;
    await tab.getByText("Methods text").first().click();
    await tab.locator(".export-start[disabled]").waitFor();
    await tab.keyboard.press("Control+Enter");
    await tab.getByText("Nothing was begun: Linnet still plans the files.").first().waitFor();
    assert.deepEqual(asked(opened, "jobs.start"), []);
  });

  test("asks for as many of each as is said, and for names of clips that tell", async () => {
    const opened = await shown({ setup: { card: "clips", folder: FOLDER } });
    const { tab } = opened;
    await tab.getByText("Only so many of each").click();
    await tab.getByLabel("At most").fill("7");
    await tab.getByRole("button", { name: /Names/ }).click();
    await tab.getByRole("option", { name: "Species, score, verdict and time" }).click();
    await until(() => asked(opened, "clips").some(({ most, names }) => most === 7 && !!names));
    assert.deepInclude(asked(opened, "clips").at(-1), {
      ...{ destination: FOLDER, most: 7, per: "species", pick: "best", dryRun: true },
      names: "{species}_{score}_{verdict}_{time}",
    });
  });

  test.each([
    ["a file of that name that is no export", REFUSED, "is no earlier export"],
    [
      "a folder that cannot be written",
      { refused: 1, refusals: [{ ...REFUSED.refusals?.[0], kind: "StorageFull" }] } as object,
      "This folder cannot be written.",
    ],
  ])("does not begin over %s", async (_, plan, said) => {
    const opened = await shown({ setup: TO_RAVEN, plan });
    await opened.tab.getByText(said).first().waitFor();
    assert.isTrue(await opened.tab.locator(".export-start").isDisabled());
    await opened.tab.keyboard.press("Control+Enter");
    assert.deepEqual(asked(opened, "jobs.start"), []);
  });

  test("says when the disk has too little room, and when a folder is not granted", async () => {
    const full = await shown({ setup: TO_RAVEN, plan: { bytes: 5e9, freeBytes: 1e9 } });
    await full.tab
      .getByText(/needs about 5 GB, and the disk has 1 GB left/)
      .first()
      .waitFor();
    const plan = (): never => {
      throw new Refusal("NotAllowed", "The page may not name this.", { path: FOLDER });
    };
    const closed = await shown({ setup: TO_RAVEN, plan });
    await closed.tab.getByText("Linnet may not write to this folder yet.").first().waitFor();
    assert.isTrue(await closed.tab.locator(".export-start").isDisabled());
  });

  test("tells rows asked for and written, shows the folder, and remembers the last", async () => {
    const opened = await shown({ setup: TO_RAVEN });
    const { tab, emit } = opened;
    const progress = { kind: "report", done: 800, total: 2000, files: 0 };
    await emit("jobs", madeJobs(exportJob({ progress })));
    // The shell tells of the job too, before the page is there to hear the keys.
    await tab.locator(".export-start").waitFor();
    await tab.getByText("800 of 2,000").first().waitFor();
    await tab.keyboard.press("Control+.");
    await until(() => asked(opened, "jobs.cancel").length === 1);
    await emit("jobs", madeJobs(DONE, CUT));
    await tab.getByText("2,000 of 2,000 rows").first().waitFor();
    await tab.getByText("139 of 141 clips").first().waitFor();
    await tab.getByRole("button", { name: "Show in folder" }).first().click();
    await until(() =>
      opened.asked.some(
        ({ name, values }) =>
          name === "showInFolder" && values[0] === `${FOLDER}/linnet.selection.table.txt`,
      ),
    );
    await until(() => asked(opened, "memos/set").some(({ key }) => key === "export/last"));
    await emit("jobs", madeJobs());
    await tab
      .getByText(/Last: Clips of sound, .*2026/)
      .first()
      .waitFor();
    await emit("jobs", madeJobs(exportJob({ state: "cancelled" })));
    await tab.getByText("No file was written or replaced.").first().waitFor();
    assert.deepEqual(opened.errors, []);
  });

  test("says what a run that goes on means", async () => {
    const { tab, emit } = await shown({ setup: TO_RAVEN });
    await emit("jobs", madeJobs(madeJob({ kind: "run", method: "infer", state: "running" })));
    await tab.getByText("A run goes on. The export holds what is there").first().waitFor();
  });

  test("is reached from Detections with its filters", async () => {
    const catalog = new MadeCatalog(2000);
    const filters = { site: "Tapir-02" };
    const w = encodeURIComponent(JSON.stringify(filters));
    const { tab } = await open(browser, {
      hash: `#/detections?w=${w}`,
      script: exporting({ catalog }),
    });
    await tab.locator("[role=grid]:focus").waitFor();
    await tab.keyboard.press("Control+e");
    await tab.getByText("Site: Tapir-02").first().waitFor();
    await tab.getByText("500 detections").first().waitFor();
  });

  test("an empty project says what to do", async () => {
    const { tab } = await shown({ catalog: new MadeCatalog(0) });
    await tab.getByText("There is nothing to export yet").first().waitFor();
    await tab.getByRole("button", { name: "Set up a run" }).click();
    await tab.waitForFunction(() => location.hash.startsWith("#/run"));
  });
});
