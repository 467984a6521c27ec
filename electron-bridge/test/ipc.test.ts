import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ResponseError } from "vscode-jsonrpc";
import { afterEach, assert, beforeEach, describe, test } from "vitest";
import { CALL, CANCEL, PROGRESS, type Outcome, type PageCall } from "../src/api.js";
import { SidecarCrashed } from "../src/call/errors.js";
import { Grants, registerIpc, type Caller, type IpcOptions } from "../src/main/index.js";
import { FakeIpc, FakePage } from "./fake-ipc.js";

const ORIGIN = "app://bundle";

let folder: string;
let grants: Grants;
let ipc: FakeIpc;
let page: FakePage;
let calls: { method: string; params: unknown; signal: AbortSignal }[];
let answer: (onProgress?: (value: unknown) => void) => Promise<unknown>;

const client: Caller = {
  call: (method, params, { signal, onProgress }) => {
    calls.push({ method, params, signal });
    return answer(onProgress);
  },
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "linnet-"));
  grants = new Grants();
  ipc = new FakeIpc();
  page = new FakePage();
  calls = [];
  answer = () => Promise.resolve("done");
});

afterEach(() => rm(folder, { recursive: true }));

const register = (more: Partial<IpcOptions> = {}): (() => void) =>
  registerIpc(ipc, client, { origin: ORIGIN, grants, ...more });

const call = (sent: Partial<PageCall> = {}, url = `${ORIGIN}/index.html`, parent: unknown = null) =>
  ipc.invoke(
    CALL,
    { sender: page, senderFrame: { url, parent } },
    { id: "1", method: "health", params: {}, progress: false, ...sent },
  ) as Promise<Outcome<unknown>>;

const refusal = async (outcome: Promise<Outcome<unknown>>): Promise<string> => {
  const answered = await outcome;
  assert.equal(calls.length, 0);
  if (answered.ok) return assert.fail("it was allowed");
  assert.equal(answered.error.kind, "NotAllowed");
  return answered.error.message;
};

test("a page's call reaches the sidecar, and its result the page", async () => {
  register();
  assert.deepEqual(await call({ params: {} }), { ok: true, value: "done" });
  assert.deepEqual(calls[0]?.method, "health");
});

describe("who may call", () => {
  test("the page of the application, and no other origin", async () => {
    register();
    for (const url of ["app://other/", "https://bundle/", "file:///etc/passwd", "", "app:bundle"]) {
      await refusal(call({}, url));
    }
  });

  test("the page itself, and none of its frames", async () => {
    register();
    await refusal(call({}, undefined, {}));
    const gone = { sender: page, senderFrame: null };
    await refusal(ipc.invoke(CALL, gone, {}) as Promise<Outcome<unknown>>);
  });

  test("an ordinary web origin is compared whole", async () => {
    register({ origin: "http://localhost:5173" });
    await refusal(call({}, "http://localhost:51730/"));
    assert.isTrue((await call({}, "http://localhost:5173/deep/page.html")).ok);
  });
});

describe("what may be called", () => {
  test("what is allowed, and nothing else", async () => {
    register({ allow: ["health"] });
    assert.match(await refusal(call({ method: "query" })), /may not call "query"/);
  });

  test("usually everything but what opens connections and installs code of others", async () => {
    register();
    for (const method of ["initialize", "models/add", "shutdown", "nonsense"]) {
      await refusal(call({ method }));
    }
  });

  test("with plain values that make sense", async () => {
    register({ validate: (method) => (method === "query" ? ["select is missing"] : []) });
    const deep: unknown[] = [];
    let inner = deep;
    for (let depth = 0; depth < 40; depth++) inner.push((inner = []));
    for (const params of [null, [], "x", new Map(), { a: () => 1 }, { a: NaN }, { deep }]) {
      await refusal(call({ params }));
    }
    assert.match(await refusal(call({ method: "query" })), /select is missing/);
    await refusal(call({ method: "infer", params: { progress: "call-1" } }));
    await refusal(call({ method: "stream/push", params: { pcm: "x".repeat(33 * 2 ** 20) } }));
    await refusal(call({ params: { many: new Array(200_000).fill(0) } }));
  });
});

describe("which files may be named", () => {
  test("those below a folder that was picked", async () => {
    register();
    await grants.grant(folder);
    const inputs = [join(folder, "a.wav"), folder];
    assert.isTrue((await call({ method: "infer", params: { inputs } })).ok);
  });

  test("no others, however they are written", async () => {
    const picked = join(folder, "a");
    await mkdir(picked);
    await mkdir(join(folder, "aa"));
    await writeFile(join(folder, "secret.wav"), "");
    await symlink(folder, join(picked, "out"));
    await mkdir(join(folder, "other", "inner"), { recursive: true });
    await symlink(join(folder, "other", "inner"), join(picked, "inner"));
    await symlink(join(folder, "nowhere.wav"), join(picked, "nowhere.wav"));
    await grants.grant(picked);
    register();
    const others = [
      join(folder, "aa", "x.wav"),
      `${picked}/../secret.wav`,
      join(picked, "out", "secret.wav"),
      `${picked}/inner/../secret.wav`, // for the system: other/secret.wav
      `${picked}/.. /secret.wav`,
      join(picked, "out", "not-there-yet.wav"),
      join(picked, "nowhere.wav"),
      "a.wav",
      "",
      "/",
    ];
    for (const path of others) {
      await refusal(call({ method: "infer", params: { inputs: [join(picked, "b.wav"), path] } }));
      await refusal(call({ method: "spectrogram", params: { path } }));
      await refusal(call({ method: "query", params: { like: { path, start: 0 } } }));
    }
  });

  test("a filter on paths names no file", async () => {
    register();
    const where = { path: "/anywhere" };
    assert.isTrue((await call({ method: "query", params: { select: "recordings", where } })).ok);
  });
});

describe("errors cross as plain data", () => {
  test("the sidecar's with code, kind, hint and path", async () => {
    register();
    const data = { kind: "UnreadableAudio", hint: "Look.", path: "/a.wav" };
    answer = () => Promise.reject(new ResponseError(-32002, "Damaged.", data));
    assert.deepEqual(await call(), {
      ok: false,
      error: { code: -32002, message: "Damaged.", ...data },
    });
  });

  test("and with the field that is wrong", async () => {
    register();
    const errors = [{ field: "unit", problem: "No day is known." }];
    const data = { kind: "InvalidParams", hint: "", errors };
    answer = () => Promise.reject(new ResponseError(-32602, "No day is known.", data));
    const outcome = await call();
    assert.equal(!outcome.ok && outcome.error.field, "unit");
  });

  test("those of another copy of the bridge too, as a bundler makes one", async () => {
    register();
    const copy = (name: string, more: object): Error =>
      Object.assign(new Error(name), { name, ...more });
    const kinds: unknown[] = [];
    for (const error of [
      copy("ResponseError", { code: -32002, data: { kind: "UnreadableAudio" } }),
      copy("AbortError", { code: 20 }),
      copy("SidecarStopped", {}),
      copy("SidecarCrashed", {}),
      copy("SidecarStoppedBy", {}),
    ]) {
      answer = () => Promise.reject(error);
      const outcome = await call();
      kinds.push(!outcome.ok && outcome.error.kind);
    }
    const known = ["UnreadableAudio", "RequestCancelled", "SidecarStopped", "Crashed"];
    assert.deepEqual(kinds, [...known, "InternalError"]);
  });

  test("of those in main the words are not told", async () => {
    register();
    answer = () => Promise.reject(new TypeError("/home/me/secret is undefined"));
    const outcome = await call();
    assert.deepInclude(!outcome.ok && outcome.error, { kind: "InternalError" });
    assert.notMatch(JSON.stringify(outcome), /secret/);
  });

  test("a crash as what it is", async () => {
    register();
    answer = () => Promise.reject(new SidecarCrashed(null, "SIGKILL", []));
    const outcome = await call();
    assert.equal(!outcome.ok && outcome.error.kind, "Crashed");
    assert.deepEqual(outcome, structuredClone(outcome));
  });
});

describe("progress and cancelling", () => {
  const hanging = (): { tell: (value: unknown) => void; end: () => void } => {
    let tell: (value: unknown) => void = () => assert.fail("no progress was asked for");
    let end = (): void => undefined;
    answer = (onProgress) => {
      if (onProgress) tell = onProgress;
      return new Promise((resolve) => {
        end = () => {
          resolve("late");
        };
      });
    };
    return {
      tell: (value) => {
        tell(value);
      },
      end: () => {
        end();
      },
    };
  };
  const begun = async (count: number): Promise<void> => {
    while (calls.length < count) await new Promise(setImmediate);
  };

  test("progress goes to the call that asked, and to no page that is gone", async () => {
    register();
    const { tell, end } = hanging();
    const outcome = call({ id: "7", progress: true });
    await begun(1);
    tell({ done: 1 });
    assert.deepEqual(page.sent, [[PROGRESS, "7", { done: 1 }]]);
    page.destroy();
    tell({ done: 2 });
    assert.equal(page.sent.length, 1);
    assert.isTrue(calls[0]?.signal.aborted);
    end();
    await outcome;
  });

  test("no call takes the place of another", async () => {
    register();
    const { end } = hanging();
    const outcome = call({ id: "7" });
    await begun(1);
    const second = await call({ id: "7" });
    assert.equal(!second.ok && second.error.kind, "NotAllowed");
    end();
    assert.isTrue((await outcome).ok);
  });

  test("a page cancels its own call and no other page's", async () => {
    register();
    const { end } = hanging();
    const outcome = call({ id: "7" });
    await begun(1);
    const senderFrame = { url: `${ORIGIN}/index.html`, parent: null };
    ipc.emit(CANCEL, { sender: new FakePage(), senderFrame }, "7");
    ipc.emit(CANCEL, { sender: page, senderFrame: { ...senderFrame, parent: {} } }, "7");
    ipc.emit(
      CANCEL,
      { sender: page, senderFrame: { url: "https://a.example/", parent: null } },
      "7",
    );
    ipc.emit(CANCEL, { sender: page, senderFrame: null }, "7");
    assert.isFalse(calls[0]?.signal.aborted);
    ipc.emit(CANCEL, { sender: page, senderFrame }, "7");
    assert.isTrue(calls[0].signal.aborted);
    end();
    await outcome;
  });

  test("what is cancelled, or left, while its files are looked at never starts", async () => {
    register();
    await grants.grant(folder);
    const sent = { method: "infer", params: { inputs: [folder] } };
    const cancelled = call({ ...sent, id: "7" });
    ipc.emit(CANCEL, { sender: page, senderFrame: { url: `${ORIGIN}/`, parent: null } }, "7");
    const left = call({ ...sent, id: "8" });
    page.destroy();
    for (const outcome of [await cancelled, await left]) {
      assert.equal(!outcome.ok && outcome.error.kind, "RequestCancelled");
    }
    assert.equal(calls.length, 0);
  });

  test("leaving the page cancels", async () => {
    register();
    const { end } = hanging();
    const outcome = call();
    await begun(1);
    page.navigate();
    assert.isTrue(calls[0]?.signal.aborted);
    end();
    await outcome;
  });

  test("ending the registration cancels everything and answers nobody", async () => {
    const dispose = register();
    const { end } = hanging();
    const outcome = call();
    await begun(1);
    dispose();
    assert.isTrue(calls[0]?.signal.aborted);
    assert.throws(() => ipc.invoke(CALL, { sender: page, senderFrame: null }), /no handler/);
    end();
    await outcome;
  });
});
