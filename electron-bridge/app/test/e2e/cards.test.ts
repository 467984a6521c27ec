/** E2 and E11: three cards come in by a pattern; one is moved, one becomes MP3, and labels stay. */
import { execFile } from "node:child_process";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import { PATIENCE_MS, program, start } from "./harness.js";
import { missing, RECORDINGS, scratchFolder, sql, warn } from "./scene.js";

warn("cards");

const SITES = ["Tapir-01", "Tapir-02", "Tapir-03"];
const NAME = "20260312_050000.WAV";

/** Cuts a piece of a real recording for each card, all of one name and length. */
const CUT = `
import sys, soundfile
samples, rate = soundfile.read(sys.argv[1], dtype="int16")
for number, path in enumerate(sys.argv[2:]):
    soundfile.write(path, samples[number * 10 * rate : (number + 1) * 10 * rate], rate, format="WAV")
`;
const TO_MP3 = `
import sys, soundfile
samples, rate = soundfile.read(sys.argv[1])
soundfile.write(sys.argv[2], samples, rate)
`;

const python = async (script: string, ...values: string[]): Promise<unknown> =>
  promisify(execFile)(program("python"), ["-c", script, ...values]);

describe.skipIf(missing !== undefined)("three cards", { timeout: PATIENCE_MS }, () => {
  let folder: string;
  let cards: string;
  let catalog: string;
  const at = (site: string): string => join(cards, "Manu 2026", site, "DATA", NAME);

  beforeAll(async () => {
    folder = await scratchFolder("cards");
    cards = join(folder, "CARDS");
    catalog = join(folder, "home", "catalog.sqlite");
    for (const site of SITES)
      await mkdir(join(cards, "Manu 2026", site, "DATA"), { recursive: true });
    await mkdir(join(folder, "home"));
    await python(CUT, join(RECORDINGS, "birdnet_soundscape.flac"), ...SITES.map(at));
  }, PATIENCE_MS);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  test("are imported by a pattern, lost, and found again with their labels", async () => {
    const disk = join(folder, "disk");
    const running = await start({
      home: join(folder, "home"),
      settings: { begun: true },
      answers: [[cards], [disk]],
    });
    const tab = running.tab();
    const places = async (): Promise<unknown[][]> =>
      sql(
        catalog,
        `SELECT v.surveyname, t.site_code, r.url FROM Recording r JOIN Deployment USING (deploymentId)
         JOIN Site t USING (siteId) JOIN Survey v USING (surveyId) ORDER BY t.site_code`,
      );
    try {
      await tab.getByRole("navigation").waitFor();
      await tab.keyboard.press("Alt+1");
      await tab.getByText("No recordings yet").first().waitFor();
      await tab.keyboard.press("i");
      await tab.locator(".dialog.sheet .empty button").click();
      const row = tab.getByRole("option", { name: "Tapir-02/DATA" });
      await row.getByText("Manu 2026 / Tapir-02").first().waitFor();
      const line = tab.getByRole("textbox", { name: "Names of the folders" });
      assert.equal(await line.inputValue(), "{survey}/{site}/*/*");
      await row.click();
      // The sound is seen before anything is in the project.
      await tab.waitForFunction(() => {
        const canvas = document.querySelector<HTMLCanvasElement>(".hear canvas");
        const drawn = canvas?.getContext("2d")?.getImageData(0, 0, 480, 96).data ?? [];
        return new Set(drawn).size > 20;
      });
      assert.deepEqual(await sql(catalog, "SELECT count(*) FROM Recording"), [[0]]);
      await tab.getByRole("button", { name: /^Import 3 recordings/ }).click();
      await tab.getByText("3 recordings were imported.").first().waitFor();
      await tab.keyboard.press("Escape");
      await tab.getByRole("treeitem", { name: "Tapir-03" }).waitFor();
      assert.deepEqual(
        await places(),
        SITES.map((site) => ["Manu 2026", site, at(site)]),
      );

      const label = await tab.evaluate(async () => {
        const rows = await window.linnet.query({ select: "recordings" });
        if (!rows.ok) throw new Error(rows.error.message);
        const [first, ...others] = rows.value.rows.map(({ recordingId }) => ({
          ...{ recordingId, start: 1, end: 2, species: "Asio otus" },
        }));
        if (first === undefined) throw new Error("There are no recordings.");
        return window.linnet.annotate({
          labeler: { name: "Ana" },
          annotations: [first, ...others],
        });
      });
      assert.isTrue(label.ok, JSON.stringify(label));

      await mkdir(join(disk, "a"), { recursive: true });
      await rename(at("Tapir-01"), join(disk, "a", "moved.wav"));
      await python(TO_MP3, at("Tapir-02"), join(disk, "Tapir-02.mp3"));
      await rm(join(cards, "Manu 2026", "Tapir-02"), { recursive: true });
      await running.reload();
      const bar = tab.getByRole("region", { name: "Recordings that are not found" });
      await bar.getByText("2 recordings are not found").first().waitFor();
      await bar.getByText("The file of 1 is gone").first().waitFor();
      await bar.getByText("The folder of 1 is gone").first().waitFor();
      await bar
        .getByText(join(cards, "Manu 2026", "Tapir-02"), { exact: true })
        .first()
        .waitFor();
      await tab.keyboard.press("f");
      await tab.locator(".find-folders button").click();
      const dialog = tab.getByRole("dialog", { name: "Find recordings again" });
      await dialog.getByText("2 recordings are found again.").first().waitFor();
      await dialog.getByText("the same sound, converted").first().waitFor();
      await dialog.getByRole("button", { name: "Take over 2 places" }).click();
      await tab.getByText("2 recordings are found again, with their labels.").first().waitFor();
      await bar.waitFor({ state: "detached" });
      assert.deepEqual(await places(), [
        ["Manu 2026", "Tapir-01", join(disk, "a", "moved.wav")],
        ["Manu 2026", "Tapir-02", join(disk, "Tapir-02.mp3")],
        ["Manu 2026", "Tapir-03", at("Tapir-03")],
      ]);
      const labels = await sql(
        catalog,
        `SELECT count(DISTINCT g.recordingId) FROM Annotation JOIN RegionOfInterest g USING (regionId)`,
      );
      assert.deepEqual(labels, [[3]]);
      assert.deepEqual(running.complaints, []);
    } finally {
      await running.close();
    }
  });
});
