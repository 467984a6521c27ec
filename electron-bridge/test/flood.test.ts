/** However often a page calls, main holds a bounded number of its calls. */
import { assert, beforeEach, test } from "vitest";
import { CALL, CANCEL, type Outcome } from "../src/api.js";
import { Grants, registerIpc, type Caller } from "../src/main/index.js";
import { weight } from "../src/main/checks.js";
import { MOST_BYTES, MOST_CALLS } from "../src/main/running.js";
import { exposeApi, type LinnetApi } from "../src/preload.js";
import { FakeIpc, FakePage, rendererOf } from "./fake-ipc.js";

const FLOOD = 30_000;
const frame = { url: "app://bundle/index.html", parent: null };

let ipc: FakeIpc;
let page: FakePage;
/** The calls that main has passed on and holds. */
let held: { params: unknown; signal: AbortSignal; answer: () => void }[];
let most: number;

const client: Caller = {
  call: (_method, params, { signal }) =>
    new Promise((resolve) => {
      const one = {
        params,
        signal,
        answer: () => {
          held = held.filter((each) => each !== one);
          resolve("done");
        },
      };
      held.push(one);
      most = Math.max(most, held.length);
    }),
};

beforeEach(() => {
  ipc = new FakeIpc();
  page = new FakePage();
  held = [];
  most = 0;
  registerIpc(ipc, client, { origin: "app://bundle", grants: new Grants() });
});

const call = (id: unknown, params: unknown = {}, sender = page): Promise<Outcome<unknown>> =>
  ipc.invoke(
    CALL,
    { sender, senderFrame: frame },
    { id, method: "health", params, progress: false },
  ) as Promise<Outcome<unknown>>;

const settled = (): Promise<void> => new Promise(setImmediate);

const kindOf = (outcome: Outcome<unknown>): string => (outcome.ok ? "ok" : outcome.error.kind);

test("thirty thousand calls at once are refused in words, but for some hundreds", async () => {
  const outcomes = Array.from({ length: FLOOD }, (_, id) => call(String(id)));
  const refused = await Promise.all(outcomes.slice(MOST_CALLS));
  assert.equal(held.length, MOST_CALLS);
  for (const outcome of refused) assert.equal(kindOf(outcome), "TooManyCalls");
  assert.match(JSON.stringify(refused[0]), /too many calls at once/);
  for (const { answer } of [...held]) answer();
  for (const outcome of await Promise.all(outcomes.slice(0, MOST_CALLS))) assert.isTrue(outcome.ok);
  const again = call("again");
  await settled();
  assert.equal(held.length, 1);
  held[0]?.answer();
  assert.isTrue((await again).ok);
});

test("long params count by their length, in texts, names and numbers", async () => {
  const text = "x".repeat(10 * 2 ** 20);
  for (const params of [{ text }, { [text]: 1 }]) {
    const outcomes = Array.from({ length: 100 }, (_, id) => call(String(id), params));
    await settled();
    const bytes = held.reduce((sum, each) => sum + weight(each.params), 0);
    assert.isAtMost(bytes, MOST_BYTES);
    assert.isAbove(bytes, MOST_BYTES / 2);
    for (const { answer } of [...held]) answer();
    const kinds = new Set((await Promise.all(outcomes)).map(kindOf));
    assert.deepEqual([...kinds].sort(), ["TooManyCalls", "ok"]);
  }
  assert.isAtLeast(weight({ a: new Array(1000).fill(0) }), 16_000);
});

test("the longest call that is allowed is not too many, if it is alone", async () => {
  const one = call("1", { text: "x".repeat(31 * 2 ** 20) });
  await settled();
  held[0]?.answer();
  assert.isTrue((await one).ok);
});

test("a name of a call is short, and what has ended makes room", async () => {
  assert.equal(kindOf(await call("x".repeat(10_000))), "NotAllowed");
  for (let id = 0; id < 3 * MOST_CALLS; id++) {
    const outcome = call(String(id));
    await settled();
    if (id % 3 === 0) ipc.emit(CANCEL, { sender: page, senderFrame: frame }, String(id));
    held[0]?.answer();
    assert.isTrue((await outcome).ok);
  }
});

test("one page that calls too often takes no room from another", async () => {
  const flood = Array.from({ length: 2 * MOST_CALLS }, (_, id) => call(String(id)));
  const other = new FakePage();
  const calm = call("1", {}, other);
  await settled();
  held.at(-1)?.answer();
  assert.isTrue((await calm).ok);
  page.destroy();
  assert.isTrue(held.every(({ signal }) => signal.aborted));
  for (const { answer } of [...held]) answer();
  await Promise.all(flood);
});

test("the page's own client waits, so that none of its calls is refused", async () => {
  let api: LinnetApi | undefined;
  exposeApi(
    { exposeInMainWorld: (_key, value) => (api = value as LinnetApi) },
    {
      ...rendererOf(ipc, page, frame),
      on: () => undefined,
    },
  );
  if (api === undefined) return assert.fail("the page got nothing");
  const { health } = api;
  const outcomes = Array.from({ length: 2000 }, () => health({}));
  let cancel: (value?: unknown) => void = () => undefined;
  const late = health({}, { cancel: new Promise((resolve) => (cancel = resolve)) });
  cancel();
  await settled();
  while (held.length > 0) {
    for (const { answer } of [...held]) answer();
    await settled();
  }
  for (const outcome of await Promise.all(outcomes)) assert.isTrue(outcome.ok);
  assert.isAtMost(most, MOST_CALLS);
  assert.equal(kindOf(await late), "RequestCancelled");
});
