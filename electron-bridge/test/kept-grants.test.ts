/** Grants that last from start to start, and folders that cannot be granted. */
import { mkdir, mkdtemp, realpath, rename, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, parse } from "node:path";
import { afterEach, assert, beforeEach, test } from "vitest";
import { GrantRefused, Grants, type GrantsOptions } from "../src/main/index.js";
import { failure } from "./sidecar.js";

let base: string;
let card: string;
let options: GrantsOptions;
let grants: Grants;

beforeEach(async () => {
  base = await realpath(await mkdtemp(join(tmpdir(), "linnet-")));
  for (const name of ["home/me/card", "home/me/.config/linnet/logs", "opt/linnet"]) {
    await mkdir(join(base, name), { recursive: true });
  }
  card = join(base, "home/me/card");
  options = {
    home: join(base, "home/me"),
    own: [join(base, "home/me/.config/linnet"), join(base, "opt/linnet")],
  };
  grants = new Grants(options);
});

afterEach(() => rm(base, { recursive: true }));

const again = (): Promise<Grants> =>
  Grants.fromJSON(JSON.parse(JSON.stringify(grants)) as unknown, options);

const offs = (of: Grants): unknown[] => of.list().map(({ off }) => off);

test("what was picked is kept, and counts after the next start", async () => {
  await grants.grant(card);
  const next = await again();
  assert.deepEqual(next.toJSON(), grants.toJSON());
  assert.isTrue(await next.allows(join(card, "a.wav")));
  assert.isUndefined(grants.list()[0]?.used);
  assert.isString(next.list()[0]?.used);
});

test("a folder that is gone is kept, but off, until it is there again", async () => {
  await grants.grant(card);
  await rename(card, `${card}-away`);
  const next = await again();
  assert.deepEqual(offs(next), ["gone"]);
  assert.isFalse(await next.allows(join(card, "a.wav")));
  assert.deepEqual(next.toJSON(), grants.toJSON());
  await rename(`${card}-away`, card);
  await next.lookAgain();
  assert.deepEqual(offs(next), [undefined]);
  assert.isTrue(await next.allows(join(card, "a.wav")));
});

test("a link that leads elsewhere now is off: neither place may be named", async () => {
  const link = join(base, "link");
  const elsewhere = join(base, "elsewhere");
  await mkdir(elsewhere);
  await symlink(card, link);
  await grants.grant(link);
  await rm(link);
  await symlink(elsewhere, link);
  const next = await again();
  assert.deepEqual(offs(next), ["changed"]);
  for (const path of [link, elsewhere, card]) assert.isFalse(await next.allows(path), path);
  await next.grant(link);
  assert.isTrue(await next.allows(elsewhere));
});

test("what is taken back may not be named any more", async () => {
  await grants.grant(card);
  assert.isTrue(grants.revoke(card));
  assert.isFalse(grants.revoke(card));
  assert.isFalse(await grants.allows(card));
  assert.deepEqual((await again()).list(), []);
});

test("the same folder twice is one grant, and each change is told", async () => {
  let changes = 0;
  grants = new Grants({ ...options, onChange: () => changes++ });
  await grants.grant(card);
  await grants.grant(`${card}/`);
  assert.equal(grants.list().length, 1);
  grants.revoke(card);
  grants.revoke(card);
  assert.equal(changes, 3);
});

test("roots, homes, folders of drives and the application's own are refused", async () => {
  const { home = "", own = [] } = options;
  const refused = [parse(base).root, home, dirname(home), base, ...own, dirname(own[0] ?? "")];
  for (const path of [...refused, join(own[0] ?? "", "logs")]) {
    const error = await failure(grants.grant(path));
    assert.instanceOf(error, GrantRefused, path);
    assert.include((error as Error).message, path);
  }
  await symlink(home, join(base, "link"));
  assert.instanceOf(await failure(grants.grant(join(base, "link"))), GrantRefused);
  assert.deepEqual(grants.list(), []);
  if (process.platform !== "win32") {
    assert.instanceOf(await failure(new Grants().grant("/mnt")), GrantRefused);
  }
});

test("what is kept but may not be granted is off, as after a file was tampered with", async () => {
  const added = new Date().toISOString();
  const kept = { grants: [{ path: "/", real: "/", added }] };
  const next = await Grants.fromJSON(kept, options);
  assert.deepEqual(offs(next), ["refused"]);
  assert.isFalse(await next.allows("/etc/passwd"));
});

test("what makes no sense grants nothing", async () => {
  const grant = { path: card, real: card, added: "2026" };
  const bad = [
    { ...grant, real: 1 },
    { ...grant, path: "card" },
    { ...grant, used: {} },
    null,
    "x",
  ];
  for (const kept of [null, [], "x", { grants: "x" }, { grants: bad }]) {
    assert.deepEqual((await Grants.fromJSON(kept, options)).list(), []);
  }
  const one = await Grants.fromJSON({ grants: [...bad, grant] }, options);
  assert.equal(one.list().length, 1);
});
