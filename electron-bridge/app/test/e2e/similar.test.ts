/** E8: sounds like a detection, from stored embeddings; by keys there and back. */
import { rm } from "node:fs/promises";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import { PATIENCE_MS, start } from "./harness.js";
import { cardIn, detections, homeIn, idOf, linnet, missing, reach } from "./scene.js";
import { scratchFolder, warn } from "./scene.js";

warn("similar sounds");

/** The square of the button while its sound is played. */
const STOP = "M7 7h10v10H7z";

describe.skipIf(missing !== undefined)("similar sounds", { timeout: PATIENCE_MS }, () => {
  let folder: string;
  let home: string;

  beforeAll(async () => {
    folder = await scratchFolder("similar");
    home = await homeIn(folder);
    await linnet(home, "analyze", await cardIn(folder, 2));
  }, PATIENCE_MS);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  test("are shown by a key, follow the rows, are heard by keys, and Esc leads back", async () => {
    const running = await start({ home, settings: { begun: true } });
    try {
      const tab = running.tab();
      const chosen = await detections(tab);
      await tab.keyboard.press("ArrowDown");
      await tab.keyboard.press("ArrowDown");
      await tab.keyboard.press("f");
      const panel = tab.getByRole("tabpanel", { name: "Similar sounds" });
      const list = panel.locator(".similar-window");
      await list.first().waitFor();
      assert.equal(await list.count(), 24);
      const near = (await list.allInnerTexts()).map((each) => Number(/[\d.]+$/.exec(each)?.[0]));
      // The same sound lies on the other recording of the card.
      assert.equal(near[0], 1);
      assert.deepEqual(
        near,
        near.toSorted((one, other) => other - one),
      );

      // The keys of the row go on, and the list follows.
      const places = panel.locator(".similar-window .two-lines");
      const placesBefore = (await places.allTextContents()).join();
      const row = await idOf(chosen);
      for (const key of ["ArrowDown", "ArrowDown", "x"]) await tab.keyboard.press(key);
      await tab.locator(".row .verdict.right").waitFor();
      await tab.waitForFunction((other) => {
        const all = document.querySelectorAll("[aria-busy=false] > .similar-window .two-lines");
        return all.length > 0 && [...all].map((each) => each.textContent).join() !== other;
      }, placesBefore);
      for (const key of ["ArrowUp", "ArrowUp", "ArrowUp"]) await tab.keyboard.press(key);
      assert.equal(await idOf(chosen), row);
      await tab.waitForFunction((wanted) => {
        const all = document.querySelectorAll("[aria-busy=false] > .similar-window .two-lines");
        return [...all].map((each) => each.textContent).join() === wanted;
      }, placesBefore);

      // Each names its file and its time; the very same sound is on the other recording.
      const [one, other] = await Promise.all(
        [tab.locator(".row.chosen .cell.path"), list.nth(0)].map((each) => each.innerText()),
      );
      const [file] = /\S+\.\w{3,4}/.exec(other ?? "") ?? [""];
      assert.notInclude(one ?? "", file);
      assert.match(other ?? "", /\d\d:\d\d/);

      // Into the list by Tab, to hear one of it by Space, and to judge it.
      const first = list.nth(0);
      await reach(tab, () => first);
      await tab.keyboard.press("Space");
      await first.locator(`path[d="${STOP}"]`).waitFor();
      await tab.locator(".drawer-line").getByRole("button", { name: "Stop" }).waitFor();
      await tab.keyboard.press("x");
      await first.locator(".verdict.right").waitFor();

      await tab.keyboard.press("Escape");
      await tab.locator(".drawer").waitFor({ state: "detached" });
      await tab.waitForFunction(() => document.activeElement?.classList.contains("table"));
      assert.equal(await idOf(chosen), row);
      assert.deepEqual(running.complaints, []);
    } finally {
      await running.close();
    }
  });
});
