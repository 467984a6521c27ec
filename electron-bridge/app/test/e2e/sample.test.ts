/** The sample recording: a person who has none at hand sees species within minutes. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { assert, describe, onTestFinished, test } from "vitest";
import { writeSample } from "../../node/sample.js";
import { whole } from "../chromium.js";
import { PATIENCE_MS, start } from "./harness.js";

const HOME = process.env.LINNET_TEST_HOME;
const LINNET = fileURLToPath(new URL("../../../../.venv/bin/linnet", import.meta.url));
const ready = HOME !== undefined && existsSync(LINNET);
if (!ready) console.warn("No home with BirdNET here: what it hears in the sample is not tested.");

const SAMPLE = "SAMPLE_20260512_051200.wav";

async function place(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "linnet-sample-")));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

test("the sample is the same sound every time", async () => {
  const [one, other] = [await writeSample(await place()), await writeSample(await place())];
  const [first, second] = [await readFile(join(one, SAMPLE)), await readFile(join(other, SAMPLE))];
  assert.isTrue(first.equals(second));
  assert.isAbove(first.length, 44 + 60 * 48_000 * 2);
});

test.skipIf(!ready)(
  "BirdNET hears both its species, which its place and week let through",
  { timeout: PATIENCE_MS },
  async () => {
    const folder = await place();
    const env = { ...process.env, LINNET_HOME: HOME, LINNET_CATALOG: join(folder, "c.sqlite") };
    const sample = await writeSample(folder);
    const said = spawnSync(LINNET, ["analyze", sample, "--local", "--json"], {
      env,
      encoding: "utf8",
    });
    assert.equal(said.status, 0, said.stderr);
    const query = ["query", "species", "--json"];
    const rows = spawnSync(LINNET, query, { env, encoding: "utf8" }).stdout;
    const names = [...rows.matchAll(/"species":\s*"([^"]+)"/g)].map(([, name]) => name);
    assert.includeMembers(names, ["Glaucidium passerinum", "Cuculus canorus"]);
  },
);

describe.skipIf(whole === undefined)("first run", { timeout: PATIENCE_MS }, () => {
  test("offers the sample, and looks at it as at any card", async () => {
    const running = await start({ settings: { begun: false }, language: "en" });
    onTestFinished(running.close);
    const tab = running.tab();
    await tab.getByRole("button", { name: "Try it with a sample recording" }).press("Enter");
    await tab.getByText("1 recording is ready.").first().waitFor();
    assert.include(await tab.getByRole("list", { name: "Found recordings" }).innerText(), "1 file");
  });
});
