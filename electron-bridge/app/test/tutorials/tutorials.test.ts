/** Each tutorial does what its own text says: in the app by its steps, at a terminal by its commands. */
import { existsSync, readdirSync } from "node:fs";
import { mkdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import { PATIENCE_MS, start } from "../e2e/harness.js";
import { HOME, homeIn, scratchFolder } from "../e2e/scene.js";
import { whole } from "../chromium.js";
import { MATERIALS } from "./materials.js";
import { read, type Act } from "./steps.js";
import { printed } from "./terminal.js";
import { walk } from "./walk.js";

const TUTORIALS = fileURLToPath(new URL("../../../../docs/tutorials/", import.meta.url));
// `make app-tutorials` takes them anew.
const PICTURES =
  process.env.LINNET_TUTORIAL_PICTURES === "1" ? join(TUTORIALS, "pictures") : undefined;

const missing = [whole ?? "Chromium", HOME].find((path) => !existsSync(path));
if (missing !== undefined) console.warn(`${missing} is not here: the tutorials are not tried.`);

const NAMES = readdirSync(TUTORIALS).filter((name) => name !== "README.md" && name.endsWith(".md"));

describe.each(NAMES)("tutorial %s", (name) => {
  const named = name.replace(".md", "");

  test("has a test for each of its sentences, and all its pictures", async () => {
    const { title, parts } = read(await readFile(join(TUTORIALS, name), "utf8"));
    const steps = parts.filter((part) => "acts" in part);
    assert.notEqual(title, "");
    assert.isAbove(steps.length, 2);
    assert.deepEqual(
      steps.map(({ number }) => number),
      steps.map((_, at) => at + 1),
    );
    const pictures = steps
      .flatMap(({ acts }) => acts)
      .filter((act): act is Act & { kind: "picture" } => act.kind === "picture");
    assert.isAbove(pictures.length, 0);
    for (const { file, alt } of pictures) {
      assert.isAbove(alt.length, 10, "a picture is described to who cannot see it");
      if (PICTURES === undefined)
        assert.isBelow((await stat(join(TUTORIALS, "pictures", file))).size, 1e6);
    }
  });

  describe.skipIf(missing !== undefined)(
    "as a person does it",
    { timeout: 2 * PATIENCE_MS },
    () => {
      let folder: string;

      beforeAll(async () => {
        folder = await scratchFolder("tutorial");
      });

      afterAll(() => rm(folder, { recursive: true, force: true }));

      test("goes as its text says", async () => {
        const { parts } = read(await readFile(join(TUTORIALS, name), "utf8"));
        const materials = join(folder, "materials");
        await mkdir(materials);
        const { begun = true } = (await MATERIALS[named]?.(materials)) ?? {};
        const home = await homeIn(folder);
        const running = await start({ home, settings: { begun }, language: "en" });
        try {
          await running.tab().getByRole("main").first().waitFor();
          for (const part of parts) {
            if ("command" in part) await printed(part, home, materials);
            else await walk(part, { running, materials, pictures: PICTURES });
          }
          assert.deepEqual(running.complaints, []);
        } finally {
          await running.close();
        }
      });
    },
  );
});
