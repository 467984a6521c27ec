/** (f) The page's build on the Node of the system and on the one that Electron has: time and size. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { sizes } from "../sizes.js";
import type { Measured } from "./benches.js";
import { ms } from "./numbers.js";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export async function build(): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (const node of [process.execPath, here("../../../node_modules/node/bin/node")]) {
    const version = spawnSync(node, ["--version"], { encoding: "utf8" }).stdout.trim();
    const began = performance.now();
    const words = [here("../../scripts/build.mjs"), "--only", "renderer"];
    const { status, stderr } = spawnSync(node, words, { encoding: "utf8" });
    const took = performance.now() - began;
    const { all, first } = await sizes();
    measured.push([
      `Node ${version}`,
      status === 0
        ? `${ms(took)}, gzip ${String(all >> 10)} KiB, before first paint ${String(first >> 10)} KiB`
        : `failed: ${stderr}`,
    ]);
  }
  return measured;
}
