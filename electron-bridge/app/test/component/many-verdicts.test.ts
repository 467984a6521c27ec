/** Verdicts on all that match: asked once, followed, stopped, and taken back as one step. */
import type { Browser } from "playwright-core";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import type { AnnotateRequest } from "@linnet/electron-bridge/generated/contract.js";
import { executable, launch } from "../chromium.js";
import { MadeCatalog, madeMedia, ordered } from "./made-detections.js";
import { open, type Opened, Refusal, type Script, until } from "./scripted.js";

if (executable === undefined) console.warn("No Chromium here: the page is not tested.");

describe.skipIf(executable === undefined)("verdicts on all that match", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser.close());

  async function shown(catalog: MadeCatalog, script: Script = {}): Promise<Opened> {
    const opened = await open(browser, {
      hash: "#/detections",
      media: madeMedia,
      settings: { labeler: "Ana Quispe" },
      script: catalog.script(script),
    });
    await opened.tab.waitForFunction(
      () => document.activeElement?.hasAttribute("aria-activedescendant") === true,
    );
    return opened;
  }

  const asked = ({ calls }: Opened): AnnotateRequest[] =>
    calls
      .filter(({ method }) => method === "annotate")
      .map(({ params }) => params as AnnotateRequest)
      .filter(({ dryRun }) => dryRun !== true);

  const wrong = (catalog: MadeCatalog): number =>
    catalog.rows.filter(({ verified }) => verified === "NO").length;

  const shows = ({ tab }: Opened, verdict: string): Promise<unknown> =>
    tab.waitForFunction((word) => {
      const rows = [...document.querySelectorAll("[role=row] .verdict")];
      return rows.length > 3 && rows.every((row) => row.classList.contains(word));
    }, verdict);

  test("are asked for once, and taken back as one step", async () => {
    const catalog = new MadeCatalog(12_408);
    const opened = await shown(catalog);
    const { tab, errors } = opened;
    await tab.keyboard.press("Control+a");
    await tab.getByText("More than 10,000 rows are marked.").first().waitFor();
    assert.equal(await tab.getByRole("row", { selected: false }).locator(".verdict").count(), 0);
    await tab.keyboard.press("c");
    const dialog = tab.getByRole("alertdialog");
    await dialog.getByText("Mark 12,408 detections as wrong?").first().waitFor();
    await tab.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    assert.lengthOf(asked(opened), 0);

    await tab.waitForFunction(() => document.activeElement?.role === "grid");
    const news = tab.getByText(/12,408 detections are marked now: Wrong\. Ctrl\+Z takes it back/);
    await tab.keyboard.press("c");
    await dialog.getByText("Mark 12,408 detections as wrong?").first().waitFor();
    await tab.keyboard.press("Enter");
    await news.waitFor();
    assert.equal(wrong(catalog), 12_408);
    await shows(opened, "wrong");
    const [params] = asked(opened);
    // What a run adds meanwhile is not meant.
    assert.deepEqual(params?.where, { detectionId: { le: 12_408 } });
    assert.deepInclude(params, { except: [], verified: "NO", labeler: { name: "Ana Quispe" } });

    await tab.waitForFunction(() => document.activeElement?.role === "grid");
    await tab.keyboard.press("Control+z");
    await until(() => wrong(catalog) === 0);
    await shows(opened, "none");
    assert.deepEqual(errors, []);
    await tab.context().close();
  });

  test("leave out rows that are taken from the choice", async () => {
    const catalog = new MadeCatalog(300);
    const opened = await shown(catalog);
    const { tab } = opened;
    const [, second] = ordered(catalog.rows, ["-confidence"]);
    await tab.keyboard.press("Control+a");
    await tab.getByText("All 300 rows are marked.").first().waitFor();
    const row = tab.locator(`#detection-${String(second?.detectionId)}`);
    await row.click({ modifiers: ["Control"] });
    await tab.getByText("299 rows are marked; not all that match.").first().waitFor();
    await tab.keyboard.press("x");
    await tab.getByText("Mark 299 detections as right?").first().waitFor();
    await tab.keyboard.press("Enter");
    await until(() => asked(opened).length > 0);
    assert.deepEqual(asked(opened)[0]?.except, [second?.detectionId]);
    await row.locator(".verdict.none").waitFor();
    await tab.context().close();
  });

  test("on a few rows are given at once, and on marked rows by their ids", async () => {
    const catalog = new MadeCatalog(300);
    const opened = await shown(catalog);
    const { tab } = opened;
    for (let row = 0; row < 4; row++) await tab.keyboard.press("Shift+ArrowDown");
    await tab.getByText("5 rows are marked; not all that match.").first().waitFor();
    await tab.keyboard.press("c");
    await until(() => wrong(catalog) === 5);
    assert.lengthOf(asked(opened)[0]?.annotations ?? [], 5);
    for (let row = 0; row < 30; row++) await tab.keyboard.press("Shift+ArrowDown");
    await tab.getByText("35 rows are marked; not all that match.").first().waitFor();
    await tab.keyboard.press("v");
    await tab.getByText("Mark 35 detections as unsure?").first().waitFor();
    await tab.keyboard.press("Enter");
    await until(() => asked(opened).length === 2);
    const { where } = asked(opened)[1] ?? {};
    assert.lengthOf((where?.detectionId as { in: number[] }).in, 35);
    await tab.context().close();
  });

  test("show how far they are; what was stored before a stop is one step", async () => {
    const catalog = new MadeCatalog(400);
    let stop: () => void = () => undefined;
    const stopped = new Promise<void>((resolve) => (stop = resolve));
    const opened = await shown(catalog, {
      annotate: async (params) => {
        if (params.dryRun === true) return catalog.annotate(params);
        await stopped;
        catalog.annotate({ ...params, where: { detectionId: { le: 100 } } });
        throw new Refusal("RequestCancelled", "Stopped as asked.");
      },
      cancel: ([, params]) => {
        if ((params as AnnotateRequest).dryRun !== true) stop();
      },
    });
    const { tab, emit } = opened;
    await tab.keyboard.press("Control+a");
    await tab.getByText("All 400 rows are marked.").first().waitFor();
    await tab.keyboard.press("c");
    await tab.getByText("Mark 400 detections as wrong?").first().waitFor();
    await tab.keyboard.press("Enter");
    await until(() => asked(opened).length > 0);
    await emit("progress annotate", { kind: "waiting", done: 0, behind: "annotate" });
    await emit("progress annotate", {
      kind: "report",
      done: 100,
      total: 400,
      unit: "detections",
      batchId: 1,
      elapsedSeconds: 1,
    });
    await tab.getByText("Marking: Wrong").first().waitFor();
    await tab.getByText("100 of 400").first().waitFor();
    const busy = tab.getByText("Another step is under way.");
    await tab.keyboard.press("Control+z");
    await busy.waitFor();
    const news = tab.getByText(/Stopped\. 100 detections are marked now: Wrong\./);
    await tab.getByRole("button", { name: "Stop" }).press("Enter");
    await news.waitFor();
    // Rows that no step had come to show what is stored.
    const [best] = ordered(catalog.rows, ["-confidence"]).filter((row) => row.detectionId > 100);
    await tab.locator(`#detection-${String(best?.detectionId)} .verdict.none`).waitFor();
    await tab.keyboard.press("Control+z");
    await until(() => wrong(catalog) === 0);
    await tab.context().close();
  });

  test("say what was not stored", async () => {
    const catalog = new MadeCatalog(100);
    const opened = await shown(catalog, {
      annotate: (params) => {
        if (params.dryRun === true) return catalog.annotate(params);
        throw new Refusal("StorageFull", "The disk is full.");
      },
    });
    const { tab } = opened;
    await tab.keyboard.press("Control+a");
    await tab.keyboard.press("c");
    await tab.getByText("Mark 100 detections as wrong?").first().waitFor();
    await tab.keyboard.press("Enter");
    await tab.getByRole("alert").getByText("The disk is full.").first().waitFor();
    await shows(opened, "none");
    await tab.context().close();
  });
});
