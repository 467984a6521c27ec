import { execFileSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { assert, describe, test } from "vitest";
import { engineHome } from "../../node/open-project.js";
import { begin, folder, lasting, sidecar, until } from "./begin.js";

const catalogOf = async ({ app }: Awaited<ReturnType<typeof begin>>): Promise<string> =>
  (await app.engine.call("health")).catalog;

test("the first project is the engine's own catalog, as on the command line", () => {
  const python = join(sidecar, "..", "python");
  const code =
    "import os; from sidecar.settings import read_settings; print(read_settings(os.environ).home)";
  const env = { HOME: "/home/ana", PATH: process.env.PATH };
  for (const more of [{}, { XDG_DATA_HOME: "/data" }, { LINNET_HOME: "/models" }]) {
    const said = execFileSync(python, ["-c", code], { env: { ...env, ...more }, encoding: "utf8" });
    assert.equal(engineHome({ ...more }, "linux", "/home/ana"), said.trim());
  }
});

describe("another project", () => {
  test("may be opened only if a person chose it", async () => {
    const home = await folder();
    const { call, app } = await begin(home);
    await until(() => app.engine.now.state === "failed");
    const refused = await call("openProject", join(home, "other.sqlite"));
    assert.equal(!refused.ok && refused.error.kind, "NotAllowed");
  });

  test("takes the place of the first one, and is open at the next start", async () => {
    const home = await folder();
    const begun = await begin(home, { path: sidecar });
    const { call, app, electron } = begun;
    const first = await call("info");
    assert.equal(await catalogOf(begun), first.project.path);
    const { project } = app.engine;
    electron.answers.push([join(home, "Manu")]);
    const [picked] = await call("pick", "newProject");
    const opened = await call("openProject", picked?.path);
    assert.deepEqual(opened, {
      ok: true,
      value: { path: join(home, "Manu.sqlite"), name: "Manu" },
    });
    assert.equal(await catalogOf(begun), join(home, "Manu.sqlite"));
    assert.notEqual(app.engine.project, project);
    const { recent } = await call("info");
    assert.deepEqual(
      recent.map(({ name }) => name),
      ["Manu", "catalog"],
    );
    await app.engine.stop();
    const again = await begin(home, { path: sidecar });
    assert.equal(await catalogOf(again), join(home, "Manu.sqlite"));
    // A project of the list needs no dialog.
    assert.isTrue((await again.call("openProject", first.project.path)).ok);
  });

  test("that is not there is refused, and never made anew", async () => {
    const home = await folder();
    const begun = await begin(home, { path: sidecar });
    const gone = join(home, "gone.sqlite");
    begun.electron.answers.push([gone]);
    await begun.call("pick", "project");
    const refused = await begun.call("openProject", gone);
    assert.equal(!refused.ok && refused.error.kind, "CatalogUnavailable");
    assert.equal(await catalogOf(begun), begun.app.project.now.path);
    await begun.app.settings.keep({ project: gone });
    const again = await begin(home, { path: sidecar });
    await until(() => again.app.engine.now.state === "failed");
    assert.nestedPropertyVal(again.app.engine.now, "error.kind", "CatalogUnavailable");
  });

  test("that is no catalog is refused, and the one before stays open", async () => {
    const home = await folder();
    const begun = await begin(home, { path: sidecar });
    const first = await catalogOf(begun);
    const text = join(home, "notes.sqlite");
    await writeFile(text, "This is a text and no catalog.".repeat(100));
    begun.electron.answers.push([text]);
    await begun.call("pick", "project");
    const refused = await begun.call("openProject", text);
    assert.equal(!refused.ok && refused.error.kind, "CatalogUnavailable");
    assert.equal(await catalogOf(begun), first);
    assert.deepEqual((await begun.call("info")).project.path, first);
  });

  test("waits for the person's word while a job runs", async () => {
    const home = await folder();
    const { call, app, electron } = await begin(home);
    await until(() => app.engine.now.state === "failed");
    await app.engine.open(lasting());
    await app.jobs.open(join(home, "jobs.json"));
    const params = { inputs: [], frontend: "ucsd-librosa-mel" };
    await app.jobs.start({ kind: "run", method: "preprocess", params });
    const other = join(home, "other.sqlite");
    await writeFile(other, "");
    electron.answers.push([other]);
    await call("pick", "project");
    const stayed = await call("openProject", other);
    assert.equal(!stayed.ok && stayed.error.kind, "RequestCancelled");
    assert.equal(app.jobs.list().running.length, 1);
  });
});
