import { chmod, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { assert, test } from "vitest";
import { start } from "../../main/start.js";
import { FakeElectron } from "../fake-electron.js";
import { Wish } from "../fake-window.js";
import { begin, folder, ORIGIN } from "./begin.js";

test("the lock comes first, then sandbox and schemes, and the window waits for no engine", async () => {
  const home = await folder();
  const silent = join(home, "silent");
  await writeFile(silent, "#!/bin/sh\nexec sleep 60\n");
  await chmod(silent, 0o700);
  const { app, electron } = await begin(home, { path: silent });
  assert.deepEqual(electron.done, ["lock", "sandbox", "schemes", `load ${ORIGIN}/index.html`]);
  assert.equal(app.engine.now.state, "starting");
});

test("a second start ends at once and touches nothing", async () => {
  const electron = new FakeElectron(await folder(), false);
  assert.isUndefined(await start(electron.electron, {} as never));
  assert.deepEqual(electron.done, ["lock", "exit"]);
});

test("a second start brings the first window to the front", async () => {
  const { electron } = await begin(await folder());
  const [window] = electron.windows;
  Object.assign(window!, { minimized: true, focused: false, shown: false });
  electron.app.emit("second-instance");
  assert.deepEqual([window!.minimized, window!.focused, window!.shown], [false, true, true]);
});

test("an engine that is not there is told with its reason, and the app can be left", async () => {
  const { app, electron } = await begin(await folder());
  const failed = await new Promise((resolve) => {
    if (app.engine.now.state === "failed") resolve(app.engine.now);
    else app.engine.on("state", resolve);
  });
  assert.nestedPropertyVal(failed, "error.kind", "SidecarNotFound");
  electron.windows[0]!.close();
  assert.equal(electron.exited, 0);
});

test("the window is sandboxed, and shown once its page is painted", async () => {
  const { electron } = await begin(await folder());
  const [window] = electron.windows;
  assert.include(window!.options.webPreferences, {
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    spellcheck: false,
    devTools: false,
  });
  assert.isFalse(window!.shown);
  window!.emit("ready-to-show");
  assert.isTrue(window!.shown);
});

test("the window opens where it was closed, unless no screen shows that place", async () => {
  const home = await folder();
  const first = await begin(home);
  const bounds = { x: 100, y: 50, width: 1000, height: 700 };
  await first.app.settings.keep({ window: { ...bounds, maximized: true } });
  const again = await begin(home);
  assert.include(again.electron.windows[0]!.options, bounds);
  assert.isTrue(again.electron.windows[0]!.maximized);
  await again.app.settings.keep({ window: { ...bounds, x: 5000, maximized: false } });
  const elsewhere = await begin(home);
  assert.notProperty(elsewhere.electron.windows[0]!.options, "x");
});

test("a page goes nowhere, opens nothing and asks for nothing", async () => {
  const { electron } = await begin(await folder());
  const contents = electron.windows[0]!.webContents;
  const refused = (name: string, url: string): boolean => {
    const wish = Object.assign(new Wish(), { url });
    contents.emit(name, wish);
    return wish.defaultPrevented;
  };
  for (const name of ["will-navigate", "will-frame-navigate", "will-redirect"]) {
    assert.isTrue(refused(name, "https://example.org/"), name);
    assert.isTrue(refused(name, "app://bundle.example.org/"), name);
    assert.isTrue(refused(name, "file:///etc/passwd"), name);
    assert.isFalse(refused(name, `${ORIGIN}/index.html`), name);
  }
  assert.isTrue(refused("will-attach-webview", ""));
  assert.deepEqual(contents.opener?.({} as never), { action: "deny" });
  const { ask, check } = electron;
  for (const [permission, allowed] of [
    ["media", false],
    ["geolocation", false],
    ["clipboard-read", false],
    ["clipboard-sanitized-write", true],
  ] as const) {
    let answer: boolean | undefined;
    ask?.(null as never, permission as never, (given) => (answer = given), {} as never);
    assert.equal(answer, allowed, permission);
    assert.equal(check?.(null, permission as never, "", {} as never), allowed, permission);
  }
});

test("a page that crashes is loaded again once, and then said to be gone", async () => {
  const { electron } = await begin(await folder());
  const contents = electron.windows[0]!.webContents;
  contents.emit("render-process-gone", {}, { reason: "crashed" });
  assert.equal(contents.reloads, 1);
  contents.emit("render-process-gone", {}, { reason: "oom" });
  assert.equal(contents.reloads, 1);
  assert.match(electron.asked.at(-1) ?? "", /ended unexpectedly/);
});

test("what needs Electron, and can only be tried there, stays small", async () => {
  const app = fileURLToPath(new URL("../../", import.meta.url));
  let lines = 0;
  for (const folder of ["main", "preload"]) {
    for (const name of await readdir(join(app, folder))) {
      lines += (await readFile(join(app, folder, name), "utf8")).split("\n").length - 1;
    }
  }
  assert.isAtMost(lines, 600);
});
