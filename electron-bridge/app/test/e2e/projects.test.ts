/** Projects with a fault, and one of Pyrenote Desktop: said in words, and never harmed. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFile, cp, open, readFile, rm, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Page as Tab } from "playwright-core";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import { PATIENCE_MS, start, type Running } from "./harness.js";
import { canMount, cardIn, detections, homeIn, idOf, linnet, missing } from "./scene.js";
import { pyrenoteIn, scratchFolder, small, sql, warn } from "./scene.js";

warn("projects with a fault");

describe.skipIf(missing !== undefined)("a project", { timeout: 2 * PATIENCE_MS }, () => {
  let folder: string;
  let home: string;
  let card: string;
  let whole: string;

  beforeAll(async () => {
    folder = await scratchFolder("projects");
    home = await homeIn(folder);
    whole = join(folder, "whole.sqlite");
    card = await cardIn(folder, 2);
    await linnet(home, "analyze", card, "--catalog", whole);
  }, PATIENCE_MS);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** A copy of the whole project, with its embeddings. */
  async function copied(name: string, into = folder): Promise<string> {
    const path = join(into, `${name}.sqlite`);
    await copyFile(whole, path);
    const embeddings = join(into, `${name}.embeddings`);
    await cp(join(folder, "whole.embeddings"), embeddings, { recursive: true });
    return path;
  }

  async function opened(catalog: string, answers: string[][] = []): Promise<Running> {
    const settings = { begun: true, labeler: "Ana Quispe" };
    return start({ home, catalog, settings, answers });
  }

  /** The project was the last one: one page says what is wrong, and leads to another project. */
  async function saysSo(path: string, words: RegExp, step: RegExp): Promise<void> {
    const before = await digest(path);
    const running = await opened(path, [[whole]]);
    try {
      const tab = running.tab();
      await tab.getByRole("heading", { name: "The project could not be opened" }).waitFor();
      await tab.getByText(words).first().waitFor();
      await tab.getByText(step).first().waitFor();
      await tab.keyboard.press("Alt+3");
      await tab.getByText(words).first().waitFor();
      await tab.getByRole("button", { name: "Open another project…" }).press("Enter");
      await tab.locator(".table .row.chosen").waitFor();
      // From there it cannot be opened either, and the one that is open stays so.
      running.electron.answers.push([path]);
      await tab.getByRole("button", { name: /^Project whole/ }).press("Enter");
      await tab.getByRole("menuitem", { name: "Open another project…" }).press("Enter");
      const dialog = tab.getByRole("dialog", { name: "The project was not opened" });
      await dialog.getByText(words).first().waitFor();
      await dialog.getByText("whole stays open.").first().waitFor();
    } finally {
      await running.close();
    }
    assert.equal(await digest(path), before);
  }

  test("of a newer Linnet is refused in words, and nothing in it changes", async () => {
    const path = await copied("newer");
    await sql(path, "UPDATE Linnet SET value = '999' WHERE key = 'schemaVersion'");
    await saysSo(path, /was written by a newer Linnet\./, /^Update Linnet, or choose another/);
  });

  test("with a damaged beginning is refused in words, and nothing in it changes", async () => {
    const path = await copied("header");
    await overwrite(path, 0, 100);
    await saysSo(path, /is damaged, or it is not a catalog\./, /restore a backup of the project/);
  });

  test("with a damaged middle is refused in words, and nothing in it changes", async () => {
    const path = await copied("middle");
    await overwrite(path, 3 * 4096, (await stat(path)).size - 8 * 4096);
    await saysSo(path, /is damaged, or it is not a catalog\./, /restore a backup of the project/);
  });

  test.skipIf(!canMount())("on a read-only disk is refused in words", async () => {
    const disk = await small(join(folder, "locked"), "16m");
    try {
      const path = await copied("locked", disk);
      spawnSync("mount", ["-o", "remount,ro", disk]);
      await saysSo(path, /is read-only\./, /^Make its file and its folder writable/);
    } finally {
      spawnSync("umount", [disk]);
    }
  });

  test.skipIf(!canMount())(
    "on a full disk refuses a verdict in words, and takes it later",
    async () => {
      const disk = await small(join(folder, "full"), "16m");
      const running = await opened(await copied("full", disk));
      try {
        const tab = running.tab();
        const id = await idOf(await detections(tab));
        spawnSync("dd", ["if=/dev/zero", `of=${join(disk, "filler")}`]);
        await tab.keyboard.press("x");
        const failure = tab.getByRole("alert");
        await failure
          .getByText(/is full: 0\.0 MB are left\./)
          .first()
          .waitFor();
        await failure.getByText("Free some space on this disk, and try again.").first().waitFor();
        const row = tab.locator(`#detection-${String(id)}`);
        await row.locator(".verdict.none").waitFor();
        await rm(join(disk, "filler"));
        await tab.keyboard.press("ArrowUp");
        await tab.keyboard.press("x");
        await row.locator(".verdict.right").waitFor();
        await failure.waitFor({ state: "detached" });
        assert.equal((await sql(join(disk, "full.sqlite"), JUDGED)).length, 1);
      } finally {
        await running.close();
        spawnSync("umount", [disk]);
      }
    },
  );

  test("of Pyrenote Desktop opens after a copy that is named; it is judged, and read there", async () => {
    const path = await pyrenoteIn(folder, card);
    const before = await sql(path, ANNOTATIONS);
    const running = await opened(whole, [[path]]);
    try {
      const tab = running.tab();
      await tab.getByRole("button", { name: /^Project whole/ }).press("Enter");
      await tab.getByRole("menuitem", { name: "Open another project…" }).press("Enter");
      await tab.getByText("A copy keeps it as it was:").first().waitFor();
      const copy = (await tab.locator(".banner .path").getAttribute("title")) ?? "";
      assert.deepEqual(await sql(copy, ANNOTATIONS), before);
      const ours = "SELECT count(*) FROM sqlite_master WHERE name = 'Detection'";
      assert.deepEqual(await sql(copy, ours), [[0]]);
      await tab.getByText("2 recordings to hear").first().waitFor();
      await tab.keyboard.press("Control+Enter");
      await tab.getByText("Run 1 is done").first().waitFor();
      await detections(tab);
      await tab.keyboard.press("x");
      await tab.locator(".row .verdict.right").waitFor();
      await toldInSettings(tab, copy);
      assert.deepEqual(running.complaints, []);
    } finally {
      await running.close();
    }
    assert.deepEqual((await sql(path, ANNOTATIONS)).slice(0, before.length), before);
    const [judged = []] = await sql(path, JUDGED);
    assert.deepEqual(judged.slice(1), [0, 3, "YES", "Poecile atricapillus"]);
  });
});

/** The history has the verdict, and Storage the copy, with the bytes that it takes. */
async function toldInSettings(tab: Tab, copy: string): Promise<void> {
  const show = (section: string): Promise<void> =>
    tab.evaluate((hash) => {
      location.hash = hash;
    }, `#/settings?section=${section}`);
  await show("project");
  await tab.getByRole("button", { name: "Undo step 1: 1 decision" }).press("Enter");
  const dialog = tab.getByRole("dialog", { name: "1 decision" });
  await dialog.getByRole("row", { name: /Poecile atricapillus.*Right/ }).waitFor();
  await tab.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await show("storage");
  const backups = tab.getByRole("list", { name: "Backups beside the project" });
  await backups.getByTitle(basename(copy)).waitFor();
  const size = (await backups.getByTitle(basename(copy)).innerText()).replace(/[^\d.]/g, "");
  assert.closeTo(Number(size) * 1000, (await stat(copy)).size, 1000);
}

/** As Pyrenote Desktop asks its own tables. */
const ANNOTATIONS = "SELECT * FROM Annotation ORDER BY annotationId";
const JUDGED = `SELECT r.url, i.starttime, i.endtime, a.verified, s.species
  FROM Annotation a JOIN RegionOfInterest i USING (regionId) JOIN Recording r USING (recordingId)
  JOIN Species s USING (speciesId) JOIN Labeler l USING (labelerId)
  WHERE a.mostRecent = 1 AND l.isHuman = 1 AND l.name = 'Ana Quispe'`;

async function digest(path: string): Promise<string> {
  return createHash("sha256")
    .update(await readFile(path))
    .digest("hex");
}

async function overwrite(path: string, from: number, bytes: number): Promise<void> {
  const file = await open(path, "r+");
  await file.write(Buffer.alloc(bytes, 0xa7), 0, bytes, from);
  await file.close();
}
