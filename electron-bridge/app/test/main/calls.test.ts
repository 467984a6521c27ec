import { mkdir, readFile, realpath, rename, symlink, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { assert, test } from "vitest";
import { APP, APP_FUNCTIONS } from "../../shared/app-api.js";
import { PARAMS } from "../../node/params.js";
import { begin, folder, from, lasting, ORIGIN, until, type Begun } from "./begin.js";

const failure = (call: Promise<unknown>): Promise<string> => call.then(() => "answered", String);

/** A folder of recordings beside the app's own folders. */
async function card(home: string): Promise<string> {
  const path = join(home, "CARD7");
  await mkdir(path);
  return realpath(path);
}

test("a chosen folder may be named from then on, also after the next start", async () => {
  const home = await folder();
  const path = await card(home);
  const first = await begin(home);
  first.electron.answers.push([path]);
  const picked = await first.call("pick", "recordings");
  assert.deepEqual(picked, [{ path, name: "CARD7", isFolder: true }]);
  assert.isTrue(await first.app.grants.allows(join(path, "a.wav")));
  await first.app.settings.written();
  const again = await begin(home);
  assert.isTrue(await again.app.grants.allows(join(path, "a.wav")));
  assert.deepEqual(
    (await again.call("grants")).map(({ off }) => off),
    [null],
  );
});

test("what the page has made is written where the person says, and nowhere else", async () => {
  const home = await folder();
  const { call, electron } = await begin(home);
  const bytes = Buffer.from([0x89, 0x50, 0, 0xff]);
  electron.answers.push([join(home, "owls")]);
  const path = join(home, "owls.png");
  const given = ["png", "activity-strix-virgata", bytes.toString("base64")];
  assert.deepEqual(await call("saveFile", ...given), { ok: true, value: path });
  assert.deepEqual(await readFile(path), bytes);
  assert.deepEqual(await call("saveFile", ...given), { ok: true, value: null });
  electron.answers.push([join(home, "no-folder", "owls.csv")]);
  const unwritten = await call("saveFile", "csv", "owls", "");
  assert.match(unwritten.ok ? "written" : unwritten.error.message, /could not be written/);
  const huge = "A".repeat(17 * 2 ** 20);
  for (const wrong of [
    ["exe", "owls", ""],
    ["png", "../owls", ""],
    ["png", "owls", "no base64!"],
    ["png", "owls", huge],
  ]) {
    assert.match(await failure(Promise.resolve(call("saveFile", ...wrong))), /cannot be called so/);
  }
});

test("a folder that is taken back may not be named again, nor after the next start", async () => {
  const home = await folder();
  const path = await card(home);
  const first = await begin(home);
  await first.call("dropped", [path]);
  assert.deepEqual(await first.call("revoke", path), []);
  assert.isFalse(await first.app.grants.allows(path));
  await first.app.settings.written();
  assert.deepEqual(await (await begin(home)).call("grants"), []);
});

test("a folder that is gone is kept, and counts again when it is back", async () => {
  const home = await folder();
  const path = await card(home);
  const { call, app } = await begin(home);
  await call("dropped", [path]);
  await rename(path, `${path}.away`);
  assert.match((await call("grants"))[0]?.off ?? "", /not there/);
  assert.isFalse(await app.grants.allows(path));
  await rename(`${path}.away`, path);
  assert.isNull((await call("grants"))[0]?.off);
});

test("the home, the drive and the app's own folders cannot be chosen, and that is said", async () => {
  const home = await folder();
  await mkdir(join(home, "userData"));
  const { call, electron } = await begin(home);
  for (const path of ["/", homedir(), join(home, "userData")]) {
    electron.answers.push([path]);
    assert.deepEqual(await call("pick", "recordings"), [], path);
    assert.include(electron.asked.at(-1) ?? "", "cannot be picked", path);
  }
  assert.deepEqual(await call("grants"), []);
});

test("who leaves a dialog chooses nothing", async () => {
  const { call } = await begin(await folder());
  const places = ["recordings", "modelFolder", "names", "classifier", "sample", "export"];
  for (const purpose of [...places, "project", "newProject"]) {
    assert.deepEqual(await call("pick", purpose), [], purpose);
  }
  assert.isUndefined(await call("addModel"));
});

test("every function refuses a page of another origin, a frame within, and no frame", async () => {
  const { electron } = await begin(await folder());
  const handler = electron.handlers.get(APP)!;
  const strangers = [
    from("https://example.org/"),
    from("app://bundle.example.org/index.html"),
    from("file:///index.html"),
    from(`${ORIGIN}/index.html`, {}),
    { ...from(`${ORIGIN}/index.html`), senderFrame: null },
  ];
  for (const name of APP_FUNCTIONS) {
    for (const stranger of strangers) {
      assert.match(
        await failure(handler(stranger, name) as Promise<unknown>),
        /may call|may not call/,
      );
    }
  }
});

test("every function refuses what it does not take", async () => {
  const { call, electron } = await begin(await folder());
  const before = electron.asked.length;
  const deep = JSON.parse("[".repeat(40) + "]".repeat(40)) as unknown;
  const hostile: unknown[][] = [
    [1, 2],
    [{ length: 1 }],
    ["x".repeat(40_000)],
    [["x".repeat(40_000)]],
    [null],
    [new Map([["theme", "dark"]])],
    [{ gain: deep }],
    ["pick", "models"],
  ];
  for (const name of APP_FUNCTIONS) {
    for (const given of hostile) {
      const said = await failure(call(name, ...given));
      assert.match(
        said,
        /cannot be called so|is no setting/,
        `${name} ${JSON.stringify(given).slice(0, 40)}`,
      );
    }
  }
  assert.equal(electron.asked.length, before);
  for (const name of ["constructor", "__proto__", "nothing", ["info"], 1]) {
    assert.match(await failure(call(name as never)), /no such function/);
  }
});

test("no function is left without a check of what it takes", () => {
  assert.sameMembers(Object.keys(PARAMS), APP_FUNCTIONS);
});

test("the system's browser goes to addresses of the app's own list alone", async () => {
  const { call, electron } = await begin(await folder());
  await call("openLink", "apache");
  assert.deepEqual(electron.links, ["https://www.apache.org/licenses/LICENSE-2.0"]);
  assert.match(await failure(call("openLink", "https://example.org/")), /cannot be called so/);
});

test("only what a page may name is shown in its folder", async () => {
  const home = await folder();
  const path = await card(home);
  const { call, electron } = await begin(home);
  assert.match(await failure(call("showInFolder", "/etc/passwd")), /not in a folder/);
  await call("dropped", [path]);
  await call("showInFolder", join(path, "a.wav"));
  assert.equal(electron.done.at(-1), `show ${join(path, "a.wav")}`);
});

test("a model is added from the dialogs alone", async () => {
  const { app, call, electron } = await begin(await folder());
  await until(() => app.engine.now.state === "failed");
  const engine = lasting();
  await app.engine.open(engine);
  electron.answers.push(0, ["/m/gate.onnx"], ["/m/labels.txt"]);
  void call("addModel");
  await until(() => engine.asked.length > 0);
  assert.deepEqual(engine.asked, [
    ["models/add", { path: "/m/gate.onnx", labels: "/m/labels.txt" }],
  ]);
  assert.match(electron.asked[0] ?? "", /only if you trust/);
});

test("the log says what happened, and can be opened", async () => {
  const { call, electron } = await begin(await folder());
  const { path, lines } = await call("log", true);
  assert.match(lines[0] ?? "", /main Linnet 0\.1\.0 starts\.$/);
  assert.equal(electron.done.at(-1), `open ${path}`);
});

/** What `app:` answers. */
async function served(begun: Begun, path: string, method = "GET"): Promise<Response> {
  const handler = begun.electron.schemes.get("app")!;
  return handler(new Request(`${ORIGIN}${path}`, { method }));
}

test("the page's files are served with the content policy, and nothing beside them", async () => {
  const home = await folder();
  const pages = join(home, "pages");
  await mkdir(pages);
  await writeFile(join(pages, "index.html"), "<p>");
  await writeFile(join(pages, "notes.txt"), "no type of a page");
  await writeFile(join(home, "secret.js"), "secret");
  await symlink(join(home, "secret.js"), join(pages, "link.js"));
  const begun = await begin(home, { pages });
  const page = await served(begun, "/index.html");
  assert.equal(await page.text(), "<p>");
  const policy = page.headers.get("Content-Security-Policy") ?? "";
  assert.include(policy, "default-src 'none'");
  assert.include(policy, "connect-src 'self' media:;");
  assert.notMatch(policy, /unsafe|https?:|\*/);
  assert.equal(page.headers.get("X-Content-Type-Options"), "nosniff");
  for (const path of [
    "/../secret.js",
    "/%2e%2e/secret.js",
    "/..%2fsecret.js",
    "/..%5csecret.js",
    "/link.js",
    "/notes.txt",
    "/%00",
    "/%",
    "/",
    `/${"a".repeat(5000)}`,
  ]) {
    assert.equal((await served(begun, path)).status, 404, path);
  }
  assert.equal((await served(begun, "/index.html", "POST")).status, 405);
});
