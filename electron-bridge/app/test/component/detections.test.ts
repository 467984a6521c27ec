import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Browser } from "playwright-core";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import { executable, launch } from "../chromium.js";
import { MadeCatalog, madeMedia, ordered } from "./made-detections.js";
import { open, type Opened, Refusal, type Scripted, until } from "./scripted.js";

if (executable === undefined) console.warn("No Chromium here: the page is not tested.");

describe.skipIf(executable === undefined)("the page Detections", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch(["--autoplay-policy=no-user-gesture-required"]);
  });

  afterAll(() => browser.close());

  /** The page over made detections, its first rows shown and the focus in them. */
  async function shown(catalog = new MadeCatalog(), more: Scripted = {}): Promise<Opened> {
    const opened = await open(browser, {
      hash: "#/detections",
      media: madeMedia,
      settings: { labeler: "Ana Quispe" },
      ...more,
      script: catalog.script(more.script),
    });
    await opened.tab.waitForFunction(
      () => document.activeElement?.hasAttribute("aria-activedescendant") === true,
    );
    return opened;
  }

  const chosen = async ({ tab }: Opened): Promise<number> =>
    Number((await tab.getByRole("grid").getAttribute("aria-activedescendant"))?.split("-")[1]);

  const waitChosen = ({ tab }: Opened, id: number | undefined): Promise<unknown> =>
    tab.waitForFunction(
      (wanted) => document.querySelector(`[aria-activedescendant="${wanted}"]`) !== null,
      `detection-${String(id)}`,
    );

  const text = ({ tab }: Opened, id: number | undefined): Promise<string> =>
    tab.locator(`#detection-${String(id)} .verdict`).innerText();

  test("judges by keys at once, goes on, takes back, and says what was not stored", async () => {
    const catalog = new MadeCatalog();
    let refused = false;
    const opened = await shown(catalog, {
      script: {
        annotate: (asked) => {
          if (refused) throw new Refusal("StorageFull", "The disk is full.");
          return catalog.annotate(asked);
        },
      },
    });
    const { tab, errors } = opened;
    const [one, two, three, four] = ordered(catalog.rows, ["-confidence"]);
    assert.equal(await chosen(opened), one?.detectionId);
    await tab.getByText("10,000 match").first().waitFor();
    for (const key of ["x", "c", "v"]) await tab.keyboard.press(key);
    await waitChosen(opened, four?.detectionId);
    const ids = [one, two, three].map((row) => row?.detectionId);
    const words = await Promise.all(ids.map((id) => text(opened, id)));
    assert.deepEqual(
      words.map((each) => each.trim()),
      ["Right", "Wrong", "Unsure"],
    );
    const judged = catalog.rows.find((row) => row.detectionId === one?.detectionId);
    assert.deepInclude(judged, { verified: "YES", verdictBy: "Ana Quispe" });
    await tab.keyboard.press("Control+z");
    await tab.waitForFunction(
      (id) => document.querySelector(`#detection-${id} .verdict.none`) !== null,
      String(three?.detectionId),
    );
    refused = true;
    await tab.keyboard.press("x");
    await tab.getByRole("alert").getByText("The disk is full.").first().waitFor();
    await tab.locator(`#detection-${String(four?.detectionId)} .verdict.none`).waitFor();
    assert.deepEqual(errors, []);
    await tab.context().close();
  });

  test("says once why there are no rows, counts none, and has them when asked again", async () => {
    const catalog = new MadeCatalog();
    const { query } = catalog.script();
    let refused = true;
    const { tab } = await open(browser, {
      hash: "#/detections",
      script: {
        ...catalog.script(),
        query: (asked) => {
          if (refused) throw new Refusal("CatalogUnavailable", "The catalog cannot be opened.");
          return query?.(asked);
        },
      },
    });
    const trouble = tab.getByRole("alert").getByText("The catalog cannot be opened.");
    await trouble.waitFor();
    assert.equal(await trouble.count(), 1);
    assert.equal(await tab.getByText(/^0 match$/).count(), 0);
    refused = false;
    await tab.getByRole("button", { name: "Try again" }).click();
    await tab.getByText("10,000 match").first().waitFor();
    await trouble.waitFor({ state: "detached" });
    await tab.context().close();
  });

  // Some hundred screens are drawn.
  test(
    "scrolls forward to the end and back without a row missed or twice",
    { timeout: 240_000 },
    async () => {
      // More than the table holds at a time, forty pages, so that pages at its far end are dropped.
      const catalog = new MadeCatalog(1_300, 25);
      const opened = await shown(catalog);
      const ids = ordered(catalog.rows, ["-confidence"]).map(({ detectionId }) => detectionId);
      assert.deepEqual(await walk(opened, 1, ids.at(-1)), ids);
      assert.deepEqual(await walk(opened, -1, ids[0]), ids.toReversed());
      const cursors = opened.calls.map(
        ({ params }) => (params as { cursor?: string }).cursor ?? "",
      );
      assert.isTrue(cursors.some((each) => each.startsWith("b")));
      await opened.tab.context().close();
    },
  );

  test("says which part of a question had no effect, and that nothing is there to take back", async () => {
    const catalog = new MadeCatalog();
    const note = {
      kind: "unknownSpecies",
      count: 2,
      message: "2 names in the filter match no species.",
      examples: ["Strix alucoo"],
      hint: "",
      changesResults: true,
    };
    const query = catalog.script().query;
    const opened = await shown(catalog, {
      script: {
        query: async (asked) => ({ ...((await query?.(asked as never)) as object), notes: [note] }),
      },
    });
    const { tab } = opened;
    await tab
      .locator(".notes li")
      .getByText("2 names in the filter match no species.")
      .first()
      .waitFor();
    await tab.keyboard.press("Control+z");
    await tab.getByText("Nothing is left to take back here.").first().waitFor();
    await tab.context().close();
  });

  test("goes to the end, to rows and to values, by keys and by the rail", async () => {
    const catalog = new MadeCatalog();
    const opened = await shown(catalog);
    const { tab } = opened;
    const rows = ordered(catalog.rows, ["-confidence"]);
    const rail = tab.getByRole("slider", { name: "Place in all rows" });
    await rail.waitFor();
    await tab.keyboard.press("End");
    await waitChosen(opened, rows.at(-1)?.detectionId);
    await tab.keyboard.press("ArrowUp");
    await waitChosen(opened, rows.at(-2)?.detectionId);
    await tab.keyboard.press("Home");
    await waitChosen(opened, rows[0]?.detectionId);
    const goTo = async (typed: string): Promise<void> => {
      await tab.keyboard.press("Control+g");
      await tab.getByLabel("Row, share or value").fill(typed);
      await tab.keyboard.press("Enter");
    };
    await goTo("row 4,211");
    await waitChosen(opened, rows[4210]?.detectionId);
    await goTo("0.5");
    await waitChosen(opened, rows.find((row) => Number(row.confidence) <= 0.5)?.detectionId);
    await rail.focus();
    await tab.keyboard.press("End");
    await waitChosen(opened, rows.at(-1)?.detectionId);
    await tab.waitForFunction(
      () => Number(document.querySelector(".rail")?.getAttribute("aria-valuenow")) > 9_900,
    );
    const box = await rail.boundingBox();
    await tab.mouse.click((box?.x ?? 0) + 40, (box?.y ?? 0) + (box?.height ?? 0) / 2);
    await tab.waitForFunction(() => {
      const now = Number(document.querySelector(".rail")?.getAttribute("aria-valuenow"));
      return now > 4_900 && now < 5_100;
    });
    await tab.context().close();
  });

  test("has the keys after a jump, also where frames come late", async () => {
    const catalog = new MadeCatalog();
    const opened = await shown(catalog);
    const { tab } = opened;
    const rows = ordered(catalog.rows, ["-confidence"]);
    await tab.getByRole("slider", { name: "Place in all rows" }).waitFor();
    await tab.evaluate(() => {
      const soon = window.requestAnimationFrame.bind(window);
      window.requestAnimationFrame = (draw) => window.setTimeout(() => soon(draw), 400);
    });
    await tab.keyboard.press("Control+g");
    await tab.getByLabel("Row, share or value").fill("row 4,211");
    await tab.keyboard.press("Enter");
    await waitChosen(opened, rows[4210]?.detectionId);
    await tab.waitForFunction(() => document.activeElement !== document.body);
    await tab.keyboard.press("Home");
    await waitChosen(opened, rows[0]?.detectionId);
    await tab.context().close();
  });

  test("holds a key for long, and keeps the row in the address", async () => {
    const catalog = new MadeCatalog();
    const opened = await shown(catalog);
    const { tab, errors } = opened;
    const rows = ordered(catalog.rows, ["-confidence"]);
    await tab.evaluate(async () => {
      const grid = document.querySelector("[role=grid]");
      for (let press = 0; press < 60; press++) {
        grid?.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true }));
        await new Promise((resolve) => {
          requestAnimationFrame(resolve);
        });
      }
    });
    const id = rows[60]?.detectionId;
    await waitChosen(opened, id);
    await tab.waitForFunction((row) => location.hash.includes(`row=${row}`), String(id));
    await tab.reload();
    await waitChosen(opened, id);
    assert.deepEqual(errors, []);
    await tab.context().close();
  });

  test("says what was not named at the seconds of a row, and why", async () => {
    const opened = await shown(new MadeCatalog());
    const { tab } = opened;
    await chosen(opened);
    await tab.keyboard.press("Enter");
    await tab.getByRole("tab", { name: "Also heard here" }).click();
    const panel = tab.getByRole("tabpanel", { name: "Also heard here" });
    await panel.getByText("Not named here").first().waitFor();
    const listed = panel.getByRole("listitem");
    await listed
      .filter({ hasText: "Lophostrix" })
      .getByText("below the threshold 0.1")
      .first()
      .waitFor();
    await listed
      .filter({ hasText: "Glaucidium" })
      .getByText("not expected here, below the threshold 0.1")
      .first()
      .waitFor();
    await tab.context().close();
  });

  test("names another species and writes notes, by keys and by the row's menu", async () => {
    const catalog = new MadeCatalog();
    const opened = await shown(catalog);
    const { tab } = opened;
    const id = await chosen(opened);
    const row = () => catalog.rows.find((each) => each.detectionId === id);
    await tab.keyboard.press("s");
    await tab.getByRole("combobox", { name: "Right species" }).fill("spectacled");
    await tab.getByRole("option", { name: "Spectacled Owl" }).waitFor();
    await tab.keyboard.press("ArrowDown");
    await tab.keyboard.press("Enter");
    await tab
      .locator(`#detection-${String(id)}`)
      .getByText("→ Pulsatrix")
      .first()
      .waitFor();
    assert.equal(row()?.correctedTo, "Pulsatrix perspicillata");
    await tab.keyboard.press("Shift+F10");
    const menu = tab.getByRole("menu");
    assert.lengthOf(await menu.getByRole("menuitem").all(), 10);
    await menu.getByRole("menuitem", { name: "Write a note" }).click();
    await tab.getByRole("textbox", { name: "Note" }).fill("faint, far away");
    await tab.keyboard.press("Enter");
    await tab.waitForFunction(() => document.activeElement?.getAttribute("role") !== "dialog");
    await until(() => row()?.comment === "faint, far away");
    // A note takes no correction back.
    assert.deepInclude(row(), {
      correctedTo: "Pulsatrix perspicillata",
      comment: "faint, far away",
    });
    await tab.context().close();
  });

  test("searches, says which filter hides all, and lifts it", async () => {
    const opened = await shown();
    const { tab } = opened;
    await tab.keyboard.press("/");
    await tab.keyboard.type("tapir-03");
    await tab.keyboard.press("Enter");
    await tab.getByText("2,500 match").first().waitFor();
    await tab.keyboard.press("/");
    await tab.keyboard.type("x");
    await tab.keyboard.press("Escape");
    assert.isTrue(await tab.evaluate(() => document.activeElement?.role === "grid"));
    await tab.keyboard.press("/");
    await tab.keyboard.type(">0.995");
    await tab.keyboard.press("Enter");
    await tab.getByText("No detection passes these filters").first().waitFor();
    await tab
      .getByText(/Without “Score .*” there are 2,500 detections/)
      .first()
      .waitFor();
    await tab.locator(".lift button").first().click();
    await tab.getByText("2,500 match").first().waitFor();
    await tab.context().close();
  });

  test("filters by the sun, and tells of sun, moon and UTC beside the clock", async () => {
    const w = { sun: ["twilight"], hoursFromSunrise: { between: [-1, 0] } };
    const opened = await shown(new MadeCatalog(), {
      hash: `#/detections?w=${encodeURIComponent(JSON.stringify(w))}`,
    });
    const { tab } = opened;
    await tab.getByText("Sun: twilight").first().waitFor();
    await tab.getByText("Hours from sunrise -1 to 0").first().waitFor();
    await tab.getByText("161 match").first().waitFor();
    await tab.locator(".row.chosen").waitFor();
    await tab.keyboard.press("Enter");
    await tab
      .getByText(/^twilight, 0\.\d+\sh before sunrise$/)
      .first()
      .waitFor();
    await tab.getByText("43% lit, whether it is up or not").first().waitFor();
    await tab.getByText("In UTC").first().waitFor();
    await tab.context().close();
  });

  test("stands still while a run adds rows, and shows missing files", async () => {
    const catalog = new MadeCatalog();
    const [best] = ordered(catalog.rows, ["-confidence"]);
    if (best !== undefined) best.missingSince = "2026-03-20T00:00:00Z";
    const opened = await shown(catalog);
    const { tab, emit } = opened;
    await tab.getByText("recording not found").first().waitFor();
    const before = await chosen(opened);
    catalog.add(1204);
    await emit("catalog", { revision: 2, touched: ["detections", "counts"] });
    await tab.getByText("1,204 new detections").first().waitFor();
    assert.equal(await chosen(opened), before);
    await tab.getByText("10,000 match").first().waitFor();
    await tab.keyboard.press("F5");
    await tab.getByText("more than 10,000 match").first().waitFor();
    await tab.context().close();
  });

  test("saves a view, opens it again, and opens a group as a filter", async () => {
    const catalog = new MadeCatalog();
    const opened = await shown(catalog, {
      hash: `#/detections?o=heardAt&w=${encodeURIComponent('{"site":["Tapir-03"]}')}`,
    });
    const { tab } = opened;
    await tab.keyboard.press("Control+Shift+S");
    await tab.getByRole("textbox", { name: "Name" }).fill("Owls at night");
    await tab.keyboard.press("Enter");
    await tab.getByText("View: Owls at night").first().waitFor();
    assert.deepInclude(catalog.memos.get("views/Owls%20at%20night")?.value, {
      filters: { site: ["Tapir-03"] },
      order: "heardAt",
    });
    await tab.evaluate(() => {
      location.hash = "#/detections?g=site";
    });
    await tab.getByRole("button", { name: "Tapir-02" }).focus();
    await tab.keyboard.press("Enter");
    await tab.getByText("Site: Tapir-02").first().waitFor();
    await tab.getByText("2,500 match").first().waitFor();
    await tab.getByRole("button", { name: "View", exact: true }).click();
    await tab.getByRole("menuitem", { name: "Owls at night" }).click();
    await tab.getByText("Site: Tapir-03").first().waitFor();
    await tab.context().close();
  });

  test.for(["light", "dark"] as const)("has no finding of axe in %s", async (theme) => {
    const opened = await shown(new MadeCatalog(), { settings: { theme } });
    const { tab } = opened;
    const axe = await readFile(createRequire(import.meta.url).resolve("axe-core"), "utf8");
    const findings = async (): Promise<unknown[]> => {
      await tab.evaluate(axe);
      return tab.evaluate(async () => {
        const { axe: it } = window as unknown as { axe: { run: () => Promise<AxeResult> } };
        const { violations } = await it.run();
        return violations
          .filter(({ impact }) => impact === "serious" || impact === "critical")
          .map(({ id, nodes }) => [id, nodes.map(({ html }) => html).slice(0, 3)]);
      });
    };
    await tab.keyboard.press("Enter");
    await tab.locator(".large-picture canvas").waitFor();
    assert.deepEqual(await findings(), []);
    await tab.context().close();
  });
});

/** Scroll by less than a screen at a time to a last row; all rows, in the order they were seen. */
function walk({ tab }: Opened, way: 1 | -1, last: number | undefined): Promise<number[]> {
  return tab.evaluate(
    async ([direction, end]) => {
      const grid = document.querySelector("[role=grid]") ?? document.body;
      const place = (each: Element | null | undefined) =>
        each?.getBoundingClientRect() ?? new DOMRect();
      const seen: number[] = [];
      while (end !== undefined && !seen.includes(end)) {
        await new Promise(requestAnimationFrame);
        const top = place(document.querySelector(".table-head")).bottom;
        const { bottom } = place(grid);
        const body = place(document.querySelector(".table-body"));
        const rows = [...document.querySelectorAll("[role=row][id]")]
          .map((row) => ({ id: Number(row.id.split("-")[1]), at: place(row) }))
          .filter(({ at }) => at.bottom > top && at.top < bottom)
          .sort((one, other) => one.at.top - other.at.top);
        // The rows of this place may not be drawn yet: a person waits for them.
        const [first, below] = [rows[0]?.at.top ?? Infinity, rows.at(-1)?.at.bottom ?? 0];
        if (first > Math.max(top, body.top) + 1 || below < Math.min(bottom, body.bottom) - 1) {
          continue;
        }
        // A row is seen twice if another has come since; the last screen's rows may stay.
        const known = new Set(seen.slice(-rows.length));
        const found = (direction > 0 ? rows : rows.toReversed()).map(({ id }) => id);
        seen.push(...found.filter((id) => !known.has(id)));
        grid.scrollTop += direction * (bottom - top - 60);
      }
      return seen;
    },
    [way, last] as const,
  );
}

interface AxeResult {
  violations: { id: string; impact: string; nodes: { html: string }[] }[];
}
