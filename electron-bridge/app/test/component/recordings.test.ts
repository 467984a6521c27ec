import type { Browser } from "playwright-core";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import { executable, launch } from "../chromium.js";
import { MadePlaces } from "./made-places.js";
import { madeMedia } from "./made-detections.js";
import { INSTALLED } from "./models-list.js";
import { firstCall, open, type Opened, Refusal, type Script, until } from "./scripted.js";

if (executable === undefined) console.warn("No Chromium here: Recordings is not tested.");

describe.skipIf(executable === undefined)("Recordings", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch(["--autoplay-policy=no-user-gesture-required"]);
  });

  afterAll(() => browser.close());

  async function recordings(query = "", more: Script = {}): Promise<Opened> {
    const made = new MadePlaces();
    const script = made.script({
      "models/list": () => ({ models: [INSTALLED] }),
      ...more,
    });
    return open(browser, { hash: `#/recordings?${query}`, media: madeMedia, script });
  }

  const chosen = ({ tab }: Opened, name: string | RegExp) =>
    tab.getByRole("treeitem", { name, selected: true }).waitFor();

  test("goes through the tree by its keys, and keeps what is chosen in the address", async () => {
    const opened = await recordings();
    const { tab, errors } = opened;
    await tab.locator("[role=tree]:focus").waitFor();
    await chosen(opened, "Manu 2026");
    await tab.keyboard.press("ArrowDown");
    await tab.keyboard.press("ArrowDown");
    await tab.keyboard.press("ArrowDown");
    await chosen(opened, /^Tapir-03 228 recordings 57 h/);
    await tab.keyboard.press("ArrowRight");
    await tab.keyboard.press("ArrowRight");
    await chosen(opened, /^AM 24F5 84 recordings 21 h.* 42 of 84 analysed/);
    const details = tab.getByRole("complementary", { name: "Details" });
    await details.getByText("Mar 14, 2026", { exact: true }).first().waitFor();
    await details.getByText("2 recordings").first().waitFor();
    await tab.reload();
    await chosen(opened, /^AM 24F5/);
    await tab.keyboard.press("ArrowLeft");
    await chosen(opened, /^Tapir-03/);
    assert.deepEqual(errors, []);
    await tab.context().close();
  });

  test("leads to the detections of a deployment, and to a run over what is left of it", async () => {
    const opened = await recordings("at=deployment 3");
    const { tab, calls } = opened;
    await chosen(opened, /^AM 24F5/);
    await tab.getByText("Mar 14, 2026", { exact: true }).first().waitFor();
    await tab.keyboard.press("Enter");
    await tab.waitForFunction(() => location.hash.startsWith("#/detections"));
    const hash = await tab.evaluate(() => location.hash);
    assert.deepEqual(JSON.parse(new URLSearchParams(hash.split("?")[1]).get("w") ?? ""), {
      site: ["Tapir-03"],
      survey: ["Manu 2026"],
      recorder: ["AM 24F5"],
      date: { between: ["2026-03-12", "2026-03-19"] },
    });
    await tab.goBack();
    await chosen(opened, /^AM 24F5/);
    await tab.getByRole("button", { name: "Analyse the 42 left" }).click();
    await tab.getByRole("button", { name: "What is left of AM 24F5 What" }).waitFor();
    const plan = (await firstCall(calls, "infer/plan")) as { where: unknown; notAnalysed: unknown };
    assert.deepEqual([plan.where, plan.notAnalysed], [{ deploymentId: 3 }, true]);
    await tab.context().close();
  });

  test("puts a site where it is dragged to, says so, and puts it back where that is refused", async () => {
    const refused = (): never => {
      throw new Refusal("StorageFull", "The catalog is read-only.");
    };
    for (const more of [{}, { "places/set": refused }]) {
      const { tab, calls } = await recordings("view=map&at=site 2", more);
      const dot = tab.locator(".map-site.chosen");
      await dot.waitFor();
      /** Where it is beside another site, wherever the map itself stands. */
      const beside = (): Promise<number[]> =>
        tab.evaluate(() => {
          const [one, other] = [1, 2].map((id) => {
            const box = document
              .querySelector(`.map-area > svg [data-site="${String(id)}"] .map-dot`)!
              .getBoundingClientRect();
            return [box.x + box.width / 2, box.y + box.height / 2];
          });
          return one!.map((at, axis) => other![axis]! - at);
        });
      const before = await beside();
      /** To a pixel or two, since dots stand on whole ones. */
      const isBack = async (): Promise<boolean> =>
        (await beside()).every((at, axis) => Math.abs(at - before[axis]!) <= 2);
      const box = await dot.locator(".map-dot").boundingBox();
      await tab.mouse.move(box!.x + 6, box!.y + 6);
      await tab.mouse.down();
      await tab.mouse.move(box!.x + 6, box!.y - 74, { steps: 5 });
      await tab.mouse.up();
      const { sites } = (await firstCall(calls, "places/set")) as { sites: object[] };
      const [{ siteId, latitude, longitude }] = sites as [Record<string, number>];
      assert.equal(siteId, 2);
      assert.isAbove(latitude!, -12.5662);
      assert.closeTo(longitude!, -70.1043, 1e-4);
      if ("places/set" in more) {
        await tab.getByRole("alert").waitFor();
      } else {
        await tab.locator(".toast", { hasText: "Tapir-02 is at another place now." }).waitFor();
        assert.isFalse(await isBack());
        await tab.locator(".toast").getByRole("button", { name: "Undo" }).click();
        await tab.locator(".toast", { hasText: "Taken back" }).waitFor();
      }
      while (!(await isBack())) await tab.waitForTimeout(20);
      await tab.context().close();
    }
  });

  test("lists recordings to both ends of the answer, and only those with a lack", async () => {
    const { tab, errors } = await recordings("view=table&o=path");
    const row = (name: string) => tab.getByRole("row", { name, selected: true }).waitFor();
    await tab.locator("[role=grid]:focus").waitFor();
    await row("20260312_000000.WAV CARD1");
    const begins = tab.getByRole("gridcell", { name: "Mar 12, 2026, 00:00:00" }).first();
    await begins.waitFor();
    assert.isFalse(await begins.evaluate((cell) => cell.scrollWidth > cell.clientWidth));
    await tab.keyboard.press("End");
    await row("ZOOM714.WAV");
    await tab.keyboard.press("Home");
    await row("20260312_000000.WAV CARD1");
    await tab.getByRole("button", { name: "All recordings Show" }).click();
    await tab.getByRole("option", { name: "Without a date" }).click();
    await tab.getByText("6 recordings", { exact: true }).first().waitFor();
    assert.equal(await tab.getByRole("cell", { name: "without a date" }).count(), 0);
    assert.equal(await tab.getByRole("gridcell", { name: "without a date" }).count(), 6);
    await tab.getByRole("textbox", { name: "Find in paths" }).fill("CARD1");
    await tab.getByRole("button", { name: "Show all" }).click();
    await tab.getByText("714 recordings", { exact: true }).first().waitFor();
    assert.deepEqual(errors, []);
    await tab.context().close();
  });

  test("changes all that match after counting them, as one step", async () => {
    const { tab, calls } = await recordings("view=table&at=loose");
    await tab.getByRole("button", { name: "Change all…" }).click();
    const dialog = tab.getByRole("dialog", { name: "Change all that match" });
    await dialog.getByText("6 recordings match.").first().waitFor();
    assert.isTrue(await dialog.getByRole("button", { name: "Change", exact: true }).isDisabled());
    await dialog.getByRole("button", { name: "As it is Deployment" }).click();
    await tab.getByRole("option", { name: /^Tapir-03 · SM4/ }).click();
    await dialog.getByRole("textbox", { name: "Clock shift" }).fill("an hour");
    assert.isTrue(await dialog.getByRole("button", { name: "Change", exact: true }).isDisabled());
    await dialog.getByRole("textbox", { name: "Clock shift" }).fill("-0:05");
    await dialog.getByRole("button", { name: "Change", exact: true }).click();
    await dialog.waitFor({ state: "detached" });
    const asked = calls.filter(({ method }) => method === "recordings/update");
    assert.deepEqual(asked.at(-1)?.params, {
      where: { deploymentId: null },
      ...{ deploymentId: 4, shiftSeconds: -300 },
    });
    await tab.context().close();
  });

  test("shows the clock that an import mended, and adds a later shift to it", async () => {
    const made = new MadePlaces();
    made.clocks.push({
      ...{ ruleId: 1, recordingId: null, deploymentId: null, siteId: null, site: null },
      ...{ folder: "/media/ana/CARD3", timezone: null, source: null, pattern: null },
      shiftSeconds: 61_368 * 3600,
    });
    const { tab, calls } = await recordings("at=deployment 3", made.script());
    const details = tab.getByRole("complementary", { name: "Details" });
    await details.getByText("+61368:00:00, of the folder /media/ana/CARD3").first().waitFor();
    await details.getByRole("button", { name: "Edit" }).click();
    const dialog = tab.getByRole("dialog", { name: /^Edit/ });
    await dialog
      .getByText(/^Added to \+61368:00:00, the shift of the folder/)
      .first()
      .waitFor();
    await dialog.getByRole("textbox", { name: "Clock shift" }).fill("0:10");
    await dialog.getByRole("button", { name: "Change", exact: true }).click();
    await dialog.waitFor({ state: "detached" });
    const { deployments } = calls.findLast(({ method }) => method === "places/set")?.params as {
      deployments: object[];
    };
    assert.deepEqual(deployments, [{ deploymentId: 3, shiftSeconds: 61_368 * 3600 + 600 }]);
    await tab.context().close();
  });

  test("an undo that is behind a step of a terminal offers to undo that one first", async () => {
    const made = new MadePlaces();
    let other = true;
    const { tab, calls } = await recordings("at=site 2", {
      ...made.script(),
      "places/undo": ({ batchId = null }) => {
        if (other && batchId !== null) {
          const more = { hint: "Undo batch 15 first." };
          throw new Refusal("InvalidParams", "Batch 1 is not the latest batch of places.", more);
        }
        if (other) {
          other = false;
          return { ...made.set({ sites: [], dryRun: true } as never), batchId: 15 };
        }
        return made.undo();
      },
    });
    const details = tab.getByRole("complementary", { name: "Details" });
    await details.getByRole("button", { name: "Edit" }).click();
    const dialog = tab.getByRole("dialog", { name: /^Edit/ });
    await dialog.getByRole("textbox", { name: "Name of the site" }).fill("Tapir-05");
    await dialog.getByRole("button", { name: "Change", exact: true }).click();
    await dialog.waitFor({ state: "detached" });
    const trouble = tab.getByRole("alert").filter({ hasText: "made elsewhere" });
    const undo = tab.locator(".toast").getByRole("button", { name: "Undo" }).last();
    await undo.click();
    await trouble.getByRole("button", { name: "Close" }).click();
    await trouble.waitFor({ state: "detached" });
    await tab.keyboard.press("Control+z");
    await trouble.getByRole("button", { name: "Undo the latest step of places" }).click();
    await tab.locator(".toast", { hasText: "The latest step of places was taken back." }).waitFor();
    await trouble.waitFor({ state: "detached" });
    await tab.locator(".toast").getByRole("button", { name: "Undo" }).last().click();
    await tab.locator(".toast", { hasText: "Taken back: " }).waitFor();
    const undone = calls.filter(({ method }) => method === "places/undo");
    assert.deepEqual(
      undone.map(({ params }) => (params as { batchId?: number }).batchId),
      [1, 1, undefined, 1],
    );
    await tab.context().close();
  });

  test("refuses the name of another site at its field", async () => {
    const { tab } = await recordings("at=site 2");
    const details = tab.getByRole("complementary", { name: "Details" });
    await details.getByRole("button", { name: "Edit" }).click();
    const dialog = tab.getByRole("dialog", { name: /^Edit/ });
    const change = dialog.getByRole("button", { name: "Change", exact: true });
    await dialog.getByRole("textbox", { name: "Name of the site" }).fill("Tapir-01");
    await dialog.getByText("Another site of the survey has this name.").first().waitFor();
    assert.isTrue(await change.isDisabled());
    await dialog.getByRole("textbox", { name: "Name of the site" }).fill("Tapir-05");
    await tab.waitForFunction(() => document.querySelector("[role=dialog] .field-error") === null);
    assert.isFalse(await change.isDisabled());
    await tab.context().close();
  });

  test("draws a line for each site with its gaps, and says what has no date", async () => {
    const { tab } = await recordings("view=timeline");
    await tab
      .getByRole("option", {
        name: "Tapir-02: 216 recordings, 54 hr, Mar 12, 2026 – Mar 31, 2026, 1 gap",
      })
      .waitFor();
    await tab
      .getByText("6 recordings have no date, and are not on the timeline.")
      .first()
      .waitFor();
    // A list of the page leaves the page its keys.
    await tab.locator("[role=listbox]:focus").waitFor();
    await tab.keyboard.press("m");
    await tab.getByRole("option", { name: /^Tapir-01/ }).focus();
    await tab.keyboard.press("g");
    await tab.getByRole("button", { name: "Site A line for each" }).click();
    await tab.getByRole("option", { name: "Deployment" }).click();
    await tab.getByRole("option", { name: /^SM4 S4A1: 144 recordings/ }).waitFor();
    await tab.locator(".timeline-undated").getByRole("button", { name: "Show" }).click();
    await tab.waitForFunction(() => /view=table/.test(location.hash));
    await tab.getByText("6 recordings", { exact: true }).first().waitFor();
    await tab.context().close();
  });

  test("counts by weeks where days would be too many, and says so", async () => {
    const made = new MadePlaces();
    const { tab } = await recordings("view=timeline", {
      query: (asked) => {
        if (asked.select !== "counts") return made.query(asked);
        const by: readonly string[] = asked.by ?? [];
        if (by.includes("date")) throw new Refusal("InvalidParams", "Too many rows.");
        const rows = made.counts(asked).map((row) => ({ ...row, week: "2026-03-09" }));
        return { ...(made.query(asked) as object), rows };
      },
    });
    await tab.getByText("There are very many days, so a bar is a week.").first().waitFor();
    await tab.getByRole("option", { name: /^Tapir-01: .*Mar 9, 2026 – Mar 15, 2026$/ }).waitFor();
    await tab.context().close();
  });

  test("tells the engine's refusal once, and shows the tree while hours are awaited", async () => {
    const made = new MadePlaces();
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { tab } = await recordings("", {
      query: async (asked) => {
        if (asked.select === "counts") await held;
        return made.query(asked);
      },
    });
    await tab.getByRole("treeitem", { name: /^Tapir-01 240 recordings$/ }).waitFor();
    release();
    await tab.getByRole("treeitem", { name: /^Tapir-01 240 recordings 60 hr/ }).waitFor();
    await tab.context().close();

    let isDown = true;
    const down = await recordings("", {
      query: (asked) => {
        if (isDown) throw new Refusal("CatalogUnavailable", "The file is not there.");
        return made.query(asked);
      },
    });
    await down.tab.getByRole("alert").waitFor();
    assert.equal(await down.tab.getByRole("alert").count(), 1);
    isDown = false;
    await down.tab.getByRole("button", { name: "Try again" }).click();
    await down.tab.getByRole("treeitem", { name: /^Tapir-01 240/ }).waitFor();
    await until(() => !isDown);
    await down.tab.context().close();
  });
});
