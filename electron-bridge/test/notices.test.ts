/** What changes in the catalog reaches listeners in Node, and the pages that listen. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { onTestFinished, test } from "vitest";
import { CATALOG, WATCH, type LinnetApi } from "../src/api.js";
import { Grants, registerIpc, type Caller } from "../src/main/index.js";
import { exposeApi, type IpcRenderer } from "../src/preload.js";
import {
  Sidecar,
  SidecarClient,
  SUBJECTS,
  type CatalogNotice,
  type ModelNotice,
} from "../src/index.js";
import { FakeIpc, FakePage } from "./fake-ipc.js";
import { command, folder, misbehaving } from "./sidecar.js";

const ORIGIN = "app://bundle";
const NOTICE: CatalogNotice = { revision: 1, touched: ["memos"] };

test("a listener hears of each change, until it no longer wants to", async () => {
  const home = await folder();
  const start = () => SidecarClient.start({ command, env: { LINNET_HOME: home } });
  const { client } = await start();
  onTestFinished(() => client.kill());
  const heard: CatalogNotice[] = [];
  const end = client.onCatalog((notice) => heard.push(notice));
  const next = () => new Promise<CatalogNotice>((resolve) => client.onCatalog(resolve));

  let change = next();
  await client.call("memos/set", { key: "views/owls", value: { species: ["Asio otus"] } });
  assert.deepEqual(await change, NOTICE);
  assert.deepEqual(heard, [NOTICE]);
  assert.equal((await client.call("health")).revision, 1);

  // Another program writes to the same catalog.
  const { client: other } = await start();
  onTestFinished(() => other.kill());
  change = next();
  await other.call("memos/set", { key: "views/owls", value: null });
  assert.ok((await change).touched.includes("memos"));
  assert.equal(heard.length, 2);

  end();
  change = next();
  await client.call("memos/set", { key: "views/owls", value: 1 });
  await change;
  assert.equal(heard.length, 2);
  await Promise.all([client.stop(), other.stop()]);
});

test("after a restart anything may have changed", async () => {
  const sidecar = new Sidecar({
    command,
    env: { LINNET_HOME: await folder() },
    restart: { firstMs: 1 },
  });
  onTestFinished(() => sidecar.stop(1000));
  await sidecar.start();
  const heard: CatalogNotice[] = [];
  sidecar.onCatalog((notice) => heard.push(notice));
  await sidecar.call("health");
  assert.deepEqual(heard, []);

  process.kill(sidecar.pid ?? 0, "SIGKILL");
  await once(sidecar, "catalog");
  assert.deepEqual(heard, [{ revision: 0, touched: [...SUBJECTS] }]);

  const changed = new Promise((resolve) => {
    sidecar.onCatalog(resolve);
  });
  await sidecar.call("memos/set", { key: "a", value: 1 });
  assert.deepEqual(await changed, NOTICE);
});

test("a listener hears of a model that fails, until it no longer wants to", async () => {
  const sidecar = new Sidecar(misbehaving("failing model"));
  onTestFinished(() => sidecar.stop(1000));
  await sidecar.start();
  const heard: ModelNotice[] = [];
  const end = sidecar.onModel((notice) => heard.push(notice));
  await sidecar.call("health");
  const [{ changes, leftOut } = { changes: [], leftOut: -1 }] = heard;
  assert.equal(heard.length, 1);
  assert.equal(leftOut, 0);
  assert.deepEqual(
    changes.map(({ model, before, state }) => [model, before, state]),
    [["owls", "closed", "open"]],
  );
  end();
  await sidecar.call("health");
  assert.equal(heard.length, 1);
});

function registered(): { ipc: FakeIpc; tell: (notice: CatalogNotice) => void; end: () => void } {
  const listeners = new Set<(notice: CatalogNotice) => void>();
  const client: Caller = {
    call: () => Promise.resolve(),
    onCatalog: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  const ipc = new FakeIpc();
  const end = registerIpc(ipc, client, { origin: ORIGIN, grants: new Grants() });
  const tell = (notice: CatalogNotice): void => {
    for (const listener of listeners) listener(notice);
  };
  return { ipc, tell, end };
}

const watch = (
  ipc: FakeIpc,
  page: FakePage,
  begin: unknown,
  url = `${ORIGIN}/index.html`,
): void => {
  ipc.emit(WATCH, { sender: page, senderFrame: { url, parent: null } }, begin);
};

test("a page hears notices from when it asks to when it does not", () => {
  const { ipc, tell, end } = registered();
  const [listening, silent] = [new FakePage(), new FakePage()];
  tell(NOTICE);
  watch(ipc, listening, true);
  tell(NOTICE);
  watch(ipc, listening, false);
  tell(NOTICE);
  watch(ipc, listening, true);
  end();
  tell(NOTICE);
  watch(ipc, listening, true);
  tell(NOTICE);
  assert.deepEqual(listening.sent, [[CATALOG, NOTICE]]);
  assert.deepEqual(silent.sent, []);
});

test("no stranger hears of the catalog, nor a page that went on or was closed", () => {
  const { ipc, tell } = registered();
  const pages = Array.from({ length: 4 }, () => new FakePage());
  const [stranger, framed, gone, closed] = pages as [FakePage, FakePage, FakePage, FakePage];
  watch(ipc, stranger, true, "https://example.org/");
  const inner = { url: `${ORIGIN}/inner.html`, parent: {} };
  ipc.emit(WATCH, { sender: framed, senderFrame: inner }, true);
  watch(ipc, gone, true);
  gone.navigate();
  watch(ipc, closed, true);
  closed.destroy();
  tell(NOTICE);
  for (const page of pages) assert.deepEqual(page.sent, []);

  watch(ipc, gone, true); // the new document asks too
  tell(NOTICE);
  assert.deepEqual(gone.sent, [[CATALOG, NOTICE]]);
});

test("the preload tells each listener of a page, and asks main only while there is one", () => {
  const sent: unknown[][] = [];
  const channels = new Map<string, (event: unknown, ...values: unknown[]) => void>();
  const renderer: IpcRenderer = {
    invoke: () => Promise.resolve(),
    send: (...message) => void sent.push(message),
    on: (channel, listener) => channels.set(channel, listener),
  };
  let api: LinnetApi | undefined;
  const exposeInMainWorld = (_key: string, value: unknown): void => {
    api = value as LinnetApi;
  };
  exposeApi({ exposeInMainWorld }, renderer);
  assert.ok(api);
  const heard: string[] = [];
  const tell = (): void => channels.get(CATALOG)?.({}, NOTICE);

  const ends = ["a", "b"].map((name) => api?.onCatalog(() => void heard.push(name)));
  tell();
  ends[0]?.();
  ends[0]?.();
  tell();
  ends[1]?.();
  tell();
  assert.deepEqual(heard, ["a", "b", "b"]);
  assert.deepEqual(sent, [
    [WATCH, true],
    [WATCH, false],
  ]);
});
