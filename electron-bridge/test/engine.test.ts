/** The engine that stays the same while projects are changed, and what a page is told of it. */
import { EventEmitter } from "node:events";
import { join } from "node:path";
import { assert, beforeEach, describe, onTestFinished, test, vi, type Mock } from "vitest";
import { CALL, JOBS, STATE, type EngineState, type Outcome } from "../src/api.js";
import { ProjectChanged, Sidecar, SidecarStopped, type SidecarState } from "../src/index.js";
import { Engine, Grants, Jobs, registerIpc, type Supervised } from "../src/main/index.js";
import { exposeApi, type LinnetApi } from "../src/preload.js";
import { FakeIpc, FakePage, rendererOf } from "./fake-ipc.js";
import { command, failure, folder, misbehaving } from "./sidecar.js";

const frame = { url: "app://bundle/index.html", parent: null };

/** A sidecar that answers, starts and stops when the test says so. */
class FakeSidecar extends EventEmitter<{ state: [SidecarState] }> implements Supervised {
  state: SidecarState = "stopped";
  failure: unknown;
  log: string[] = [];
  calls: { method: unknown; end: (error?: Error) => void }[] = [];
  stopped: () => void = () => undefined;

  readonly call = ((method: unknown) =>
    new Promise((resolve, reject) => {
      this.calls.push({
        method,
        end: (error) => {
          if (error === undefined) resolve("done");
          else reject(error);
        },
      });
    })) as Supervised["call"];

  start(): ReturnType<Supervised["start"]> {
    this.set("ready");
    return Promise.resolve({} as never);
  }

  stop(): Promise<void> {
    this.set("stopping");
    return new Promise((resolve) => {
      this.stopped = () => {
        for (const { end } of this.calls) end(new SidecarStopped());
        this.set("stopped");
        resolve();
      };
    });
  }

  set(state: SidecarState): void {
    this.state = state;
    this.emit("state", state);
  }
}

const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
};

let engine: Engine;
let one: FakeSidecar;
let two: FakeSidecar;

beforeEach(() => {
  engine = new Engine();
  one = new FakeSidecar();
  two = new FakeSidecar();
});

test("before a project is opened a call rejects", async () => {
  assert.equal(engine.now.state, "stopped");
  assert.instanceOf(await failure(engine.call("health", {})), SidecarStopped);
  assert.instanceOf(await failure(engine.start()), SidecarStopped);
});

test("calls under way end as of another project, and those that come meanwhile wait", async () => {
  await engine.open(one);
  const before = failure(engine.call("health", {}));
  await settled();
  const opened = engine.open(two);
  await settled();
  const meanwhile = engine.call("models/list", {});
  await settled();
  assert.deepEqual([one.calls.length, two.calls.length], [1, 0]);
  one.stopped();
  await opened;
  assert.instanceOf(await before, ProjectChanged);
  await settled();
  assert.equal(two.calls[0]?.method, "models/list");
  two.calls[0]?.end();
  assert.equal((await meanwhile) as unknown, "done");
});

test("calls wait for a project whose sidecar is still looked for", async () => {
  let found: (one: FakeSidecar) => void = () => undefined;
  const opened = engine.open(new Promise<FakeSidecar>((resolve) => (found = resolve)));
  const call = engine.call("health", {});
  await settled();
  found(one);
  await opened;
  await settled();
  one.calls[0]?.end();
  assert.equal((await call) as unknown, "done");
});

test("an error of the open project is its own", async () => {
  await engine.open(one);
  const call = failure(engine.call("health", {}));
  await settled();
  one.calls[0]?.end(new RangeError("x"));
  assert.instanceOf(await call, RangeError);
});

test("two openings in a row end with the last, and each project has its number", async () => {
  const numbers = [engine.project];
  await engine.open(one);
  numbers.push(engine.project);
  const three = new FakeSidecar();
  const opened = [engine.open(two), engine.open(three)];
  await settled();
  one.stopped();
  await settled();
  two.stopped();
  await Promise.all(opened);
  numbers.push(engine.project);
  assert.equal(new Set(numbers).size, 3);
  void engine.call("health", {});
  await settled();
  assert.deepEqual([two.calls.length, three.calls.length], [0, 1]);
});

describe("what a page is told", () => {
  let ipc: FakeIpc;
  let page: FakePage;
  let api: LinnetApi;
  let heard: EngineState[];
  /** What main sends is held back while the page is slow. */
  let slow: boolean;

  beforeEach(async () => {
    ipc = new FakeIpc();
    page = new FakePage();
    slow = false;
    const grants = new Grants();
    const jobs = new Jobs(engine, { grants });
    registerIpc(ipc, engine, { origin: "app://bundle", grants, engine, jobs });
    await engine.open(one);
    open();
    await settled();
    heard = [];
    api.state.follow((state) => heard.push(state));
  });

  /** Load the page. */
  function open(): void {
    const listeners = new Map<string, (event: unknown, ...values: unknown[]) => void>();
    page.send = (channel, ...values) => {
      if (!slow) listeners.get(String(channel))?.({}, ...structuredClone(values));
    };
    exposeApi(
      { exposeInMainWorld: (_key, value) => (api = value as LinnetApi) },
      {
        ...rendererOf(ipc, page, frame),
        on: (channel, listener) => void listeners.set(channel, listener),
      },
    );
  }

  test("the state now, each change, and of a failure the reason and the last lines", async () => {
    const { project } = engine;
    assert.deepEqual(heard, [{ state: "ready", project }]);
    one.set("restarting");
    one.failure = new SidecarStopped();
    one.log = Array.from({ length: 80 }, (_, line) => String(line));
    one.set("failed");
    assert.deepEqual(heard[1], { state: "restarting", project });
    assert.deepInclude(heard[2], { state: "failed", stderr: one.log.slice(-50) });
    assert.equal(heard[2]?.error?.kind, "SidecarStopped");
    assert.deepEqual(await api.state.get(), heard[2]);
  });

  test("that another project is being opened, by another number", async () => {
    const before = engine.project;
    const opened = engine.open(two);
    await settled();
    one.stopped();
    await opened;
    assert.deepEqual(
      heard.slice(1).map(({ state, project }) => [state, project === before]),
      [
        ["starting", false],
        ["ready", false],
      ],
    );
  });

  test("a call and a job that were meant for the project before are refused", async () => {
    slow = true;
    const opened = engine.open(two);
    await settled();
    one.stopped();
    await opened;
    const outcomes: Outcome<unknown>[] = [
      await api.annotationsUndo({ batchId: 1 }),
      await api.jobs.start({ kind: "run", method: "infer" }),
    ];
    for (const outcome of outcomes) {
      assert.equal(!outcome.ok && outcome.error.kind, "ProjectChanged");
    }
    assert.deepEqual(two.calls, []);
    slow = false;
    open();
    await settled();
    void api.health({});
    await settled();
    assert.equal(two.calls[0]?.method, "health");
  });

  test("a stranger is told nothing", async () => {
    const senderFrame = { url: "https://a.example/", parent: null };
    const event = { sender: new FakePage(), senderFrame };
    assert.equal(await ipc.invoke(STATE, event), undefined);
    one.set("restarting");
    assert.deepEqual(event.sender.sent, []);
  });

  test("without an engine or jobs the page gets words", async () => {
    const bare = new FakeIpc();
    registerIpc(bare, engine, { origin: "app://bundle", grants: new Grants() });
    const event = { sender: page, senderFrame: frame };
    assert.equal(await bare.invoke(STATE, event), undefined);
    const outcome = (await bare.invoke(JOBS, event, { ask: "list" })) as Outcome<unknown>;
    assert.equal(!outcome.ok && outcome.error.kind, "NotAllowed");
    const call = { id: "1", method: "health", params: {}, progress: false, project: 5 };
    void bare.invoke(CALL, event, call);
    await settled();
    assert.equal(one.calls.length, 1);
  });
});

describe("quitting", () => {
  const quitting = (): {
    app: EventEmitter & { exit: Mock<(code: number) => void> };
    quit: () => boolean;
  } => {
    const app = Object.assign(new EventEmitter(), { exit: vi.fn<(code: number) => void>() });
    return {
      app,
      /** Whether it was put off. */
      quit: () => {
        const preventDefault = vi.fn();
        app.emit("before-quit", { preventDefault });
        return preventDefault.mock.calls.length > 0;
      },
    };
  };

  test("asks once at a time, stays when the user would, and asks again", async () => {
    await engine.open(one);
    const { app, quit } = quitting();
    const answers: ((agreed: boolean) => void)[] = [];
    engine.stopWith(app, () => new Promise((resolve) => answers.push(resolve)));
    assert.isTrue(quit());
    assert.isTrue(quit());
    assert.equal(answers.length, 1);
    answers[0]?.(false);
    await settled();
    assert.equal(one.state, "ready");
    assert.isTrue(quit());
    answers[1]?.(true);
    await settled();
    assert.equal(one.state, "stopping");
    assert.equal(app.exit.mock.calls.length, 0);
    one.stopped();
    await settled();
    assert.deepEqual(app.exit.mock.calls, [[0]]);
    assert.isFalse(quit());
  });

  test("a user who cannot be asked is not kept", async () => {
    await engine.open(one);
    const { app, quit } = quitting();
    engine.stopWith(app, () => Promise.reject(new Error("no window")));
    assert.isTrue(quit());
    await settled();
    one.stopped();
    await settled();
    assert.equal(app.exit.mock.calls.length, 1);
  });
});

describe("with real sidecars", () => {
  test("another project's answers come after it was opened", async () => {
    const homes = [await folder(), await folder()];
    const real = new Engine();
    onTestFinished(() => real.stop());
    for (const home of homes) {
      await real.open(new Sidecar({ command, env: { LINNET_HOME: home } }));
      const { catalog } = await real.call("health", {});
      assert.equal(catalog, join(home, "catalog.sqlite"));
    }
  });

  test("a sidecar that cannot be started is told with its last lines", async () => {
    const real = new Engine();
    const states: EngineState[] = [];
    real.on("state", (state) => states.push(state));
    await failure(
      real.open(new Sidecar({ ...misbehaving("crash at start"), restart: { firstMs: 1 } })),
    );
    await settled();
    const last = states.at(-1);
    assert.equal(last?.state, "failed");
    assert.equal(last?.error?.kind, "Crashed");
  });
});
