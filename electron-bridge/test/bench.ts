/** Measures the bridge with the real sidecar and prints a table: npm run bench. */
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { findSidecar, Sidecar, SidecarCrashed } from "../src/index.js";
import { writeOwl } from "./sounds.js";

const CALLS = 2000;
const CRASHES = 10;

const rows: [what: string, measured: string][] = [];
const home = await mkdtemp(join(tmpdir(), "linnet-bench-"));
const path = process.env.LINNET_SIDECAR;
const sidecar = new Sidecar({
  ...findSidecar({ repository: resolve(".."), ...(path === undefined ? {} : { path }) }),
  env: { LINNET_HOME: home },
  // The wait before a restart is a setting, not what is measured; and it may crash often.
  restart: { firstMs: 0, crashes: Infinity },
});
try {
  await start();
  await idle();
  await busy();
  await crashes();
} finally {
  await sidecar.stop();
  await rm(home, { recursive: true });
}
console.log("| what | measured |\n| --- | --- |");
for (const row of rows) console.log(`| ${row.join(" | ")} |`);

async function start(): Promise<void> {
  const ms: number[] = [];
  for (let count = 0; count < 5; count++) {
    await sidecar.stop();
    ms.push(await timed(() => sidecar.start()));
  }
  rows.push(["start to ready, warm (5 times)", told(ms, [0.5])]);
}

async function idle(): Promise<void> {
  await sidecar.call("health", {});
  const ms: number[] = [];
  while (ms.length < CALLS) ms.push(await timed(() => sidecar.call("health", {})));
  rows.push([`\`health\`, idle (${String(CALLS)} calls)`, told(ms)]);
}

/** The same while recordings are prepared, over and over. */
async function busy(): Promise<void> {
  const input = join(home, "long.wav");
  await writeOwl(input, 600);
  const cancel = new AbortController();
  const params = { inputs: [input], frontend: "ucsd-librosa-mel", force: true };
  let begun: () => void = () => undefined;
  const underWay = new Promise<void>((go) => (begun = go));
  const work = (async () => {
    while (!cancel.signal.aborted) {
      const options = { signal: cancel.signal, onProgress: begun };
      await sidecar.call("preprocess", params, options).catch((error: unknown) => {
        if (!cancel.signal.aborted) throw error;
      });
    }
  })();
  await underWay;
  const ms: number[] = [];
  while (ms.length < CALLS) ms.push(await timed(() => sidecar.call("health", {})));
  cancel.abort();
  await work;
  rows.push([`\`health\` while \`preprocess\` runs (${String(CALLS)} calls)`, told(ms)]);
}

async function crashes(): Promise<void> {
  const rejected: number[] = [];
  const back: number[] = [];
  const params = { name: "birdnet-v2.4", source: "http://192.0.2.1/" };
  for (let count = 0; count < CRASHES; count++) {
    const call = sidecar.call("models/install", params);
    await sidecar.call("health", {});
    const began = performance.now();
    if (sidecar.pid !== undefined) process.kill(sidecar.pid, "SIGKILL");
    await call.catch((error: unknown) => {
      if (!(error instanceof SidecarCrashed)) throw error;
      rejected.push(performance.now() - began);
    });
    while (sidecar.state !== "ready") await once(sidecar, "state");
    await sidecar.call("health", {});
    back.push(performance.now() - began);
  }
  rows.push([`crash to the call's rejection (${String(CRASHES)} times)`, told(rejected, [0.5, 1])]);
  rows.push(["crash to the next answer, without the wait", told(back, [0.5, 1])]);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function told(ms: number[], quantiles = [0.5, 0.99, 1]): string {
  const sorted = [...ms].sort((a, b) => a - b);
  const named = quantiles.map((each) => {
    const value = sorted[Math.min(sorted.length - 1, Math.floor(each * sorted.length))] ?? NaN;
    const name = each === 1 ? "worst" : `p${String(100 * each)}`;
    return `${name} ${value.toFixed(value < 10 ? 2 : 0)} ms`;
  });
  return named.join(", ");
}
