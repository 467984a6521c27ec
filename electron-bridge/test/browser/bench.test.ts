/** Measures a page's way to the sidecar and back: `LINNET_BENCH=1 npx vitest run test/browser/bench`. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "vitest";
import { Grants, registerIpc } from "../../src/main/index.js";
import { Sidecar } from "../../src/supervise/supervisor.js";
import { FakeIpc } from "../fake-ipc.js";
import { command } from "../sidecar.js";
import { writeOwl } from "../sounds.js";
import { bundledPreload, executable, launch, openPage, ORIGIN } from "./chromium.js";

const CALLS = 500;

const wanted = process.env.LINNET_BENCH !== undefined && executable !== undefined;

const quantiles = (times: number[]): string => {
  const sorted = [...times].sort((one, other) => one - other);
  const at = (share: number): string =>
    (sorted[Math.floor(share * (sorted.length - 1))] ?? NaN).toFixed(2);
  return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`;
};

test.skipIf(!wanted)("a page's way to the sidecar and back", { timeout: 120_000 }, async () => {
  const home = await mkdtemp(join(tmpdir(), "linnet-"));
  const path = join(home, "a.wav");
  await writeOwl(path, 10);
  const sidecar = new Sidecar({ command, env: { LINNET_HOME: home } });
  await sidecar.start();
  const ipc = new FakeIpc();
  const grants = new Grants();
  await grants.grant(home);
  const hops: number[] = [];
  registerIpc(
    ipc,
    {
      call: async (method, params, options) => {
        const began = performance.now();
        const answer = await sidecar.call(method, params, options);
        hops.push(performance.now() - began);
        return answer;
      },
    },
    { origin: ORIGIN, grants },
  );
  const browser = await launch();
  const tab = await openPage(browser, ipc, await bundledPreload());
  const calls = await tab.evaluate(async (count) => {
    const times: number[] = [];
    for (let call = 0; call < count; call++) {
      const began = performance.now();
      await window.linnet.health({});
      times.push(performance.now() - began);
    }
    return times;
  }, CALLS);
  const toSidecar = hops.splice(0);
  const tiles = await tab.evaluate(async (given) => {
    const times: number[] = [];
    for (let call = 0; call < 20; call++) {
      const request = { path: given, start: 0, end: 10, width: 1024, height: 1024 };
      const began = performance.now();
      await window.linnet.spectrogram(request);
      times.push(performance.now() - began);
    }
    return times;
  }, path);
  console.log(`| page to sidecar and back | ${quantiles(calls)} |`);
  console.log(`| of that, main to sidecar and back | ${quantiles(toSidecar)} |`);
  console.log(`| a tile of 1 MB, computed and brought to the page | ${quantiles(tiles)} |`);
  console.log(`| of that, computed and brought to main | ${quantiles(hops)} |`);
  await browser.close();
  await sidecar.stop();
  await rm(home, { recursive: true });
});
