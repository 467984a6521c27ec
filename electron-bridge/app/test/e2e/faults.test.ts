/** Faults in the middle of a run: each is said in words with a next step, and nothing is lost. */
import { spawnSync } from "node:child_process";
import { rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import { PATIENCE_MS, start, type Running } from "./harness.js";
import { canMount, cardIn, homeIn, linnet, missing, reached, scratchFolder } from "./scene.js";
import { setUp, small, speciesOf, sumOf, warn } from "./scene.js";

warn("faults of a run");

const FILES = 8;

describe.skipIf(missing !== undefined)(
  "in the middle of a run",
  { timeout: 2 * PATIENCE_MS },
  () => {
    let folder: string;
    let card: string;
    /** What a run finds that nothing disturbs. */
    let undisturbed: Record<string, unknown>;

    beforeAll(async () => {
      folder = await scratchFolder("faults");
      card = await cardIn(folder, FILES);
      const catalog = join(folder, "undisturbed.sqlite");
      await linnet(await homeIn(folder), "analyze", card, "--catalog", catalog);
      undisturbed = await speciesOf(catalog);
    }, PATIENCE_MS);

    afterAll(() => rm(folder, { recursive: true, force: true }));

    /** Begin a run in a home of its own, and let it come so far. */
    async function begun(home: string, files: number): Promise<Running> {
      const running = await start({ home, settings: { begun: true }, grants: [card] });
      await setUp(running, card, FILES);
      await running.tab().keyboard.press("Control+Enter");
      assert.isBelow(await reached(running, files), FILES);
      return running;
    }

    test("the drive is pulled: each file says so, and all are heard once it is back", async () => {
      const home = await homeIn(folder, "pulled");
      const running = await begun(home, 2);
      try {
        const tab = running.tab();
        await rename(card, `${card}.away`);
        const ended = tab.getByRole("region", { name: "The last run" });
        await ended.getByText("Run 1 is done").first().waitFor();
        assert.deepEqual(await sumOf(tab), { files: FILES, rest: FILES });
        const said = await ended.locator(".run-errors li").allTextContents();
        assert.isAbove(said.length, 0);
        for (const each of said) {
          assert.match(each, /is its drive not connected\?|vanished while it was being read\./);
        }
        await rename(`${card}.away`, card);
        await ended.getByRole("button", { name: "Try these files again" }).press("Enter");
        await ended.getByText("Run 2 is done").first().waitFor();
        assert.deepEqual(await sumOf(tab), { files: FILES, rest: FILES });
        assert.deepEqual(await ended.locator(".run-sum dd").allTextContents(), ["8", "8"]);
        assert.deepEqual(await speciesOf(join(home, "catalog.sqlite")), undisturbed);
        // The file that was read twice counts once.
        const all = Object.values(undisturbed).reduce<number>((sum, each) => sum + Number(each), 0);
        await ended
          .getByText(`${String(all)} detections`, { exact: true })
          .first()
          .waitFor();
        assert.deepEqual(running.complaints, []);
      } finally {
        await running.close();
      }
    });

    test("the page crashes: the run goes on, and nothing of it is lost", async () => {
      const home = await homeIn(folder, "crashed");
      const running = await begun(home, 2);
      try {
        const crashed = running.tab();
        await crashed.goto("chrome://crash").catch(() => undefined);
        while (running.tab() === crashed) await new Promise((resolve) => setTimeout(resolve, 20));
        await running.tab().getByRole("region", { name: "Now" }).waitFor();
        await running.tab().getByText("Run 1 is done").first().waitFor();
        assert.deepEqual(await sumOf(running.tab()), { files: FILES, rest: FILES });
        assert.deepEqual(await speciesOf(join(home, "catalog.sqlite")), undisturbed);
      } finally {
        await running.close();
      }
    });

    test.skipIf(!canMount())(
      "the disk fills up: what is done is kept, and it goes on",
      async () => {
        const home = await homeIn(folder, "full");
        const disk = await small(join(folder, "disk"), "1500k");
        const catalog = join(disk, "project.sqlite");
        await writeFile(catalog, "");
        const running = await start({ home, catalog, settings: { begun: true }, grants: [card] });
        try {
          await setUp(running, card, FILES);
          await running.tab().keyboard.press("Control+Enter");
          const ended = running.tab().getByRole("region", { name: "The last run" });
          await ended
            .getByText(/Run 1 failed/)
            .first()
            .waitFor();
          await ended
            .getByText(/The disk of the catalog .+ is full: 0\.0 MB are left\./)
            .first()
            .waitFor();
          await ended.getByText("Free some space on this disk, and try again.").first().waitFor();
          assert.deepEqual(await sumOf(running.tab()), { files: FILES, rest: FILES });
          await ended.getByText("not reached").first().waitFor();
          spawnSync("mount", ["-o", "remount,size=64m", disk]);
          await ended.getByRole("button", { name: "Go on" }).press("Enter");
          await ended.getByText("Run 2 is done").first().waitFor();
          assert.deepEqual(await sumOf(running.tab()), { files: FILES, rest: FILES });
          assert.deepEqual(await speciesOf(catalog), undisturbed);
        } finally {
          await running.close();
          spawnSync("umount", [disk]);
        }
      },
    );
  },
);
