/** Activity over scripted counts: sums, cells and their filters, what is saved, what is kept. */
import type { Browser } from "playwright-core";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import type { QueryRequest } from "@linnet/electron-bridge/generated/contract.js";
import { executable, launch } from "../chromium.js";
import { MADE_HOURS, madeCounts, madeHeard } from "./made-activity.js";
import { MadeCatalog } from "./made-detections.js";
import { open, type Opened, type Scripted, until } from "./scripted.js";

if (executable === undefined) console.warn("No Chromium here: Activity is not tested.");

const OWL = "Megascops watsonii";

const heard = (from: string, to: string): number =>
  MADE_HOURS.filter(({ date }) => date >= from && date <= to).reduce(
    (sum, hour) => sum + madeHeard(OWL, hour),
    0,
  );

const ALL = heard("2026-03-01", "2026-03-28");

describe.skipIf(executable === undefined)("Activity", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser.close());

  function shown(hash: string, more: Scripted = {}): Promise<Opened> {
    const catalog = new MadeCatalog(20);
    const query = (asked: QueryRequest): unknown =>
      asked.select === "counts" ? madeCounts(asked) : catalog.query(asked);
    return open(browser, { hash, script: catalog.script({ query }), ...more });
  }

  const of = (some: object, more = ""): string =>
    `#/activity?w=${encodeURIComponent(JSON.stringify(some))}${more}`;

  test("sums, the table for screen readers and the saved numbers are those of the counts", async () => {
    const opened = await shown(of({ species: [OWL] }, "&n=1"));
    const { tab } = opened;
    await tab.getByRole("link", { name: `Show all ${String(ALL)} detections` }).waitFor();
    // It is drawn after the plot.
    await tab.locator(".heat-map tbody tr").nth(29).waitFor({ state: "attached" });
    const cells = await tab.locator(".heat-map td:not(:last-child)").allTextContents();
    const told = cells.slice(0, -24).map((text) => Number(/^(\d+) detection/.exec(text)?.[1] ?? 0));
    assert.equal(
      told.reduce((sum, each) => sum + each, 0),
      ALL,
    );
    await tab.getByRole("button", { name: "Save or copy" }).click();
    await tab.getByRole("menuitem", { name: "Save the numbers (CSV)" }).click();
    await tab.getByText("Saved:").first().waitFor();
    const { values } = opened.asked.find(({ name }) => name === "saveFile") ?? { values: [] };
    assert.deepEqual(values.slice(0, 2), ["csv", "activity-megascops-watsonii"]);
    const text = Buffer.from(String(values[2]), "base64").toString("utf8");
    const [about = "", head = "", ...rows] = text.replace("\ufeff", "").trim().split("\r\n");
    assert.match(about, /^# Linnet; Activity; Megascops watsonii; all sites; /);
    const at = head.split(",").indexOf("detections");
    const sum = rows.reduce((all, row) => all + Number(row.split(",")[at]), 0);
    assert.equal(sum, ALL);
    assert.deepEqual(opened.errors, []);
    await tab.context().close();
  });

  test("a night's block opens as a filter of Detections, over midnight", async () => {
    const { tab } = await shown(of({ species: [OWL], score: 0.6, site: "Tapir-03" }, "&n=1"));
    await tab.locator(".heat-plot").focus();
    // 22:00 to 02:00 of the second night and the one after it.
    for (const key of [
      "ArrowRight",
      "PageDown",
      "ArrowDown",
      "ArrowDown",
      "ArrowDown",
      "ArrowDown",
    ]) {
      await tab.keyboard.press(key);
    }
    for (const key of ["ArrowDown", "ArrowDown", "ArrowDown", "ArrowRight"]) {
      await tab.keyboard.press(`Shift+${key}`);
    }
    await tab.getByText("22:00–02:00 · Mar 1 to Mar 2, 2026").first().waitFor();
    await tab.keyboard.press("Enter");
    await tab.waitForFunction(() => location.hash.startsWith("#/detections"));
    const where = await tab.evaluate(() =>
      new URLSearchParams(location.hash.split("?")[1]).get("w"),
    );
    assert.deepEqual(JSON.parse(String(where)), {
      ...{ species: [OWL], site: ["Tapir-03"], confidence: { ge: 0.6 } },
      date: { ge: "2026-03-01T12:00:00", lt: "2026-03-03T12:00:00" },
      timeOfDay: { between: [22, 7199 / 3600] },
    });
    await tab.getByText("Hour 22:00 to 02:00").first().waitFor();
    await tab.context().close();
  });

  test("it opens on what was counted last, and never on all species", async () => {
    const opened = await shown("#/activity");
    const { tab, calls } = opened;
    await tab.getByText("Of which species?").first().waitFor();
    const counted = (): boolean => JSON.stringify(calls).includes('"by":["date","hour"]');
    assert.isFalse(counted());
    await tab.getByRole("button", { name: "Tawny-bellied Screech-Owl" }).click();
    await tab.locator(".heat-plot").waitFor();
    await until(() => calls.some(({ method }) => method === "memos/set"));
    for (const hash of ["#/models", "#/activity"]) {
      await tab.evaluate((next) => {
        location.hash = next;
      }, hash);
    }
    await tab.getByRole("link", { name: `Show all ${String(ALL)} detections` }).waitFor();
    await tab.context().close();
  });

  test("a date that is none says which days the plot shows, and its field shows a date whole", async () => {
    const { tab } = await shown(of({ species: [OWL], first: "2026-03-05" }));
    await tab.locator(".heat-plot").waitFor();
    const from = tab.getByRole("textbox", { name: "From" });
    const isCut = await from.evaluate((input) => input.scrollWidth > input.clientWidth);
    assert.isFalse(isCut);
    await from.fill("2026-02-30");
    await tab
      .getByText("“2026-02-30” is no date, so the plot does not follow it.")
      .getByText("The plot shows the days from Mar 5, 2026 on.")
      .first()
      .waitFor();
    await from.fill("2026-03-06");
    await tab.getByText("is no date").first().waitFor({ state: "detached" });
  });

  test.each([true, false])(
    "days the wrong way round are said to be so; nights: %s",
    async (noon) => {
      const reversed = of(
        { species: [OWL], first: "2026-03-09", last: "2026-03-08" },
        noon ? "&n=1" : "",
      );
      const { tab } = await shown(reversed);
      await tab.getByRole("heading", { name: "The dates are the wrong way round" }).waitFor();
      await tab.getByRole("button", { name: "Swap the dates" }).click();
      await tab.locator(".heat-plot").waitFor();
      assert.equal(await tab.getByRole("textbox", { name: "From" }).inputValue(), "2026-03-08");
    },
  );

  test("Esc gives up what takes long, and it can be counted again", async () => {
    let slow = true;
    const { tab, calls } = await shown(of({ species: [OWL] }), {
      script: {
        query: (asked) =>
          slow && asked.of === "detections" ? new Promise(() => undefined) : madeCounts(asked),
        cancel: () => undefined,
      },
    });
    await tab.getByText("Counting… Esc gives up.").first().waitFor();
    await tab.keyboard.press("Escape");
    await tab.getByText("Counting was given up").first().waitFor();
    await until(() => calls.some(({ method }) => method === "cancel"));
    slow = false;
    await tab.getByRole("button", { name: "Count again" }).click();
    await tab.locator(".heat-plot").waitFor();
    await tab.context().close();
  });
});
