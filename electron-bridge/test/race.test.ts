/** Between a look and a use, another program may put a link: what was opened is looked at. */
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, assert, beforeEach, describe, test } from "vitest";
import { Grants, Media } from "../src/main/index.js";

const TRIES = 4000;
const SECRET = "secret";

let home: string;
let granted: string;
let place: string;
let secret: string;
let grants: Grants;
let swapper: ChildProcess | undefined;
let swaps: number;

beforeEach(async () => {
  home = await realpath(await mkdtemp(join(tmpdir(), "linnet-race-")));
  granted = join(home, "granted");
  place = join(granted, "card", "a.wav");
  secret = join(home, "elsewhere", "a.wav");
  for (const path of [place, secret]) await mkdir(join(path, ".."), { recursive: true });
  await writeFile(place, "open");
  await writeFile(secret, SECRET);
  grants = new Grants();
  await grants.grant(granted);
  swaps = 0;
});

afterEach(async () => {
  if (swapper?.exitCode === null) {
    swapper.disconnect();
    await once(swapper, "exit");
  }
  swapper = undefined;
  await rm(home, { recursive: true });
});

const swap = async (what: "file" | "folder"): Promise<void> => {
  const program = fileURLToPath(new URL("programs/swapper.mjs", import.meta.url));
  swapper = fork(program, [what, place, secret], { execArgv: [] });
  swapper.on("message", (count) => (swaps += Number(count) || 0));
  await once(swapper, "message");
};

/** What the page reads; undefined where it is told nothing. */
const read = async (media: Media, address: string): Promise<string | undefined> => {
  const response = await media.handle(new Request(address));
  if (response.status !== 200) return undefined;
  return response.text().catch(() => undefined);
};

describe.skipIf(process.platform === "win32")("while another program puts links", () => {
  test.each(["file", "folder"] as const)(
    "in place of the %s, no page ever hears what lies elsewhere",
    async (what) => {
      const media = new Media();
      const address = media.register(place);
      await swap(what);
      const heard = new Map<string | undefined, number>();
      for (let tried = 0; tried < TRIES || swaps <= 100; tried++) {
        const text = await read(media, address);
        heard.set(text, (heard.get(text) ?? 0) + 1);
      }
      assert.isUndefined(heard.get(SECRET));
      assert.isAbove(heard.get("open") ?? 0, 0);
      assert.isAbove(swaps, 100);
    },
    60_000,
  );

  test("a file that is registered within the grants is never one elsewhere", async () => {
    const media = new Media();
    await swap("file");
    let served = 0;
    for (let tried = 0; tried < TRIES || swaps <= 100; tried++) {
      await new Promise(setImmediate);
      const address = media.register(place, grants);
      if (address === undefined) continue;
      const text = await read(media, address);
      media.release(address);
      assert.notEqual(text, SECRET);
      if (text === "open") served++;
    }
    assert.isAbove(served, 0);
    assert.isAbove(swaps, 100);
  }, 60_000);
});

test("a link that was there when the file was registered is followed once", async () => {
  const link = join(granted, "card", "link.wav");
  await symlink(place, link);
  const media = new Media();
  const address = media.register(link);
  assert.equal(await read(media, address), "open");
  await rm(link);
  await symlink(secret, link);
  assert.equal(await read(media, address), "open");
  assert.isUndefined(media.register(link, grants));
  assert.isUndefined(media.register(`${granted}/card/../../elsewhere/a.wav`, grants));
});

test("a pipe is not waited for", async () => {
  const { execFileSync } = await import("node:child_process");
  const pipe = join(granted, "pipe.wav");
  if (process.platform === "win32" || !existsSync("/usr/bin/mkfifo")) return;
  execFileSync("/usr/bin/mkfifo", [pipe]);
  const media = new Media();
  assert.equal((await media.handle(new Request(media.register(pipe)))).status, 404);
});
