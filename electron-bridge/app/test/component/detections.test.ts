import type { Browser } from "playwright-core";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import { executable, launch } from "../chromium.js";
import { MadeCatalog, madeMedia, ordered } from "./made-detections.js";
import { open, type Opened, type Scripted } from "./scripted.js";

if (executable === undefined) console.warn("No Chromium here: the page is not tested.");

describe.skipIf(executable === undefined)("the page Detections", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch(["--autoplay-policy=no-user-gesture-required"]);
  });

  afterAll(() => browser.close());

  /** The page over made detections, its first rows shown. */
  async function shown(catalog = new MadeCatalog(), more: Scripted = {}): Promise<Opened> {
    const opened = await open(browser, {
      hash: "#/detections",
      media: madeMedia,
      settings: { labeler: "Ana Quispe" },
      ...more,
      script: catalog.script(more.script),
    });
    await opened.tab.locator("[role=row]").nth(1).waitFor();
    return opened;
  }

  const chosen = ({ tab }: Opened): Promise<string | null> =>
    tab.getByRole("grid").getAttribute("aria-activedescendant");

  test("shows the best scores first, and the focus is in the table", async () => {
    const catalog = new MadeCatalog();
    const opened = await shown(catalog);
    const { tab, errors } = opened;
    const [best] = ordered(catalog.rows, ["-confidence"]);
    await tab.waitForFunction(() => document.activeElement?.getAttribute("role") === "grid");
    assert.equal(await chosen(opened), `detection-${String(best?.detectionId)}`);
    await tab.getByText("10,000 match").waitFor();
    await tab.screenshot({ path: "/tmp/detpage/first.png" });
    assert.deepEqual(errors, []);
    await tab.context().close();
  });
});
