import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { App } from "electron";
import { build } from "esbuild";
import { onTestFinished, test, vi } from "vitest";
import {
  CallTimedOut,
  Sidecar,
  SidecarCrashed,
  SidecarMismatch,
  SidecarNotStarted,
  SidecarStopped,
  type SidecarOptions,
  type SidecarState,
} from "../src/index.js";
import { resultChecker } from "./results.js";
import { command, endless, failure, folder, misbehaving, runs } from "./sidecar.js";

function supervised(options: SidecarOptions): { sidecar: Sidecar; states: SidecarState[] } {
  const sidecar = new Sidecar({ restart: { firstMs: 1 }, ...options });
  onTestFinished(() => sidecar.stop(1000));
  const states: SidecarState[] = [];
  sidecar.on("state", (state) => states.push(state));
  return { sidecar, states };
}

async function real(): Promise<{ sidecar: Sidecar; states: SidecarState[] }> {
  const env = { LINNET_HOME: await folder() };
  return supervised({ command, env, checkResult: resultChecker() });
}

async function reaches(sidecar: Sidecar, state: SidecarState): Promise<void> {
  while (sidecar.state !== state) await once(sidecar, "state");
}

function kill({ pid }: Sidecar): void {
  assert.ok(pid);
  process.kill(pid, "SIGKILL");
}

test("it starts, answers and stops, and can be started again", async () => {
  const { sidecar, states } = await real();
  assert.ok((await failure(sidecar.call("health", {}))) instanceof SidecarStopped);
  for (let round = 0; round < 2; round++) {
    const { server } = await sidecar.start();
    assert.equal(server.name, "linnet");
    assert.equal((await sidecar.call("health", {})).status, "degraded");
    await sidecar.stop();
  }
  assert.ok((await failure(sidecar.call("health", {}))) instanceof SidecarStopped);
  const once = ["starting", "ready", "stopping", "stopped"];
  assert.deepEqual(states, [...once, ...once]);
});

test("killed during a long call, that call fails and the service comes back", async () => {
  const { sidecar, states } = await real();
  await sidecar.start();
  const { address, begun } = await endless();
  const long = failure(sidecar.call("models/install", { name: "birdnet-v2.4", source: address }));
  await begun;
  const before = sidecar.pid;
  kill(sidecar);
  const error = await long;
  assert.ok(error instanceof SidecarCrashed);
  assert.deepEqual([error.exitCode, error.signal], [null, "SIGKILL"]);
  assert.equal((await sidecar.call("health", {})).status, "degraded");
  assert.notEqual(sidecar.pid, before);
  assert.deepEqual(states, ["starting", "ready", "restarting", "ready"]);
});

test("the progress of a run comes through, and a call over its time is called off", async () => {
  const { sidecar } = await real();
  await sidecar.start();
  const { address } = await endless();
  const params = { name: "birdnet-v2.4", source: address };
  const run = sidecar.run("models/install", params, { timeoutMs: 5000 });
  let steps = 0;
  for await (const value of run) if (value.kind !== "waiting" && value.step === "download") steps++;
  assert.ok(steps > 0);
  assert.ok((await failure(run.result)) instanceof CallTimedOut);
  assert.equal((await sidecar.call("health", {})).status, "degraded");
});

test("a sidecar that crashes again and again is given up, until it is started again", async () => {
  const { sidecar, states } = supervised(misbehaving("crash at start"));
  for (let round = 0; round < 2; round++) {
    const start = failure(sidecar.start());
    const call = failure(sidecar.call("health", {}));
    for (const error of [await start, await call, await failure(sidecar.call("health", {}))]) {
      assert.ok(error instanceof SidecarCrashed);
      assert.equal(error.exitCode, 3);
    }
    assert.equal(sidecar.state, "failed");
  }
  const once = ["starting", "restarting", "restarting", "failed"];
  assert.deepEqual(states, [...once, ...once]);
});

test("a sidecar that ends with exit code 0, unasked, has crashed", async () => {
  const { sidecar } = supervised(misbehaving("leave"));
  await sidecar.start();
  for (let crash = 0; crash < 3; crash++) {
    const error = await failure(sidecar.call("health", {}));
    assert.ok(error instanceof SidecarCrashed);
    assert.equal(error.exitCode, 0);
  }
  assert.equal(sidecar.state, "failed");
});

test("crashes are forgotten after a time of health", async () => {
  const restart = { firstMs: 1, healthyMs: 0 };
  const { sidecar } = supervised({ ...misbehaving("leave"), restart });
  await sidecar.start();
  for (let crash = 0; crash < 5; crash++) await failure(sidecar.call("health", {}));
  await reaches(sidecar, "ready");
});

test("a call made during a restart waits, for as long as its time and its signal say", async () => {
  const { sidecar } = supervised({ ...misbehaving("wrong ids"), restart: { firstMs: 1e6 } });
  await sidecar.start();
  kill(sidecar);
  await reaches(sidecar, "restarting");
  const late = await failure(sidecar.call("health", {}, { timeoutMs: 10 }));
  assert.ok(late instanceof CallTimedOut);
  const abort = new AbortController();
  const aborted = failure(sidecar.call("health", {}, { signal: abort.signal }));
  const stopped = failure(sidecar.call("health", {}));
  abort.abort();
  assert.equal(((await aborted) as Error).name, "AbortError");
  await sidecar.stop();
  assert.ok((await stopped) instanceof SidecarStopped);
});

test("a sidecar that hangs is killed and started again", async () => {
  const { sidecar } = supervised({
    ...misbehaving("hang"),
    health: { everyMs: 1, timeoutMs: 50 },
  });
  await sidecar.start();
  const error = await failure(sidecar.call("models/list", {}));
  assert.ok(error instanceof SidecarCrashed);
  assert.equal(error.fault, "hung");
  assert.equal(sidecar.state, "restarting");
});

test("what cannot get better is not tried again", async () => {
  const cases = [
    [{ command: join(await folder(), "linnet") }, SidecarNotStarted],
    [misbehaving("leave", { contract: "other" }), SidecarMismatch],
  ] as const;
  for (const [options, Problem] of cases) {
    const { sidecar, states } = supervised(options);
    assert.ok((await failure(sidecar.start())) instanceof Problem);
    assert.ok((await failure(sidecar.call("health", {}))) instanceof Problem);
    assert.deepEqual(states, ["starting", "failed"]);
  }
});

test("the last lines of the log are kept, over restarts", async () => {
  const { sidecar } = supervised({ ...misbehaving("flood"), logLines: 7 });
  await sidecar.start();
  await sidecar.call("health", {});
  assert.equal(sidecar.log.length, 7);
  kill(sidecar);
  await reaches(sidecar, "restarting");
  assert.equal(sidecar.log.length, 7);
});

test("stopping at once, while it starts, leaves nothing behind", async () => {
  const { sidecar } = supervised(misbehaving("wrong ids"));
  const start = failure(sidecar.start());
  await sidecar.stop();
  assert.ok((await start) instanceof SidecarStopped);
  assert.equal(sidecar.state, "stopped");
  assert.equal(sidecar.pid, undefined);
});

test("quitting waits for the sidecar, once", async () => {
  const { sidecar } = await real();
  await sidecar.start();
  const { pid } = sidecar;
  assert.ok(pid);
  const app = Object.assign(new EventEmitter(), { exit: vi.fn() });
  sidecar.stopWith(app);
  const first = { preventDefault: vi.fn() };
  const second = { preventDefault: vi.fn() };
  const left = new Promise((resolve) => app.exit.mockImplementation(resolve));
  app.emit("before-quit", first);
  app.emit("before-quit", second);
  assert.equal(await left, 0);
  assert.equal(sidecar.state, "stopped");
  assert.throws(() => process.kill(pid, 0), { code: "ESRCH" });
  assert.equal(first.preventDefault.mock.calls.length, 1);
  assert.equal(second.preventDefault.mock.calls.length, 0);
});

test("quitting does not wait for what does not run; Electron's app will do", () => {
  const { sidecar } = supervised(misbehaving("leave"));
  const app = Object.assign(new EventEmitter(), { exit: vi.fn() });
  const stopWith = (electron: Pick<App, "on" | "exit">): void => {
    sidecar.stopWith(electron);
  };
  stopWith(app as unknown as App);
  const event = { preventDefault: vi.fn() };
  app.emit("before-quit", event);
  assert.equal(event.preventDefault.mock.calls.length, 0);
});

test.skipIf(!existsSync("/proc/self/status"))("a parent that is killed leaves none", async () => {
  const outfile = join(await folder(), "parent.cjs");
  const source = fileURLToPath(new URL("programs/parent.mjs", import.meta.url));
  await build({ entryPoints: [source], outfile, bundle: true, platform: "node", format: "cjs" });
  const parent = spawn(process.execPath, [outfile, command], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, LINNET_HOME: await folder() },
  });
  onTestFinished(() => void parent.kill("SIGKILL"));
  const [line] = (await once(parent.stdout, "data")) as [Buffer];
  const pid = Number(line.toString());
  assert.ok(runs(pid));
  parent.kill("SIGKILL");
  await vi.waitFor(() => {
    assert.ok(!runs(pid));
  }, 10_000);
});
