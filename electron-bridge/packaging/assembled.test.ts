/** What `make app-package` assembled: LINNET_ASSEMBLED names its folder. */
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { assert, describe, onTestFinished, test } from "vitest";
import { CONTRACT, findSidecar, Sidecar } from "../src/index.js";
import { folder } from "../test/sidecar.js";

const { LINNET_ASSEMBLED: assembled = "" } = process.env;
if (assembled === "") console.warn("Nothing was assembled: make test-package does, and tests it.");

const resources = join(assembled, "resources");

// Electron's name of each fuse, in their order in the program (source: Electron's documents, "Fuses").
const FUSES = [
  ...["runAsNode", "cookieEncryption", "nodeOptions", "nodeCliInspect", "asarIntegrity"],
  ...["onlyLoadAppFromAsar", "browserV8Snapshot", "grantFileProtocolExtraPrivileges"],
];
const SENTINEL = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX";

interface Entry {
  files?: Record<string, Entry>;
  integrity?: { hash: string };
}

/** The files of an asar: four numbers of 32 bits, the last one the length of the JSON after them. */
async function files(path: string): Promise<Map<string, Entry>> {
  const bytes = await readFile(path);
  const header = bytes.subarray(16, 16 + bytes.readUInt32LE(12)).toString("utf8");
  const found = new Map<string, Entry>();
  const walk = (entry: Entry, name: string): void => {
    if (entry.files === undefined) found.set(name, entry);
    for (const [each, inner] of Object.entries(entry.files ?? {})) walk(inner, `${name}/${each}`);
  };
  walk(JSON.parse(header) as Entry, "");
  return found;
}

describe.skipIf(assembled === "")("the assembled app", () => {
  test("app.asar holds the page, main, the preload and their names, and nothing else", async () => {
    const held = await files(join(resources, "app.asar"));
    const strange = [...held.keys()].filter(
      (name) =>
        !/^\/(package\.json|dist\/preload\.cjs|dist\/main\/index\.cjs|dist\/renderer\/.+)$/.test(
          name,
        ),
    );
    assert.deepEqual(strange, []);
    for (const name of ["/dist/main/index.cjs", "/dist/preload.cjs", "/dist/renderer/index.html"]) {
      assert.isString(held.get(name)?.integrity?.hash, name);
    }
  });

  test("its program obeys no variable, loads the app from the archive alone, and checks it", async () => {
    const program = (await readFile(join(assembled, "linnet-desktop"))).toString("latin1");
    const at = program.indexOf(SENTINEL) + SENTINEL.length + 2;
    const on = FUSES.filter((_, place) => program.charAt(at + place) === "1");
    assert.deepEqual(on, ["cookieEncryption", "asarIntegrity", "onlyLoadAppFromAsar"]);
  });

  test("the engine beside it starts, speaks this contract, and is of the app's version", async () => {
    const { command } = findSidecar({ resourcesPath: resources });
    assert.equal(command, join(resources, "linnet", "linnet"));
    const sidecar = new Sidecar({ command, env: { LINNET_HOME: await folder(), PATH: "" } });
    onTestFinished(() => sidecar.stop(5000));
    const { contract } = await sidecar.start();
    const { version } = await sidecar.call("health", {});
    const app = new URL("../app/package.json", import.meta.url);
    assert.equal(version, (JSON.parse(await readFile(app, "utf8")) as { version: string }).version);
    assert.equal(contract, CONTRACT);
  });

  test("licences go along: the app's own, those of the page, and those of the engine", async () => {
    assert.includeMembers(await readdir(resources), ["LICENSE", "LICENSES-page.md"]);
    assert.include(await readFile(join(resources, "LICENSES-page.md"), "utf8"), "react-aria");
    const engine = await readdir(join(resources, "linnet", "lib", "licences"));
    assert.includeMembers(engine, ["LICENCES.md", "onnxruntime", "soundfile"]);
  });
});
